//! `show`: what a routine is, in words.

use std::io::Write;

use serde_json::{Value, json};

use super::catalogue::{self, known};
use super::{Failure, columns};
use crate::cli;
use crate::model::{Exercise, Form, Phase, Range, Routine, Today};
use crate::plan::{self, Plan};
use crate::settings::Settings;
use crate::ui::fit;
use crate::words::{self, prescription, time};

pub(super) fn show(args: &cli::Show, out: &mut dyn Write) -> Result<(), Failure> {
    if args.source {
        let place = catalogue::find(args.routine.as_deref())?;
        let text = place.source().map_err(|problems| Failure::Problems(vec![problems]))?;
        // The file as it is: what it holds is for a file, not for a terminal.
        out.write_all(text.as_bytes())?;
        return Ok(());
    }
    let routine = catalogue::routine(args.routine.as_deref())?;
    let written = day(&routine, &Today::WRITTEN)?;
    if args.json {
        serde_json::to_writer_pretty(&mut *out, &as_json(&routine, &written, &day(&routine, &Today::FIRST)?))?;
        writeln!(out)?;
        return Ok(());
    }
    let mut page = Page { out, columns: columns() };
    let exercises = || routine.phases.iter().flat_map(|phase| phase.exercises.iter().map(move |it| (phase, it)));
    if let Some(id) = &args.exercise {
        known("exercise", id, exercises().map(|(_, exercise)| exercise.id.as_str()))?;
        for (phase, exercise) in exercises().filter(|(_, exercise)| exercise.id == *id) {
            page.exercise(exercise, phase.form, &written, "")?;
        }
        return Ok(());
    }
    page.head(&routine, &written, &day(&routine, &Today::FIRST)?)?;
    for phase in &routine.phases {
        page.phase(phase, &written)?;
    }
    if args.background {
        for piece in &routine.background {
            page.text(0, &format!("\n{}", piece.title))?;
            page.text(2, &piece.text)?;
        }
    } else if !routine.background.is_empty() {
        page.text(0, "\n`--background` adds the background reading, `--source` prints the file")?;
    }
    Ok(())
}

fn day(routine: &Routine, today: &Today) -> Result<Plan, Failure> {
    plan::build(routine, today, &Settings::default())
        .map_err(|error| Failure::Usage { message: error.to_string(), help: None })
}

/// Prose on an output of a width.
struct Page<'a> {
    out: &'a mut dyn Write,
    columns: usize,
}

impl Page<'_> {
    /// A paragraph, wrapped.
    fn text(&mut self, indent: usize, text: &str) -> Result<(), Failure> {
        for line in fit::wrap(text, self.columns.saturating_sub(indent)) {
            writeln!(self.out, "{}", format!("{:indent$}{line}", "").trim_end())?;
        }
        Ok(())
    }

    /// A paragraph that hangs behind its label.
    fn labelled(&mut self, indent: usize, label: &str, text: &str) -> Result<(), Failure> {
        let hang = indent + fit::width(label) + 1;
        for (place, line) in fit::wrap(text, self.columns.saturating_sub(hang)).iter().enumerate() {
            let head = if place == 0 { label } else { "" };
            writeln!(self.out, "{:indent$}{head:width$}{line}", "", width = hang - indent)?;
        }
        Ok(())
    }

    /// A heading with an item a line; nothing without items.
    fn items(&mut self, indent: usize, heading: &str, items: &[String]) -> Result<(), Failure> {
        if items.is_empty() {
            return Ok(());
        }
        self.text(indent, heading)?;
        items.iter().try_for_each(|item| self.labelled(indent + 2, "-", item))
    }

    fn head(&mut self, routine: &Routine, written: &Plan, today: &Plan) -> Result<(), Failure> {
        self.text(0, &routine.name)?;
        if let Some(summary) = &routine.summary {
            self.text(0, summary)?;
        }
        writeln!(self.out)?;
        if let Some(source) = &routine.source {
            let parts = [&source.title, &source.author].into_iter().flatten();
            for (place, part) in parts.enumerate() {
                self.labelled(0, if place == 0 { "From:     " } else { "          " }, part)?;
            }
            // An address stays whole, so that it can be clicked or copied.
            if let Some(url) = &source.url {
                writeln!(self.out, "           {url}")?;
            }
        }
        if let Some(frequency) = &routine.frequency {
            self.labelled(0, "How often:", &words::routine::frequency(frequency))?;
        }
        if !routine.equipment.is_empty() {
            self.labelled(0, "You need: ", &routine.equipment.join(", "))?;
        }
        let (written, today) = (time::about(plan::seconds(written)), time::about(plan::seconds(today)));
        let takes = if written == today { today } else { format!("{today} today; {written} as written") };
        self.labelled(0, "Takes:    ", &takes)?;
        if let Some(safety) = &routine.safety {
            writeln!(self.out)?;
            if let Some(notice) = &safety.notice {
                self.labelled(0, "Safety:   ", notice)?;
            }
            self.items(0, "Stop if:", &safety.stop_if)?;
        }
        if !routine.notes.is_empty() {
            writeln!(self.out)?;
            self.items(0, "Notes:", &routine.notes)?;
        }
        Ok(())
    }

    fn phase(&mut self, phase: &Phase, written: &Plan) -> Result<(), Failure> {
        writeln!(self.out)?;
        self.text(0, &words::routine::phase(phase))?;
        if let Some(goal) = &phase.goal {
            self.labelled(2, "Goal:", goal)?;
        }
        phase.exercises.iter().try_for_each(|exercise| {
            writeln!(self.out)?;
            self.exercise(exercise, phase.form, written, "  ")
        })
    }

    fn exercise(&mut self, exercise: &Exercise, form: Form, written: &Plan, indent: &str) -> Result<(), Failure> {
        let left = indent.len();
        let takes = plan::exercise_seconds(written, &exercise.id);
        self.text(left, &format!("{} ({})", exercise.name, exercise.id))?;
        let last = exercise.movements.len() - 1;
        for (place, movement) in exercise.movements.iter().enumerate() {
            let dose = movement.dose.at(&Today::WRITTEN);
            let sentence = prescription::sentence(dose, form, place < last);
            match &movement.label {
                Some(label) => self.text(left + 2, &format!("{}: {sentence}", label.name))?,
                None => self.text(left + 2, &sentence)?,
            }
            let inner = left + if movement.label.is_some() { 4 } else { 2 };
            if let Some(suggested) = prescription::suggested(dose) {
                self.text(inner, &format!("[{suggested}]"))?;
            }
            if let Some(goal) = &movement.goal {
                self.labelled(inner, "Goal:", goal)?;
            }
            for tip in &movement.tips {
                self.labelled(inner, "-", tip)?;
            }
            if let Some(video) = &movement.video {
                self.labelled(inner, "Video:", video)?;
            }
        }
        if let Some(takes) = takes.filter(|takes| !takes.max.is_zero()) {
            self.text(left + 2, &time::about(takes))?;
        }
        if let Some(grows) = prescription::progression(exercise) {
            self.text(left + 2, &grows)?;
        }
        if let Some(goal) = &exercise.goal {
            self.labelled(left + 2, "Goal:", goal)?;
        }
        if !exercise.equipment.is_empty() {
            self.labelled(left + 2, "You need:", &exercise.equipment.join(", "))?;
        }
        for tip in &exercise.tips {
            self.labelled(left + 2, "-", tip)?;
        }
        if let Some(video) = &exercise.video {
            self.labelled(left + 2, "Video:", video)?;
        }
        Ok(())
    }
}

/// The same facts for other programs.
fn as_json(routine: &Routine, written: &Plan, today: &Plan) -> Value {
    let ends = |time: Range<std::time::Duration>| json!({ "min": plan::json::seconds(time.min), "max": plan::json::seconds(time.max) });
    let exercise = |phase: &Phase, exercise: &Exercise| {
        let last = exercise.movements.len() - 1;
        let movements: Vec<_> = exercise
            .movements
            .iter()
            .enumerate()
            .map(|(place, movement)| {
                let dose = movement.dose.at(&Today::WRITTEN);
                json!({
                    "id": movement.label.as_ref().map(|label| &label.id),
                    "name": movement.label.as_ref().map(|label| &label.name),
                    "goal": movement.goal,
                    "tips": movement.tips,
                    "video": movement.video,
                    "prescription": prescription::sentence(dose, phase.form, place < last),
                    "suggested": dose.suggested.iter().map(|field| field.key()).collect::<Vec<_>>(),
                })
            })
            .collect();
        json!({
            "id": exercise.id,
            "name": exercise.name,
            "goal": exercise.goal,
            "tips": exercise.tips,
            "equipment": exercise.equipment,
            "video": exercise.video,
            "progression": prescription::progression(exercise),
            "seconds": plan::exercise_seconds(written, &exercise.id).map(ends),
            "movements": movements,
        })
    };
    let phases: Vec<_> = routine
        .phases
        .iter()
        .map(|phase| {
            json!({
                "id": phase.id,
                "name": phase.name,
                "goal": phase.goal,
                "exercises": phase.exercises.iter().map(|it| exercise(phase, it)).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "format": 1,
        "routine": { "id": routine.id, "name": routine.name, "summary": routine.summary },
        "source": routine.source.as_ref().map(|source| {
            json!({ "title": source.title, "author": source.author, "url": source.url })
        }),
        "frequency": routine.frequency.as_ref().map(|frequency| {
            json!({
                "per_week": frequency.per_week.map(|times| json!({ "min": times.min, "max": times.max })),
                "min_gap_seconds": frequency.min_gap.map(plan::json::seconds),
                "occasions": frequency.occasions,
            })
        }),
        "equipment": routine.equipment,
        "notes": routine.notes,
        "safety": routine.safety.as_ref().map(|safety| {
            json!({ "notice": safety.notice, "stop_if": safety.stop_if })
        }),
        "background": routine.background.iter().map(|piece| {
            json!({ "title": piece.title, "text": piece.text })
        }).collect::<Vec<_>>(),
        "phases": phases,
        "seconds_as_written": ends(plan::seconds(written)),
        "seconds_today": ends(plan::seconds(today)),
    })
}

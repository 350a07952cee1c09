//! `show`: what a routine is, in words.

pub(super) mod json;

use std::io::{self, IsTerminal, Write};

use jiff::Zoned;

use super::{Failure, catalogue, figure, figures, naming, sessions, world, write_json};
use crate::cli;
use crate::model::{Exercise, Phase, PhaseForm, Routine, Safety, Today};
use crate::plan::{self, Length, Plan};
use crate::settings::{Appearance, Config, Settings};
use crate::text;
use crate::ui::figure::Glyphs;
use crate::ui::printer::Printer;
use crate::words::{self, prescription, time};

pub(super) fn show(
    args: &cli::ShowArgs,
    config: &Config,
    now: &Zoned,
    mut printer: Printer,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    if args.source {
        let origin = catalogue::find(args.routine.as_deref())?;
        let text = origin.source().map_err(|problems| Failure::Problems(vec![problems]))?;
        // A file gets every byte of it, a terminal what it can show.
        let is_shown = io::stdout().is_terminal();
        let text = if is_shown { text::prose(&text.replace("\r\n", "\n")).into_owned() } else { text };
        return Ok(out.write_all(text.as_bytes())?);
    }
    let routine = catalogue::load(args.routine.as_deref())?;
    if args.safety {
        match &routine.safety {
            Some(safety) => self::safety(&mut printer, safety),
            None => printer.line(0, "This routine has no safety notice and names no reasons to stop."),
        }
        return Ok(out.write_all(printer.into_text().as_bytes())?);
    }
    let written = plan_for(&routine, &Today::WRITTEN)?;
    if args.json {
        return write_json(out, &json::of(&routine, &written, &plan_for(&routine, &sessions::today(&routine, now))?));
    }
    let exercises = || routine.phases.iter().flat_map(|phase| phase.exercises.iter().map(move |it| (phase, it)));
    if let Some(typed) = &args.exercise {
        let named = naming::exercises(&routine);
        let id = naming::require("exercise", typed, &named)?;
        for (phase, one) in exercises().filter(|(_, one)| one.id == id) {
            exercise(&mut printer, one, phase.form, &written, 0);
            figures(&mut printer, one, config);
        }
    } else {
        let today = plan_for(&routine, &sessions::today(&routine, now))?;
        whole(&mut printer, &routine, &written, &today, args.background);
    }
    out.write_all(printer.into_text().as_bytes())?;
    Ok(())
}

pub(super) fn plan_for(routine: &Routine, today: &Today) -> Result<Plan, Failure> {
    Ok(plan::build(routine, today, &Settings::default())?)
}

pub(super) fn whole(printer: &mut Printer, routine: &Routine, written: &Plan, today: &Plan, background: bool) {
    head(printer, routine, written, today);
    for one in &routine.phases {
        phase(printer, one, written);
    }
    if background {
        for piece in &routine.background {
            printer.blank_line();
            printer.heading(0, &piece.title);
            printer.paragraph(2, &piece.text);
        }
    } else if !routine.background.is_empty() {
        printer.blank_line();
        printer.dim(0, "`--background` adds the background reading, `--source` prints the file");
    }
}

fn head(printer: &mut Printer, routine: &Routine, written: &Plan, today: &Plan) {
    printer.heading(0, &routine.name);
    if let Some(summary) = &routine.summary {
        printer.paragraph(0, summary);
    }
    printer.blank_line();
    if let Some(source) = &routine.source {
        let mut label = "From:     ";
        for part in [&source.title, &source.author].into_iter().flatten() {
            printer.labelled(0, label, part);
            label = "          ";
        }
        if let Some(url) = &source.url {
            printer.link(0, label, url);
        }
    }
    if let Some(frequency) = &routine.frequency {
        printer.labelled(0, "How often:", &words::routine::frequency(frequency));
    }
    if !routine.equipment.is_empty() {
        printer.labelled(0, "You need: ", &routine.equipment.join(", "));
    }
    let (written, today) = (time::length(Length::of(written)), time::length(Length::of(today)));
    let takes = if written == today { today } else { format!("{today} today; {written} as written") };
    printer.labelled(0, "Takes:    ", &takes);
    if let Some(safety) = &routine.safety {
        printer.blank_line();
        self::safety(printer, safety);
    }
    if !routine.notes.is_empty() {
        printer.blank_line();
        printer.list(0, "Notes:", &routine.notes);
    }
}

fn safety(printer: &mut Printer, safety: &Safety) {
    if let Some(notice) = &safety.notice {
        printer.labelled(0, "Safety:   ", notice);
    }
    printer.list(0, "Stop if:", &safety.stop_if);
}

/// How each movement is done, on a terminal.
fn figures(printer: &mut Printer, exercise: &Exercise, config: &Config) {
    let Appearance { figures: choice, charset, .. } = world::appearance(config);
    let Some(glyphs) = Glyphs::of(choice, charset).filter(|_| io::stdout().is_terminal()) else { return };
    for movement in &exercise.movements {
        let id = movement.dose.at(&Today::WRITTEN).figure.as_deref();
        let Some(figure) = id.and_then(figures::good) else { continue };
        printer.blank_line();
        if exercise.movements.len() > 1 {
            printer.dim(2, figure.name());
        }
        printer.block(&figure::strip(&figure, false, glyphs, printer.columns()));
    }
}

fn phase(printer: &mut Printer, phase: &Phase, written: &Plan) {
    printer.blank_line();
    printer.heading(0, &words::routine::phase(phase));
    if let Some(goal) = &phase.goal {
        printer.labelled(2, "Goal:", goal);
    }
    for one in &phase.exercises {
        printer.blank_line();
        exercise(printer, one, phase.form, written, 2);
    }
}

fn exercise(printer: &mut Printer, exercise: &Exercise, form: PhaseForm, written: &Plan, left: usize) {
    let takes = Length::of_exercise(written, &exercise.id);
    printer.heading_with_detail(left, &exercise.name, &format!("({})", exercise.id));
    let last = exercise.movements.len() - 1;
    for (place, movement) in exercise.movements.iter().enumerate() {
        let dose = movement.dose.at(&Today::WRITTEN);
        let sentence = prescription::sentence(dose, form, place < last);
        match &movement.label {
            Some(label) => printer.labelled(left + 2, &format!("{}:", label.name), &sentence),
            None => printer.line(left + 2, &sentence),
        }
        let inner = left + if movement.label.is_some() { 4 } else { 2 };
        if let Some(when) = words::when::when(&movement.when) {
            printer.line(inner, &when);
        }
        if let Some(suggested) = prescription::suggested(dose) {
            printer.dim(inner, &format!("[{suggested}]"));
        }
        if let Some(goal) = &movement.goal {
            printer.labelled(inner, "Goal:", goal);
        }
        tips(printer, &movement.tips, &movement.suggested_tips, inner);
        if let Some(video) = &movement.video {
            printer.link(inner, "Video:", video);
        }
    }
    if let Some(when) = words::when::when(&exercise.when) {
        printer.line(left + 2, &when);
    }
    if let Some(takes) = takes {
        printer.dim(left + 2, &time::length(takes));
    }
    if let Some(grows) = prescription::progression(exercise) {
        printer.line(left + 2, &grows);
    }
    if let Some(goal) = &exercise.goal {
        printer.labelled(left + 2, "Goal:", goal);
    }
    if !exercise.equipment.is_empty() {
        printer.labelled(left + 2, "You need:", &exercise.equipment.join(", "));
    }
    tips(printer, &exercise.tips, &exercise.suggested_tips, left + 2);
    if let Some(video) = &exercise.video {
        printer.link(left + 2, "Video:", video);
    }
}

/// The tips of the source, and those that are the file's own.
fn tips(printer: &mut Printer, source: &[String], suggested: &[String], left: usize) {
    for tip in source {
        printer.labelled(left, "-", tip);
    }
    printer.list(left, "Our suggestion:", suggested);
}

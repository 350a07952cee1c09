//! `next`: what is asked today of each exercise that grows, and why.

use std::io::Write;

use jiff::Zoned;
use serde_json::{Value, json};

use super::sessions::Day;
use super::{Failure, catalogue, sessions, write_json};
use crate::cli;
use crate::model::{Exercise, Ladder, Measure, PhaseForm, Prescription, RepTarget, Routine, Window, seconds};
use crate::progression::{self, Decision, Decisions};
use crate::ui::printer::Printer;
use crate::words;

pub(super) fn next(
    args: &cli::NextArgs,
    now: &Zoned,
    mut printer: Printer,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let routine = catalogue::load(args.routine.as_deref())?;
    let moment = sessions::moment(args.on.as_ref(), now)?;
    let listing = sessions::recent(&routine, &moment);
    let Day { today, decisions, .. } = sessions::day(&routine, &listing, &moment);
    let remarks = progression::remarks(&routine, sessions::of_routine(&listing, &routine), &moment);
    let remarks: Vec<_> = remarks.iter().map(words::past::remark).collect();
    if args.json {
        return write_json(out, &of(&routine, &decisions, &remarks, &moment));
    }
    printer.heading(0, &routine.name);
    printer.blank_line();
    for growing in growing(&routine, &decisions) {
        printer.labelled(0, &format!("{}:", growing.exercise.name), &growing.rung(growing.decision.rung));
        printer.line(2, &growing.reason(&moment));
    }
    if !routine.grows() {
        printer.line(0, NOTHING_GROWS);
    }
    let schedule = words::progression::use_of(&routine, &today);
    for line in schedule.into_iter().chain(proposal(&routine, &decisions, &moment)).chain(remarks) {
        printer.blank_line();
        printer.paragraph(0, &line);
    }
    out.write_all(printer.into_text().as_bytes())?;
    Ok(())
}

/// The message for a routine without ladders.
pub(super) const NOTHING_GROWS: &str = "No exercise of this routine grows.";

/// An exercise that grows, and what is asked of it.
pub(super) struct Growing<'a> {
    pub(super) exercise: &'a Exercise,
    pub(super) ladder: Ladder<'a>,
    pub(super) decision: &'a Decision,
    form: PhaseForm,
}

/// The exercises that grow, with what is asked of them.
pub(super) fn growing<'a>(routine: &'a Routine, decisions: &'a Decisions) -> impl Iterator<Item = Growing<'a>> {
    let exercises = routine.phases.iter().flat_map(|phase| phase.exercises.iter().map(|it| (it, phase.form)));
    exercises.zip(&decisions.exercises).filter_map(|((exercise, form), decision)| {
        Some(Growing { exercise, ladder: exercise.ladder()?, decision: decision.as_ref()?, form })
    })
}

impl Growing<'_> {
    /// A rung in words.
    pub(super) fn rung(&self, number: u32) -> String {
        words::progression::rung(self.exercise, &self.ladder.rung(number), self.form)
    }

    /// What moved and why, seen from a moment.
    pub(super) fn reason(&self, moment: &Zoned) -> String {
        words::progression::reason(self.decision, self.ladder, moment.date())
    }

    /// What each movement is asked for at a rung.
    pub(super) fn amounts(&self, number: u32) -> Vec<Value> {
        let each = self.exercise.movements.iter().zip(self.ladder.rung(number)).map(|(movement, asked)| {
            json!({
                "movement": movement.label.as_ref().map(|label| &label.id),
                "measure": measure(&asked),
                "sets": asked.sets.min,
                "items": items(&asked),
            })
        });
        each.collect()
    }
}

/// What is proposed after pain.
pub(super) fn proposal(routine: &Routine, decisions: &Decisions, now: &Zoned) -> Option<String> {
    let (on, pain) = decisions.pain_back?;
    Some(words::progression::after_pain(pain, on, decisions.first_phase_only(routine), now.date()))
}

fn of(routine: &Routine, decisions: &Decisions, remarks: &[String], moment: &Zoned) -> Value {
    let exercises = growing(routine, decisions).map(|growing| {
        let Growing { exercise, ladder, decision, .. } = growing;
        json!({
            "exercise": exercise.id,
            "name": exercise.name,
            "kind": if ladder.is_double() { "double" } else { "add" },
            "rung": decision.rung,
            "rungs": (!ladder.is_offered()).then(|| ladder.top()),
            "offered": decision.offered,
            "amounts": growing.amounts(decision.rung),
            "code": decision.reason.code(),
            "reason": growing.reason(moment),
        })
    });
    json!({
        "format": 1,
        "routine": { "id": routine.id, "name": routine.name },
        "moment": crate::history::timestamp(moment),
        "first_phase_only": decisions.first_phase_only(routine),
        "exercises": exercises.collect::<Vec<_>>(),
        "remarks": remarks,
    })
}

fn measure(asked: &Prescription) -> &'static str {
    match &asked.measure {
        Measure::Reps { targets, .. } => match targets.first() {
            RepTarget::Count(_) => "reps",
            RepTarget::AtLeast(_) | RepTarget::Max => "max",
        },
        Measure::Time(_) => "time",
        Measure::Distance(_) => "distance",
        Measure::Open => "open",
    }
}

fn items(asked: &Prescription) -> Vec<Value> {
    match &asked.measure {
        Measure::Reps { targets, .. } => {
            let item = |target: &RepTarget| match target {
                RepTarget::Count(Window { min, max }) => Some(json!({ "min": min, "max": max })),
                RepTarget::AtLeast(min) => Some(json!({ "min": min, "max": null })),
                RepTarget::Max => None,
            };
            targets.iter().filter_map(item).collect()
        }
        Measure::Time(times) => {
            let seconds = |time| seconds::Seconds(time);
            times.iter().map(|time| json!({ "min": seconds(time.min), "max": seconds(time.max) })).collect()
        }
        Measure::Distance(_) | Measure::Open => Vec::new(),
    }
}

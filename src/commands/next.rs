//! `next`: what is asked today of each exercise that grows, and why.

use std::io::Write;

use jiff::Zoned;
use serde_json::{Value, json};

use super::{Failure, catalogue, sessions, write_json};
use crate::cli;
use crate::history::ReadDepth;
use crate::model::{Exercise, Form, Ladder, Measure, Prescription, RepTarget, Routine, Window, seconds};
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
    let moment = args.on.as_ref().map_or_else(|| Ok(now.clone()), |on| on.at(now));
    let moment = moment.map_err(|error| Failure::usage(error.to_string()))?;
    let listing = sessions::load(ReadDepth::Lines);
    let decisions = sessions::decide(&routine, &listing, &moment);
    let done = sessions::of_routine(&listing, &routine);
    let remarks = progression::remarks(&routine, done.iter().copied(), &moment);
    let remarks: Vec<_> = remarks.iter().map(words::past::remark).collect();
    if args.json {
        return write_json(out, &of(&routine, &decisions, &remarks, &moment));
    }
    printer.heading(0, &routine.name);
    printer.blank_line();
    for (exercise, form, decision) in ladders(&routine, &decisions) {
        let Some(ladder) = exercise.ladder() else { continue };
        let asked = words::progression::rung(exercise, &ladder.rung(decision.rung), form);
        printer.labelled(0, &format!("{}:", exercise.name), &asked);
        printer.line(2, &words::progression::reason(decision, ladder, moment.date()));
    }
    if ladders(&routine, &decisions).next().is_none() {
        printer.line(0, "No exercise of this routine grows.");
    }
    let today = progression::today(done, moment.date());
    let schedule = words::progression::use_of(&routine, &today);
    for line in schedule.into_iter().chain(proposal(&routine, &decisions)).chain(remarks) {
        printer.blank_line();
        printer.paragraph(0, &line);
    }
    out.write_all(printer.into_text().as_bytes())?;
    Ok(())
}

/// The exercises that grow, with what is asked of them.
pub(super) fn ladders<'a>(
    routine: &'a Routine,
    decisions: &'a Decisions,
) -> impl Iterator<Item = (&'a Exercise, Form, &'a Decision)> {
    let exercises = routine.phases.iter().flat_map(|phase| phase.exercises.iter().map(|it| (it, phase.form)));
    exercises
        .zip(&decisions.exercises)
        .filter_map(|((exercise, form), decision)| Some((exercise, form, decision.as_ref()?)))
}

/// What is proposed after pain.
pub(super) fn proposal(routine: &Routine, decisions: &Decisions) -> Option<String> {
    let (on, pain) = decisions.pain_back?;
    Some(words::progression::after_pain(pain, on, decisions.first_phase_only(routine)))
}

fn of(routine: &Routine, decisions: &Decisions, remarks: &[String], moment: &Zoned) -> Value {
    let exercises = ladders(routine, decisions).filter_map(|(exercise, _, decision)| {
        let ladder = exercise.ladder()?;
        Some(json!({
            "exercise": exercise.id,
            "name": exercise.name,
            "kind": if ladder.is_double() { "double" } else { "add" },
            "rung": decision.rung,
            "rungs": (!ladder.is_offered()).then(|| ladder.top()),
            "offered": decision.offered,
            "amounts": amounts(exercise, ladder, decision.rung),
            "code": decision.reason.code(),
            "reason": words::progression::reason(decision, ladder, moment.date()),
        }))
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

/// What each movement is asked for at a rung.
pub(super) fn amounts(exercise: &Exercise, ladder: Ladder<'_>, rung: u32) -> Vec<Value> {
    let each = exercise.movements.iter().zip(ladder.rung(rung)).map(|(movement, asked)| {
        json!({
            "movement": movement.label.as_ref().map(|label| &label.id),
            "measure": measure(&asked),
            "sets": asked.sets.min,
            "items": items(&asked),
        })
    });
    each.collect()
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

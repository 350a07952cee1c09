//! `list`: the exercises by phase, with today's prescription in words.

use std::io::Write;

use jiff::Zoned;
use serde_json::json;

use super::{Failure, catalogue, sessions, write_json};
use crate::cli;
use crate::model::{Exercise, Form, Routine, Today};
use crate::ui::fit;
use crate::ui::printer::Printer;
use crate::words;

pub(super) fn list(args: &cli::ListArgs, now: &Zoned, printer: Printer, out: &mut dyn Write) -> Result<(), Failure> {
    let routine = catalogue::load(args.routine.as_deref())?;
    let day = sessions::today(&routine, now);
    if args.json {
        let exercises: Vec<_> = routine
            .phases
            .iter()
            .flat_map(|phase| phase.exercises.iter().map(move |exercise| (phase, exercise)))
            .map(|(phase, exercise)| {
                json!({
                    "phase": phase.id,
                    "id": exercise.id,
                    "name": exercise.name,
                    "prescription": today(exercise, phase.form, &day).join("; "),
                })
            })
            .collect();
        let json = json!({
            "format": 1,
            "routine": { "id": routine.id, "name": routine.name },
            "exercises": exercises,
        });
        return write_json(out, &json);
    }
    out.write_all(table(&routine, &day, printer).as_bytes())?;
    Ok(())
}

pub(super) fn table(routine: &Routine, day: &Today, mut printer: Printer) -> String {
    let exercises = routine.phases.iter().flat_map(|phase| &phase.exercises);
    let widest = exercises.map(|exercise| fit::width(&exercise.name)).max().unwrap_or(0);
    for (i, phase) in routine.phases.iter().enumerate() {
        if i > 0 {
            printer.blank_line();
        }
        printer.heading(0, &words::routine::phase(phase));
        for exercise in &phase.exercises {
            let name = fit::padded(&exercise.name, widest + 1);
            printer.labelled(2, &name, &today(exercise, phase.form, day).join("\n"));
        }
    }
    printer.into_text()
}

/// Today's prescription, one line for each movement.
fn today(exercise: &Exercise, form: Form, day: &Today) -> Vec<String> {
    words::routine::exercise(exercise, form, day)
}

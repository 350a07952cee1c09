//! `list`: the exercises by phase, one a line, with today's prescription in words.

use std::io::Write;

use serde_json::json;

use super::{Failure, catalogue};
use crate::cli;
use crate::model::{Exercise, Form, Today};
use crate::ui::fit;
use crate::words;

pub(super) fn list(args: &cli::List, out: &mut dyn Write) -> Result<(), Failure> {
    let routine = catalogue::routine(args.routine.as_deref())?;
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
                    "prescription": today(exercise, phase.form),
                })
            })
            .collect();
        let json = json!({
            "format": 1,
            "routine": { "id": routine.id, "name": routine.name },
            "exercises": exercises,
        });
        serde_json::to_writer_pretty(&mut *out, &json)?;
        writeln!(out)?;
        return Ok(());
    }
    let exercises = || routine.phases.iter().flat_map(|phase| &phase.exercises);
    let widest = exercises().map(|exercise| fit::width(&exercise.name)).max().unwrap_or(0);
    for (place, phase) in routine.phases.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}", words::routine::phase(phase))?;
        for exercise in &phase.exercises {
            let room = " ".repeat(widest - fit::width(&exercise.name));
            writeln!(out, "  {}{room}  {}", exercise.name, today(exercise, phase.form))?;
        }
    }
    Ok(())
}

/// Today's prescription on one line.
fn today(exercise: &Exercise, form: Form) -> String {
    words::routine::exercise(exercise, form, &Today::FIRST)
}

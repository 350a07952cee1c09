//! `list`: the exercises by phase, with today's prescription in words.

use std::io::Write;

use jiff::Zoned;
use serde_json::json;

use super::{Failure, catalogue, sessions, write_json};
use crate::cli;
use crate::model::{Exercise, Phase, Routine, Today};
use crate::ui::printer::Printer;
use crate::words;

pub(super) fn list(args: &cli::ListArgs, now: &Zoned, printer: Printer, out: &mut dyn Write) -> Result<(), Failure> {
    let (routine, day) = sessions::as_asked(catalogue::load(args.routine.as_deref())?, now);
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
                    "prescription": today(phase, exercise, &day).map(|words| words.join("; ")),
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

const NOT_TODAY: &str = "not today";

pub(super) fn table(routine: &Routine, day: &Today, mut printer: Printer) -> String {
    for (i, phase) in routine.phases.iter().enumerate() {
        if i > 0 {
            printer.blank_line();
        }
        printer.heading_with_detail(0, &words::routine::phase(phase), &format!("({})", phase.id));
        if !phase.when.on(day) {
            printer.line(2, NOT_TODAY);
            continue;
        }
        for exercise in &phase.exercises {
            printer.heading_with_detail(2, &exercise.name, &format!("({})", exercise.id));
            for line in today(phase, exercise, day).unwrap_or_else(|| vec![NOT_TODAY.to_owned()]) {
                printer.line(4, &line);
            }
        }
    }
    printer.into_text()
}

/// Today's prescription, one line for each movement; `None` where it does not take part.
fn today(phase: &Phase, exercise: &Exercise, day: &Today) -> Option<Vec<String>> {
    let words = words::routine::exercise(exercise, phase.form, day);
    (phase.when.on(day) && !words.is_empty()).then_some(words)
}

//! `ladder`: the rungs of each exercise that grows.

use std::io::Write;

use jiff::Zoned;
use serde_json::{Value, json};

use super::{Failure, catalogue, naming, next, sessions, write_json};
use crate::cli;
use crate::history::ReadDepth;
use crate::model::{Exercise, Form, Ladder};
use crate::progression::Decision;
use crate::ui::printer::Printer;
use crate::words;

/// How many rungs of a ladder without a ceiling are shown, from today's on.
const SHOWN: u32 = 10;

pub(super) fn ladder(
    args: &cli::LadderArgs,
    now: &Zoned,
    mut printer: Printer,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let routine = catalogue::load(args.routine.as_deref())?;
    let decisions = sessions::decide(&routine, &sessions::load(ReadDepth::Lines), now);
    let all: Vec<_> = next::ladders(&routine, &decisions).collect();
    let named: Vec<_> = all.iter().map(|(exercise, ..)| (exercise.id.as_str(), exercise.name.as_str())).collect();
    let chosen = args.exercise.as_deref().map(|typed| naming::require("exercise that grows", typed, &named));
    let chosen = chosen.transpose()?;
    let wanted = all.into_iter().filter(|(exercise, ..)| chosen.is_none_or(|id| *id == exercise.id));
    if args.json {
        let ladders = wanted.filter_map(|(exercise, _, decision)| Some(of(exercise, exercise.ladder()?, decision)));
        let json = json!({
            "format": 1,
            "routine": { "id": routine.id, "name": routine.name },
            "ladders": ladders.collect::<Vec<_>>(),
        });
        return write_json(out, &json);
    }
    let mut is_first = true;
    for (exercise, form, decision) in wanted {
        let Some(ladder) = exercise.ladder() else { continue };
        if !is_first {
            printer.blank_line();
        }
        is_first = false;
        print(&mut printer, exercise, form, ladder, decision);
    }
    if is_first {
        printer.line(0, "No exercise of this routine grows.");
    }
    out.write_all(printer.into_text().as_bytes())?;
    Ok(())
}

/// The rungs that are shown: of a ladder without a ceiling only some.
fn shown(ladder: Ladder<'_>, today: u32) -> std::ops::RangeInclusive<u32> {
    if ladder.is_offered() { today..=ladder.top().min(today.saturating_add(SHOWN - 1)) } else { 1..=ladder.top() }
}

fn print(printer: &mut Printer, exercise: &Exercise, form: Form, ladder: Ladder<'_>, decision: &Decision) {
    printer.heading_with_detail(0, &exercise.name, &format!("({})", exercise.id));
    let shown = shown(ladder, decision.rung);
    let widest = shown.end().to_string().len();
    for number in shown {
        let rung = words::progression::rung(exercise, &ladder.rung(number), form);
        let today = if number == decision.rung { "  (today)" } else { "" };
        printer.timed(2, &format!("{number:>widest$} "), &format!("{rung}{today}"));
    }
    if ladder.is_offered() {
        printer.dim(2, "The file has no ceiling: each step is offered, and taken when you accept it.");
    }
}

fn of(exercise: &Exercise, ladder: Ladder<'_>, decision: &Decision) -> Value {
    let rungs = shown(ladder, decision.rung)
        .map(|number| json!({ "rung": number, "amounts": next::amounts(exercise, ladder, number) }));
    json!({
        "exercise": exercise.id,
        "name": exercise.name,
        "today": decision.rung,
        "offered_only": ladder.is_offered(),
        "rungs": rungs.collect::<Vec<_>>(),
    })
}

//! `ladder`: the rungs of each exercise that grows.

use std::io::Write;
use std::ops::RangeInclusive;

use jiff::Zoned;
use serde_json::{Value, json};

use super::next::{Growing, NOTHING_GROWS};
use super::sessions::Day;
use super::{Failure, catalogue, naming, next, sessions, write_json};
use crate::cli;
use crate::ui::printer::Printer;

/// How many rungs of a ladder without a ceiling are shown, from today's on.
const SHOWN: u32 = 10;

pub(super) fn ladder(
    args: &cli::LadderArgs,
    now: &Zoned,
    mut printer: Printer,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let routine = catalogue::load(args.routine.as_deref())?;
    let Day { decisions, .. } = sessions::day(&routine, &sessions::recent(&routine, now), now);
    let chosen = args.exercise.as_deref().map(|typed| naming::require_growing(&routine, typed)).transpose()?;
    let wanted = next::growing(&routine, &decisions).filter(|it| chosen.is_none_or(|id| *id == it.exercise.id));
    if args.json {
        let json = json!({
            "format": 1,
            "routine": { "id": routine.id, "name": routine.name },
            "ladders": wanted.map(|growing| of(&growing)).collect::<Vec<_>>(),
        });
        return write_json(out, &json);
    }
    for (i, growing) in wanted.enumerate() {
        if i > 0 {
            printer.blank_line();
        }
        print(&mut printer, &growing);
    }
    if !routine.grows() {
        printer.line(0, NOTHING_GROWS);
    }
    out.write_all(printer.into_text().as_bytes())?;
    Ok(())
}

/// The rungs that are shown: of a ladder without a ceiling only some.
fn shown(Growing { ladder, decision, .. }: &Growing<'_>) -> RangeInclusive<u32> {
    let today = decision.rung;
    if ladder.is_offered() { today..=ladder.top().min(today.saturating_add(SHOWN - 1)) } else { 1..=ladder.top() }
}

fn print(printer: &mut Printer, growing: &Growing<'_>) {
    printer.heading_with_detail(0, &growing.exercise.name, &format!("({})", growing.exercise.id));
    let shown = shown(growing);
    let widest = shown.end().to_string().len();
    for number in shown {
        let today = if number == growing.decision.rung { "  (today)" } else { "" };
        printer.timed(2, &format!("{number:>widest$} "), &format!("{}{today}", growing.rung(number)));
    }
    if growing.ladder.is_offered() {
        printer.dim(2, "The file has no ceiling: each step is offered, and taken when you accept it.");
    }
}

fn of(growing: &Growing<'_>) -> Value {
    let rungs = shown(growing).map(|number| json!({ "rung": number, "amounts": growing.amounts(number) }));
    json!({
        "exercise": growing.exercise.id,
        "name": growing.exercise.name,
        "today": growing.decision.rung,
        "offered_only": growing.ladder.is_offered(),
        "rungs": rungs.collect::<Vec<_>>(),
    })
}

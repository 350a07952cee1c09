//! `routines`: which routines there are, and where each comes from.

use std::io::Write;

use serde_json::{Value, json};

use super::catalogue::{self, RoutineOrigin};
use super::{Failure, show, write_json};
use crate::cli;
use crate::model::Today;
use crate::plan::Length;
use crate::text;
use crate::ui::fit;
use crate::ui::printer::Printer;

pub(super) fn routines(args: &cli::RoutinesArgs, printer: Printer, out: &mut dyn Write) -> Result<(), Failure> {
    let all = catalogue::all().into_iter();
    if args.json {
        let routines: Vec<_> = all.map(|(name, origin)| facts(&name, &origin)).collect();
        return write_json(out, &json!({ "format": 1, "routines": routines }));
    }
    let entries: Vec<_> = all
        .map(|(name, origin)| RoutineEntry { name, title: origin.read().map(|routine| routine.name).ok(), origin })
        .collect();
    out.write_all(table(&entries, printer).as_bytes())?;
    Ok(())
}

/// What to choose a routine by. All but its name and file is `null` where the file has problems.
fn facts(name: &str, origin: &RoutineOrigin) -> Value {
    let routine = origin.read().ok();
    let routine = routine.as_ref();
    let written = routine.and_then(|routine| show::plan_for(routine, &Today::WRITTEN).ok());
    json!({
        "name": text::line(name),
        "file": match origin {
            RoutineOrigin::File(path) => Some(text::line(&path.to_string_lossy()).into_owned()),
            RoutineOrigin::BuiltIn { .. } => None,
        },
        "id": routine.map(|routine| &routine.id),
        "title": routine.map(|routine| &routine.name),
        "summary": routine.map(|routine| &routine.summary),
        "source": routine.and_then(show::json::source),
        "phases": routine.map(|routine| routine.phases.len()),
        "exercises": routine.map(|routine| routine.phases.iter().map(|phase| phase.exercises.len()).sum::<usize>()),
        "seconds_as_written": written.map(|plan| show::json::seconds(Length::of(&plan))),
    })
}

pub(super) struct RoutineEntry {
    pub(super) name: String,
    /// `None` where the file has problems.
    pub(super) title: Option<String>,
    pub(super) origin: RoutineOrigin,
}

pub(super) fn table(entries: &[RoutineEntry], mut printer: Printer) -> String {
    let widest = entries.iter().map(|entry| fit::width(&text::line(&entry.name))).max().unwrap_or(0);
    let (own, built_in): (Vec<_>, Vec<_>) =
        entries.iter().partition(|entry| matches!(entry.origin, RoutineOrigin::File(_)));
    let rows = |printer: &mut Printer, entries: &[&RoutineEntry]| {
        for entry in entries {
            let name = text::line(&entry.name);
            let problems = || format!("(has problems; `calfguide check {name}` lists them)");
            let title = entry.title.clone().unwrap_or_else(problems);
            printer.labelled(2, &fit::padded(&name, widest + 1), &title);
        }
    };
    if let Some(RoutineEntry { origin: RoutineOrigin::File(path), .. }) = own.first() {
        let folder = path.parent().unwrap_or(path).to_string_lossy();
        printer.heading_with_detail(0, "Your own", &format!("({})", text::line(&folder)));
        rows(&mut printer, &own);
        printer.blank_line();
    }
    printer.heading(0, "Built in");
    rows(&mut printer, &built_in);
    printer.into_text()
}

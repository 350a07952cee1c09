//! `routines`: which routines there are, and where each comes from.

use std::io::Write;

use serde_json::json;

use super::Failure;
use super::catalogue::{self, Place};
use crate::cli;
use crate::text;
use crate::ui::fit;
use crate::ui::printer::Printer;

pub(super) fn routines(args: &cli::RoutinesArgs, printer: Printer, out: &mut dyn Write) -> Result<(), Failure> {
    let all: Vec<_> = catalogue::all()
        .into_iter()
        .map(|(name, place)| {
            let title = place.read().map(|routine| routine.name).ok();
            (name, title, place)
        })
        .collect();
    if args.json {
        let routines: Vec<_> = all
            .iter()
            .map(|(name, title, place)| {
                json!({
                    "name": text::line(name),
                    "title": title,
                    "file": match place {
                        Place::File(path) => Some(text::line(&path.to_string_lossy()).into_owned()),
                        Place::BuiltIn(..) => None,
                    },
                })
            })
            .collect();
        serde_json::to_writer_pretty(&mut *out, &json!({ "format": 1, "routines": routines }))?;
        writeln!(out)?;
        return Ok(());
    }
    out.write_all(table(&all, printer).as_bytes())?;
    Ok(())
}

/// A routine by name, with its title where it can be read.
pub(super) type Listed = (String, Option<String>, Place);

/// The routines by where they come from.
pub(super) fn table(all: &[Listed], mut printer: Printer) -> String {
    let widest = all.iter().map(|(name, ..)| fit::width(&text::line(name))).max().unwrap_or(0);
    let (own, built_in): (Vec<_>, Vec<_>) = all.iter().partition(|(.., place)| matches!(place, Place::File(_)));
    let rows = |printer: &mut Printer, routines: &[&Listed]| {
        for (name, title, _) in routines {
            let title = title.as_deref().unwrap_or("(has problems: `calfguide check` tells them)");
            printer.labelled(2, &fit::padded(&text::line(name), widest + 1), title);
        }
    };
    if let Some((.., Place::File(path))) = own.first() {
        let folder = path.parent().unwrap_or(path).to_string_lossy();
        printer.heading_with_detail(0, "Your own", &format!("({})", text::line(&folder)));
        rows(&mut printer, &own);
        printer.blank_line();
    }
    printer.heading(0, "Built in");
    rows(&mut printer, &built_in);
    printer.into_text()
}

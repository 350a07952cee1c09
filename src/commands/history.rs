//! `history`: the sessions that were done, and what can be done with them.

mod edit;
mod import;
mod json;
mod show;

use std::io::{self, Write};

use super::Failure;
use super::past::{self, Names};
use crate::cli::{self, Sessions};
use crate::history::{Correction, Listing, ReadDepth, StoredSession};
use crate::host;
use crate::text;
use crate::ui::fit;
use crate::ui::printer::Printer;
use crate::words::{self, time};

pub(super) fn history(args: &cli::HistoryArgs, printer: Printer, out: &mut dyn Write) -> Result<(), Failure> {
    let listing = match &args.command {
        Some(Sessions::Import { from }) => return import::import(from, out),
        _ => past::sessions(ReadDepth::Lines),
    };
    let result = match &args.command {
        None => list(&args.filter, args.json, &listing, printer, out),
        Some(Sessions::Show { session, json }) => show::show(&listing, session, *json, printer, out),
        Some(Sessions::Edit(args)) => edit::edit(&listing, args, printer, out),
        Some(Sessions::Delete { session, undo }) => delete(&listing, session, *undo, out),
        Some(Sessions::Import { .. }) => Ok(()),
    };
    // What was asked for comes first, and what is wrong stands where it is seen.
    out.flush()?;
    if let Some(complaint) = past::complaint(&listing) {
        let _ = writeln!(io::stderr(), "warning: {complaint}");
    }
    result
}

fn list(
    filter: &cli::FilterArgs,
    json: bool,
    listing: &Listing,
    printer: Printer,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let wanted: Vec<_> = listing.seen().filter(|listed| is_wanted(listed, filter)).collect();
    if json {
        let sessions = wanted.iter().map(|listed| json::session(listed));
        serde_json::to_writer_pretty(&mut *out, &json::sessions(sessions))?;
        writeln!(out)?;
    } else if wanted.is_empty() {
        let none = if listing.seen().next().is_some() { "no session is like that" } else { "no session yet" };
        writeln!(out, "{none}")?;
    } else {
        out.write_all(table(&wanted, listing, printer).as_bytes())?;
    }
    Ok(())
}

fn is_wanted(listed: &StoredSession, filter: &cli::FilterArgs) -> bool {
    let day = listed.past.began.date();
    filter.routine.as_ref().is_none_or(|id| *id == listed.past.routine.id)
        && filter.since.is_none_or(|since| day >= since)
        && filter.until.is_none_or(|until| day <= until)
}

/// A line a session, the newest last.
fn table(sessions: &[&StoredSession], listing: &Listing, mut printer: Printer) -> String {
    /// Fewer columns than this take two lines a session.
    const TABLE: usize = 72;
    let names = Names::of(listing);
    for listed in sessions {
        let past = &listed.past;
        let lead = format!("{}  {}", names.name(&past.id), past.began.strftime("%a %Y-%m-%d %H:%M"));
        let under_way = past.complete.is_none() && listed.is_under_way();
        let end = if under_way { "under way" } else { words::past::end(past.complete) };
        let long = time::clock(past.time);
        let told = words::past::felt(past);
        let felt = if told.is_empty() { String::new() } else { format!("; {}", told.join(", ")) };
        if printer.columns() < TABLE {
            printer.line(0, &lead);
            printer.line(2, &format!("{}, {end}, {long}{felt}", past.routine.name));
        } else {
            let ended = fit::padded(end, "not finished".len());
            printer.row(&format!("{lead}  {long:>7}  {ended} "), &format!("{}{felt}", past.routine.name));
        }
    }
    printer.into_text()
}

fn delete(listing: &Listing, session: &str, undo: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let listed = past::find(listing, session)?;
    let (correction, done) =
        if undo { (Correction::Restored, "is in the history again") } else { (Correction::Deleted, "is deleted") };
    if listed.past.deleted == undo {
        listed.correct(&host::wall(), &[correction])?;
    }
    let id = Names::of(listing).name(&listed.past.id);
    writeln!(out, "{} of {} {done}", listed.past.routine.name, listed.past.began.strftime("%a %Y-%m-%d %H:%M"))?;
    if !undo {
        for file in listed.files() {
            writeln!(out, "its file stays: {}", text::line(&file.to_string_lossy()))?;
        }
        writeln!(out, "`calfguide history delete {id} --undo` puts it back")?;
    }
    Ok(())
}

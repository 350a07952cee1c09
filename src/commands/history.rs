//! `history`: lists, shows, corrects, deletes and imports recorded sessions.

mod edit;
mod format;
mod import;
mod json;
mod show;

use std::io::{self, Write};

use jiff::Zoned;

use super::Failure;
use super::sessions::{self, ShortIds};
use crate::cli::{self, HistoryCommand};
use crate::history::{Correction, Listing, ReadDepth, StoredSession};
use crate::text;
use crate::ui::printer::Printer;
use format::Format;

pub(super) fn history(
    args: &cli::HistoryArgs,
    now: &Zoned,
    printer: Printer,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    if let Some(HistoryCommand::Import { from }) = &args.command {
        return import::import(from, out);
    }
    let listing = sessions::load(ReadDepth::Lines);
    let result = match &args.command {
        None => list(args, &listing, printer, out),
        Some(HistoryCommand::Show { session, json }) => show::show(&listing, session, *json, printer, out),
        Some(HistoryCommand::Edit(args)) => edit::edit(&listing, args, now, printer, out),
        Some(HistoryCommand::Delete { session, undo }) => delete(&listing, session, *undo, now, out),
        Some(HistoryCommand::Import { .. }) => Ok(()),
    };
    // The warning follows the output, so that it is the last thing on the screen.
    out.flush()?;
    if let Some(notice) = sessions::fault_notice(&listing) {
        let _ = writeln!(io::stderr(), "warning: {notice}");
    }
    result
}

fn list(args: &cli::HistoryArgs, listing: &Listing, printer: Printer, out: &mut dyn Write) -> Result<(), Failure> {
    let wanted: Vec<_> = listing.seen().filter(|session| is_wanted(session, &args.filter)).collect();
    Format::of(&args.format).write(&wanted, listing, printer, out)
}

fn is_wanted(session: &StoredSession, filter: &cli::FilterArgs) -> bool {
    let day = session.past.began.date();
    filter.routine.as_ref().is_none_or(|id| *id == session.past.routine.id)
        && filter.since.is_none_or(|since| day >= since)
        && filter.until.is_none_or(|until| day <= until)
}

fn delete(listing: &Listing, typed: &str, undo: bool, now: &Zoned, out: &mut dyn Write) -> Result<(), Failure> {
    let session = sessions::find(listing, typed)?;
    let (correction, done) =
        if undo { (Correction::Restored, "is in the history again") } else { (Correction::Deleted, "is deleted") };
    if session.past.deleted == undo {
        session.correct(now, &[correction])?;
    }
    let id = ShortIds::of(listing).get(&session.past.id);
    writeln!(out, "{} of {} {done}", session.past.routine.name, session.past.began.strftime("%a %Y-%m-%d %H:%M"))?;
    if !undo {
        for file in session.files() {
            writeln!(out, "its file stays: {}", text::line(&file.to_string_lossy()))?;
        }
        writeln!(out, "`calfguide history delete {id} --undo` puts it back")?;
    }
    Ok(())
}

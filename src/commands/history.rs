//! `history`: lists, shows, corrects, deletes and imports recorded sessions.

mod csv;
pub(super) mod edit;
mod format;
mod import;
mod json;
mod months;
mod show;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::iter;

use jiff::Zoned;

use super::sessions::{self, ShortIds};
use super::{Failure, write_json};
use crate::cli::{self, HistoryCommand};
use crate::history::{Correction, Listing, ReadDepth, StoredSession};
use crate::text;
use crate::ui::printer::Printer;
use crate::words::nearest::nearest;
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
    let mut listing = sessions::load(ReadDepth::Lines);
    let result = match &args.command {
        None => list(args, &listing, now, printer, out),
        Some(HistoryCommand::Show { session, json }) => show::show(&mut listing, session, *json, printer, out),
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

fn list(
    args: &cli::HistoryArgs,
    listing: &Listing,
    now: &Zoned,
    printer: Printer,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let cli::FilterArgs { routine, since, until } = &args.filter;
    let routines = routine.as_ref().map(|typed| routines(listing, typed)).transpose()?;
    let [since, until] = [since, until].map(|day| day.map(|day| day.date(now.date())));
    let is_wanted = |session: &&StoredSession| {
        let day = session.past.began.date();
        routines.as_ref().is_none_or(|ids| ids.contains(&session.past.routine.id.as_str()))
            && since.is_none_or(|since| day >= since)
            && until.is_none_or(|until| day <= until)
    };
    let wanted: Vec<_> = listing.seen().filter(is_wanted).collect();
    Format::of(&args.format).write(&wanted, listing, printer, out)?;
    if let (Some(typed), Some([])) = (routine, routines.as_deref()) {
        out.flush()?;
        let _ = writeln!(io::stderr(), "help: {}", text::line(&known_routines(listing, typed)));
    }
    Ok(())
}

/// Prints a session as JSON after it was changed.
pub(super) fn write_session(id: &str, out: &mut dyn Write) -> Result<(), Failure> {
    let listing = sessions::load(ReadDepth::Lines);
    let session = sessions::find(&listing, id)?;
    write_json(out, &json::sessions(iter::once(json::session(session))))
}

/// The ids of the routine that is meant: by its id or its name, else by a part of them that no other has.
fn routines<'a>(listing: &'a Listing, typed: &str) -> Result<Vec<&'a str>, Failure> {
    let typed_lower = typed.to_lowercase();
    let exact = routine_ids(listing, |name| name == typed_lower);
    if !exact.is_empty() {
        return Ok(exact);
    }
    let meant = routine_ids(listing, |name| name.contains(&typed_lower));
    if meant.len() > 1 {
        let failure = Failure::usage(format!("`{typed}` is part of several routines"));
        return Err(failure.help(format!("there are {}", meant.join(", "))));
    }
    Ok(meant)
}

/// The ids of the recorded routines of which the id or the name, in lower case, is meant.
fn routine_ids(listing: &Listing, is_meant: impl Fn(&str) -> bool) -> Vec<&str> {
    let routines = listing.seen().map(|session| &session.past.routine);
    let meant = routines.filter(|routine| is_meant(&routine.id) || is_meant(&routine.name.to_lowercase()));
    meant.map(|routine| routine.id.as_str()).collect::<BTreeSet<_>>().into_iter().collect()
}

/// What may have been meant by a routine that was typed and is not there.
fn known_routines(listing: &Listing, typed: &str) -> String {
    let ids = routine_ids(listing, |_| true);
    match nearest(typed, ids.iter().copied()) {
        Some(id) => format!("no session of `{typed}`; did you mean `{id}`?"),
        None if ids.is_empty() => "there is no session yet".to_owned(),
        None => format!("no session of `{typed}`; there are {}", ids.join(", ")),
    }
}

fn delete(listing: &Listing, typed: &str, undo: bool, now: &Zoned, out: &mut dyn Write) -> Result<(), Failure> {
    let session = match typed {
        "last" if undo => listing.sessions.iter().rfind(|session| session.past.deleted),
        _ => Some(sessions::find(listing, typed)?),
    };
    let session = session.ok_or_else(|| Failure::usage("no session is deleted"))?;
    let (correction, done) =
        if undo { (Correction::Restored, "is in the history") } else { (Correction::Deleted, "is deleted") };
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

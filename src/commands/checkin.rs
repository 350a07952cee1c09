//! `checkin`: the pain of the morning after a session.

use std::io::Write;

use jiff::Zoned;

use super::history::write_session;
use super::sessions::ShortIds;
use super::{Failure, sessions};
use crate::cli;
use crate::history::{Correction, ReadDepth};
use crate::ui::printer::Printer;
use crate::words::progression;

pub(super) fn checkin(
    args: &cli::CheckinArgs,
    now: &Zoned,
    mut printer: Printer,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let listing = sessions::load(ReadDepth::Lines);
    let session = match &args.session {
        Some(id) => sessions::find(&listing, id)?,
        None => listing.seen().rev().find(|session| session.past.began.date() < now.date()).ok_or_else(|| {
            Failure::usage("there is no session of a day before today").help("`calfguide run` makes one")
        })?,
    };
    let day = session.past.began.date();
    if day >= now.date() {
        return Err(Failure::usage("the morning after that session is still to come"));
    }
    session.correct(now, &[Correction::Morning(args.pain)])?;
    if args.json {
        return write_session(&session.past.id, out);
    }
    printer.paragraph(0, &progression::morning(args.pain, day, now.date()));
    let past = &session.past;
    let told = listing.seen().map(|session| &session.past);
    let told = told.filter(|other| other.routine.id == past.routine.id && other.began.date() == day);
    if let Some(worst) = told.filter_map(|other| other.morning).max().filter(|worst| *worst > args.pain) {
        let id = ShortIds::of(&listing).get(&past.id);
        printer.paragraph(0, &progression::worse_morning(worst, args.pain, &id));
    }
    out.write_all(printer.into_text().as_bytes())?;
    Ok(())
}

//! `checkin`: the pain of the morning after a session.

use std::io::Write;

use jiff::Zoned;

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
    printer.line(0, &progression::morning(args.pain, day, now.date()));
    out.write_all(printer.into_text().as_bytes())?;
    Ok(())
}

//! `calfguide` alone: a short friendly home.

use std::io::Write;

use jiff::Zoned;

use super::{Failure, catalogue, sessions};
use crate::history::{Listing, ReadDepth};
use crate::model::Routine;
use crate::plan::{self, Length};
use crate::progression;
use crate::settings::Settings;
use crate::ui::printer::Printer;
use crate::words::{self, time};

pub(super) fn home(now: &Zoned, printer: Printer, out: &mut dyn Write) -> Result<(), Failure> {
    let routine = catalogue::load(None)?;
    let listing = sessions::load(ReadDepth::Glance);
    out.write_all(page(&routine, &listing, now, printer).as_bytes())?;
    Ok(())
}

pub(super) fn page(routine: &Routine, listing: &Listing, now: &Zoned, mut printer: Printer) -> String {
    printer.heading(0, "calfguide: guided workout sessions in the terminal");
    printer.blank_line();
    let done = sessions::of_routine(listing, routine);
    let today = progression::today(done.iter().copied(), now.date());
    if let Ok(today) = plan::build(routine, &today, &Settings::default()) {
        printer.paragraph(0, &format!("{}: {}", routine.name, time::length(Length::of(&today))));
    }
    for remark in progression::remarks(routine, done, now) {
        printer.paragraph(0, &words::past::remark(&remark));
    }
    if let Some(last) = listing.seen().next_back().map(|session| &session.past) {
        let (when, end) = (words::past::when(&last.began, now.date()), words::past::end(last.completion));
        let after = time::clock(last.time);
        printer.paragraph(0, &format!("Last session: {when}, {}, {end} after {after}", last.routine.name));
    }
    if let Some(notice) = sessions::fault_notice(listing) {
        printer.paragraph(0, &notice);
    }
    printer.blank_line();
    if listing.unfinished().is_some() {
        printer.labelled(2, "calfguide resume         ", "go on with the session that has no end");
    }
    printer.labelled(2, "calfguide run            ", "begin the session");
    printer.labelled(2, "calfguide run --dry-run  ", "see all of it at once");
    printer.labelled(2, "calfguide list           ", "its exercises");
    printer.blank_line();
    printer.paragraph(0, "`calfguide routines` has more of them, `calfguide --help` everything else.");
    printer.into_text()
}

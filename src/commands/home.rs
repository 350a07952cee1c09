//! `calfguide` alone: a short friendly home.

use std::io::Write;

use jiff::Zoned;

use super::{Failure, catalogue, past};
use crate::history::{Listing, Look};
use crate::model::Routine;
use crate::settings::Settings;
use crate::ui::paper::Paper;
use crate::words::{self, time};
use crate::{host, plan, progression};

pub(super) fn home(paper: Paper, out: &mut dyn Write) -> Result<(), Failure> {
    let routine = catalogue::routine(None)?;
    let listing = past::sessions(Look::Glance);
    out.write_all(page(&routine, &listing, &host::wall(), paper).as_bytes())?;
    Ok(())
}

pub(super) fn page(routine: &Routine, listing: &Listing, now: &Zoned, mut paper: Paper) -> String {
    paper.heading(0, "calfguide: guided workout sessions in the terminal");
    paper.gap();
    let done = past::of(listing, routine);
    let today = progression::today(done.iter().copied(), now.date());
    if let Ok(today) = plan::build(routine, &today, &Settings::default()) {
        paper.text(0, &format!("{}: {}", routine.name, time::about(plan::seconds(&today))));
    }
    for remark in progression::remarks(routine, done, now) {
        paper.text(0, &words::past::remark(&remark));
    }
    if let Some(last) = listing.seen().next_back().map(|listed| &listed.past) {
        let (when, end) = (words::past::when(&last.began, now.date()), words::past::end(last.complete));
        paper.text(0, &format!("Last session: {when}, {}, {end} after {}", last.routine.name, time::clock(last.time)));
    }
    if let Some(complaint) = past::complaint(listing) {
        paper.text(0, &complaint);
    }
    paper.gap();
    if listing.unfinished().is_some() {
        paper.labelled(2, "calfguide resume         ", "go on with the session that has no end");
    }
    paper.labelled(2, "calfguide run            ", "begin the session");
    paper.labelled(2, "calfguide run --dry-run  ", "see all of it at once");
    paper.labelled(2, "calfguide list           ", "its exercises");
    paper.gap();
    paper.text(0, "`calfguide routines` has more of them, `calfguide --help` everything else.");
    paper.into_text()
}

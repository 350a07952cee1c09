//! `calfguide` alone: a short friendly home.

use std::io::Write;

use super::{Failure, catalogue};
use crate::model::{Routine, Today};
use crate::plan;
use crate::settings::Settings;
use crate::ui::paper::Paper;
use crate::words::time;

pub(super) fn home(paper: Paper, out: &mut dyn Write) -> Result<(), Failure> {
    let routine = catalogue::routine(None)?;
    out.write_all(page(&routine, paper).as_bytes())?;
    Ok(())
}

pub(super) fn page(routine: &Routine, mut paper: Paper) -> String {
    paper.heading(0, "calfguide: guided workout sessions in the terminal");
    paper.gap();
    if let Ok(today) = plan::build(routine, &Today::FIRST, &Settings::default()) {
        paper.text(0, &format!("{}: {}", routine.name, time::about(plan::seconds(&today))));
        paper.gap();
    }
    paper.labelled(2, "calfguide run            ", "begin the session");
    paper.labelled(2, "calfguide run --dry-run  ", "see all of it at once");
    paper.labelled(2, "calfguide list           ", "its exercises");
    paper.gap();
    paper.text(0, "`calfguide routines` has more of them, `calfguide --help` everything else.");
    paper.into_text()
}

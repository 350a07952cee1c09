//! `calfguide` alone: a short friendly home.

use std::io::Write;

use jiff::Zoned;

use super::sessions::Day;
use super::{Failure, catalogue, sessions};
use crate::history::{Listing, ReadDepth};
use crate::model::Routine;
use crate::plan::{self, Length};
use crate::progression;
use crate::settings::Settings;
use crate::text;
use crate::ui::fit;
use crate::ui::printer::Printer;
use crate::words::{self, time};

pub(super) fn home(now: &Zoned, printer: Printer, out: &mut dyn Write) -> Result<(), Failure> {
    let listing = sessions::load(ReadDepth::Glance);
    let last = listing.seen().next_back().and_then(|last| catalogue::with_id(&last.past.routine.id));
    let (name, routine) = match last {
        Some(found) => found,
        None => (catalogue::DEFAULT.to_owned(), catalogue::load(None)?),
    };
    out.write_all(page(&name, &routine, &listing, now, printer).as_bytes())?;
    Ok(())
}

pub(super) fn page(name: &str, routine: &Routine, listing: &Listing, now: &Zoned, mut printer: Printer) -> String {
    printer.heading(0, "calfguide: guided workout sessions in the terminal");
    printer.blank_line();
    let Day { today, .. } = sessions::day(routine, listing, now);
    if let Ok(today) = plan::build(routine, &today, &Settings::default()) {
        printer.paragraph(0, &format!("{}: {}", routine.name, time::length(Length::of(&today))));
    }
    for remark in progression::remarks(routine, sessions::of_routine(listing, routine), now) {
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
    let name = if name == catalogue::DEFAULT { String::new() } else { format!(" {}", text::line(name)) };
    let commands = [
        (format!("calfguide run{name}"), "start the session"),
        (format!("calfguide run{name} --dry-run"), "preview all of it"),
        (format!("calfguide list{name}"), "list its exercises"),
    ];
    let resume = ("calfguide resume".to_owned(), "resume the unfinished session");
    let commands: Vec<_> = listing.unfinished().map(|_| resume).into_iter().chain(commands).collect();
    let widest = commands.iter().map(|(command, _)| fit::width(command)).max().unwrap_or(0);
    for (command, does) in commands {
        printer.labelled(2, &fit::padded(&command, widest + 2), does);
    }
    printer.blank_line();
    printer.paragraph(0, "`calfguide routines` has more of them, `calfguide --help` everything else.");
    printer.into_text()
}

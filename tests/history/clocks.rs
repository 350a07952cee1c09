//! Wall clocks that are set back, pass midnight or change zones. Wall times are labels: order and lengths come from
//! session time.

use std::path::Path;
use std::time::Duration;

use calfguide::history::{Journal, ReadDepth};
use calfguide::session::{Event, What};
use jiff::{ToSpan, Zoned, tz};

use crate::shelf::Shelf;
use crate::{Drive, began, facts, finished, wall};

/// The journal of a session whose facts have these wall times, and its year and name.
fn told(drive: &Drive, began: &Zoned, at: impl Fn(&Event) -> Zoned) -> Shelf {
    let mut journal = Journal::new(None, drive.session.plan(), began);
    for event in drive.events.iter().filter(|event| matches!(event.what, What::Fact(_))) {
        journal.add(&at(event), event);
    }
    Shelf::with([("a.jsonl", journal.text())])
}

#[test]
fn a_clock_that_is_set_back_changes_no_order_and_no_length() {
    let drive = finished();
    let back = |event: &Event| if event.at.0.as_secs() < 20 { wall(event.at) } else { &wall(event.at) - 3.hours() };
    let kept = told(&drive, &began(), back).kept();
    assert_eq!((kept.faults, &kept.events), (Vec::new(), &facts(&drive)));
    assert_eq!((kept.past.time, &kept.past.began), (Duration::from_secs(35), &began()));
    assert_eq!(kept.past.ended.datetime().to_string(), "2026-03-28T21:00:25.12");
}

#[test]
fn a_session_over_midnight_is_of_the_day_on_which_it_began() {
    let drive = finished();
    let shelf = told(&drive, &began(), |event| wall(event.at));
    let past = &shelf.list(ReadDepth::Glance).sessions[0].past;
    assert_eq!(past.began.date().to_string(), "2026-03-28");
    assert_eq!(past.ended.date().to_string(), "2026-03-29");
    assert_eq!(past.time, Duration::from_secs(35));
}

#[test]
fn a_session_over_a_border_keeps_the_zone_of_each_fact() {
    let drive = finished();
    let east = tz::TimeZone::fixed(tz::offset(2));
    let moved = |event: &Event| {
        let at = wall(event.at);
        if event.at.0.as_secs() < 20 { at } else { at.with_time_zone(east.clone()) }
    };
    let kept = told(&drive, &began(), moved).kept();
    assert_eq!(kept.events, facts(&drive));
    assert_eq!((kept.past.began.offset(), kept.past.ended.offset()), (tz::offset(1), tz::offset(2)));
    assert_eq!(kept.past.began.date().to_string(), "2026-03-28");
}

#[test]
fn the_day_is_the_local_one_and_the_name_of_the_file_is_in_universal_time() {
    let shelf = Shelf::new();
    let new_year: Zoned = "2027-01-01T00:30:00+02:00[+02:00]".parse().unwrap();
    let mut journal = Journal::new(Some(shelf.path()), finished().session.plan(), &new_year);
    journal.sync();
    let name = journal.path().unwrap().strip_prefix(shelf.path()).unwrap();
    assert_eq!(name, Path::new(&format!("2026/20261231T223000Z-{}.jsonl", journal.id())));
    assert_eq!(shelf.only().past.began.date().to_string(), "2027-01-01");
}

#[test]
fn sessions_are_listed_by_the_instant_at_which_they_began() {
    // The second began later, though its clock said less.
    let texts = ["2026-03-28T09:00:00+02:00[+02:00]", "2026-03-28T08:30:00+01:00[+01:00]"].map(|at| {
        let journal = Journal::new(None, finished().session.plan(), &at.parse().unwrap());
        (journal.id(), journal.text().to_vec())
    });
    let shelf = Shelf::with([("b.jsonl", texts[0].1.as_slice()), ("a.jsonl", texts[1].1.as_slice())]);
    let ids: Vec<_> = shelf.list(ReadDepth::Lines).sessions.into_iter().map(|listed| listed.past.id).collect();
    assert_eq!(ids, texts.map(|(id, _)| id));
}

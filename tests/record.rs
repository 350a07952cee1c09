//! The loop and the journal, in a virtual world: what is kept, when, and what becomes of it.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use calfguide::audio::{Audio, Volume};
use calfguide::history::{self, LoadedSession, ReadDepth};
use calfguide::host::{Rehearsal, Signal, Wake};
use calfguide::model::Routine;
use calfguide::runner::{self, End, Recording, SessionResult, SessionSpec};
use calfguide::session::{self, Event, Mono, What};
use calfguide::settings::Settings;
use calfguide::ui::Face;
use calfguide::ui::page::{self, PageChoice, PageContext, Unfinished};
use calfguide::ui::plain::Plain;
use jiff::Zoned;
use support::watched::WatchedFace;
use support::{Prescribe, exercise, plan, straight};

/// Three sets of 30 s with 10 s of rest, after 10 s to get ready.
fn planks() -> Routine {
    straight([exercise("plank").time("30s").sets(3).rest("10s")])
}

fn morning() -> Zoned {
    "2026-03-28T07:12:03+01:00[+01:00]".parse().unwrap()
}

fn at(seconds: u64, wake: Wake) -> (Mono, Wake) {
    (Mono(Duration::from_secs(seconds)), wake)
}

fn line(text: &str) -> Wake {
    Wake::Line(text.to_owned())
}

/// Runs the planks with a script; what came of it, and what was said.
fn run(face: &mut dyn Face, script: Vec<(Mono, Wake)>, keep: Recording<'_>) -> (SessionResult, String) {
    let mut world = Rehearsal::new(Vec::new()).script(script).at(morning());
    let spec = SessionSpec { plan: &plan(&planks()), page: None, settings: &Settings::default() };
    let outcome = runner::run(&mut world, face, &mut Audio::bell(Volume::default()), spec, keep);
    (outcome, String::from_utf8(world.into_output()).unwrap())
}

/// The one session in a folder.
fn kept(folder: &Path) -> LoadedSession {
    let listing = history::list(folder, ReadDepth::Lines);
    assert_eq!((listing.sessions.len(), listing.faults), (1, Vec::new()));
    listing.sessions[0].read().unwrap()
}

fn facts(events: &[Event]) -> Vec<Event> {
    events.iter().filter(|event| matches!(event.what, What::Fact(_))).cloned().collect()
}

#[test]
fn what_is_shown_is_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let mut seen = Vec::new();
    let look = |events: &[Event]| {
        seen.extend(facts(events));
        if !seen.is_empty() {
            assert_eq!(kept(folder.path()).events[..seen.len()], seen);
        }
    };
    let (outcome, _) = run(&mut WatchedFace { face: Plain::new(), look }, vec![], Recording::New(Some(folder.path())));
    assert_eq!(outcome.end, End::Finished);
    assert!(outcome.recorder.unwrap().finish().is_saved());
    let kept = kept(folder.path());
    assert_eq!((&kept.events, &kept.record), (&seen, &outcome.record));
    assert_eq!(kept.past.ended.to_string(), "2026-03-28T07:14:03+01:00[+01:00]");
}

#[test]
fn a_session_that_was_cut_off_goes_on_with_all_that_was_before() {
    let folder = tempfile::tempdir().unwrap();
    let script = vec![at(60, line("p 4")), at(65, Wake::Signal(Signal(9)))];
    let (cut, _) = run(&mut Plain::new(), script, Recording::New(Some(folder.path())));
    assert_eq!(cut.end, End::Signal(Signal(9)));
    drop(cut.recorder.unwrap().finish());

    let listing = history::list(folder.path(), ReadDepth::Glance);
    let (journal, _, facts) = listing.unfinished().unwrap().resume().unwrap();
    let keep = Recording::Resume { journal, facts: &facts, away: Duration::from_hours(3) };
    let (resumed, said) = run(&mut Plain::new(), vec![at(1, line(""))], keep);
    assert_eq!(resumed.end, End::Finished);
    assert!(said.contains("was stopped for 3 h") && said.contains("plank, 30 s (set 2 of 3)"), "{said}");

    let record = kept(folder.path()).record;
    assert_eq!(record, resumed.record);
    assert_eq!(record.pain.len(), 1);
    let sets: Vec<_> = record.attempts.iter().filter(|attempt| [1, 3, 5].contains(&attempt.step.0)).collect();
    let ends: Vec<_> =
        sets.iter().map(|attempt| (attempt.step.0, attempt.outcome(&plan(&planks())).unwrap())).collect();
    let (done, left) = (session::Outcome::Done, session::Outcome::Abandoned);
    assert_eq!(ends, [(1, done), (3, left), (3, done), (5, done)]);
    assert!(history::list(folder.path(), ReadDepth::Glance).unfinished().is_none());
}

#[test]
fn a_session_that_is_left_on_its_page_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let before = PageContext {
        unfinished: Some(Unfinished { sentence: "Old has no end.".to_owned(), is_recent: false }),
        ..PageContext::default()
    };
    let page = page::new_session(&planks(), &plan(&planks()), &before, false, true);
    let took = |key: &str| {
        let mut world = Rehearsal::new(Vec::new()).script([at(1, line(key)), at(2, line(""))]).at(morning());
        let spec = SessionSpec { plan: &plan(&planks()), page: Some(&page), settings: &Settings::default() };
        runner::run(
            &mut world,
            &mut Plain::new(),
            &mut Audio::bell(Volume::default()),
            spec,
            Recording::New(Some(folder.path())),
        )
        .end
    };
    assert_eq!(
        [took("q"), took("r"), took("e")],
        [End::NotBegun, End::Chose(PageChoice::Resume), End::Chose(PageChoice::EndIt)]
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_disk_that_fails_stops_nothing_and_gets_all_of_it_when_it_is_there_again() {
    let home = tempfile::tempdir().unwrap();
    let folder: PathBuf = home.path().join("data/sessions");
    // A file in the place of a folder is in nobody's power to write below.
    fs::write(home.path().join("data"), "").unwrap();
    let mut sets = 0;
    let look = |events: &[Event]| {
        sets += events.iter().filter(|event| matches!(event.what, What::Cue(session::Cue::Go))).count();
        if sets == 2 {
            let _ = fs::remove_file(home.path().join("data"));
        }
    };
    let (outcome, said) = run(&mut WatchedFace { face: Plain::new(), look }, vec![], Recording::New(Some(&folder)));
    assert_eq!(outcome.end, End::Finished);
    assert_eq!(said.matches("not saved: ").count(), 1, "{said}");
    assert_eq!(said.matches("all of it is saved again").count(), 1, "{said}");
    assert_eq!(kept(&folder).record, outcome.record);
}

#[test]
fn without_a_clock_on_the_wall_nothing_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut world = Rehearsal::new(Vec::new());
    let spec = SessionSpec { plan: &plan(&planks()), page: None, settings: &Settings::default() };
    let outcome = runner::run(
        &mut world,
        &mut Plain::new(),
        &mut Audio::bell(Volume::default()),
        spec,
        Recording::New(Some(folder.path())),
    );
    assert!(outcome.recorder.is_none());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

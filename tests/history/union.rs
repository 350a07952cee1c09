//! Copies, parts and forks of a journal are read as one session, whatever files they are in.

use std::cmp::Ordering;
use std::time::Duration;

use calfguide::history::{self, Correction, FaultKind, Listing, LoadedSession, ReadDepth, StoredSession};
use calfguide::model::Level;
use calfguide::plan::StepId;
use calfguide::record::{Attempt, Past};
use calfguide::session::{Answers, Event, Mono};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;

use crate::shelf::Shelf;
use crate::support::Drive;
use crate::support::any::any_script;
use crate::{any_session, cases, finished, journal, lines, unfinished, wall};

/// What synchronisers and file managers make of a name.
fn names(name: &str) -> [String; 4] {
    let stem = name.strip_suffix(".jsonl").unwrap();
    ["", ".sync-conflict-20260101-120000-ABCDEFG", " (1)", ".2"].map(|mark| format!("{stem}{mark}.jsonl"))
}

/// What is told of the sessions, wherever it stands and whatever is wrong with it: listed and shown it is the same.
fn told(listing: &Listing) -> Vec<LoadedSession> {
    let read = |listed: &StoredSession| {
        let loaded = listed.read().unwrap();
        // A glance may miss pain that was told on the way.
        assert!(listed.past.pain <= loaded.past.pain);
        assert_eq!(Past { pain: loaded.past.pain, ..listed.past.clone() }, loaded.past);
        LoadedSession { faults: Vec::new(), ..loaded }
    };
    listing.sessions.iter().map(read).collect()
}

/// A folder with these files under names of copies, and what is told of it, with its faults.
fn heap(name: &str, files: &[Vec<u8>]) -> (Vec<LoadedSession>, Vec<FaultKind>) {
    let names = names(name);
    let shelf = Shelf::with(names.iter().map(String::as_str).zip(files.iter().map(Vec::as_slice)));
    let kept = told(&shelf.list(ReadDepth::Lines));
    let faults = shelf.kept().faults.into_iter().map(|fault| fault.kind).collect();
    (kept, faults)
}

/// The lines of a journal that tell the session: those up to the last that tells of a step.
fn session(bytes: &[u8]) -> Vec<&[u8]> {
    let is_correction =
        |line: &&[u8]| ["amended", "answered", "deleted", "load", "restored"].iter().any(|kind| kind_of(line) == *kind);
    let mut lines = lines(bytes);
    while lines.last().is_some_and(is_correction) {
        lines.pop();
    }
    lines
}

fn kind_of(line: &[u8]) -> String {
    serde_json::from_slice::<Value>(line).unwrap()["type"].as_str().unwrap().to_owned()
}

/// The facts about steps.
fn steps(kept: &[LoadedSession]) -> Vec<Event> {
    kept.iter().flat_map(|kept| &kept.events).filter(|event| event.is_of_step()).cloned().collect()
}

/// Anything that is said of a session afterwards.
fn any_correction() -> impl Strategy<Value = Correction> {
    let level = || option::of((0..=10_u8).prop_map(|level| Level::new(level).unwrap()));
    let answers = (level(), level(), option::of("[a-z]{1,9}"));
    prop_oneof![
        4 => (0..20_u32).prop_map(|reps| Correction::Reps { step: StepId(0), round: 1, reps }),
        4 => answers.prop_map(|(effort, pain, note)| crate::corrected(Answers { effort, pain, note })),
        1 => Just(Correction::Deleted),
        1 => Just(Correction::Restored),
    ]
}

/// A session, and what two devices made of it that went on with it on their own: journals that begin alike.
fn forks() -> impl Strategy<Value = (String, Vec<u8>, Vec<u8>)> {
    (any_session(30), any_script(20), any_script(20)).prop_map(|(drive, ours, theirs)| {
        let on = |script| {
            let mut drive: Drive = drive.clone();
            drive.play(script);
            journal(&drive)
        };
        let ((name, ours), (_, theirs)) = (on(&ours), on(&theirs));
        let theirs = [&lines(&ours)[..2], &lines(&theirs)[2..]].concat().concat();
        (name, ours, theirs)
    })
}

proptest! {
    #![proptest_config(cases(48))]

    // Kills: a line that counts twice, one that is missed where a part begins or ends, an answer that depends on which
    // file is read first.
    #[test]
    fn copies_and_parts_are_the_session_in_any_order(
        drive in any_session(60),
        end: Index,
        from: Index,
        order in Just([0, 1, 2, 3]).prop_shuffle(),
    ) {
        let (name, bytes) = journal(&drive);
        let lines = lines(&bytes);
        let end = end.index(lines.len() + 1);
        let from = from.index(end + 1);
        let parts = [lines[..end].concat(), lines[from..].concat(), lines[from..end].concat(), lines[..from].concat()];
        let (kept, faults) = heap(&name, &order.map(|n| parts[n].clone()));
        prop_assert_eq!(kept, heap(&name, &[bytes]).0);
        prop_assert_eq!(faults, []);
    }

    // Kills: a choice by name, by order or by chance between files that disagree; a disagreement that nobody hears of;
    // a session that is put together from two.
    #[test]
    fn what_disagrees_is_a_fault_and_the_answer_is_the_same_both_ways((name, ours, theirs) in forks()) {
        let (kept, faults) = heap(&name, &[ours.clone(), theirs.clone()]);
        let (other, others) = heap(&name, &[theirs.clone(), ours.clone()]);
        prop_assert_eq!(&kept, &other);
        prop_assert_eq!(faults.len(), others.len());
        let [of_ours, of_theirs] = [&ours, &theirs].map(|bytes| session(bytes));
        let disagree = of_ours.iter().zip(&of_theirs).any(|(ours, theirs)| ours != theirs);
        prop_assert_eq!(faults.iter().filter(|fault| matches!(fault, FaultKind::Fork { .. })).count(), usize::from(disagree));
        // The one that goes further counts.
        let alone = |bytes: &Vec<u8>| steps(&heap(&name, std::slice::from_ref(bytes)).0);
        let as_it_should_be = match of_ours.len().cmp(&of_theirs.len()) {
            Ordering::Less => steps(&kept) == alone(&theirs),
            Ordering::Greater => steps(&kept) == alone(&ours),
            Ordering::Equal => [alone(&ours), alone(&theirs)].contains(&steps(&kept)),
        };
        prop_assert!(as_it_should_be);
    }

    // Kills: an edit of the file that does not count, one that makes another file count.
    #[test]
    fn a_correction_of_a_forked_session_counts_and_changes_nothing_else((name, ours, theirs) in forks()) {
        let names = names(&name);
        let shelf = Shelf::with([(names[0].as_str(), ours.as_slice()), (names[1].as_str(), theirs.as_slice())]);
        let before = shelf.kept();
        for effort in [3, 4] {
            let answers = Answers { effort: Level::new(effort), pain: None, note: Some("a long note".repeat(40)) };
            shelf.only().correct(&wall(Mono(Duration::from_hours(99))), &[crate::corrected(answers.clone())]).unwrap();
            let after = shelf.kept();
            prop_assert_eq!(&shelf.list(ReadDepth::Glance).sessions[0].past, &after.past);
            prop_assert_eq!(&after.record.answers, &answers);
            prop_assert_eq!(&after.record.attempts, &before.record.attempts);
            prop_assert_eq!(&after.faults, &before.faults);
        }
    }

    // Kills: a correction that counts by its number, by its file or by the order of reading; one that is a fault; one
    // that an import takes away.
    #[test]
    fn corrections_of_two_machines_all_count_in_the_order_of_their_time(
        drive in any_session(30),
        edits in vec((any::<bool>(), any::<Index>(), any_correction()), 1..6),
    ) {
        let (name, bytes) = journal(&drive);
        let [one, here, there] = [(); 3].map(|()| Shelf::with([(name.as_str(), bytes.as_slice())]));
        for (minute, (is_here, attempt, correction)) in edits.into_iter().enumerate() {
            let Attempt { step, round, .. } = drive.record.attempts[attempt.index(drive.record.attempts.len())];
            let correction = match correction {
                Correction::Reps { reps, .. } => Correction::Reps { step, round, reps },
                other => other,
            };
            let at = &wall(drive.now) + (u32::try_from(minute).unwrap() + 1) * Duration::from_mins(1);
            one.only().correct(&at, std::slice::from_ref(&correction)).unwrap();
            let machine = if is_here { &here } else { &there };
            machine.only().correct(&at, &[correction]).unwrap();
        }
        let report = history::import(there.path(), here.path()).unwrap();
        history::import(here.path(), there.path()).unwrap();
        prop_assert_eq!(report.faults, []);
        prop_assert_eq!(history::doctor(here.path()).1, []);
        let expected = told(&one.list(ReadDepth::Lines));
        for shelf in [here, there] {
            prop_assert_eq!(told(&shelf.list(ReadDepth::Lines)), expected.clone());
            prop_assert_eq!(told(&shelf.list(ReadDepth::Glance)), expected.clone());
        }
    }

    // Kills: an import that leaves out a line, one that does not come to an end, one that changes what was there.
    #[test]
    fn two_folders_mixed_both_ways_are_the_same((name, ours, theirs) in forks(), other in any_session(20), cut: Index) {
        let (second, bytes) = journal(&other);
        let part = lines(&bytes)[..cut.index(lines(&bytes).len())].concat();
        let here = Shelf::with([(name.as_str(), ours.as_slice()), (second.as_str(), part.as_slice())]);
        let there = Shelf::with([(second.as_str(), bytes.as_slice()), (name.as_str(), theirs.as_slice())]);
        let before = (here.files(), there.files());
        history::import(there.path(), here.path()).unwrap();
        history::import(here.path(), there.path()).unwrap();
        for (shelf, before) in [(&here, before.0), (&there, before.1)] {
            let after = shelf.files();
            prop_assert!(before.iter().all(|(path, bytes)| after.get(path) == Some(bytes)));
        }
        for look in [ReadDepth::Lines, ReadDepth::Glance] {
            prop_assert_eq!(told(&here.list(look)), told(&there.list(look)));
        }
        let files = (here.files(), there.files());
        history::import(there.path(), here.path()).unwrap();
        history::import(here.path(), there.path()).unwrap();
        prop_assert_eq!((here.files(), there.files()), files);
    }
}

#[test]
fn a_journal_is_known_by_its_first_line_and_not_by_its_name() {
    let (_, bytes) = journal(&finished());
    let shelf = Shelf::with([("a.jsonl", bytes.as_slice()), ("b.jsonl", bytes.as_slice())]);
    assert_eq!(shelf.only().files().len(), 2);
}

#[test]
fn a_fault_names_the_line_and_the_file_that_counts() {
    let (name, bytes) = journal(&unfinished());
    let mut lines: Vec<Vec<u8>> = lines(&bytes).into_iter().map(<[u8]>::to_vec).collect();
    let [first, second, ..] = names(&name);
    lines.pop();
    lines[3] = crate::seal(&crate::unseal(&lines[3]).replace("\"done\"", "\"partial\""));
    let shelf = Shelf::with([(first.as_str(), bytes.as_slice()), (second.as_str(), lines.concat().as_slice())]);
    let faults = shelf.kept().faults;
    let other = shelf.path().join("2026").join(first).display().to_string();
    let [fault] = faults.as_slice() else { panic!("{faults:?}") };
    assert_eq!(fault.kind, FaultKind::Fork { other });
    assert_eq!((fault.line, &*fault.path), (Some(4), shelf.path().join("2026").join(second).as_path()));
}

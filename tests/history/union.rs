//! Copies, parts and forks of a journal, in any heap of files, read as one session.

use std::cmp::Ordering;

use calfguide::history::{self, FaultKind, Listing, LoadedSession, ReadDepth};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::shelf::Shelf;
use crate::support::Drive;
use crate::support::any::any_script;
use crate::{any_session, cases, finished, journal, lines, unfinished};

/// What synchronisers and file managers make of a name.
fn names(name: &str) -> [String; 4] {
    let stem = name.strip_suffix(".jsonl").unwrap();
    ["", ".sync-conflict-20260101-120000-ABCDEFG", " (1)", ".2"].map(|mark| format!("{stem}{mark}.jsonl"))
}

/// What is told of the sessions, wherever it stands and whatever is wrong with it.
fn told(listing: &Listing) -> Vec<LoadedSession> {
    listing.sessions.iter().map(|listed| LoadedSession { faults: Vec::new(), ..listed.read().unwrap() }).collect()
}

/// A folder with these files under names of copies, and what is told of it, with its faults.
fn heap(name: &str, files: &[Vec<u8>]) -> (Vec<LoadedSession>, Vec<FaultKind>) {
    let names = names(name);
    let shelf = Shelf::with(names.iter().map(String::as_str).zip(files.iter().map(Vec::as_slice)));
    let kept = told(&shelf.list(ReadDepth::Lines));
    let glance = told(&shelf.list(ReadDepth::Glance));
    assert_eq!(kept, glance);
    let faults = shelf.kept().faults.into_iter().map(|fault| fault.kind).collect();
    (kept, faults)
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

    // Kills: a choice by name, by order or by chance between lines that disagree; a disagreement that nobody hears of.
    #[test]
    fn what_disagrees_is_a_fault_and_the_answer_is_the_same_both_ways((name, ours, theirs) in forks()) {
        let (kept, faults) = heap(&name, &[ours.clone(), theirs.clone()]);
        let (other, others) = heap(&name, &[theirs.clone(), ours.clone()]);
        prop_assert_eq!(&kept, &other);
        prop_assert_eq!(faults.len(), others.len());
        let same = lines(&ours).iter().zip(lines(&theirs)).take_while(|(ours, theirs)| *ours == theirs).count();
        let differ = lines(&ours).len().min(lines(&theirs).len()) - same;
        prop_assert_eq!(faults.iter().filter(|flaw| matches!(flaw, FaultKind::Conflict { .. })).count(), differ);
        // The one that goes further counts.
        let alone = |bytes: &Vec<u8>| heap(&name, std::slice::from_ref(bytes)).0;
        let either = [alone(&ours), alone(&theirs)];
        let as_it_should_be = match lines(&ours).len().cmp(&lines(&theirs).len()) {
            Ordering::Less => kept == either[1],
            Ordering::Greater => kept == either[0],
            Ordering::Equal => either.contains(&kept),
        };
        prop_assert!(as_it_should_be);
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
    assert_eq!(fault.kind, FaultKind::Conflict { seq: 3, other });
    assert_eq!((fault.line, &*fault.path), (Some(4), shelf.path().join("2026").join(second).as_path()));
}

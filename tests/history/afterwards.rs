//! What is added to a journal later, by this program or a newer one.

use std::fs;

use calfguide::history::{Correction, FaultKind, ReadDepth};
use calfguide::model::Level;
use calfguide::plan::StepId;
use calfguide::session::{Answers, Fact, What};
use jiff::Zoned;

use crate::shelf::Shelf;
use crate::{finished, journal, lines, seal, unfinished, unseal};

/// The day after.
fn later() -> Zoned {
    "2026-03-30T08:00:00+02:00[+02:00]".parse().unwrap()
}

fn answers() -> Answers {
    Answers { effort: Level::new(9), pain: None, note: Some("it was the right calf".to_owned()) }
}

#[test]
fn a_correction_is_a_line_and_what_it_corrects_stays() {
    let (name, bytes) = journal(&finished());
    let shelf = Shelf::with([(name.as_str(), bytes.as_slice())]);
    let path = shelf.path().join("2026").join(&name);
    let before = shelf.kept();
    let reps = Correction::Reps { step: StepId(1), round: 1, reps: 12 };
    shelf.only().correct(&later(), &[reps, crate::corrected(answers())]).unwrap();
    shelf.only().correct(&later(), &[Correction::Deleted]).unwrap();
    let deleted = shelf.list(ReadDepth::Glance);
    assert_eq!((deleted.seen().count(), deleted.sessions[0].past.deleted), (0, true));
    shelf.only().correct(&later(), &[Correction::Restored]).unwrap();
    let after = fs::read(&path).unwrap();
    assert!(after.starts_with(&bytes));
    assert_eq!(lines(&after).len(), lines(&bytes).len() + 4);
    let kept = shelf.kept();
    assert_eq!(kept.faults, []);
    assert_eq!(kept.events[..before.events.len()], before.events);
    assert_eq!(kept.record.attempt(StepId(1), 1).unwrap().reps, Some(12));
    assert_eq!((kept.record.answers, kept.past.effort), (answers(), Level::new(9)));
    let (mut same, past) = (before.past, kept.past);
    (same.effort, same.pain, same.note) = (past.effort, past.pain, past.note.clone());
    assert_eq!(same, past, "when it was and how it ended stays");
}

// Kills: a correction that gives up because another one has the file at this moment.
#[test]
fn corrections_at_the_same_moment_are_all_kept() {
    let (name, bytes) = journal(&finished());
    let shelf = Shelf::with([(name.as_str(), bytes.as_slice())]);
    let stored = shelf.only();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| stored.correct(&later(), &[crate::corrected(answers())]).unwrap());
        }
    });
    assert_eq!(shelf.kept().faults, []);
    assert_eq!(shelf.kept().events.len(), lines(&bytes).len() - 2 + 4);
}

#[test]
fn a_session_that_is_corrected_before_its_end_is_as_long_as_it_was() {
    let (name, bytes) = journal(&unfinished());
    let shelf = Shelf::with([(name.as_str(), bytes.as_slice())]);
    let before = shelf.kept().past;
    shelf.only().correct(&later(), &[Correction::Deleted, Correction::Restored]).unwrap();
    for look in [ReadDepth::Glance, ReadDepth::Lines] {
        assert_eq!(shelf.list(look).sessions[0].past, before, "{look:?}");
    }
    assert_eq!(shelf.kept().past, before);
}

#[test]
fn lines_of_a_newer_program_are_kept_and_told_and_the_rest_is_read() {
    let (name, bytes) = journal(&unfinished());
    let mut all: Vec<Vec<u8>> = lines(&bytes).into_iter().map(<[u8]>::to_vec).collect();
    // What another version says may look like anything.
    all[3] = seal("{\"v\":2,\"what\":[\"ended\"],\"type\":7}");
    all[5] = seal(&unseal(&all[5]).replace("\"ended\"", "\"jumped\""));
    let length = all.len();
    all[length - 1] = seal(&unseal(&all[length - 1]).replace("\"v\":1", "\"v\":3"));
    let bytes = all.concat();
    let shelf = Shelf::with([(name.as_str(), bytes.as_slice())]);
    let told = |shelf: &Shelf| {
        let mut faults: Vec<_> =
            shelf.kept().faults.into_iter().map(|fault| (fault.line.unwrap(), fault.kind)).collect();
        faults.retain(|(_, flaw)| !matches!(flaw, FaultKind::Missing { .. }));
        faults
    };
    let expected = [
        (4, FaultKind::NewerVersion(2)),
        (6, FaultKind::UnknownType("jumped".to_owned())),
        (length, FaultKind::NewerVersion(3)),
    ];
    assert_eq!(told(&shelf), expected);
    assert_eq!(shelf.kept().events.len(), length - 2 - 3);
    let (mut journal, _, events) = shelf.only().resume().unwrap();
    journal.add(&later(), events.last().unwrap());
    journal.sync();
    assert!(journal.is_saved());
    drop(journal);
    shelf.only().correct(&later(), &[Correction::Deleted]).unwrap();
    let after = shelf.files().into_values().next().unwrap();
    assert!(after.starts_with(&bytes));
    assert_eq!(told(&shelf), expected);
    // The numbers of lines that this program cannot read are taken all the same.
    let number = |line: &[u8]| serde_json::from_str::<serde_json::Value>(&unseal(line)).unwrap()["seq"].as_u64();
    assert_eq!(number(lines(&after)[length]), Some(length as u64));
}

#[test]
fn a_field_that_is_not_known_is_passed_over() {
    let (name, bytes) = journal(&unfinished());
    let mut all: Vec<Vec<u8>> = lines(&bytes).into_iter().map(<[u8]>::to_vec).collect();
    all[5] = seal(&unseal(&all[5]).replace("\"reps\":8", "\"reps\":8,\"heart\":[120,\"bpm\"]"));
    let shelf = Shelf::with([(name.as_str(), all.concat().as_slice())]);
    let kept = shelf.kept();
    assert_eq!(kept.faults, []);
    assert!(kept.events.iter().any(|event| matches!(event.what, What::Fact(Fact::Ended { reps: Some(8), .. }))));
}

#[test]
fn what_could_not_be_read_again_is_not_written() {
    let (name, bytes) = journal(&finished());
    let shelf = Shelf::with([(name.as_str(), bytes.as_slice())]);
    let before = shelf.files();
    for note in ["\u{1b}[2J".to_owned(), "two\nlines".to_owned(), "x".repeat(501)] {
        let answers = Answers { note: Some(note), ..answers() };
        assert!(shelf.only().correct(&later(), &[Correction::Deleted, crate::corrected(answers)]).is_err());
        assert_eq!(shelf.files(), before);
    }
    let longest = Answers { note: Some("ä".repeat(500)), ..answers() };
    shelf.only().correct(&later(), &[crate::corrected(longest.clone())]).unwrap();
    assert_eq!(shelf.kept().record.answers, longest);
}

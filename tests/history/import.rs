//! Importing sessions.

use std::fs;

use calfguide::history::{self, ImportOutcome, ImportReport, ReadDepth};

use crate::shelf::Shelf;
use crate::{eventful, finished, journal, lines, seal, unfinished, unseal};

/// What became of each file, by the beginning of its name.
fn became(report: &ImportReport) -> Vec<(String, ImportOutcome)> {
    let name = |path: &std::path::Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    report.files.iter().map(|(path, became)| (name(path), became.clone())).collect()
}

#[test]
fn what_is_new_more_known_or_no_journal_is_told_and_a_second_time_nothing_is_new() {
    let [first, second, third] = [finished(), eventful(), unfinished()].map(|drive| journal(&drive));
    let part = lines(&second.1)[..5].concat();
    let own = Shelf::with([(second.0.as_str(), part.as_slice()), (third.0.as_str(), third.1.as_slice())]);
    let from = Shelf::with([
        ("a.jsonl", first.1.as_slice()),
        ("b.jsonl", second.1.as_slice()),
        ("c.jsonl", third.1.as_slice()),
        ("d.jsonl", b"{\"what\":\"another program's\"}\n".as_slice()),
        ("e.txt", b"not looked at".as_slice()),
    ]);
    let before = own.files();
    let report = history::import(from.path(), own.path()).unwrap();
    let expected = [
        ("a", ImportOutcome::New),
        ("b", ImportOutcome::More),
        ("c", ImportOutcome::Known),
        ("d", ImportOutcome::Refused),
    ];
    assert_eq!(became(&report), expected.map(|(name, became)| (name.to_owned(), became)));
    let after = own.files();
    assert!(before.iter().all(|(path, bytes)| after.get(path) == Some(bytes)));
    let complete: Vec<_> = own.list(ReadDepth::Lines).sessions.iter().map(|listed| listed.past.completion).collect();
    assert_eq!(complete.iter().filter(|complete| complete.is_some()).count(), 2);
    let again = history::import(from.path(), own.path()).unwrap();
    let expected = [
        ("a", ImportOutcome::Known),
        ("b", ImportOutcome::Known),
        ("c", ImportOutcome::Known),
        ("d", ImportOutcome::Refused),
    ];
    assert_eq!(became(&again), expected.map(|(name, became)| (name.to_owned(), became)));
    assert_eq!(own.files(), after);
}

#[test]
fn a_file_is_imported_under_a_name_of_its_own() {
    let (name, bytes) = journal(&finished());
    let from = Shelf::new();
    let file = from.put("anything at all", &bytes);
    let own = Shelf::new();
    let report = history::import(&file, own.path()).unwrap();
    assert_eq!(report, ImportReport { files: vec![(file, ImportOutcome::New)], faults: Vec::new() });
    assert_eq!(own.files().into_iter().next(), Some((own.path().join("2026").join(name), bytes)));
}

#[test]
fn a_name_that_is_taken_gets_a_number() {
    let (name, bytes) = journal(&finished());
    let other = journal(&unfinished()).1;
    let own = Shelf::with([(name.as_str(), other.as_slice())]);
    let from = Shelf::with([("a.jsonl", bytes.as_slice())]);
    assert_eq!(history::import(from.path(), own.path()).unwrap().files[0].1, ImportOutcome::New);
    let numbered = name.replace(".jsonl", ".2.jsonl");
    let path = |name: &str| own.path().join("2026").join(name);
    assert_eq!(own.files(), [(path(&numbered), bytes), (path(&name), other)].into());
}

// Kills: a look at what is there that is too old when the file is written.
#[test]
fn several_imports_at_once_are_one() {
    let journals = [finished(), eventful(), unfinished()].map(|drive| journal(&drive));
    let from = Shelf::with(journals.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
    let own = Shelf::new();
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| history::import(from.path(), own.path()).unwrap());
        }
    });
    let names = |shelf: &Shelf| -> Vec<_> {
        shelf.files().into_iter().map(|(path, bytes)| (path.file_name().unwrap().to_owned(), bytes)).collect()
    };
    assert_eq!(names(&own), names(&from));
}

#[test]
fn what_is_not_there_is_an_error() {
    let own = Shelf::new();
    assert!(history::import(&own.path().join("nothing"), own.path()).is_err());
}

#[test]
fn what_cannot_be_written_is_told_and_leaves_nothing_behind() {
    let (name, bytes) = journal(&finished());
    let own = Shelf::new();
    fs::write(own.path().join("2026"), "in the way").unwrap();
    let from = Shelf::with([(name.as_str(), bytes.as_slice())]);
    let report = history::import(from.path(), own.path()).unwrap();
    assert!(matches!(&report.files[0].1, ImportOutcome::Failed(why) if !why.is_empty()));
    assert_eq!(own.files().len(), 1);
}

#[test]
fn a_line_that_only_a_newer_program_understands_is_taken_over() {
    let (name, bytes) = journal(&unfinished());
    let newer = seal(&unseal(lines(&bytes).last().unwrap()).replace("\"v\":1,\"seq\":8", "\"v\":2,\"seq\":9"));
    let more = [bytes.as_slice(), &newer].concat();
    let own = Shelf::with([(name.as_str(), bytes.as_slice())]);
    let from = Shelf::with([("a.jsonl", more.as_slice())]);
    assert_eq!(history::import(from.path(), own.path()).unwrap().files[0].1, ImportOutcome::More);
    assert!(own.files().values().any(|bytes| *bytes == more));
    assert_eq!(history::import(from.path(), own.path()).unwrap().files[0].1, ImportOutcome::Known);
}

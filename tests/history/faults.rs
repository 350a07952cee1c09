//! What is wrong is told by everything that reads the record, and in few words.

use calfguide::history::{self, Correction, Fault, FaultKind, ReadDepth};

use crate::shelf::Shelf;
use crate::{finished, journal, lines, unfinished};

const LOOKS: [ReadDepth; 2] = [ReadDepth::Glance, ReadDepth::Lines];

/// What the doctor finds.
fn found(shelf: &Shelf) -> Vec<FaultKind> {
    history::doctor(shelf.path()).1.into_iter().map(|finding| finding.fault.kind).collect()
}

// Kills: a journal of which nothing is left, and a history that is called empty without a word.
#[test]
fn a_file_without_a_session_is_a_fault_everywhere() {
    let (name, bytes) = journal(&finished());
    let without_start = lines(&bytes)[2..].concat();
    let files: [(&[u8], FaultKind); 4] = [
        (b"", FaultKind::Empty),
        (b"gone", FaultKind::NotAJournal),
        (&[0; 4096], FaultKind::NotAJournal),
        (&without_start, FaultKind::NoSession),
    ];
    for (bytes, expected) in files {
        let shelf = Shelf::with([(name.as_str(), bytes)]);
        for look in LOOKS {
            let listing = shelf.list(look);
            assert_eq!(listing.sessions, []);
            let kinds: Vec<_> = listing.faults.iter().map(|fault| fault.kind.clone()).collect();
            assert_eq!(kinds, std::slice::from_ref(&expected), "{look:?}");
        }
        assert_eq!(found(&shelf), [expected]);
    }
}

#[test]
fn an_empty_copy_of_a_session_is_none() {
    let (name, bytes) = journal(&finished());
    let shelf = Shelf::with([(name.as_str(), bytes.as_slice()), (&name.replace(".jsonl", " (1).jsonl"), b"")]);
    assert_eq!((shelf.kept().faults, found(&shelf)), (Vec::new(), Vec::new()));
}

// Kills: a doctor that looks at the two ends of a file and calls all of it well.
#[test]
fn a_journal_that_cannot_be_read_is_a_fault() {
    let (name, bytes) = journal(&unfinished());
    let (all, last) = (lines(&bytes), lines(&bytes).len() - 1);
    let filling = "x".repeat(12 << 20) + "\n";
    let shelf =
        Shelf::with([(name.as_str(), [&all[..last].concat(), filling.as_bytes(), all[last]].concat().as_slice())]);
    let too_large = FaultKind::File("a journal is no larger than 12 MiB".to_owned());
    assert_eq!(found(&shelf), std::slice::from_ref(&too_large));
    assert_eq!(shelf.list(ReadDepth::Lines).faults[0].kind, too_large);
    for stored in shelf.list(ReadDepth::Glance).sessions {
        assert_eq!(stored.read().unwrap_err()[0].kind, too_large);
    }
}

// Kills: a fault in memory for every line, and a screen for each of them.
#[test]
fn of_many_faults_some_are_told_and_the_others_counted() {
    let (name, bytes) = journal(&finished());
    let shelf = Shelf::with([(name.as_str(), [bytes.as_slice(), &b"\n".repeat(5_000)].concat().as_slice())]);
    let faults = shelf.kept().faults;
    assert_eq!(faults.iter().map(Fault::count).sum::<usize>(), 5_000);
    assert_eq!((faults.len(), faults[0].kind.clone()), (101, FaultKind::Checksum));
    let (last, first_uncounted) = (&faults[100], lines(&bytes).len() + 101);
    assert_eq!(
        (last.line, last.kind.to_string().as_str()),
        (Some(first_uncounted), "from this line on there are 4900 faults more")
    );
    assert_eq!(found(&shelf).len(), 101);
}

// Kills: a number that is counted from lines, where one is there twice.
#[test]
fn a_line_that_is_there_twice_does_not_leave_a_gap_behind() {
    let (name, bytes) = journal(&unfinished());
    let all = lines(&bytes);
    let twice = [&all[..], &all[3..5]].concat().concat();
    let shelf = Shelf::with([(name.as_str(), twice.as_slice())]);
    shelf.only().correct(&crate::began(), &[Correction::Deleted]).unwrap();
    assert_eq!(found(&shelf), []);
    let after = shelf.files().into_values().next().unwrap();
    let seq = serde_json::from_str::<serde_json::Value>(&crate::unseal(lines(&after).last().unwrap())).unwrap();
    assert_eq!(seq["seq"], all.len());
}

/// A link to it is one reason; the other is that nobody may write there.
#[cfg(unix)]
#[test]
fn why_a_torn_tail_stays_is_told() {
    let (name, bytes) = journal(&unfinished());
    let (shelf, elsewhere) = (Shelf::new(), Shelf::with([("a.jsonl", &bytes[..bytes.len() - 9])]));
    std::os::unix::fs::symlink(elsewhere.path().join("2026"), shelf.path().join("2026")).unwrap();
    assert!(history::doctor(shelf.path()).1[0].repaired, "a link to a folder is of the user");
    elsewhere.put("a.jsonl", &bytes[..bytes.len() - 9]);
    let linked = Shelf::with([("other.txt", b"".as_slice())]);
    std::os::unix::fs::symlink(elsewhere.path().join("2026/a.jsonl"), linked.path().join("2026").join(&name)).unwrap();
    let [torn, why] = &found(&linked)[..] else { panic!("{:?}", found(&linked)) };
    assert_eq!(*torn, FaultKind::Torn);
    assert!(why.to_string().starts_with("it was not repaired: "), "{why}");
    assert!(why.to_string().ends_with("it is a link, and nothing is written through one"), "{why}");
}

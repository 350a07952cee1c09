//! Writing: one program at a time, and a disk that fails.

use std::fs;
use std::path::Path;

#[cfg(unix)]
use calfguide::history::{self, FaultKind};
use calfguide::history::{Correction, Journal, JournalError, ReadDepth};
use calfguide::session::{Answers, Event, Fact, What};

use crate::shelf::Shelf;
use crate::{began, facts, finished, unfinished, wall};

/// The journal of a session that has just begun.
fn begin(folder: &Path) -> Journal {
    let mut journal = Journal::new(Some(folder), finished().session.plan(), &began());
    journal.sync();
    journal
}

/// Takes the next fact of the session and writes it.
fn add(journal: &mut Journal, fact: usize) {
    let event = &facts(&finished())[fact];
    journal.add(&wall(event.at), event);
    journal.sync();
}

fn on_the_disk(journal: &Journal) -> Vec<u8> {
    fs::read(journal.path().unwrap()).unwrap()
}

#[test]
fn each_fact_is_on_the_disk_when_it_is_called_kept() {
    let shelf = Shelf::new();
    let mut journal = begin(&shelf.path().join("not/there/yet"));
    for fact in 0..3 {
        assert!(journal.is_saved() && journal.trouble().is_none());
        assert_eq!((on_the_disk(&journal).as_slice(), crate::lines(journal.text()).len()), (journal.text(), fact + 2));
        add(&mut journal, fact);
    }
}

/// Windows has no modes: what is in the folders of a user is private there.
#[cfg(unix)]
#[test]
fn only_its_user_can_read_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let shelf = Shelf::new();
    let journal = begin(&shelf.path().join("sessions"));
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    let path = journal.path().unwrap();
    assert_eq!((mode(path), mode(path.parent().unwrap())), (0o600, 0o700));
}

#[test]
fn a_fact_that_is_taken_is_not_kept_before_it_is_written() {
    let shelf = Shelf::new();
    let mut journal = begin(shelf.path());
    journal.add(&began(), &facts(&finished())[0]);
    assert!(!journal.is_saved());
    assert_eq!(crate::lines(&on_the_disk(&journal)).len(), 2);
    journal.sync();
    assert!(journal.is_saved());
}

#[test]
fn a_session_under_way_is_left_alone() {
    let shelf = Shelf::new();
    let mut journal = begin(shelf.path());
    add(&mut journal, 0);
    let bytes = on_the_disk(&journal);
    let listing = shelf.list(ReadDepth::Glance);
    assert!(listing.unfinished().is_none());
    let listed = listing.under_way().unwrap();
    assert!(listed.is_under_way());
    assert!(matches!(listed.resume(), Err(JournalError::InUse)));
    assert!(matches!(listed.correct(&began(), &[Correction::Deleted]), Err(JournalError::InUse)));
    assert_eq!(on_the_disk(&journal), bytes);
    drop(journal);
    let listing = shelf.list(ReadDepth::Glance);
    assert!(listing.under_way().is_none());
    let (journal, _, events) = listing.unfinished().unwrap().resume().unwrap();
    assert_eq!((events.len(), journal.text()), (1, bytes.as_slice()));
    assert!(matches!(listed.resume(), Err(JournalError::InUse)), "one at a time, here too");
}

/// On Windows nobody else can write to, move or delete a file that is open for writing.
#[cfg(unix)]
#[test]
fn what_is_being_written_is_not_torn() {
    let shelf = Shelf::new();
    let journal = begin(shelf.path());
    let path = journal.path().unwrap().to_owned();
    fs::write(&path, [journal.text(), b"{\"v\":1"].concat()).unwrap();
    assert_eq!(history::doctor(shelf.path()), (1, Vec::new()));
    assert_eq!(shelf.list(ReadDepth::Lines).faults, []);
    assert_eq!(shelf.files().len(), 1);
    drop(journal);
    let (count, findings) = history::doctor(shelf.path());
    assert_eq!((count, findings.len()), (1, 1));
    assert_eq!((&findings[0].fault.kind, findings[0].repaired), (&FaultKind::Torn, true));
    assert_eq!(history::doctor(shelf.path()), (1, Vec::new()));
}

#[test]
fn what_cannot_be_written_is_held_and_written_when_it_can_be() {
    let shelf = Shelf::new();
    let way = shelf.path().join("x");
    fs::write(&way, "in the way").unwrap();
    let mut journal = begin(&way.join("sessions"));
    for fact in 0..3 {
        assert!(!journal.is_saved());
        assert!(journal.trouble().unwrap().contains(&way.display().to_string()), "{:?}", journal.trouble());
        assert_eq!(crate::lines(journal.text()).len(), fact + 2);
        add(&mut journal, fact);
    }
    fs::remove_file(&way).unwrap();
    journal.sync();
    assert!(journal.is_saved() && journal.trouble().is_none());
    assert_eq!(on_the_disk(&journal), journal.text());
    add(&mut journal, 3);
    drop(journal);
    let kept = Shelf::with([("a.jsonl", shelf.files().into_values().next().unwrap().as_slice())]).kept();
    assert_eq!((kept.events.as_slice(), kept.faults), (&facts(&finished())[..4], Vec::new()));
}

/// On Windows nobody else can write to, move or delete a file that is open for writing.
#[cfg(unix)]
#[test]
fn a_folder_that_goes_away_is_written_anew() {
    let shelf = Shelf::new();
    let folder = shelf.path().join("sessions");
    let mut journal = begin(&folder);
    add(&mut journal, 0);
    fs::remove_dir_all(&folder).unwrap();
    fs::write(&folder, "in the way").unwrap();
    add(&mut journal, 1);
    assert!(!journal.is_saved());
    fs::remove_file(&folder).unwrap();
    add(&mut journal, 2);
    assert!(journal.is_saved());
    assert_eq!((on_the_disk(&journal).as_slice(), crate::lines(journal.text()).len()), (journal.text(), 5));
    let listing = history::list(&folder, ReadDepth::Lines);
    assert!(listing.under_way().is_some(), "the new file is locked too");
}

/// On Windows nobody else can write to, move or delete a file that is open for writing.
#[cfg(unix)]
#[test]
fn a_file_that_was_replaced_is_not_written_over() {
    let shelf = Shelf::new();
    let mut journal = begin(shelf.path());
    add(&mut journal, 0);
    let path = journal.path().unwrap().to_owned();
    // As a synchroniser does it.
    let (other, copy) = (shelf.path().join("other"), crate::lines(journal.text())[..2].concat());
    fs::write(&other, &copy).unwrap();
    fs::rename(&other, &path).unwrap();
    add(&mut journal, 1);
    assert_ne!(journal.path(), Some(path.as_path()));
    assert_eq!((fs::read(&path).unwrap(), on_the_disk(&journal).as_slice()), (copy, journal.text()));
    drop(journal);
    let kept = shelf.kept();
    assert_eq!((kept.events.as_slice(), kept.faults), (&facts(&finished())[..2], Vec::new()));
}

// Kills: a file that is added to although it is not what was written. A synchroniser may copy an older one over it.
/// On Windows nobody else can write to, move or delete a file that is open for writing.
#[cfg(unix)]
#[test]
fn a_file_that_was_changed_is_not_called_kept_and_is_written_anew() {
    type Change = fn(&[u8]) -> Vec<u8>;
    let changes: [Change; 3] = [|_| Vec::new(), |old| old[..old.len() / 2].to_vec(), |old| [old, b"more\n"].concat()];
    for change in changes {
        let shelf = Shelf::new();
        let mut journal = begin(shelf.path());
        add(&mut journal, 0);
        let path = journal.path().unwrap().to_owned();
        let foreign = change(&fs::read(&path).unwrap());
        fs::write(&path, &foreign).unwrap();
        add(&mut journal, 1);
        assert!(!journal.is_saved());
        assert!(journal.trouble().unwrap().starts_with("another program has changed it ("), "{:?}", journal.trouble());
        journal.sync();
        assert!(journal.is_saved() && journal.trouble().is_none());
        assert_eq!((fs::read(&path).unwrap(), on_the_disk(&journal).as_slice()), (foreign, journal.text()));
        drop(journal);
        assert_eq!(shelf.kept().events.as_slice(), &facts(&finished())[..2]);
    }
}

// Kills: a look at the file that a link points to where its name is compared with the one that is open.
#[cfg(unix)]
#[test]
fn a_journal_that_became_a_link_is_written_anew() {
    let shelf = Shelf::new();
    let mut journal = begin(shelf.path());
    let path = journal.path().unwrap().to_owned();
    let moved = shelf.path().join("moved");
    fs::rename(&path, &moved).unwrap();
    std::os::unix::fs::symlink(&moved, &path).unwrap();
    let before = fs::read(&moved).unwrap();
    add(&mut journal, 0);
    assert!(journal.is_saved());
    assert_ne!(journal.path(), Some(path.as_path()));
    assert_eq!((fs::read(&moved).unwrap(), on_the_disk(&journal).as_slice()), (before, journal.text()));
}

// Kills: a journal that grows until nobody reads it any more.
#[test]
fn a_journal_never_becomes_too_long_to_be_read() {
    let shelf = Shelf::new();
    let mut journal = begin(shelf.path());
    add(&mut journal, 0);
    let note = "x".repeat(12 << 20);
    let answers = Fact::Answered(Answers { effort: None, pain: None, note: Some(note) });
    journal.add(&began(), &Event { what: What::Fact(answers), ..facts(&finished())[0].clone() });
    journal.sync();
    assert!(!journal.is_saved() && journal.trouble().unwrap().starts_with("a journal is no larger than 12 MiB"));
    drop(journal);
    let kept = shelf.kept();
    assert_eq!((kept.events.as_slice(), kept.faults), (&facts(&finished())[..1], Vec::new()));
}

#[test]
fn without_a_folder_all_of_it_is_held() {
    let mut journal = Journal::new(None, finished().session.plan(), &began());
    add(&mut journal, 0);
    assert!(!journal.is_saved() && journal.path().is_none());
    assert!(journal.trouble().unwrap().contains("HOME"));
    assert_eq!(crate::lines(journal.text()).len(), 3);
}

#[test]
fn what_goes_on_after_a_kill_is_one_journal() {
    let shelf = Shelf::new();
    let drive = unfinished();
    let mut journal = Journal::new(Some(shelf.path()), drive.session.plan(), &began());
    for event in &facts(&drive) {
        journal.add(&wall(event.at), event);
    }
    journal.sync();
    let before = on_the_disk(&journal);
    drop(journal);
    let (mut journal, plan, events) = shelf.only().resume().unwrap();
    assert_eq!((&plan, &events), (drive.session.plan(), &facts(&drive)));
    let on = drive.killed(60);
    let more = &facts(&on)[events.len()..];
    for event in more {
        journal.add(&wall(event.at), event);
    }
    journal.sync();
    let after = on_the_disk(&journal);
    assert!(!more.is_empty() && after.starts_with(&before) && after == journal.text());
    drop(journal);
    assert_eq!((shelf.kept().events, shelf.kept().faults), (facts(&on), Vec::new()));
    assert_eq!(shelf.files().len(), 1);
}

/// A named pipe is one of Unix.
#[cfg(unix)]
#[test]
fn what_is_no_file_keeps_nobody_waiting() {
    let shelf = Shelf::new();
    let made = std::process::Command::new("mkfifo").arg(shelf.path().join("a.jsonl")).status().unwrap();
    assert!(made.success());
    fs::create_dir(shelf.path().join("b.jsonl")).unwrap();
    let listing = shelf.list(ReadDepth::Glance);
    assert_eq!((listing.sessions.len(), listing.faults.len()), (0, 1));
    assert_eq!(listing.faults[0].kind, FaultKind::File("it is not a regular file".to_owned()));
}

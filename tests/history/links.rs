//! Links in the folder: of the user, who keeps a year elsewhere, or of somebody else, who shares the folder.

use std::os::unix::fs::symlink;

use calfguide::history::{self, Journal, ReadDepth};

use crate::shelf::Shelf;
use crate::{began, finished, journal};

/// The faults of a folder: what they are about, by their last name.
fn faults(shelf: &Shelf) -> Vec<(String, String)> {
    let faults = shelf.list(ReadDepth::Glance).faults.into_iter();
    faults.map(|fault| (fault.path.file_name().unwrap().display().to_string(), fault.kind.to_string())).collect()
}

// Kills: a folder that is written to and never read.
#[test]
fn what_is_written_through_a_link_to_a_folder_is_read_again() {
    let (shelf, elsewhere) = (Shelf::new(), Shelf::new());
    symlink(elsewhere.path(), shelf.path().join("2026")).unwrap();
    let mut journal = Journal::new(Some(shelf.path()), finished().session.plan(), &began());
    journal.sync();
    assert!(journal.is_saved());
    assert_eq!(elsewhere.files().len(), 1);
    assert_eq!(shelf.only().past.id, journal.id());
    drop(journal);
    assert!(shelf.only().resume().is_ok());
    assert_eq!(history::doctor(shelf.path()), (1, Vec::new()));
}

#[test]
fn a_folder_of_sessions_that_is_a_link_is_read() {
    let (name, bytes) = journal(&finished());
    let (shelf, elsewhere) = (Shelf::new(), Shelf::with([(name.as_str(), bytes.as_slice())]));
    let link = shelf.path().join("sessions");
    symlink(elsewhere.path(), &link).unwrap();
    assert_eq!(history::list(&link, ReadDepth::Glance).sessions.len(), 1);
}

// Kills: folders that are read without end, and a session that is found once for each way to it.
#[test]
fn a_loop_of_links_comes_to_an_end() {
    let (name, bytes) = journal(&finished());
    let shelf = Shelf::with([(name.as_str(), bytes.as_slice())]);
    symlink(shelf.path(), shelf.path().join("a loop")).unwrap();
    symlink("2026", shelf.path().join("2025")).unwrap();
    let stored = shelf.only();
    assert_eq!(stored.files(), [shelf.path().join("2026").join(name)]);
    assert_eq!(faults(&shelf), []);
}

#[test]
fn a_link_to_a_whole_disk_is_not_followed_all_the_way() {
    let (name, bytes) = journal(&finished());
    let (shelf, disk) = (Shelf::new(), Shelf::new());
    let deep = format!("a/b/{name}");
    disk.put(&deep, &bytes);
    symlink(disk.path(), shelf.path().join("disk")).unwrap();
    assert_eq!(shelf.list(ReadDepth::Glance).sessions, []);
    disk.put(&name, &bytes);
    assert_eq!(shelf.only().files().len(), 1);
}

// Kills: a disk that is not there, and a history that is called empty.
#[test]
fn a_link_to_what_is_not_there_is_a_fault() {
    let shelf = Shelf::new();
    symlink("nowhere", shelf.path().join("2025")).unwrap();
    symlink("itself", shelf.path().join("itself")).unwrap();
    let gone = "what this link points to is not there".to_owned();
    let mut told = faults(&shelf);
    told.sort();
    assert_eq!(told, [("2025".to_owned(), gone.clone()), ("itself".to_owned(), gone.clone())]);
    assert_eq!(history::doctor(shelf.path()).1.len(), 2);

    let folder = shelf.path().join("2025/calfguide/sessions");
    let listing = history::list(&folder, ReadDepth::Glance);
    assert_eq!(listing.faults.iter().map(|fault| &*fault.path).collect::<Vec<_>>(), [shelf.path().join("2025")]);
    assert_eq!(history::list(&shelf.path().join("not yet"), ReadDepth::Glance).faults, []);
}

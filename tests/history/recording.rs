//! Recording on a disk that is slow or broken. Nothing here waits for a clock: the disk does what the test says.

use std::fs::{self, File};
use std::io;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use calfguide::history::{Journal, Recorder};
use calfguide::session::Event;

use crate::shelf::Shelf;
use crate::{began, facts, finished, wall};

/// After this long, what has not happened never will.
const PATIENCE: Duration = Duration::from_secs(30);

/// The controls of a disk whose syncs the test ends one by one.
struct Disk {
    begun: Receiver<()>,
    results: Sender<io::Result<()>>,
}

impl Disk {
    /// A recorder of a session that has just begun, on such a disk, and when it wakes somebody.
    fn recorder(shelf: &Shelf) -> (Recorder, Self, Receiver<()>) {
        let (starts, begun) = mpsc::channel();
        let (results, next) = mpsc::channel();
        let next = Arc::new(Mutex::new(next));
        let sync = move |_: &File| {
            starts.send(()).unwrap();
            next.lock().unwrap().recv_timeout(PATIENCE).unwrap_or_else(|_| Err(io::Error::other("nobody ended it")))
        };
        let journal = Journal::new(Some(shelf.path()), finished().session.plan(), &began()).with_sync(sync);
        let (wake, woken) = mpsc::channel();
        let recorder = Recorder::start(journal, move || {
            let _ = wake.send(());
        });
        (recorder, Self { begun, results }, woken)
    }

    /// Waits for the next sync to begin.
    fn next_sync(&self) {
        self.begun.recv_timeout(PATIENCE).unwrap();
    }

    fn end_sync(&self, result: io::Result<()>) {
        self.results.send(result).unwrap();
    }
}

/// Records a fact of the session.
fn record(recorder: &mut Recorder, fact: usize) -> Event {
    let event = facts(&finished())[fact].clone();
    recorder.record(&wall(event.at), vec![event.clone()]);
    event
}

fn recorded(recorder: &mut Recorder, woken: &Receiver<()>) -> Vec<Event> {
    woken.recv_timeout(PATIENCE).unwrap();
    recorder.recorded()
}

#[test]
fn a_fact_is_recorded_when_its_sync_has_ended() {
    let shelf = Shelf::new();
    let (mut recorder, disk, woken) = Disk::recorder(&shelf);
    // The two lines before the first fact.
    disk.next_sync();
    let first = record(&mut recorder, 0);
    disk.end_sync(Ok(()));
    disk.next_sync();
    let second = record(&mut recorder, 1);
    assert_eq!(recorder.recorded(), []);
    assert!(recorder.is_behind());
    disk.end_sync(Ok(()));
    assert_eq!(recorded(&mut recorder, &woken), [first]);
    disk.next_sync();
    disk.end_sync(Ok(()));
    assert_eq!(recorded(&mut recorder, &woken), [second]);
    assert!(!recorder.is_behind());
    assert!(recorder.finish().is_saved());
}

// Kills: a last sync that begins only when the one before has ended.
#[test]
fn the_end_waits_for_one_sync_and_not_for_two() {
    let shelf = Shelf::new();
    let (mut recorder, disk, _) = Disk::recorder(&shelf);
    disk.next_sync();
    record(&mut recorder, 0);
    record(&mut recorder, 1);
    recorder.hurry();
    disk.next_sync();
    disk.end_sync(Ok(()));
    disk.end_sync(Ok(()));
    let journal = recorder.finish();
    assert!(journal.is_saved());
    assert_eq!(fs::read(journal.path().unwrap()).unwrap(), journal.text());
    assert_eq!(crate::lines(journal.text()).len(), 4);
    assert!(disk.begun.try_recv().is_err(), "nothing is synced twice");
}

// Kills: trust in what was written before a sync that failed.
#[test]
fn what_a_failed_sync_leaves_open_is_written_again() {
    let shelf = Shelf::new();
    let (mut recorder, disk, woken) = Disk::recorder(&shelf);
    disk.next_sync();
    disk.end_sync(Ok(()));
    let first = record(&mut recorder, 0);
    disk.next_sync();
    disk.end_sync(Err(io::Error::other("the disk is on fire")));
    assert_eq!(recorded(&mut recorder, &woken), [first], "it is told that it is not recorded");
    assert!(recorder.trouble().unwrap().starts_with("the disk is on fire ("), "{:?}", recorder.trouble());
    let file = shelf.files().into_values().next().unwrap();
    assert_eq!(crate::lines(&file).len(), 2, "what is not certain is cut off");

    let second = record(&mut recorder, 1);
    disk.next_sync();
    disk.end_sync(Ok(()));
    // The fact itself was told when the attempt before it had failed.
    let mut told = Vec::new();
    while recorder.trouble().is_some() {
        told.extend(recorded(&mut recorder, &woken));
    }
    assert_eq!(told, [second]);
    let journal = recorder.finish();
    assert!(journal.is_saved());
    assert_eq!(shelf.files().into_values().next().unwrap(), journal.text());
    assert_eq!(crate::lines(journal.text()).len(), 4);
}

#[test]
fn whoever_waits_gets_all_that_was_taken() {
    let shelf = Shelf::new();
    let journal = Journal::new(Some(shelf.path()), finished().session.plan(), &began());
    let mut recorder = Recorder::start(journal, || ());
    let taken = [record(&mut recorder, 0), record(&mut recorder, 1)];
    assert_eq!(recorder.wait(), taken);
    assert_eq!((recorder.wait(), recorder.is_behind()), (Vec::new(), false));
    drop(recorder.finish());
    assert_eq!(shelf.kept().events, taken);
}

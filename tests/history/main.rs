//! The record on the disk: what was written comes back, whatever becomes of the files.
//!
//! A journal is made in memory, as the program would write it, and put into a folder; only what is about writing waits
//! for a disk.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

#[path = "../support/mod.rs"]
mod support;

mod afterwards;
mod clocks;
mod damage;
mod faults;
mod fuzz;
mod golden;
mod import;
#[cfg(unix)]
mod links;
mod recording;
mod round_trip;
mod shelf;
mod union;
mod writing;

use calfguide::history::{Correction, Journal};
use calfguide::model::seconds::round;
use calfguide::session::{AnswerChanges, Answers, Event, Fact, Key, Mono, What};
use jiff::Zoned;
use proptest::prelude::*;

use support::any::{Doses, any_routine, any_script, cases};
use support::{Drive, PhaseExt, Prescribe, exercise, phase, routine};

/// Answers in the place of all that were given.
fn corrected(answers: Answers) -> Correction {
    let Answers { effort, pain, note } = answers;
    Correction::Answers(AnswerChanges { effort: Some(effort), pain: Some(pain), morning: None, note: Some(note) })
}

/// When sessions begin: just before midnight.
fn began() -> Zoned {
    "2026-03-28T23:59:50.120+01:00[+01:00]".parse().unwrap()
}

/// The wall time at an instant of the session.
fn wall(at: Mono) -> Zoned {
    &began() + round(at.0)
}

/// The facts of a session, as precise as a journal is. A session that was discarded is a deleted one.
fn facts(drive: &Drive) -> Vec<Event> {
    let is_fact = |what: &What| matches!(what, What::Fact(fact) if *fact != Fact::Discarded);
    let facts = drive.events.iter().filter(|event| is_fact(&event.what));
    facts.cloned().map(cut).collect()
}

fn cut(mut event: Event) -> Event {
    event.at = Mono(round(event.at.0));
    if let What::Fact(fact) = &mut event.what {
        match fact {
            Fact::Started { clock } => *clock = clock.map(round),
            Fact::Ended { active, .. } => *active = round(*active),
            Fact::Gap(length) => *length = round(*length),
            _ => {}
        }
    }
    event
}

/// The journal of a session, as it is written: its name and its bytes.
fn journal(drive: &Drive) -> (String, Vec<u8>) {
    let mut journal = Journal::new(None, drive.session.plan(), &began());
    for event in drive.events.iter().filter(|event| matches!(event.what, What::Fact(_))) {
        journal.add(&wall(event.at), event);
    }
    (format!("20260328T225950Z-{}.jsonl", journal.id()), journal.text().to_vec())
}

/// A text as a line that was written: its checksum fits.
fn seal(json: &str) -> Vec<u8> {
    let open = json.strip_suffix('}').unwrap();
    format!("{open},\"crc\":\"{:08x}\"}}\n", crc32fast::hash(open.as_bytes())).into_bytes()
}

/// The lines of a journal, their ends included.
fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split_inclusive(|&byte| byte == b'\n').collect()
}

/// The JSON of a line, without its checksum.
fn unseal(line: &[u8]) -> String {
    let text = std::str::from_utf8(line).unwrap();
    format!("{}}}", text.split_once(",\"crc\":").unwrap().0)
}

/// Anything that can happen to a session of any routine.
fn any_session(length: usize) -> impl Strategy<Value = Drive> {
    (any_routine(Doses::All), any_script(length)).prop_map(|(routine, script)| {
        let mut drive = Drive::of(&routine);
        drive.play(&script);
        drive
    })
}

/// A short session with every kind of fact, at its last question.
fn eventful() -> Drive {
    let hops = exercise("hops").reps(8).prepare("2s").rest("5s");
    let mut drive = Drive::of(&routine([phase("loop").within("30s").with([hops])]));
    drive.tick_to(12.25).key(Key::Enter);
    drive.at(13).digits("7").load("12.5kg");
    drive.tick_to(18).at(19).key(Key::Pause).at(21).key(Key::Pause).tick_to(24);
    drive.at(26).key(Key::Pain).key(Key::Digit(4));
    drive.tick_to(29).gap("2m").at(30).key(Key::Enter);
    drive.run();
    drive.after(5).key(Key::Digit(6)).key(Key::Enter).after(1).key(Key::Digit(3)).key(Key::Enter);
    for c in "left calf, \"tight\"".chars() {
        drive.key(Key::Char(c));
    }
    drive.after(1);
    drive
}

/// The same, over.
fn finished() -> Drive {
    let mut drive = eventful();
    drive.key(Key::Enter);
    assert!(drive.session.is_over());
    drive
}

/// The same, killed in the middle.
fn unfinished() -> Drive {
    let mut drive =
        Drive::of(&support::straight([exercise("hops").reps(8).sets(2).rest("5s"), exercise("plank").time("10s")]));
    drive.tick_to(11).key(Key::Enter).tick_to(20);
    drive
}

//! Journals of version 1 of the format, as they lie on the disks of users. They and what they come to are frozen: a
//! change that asks for another snapshot here is one that loses somebody's history. A new version of the format gets
//! files of its own beside them.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use calfguide::history::{Journal, LoadedSession, ReadDepth, timestamp};
use calfguide::plan::json::PlanJson;
use serde_json::Value;

use crate::shelf::Shelf;
use crate::{began, lines, seal, support, unseal, wall};

fn bytes(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journals");
    fs::read(folder.join(format!("{name}.jsonl"))).unwrap()
}

/// All that a journal comes to, in words.
fn told(kept: &LoadedSession) -> String {
    let past = &kept.past;
    let (began, ended) = (timestamp(&past.began), timestamp(&past.ended));
    let mut out = format!("{} ({})\n{began} to {ended}\n", past.routine.name, past.id);
    let answers = (past.effort, past.pain, &past.note);
    writeln!(out, "{:?}, complete {:?}, deleted {}, {answers:?}\n", past.time, kept.record.complete, past.deleted)
        .unwrap();
    for event in &kept.events {
        writeln!(out, "{}", support::text(event)).unwrap();
    }
    let plan = kept.plan.as_ref().unwrap();
    out.push('\n');
    for attempt in &kept.record.attempts {
        let (at, outcome) = (support::clock(attempt.started), attempt.outcome(plan));
        writeln!(out, "{at} {} {} {outcome:?} {:?} {:?}", attempt.step.0, attempt.round, attempt.active, attempt.reps)
            .unwrap();
    }
    plan.cards.iter().for_each(|card| writeln!(out, "{card:?}").unwrap());
    let public = serde_json::to_value(PlanJson::of(plan)).unwrap();
    for part in ["phases", "steps"] {
        public[part].as_array().unwrap().iter().for_each(|part| writeln!(out, "{part}").unwrap());
    }
    out
}

#[test]
fn what_was_kept_once_is_read_for_ever() {
    for name in ["finished", "unfinished", "corrected", "every-kind"] {
        let shelf = Shelf::with([(format!("{name}.jsonl").as_str(), bytes(name).as_slice())]);
        let kept = shelf.kept();
        assert_eq!(kept.faults, []);
        let listed = shelf.list(ReadDepth::Glance);
        assert_eq!((listed.sessions.len(), listed.faults), (1, Vec::new()));
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "../journals/snapshots" }, {
            insta::assert_snapshot!(name, told(&kept));
        });
    }
}

#[test]
fn what_is_written_today_is_version_1() {
    for name in ["finished", "unfinished", "every-kind"] {
        let golden = bytes(name);
        let kept = Shelf::with([("a.jsonl", golden.as_slice())]).kept();
        let mut journal = Journal::new(None, kept.plan.as_ref().unwrap(), &began());
        kept.events.iter().for_each(|event| journal.add(&wall(event.at), event));
        let mut today: Vec<Vec<u8>> = lines(journal.text()).into_iter().map(<[u8]>::to_vec).collect();
        let mut first: Value = serde_json::from_str(&unseal(&today[0])).unwrap();
        // What is another one each time.
        let then: Value = serde_json::from_str(&unseal(lines(&golden)[0])).unwrap();
        for key in ["id", "program"] {
            first[key] = then[key].clone();
        }
        today[0] = seal(&first.to_string());
        assert_eq!(String::from_utf8(today.concat()).unwrap(), String::from_utf8(golden).unwrap());
    }
}

#[test]
fn the_line_in_the_documentation_is_one() {
    let page = include_str!("../../docs/history.md");
    let line = page.lines().find(|line| line.starts_with("{\"v\":")).unwrap();
    assert_eq!(String::from_utf8(seal(&unseal(line.as_bytes()))).unwrap(), format!("{line}\n"));
}

//! Any bytes at all as a journal: everything is done with them that the program does, and nothing panics, hangs or is
//! lost. The files in `tests/journals/corpus` are what once went wrong, or might.

use std::path::Path;
use std::{fs, iter};

use calfguide::history::{self, Correction, ImportOutcome, ReadDepth};
use calfguide::model::Level;
use calfguide::plan::{Plan, StepId, json::PlanJson};
use calfguide::record::Record;
use calfguide::session::{Answers, Event, Input, Key, Mono, Session};
use calfguide::ui::printer::Printer;
use calfguide::ui::summary;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

use crate::shelf::Shelf;
use crate::{any_session, cases, journal, lines, seal, unseal, wall};

const NAME: &str = "20260328T225950Z-01KMVK1Q6R0000000000000000.jsonl";

/// Does everything with it.
fn everything(bytes: &[u8]) {
    let shelf = Shelf::with([(NAME, bytes)]);
    let path = shelf.path().join("2026").join(NAME);
    let whole = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    for look in [ReadDepth::Glance, ReadDepth::Lines] {
        for listed in shelf.list(look).sessions {
            let Ok(kept) = listed.read() else { continue };
            if let Some(plan) = &kept.plan {
                shown(plan, &kept.record);
            }
        }
    }
    let copies = Shelf::new();
    history::import(shelf.path(), copies.path()).unwrap();
    let again = history::import(shelf.path(), copies.path()).unwrap();
    let known = |became: &ImportOutcome| matches!(became, ImportOutcome::Known | ImportOutcome::Refused);
    assert!(again.files.iter().all(|(_, became)| known(became)), "{:?}", again.files);
    for listed in shelf.list(ReadDepth::Glance).sessions {
        if let Ok((journal, plan, events)) = listed.resume() {
            assert!(journal.is_saved());
            went_on(&plan, &events);
        }
        let answers = Answers { effort: Level::new(3), pain: None, note: Some("calf".to_owned()) };
        let reps = Correction::Reps { step: StepId(0), round: 1, reps: 7 };
        listed.correct(&wall(Mono::default()), &[reps, crate::corrected(answers), Correction::Deleted]).unwrap();
        let corrected = shelf.list(ReadDepth::Glance);
        assert!(corrected.sessions.iter().any(|listed| listed.past.deleted), "a correction is lost");
        drop(listed.read());
    }
    history::doctor(shelf.path());
    history::import(&path, copies.path()).unwrap();
    let after = fs::read(&path).unwrap();
    assert_eq!(&after[..whole], &bytes[..whole], "what was written is changed");
    assert_eq!(fs::read(copies.files().keys().next().unwrap_or(&path)).unwrap()[..whole], bytes[..whole]);
}

fn shown(plan: &Plan, record: &Record) {
    assert_eq!(plan.validate(), Ok(()));
    serde_json::to_string(&PlanJson::of(plan)).unwrap();
    let mut printer = Printer::new(80, false);
    summary::write(plan, record, &mut printer);
    let text = printer.into_text();
    assert!(text.chars().all(|c| calfguide::text::is_harmless(c) || c == '\n'), "{text:?}");
}

/// Goes on with the session, with a few inputs.
fn went_on(plan: &Plan, events: &[Event]) {
    let now = events.iter().map(|event| event.at).max().unwrap_or_default();
    for hands_free in [false, true] {
        let (mut session, more) = Session::resume(now, plan.clone(), hands_free, events);
        let mut record = Record::of(events.iter().chain(&more));
        let mut now = now;
        let keys = [
            Key::Enter,
            Key::Skip,
            Key::Back,
            Key::Jump(StepId(2)),
            Key::More,
            Key::SkipExercise,
            Key::Redo,
            Key::Enter,
        ];
        for key in keys.map(Input::Key).into_iter().chain(iter::repeat_n(Input::Tick, 40)) {
            now = if key == Input::Tick {
                session.deadline().unwrap_or(now)
            } else {
                Mono(
                    now.0 + plan.steps[0].seconds().map_or(Session::GET_READY, |time| time.min.min(Session::GET_READY)),
                )
            };
            for event in session.handle(now, key) {
                record.add(&event);
            }
            let _ = session.view(now);
        }
        session.continue_hands_free(now);
        shown(plan, &record);
    }
}

/// Values that a field of a line does not expect.
fn hostile() -> impl Strategy<Value = Value> {
    let numbers = [0.0, 0.5, -1.0, 1e-9, 1e-4, 86_400.0, 86_401.0, 31_622_400.0, 1e12, 1.8e19, 1e300];
    let counts = [0, 1, 2, 3, 11, 256, 9_999, 10_000, 20_001, u32::MAX.into(), 1 << 32, u64::MAX - 1, u64::MAX];
    let texts = ["", "\u{1b}[2J", "\n", "\u{202e}", "left", "within", "none", "slot_end", "skipped", "started", "plan"];
    let shapes = [json!(null), json!(true), json!([]), json!({}), json!({"within": 1}), json!({"every": 0.001})];
    prop_oneof![
        3 => select(counts.to_vec()).prop_map(Value::from),
        3 => (0..60_u64).prop_map(Value::from),
        2 => select(numbers.to_vec()).prop_map(Value::from),
        2 => select(texts.to_vec()).prop_map(Value::from),
        1 => select(shapes.to_vec()),
    ]
}

/// What is done to a line: its JSON is changed and sealed again.
#[derive(Debug, Clone)]
enum Change {
    /// A value in it becomes another one.
    Set(Index, Value),
    /// A value in it becomes that of another place in it.
    Move(Index, Index),
    /// An item of a list or of an object goes.
    Drop(Index),
    /// An item of a list comes twice.
    Double(Index),
    /// The line goes.
    Gone,
    /// The line comes once more, at the end.
    Again,
}

fn any_change() -> impl Strategy<Value = Change> {
    prop_oneof![
        6 => (any::<Index>(), hostile()).prop_map(|(at, value)| Change::Set(at, value)),
        3 => (any::<Index>(), any::<Index>()).prop_map(|(at, from)| Change::Move(at, from)),
        2 => any::<Index>().prop_map(Change::Drop),
        1 => any::<Index>().prop_map(Change::Double),
        1 => Just(Change::Gone),
        1 => Just(Change::Again),
    ]
}

/// The places in a value, itself not among them.
fn places(value: &Value, at: &str, out: &mut Vec<String>) {
    let mut add = |key: &str, inner: &Value| {
        let place = format!("{at}/{key}");
        out.push(place.clone());
        places(inner, &place, out);
    };
    match value {
        Value::Array(items) => items.iter().enumerate().for_each(|(n, item)| add(&n.to_string(), item)),
        Value::Object(fields) => fields.iter().for_each(|(key, field)| add(key, field)),
        _ => {}
    }
}

impl Change {
    fn of(&self, value: &mut Value) {
        let mut all = Vec::new();
        places(value, "", &mut all);
        let lists: Vec<_> =
            all.iter().filter(|place| value.pointer(place).is_some_and(Value::is_array)).cloned().collect();
        let last = |place: &str| place.rsplit_once('/').map(|(above, key)| (above.to_owned(), key.to_owned())).unwrap();
        match self {
            _ if all.is_empty() => {}
            Self::Set(at, new) => *value.pointer_mut(at.get(all.as_slice()).as_str()).unwrap() = new.clone(),
            Self::Move(at, from) => {
                let new = value.pointer(from.get(all.as_slice()).as_str()).unwrap().clone();
                *value.pointer_mut(at.get(all.as_slice()).as_str()).unwrap() = new;
            }
            Self::Drop(at) => {
                let (above, key) = last(at.get(all.as_slice()).as_str());
                match value.pointer_mut(&above).unwrap() {
                    Value::Array(items) => drop(items.remove(key.parse().unwrap())),
                    Value::Object(fields) => drop(fields.shift_remove(&key)),
                    _ => {}
                }
            }
            Self::Double(at) if !lists.is_empty() => {
                if let Value::Array(items) = value.pointer_mut(at.get(lists.as_slice()).as_str()).unwrap() {
                    items.extend(items.last().cloned());
                }
            }
            Self::Double(_) | Self::Gone | Self::Again => {}
        }
    }
}

/// A journal whose lines were changed by somebody who knows how to seal them.
fn forged(bytes: &[u8], changes: &[(Index, bool, Change)]) -> Vec<u8> {
    let mut all: Vec<Vec<u8>> = lines(bytes).into_iter().map(<[u8]>::to_vec).collect();
    for (line, in_plan, change) in changes {
        if all.is_empty() {
            break;
        }
        // The plan is most of what there is to be wrong.
        let at = if *in_plan { 1.min(all.len() - 1) } else { line.index(all.len()) };
        match change {
            Change::Gone => drop(all.remove(at)),
            Change::Again => all.push(all[at].clone()),
            _ => {
                let mut value = serde_json::from_str(&unseal(&all[at])).unwrap();
                change.of(&mut value);
                all[at] = seal(&value.to_string());
            }
        }
    }
    all.concat()
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn any_bytes_are_a_journal_that_nothing_stumbles_over(bytes in vec(any::<u8>(), 0..600)) {
        everything(&bytes);
    }

    // Kills: a plan, a step, a round, a time or a number that is used before it is looked at.
    #[test]
    fn a_forged_line_is_nothing_to_stumble_over(
        drive in any_session(12),
        changes in vec((any::<Index>(), any::<bool>(), any_change()), 1..5),
    ) {
        everything(&forged(&journal(&drive).1, &changes));
    }

    #[test]
    fn a_journal_that_was_cut_to_pieces_is_nothing_to_stumble_over(
        drive in any_session(12),
        cuts in vec((any::<Index>(), any::<Index>(), any::<u8>()), 1..6),
    ) {
        let (_, mut bytes) = journal(&drive);
        for (at, to, byte) in cuts {
            let (at, to) = (at.index(bytes.len()), to.index(bytes.len()));
            match byte % 4 {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => bytes.rotate_left(at),
                _ => bytes.copy_within(at.min(to)..at.max(to), 0),
            }
        }
        everything(&bytes);
    }
}

#[test]
fn the_corpus_is_nothing_to_stumble_over() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journals/corpus");
    let mut count = 0;
    for entry in corpus.read_dir().unwrap() {
        everything(&fs::read(entry.unwrap().path()).unwrap());
        count += 1;
    }
    assert!(count >= 5, "{count} files");
}

//! Every key in every state.
//!
//! `tests/keys/table.txt` describes the effect of each key in each state, one line each, and this test checks that the
//! engine agrees. A change of a key is a change of that table: `UPDATE_KEYS=1 cargo test --test keys` rewrites it from the
//! engine, except where `CI` is set. Review every line.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot be set up has failed")]

mod support;

#[path = "keys/states.rs"]
mod states;
#[path = "keys/words.rs"]
mod words;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use calfguide::plan::StepId;
use calfguide::session::{Answer, Input, Key, Stage};
use calfguide::ui::keys::{BINDINGS, KeyCommand};

use support::{Drive, time};

/// A column of the table.
enum Column {
    Key(Key),
    Gap(&'static str),
    InputGone,
}

impl Column {
    const ALL: [Self; 28] = [
        Self::Key(Key::Enter),
        Self::Key(Key::Pause),
        Self::Key(Key::Hold),
        Self::Key(Key::Skip),
        Self::Key(Key::SkipExercise),
        Self::Key(Key::Back),
        Self::Key(Key::Redo),
        Self::Key(Key::More),
        Self::Key(Key::Less),
        Self::Key(Key::Digit(7)),
        Self::Key(Key::Backspace),
        Self::Key(Key::Char('x')),
        Self::Key(Key::Pain),
        Self::Key(Key::Load),
        // To the last step of the plan, wherever that is.
        Self::Key(Key::Jump(StepId(usize::MAX))),
        Self::Key(Key::Quit),
        Self::Key(Key::Escape),
        Self::Key(Key::NextField),
        Self::Key(Key::PreviousField),
        Self::Key(Key::Answer(Answer::Yes)),
        Self::Key(Key::Answer(Answer::No)),
        Self::Key(Key::Answer(Answer::Redo)),
        Self::Key(Key::Answer(Answer::Count)),
        Self::Key(Key::Answer(Answer::Skip)),
        Self::Gap("3s"),
        Self::Gap("10m"),
        Self::Gap("2h"),
        Self::InputGone,
    ];

    /// The name in the table. A key without one does not compile.
    fn name(&self) -> &'static str {
        match self {
            Self::Key(key) => match key {
                Key::Enter => "enter",
                Key::Pause => "space",
                Key::Hold => "suspend",
                Key::Skip => "n",
                Key::SkipExercise => "N",
                Key::Back => "b",
                Key::Redo => "r",
                Key::More => "+",
                Key::Less => "-",
                Key::Digit(_) => "7",
                Key::Backspace => "backspace",
                Key::Char(_) => "x",
                Key::Pain => "p",
                Key::Load => "w",
                Key::Jump(_) => "jump to last",
                Key::Quit => "q",
                Key::Escape => "esc",
                Key::NextField => "tab",
                Key::PreviousField => "up",
                Key::Answer(Answer::Yes) => "yes",
                Key::Answer(Answer::No) => "no",
                Key::Answer(Answer::Redo) => "redo",
                Key::Answer(Answer::Count) => "count",
                Key::Answer(Answer::Skip) => "skip",
            },
            Self::Gap("3s") => "gap of 3 s",
            Self::Gap("10m") => "gap of 10 min",
            Self::Gap(_) => "gap of 2 h",
            Self::InputGone => "input gone",
        }
    }

    fn apply(&self, drive: &mut Drive) {
        match self {
            Self::Key(Key::Jump(_)) => {
                let last = drive.session.plan().steps.len() - 1;
                drive.key(Key::Jump(StepId(last)));
            }
            Self::Key(key) => {
                drive.key(*key);
            }
            Self::Gap(length) => {
                drive.input(Input::Gap(time(length)));
            }
            Self::InputGone => {
                drive.continue_hands_free();
            }
        }
    }
}

/// State and key, and the effect of the key.
type Cells = BTreeMap<(String, String), String>;

/// The effects in the engine, as the text of a table and as cells.
fn actual() -> (String, Cells) {
    let (mut text, mut cells) = (String::new(), Cells::new());
    for (state, before) in states::all() {
        text.push('\n');
        for column in &Column::ALL {
            let mut after = before.clone();
            column.apply(&mut after);
            let said = words::of(&before, &after);
            let _ = writeln!(text, "{state} | {} | {said}", column.name());
            let double = cells.insert((state.to_owned(), column.name().to_owned()), said);
            assert_eq!(double, None, "{state} | {} stands twice", column.name());
        }
    }
    (text, cells)
}

/// The cells of a table.
fn read(text: &str) -> Cells {
    let mut cells = Cells::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let parts: Vec<_> = line.splitn(3, " | ").collect();
        let [state, key, said] = parts[..] else { panic!("not a cell: {line}") };
        let double = cells.insert((state.to_owned(), key.to_owned()), said.to_owned());
        assert_eq!(double, None, "{state} | {key} stands twice");
    }
    cells
}

const HEAD: &str = "\
# What each key does in each state: state | key | what happens.
# Reviewed line by line; how it is changed says `tests/keys.rs`, what the states are `tests/keys/states.rs`.
";

#[test]
fn every_key_does_in_every_state_what_the_table_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/keys/table.txt");
    let (text, actual) = actual();
    if std::env::var_os("UPDATE_KEYS").is_some() && std::env::var_os("CI").is_none() {
        std::fs::write(&path, format!("{HEAD}{text}")).expect("the table can be written");
    }
    let table = read(&std::fs::read_to_string(&path).expect("the table can be read"));
    let wrong = differences(&table, &actual);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn what_the_footer_offers_is_accepted() {
    for (state, mut drive) in states::all() {
        // An Enter that comes at once may be a double press.
        drive.after(0.4).input(Input::Tick);
        let view = drive.view();
        if view.question.is_some() || matches!(view.stage, Stage::Closing | Stage::Over) {
            continue;
        }
        for binding in BINDINGS.iter().filter(|binding| (binding.footer)(&view).is_some()) {
            let key = match binding.command {
                KeyCommand::Session(key) => key,
                KeyCommand::Digit => Key::Digit(7),
                _ => continue,
            };
            let mut after = drive.clone();
            after.key(key);
            let said = words::of(&drive, &after);
            assert!(said != "ignored" && !said.contains("refused"), "{state}: {} is {said}", binding.label);
        }
    }
}

/// The cells in which the table and the engine differ.
fn differences(table: &Cells, actual: &Cells) -> Vec<String> {
    let mut wrong = Vec::new();
    for (cell @ (state, key), said) in table {
        match actual.get(cell) {
            None => wrong.push(format!("{state} | {key} | there is no such cell")),
            Some(does) if does != said => {
                wrong.push(format!("{state} | {key}\n  table:  {said}\n  engine: {does}"));
            }
            Some(_) => {}
        }
    }
    let missing = actual.iter().filter(|(cell, _)| !table.contains_key(*cell));
    wrong.extend(missing.map(|((state, key), does)| format!("{state} | {key} | is missing: {does}")));
    wrong
}

#[test]
fn a_missing_cell_an_extra_one_and_a_wrong_one_are_each_told() {
    let actual = read("over | n | ignored\nover | b | ignored");
    assert_eq!(differences(&actual, &actual), [""; 0]);
    assert_eq!(differences(&read("over | n | ignored"), &actual), ["over | b | is missing: ignored"]);
    assert_eq!(differences(&actual, &read("over | n | ignored")), ["over | b | there is no such cell"]);
    assert_eq!(
        differences(&read("over | n | paused\nover | b | ignored"), &actual),
        ["over | n\n  table:  paused\n  engine: ignored"]
    );
}

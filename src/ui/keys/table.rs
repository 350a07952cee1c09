//! The one table of keys.

use crossterm::event::KeyCode;

use super::{Does, Sheet};
use crate::plan::Work;
use crate::session::{Key, Stage, TimeDisplay, View};

/// A row of the table.
#[derive(Debug)]
pub struct Row {
    /// The keys on a screen.
    pub keys: &'static [Press],
    /// The letter that stands for it in a line; `None` where a line says it otherwise or not at all.
    pub letter: Option<char>,
    /// How footer and help call the keys.
    pub label: &'static str,
    /// What it does.
    pub does: Does,
    /// Which of the rows a narrow footer keeps: the lower, the longer.
    pub rank: u8,
    /// What it does in the present state, in a word or two for the footer; `None` where it matters little there.
    pub word: fn(&View<'_>) -> Option<&'static str>,
    /// What it does, for the help.
    pub help: &'static str,
}

/// A key with or without Ctrl.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Press {
    pub code: KeyCode,
    /// Whether Ctrl is held.
    pub ctrl: bool,
}

const fn key(c: char) -> Press {
    Press { code: KeyCode::Char(c), ctrl: false }
}

const fn ctrl(c: char) -> Press {
    Press { code: KeyCode::Char(c), ctrl: true }
}

const fn named(code: KeyCode) -> Press {
    Press { code, ctrl: false }
}

/// Every key of a session.
pub const TABLE: &[Row] = &[
    Row {
        // Ctrl-J is what Enter sends where a terminal translates it.
        keys: &[named(KeyCode::Enter), ctrl('j')],
        letter: None,
        label: "Enter",
        does: Does::Session(Key::Enter),
        rank: 0,
        word: |view| Some(enter_word(view)),
        help: "done, end this step now, or confirm",
    },
    Row {
        keys: &[key(' ')],
        letter: Some('s'),
        label: "Space",
        does: Does::Session(Key::Pause),
        rank: 1,
        word: |view| Some(if view.stage == Stage::Paused { "go on" } else { "pause" }),
        help: "pause, resume",
    },
    Row {
        keys: &[key('n'), named(KeyCode::Right)],
        letter: Some('n'),
        label: "n",
        does: Does::Session(Key::Skip),
        rank: 3,
        word: |view| Some(skip_word(view)),
        help: "skip this block; in a gap the block that follows, before an optional one the whole optional part",
    },
    Row {
        keys: &[key('N')],
        letter: Some('N'),
        label: "N",
        does: Does::Session(Key::SkipExercise),
        rank: 11,
        word: |_| Some("skip exercise"),
        help: "skip the rest of the exercise",
    },
    Row {
        keys: &[key('b'), named(KeyCode::Left)],
        letter: Some('b'),
        label: "b",
        does: Does::Session(Key::Back),
        rank: 7,
        word: |_| Some("back"),
        help: "the block before",
    },
    Row {
        keys: &[key('r')],
        letter: Some('r'),
        label: "r",
        does: Does::Session(Key::Redo),
        rank: 9,
        word: |_| Some("again"),
        help: "this block again",
    },
    Row {
        keys: &[key('+'), key('=')],
        letter: Some('+'),
        label: "+",
        does: Does::Session(Key::More),
        rank: 8,
        word: |view| view.step.is_gap().then_some("15 s more"),
        help: "15 s more of a countdown",
    },
    Row {
        keys: &[key('-')],
        letter: Some('-'),
        label: "-",
        does: Does::Session(Key::Less),
        rank: 12,
        word: |view| view.step.is_gap().then_some("less"),
        help: "15 s less of a countdown",
    },
    Row {
        keys: &[],
        letter: None,
        label: "0-9",
        does: Does::Digits,
        rank: 6,
        word: |view| view.step.work().is_none_or(Work::counts_reps).then_some("reps"),
        help: "how many reps it really was, then Enter; in a gap it amends the block before",
    },
    Row {
        keys: &[named(KeyCode::Backspace), ctrl('h')],
        letter: None,
        label: "Backspace",
        does: Does::Session(Key::Backspace),
        rank: 15,
        word: |view| (!view.entry.is_empty()).then_some("take back"),
        help: "takes back a digit",
    },
    Row {
        keys: &[key('p')],
        letter: Some('p'),
        label: "p",
        does: Does::Session(Key::Pain),
        rank: 5,
        word: |_| Some("pain"),
        help: "pain now: then 0 to 10; 10 is `1` `0`, and 1 is `1` Enter",
    },
    Row {
        keys: &[key('t')],
        letter: Some('t'),
        label: "t",
        does: Does::Show(Sheet::Tips),
        rank: 10,
        word: |_| Some("tips"),
        help: "all tips of the exercise",
    },
    Row {
        keys: &[key('m')],
        letter: Some('m'),
        label: "m",
        does: Does::Mute,
        rank: 14,
        word: |_| Some("mute"),
        help: "sound off, or on again",
    },
    Row {
        keys: &[key('j')],
        letter: Some('j'),
        label: "j",
        does: Does::Show(Sheet::Steps),
        rank: 13,
        word: |_| Some("steps"),
        help: "the list of steps, to jump to any",
    },
    Row {
        keys: &[key('?')],
        letter: Some('?'),
        label: "?",
        does: Does::Show(Sheet::Help),
        rank: 4,
        word: |_| Some("help"),
        help: "these keys",
    },
    Row {
        keys: &[named(KeyCode::Esc)],
        letter: None,
        label: "Esc",
        does: Does::Session(Key::Escape),
        rank: 16,
        word: |_| None,
        help: "the harmless answer to a question; closes a list",
    },
    Row {
        keys: &[key('q')],
        letter: Some('q'),
        label: "q",
        does: Does::Session(Key::Quit),
        rank: 2,
        word: |_| Some("end"),
        help: "end the session: asks once, keeps what was done",
    },
    Row {
        // Ctrl-\ arrives as Ctrl-4.
        keys: &[ctrl('c'), ctrl('4'), ctrl('\\')],
        letter: None,
        label: "Ctrl-C",
        does: Does::Interrupt,
        rank: 17,
        word: |_| None,
        help: "as q; a second time ends at once",
    },
    Row {
        keys: &[ctrl('z')],
        letter: None,
        label: "Ctrl-Z",
        does: Does::Suspend,
        rank: 18,
        word: |_| None,
        help: "pause and suspend; `fg` comes back paused",
    },
];

/// What Enter does in the present state.
fn enter_word(view: &View<'_>) -> &'static str {
    match view.pace {
        _ if view.step.is_gap() => "go on",
        TimeDisplay::Up { low } if view.elapsed < low => "end now",
        TimeDisplay::Up { .. } | TimeDisplay::User => "done",
        TimeDisplay::Down | TimeDisplay::Reps => "end now",
    }
}

/// What `n` does in the present state.
fn skip_word(view: &View<'_>) -> &'static str {
    match (view.step.is_gap(), view.step.optional) {
        (true, true) => "skip optional",
        (true, false) => "skip next",
        (false, _) => "skip",
    }
}

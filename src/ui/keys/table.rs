//! The table of the keys of a session.

use crossterm::event::{KeyCode, MediaKeyCode};

use super::{KeyCommand, Panel, digits, pain_level, text};
use crate::plan::StepId;
use crate::session::{Key, Stage, TimeDisplay, View};

/// A row of the table: a command, and the keys and words for it.
#[derive(Debug)]
pub struct KeyBinding {
    /// The keys on a screen.
    pub keys: &'static [KeyPress],
    /// How it is typed as a line in plain mode.
    pub line: LineSyntax,
    /// How footer and help name the keys.
    pub label: &'static str,
    pub command: KeyCommand,
    /// What `calfguide send` calls it; `None` for what is only pressed on the spot.
    pub name: Option<&'static str>,
    /// A narrow footer drops the highest ranks first.
    pub rank: u8,
    /// What it does in the present state, in a word or two; `None` leaves it out of the footer.
    pub footer: fn(&View<'_>) -> Option<&'static str>,
    pub help: &'static str,
}

/// How a command is typed as a line.
#[derive(Debug, Clone, Copy)]
pub enum LineSyntax {
    None,
    /// What the label says, not a letter: Enter, a number.
    AsLabelled,
    Letter(char),
    /// A letter that counts as often as it is typed: `++`.
    Repeatable(char),
    /// A letter alone, or with a number behind it that says more.
    WithNumber {
        letter: char,
        parse: fn(&str) -> Option<Vec<KeyCommand>>,
        /// A line with a number, and its help.
        example: (&'static str, &'static str),
    },
}

impl LineSyntax {
    pub(super) fn letter(self) -> Option<char> {
        match self {
            Self::None | Self::AsLabelled => None,
            Self::Letter(letter) | Self::Repeatable(letter) | Self::WithNumber { letter, .. } => Some(letter),
        }
    }
}

/// A key with or without Ctrl.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyPress {
    pub code: KeyCode,
    pub ctrl: bool,
}

pub(super) const fn key(c: char) -> KeyPress {
    KeyPress { code: KeyCode::Char(c), ctrl: false }
}

pub(super) const fn ctrl(c: char) -> KeyPress {
    KeyPress { code: KeyCode::Char(c), ctrl: true }
}

pub(super) const fn named(code: KeyCode) -> KeyPress {
    KeyPress { code, ctrl: false }
}

/// A media key of the desktop.
pub(super) const fn media(code: MediaKeyCode) -> KeyPress {
    named(KeyCode::Media(code))
}

/// Every key of a session, in the order of the help.
pub const BINDINGS: &[KeyBinding] = &[
    KeyBinding {
        // Ctrl-J is what Enter sends where a terminal translates it.
        keys: &[
            named(KeyCode::Enter),
            ctrl('j'),
            named(KeyCode::PageDown),
            named(KeyCode::F(5)),
            media(MediaKeyCode::TrackNext),
        ],
        line: LineSyntax::AsLabelled,
        label: "Enter",
        command: KeyCommand::Session(Key::Enter),
        name: Some("done"),
        rank: 0,
        footer: |view| Some(enter_word(view)),
        help: "done, end this step now, or confirm; goes on after a pause",
    },
    KeyBinding {
        keys: &[key(' '), key('.'), media(MediaKeyCode::PlayPause)],
        line: LineSyntax::Letter('s'),
        label: "Space",
        command: KeyCommand::Session(Key::Pause),
        name: Some("pause"),
        rank: 1,
        footer: |view| (view.stage != Stage::Paused).then_some("pause"),
        help: "pause, resume",
    },
    KeyBinding {
        keys: &[key('n'), named(KeyCode::Right)],
        line: LineSyntax::Letter('n'),
        label: "n",
        command: KeyCommand::Session(Key::Skip),
        name: Some("skip"),
        rank: 3,
        footer: |view| Some(skip_word(view)),
        help: "skip this block; in a gap the block that follows, before an optional one the whole optional part",
    },
    KeyBinding {
        keys: &[key('N')],
        line: LineSyntax::Letter('N'),
        label: "N",
        command: KeyCommand::Session(Key::SkipExercise),
        name: Some("skip-exercise"),
        rank: 12,
        footer: |_| Some("skip exercise"),
        help: "skip the rest of the exercise",
    },
    KeyBinding {
        keys: &[key('b'), named(KeyCode::Left), named(KeyCode::PageUp), media(MediaKeyCode::TrackPrevious)],
        line: LineSyntax::Letter('b'),
        label: "b",
        command: KeyCommand::Session(Key::Back),
        name: Some("back"),
        rank: 8,
        footer: |view| view.before.map(|_| "back"),
        help: "the block before",
    },
    KeyBinding {
        keys: &[key('r')],
        line: LineSyntax::Letter('r'),
        label: "r",
        command: KeyCommand::Session(Key::Redo),
        name: Some("again"),
        rank: 10,
        footer: |view| view.before.map(|_| "again"),
        help: "this block again, in a gap the one before",
    },
    KeyBinding {
        keys: &[key('+'), key('=')],
        line: LineSyntax::Repeatable('+'),
        label: "+",
        command: KeyCommand::Session(Key::More),
        name: Some("more"),
        rank: 9,
        footer: |view| view.step.has_countdown().then_some("15 s more"),
        help: "15 s more of a countdown",
    },
    KeyBinding {
        keys: &[key('-')],
        line: LineSyntax::Repeatable('-'),
        label: "-",
        command: KeyCommand::Session(Key::Less),
        name: Some("less"),
        rank: 13,
        footer: |view| view.step.has_countdown().then_some("less"),
        help: "15 s less of a countdown",
    },
    KeyBinding {
        keys: &[],
        line: LineSyntax::AsLabelled,
        label: "0-9",
        command: KeyCommand::Digit,
        name: None,
        rank: 6,
        footer: |view| view.digits_for.is_some().then_some("reps"),
        help: "how many reps it really was, then Enter; in a gap it amends the block before",
    },
    KeyBinding {
        keys: &[named(KeyCode::Backspace), ctrl('h')],
        line: LineSyntax::None,
        label: "Backspace",
        command: KeyCommand::Session(Key::Backspace),
        name: None,
        rank: 16,
        footer: |view| (!view.entry.is_empty()).then_some("take back"),
        help: "takes back a digit",
    },
    KeyBinding {
        keys: &[key('w')],
        line: LineSyntax::WithNumber { letter: 'w', parse: load, example: ("w 20kg", "the load was 20 kg") },
        label: "w",
        command: KeyCommand::Session(Key::Load),
        name: None,
        rank: 7,
        footer: |view| view.card.load_in_use().map(|_| "load"),
        help: "the load it really was, as 20kg, 12.5kg or 45lb; in a gap of the block before; it holds until the next entry",
    },
    KeyBinding {
        keys: &[key('p')],
        line: LineSyntax::WithNumber { letter: 'p', parse: pain, example: ("p 4", "pain 4 of 10 now") },
        label: "p",
        command: KeyCommand::Session(Key::Pain),
        name: None,
        rank: 5,
        footer: |_| Some("pain"),
        help: "pain now: then 0 to 10; 10 is `1` `0`, and 1 is `1` Enter",
    },
    KeyBinding {
        keys: &[key('t')],
        line: LineSyntax::Letter('t'),
        label: "t",
        command: KeyCommand::Toggle(Panel::Tips),
        name: None,
        rank: 11,
        footer: |_| Some("tips"),
        help: "all tips of the exercise",
    },
    KeyBinding {
        keys: &[key('m')],
        line: LineSyntax::Letter('m'),
        label: "m",
        command: KeyCommand::Mute,
        name: Some("mute"),
        rank: 15,
        footer: |_| Some("mute"),
        help: "sound off, or on again",
    },
    KeyBinding {
        keys: &[key('<')],
        line: LineSyntax::Repeatable('<'),
        label: "<",
        command: KeyCommand::Volume { louder: false },
        name: Some("quieter"),
        rank: 22,
        footer: |_| None,
        help: "quieter",
    },
    KeyBinding {
        keys: &[key('>')],
        line: LineSyntax::Repeatable('>'),
        label: ">",
        command: KeyCommand::Volume { louder: true },
        name: Some("louder"),
        rank: 23,
        footer: |_| None,
        help: "louder",
    },
    KeyBinding {
        keys: &[key('v')],
        line: LineSyntax::Letter('v'),
        label: "v",
        command: KeyCommand::Voice,
        name: Some("voice"),
        rank: 24,
        footer: |_| Some("voice"),
        help: "the voice that says what comes next on, or off again",
    },
    KeyBinding {
        keys: &[key('j')],
        line: LineSyntax::WithNumber { letter: 'j', parse: jump, example: ("j 12", "jump to step 12 of the list") },
        label: "j",
        command: KeyCommand::Toggle(Panel::Steps),
        name: None,
        rank: 14,
        footer: |_| Some("steps"),
        help: "the list of steps, to jump to any",
    },
    KeyBinding {
        keys: &[key('?')],
        line: LineSyntax::Letter('?'),
        label: "?",
        command: KeyCommand::Toggle(Panel::Help),
        name: None,
        rank: 4,
        footer: |_| Some("help"),
        help: "these keys",
    },
    KeyBinding {
        keys: &[named(KeyCode::Esc)],
        line: LineSyntax::None,
        label: "Esc",
        command: KeyCommand::Session(Key::Escape),
        name: None,
        rank: 17,
        footer: |_| None,
        help: "the harmless answer to a question; closes a sheet, as q and Enter do",
    },
    KeyBinding {
        keys: &[named(KeyCode::Tab), named(KeyCode::Down)],
        line: LineSyntax::None,
        label: "Tab ↓",
        command: KeyCommand::Session(Key::NextField),
        name: None,
        rank: 20,
        footer: |_| None,
        help: "at the end, the next field of the sheet",
    },
    KeyBinding {
        keys: &[named(KeyCode::BackTab), named(KeyCode::Up)],
        line: LineSyntax::None,
        label: "↑",
        command: KeyCommand::Session(Key::PreviousField),
        name: None,
        rank: 21,
        footer: |_| None,
        help: "the field before",
    },
    KeyBinding {
        keys: &[key('q')],
        line: LineSyntax::Letter('q'),
        label: "q",
        command: KeyCommand::Session(Key::Quit),
        name: Some("end"),
        rank: 2,
        footer: |_| Some("end"),
        help: "end the session: asks once, saves what was done",
    },
    KeyBinding {
        // Ctrl-\ arrives as Ctrl-4.
        keys: &[ctrl('c'), ctrl('4'), ctrl('\\')],
        line: LineSyntax::None,
        label: "Ctrl-C",
        command: KeyCommand::Interrupt,
        name: None,
        rank: 18,
        footer: |_| None,
        help: "as q; a second time ends at once",
    },
    KeyBinding {
        keys: &[ctrl('z')],
        line: LineSyntax::None,
        label: "Ctrl-Z",
        command: KeyCommand::Suspend,
        name: None,
        rank: 19,
        footer: |_| None,
        help: "pause and suspend; `fg` comes back paused",
    },
];

/// `p 4`: asks for the pain level and answers at once.
fn pain(number: &str) -> Option<Vec<KeyCommand>> {
    let level = pain_level(digits(number)?);
    Some([KeyCommand::Session(Key::Pain)].into_iter().chain(level).collect())
}

/// `w 20kg`: asks for the load and answers at once.
#[expect(clippy::unnecessary_wraps, reason = "the session says what is no load")]
fn load(typed: &str) -> Option<Vec<KeyCommand>> {
    Some([KeyCommand::Session(Key::Load)].into_iter().chain(text(typed)).collect())
}

/// `j 12`: steps are counted from 1 in the list.
fn jump(number: &str) -> Option<Vec<KeyCommand>> {
    let step = number.parse::<usize>().ok()?.checked_sub(1)?;
    Some(vec![KeyCommand::Session(Key::Jump(StepId(step)))])
}

/// What Enter does in the present state.
fn enter_word(view: &View<'_>) -> &'static str {
    let (is_gap, is_typed) = (view.step.is_gap(), !view.entry.is_empty());
    match (view.stage, view.pace) {
        (Stage::GetReady(_), _) => "start now",
        _ if is_gap && is_typed => "note the reps",
        (Stage::Paused, _) if !is_typed => "go on",
        _ if is_gap => "go on",
        (_, TimeDisplay::Up { low }) if view.elapsed < low => "end now",
        (_, TimeDisplay::Up { .. } | TimeDisplay::User) => "done",
        (_, TimeDisplay::Down | TimeDisplay::Reps) => "end now",
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

//! The keys of the page before a session: their table, and what comes from it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::table::{KeyPress, LineSyntax, ctrl, key, named};
use super::{fitted, in_order};
use crate::model::Level;
use crate::session::Key;
use crate::ui::Action;
use crate::ui::page::{Page, PageChoice};

/// What a key or a typed line asks for on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageCommand {
    Enter,
    Choose(PageChoice),
    /// A digit of the answer.
    Digit(u8),
    /// Any digit: the binding that describes the digits in the footer and the help.
    AnyDigit,
    /// All of the page, or what is new.
    InFull,
    Voice,
    Help,
    Leave,
}

/// A row of the table.
#[derive(Debug)]
pub struct PageBinding {
    pub keys: &'static [KeyPress],
    /// How it is typed as a line in plain mode.
    pub line: LineSyntax,
    /// How footer and help name the keys.
    pub label: &'static str,
    pub command: PageCommand,
    pub help: &'static str,
}

/// Every key of the page. A narrow footer drops the last ones first.
pub const PAGE_BINDINGS: &[PageBinding] = &[
    PageBinding {
        keys: &[named(KeyCode::Enter), ctrl('j'), named(KeyCode::PageDown), named(KeyCode::F(5))],
        line: LineSyntax::AsLabelled,
        label: "Enter",
        command: PageCommand::Enter,
        help: "starts the session, or resumes the one that was cut off just now",
    },
    PageBinding {
        keys: &[],
        line: LineSyntax::AsLabelled,
        label: "0-10",
        command: PageCommand::AnyDigit,
        help: "the pain of the morning after, where it is asked; 10 is `1` `0`, and 1 is `1` Enter",
    },
    PageBinding {
        keys: &[named(KeyCode::Esc), key('-')],
        line: LineSyntax::Letter('-'),
        label: "Esc",
        command: PageCommand::Choose(PageChoice::Morning(None)),
        help: "no answer to that, as Enter",
    },
    PageBinding {
        keys: &[key('u')],
        line: LineSyntax::Letter('u'),
        label: "u",
        command: PageCommand::Choose(PageChoice::NextStep),
        help: "takes the step that is on offer, then the next one, then none",
    },
    PageBinding {
        keys: &[key('1')],
        line: LineSyntax::Letter('1'),
        label: "1",
        command: PageCommand::Choose(PageChoice::FirstPhase),
        help: "phase 1 alone, or all of it again",
    },
    PageBinding {
        keys: &[key('r')],
        line: LineSyntax::Letter('r'),
        label: "r",
        command: PageCommand::Choose(PageChoice::Resume),
        help: "resumes the session that was cut off",
    },
    PageBinding {
        keys: &[key('n')],
        line: LineSyntax::Letter('n'),
        label: "n",
        command: PageCommand::Choose(PageChoice::Anew),
        help: "starts a new session beside it",
    },
    PageBinding {
        keys: &[key('e')],
        line: LineSyntax::Letter('e'),
        label: "e",
        command: PageCommand::Choose(PageChoice::EndIt),
        help: "closes it: it ends where it stopped",
    },
    PageBinding {
        keys: &[key('q'), named(KeyCode::Esc)],
        line: LineSyntax::Letter('q'),
        label: "q",
        command: PageCommand::Leave,
        help: "leaves, and nothing is recorded",
    },
    PageBinding {
        keys: &[key('s')],
        line: LineSyntax::None,
        label: "s",
        command: PageCommand::InFull,
        help: "all that the page has to say, or only what is new",
    },
    PageBinding {
        keys: &[key('v')],
        line: LineSyntax::Letter('v'),
        label: "v",
        command: PageCommand::Voice,
        help: "the voice that says what comes next on, or off again",
    },
    PageBinding {
        keys: &[key('?')],
        line: LineSyntax::Letter('?'),
        label: "?",
        command: PageCommand::Help,
        help: "these keys",
    },
];

/// What a row does on this page, in a word or two; `None` where it does nothing. `in_full`: the page shows all.
fn does(binding: &PageBinding, page: &Page, in_full: bool) -> Option<&'static str> {
    match binding.command {
        PageCommand::Enter => Some(page.enter),
        PageCommand::Digit(_) | PageCommand::AnyDigit => page.asks().then_some("answers"),
        PageCommand::Choose(PageChoice::Morning(_)) => page.asks().then_some("no answer"),
        // As long as a number is asked for, it is a digit.
        PageCommand::Choose(PageChoice::FirstPhase) if page.asks() => None,
        PageCommand::Choose(choice) => page.does(choice),
        PageCommand::InFull => page.is_brief().then_some(if in_full { "shows less" } else { "shows all" }),
        PageCommand::Voice => page.voice.map(|is_on| if is_on { "turns the voice off" } else { "turns the voice on" }),
        PageCommand::Help => Some("keys"),
        PageCommand::Leave => Some("leaves"),
    }
}

/// Whether a row does anything on this page.
fn is_open(binding: &PageBinding, page: &Page) -> bool {
    let is_default = matches!(binding.command, PageCommand::Choose(choice) if page.on_enter == Some(choice));
    is_default || does(binding, page, false).is_some()
}

/// The command of a key press on the page.
pub fn parse_page_key(page: &Page, event: KeyEvent) -> Option<PageCommand> {
    if event.modifiers.contains(KeyModifiers::ALT) {
        return None;
    }
    if let Some(digit) = event.code.as_char().and_then(|c| c.to_digit(10)).filter(|_| page.asks()) {
        return u8::try_from(digit).ok().map(PageCommand::Digit);
    }
    let press = KeyPress { code: event.code, ctrl: event.modifiers.contains(KeyModifiers::CONTROL) };
    let own = PAGE_BINDINGS.iter().find(|binding| binding.keys.contains(&press) && is_open(binding, page))?;
    Some(own.command)
}

/// The command of a line that is typed on the page.
pub fn parse_page_line(page: &Page, line: &str) -> Option<PageCommand> {
    let typed = line.trim();
    if let Some(level) = typed.parse::<Level>().ok().filter(|_| page.asks()) {
        return Some(PageCommand::Choose(PageChoice::Morning(Some(level))));
    }
    let mut letters = typed.chars();
    let own = match (letters.next(), letters.next()) {
        (None, _) => return Some(PageCommand::Enter),
        (Some(letter), None) => {
            PAGE_BINDINGS.iter().find(|binding| binding.line.letter() == Some(letter) && is_open(binding, page))
        }
        _ => None,
    };
    own.map(|binding| binding.command)
}

/// The action that a command asks of the program; `None` for what a face does by itself.
pub fn page_action(page: &Page, command: PageCommand) -> Option<Action> {
    let choose = |choice| if choice == PageChoice::Anew { Action::Start } else { Action::Choose(choice) };
    match command {
        PageCommand::Enter => Some(page.on_enter.map_or(Action::Start, choose)),
        PageCommand::Choose(choice) => Some(choose(choice)),
        PageCommand::Leave => Some(Action::Session(Key::Quit)),
        PageCommand::Voice => Some(Action::Voice),
        PageCommand::Digit(_) | PageCommand::AnyDigit | PageCommand::InFull | PageCommand::Help => None,
    }
}

/// The keys that do something on the page, as many as fit the width.
pub fn page_footer(page: &Page, in_full: bool, columns: usize) -> String {
    let hints = PAGE_BINDINGS.iter().filter_map(|row| Some(format!("{} {}", row.label, does(row, page, in_full)?)));
    fitted(in_order(hints), columns)
}

/// What can be typed as a line on the page, and what it does.
pub fn page_lines(page: &Page) -> Vec<String> {
    let rows = PAGE_BINDINGS.iter().filter(|row| row.command != PageCommand::Help);
    rows.filter_map(|row| Some(format!("{} {}", typed(row)?, does(row, page, false)?))).collect()
}

/// The help of the page on a full screen, and with `by_line` that of its lines.
pub fn page_help(by_line: bool) -> Vec<(String, &'static str)> {
    let label = |row: &PageBinding| if by_line { typed(row) } else { Some(row.label.to_owned()) };
    PAGE_BINDINGS.iter().filter_map(|row| Some((label(row)?, row.help))).collect()
}

/// What is typed as a line.
fn typed(row: &PageBinding) -> Option<String> {
    match row.line {
        LineSyntax::None => None,
        LineSyntax::AsLabelled => Some(row.label.to_owned()),
        _ => row.line.letter().map(String::from),
    }
}

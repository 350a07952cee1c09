//! The keys, defined once: dispatch, the footer, the help and the lines of plain mode all come from [`BINDINGS`], those of
//! the page before a session from [`PAGE_BINDINGS`].

mod page;
mod table;

pub use page::{
    PAGE_BINDINGS, PageBinding, PageCommand, page_action, page_footer, page_help, page_lines, parse_page_key,
    parse_page_line,
};
pub use table::{BINDINGS, KeyBinding, KeyPress, LineSyntax};

use std::iter;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MediaKeyCode};

use super::{Action, Scene, fit};
use crate::model::Level;
use crate::session::{FeedbackField, Key, Question, Stage, View};
use crate::text::is_harmless;
use crate::words::question;

/// What a key or a typed line asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyCommand {
    /// A key of the session.
    Session(Key),
    /// Any digit: the binding that describes the digits in the footer and the help.
    Digit,
    /// Sound off, or on again.
    Mute,
    /// The sound gets louder, or quieter.
    Volume {
        louder: bool,
    },
    /// The voice on, or off again.
    Voice,
    Interrupt,
    Suspend,
    /// Opens a panel, or closes it where it is open.
    Toggle(Panel),
}

/// What a face can show on top of the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    Help,
    /// The list of steps.
    Steps,
    /// The tips of the exercise.
    Tips,
}

/// The command of a key press, while `question` is open. A release has none.
pub fn parse_key(question: Option<Question>, event: KeyEvent) -> Option<KeyCommand> {
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    if event.kind == KeyEventKind::Release || event.modifiers.contains(KeyModifiers::ALT) {
        return None;
    }
    if let (KeyCode::Char(c), false) = (event.code, ctrl) {
        if let Some(key) = question.and_then(|question| answer(question, c)) {
            return Some(KeyCommand::Session(key));
        }
        if let Some(digit) = digit(c) {
            return Some(KeyCommand::Session(digit));
        }
    }
    let press = KeyPress { code: event.code, ctrl };
    BINDINGS.iter().find(|binding| binding.keys.contains(&press)).map(|binding| binding.command)
}

/// What a character means to an open question.
fn answer(question: Question, c: char) -> Option<Key> {
    if question.takes_text() {
        return is_harmless(c).then_some(Key::Char(c));
    }
    let lower = c.to_ascii_lowercase();
    question.options().iter().find(|option| question::letter(**option) == lower).map(|option| Key::Answer(*option))
}

fn digit(c: char) -> Option<Key> {
    c.to_digit(10).and_then(|digit| u8::try_from(digit).ok()).map(Key::Digit)
}

/// The commands of a typed line, while `question` is open; `None` for a line that means nothing.
pub fn parse_line(question: Option<Question>, line: &str) -> Option<Vec<KeyCommand>> {
    let enter = KeyCommand::Session(Key::Enter);
    let trimmed = line.trim();
    if matches!(question, Some(Question::Feedback(_))) {
        // The letter of a key is hardly meant to be a note.
        return match trimmed {
            "q" => Some(vec![KeyCommand::Session(Key::Quit)]),
            letter if letter.len() == 1 && digits(letter).is_none() => None,
            line => Some(feedback(line)),
        };
    }
    if question.is_some_and(Question::takes_text) {
        // The load may come with its letter, as the list of keys has it.
        return Some(text(trimmed.strip_prefix("w ").unwrap_or(trimmed)));
    }
    let mut chars = trimmed.chars();
    let Some(first) = chars.next() else {
        // A line of spaces is the space bar.
        return Some(vec![if line.contains(' ') { KeyCommand::Session(Key::Pause) } else { enter }]);
    };
    let rest = chars.as_str().trim();
    if let Some(digits) = digits(trimmed) {
        return Some(if question == Some(Question::PainNow) { pain_level(digits) } else { confirmed(digits) });
    }
    if rest.is_empty()
        && let Some(key) = question.and_then(|question| answer(question, first))
    {
        return Some(vec![KeyCommand::Session(key)]);
    }
    let binding = BINDINGS.iter().find(|binding| binding.line.letter() == Some(first))?;
    match binding.line {
        _ if rest.is_empty() => Some(vec![binding.command]),
        LineSyntax::Repeatable(_) if rest.chars().all(|c| c == first) => {
            Some(vec![binding.command; trimmed.chars().count()])
        }
        LineSyntax::WithNumber { parse, .. } => parse(rest),
        _ => None,
    }
}

/// The keys that fill in the sheet at the end: `6 0 calves tight` is effort, worst pain and a note. What begins with no
/// level, or with a `-` in the place of one, has no answer there.
fn feedback(line: &str) -> Vec<KeyCommand> {
    let mut keys = Vec::new();
    let mut rest = line;
    for _ in FeedbackField::ALL.iter().filter(|field| **field != FeedbackField::Note) {
        let (word, behind) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        if word == "-" || word.parse::<Level>().is_ok() {
            keys.extend(word.chars().filter_map(digit));
            rest = behind.trim_start();
        }
        keys.push(Key::NextField);
    }
    let note = rest.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    keys.extend(note.filter(|c| is_harmless(*c)).map(Key::Char));
    keys.push(Key::Enter);
    keys.into_iter().map(KeyCommand::Session).collect()
}

/// The keys that type a text and confirm it.
fn text(text: &str) -> Vec<KeyCommand> {
    let chars = text.chars().filter(|c| is_harmless(*c)).map(Key::Char);
    chars.chain([Key::Enter]).map(KeyCommand::Session).collect()
}

/// The digits of a number, each as a key; `None` for anything else, and for more digits than any number here has.
fn digits(text: &str) -> Option<Vec<KeyCommand>> {
    let all: Option<Vec<_>> = text.chars().map(|c| digit(c).map(KeyCommand::Session)).collect();
    all.filter(|digits| (1..=5).contains(&digits.len()))
}

fn confirmed(mut digits: Vec<KeyCommand>) -> Vec<KeyCommand> {
    digits.push(KeyCommand::Session(Key::Enter));
    digits
}

/// A pain level takes effect at its first digit, except a 1, which may become 10: that one needs Enter.
fn pain_level(digits: Vec<KeyCommand>) -> Vec<KeyCommand> {
    if digits == [KeyCommand::Session(Key::Digit(1))] { confirmed(digits) } else { digits }
}

/// The names that `calfguide send` takes.
pub fn names() -> impl Iterator<Item = &'static str> {
    BINDINGS.iter().filter_map(|binding| binding.name)
}

/// The command of such a name.
pub fn by_name(name: &str) -> Option<KeyCommand> {
    BINDINGS.iter().find(|binding| binding.name == Some(name)).map(|binding| binding.command)
}

/// The command of a media key.
pub fn by_media(key: MediaKeyCode) -> Option<KeyCommand> {
    parse_key(None, KeyCode::Media(key).into())
}

/// The action that a command asks of the program; `None` for what a face does by itself.
pub fn action(scene: Scene<'_>, command: KeyCommand) -> Option<Action> {
    match (scene, command) {
        (_, KeyCommand::Interrupt) => Some(Action::Interrupt),
        (_, KeyCommand::Suspend) => Some(Action::Suspend),
        (_, KeyCommand::Mute) => Some(Action::Mute),
        (_, KeyCommand::Volume { louder }) => Some(Action::Volume { louder }),
        (_, KeyCommand::Voice) => Some(Action::Voice),
        (Scene::Page(page), KeyCommand::Session(Key::Enter)) => page_action(page, PageCommand::Enter),
        (Scene::Page(page), KeyCommand::Session(Key::Quit)) => page_action(page, PageCommand::Leave),
        (Scene::Session { .. }, KeyCommand::Session(key)) => Some(Action::Session(key)),
        // The page has keys of its own, and each digit arrives as a key of its own.
        (Scene::Page(_), KeyCommand::Session(_)) | (_, KeyCommand::Toggle(_) | KeyCommand::Digit) => None,
    }
}

/// The keys that matter in the present state, as many as fit the width.
pub fn footer(view: &View<'_>, columns: usize) -> String {
    let hints = match view.question {
        Some(question) => in_order(question::ways(question, true)),
        None => binding_hints(view),
    };
    fitted(hints, columns)
}

/// Hints such as `Enter starts`, as many as fit the width.
pub fn fitted_footer(hints: &[&str], columns: usize) -> String {
    fitted(in_order(hints.iter().map(|hint| (*hint).to_owned())), columns)
}

/// One hint of a footer.
struct Hint {
    /// A narrow footer drops the highest ranks first.
    rank: usize,
    position: usize,
    text: String,
}

/// Hints whose rank is their position.
fn in_order(texts: impl IntoIterator<Item = String>) -> Vec<Hint> {
    texts.into_iter().enumerate().map(|(i, text)| Hint { rank: i, position: i, text }).collect()
}

/// The hints of the bindings that do something worth naming in this state.
fn binding_hints(view: &View<'_>) -> Vec<Hint> {
    if matches!(view.stage, Stage::Closing | Stage::Over) {
        return Vec::new();
    }
    let hint = |(position, binding): (usize, &KeyBinding)| {
        let text = format!("{} {}", binding.label, (binding.footer)(view)?);
        Some(Hint { rank: binding.rank.into(), position, text })
    };
    BINDINGS.iter().enumerate().filter_map(hint).collect()
}

/// Takes the hints by rank as long as they fit, and shows them by position.
fn fitted(mut hints: Vec<Hint>, columns: usize) -> String {
    const GAP: &str = "  ";
    hints.sort_by_key(|hint| hint.rank);
    let mut room = columns + GAP.len();
    hints.retain(|hint| {
        let width = fit::width(&hint.text) + GAP.len();
        let fits = width <= room;
        if fits {
            room -= width;
        }
        fits
    });
    hints.sort_by_key(|hint| hint.position);
    let texts: Vec<_> = hints.into_iter().map(|hint| hint.text).collect();
    texts.join(GAP)
}

/// The help of the full screen: each binding with its keys.
pub fn screen_help() -> Vec<(String, &'static str)> {
    BINDINGS.iter().map(|binding| (label(binding), binding.help)).collect()
}

/// The help of plain mode: what can be typed as a line.
pub fn line_help() -> Vec<(String, &'static str)> {
    let lines = BINDINGS.iter().filter_map(|binding| match binding.line {
        LineSyntax::None => None,
        LineSyntax::AsLabelled => Some((binding.label.to_owned(), binding.help)),
        LineSyntax::Letter(letter) | LineSyntax::Repeatable(letter) | LineSyntax::WithNumber { letter, .. } => {
            Some((letter.to_string(), binding.help))
        }
    });
    let examples = BINDINGS.iter().filter_map(|binding| match binding.line {
        LineSyntax::WithNumber { example: (line, help), .. } => Some((line.to_owned(), help)),
        _ => None,
    });
    lines.chain(examples).collect()
}

/// The keys of a binding, with the arrow and the keys of a presenter's clicker among them.
fn label(binding: &KeyBinding) -> String {
    let others = binding.keys.iter().filter_map(|press| match press.code {
        KeyCode::Left => Some("←"),
        KeyCode::Right => Some("→"),
        KeyCode::PageDown => Some("PgDn"),
        KeyCode::PageUp => Some("PgUp"),
        KeyCode::F(5) => Some("F5"),
        KeyCode::Char('.') => Some("."),
        _ => None,
    });
    iter::once(binding.label).chain(others).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;

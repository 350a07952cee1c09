//! The keys, once: what they do, the footer, the help, and what a typed line means all come from [`TABLE`].

mod table;

pub use table::{Press, Row, TABLE};

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::{Action, Scene, fit};
use crate::session::{Key, Question, Stage, View};
use crate::text;
use crate::words::question;

/// What a key or a line asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Does {
    /// Something for the session.
    Session(Key),
    /// A digit, whichever it is.
    Digits,
    /// Sound off, or on again.
    Mute,
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-Z.
    Suspend,
    /// Something the face shows by itself.
    Show(Sheet),
}

/// What a face shows beside the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    Help,
    /// The list of steps.
    Steps,
    /// The tips of the exercise.
    Tips,
}

/// What a key or a line takes of what a page offers.
pub fn taken(scene: Scene<'_>, key: char) -> Option<Action> {
    match scene {
        Scene::Page(page) => page.offer(key).map(Action::Take),
        Scene::Session { .. } => None,
    }
}

/// What a key does, with this question open or none. On release it does nothing.
pub fn pressed(asked: Option<Question>, event: KeyEvent) -> Option<Does> {
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    if event.kind == KeyEventKind::Release || event.modifiers.contains(KeyModifiers::ALT) {
        return None;
    }
    if let (KeyCode::Char(c), false) = (event.code, ctrl) {
        if let Some(key) = asked.and_then(|question| answer(question, c)) {
            return Some(Does::Session(key));
        }
        if let Some(digit) = digit(c) {
            return Some(Does::Session(digit));
        }
    }
    let press = Press { code: event.code, ctrl };
    TABLE.iter().find(|row| row.keys.contains(&press)).map(|row| row.does)
}

/// What a character means to an open question.
fn answer(question: Question, c: char) -> Option<Key> {
    if question.takes_text() {
        return text::is_harmless(c).then_some(Key::Char(c));
    }
    let lower = c.to_ascii_lowercase();
    question.options().iter().find(|option| question::letter(**option) == lower).map(|option| Key::Answer(*option))
}

fn digit(c: char) -> Option<Key> {
    c.to_digit(10).and_then(|digit| u8::try_from(digit).ok()).map(Key::Digit)
}

/// What a typed line does, with this question open or none; `None` where it means nothing.
pub fn typed(asked: Option<Question>, line: &str) -> Option<Vec<Does>> {
    let enter = Does::Session(Key::Enter);
    if asked.is_some_and(Question::takes_text) {
        let words = line.trim().chars().map(|c| if c.is_whitespace() { ' ' } else { c });
        let words = words.filter(|c| text::is_harmless(*c)).map(|c| Does::Session(Key::Char(c)));
        return Some(words.chain([enter]).collect());
    }
    let trimmed = line.trim();
    let mut chars = trimmed.chars();
    let Some(first) = chars.next() else {
        // A line of spaces is the space bar.
        return Some(vec![if line.contains(' ') { Does::Session(Key::Pause) } else { enter }]);
    };
    let rest = chars.as_str().trim();
    if let Some(digits) = digits(trimmed) {
        return Some(if asked == Some(Question::PainNow) { level(digits) } else { confirmed(digits) });
    }
    if rest.is_empty() {
        if let Some(key) = asked.and_then(|question| answer(question, first)) {
            return Some(vec![Does::Session(key)]);
        }
        return TABLE.iter().find(|row| row.letter == Some(first)).map(|row| vec![row.does]);
    }
    match first {
        'p' => digits(rest).map(|digits| [Does::Session(Key::Pain)].into_iter().chain(level(digits)).collect()),
        'j' => {
            let step = rest.parse::<usize>().ok()?.checked_sub(1)?;
            Some(vec![Does::Session(Key::Jump(step))])
        }
        '+' | '-' if rest.chars().all(|c| c == first) => {
            let row = TABLE.iter().find(|row| row.letter == Some(first))?;
            Some(vec![row.does; trimmed.chars().count()])
        }
        _ => None,
    }
}

/// The digits of a number, each as a key; `None` for anything else, and for more digits than any number here has.
fn digits(text: &str) -> Option<Vec<Does>> {
    let all: Option<Vec<_>> = text.chars().map(|c| digit(c).map(Does::Session)).collect();
    all.filter(|digits| (1..=5).contains(&digits.len()))
}

/// A number and Enter.
fn confirmed(mut digits: Vec<Does>) -> Vec<Does> {
    digits.push(Does::Session(Key::Enter));
    digits
}

/// A level of pain: a digit answers at once, but for a 1, which may become a ten.
fn level(digits: Vec<Does>) -> Vec<Does> {
    if digits == [Does::Session(Key::Digit(1))] { confirmed(digits) } else { digits }
}

/// What a face cannot do by itself.
pub fn command(scene: Scene<'_>, does: Does) -> Option<Action> {
    match (scene, does) {
        (_, Does::Interrupt) => Some(Action::Interrupt),
        (_, Does::Suspend) => Some(Action::Suspend),
        (_, Does::Mute) => Some(Action::Mute),
        (Scene::Page(_), Does::Session(Key::Enter)) => Some(Action::Start),
        (Scene::Page(_), Does::Session(Key::Quit | Key::Escape)) => Some(Action::Session(Key::Quit)),
        (Scene::Session { .. }, Does::Session(key)) => Some(Action::Session(key)),
        // The row of the digits is for reading: each digit comes as itself.
        (Scene::Page(_), Does::Session(_)) | (_, Does::Show(_) | Does::Digits) => None,
    }
}

/// The keys that matter in the present state, fitted to a width.
pub fn footer(view: &View<'_>, columns: usize) -> String {
    let said = match view.question {
        Some(asked) => question::ways(asked, true).into_iter().enumerate().map(|(i, way)| (i, i, way)).collect(),
        None => offered(view),
    };
    fitted(said, columns)
}

/// Keys that are no part of a session, as `Enter starts`, fitted to a width.
pub fn fitted_footer(ways: &[&str], columns: usize) -> String {
    fitted(ways.iter().enumerate().map(|(i, way)| (i, i, (*way).to_owned())).collect(), columns)
}

/// Rank, place and words of each row that has something to say.
fn offered(view: &View<'_>) -> Vec<(usize, usize, String)> {
    let over = matches!(view.stage, Stage::Closing | Stage::Over);
    TABLE
        .iter()
        .enumerate()
        .filter(|_| !over)
        .filter_map(|(i, row)| (row.word)(view).map(|word| (row.rank.into(), i, format!("{} {word}", row.label))))
        .collect()
}

/// As many as fit, those of the lowest rank first, in the order of their places.
fn fitted(mut said: Vec<(usize, usize, String)>, columns: usize) -> String {
    const GAP: &str = "  ";
    said.sort_by_key(|(rank, ..)| *rank);
    let mut room = columns + GAP.len();
    said.retain(|(.., words)| {
        let wide = fit::width(words) + GAP.len();
        let fits = wide <= room;
        if fits {
            room -= wide;
        }
        fits
    });
    said.sort_by_key(|(_, place, _)| *place);
    let words: Vec<_> = said.into_iter().map(|(.., words)| words).collect();
    words.join(GAP)
}

/// The help: one line a row, for a screen or for lines.
pub fn help(for_lines: bool) -> Vec<(String, &'static str)> {
    if !for_lines {
        return TABLE.iter().map(|row| (label(row), row.help)).collect();
    }
    let lines = TABLE.iter().filter_map(|row| match (row.letter, row.does) {
        (Some(letter), _) => Some((letter.to_string(), row.help)),
        (None, Does::Session(Key::Enter) | Does::Digits) => Some((row.label.to_owned(), row.help)),
        (None, _) => None,
    });
    lines.chain([("p 4".to_owned(), "pain 4 of 10 now"), ("j 12".to_owned(), "jump to step 12 of the list")]).collect()
}

/// The keys of a row, arrows included.
fn label(row: &Row) -> String {
    let arrow = row.keys.iter().find_map(|press| match press.code {
        KeyCode::Left => Some('←'),
        KeyCode::Right => Some('→'),
        _ => None,
    });
    arrow.map_or_else(|| row.label.to_owned(), |arrow| format!("{} {arrow}", row.label))
}

#[cfg(test)]
mod tests;

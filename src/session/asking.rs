//! A question in mid-session.

use super::input::Key;
use super::question::{Answer, Question};
use super::text_input::{self, TextInput};
use crate::model::{Level, Load};
use crate::text::is_harmless;

/// A question in mid-session. It stops work; a gap runs on under it, and stops at its end.
#[derive(Debug, Clone)]
pub(super) struct Asking {
    pub(super) question: Question,
    pub(super) interrupted: Interrupted,
    /// What still has to be answered when this one is answered with no: what becomes of work after a gap.
    pub(super) then: Option<Question>,
    pub(super) entry: TextInput,
}

/// What a question interrupted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Interrupted {
    Work,
    GetReady,
    Gap,
    Pause,
}

/// What the user wants while a question is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reply {
    Answer(Answer),
    /// The answer to a question for a number.
    Level(Level),
    /// The answer to the question for a load.
    Load(Load),
    /// What was typed answers nothing.
    Unreadable,
    NoAnswer,
    /// End the session.
    Quit,
    /// Suspend the program.
    Hold,
}

impl Asking {
    pub(super) fn new(question: Question, interrupted: Interrupted) -> Self {
        Self { question, interrupted, then: None, entry: TextInput::default() }
    }

    /// What Enter confirms: what was typed, else the default.
    pub(super) fn confirm(&self) -> Reply {
        match self.question.options().first() {
            Some(default) => Reply::Answer(*default),
            None if self.entry.text().trim().is_empty() => Reply::NoAnswer,
            None if self.question.takes_text() => self.entry.parse().map_or(Reply::Unreadable, Reply::Load),
            None => self.entry.parse().map_or(Reply::NoAnswer, Reply::Level),
        }
    }

    pub(super) fn key(&mut self, key: Key) -> Option<Reply> {
        let question = self.question;
        match key {
            Key::Enter => {
                let reply = self.confirm();
                if reply == Reply::Unreadable {
                    self.entry.clear();
                }
                Some(reply)
            }
            Key::Escape => Some(question.harmless().map_or(Reply::NoAnswer, Reply::Answer)),
            Key::Char(c) if question.takes_text() && is_harmless(c) => {
                self.entry.push(c, Load::LONGEST);
                None
            }
            Key::Digit(digit) if question.takes_text() => {
                self.entry.push(text_input::digit(digit), Load::LONGEST);
                None
            }
            Key::Answer(answer) if question.options().contains(&answer) => Some(Reply::Answer(answer)),
            Key::Digit(digit) if question.takes_number() => {
                self.entry.push_level(digit);
                // One key is enough; only a 1 may still become a ten.
                (self.entry.text() != "1").then(|| self.confirm())
            }
            Key::Backspace => {
                self.entry.backspace();
                None
            }
            Key::Hold => Some(Reply::Hold),
            Key::Quit if question == Question::End => Some(Reply::Answer(Answer::Yes)),
            Key::Quit => Some(Reply::Quit),
            _ => None,
        }
    }
}

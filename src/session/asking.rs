//! The questions: one in mid-session, and those at the end.

use super::event::Answers;
use super::input::Key;
use super::mono::Mono;
use super::question::{Answer, Question};
use super::text_input::{self, TextInput};
use crate::model::Level;

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
    /// The answer to a question for a number, or none.
    Level(Option<Level>),
    /// To end the session.
    Quit,
    /// To suspend the program.
    Hold,
}

impl Asking {
    pub(super) fn new(question: Question, interrupted: Interrupted, now: Mono) -> Self {
        Self { question, interrupted, then: None, entry: TextInput::new(now) }
    }

    /// What Enter confirms: what was typed, else the default.
    pub(super) fn confirm(&self) -> Reply {
        match self.question.options().first() {
            Some(default) => Reply::Answer(*default),
            None => Reply::Level(self.entry.number()),
        }
    }

    pub(super) fn key(&mut self, now: Mono, key: Key) -> Option<Reply> {
        let question = self.question;
        match key {
            Key::Enter if !self.entry.is_double_press(now) => Some(self.confirm()),
            Key::Escape => Some(question.harmless().map_or(Reply::Level(None), Reply::Answer)),
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

/// Characters of a note.
const LONGEST_NOTE: usize = 500;

/// The questions after the last step, one after the other.
#[derive(Debug, Clone)]
pub(super) struct Closing {
    /// Whether the session came to the end of its steps.
    pub(super) complete: bool,
    question: ClosingQuestion,
    entry: TextInput,
    answers: Answers,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ClosingQuestion {
    Effort,
    WorstPain,
    Note,
}

/// What comes after a key at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ClosingStep {
    /// The same question is still open.
    Stay,
    /// Another question is.
    Asks(Question),
    /// There is nothing more to ask.
    Over(Answers),
}

impl Closing {
    pub(super) fn new(now: Mono, complete: bool) -> Self {
        Self { complete, question: ClosingQuestion::Effort, entry: TextInput::new(now), answers: Answers::default() }
    }

    pub(super) fn question(&self) -> Question {
        match self.question {
            ClosingQuestion::Effort => Question::Effort,
            ClosingQuestion::WorstPain => Question::WorstPain,
            ClosingQuestion::Note => Question::Note,
        }
    }

    pub(super) fn entry(&self) -> &str {
        self.entry.text()
    }

    pub(super) fn key(&mut self, now: Mono, key: Key) -> ClosingStep {
        match (key, self.question) {
            (Key::Enter, _) if !self.entry.is_double_press(now) => return self.confirm(now),
            (Key::Escape, _) => return self.pass(now),
            (Key::Quit, _) => return ClosingStep::Over(self.answers.clone()),
            (Key::Backspace, _) => self.entry.backspace(),
            (Key::Digit(digit), ClosingQuestion::Note) => self.entry.push(text_input::digit(digit), LONGEST_NOTE),
            (Key::Digit(digit), _) => self.entry.push_level(digit),
            (Key::Char(c), ClosingQuestion::Note) if crate::text::is_harmless(c) => self.entry.push(c, LONGEST_NOTE),
            _ => {}
        }
        ClosingStep::Stay
    }

    /// Leaves the question without an answer.
    pub(super) fn pass(&mut self, now: Mono) -> ClosingStep {
        self.entry.clear();
        self.confirm(now)
    }

    /// Takes what was typed for the answer.
    fn confirm(&mut self, now: Mono) -> ClosingStep {
        let next = match self.question {
            ClosingQuestion::Effort => {
                self.answers.effort = self.entry.number();
                ClosingQuestion::WorstPain
            }
            ClosingQuestion::WorstPain => {
                self.answers.pain = self.entry.number();
                ClosingQuestion::Note
            }
            ClosingQuestion::Note => {
                let note = self.entry.text().trim();
                self.answers.note = (!note.is_empty()).then(|| note.to_owned());
                return ClosingStep::Over(self.answers.clone());
            }
        };
        (self.question, self.entry) = (next, TextInput::new(now));
        ClosingStep::Asks(self.question())
    }
}

//! What comes after the last step: blocks that were left out, a session in which nothing was done, and how it was.

use super::event::{Answers, NOTE_MAX};
use super::input::Key;
use super::mono::Mono;
use super::question::{Answer, FeedbackField, Question};
use super::text_input::{self, TextInput};
use crate::plan::StepId;

/// What is open after the last step.
#[derive(Debug, Clone)]
pub(super) enum Closing {
    /// Owed blocks were not done: the session goes on with them, or ends.
    LeftOut {
        blocks: usize,
        /// The first of them.
        first: StepId,
        /// When the last step ended, which is the end of the session if it does not go on.
        ended: Mono,
    },
    /// Nothing was done, and no pain was entered: is it worth a record?
    Empty,
    Feedback(Feedback),
}

/// What the user wants after the last step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ClosingReply {
    /// To the block before, which is the last one, or to a step of the plan.
    GoBack(Option<StepId>),
    /// The session ends, as of this instant.
    End(Mono),
    Keep,
    Discard,
    Answers(Answers),
}

impl Closing {
    pub(super) fn question(&self) -> Question {
        match self {
            Self::LeftOut { blocks, first, .. } => Question::LeftOut { blocks: *blocks, first: *first },
            Self::Empty => Question::Discard,
            Self::Feedback(feedback) => Question::Feedback(feedback.field),
        }
    }

    /// The text that is being typed.
    pub(super) fn entry(&self) -> &str {
        match self {
            Self::LeftOut { .. } | Self::Empty => "",
            Self::Feedback(feedback) => feedback.input(feedback.field).text(),
        }
    }

    /// What Enter with nothing typed takes, which is what hands-free takes.
    pub(super) fn default(&self) -> ClosingReply {
        match self {
            Self::LeftOut { ended, .. } => ClosingReply::End(*ended),
            Self::Empty => ClosingReply::Discard,
            Self::Feedback(feedback) => ClosingReply::Answers(feedback.answers()),
        }
    }

    pub(super) fn key(&mut self, key: Key) -> Option<ClosingReply> {
        match (&mut *self, key) {
            (Self::Feedback(feedback), key) => feedback.key(key).map(ClosingReply::Answers),
            (_, Key::Enter) | (Self::LeftOut { .. }, Key::Escape | Key::Quit) => Some(self.default()),
            (Self::LeftOut { .. }, Key::Back | Key::Redo) => Some(ClosingReply::GoBack(None)),
            (Self::LeftOut { .. }, Key::Jump(step)) => Some(ClosingReply::GoBack(Some(step))),
            (Self::Empty, Key::Answer(Answer::Yes)) => Some(ClosingReply::Discard),
            (Self::Empty, Key::Answer(Answer::No) | Key::Escape | Key::Quit) => Some(ClosingReply::Keep),
            _ => None,
        }
    }
}

/// The sheet on which the user enters how the session was.
#[derive(Debug, Clone, Default)]
pub(super) struct Feedback {
    /// The field that is typed into.
    field: FeedbackField,
    inputs: [TextInput; FeedbackField::ALL.len()],
}

impl Feedback {
    /// What is typed into each field.
    pub(super) fn texts(&self) -> [&str; FeedbackField::ALL.len()] {
        self.inputs.each_ref().map(TextInput::text)
    }

    fn input(&self, field: FeedbackField) -> &TextInput {
        &self.inputs[field as usize]
    }

    fn answers(&self) -> Answers {
        let note = self.input(FeedbackField::Note).text().trim();
        Answers {
            effort: self.input(FeedbackField::Effort).parse(),
            pain: self.input(FeedbackField::WorstPain).parse(),
            note: (!note.is_empty()).then(|| note.to_owned()),
        }
    }

    /// The answers, where the key ends the sheet. An Enter on an empty sheet is no answer to any of it.
    fn key(&mut self, key: Key) -> Option<Answers> {
        let is_empty = self.texts().iter().all(|text| text.is_empty());
        let input = &mut self.inputs[self.field as usize];
        match (key, self.field) {
            (Key::Escape | Key::Quit, _) | (Key::Enter, FeedbackField::Note) => return Some(self.answers()),
            (Key::Enter, _) if is_empty => return Some(self.answers()),
            (Key::Enter | Key::NextField, field) => self.field = field.next(),
            (Key::PreviousField, field) => self.field = field.previous(),
            (Key::Backspace, _) => input.backspace(),
            (Key::Digit(digit), FeedbackField::Note) => input.push(text_input::digit(digit), NOTE_MAX),
            (Key::Digit(digit), _) => input.push_level(digit),
            (Key::Char(c), FeedbackField::Note) if crate::text::is_harmless(c) => input.push(c, NOTE_MAX),
            _ => {}
        }
        None
    }
}

//! What a session asks. A question is a state of the session, so that every face and every test has it.

use std::time::Duration;

use crate::model::Level;

/// A question. Its default is what Enter and hands-free take, its harmless answer what Escape takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// End the session? Enter: yes. Escape: no.
    End,
    /// After a gap of an hour and more: save and stop? Enter: yes. Escape: no.
    StopAfterGap(Duration),
    /// Work was interrupted by a gap: do it again, count it, or skip it? Enter and Escape: again.
    AfterGap(Duration),
    /// Pain now, 0 to 10? Enter without a number and Escape: no answer.
    PainNow,
    /// Pain reached the routine's limit: stop? Enter: yes. Escape: no.
    StopForPain(Level),
    /// At the end: effort of the session, 0 to 10? Enter and Escape: no answer.
    Effort,
    /// At the end: worst pain, 0 to 10? Enter and Escape: no answer.
    WorstPain,
    /// At the end: a note? Enter on nothing and Escape: none.
    Note,
}

/// An answer that a letter stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Yes,
    No,
    /// Do the block again.
    Redo,
    /// The block counts as done.
    Count,
    /// The block is skipped.
    Skip,
}

impl Question {
    /// The answers that letters stand for, the default first.
    pub fn options(self) -> &'static [Answer] {
        match self {
            Self::End | Self::StopAfterGap(_) | Self::StopForPain(_) => &[Answer::Yes, Answer::No],
            Self::AfterGap(_) => &[Answer::Redo, Answer::Count, Answer::Skip],
            Self::PainNow | Self::Effort | Self::WorstPain | Self::Note => &[],
        }
    }

    /// The answer that Escape takes; `None` is no answer.
    pub fn harmless(self) -> Option<Answer> {
        match self {
            Self::End | Self::StopAfterGap(_) | Self::StopForPain(_) => Some(Answer::No),
            Self::AfterGap(_) => Some(Answer::Redo),
            Self::PainNow | Self::Effort | Self::WorstPain | Self::Note => None,
        }
    }

    /// Whether it is answered with a number from 0 to 10.
    pub fn takes_number(self) -> bool {
        matches!(self, Self::PainNow | Self::Effort | Self::WorstPain)
    }

    /// Whether it is answered in words.
    pub fn takes_text(self) -> bool {
        self == Self::Note
    }

    /// Whether it is asked after the last step.
    pub fn is_closing(self) -> bool {
        matches!(self, Self::Effort | Self::WorstPain | Self::Note)
    }
}

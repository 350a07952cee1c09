//! What a session asks. A question is a state of the session, so that every face and every test has it.

use std::time::Duration;

use crate::model::{Level, Side};
use crate::plan::StepId;

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
    /// The load of the block under way, or in a gap of the one before? Enter on an empty line and Escape: no answer.
    Load { of_last_set: bool },
    /// Pain reached the routine's limit, in a block on this side: stop? Enter: yes. Escape: no.
    StopForPain { pain: Level, side: Side },
    /// After the last step: owed blocks were not done, this one first; go to one? Enter and Escape: end.
    LeftOut { blocks: usize, first: StepId },
    /// At the end of a session in which nothing was done: discard it? Enter: yes. Escape: no.
    Discard,
    /// At the end: how it was, on one sheet with this field open. Enter on an empty sheet: no answer. Escape: what was
    /// typed until then.
    Feedback(FeedbackField),
}

/// A field of the sheet at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FeedbackField {
    /// Effort of the session, 0 to 10.
    #[default]
    Effort,
    /// 0 to 10.
    WorstPain,
    Note,
}

impl FeedbackField {
    /// All of them, in their order on the sheet.
    pub const ALL: [Self; 3] = [Self::Effort, Self::WorstPain, Self::Note];

    /// The field below; of the last one itself.
    pub(super) fn next(self) -> Self {
        Self::ALL.get(self as usize + 1).copied().unwrap_or(self)
    }

    /// The field above; of the first one itself.
    pub(super) fn previous(self) -> Self {
        Self::ALL[(self as usize).saturating_sub(1)]
    }
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
            Self::End | Self::StopAfterGap(_) | Self::StopForPain { .. } | Self::Discard => &[Answer::Yes, Answer::No],
            Self::AfterGap(_) => &[Answer::Redo, Answer::Count, Answer::Skip],
            Self::PainNow | Self::Load { .. } | Self::LeftOut { .. } | Self::Feedback(_) => &[],
        }
    }

    /// The answer that Escape takes; `None` is no answer.
    pub fn harmless(self) -> Option<Answer> {
        match self {
            Self::End | Self::StopAfterGap(_) | Self::StopForPain { .. } | Self::Discard => Some(Answer::No),
            Self::AfterGap(_) => Some(Answer::Redo),
            Self::PainNow | Self::Load { .. } | Self::LeftOut { .. } | Self::Feedback(_) => None,
        }
    }

    /// Whether it is answered with a number from 0 to 10.
    pub fn takes_number(self) -> bool {
        matches!(self, Self::PainNow | Self::Feedback(FeedbackField::Effort | FeedbackField::WorstPain))
    }

    /// Whether it is answered in words.
    pub fn takes_text(self) -> bool {
        matches!(self, Self::Load { .. } | Self::Feedback(FeedbackField::Note))
    }
}

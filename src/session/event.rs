//! The events of a session: facts, which are recorded, and cues, which are only shown or heard.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::cue::Cue;
use super::mono::Mono;
use super::sound::Sound;
use crate::model::{Level, Load};
use crate::plan::StepId;

/// Something that happened, at the instant it fell due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub at: Mono,
    /// The step it happened in.
    pub step: StepId,
    /// The round it happened in, from 1; a looping phase counts on.
    pub round: u32,
    pub what: What,
}

/// A fact or a cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    Fact(Fact),
    /// Shown or sounded, and forgotten.
    Cue(Cue),
}

/// What is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// A step begins. `clock` is how far the clock of its phase was, where it has one and it runs.
    Started {
        /// Time on the clock of the phase.
        clock: Option<Duration>,
    },
    /// The step that began last ends.
    Ended {
        outcome: Outcome,
        /// How long it was done, without pauses.
        active: Duration,
        /// Reps that were typed or counted; `None` where the step has none or nobody knows.
        reps: Option<u32>,
    },
    /// The user paused.
    Paused,
    /// The user went on.
    Resumed,
    /// The program could not run for this long.
    Gap(Duration),
    /// How many reps the attempt that counts at this step and round really was.
    Amended { reps: u32 },
    /// The load of this block, and of those of its exercise or movement that begin later.
    Load(Load),
    /// The user entered how strong a pain is at this moment.
    Pain(Level),
    /// What the user answered at the end.
    Answered(Answers),
    /// The worst pain of the morning after.
    Morning(Level),
    /// What the user entered afterwards to replace earlier answers.
    Corrected(AnswerChanges),
    /// The session is over.
    Finished {
        /// Whether it reached its last step, and something was done.
        complete: bool,
        /// What was done, for those who read no more than its end; `None` in an old journal.
        tally: Option<Tally>,
    },
    /// Nothing was done, and the user wants no record of it.
    Discarded,
}

/// What was done of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Blocks of which something was done.
    pub done: u32,
    /// Blocks that were owed and of which nothing was done.
    pub left_out: u32,
}

impl What {
    /// How it sounds.
    pub fn sound(&self) -> Option<Sound> {
        match self {
            Self::Cue(cue) => cue.row().sound,
            Self::Fact(Fact::Paused) => Some(Sound::Paused),
            Self::Fact(Fact::Resumed) => Some(Sound::Resumed),
            Self::Fact(_) => None,
        }
    }
}

impl Fact {
    /// Whether it is a correction, or an answer to the questions after the session.
    pub fn is_correction(&self) -> bool {
        matches!(self, Self::Amended { .. } | Self::Load(_) | Self::Answered(_) | Self::Morning(_) | Self::Corrected(_))
    }
}

/// How a step ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// As prescribed, at least the low end.
    Done,
    /// Below the low end.
    Partial,
    /// The user skipped it.
    Skipped,
    /// The clock of its phase ended it.
    #[serde(rename = "cut")]
    TimeUp,
    /// The user went elsewhere: back, again, to another step, out of the session.
    #[serde(rename = "left")]
    Abandoned,
}

impl Event {
    /// Whether it happened in a step, and is no correction.
    pub fn is_of_step(&self) -> bool {
        match &self.what {
            What::Fact(fact) => !fact.is_correction() && !matches!(fact, Fact::Finished { .. } | Fact::Discarded),
            What::Cue(_) => false,
        }
    }
}

impl Outcome {
    /// Whether work was done, all of it or a part, until the user or a clock ended it.
    pub fn was_done(self) -> bool {
        matches!(self, Self::Done | Self::Partial | Self::TimeUp)
    }
}

/// Characters of a note.
pub const NOTE_MAX: usize = 500;

/// Answers that replace earlier ones: `None` leaves an answer as it is, and `Some(None)` takes it away.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AnswerChanges {
    pub effort: Option<Option<Level>>,
    /// The worst pain in the session, on the way and at its end.
    pub pain: Option<Option<Level>>,
    /// The worst pain of the morning after.
    pub morning: Option<Option<Level>>,
    pub note: Option<Option<String>>,
}

/// The answers at the end of a session; `None` is no answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers {
    /// Effort of the session.
    pub effort: Option<Level>,
    /// Worst pain.
    pub pain: Option<Level>,
    pub note: Option<String>,
}

//! A step of a plan: a block of work, or a gap between two.

mod stored;

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{CardId, PhaseId, SetDone};
use crate::model::{Distance, Pacing, RepTarget, Rhythm, Side, Window, seconds};

/// One step. A gap (every kind but work) carries the place of the work that follows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// What it is and how it ends.
    pub kind: StepKind,
    pub phase: PhaseId,
    pub card: CardId,
    /// Round, from 1. Where the phase loops it is 1 for all rounds.
    pub round: u32,
    /// Rounds of the phase; `None` where it loops.
    pub rounds: Option<Window<u32>>,
    /// Set, from 1.
    pub set: u32,
    /// Sets of this exercise or movement in a pass.
    pub sets: Window<u32>,
    /// Side of the body.
    pub side: Side,
    /// Beyond the low end of a window of sets or rounds: offered, not owed.
    pub optional: bool,
    /// Slot of the phase's clock, from 0: passes through its exercises, counted on. 0 without a clock.
    pub slot: u32,
    /// How long it takes, roughly: of work that ends when the user says so, where the routine has an estimate.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "seconds::optional")]
    pub about: Option<Duration>,
    /// What was done last time in the sets of this block, in order; empty where nothing is known. It is not stored.
    #[serde(skip)]
    pub last_time: Vec<SetDone>,
}

/// What a step is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Get ready for an exercise.
    Prepare {
        #[serde(with = "seconds")]
        time: Duration,
        /// In a looping phase: only before the first round.
        once: bool,
    },
    /// Change sides, this long.
    Switch(#[serde(with = "seconds")] Duration),
    Rest {
        /// How long; of a slot's rest an estimate.
        #[serde(with = "seconds::window")]
        time: Window<Duration>,
        until: RestEnd,
    },
    /// A block of work.
    Work(Work),
}

/// What ends a rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RestEnd {
    Time,
    /// The end of the slot of the exercise that went before.
    SlotEnd,
    /// Its time. It lies between the rounds of a looping phase.
    NextRound,
}

/// A block of work: how much it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "stored::StoredWork", into = "stored::StoredWork")]
pub enum Work {
    Reps {
        /// Reps of this block; of alternating legs, both together.
        target: RepTarget,
        pacing: Pacing,
    },
    /// Time of this block; of a split, half of what is written.
    Time(Window<Duration>),
    Distance(Distance),
    /// Ends when the user ends it.
    Open,
}

impl Work {
    /// How long it takes, at the low and the high end: reps by the length of a rep, rounded to the millisecond, and of
    /// an amount without an upper end what it is at least. `None` where that is unknown.
    pub fn seconds(&self) -> Option<Window<Duration>> {
        match self {
            Self::Reps { target: RepTarget::Count(reps), pacing } => Some(reps.map(|n| pacing.length(n))),
            Self::Reps { target: RepTarget::AtLeast(reps), pacing } => Some(Window::exact(pacing.length(*reps))),
            Self::Time(time) => Some(*time),
            Self::Reps { target: RepTarget::Max, .. } | Self::Distance(_) | Self::Open => None,
        }
    }

    /// Whether its amount has no upper end, so that it goes on until the user says so.
    pub fn is_open_ended(&self) -> bool {
        match self {
            Self::Reps { target, .. } => !matches!(target, RepTarget::Count(_)),
            Self::Time(_) => false,
            Self::Distance(_) | Self::Open => true,
        }
    }

    /// What the timer counts its reps by.
    pub fn rhythm(&self) -> Option<&Rhythm> {
        match self {
            Self::Reps { pacing, .. } => pacing.rhythm(),
            Self::Time(_) | Self::Distance(_) | Self::Open => None,
        }
    }

    /// The fewest reps with which it is done.
    pub fn least_reps(&self) -> Option<u32> {
        match self {
            Self::Reps { target, .. } => target.least(),
            Self::Time(_) | Self::Distance(_) | Self::Open => None,
        }
    }

    /// Whether the user can enter how many reps it was.
    pub fn counts_reps(&self) -> bool {
        matches!(self, Self::Reps { .. } | Self::Open)
    }
}

impl Step {
    /// The block of work that this step is.
    pub fn work(&self) -> Option<&Work> {
        match &self.kind {
            StepKind::Work(work) => Some(work),
            _ => None,
        }
    }

    /// The side of its own work. That of a gap is the side of the work that follows, which is still to come.
    pub fn own_side(&self) -> Side {
        if self.is_gap() { Side::Both } else { self.side }
    }

    /// Whether it lies between blocks of work.
    pub fn is_gap(&self) -> bool {
        self.work().is_none()
    }

    /// How long it takes, at the low and the high end, as far as that is known; `None` where nothing is.
    pub fn seconds(&self) -> Option<Window<Duration>> {
        match &self.kind {
            StepKind::Prepare { time, .. } | StepKind::Switch(time) => Some(Window::exact(*time)),
            StepKind::Rest { time, .. } => Some(*time),
            StepKind::Work(work) => self.about.map(Window::exact).or_else(|| work.seconds()),
        }
    }

    /// The rep that it ends with when its time is over: the last of its count, and of "at least" without an estimate
    /// the last of those.
    pub fn last_rep(&self) -> Option<u32> {
        match self.work()? {
            Work::Reps { target: RepTarget::Count(reps), .. } => Some(reps.max),
            Work::Reps { target: RepTarget::AtLeast(reps), .. } => self.about.is_none().then_some(*reps),
            _ => None,
        }
    }

    /// Whether nobody knows how long it may take: the user ends it, and there is no estimate.
    pub fn is_open(&self) -> bool {
        self.about.is_none() && self.work().is_some_and(Work::is_open_ended)
    }

    /// Whether it counts down to an end that the user may move.
    pub fn has_countdown(&self) -> bool {
        match &self.kind {
            StepKind::Prepare { .. } | StepKind::Switch(_) => true,
            StepKind::Rest { until, .. } => *until != RestEnd::SlotEnd,
            StepKind::Work(work) => matches!(work, Work::Time(time) if time.is_exact()),
        }
    }

    /// Whether the round is beyond the low end of a window of rounds.
    pub fn in_optional_round(&self) -> bool {
        self.rounds.is_some_and(|rounds| self.round > rounds.min)
    }
}

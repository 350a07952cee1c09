//! From a routine and a day to one flat list of steps in the order they happen.
//!
//! The plan is self-contained: running, showing, exporting and storing it need nothing of the routine. [`build`] makes
//! it, [`PlanSize`] tells how large it can become, [`Totals`] adds it up, and [`json`] is its public form. A journal stores
//! it whole, with the names of the types below; [`Plan::validate`] checks what comes back from there.

mod build;
pub mod json;
mod set_done;
mod size;
mod stored;
mod totals;
mod validate;

pub use build::{MAX_STEPS, PlanError, build, prescription};
pub use set_done::{AmountDone, SetDone};
pub use size::{PlanSize, ShortestRound};
pub use totals::{Length, Totals, phase_seconds};
pub use validate::InvalidPlan;

use std::ops;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::model::{Distance, Label, Level, Load, NonEmpty, Pacing, RepTarget, Rhythm, Side, Window, seconds};

/// The steps of one session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Id and name of the routine.
    pub routine: Label,
    /// Pain from which the session offers to stop.
    pub pain_back: Level,
    /// The phases that have steps, in order; their steps follow each other without a gap.
    pub phases: Vec<PhaseSpan>,
    /// The exercises and movements, as they are shown.
    pub cards: Vec<Card>,
    pub steps: NonEmpty<Step>,
    /// Names of the exercises that the user left out.
    pub left_out: Vec<String>,
}

/// The index of a phase in [`Plan::phases`]: `plan[id]` is the phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PhaseId(pub usize);

/// The index of a card in [`Plan::cards`]: `plan[id]` is the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CardId(pub usize);

/// The index of a step in [`Plan::steps`]: `plan[id]` is the step. One that comes from outside, from a journal or a key,
/// may lie beyond the last step: [`Plan::get`] checks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StepId(pub usize);

/// A phase in a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhaseSpan {
    pub id: String,
    pub name: String,
    pub goal: Option<String>,
    /// Its steps in [`Plan::steps`].
    pub steps: ops::Range<usize>,
    /// How many rounds; `None` where the clock decides ([`PhaseClock::Within`]).
    pub rounds: Option<Window<u32>>,
    /// What runs beside its steps.
    pub clock: PhaseClock,
}

/// What runs beside the steps of a phase. It starts with the first block of work of the phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhaseClock {
    None,
    /// The n-th slot of the phase ([`Step::slot`]) starts at n times this.
    Every(#[serde(with = "seconds")] Duration),
    /// The phase loops over its steps and ends at this time, wherever it is.
    Within(#[serde(with = "seconds")] Duration),
}

/// What is shown of the exercise or movement of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    pub exercise: Label,
    /// The movement; `None` for an exercise without movements.
    pub movement: Option<Label>,
    /// Prose; the movement's, else the exercise's.
    pub goal: Option<String>,
    /// Prose; the movement's, then the exercise's, of each the source's first.
    pub tips: Vec<String>,
    /// What it needs.
    pub equipment: Vec<String>,
    pub video: Option<String>,
    /// Whether each rep is a landing of a foot.
    #[serde(default, skip_serializing_if = "ops::Not::not")]
    pub contacts: bool,
    /// Load, as text, as the file has it.
    pub load: Option<String>,
    /// What the user told in its place, on the way or in an earlier session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub load_told: Option<Load>,
    /// What the parts of its tempo are called; empty where they have no names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
    /// Effort, as text.
    pub effort: Option<String>,
    pub figure: Option<String>,
    /// What watches call it, as `category` or `category/name` of the FIT profile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fit: Option<String>,
}

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

    /// The rep that it ends with when its time is over: the last of its count, and of so many or more without an
    /// estimate the last of these.
    pub fn last_rep(&self) -> Option<u32> {
        match self.work()? {
            Work::Reps { target: RepTarget::Count(reps), .. } => Some(reps.max),
            Work::Reps { target: RepTarget::AtLeast(reps), .. } => self.about.is_none().then_some(*reps),
            _ => None,
        }
    }

    /// Whether it may go on for longer than anybody has said: the user ends it, and there is no estimate.
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

impl Card {
    /// The name to show first: the movement's, else the exercise's.
    pub fn name(&self) -> &str {
        &self.movement.as_ref().unwrap_or(&self.exercise).name
    }

    /// The load to take, as text: what the user told, else that of the file.
    pub fn load_in_use(&self) -> Option<String> {
        self.load_told.map(|load| load.to_string()).or_else(|| self.load.clone())
    }
}

impl ops::Index<PhaseId> for Plan {
    type Output = PhaseSpan;

    fn index(&self, id: PhaseId) -> &PhaseSpan {
        &self.phases[id.0]
    }
}

impl ops::Index<CardId> for Plan {
    type Output = Card;

    fn index(&self, id: CardId) -> &Card {
        &self.cards[id.0]
    }
}

impl ops::Index<StepId> for Plan {
    type Output = Step;

    fn index(&self, id: StepId) -> &Step {
        &self.steps[id.0]
    }
}

impl StepId {
    /// The steps before this one, the nearest first.
    pub fn before(self) -> impl Iterator<Item = Self> {
        (0..self.0).rev().map(Self)
    }
}

impl PhaseSpan {
    /// Its steps, in order.
    pub fn step_ids(&self) -> impl DoubleEndedIterator<Item = StepId> + use<> {
        self.steps.clone().map(StepId)
    }

    pub fn first_step(&self) -> StepId {
        StepId(self.steps.start)
    }
}

impl Plan {
    /// The plan with this estimate for work of which nobody knows how long it takes.
    #[must_use]
    pub fn estimated(mut self, about: Duration) -> Self {
        for step in self.steps.iter_mut().filter(|step| step.seconds().is_none()) {
            step.about = Some(about);
        }
        self
    }

    /// Notes the load that the user told of a step: it stands for the exercise or movement from then on.
    pub fn tell_load(&mut self, step: StepId, load: Load) {
        let card = self[step].card;
        self.cards[card.0].load_told = Some(load);
    }

    /// The step of an id that comes from outside; `None` where the plan has no such step.
    pub fn get(&self, step: StepId) -> Option<&Step> {
        self.steps.get(step.0)
    }

    /// All steps, in order.
    pub fn steps_with_ids(&self) -> impl Iterator<Item = (StepId, &Step)> {
        self.steps.iter().enumerate().map(|(index, step)| (StepId(index), step))
    }

    /// The step after this one, in whatever phase.
    pub fn step_after(&self, step: StepId) -> Option<StepId> {
        let next = StepId(step.0 + 1);
        self.get(next).map(|_| next)
    }

    /// The card of a step.
    pub fn card(&self, step: StepId) -> &Card {
        &self[self[step].card]
    }

    /// The phase of a step.
    pub fn phase(&self, step: StepId) -> &PhaseSpan {
        &self[self[step].phase]
    }
}

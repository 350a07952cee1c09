//! From a routine and a day to one flat list of steps in the order they happen.
//!
//! The plan is self-contained: running, showing, exporting and storing it need nothing of the routine. [`build`] makes
//! it, [`PlanSize`] tells how large it can become, [`Totals`] adds it up, and [`json`] is its public form. A journal stores
//! it whole, with the names of the types below; [`Plan::validate`] checks what comes back from there.

mod build;
pub mod json;
mod set_done;
mod size;
mod step;
mod totals;
mod validate;

pub use build::{MAX_STEPS, PlanError, build, prescription};
pub use set_done::{AmountDone, SetDone};
pub use size::{PlanSize, ShortestRound};
pub use step::{RestEnd, Step, StepKind, Work};
pub use totals::{Length, Totals, phase_seconds};
pub use validate::InvalidPlan;

use std::ops;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::model::{Label, Level, Load, NonEmpty, Window, seconds};

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
    /// What the user entered instead, during this session or an earlier one.
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

impl Card {
    /// The name to show first: the movement's, else the exercise's.
    pub fn name(&self) -> &str {
        &self.movement.as_ref().unwrap_or(&self.exercise).name
    }

    /// The load to take, as text: what the user entered, else that of the file.
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

    /// Notes the load that the user entered at a step: it holds for the exercise or movement from then on.
    pub fn enter_load(&mut self, step: StepId, load: Load) {
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

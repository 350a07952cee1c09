//! The routine as plain data, valid by construction: what `reader` made of a file, with every default filled in and
//! every prescription resolved, so that no other module has to know how a file inherits.

mod dose;
mod ladder;
mod level;
mod load;
mod non_empty;
mod prescription;
pub mod seconds;
mod when;
mod window;

pub use dose::{Dose, Schedule};
pub use ladder::{Gain, Ladder, MAX_RUNGS};
pub use level::{InvalidLevel, Level};
pub use load::{InvalidLoad, Load, MassUnit};
pub use non_empty::{EmptyList, NonEmpty};
pub use prescription::{Distance, DistanceUnit, Field, Measure, Pacing, Prescription, RepTarget, Rhythm, Sides};
pub use when::{Span, When};
pub use window::Window;

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::text;

/// A whole routine file.
#[derive(Debug, Clone, PartialEq)]
pub struct Routine {
    /// A slug. The history of the routine is tied to it.
    pub id: String,
    /// At most 120 characters.
    pub name: String,
    pub summary: Option<String>,
    /// The equipment that is needed.
    pub equipment: Vec<String>,
    /// Prose, printed by `show`.
    pub notes: Vec<String>,
    /// The source of the routine.
    pub source: Option<Source>,
    /// How often and when.
    pub frequency: Option<Frequency>,
    /// What to know before the first session.
    pub safety: Option<Safety>,
    pub background: Vec<Background>,
    /// What decides up, hold or down after a session.
    pub gate: Gate,
    pub phases: Vec<Phase>,
}

impl Routine {
    /// The exercises of all phases, in the order of the file.
    pub fn exercises(&self) -> impl Iterator<Item = &Exercise> + Clone {
        self.phases.iter().flat_map(|phase| &phase.exercises)
    }

    /// Whether an exercise has a ladder.
    pub fn grows(&self) -> bool {
        self.phases.iter().any(Phase::grows)
    }

    /// Whether what is to be done depends on which week or session of use it is.
    pub fn counts_use(&self) -> bool {
        let movements = self.exercises().flat_map(|exercise| &exercise.movements);
        let listed = movements.into_iter().any(|movement| movement.dose.schedule().is_some());
        listed || self.conditions().any(|when| when.weeks.is_some() || when.sessions.is_some())
    }

    /// When each of its parts takes part.
    pub fn conditions(&self) -> impl Iterator<Item = &When> {
        self.phases.iter().flat_map(|phase| {
            let exercises = phase.exercises.iter().flat_map(|exercise| {
                [&exercise.when].into_iter().chain(exercise.movements.iter().map(|movement| &movement.when))
            });
            [&phase.when].into_iter().chain(exercises)
        })
    }
}

/// Title, author and address of what a routine was made from; at least one of them is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Title of the text.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Where it is to be found; printed, never opened.
    pub url: Option<String>,
}

/// How often a routine is meant to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frequency {
    /// Sessions a week.
    pub per_week: Option<Window<u32>>,
    /// The least time between two sessions. Coming sooner is warned about, never refused.
    pub min_gap: Option<Duration>,
    /// When to do it, in words.
    pub occasions: Vec<String>,
}

/// What to know before the first session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Safety {
    pub notice: Option<String>,
    /// Reasons to stop, each as prose.
    pub stop_if: Vec<String>,
}

/// A piece of optional reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Background {
    pub title: String,
    pub text: String,
}

/// The gate: what decides up, hold or down after each session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// Qualifying sessions in a row before a step.
    pub after: u32,
    /// Between two steps of the same exercise.
    pub step_gap: Duration,
    /// Pain from which nothing goes up.
    pub pain_hold: Level,
    /// Pain from which it goes one rung down, and from which a session offers to stop.
    pub pain_back: Level,
    /// Effort from which nothing goes up.
    pub effort_hold: Level,
    /// A longer gap than this goes one rung down.
    pub layoff: Duration,
}

impl Default for Gate {
    /// The defaults of the format, as documented.
    fn default() -> Self {
        const DAY: Duration = Duration::from_hours(24);
        Self {
            after: 2,
            step_gap: 7 * DAY,
            pain_hold: Level(3),
            pain_back: Level(5),
            effort_hold: Level(8),
            layoff: 14 * DAY,
        }
    }
}

/// A part of a routine with one purpose.
#[derive(Debug, Clone, PartialEq)]
pub struct Phase {
    /// A slug, unique among phases.
    pub id: String,
    /// At most 120 characters.
    pub name: String,
    pub goal: Option<String>,
    /// How its exercises follow each other.
    pub form: PhaseForm,
    /// Between rounds; where there are no rounds, between exercises. Never with [`PhaseForm::Every`].
    pub rest: Option<Window<Duration>>,
    /// Between the exercises of a round. Only with [`PhaseForm::Rounds`] and [`PhaseForm::Within`].
    pub between: Option<Window<Duration>>,
    pub when: When,
    pub exercises: Vec<Exercise>,
}

impl Phase {
    /// Whether an exercise of it has a ladder.
    pub fn grows(&self) -> bool {
        self.exercises.iter().any(|exercise| exercise.progression.is_some())
    }
}

/// How the exercises of a phase follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhaseForm {
    /// All sets of an exercise, then the next exercise.
    Straight,
    /// The exercises in order, this many times (a circuit, a superset).
    Rounds(Window<u32>),
    /// Rounds in which each exercise starts on a clock (EMOM).
    Every {
        /// From the start of one exercise to the start of the next.
        slot: Duration,
        /// How many times through the exercises.
        rounds: Window<u32>,
    },
    /// As many rounds as fit into this time (AMRAP).
    Within(Duration),
}

/// One exercise: one prescription, or several movements done in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Exercise {
    /// A slug, unique in the file.
    pub id: String,
    /// At most 120 characters.
    pub name: String,
    /// How a voice says the name, where it would misread it.
    pub say_as: Option<String>,
    pub goal: Option<String>,
    /// Prose, one form tip each, from the source of the routine.
    pub tips: Vec<String>,
    /// Tips that are the file's own and not its source's.
    pub suggested_tips: Vec<String>,
    /// What this exercise needs.
    pub equipment: Vec<String>,
    /// An address; printed, never opened.
    pub video: Option<String>,
    pub when: When,
    /// How the exercise grows over time.
    pub progression: Option<Progression>,
    /// An exercise written without movements has one whose `label` is `None`.
    pub movements: NonEmpty<Movement>,
}

/// One movement of an exercise.
#[derive(Debug, Clone, PartialEq)]
pub struct Movement {
    /// Id and name; `None` for the one movement of an exercise written without movements.
    pub label: Option<Label>,
    /// Prose of this movement alone; see [`Exercise::goal`] too.
    pub goal: Option<String>,
    /// Prose of this movement alone; see [`Exercise::tips`] too.
    pub tips: Vec<String>,
    /// See [`Exercise::suggested_tips`] too.
    pub suggested_tips: Vec<String>,
    /// An address; printed, never opened.
    pub video: Option<String>,
    /// Whether each rep is a landing of a foot.
    pub contacts: bool,
    /// What watches call it, as `category` or `category/name` of the FIT profile.
    pub fit: Option<String>,
    pub when: When,
    /// What to do, by week or session of use.
    pub dose: Dose,
}

/// What a movement is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// A slug, unique in its exercise.
    pub id: String,
    /// At most 120 characters.
    pub name: String,
    /// How a voice says the name, where it would misread it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub say_as: Option<String>,
}

impl Label {
    /// Whether each of its texts is a name.
    pub fn is_valid(&self) -> bool {
        [&self.id, &self.name].into_iter().chain(&self.say_as).all(|text| text::is_name(text))
    }
}

/// How an exercise grows. Its positions are a ladder; the rung that a user is on is computed from history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progression {
    /// Go up the range of the measure, then add a set and begin again at the low end.
    Double(Increment),
    /// Add the same to every movement.
    Add {
        /// The addition at each step.
        step: Increment,
        /// The ceiling of each movement, in their order; `None`: a step is offered, never taken by itself.
        until: Option<Vec<Increment>>,
    },
}

/// An amount of reps or of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Increment {
    Reps(u32),
    Time(Duration),
}

/// Which day of a routine's use it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Today {
    /// Week of use, from 1.
    pub week: u32,
    /// Session of use, from 1.
    pub session: u32,
    pub rungs: Rungs,
}

/// The positions on the ladders of a routine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rungs {
    /// On no ladder: every range is a window, as it is written in the file.
    AsWritten,
    /// The rung of each exercise by its id; of one that is not named, the first.
    At(BTreeMap<String, u32>),
}

impl Rungs {
    /// These, with others in the place of some.
    #[must_use]
    pub fn with(self, others: &BTreeMap<String, u32>) -> Self {
        match self {
            Self::AsWritten => Self::AsWritten,
            Self::At(mut rungs) => {
                rungs.extend(others.clone());
                Self::At(rungs)
            }
        }
    }

    /// The rung of an exercise, from 1; `None` on no ladder.
    pub fn of(&self, exercise: &str) -> Option<u32> {
        match self {
            Self::AsWritten => None,
            Self::At(rungs) => Some(rungs.get(exercise).copied().unwrap_or(1)),
        }
    }
}

impl Today {
    /// The first day of a routine's use.
    pub const FIRST: Self = Self { week: 1, session: 1, rungs: Rungs::At(BTreeMap::new()) };
    /// No day: the file as it is written, ranges as windows.
    pub const WRITTEN: Self = Self { week: 1, session: 1, rungs: Rungs::AsWritten };
}

/// The side that a block of work is done on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Left,
    Right,
    /// Both at once.
    Both,
    /// One after the other, rep by rep.
    Alternate,
}

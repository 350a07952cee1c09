//! What is asked today of the exercises that grow, and why.

use std::time::Duration;

use jiff::civil;

use super::attendance::Unknown;
use crate::model::{Level, Routine, Rungs};

/// What is asked of an exercise with a ladder.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// The rung, from 1.
    pub rung: u32,
    /// The rung that was asked last; `None` where it was never done, or where today's ladder has no such rung.
    pub before: Option<u32>,
    /// The rung that the user may take instead.
    pub offered: Option<u32>,
    pub reason: Reason,
}

/// Why a rung is asked, with the facts that decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It was never done.
    First,
    /// It hurt so much that it goes back.
    PainBack {
        on: civil::Date,
        pain: Level,
        /// The day since when it was not done, where that takes it further down.
        away: Option<civil::Date>,
    },
    MissedTwice {
        on: [civil::Date; 2],
        away: Option<civil::Date>,
    },
    /// It was not done for long.
    Layoff {
        last: civil::Date,
    },
    /// There is no higher rung.
    Top,
    Incomplete {
        on: civil::Date,
    },
    Pain {
        on: civil::Date,
        pain: Level,
        /// It decided last time too.
        again: bool,
    },
    Effort {
        on: civil::Date,
        effort: Level,
    },
    Unknown {
        what: Unknown,
        on: civil::Date,
    },
    /// Too few sessions in a row went well.
    Row {
        well: u32,
        after: u32,
    },
    /// The last step was not long ago.
    StepGap {
        since: civil::Date,
        gap: Duration,
    },
    /// Another exercise goes up today.
    Turn {
        other: String,
    },
    Offer {
        row: Vec<Felt>,
    },
    Up {
        row: Vec<Felt>,
    },
}

/// How a session felt that counts for a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Felt {
    pub on: civil::Date,
    /// The worst pain.
    pub pain: Level,
    pub effort: Level,
}

/// What is asked today of a routine's exercises.
#[derive(Debug, Clone, PartialEq)]
pub struct Decisions {
    /// Of each exercise in the order of the file; `None` for one without a ladder.
    pub exercises: Vec<Option<Decision>>,
    /// The pain after which the first phase alone is proposed.
    pub pain_back: Option<(civil::Date, Level)>,
}

impl Decisions {
    /// The rungs that are asked.
    pub fn rungs(&self, routine: &Routine) -> Rungs {
        let ids = routine.exercises().map(|exercise| &exercise.id);
        let asked = ids.zip(&self.exercises).filter_map(|(id, decision)| Some((id.clone(), decision.as_ref()?.rung)));
        Rungs::At(asked.collect())
    }

    /// The rungs with nothing that goes up: everything as last time, but for a move down.
    pub fn held(&self, routine: &Routine) -> Rungs {
        let ids = routine.exercises().map(|exercise| &exercise.id);
        let lower = ids.zip(&self.exercises).filter_map(|(id, decision)| {
            let Decision { rung, before, .. } = decision.as_ref()?;
            Some((id.clone(), (*rung).min((*before)?)))
        });
        self.rungs(routine).with(&lower.collect())
    }

    /// Whether today is proposed with its first phase alone: after pain, where nothing in that phase grows.
    pub fn first_phase_only(&self, routine: &Routine) -> bool {
        let [first, _, ..] = routine.phases.as_slice() else { return false };
        self.pain_back.is_some() && !first.grows()
    }
}

impl Reason {
    /// The code of the rule, for other programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::First => "first",
            Self::PainBack { .. } => "pain-back",
            Self::MissedTwice { .. } => "missed-twice",
            Self::Layoff { .. } => "layoff",
            Self::Top => "top",
            Self::Incomplete { .. } => "incomplete",
            Self::Pain { .. } => "pain",
            Self::Effort { .. } => "effort",
            Self::Unknown { what: Unknown::Pain, .. } => "pain-unknown",
            Self::Unknown { what: Unknown::Effort, .. } => "effort-unknown",
            Self::Unknown { what: Unknown::Morning, .. } => "morning-unknown",
            Self::Row { .. } => "row",
            Self::StepGap { .. } => "step-gap",
            Self::Turn { .. } => "turn",
            Self::Offer { .. } => "offer",
            Self::Up { .. } => "up",
        }
    }
}

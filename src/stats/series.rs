//! An exercise over time.

use jiff::civil;

use super::amount::Amount;
use super::{Period, SessionStats};
use crate::model::Exercise;
use crate::progression::{Decider, Decision};

/// An exercise over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Series<'a> {
    pub exercise: &'a Exercise,
    pub metric: Metric,
    /// What is asked of one with a ladder at the moment.
    pub today: Option<Decision>,
    /// Of the sessions in which it was done, the oldest first.
    pub points: Vec<DataPoint>,
    /// Where its rung was another one than the time before.
    pub moves: Vec<Move>,
}

/// What the values of an exercise are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metric {
    /// Of one with a ladder.
    Rung,
    Reps,
    /// Seconds of timed work.
    Hold,
    /// Kilograms.
    Load,
}

/// An exercise in a session.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DataPoint {
    pub on: civil::Date,
    pub value: f64,
}

/// A session in which another rung was asked than the time before.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    pub on: civil::Date,
    pub from: u32,
    pub to: u32,
    /// What the rules asked for then, and why.
    pub decision: Decision,
}

impl Move {
    /// Whether the user chose it.
    pub fn is_chosen(&self) -> bool {
        self.decision.rung != self.to
    }
}

impl<'a> Series<'a> {
    /// Without its moves and what is asked today.
    pub(super) fn of(place: usize, exercise: &'a Exercise, sessions: &[SessionStats], period: Period) -> Self {
        let amounts = || sessions.iter().filter_map(|session| session.amounts.get(place));
        let metric = match exercise.progression {
            Some(_) => Metric::Rung,
            None if amounts().any(|amount| amount.load.is_some()) => Metric::Load,
            None if amounts().any(|amount| amount.reps.is_some()) => Metric::Reps,
            None => Metric::Hold,
        };
        let own = sessions.iter().filter(|session| period.holds(session.past.began.date()));
        let points = own.filter_map(|session| {
            let value = metric.value(session.amounts.get(place)?, session.attended.rung(place))?;
            Some(DataPoint { on: session.past.began.date(), value })
        });
        Self { exercise, metric, today: None, points: points.collect(), moves: Vec::new() }
    }
}

impl Metric {
    fn value(self, amount: &Amount, rung: Option<u32>) -> Option<f64> {
        match self {
            Self::Rung => rung.map(f64::from),
            Self::Reps => amount.reps.map(f64::from),
            Self::Hold => amount.held.map(|held| held.as_secs_f64()),
            Self::Load => amount.load,
        }
    }

    /// Its name for other programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Rung => "rung",
            Self::Reps => "reps",
            Self::Hold => "seconds",
            Self::Load => "kilograms",
        }
    }
}

/// The moves of an exercise, by its place in the routine, in sessions of which the last is the newest that is known.
pub(super) fn moves(exercise: usize, sessions: &[SessionStats], decider: &Decider<'_>, period: Period) -> Vec<Move> {
    let newer = (0..sessions.len()).rev();
    let own = sessions.iter().zip(newer).filter(|(session, _)| period.holds(session.past.began.date()));
    let moves = own.filter_map(|(session, place)| {
        let to = session.attended.rung(exercise)?;
        let from = decider.rung_before(place, exercise).filter(|from| *from != to)?;
        let decision = decider.before(place)?.exercises.into_iter().nth(exercise)??;
        Some(Move { on: session.past.began.date(), from, to, decision })
    });
    moves.collect()
}

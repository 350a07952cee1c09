//! An exercise over time.

use jiff::civil;

use super::amount::Amount;
use super::{Session, Span};
use crate::model::{Exercise, Routine};
use crate::progression::{Decision, decide};

/// An exercise over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Series<'a> {
    pub exercise: &'a Exercise,
    pub measure: Measure,
    /// What is asked of one with a ladder at the moment.
    pub today: Option<Decision>,
    /// Of the sessions in which it was done, the oldest first.
    pub points: Vec<Point>,
    /// Where its rung was another one than the time before.
    pub moves: Vec<Move>,
}

/// What is told of an exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
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
pub struct Point {
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
    pub(super) fn of(
        routine: &Routine,
        place: usize,
        exercise: &'a Exercise,
        sessions: &[Session],
        span: Span,
    ) -> Self {
        let amounts = || sessions.iter().filter_map(|session| session.amounts.get(place));
        let measure = match exercise.progression {
            Some(_) => Measure::Rung,
            None if amounts().any(|amount| amount.load.is_some()) => Measure::Load,
            None if amounts().any(|amount| amount.reps.is_some()) => Measure::Reps,
            None => Measure::Hold,
        };
        let own = sessions.iter().filter(|session| span.holds(session.past.began.date()));
        let points = own.filter_map(|session| {
            let value = measure.value(session.amounts.get(place)?, session.attended.rung(place))?;
            Some(Point { on: session.past.began.date(), value })
        });
        let moves = moves(routine, place, sessions).into_iter().filter(|it| span.holds(it.on)).collect();
        Self { exercise, measure, today: None, points: points.collect(), moves }
    }
}

impl Measure {
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

/// The moves of an exercise. Why each came is decided anew, from the sessions before it.
fn moves(routine: &Routine, place: usize, sessions: &[Session]) -> Vec<Move> {
    let rungs =
        sessions.iter().enumerate().filter_map(|(at, session)| Some((at, session, session.attended.rung(place)?)));
    let mut last = None;
    let mut moves = Vec::new();
    for (at, session, to) in rungs {
        if let Some(from) = last.replace(to).filter(|from| *from != to) {
            let before = sessions.iter().take(at).rev().map(|session| session.attended.clone());
            let decided = decide(routine, before, &session.past.began).exercises.into_iter().nth(place).flatten();
            moves.extend(decided.map(|decision| Move { on: session.past.began.date(), from, to, decision }));
        }
    }
    moves
}

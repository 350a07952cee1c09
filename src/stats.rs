//! Statistics of the sessions of a routine over some weeks: how they ended, what was worked, foot contacts, and each
//! exercise over time.

mod amount;
mod contacts;
mod period;
mod series;

pub use contacts::Before;
pub use period::Period;
pub use series::{DataPoint, Metric, Move, Series};

use std::time::Duration;

use jiff::{Zoned, civil};

use crate::model::Routine;
use crate::plan::Plan;
use crate::progression::{Decider, PastSession};
use crate::record::{Block, Past, Record};
use amount::Amount;

/// A session and its numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionStats {
    pub past: Past,
    /// Time in work, without rests and pauses.
    pub worked: Duration,
    /// Reps of the movements of which each rep is a landing, of both sides.
    pub contacts: u32,
    /// Of each exercise in the order of the file.
    amounts: Vec<Amount>,
    attended: PastSession,
}

/// A week, Monday first.
#[derive(Debug, Clone, PartialEq)]
pub struct Week {
    pub monday: civil::Date,
    /// Sessions in which something was done.
    pub sessions: u32,
    /// Time in work, without rests and pauses.
    pub worked: Duration,
    pub contacts: u32,
    /// The foot contacts of the four weeks before; `None` where the record is not that long.
    pub before: Option<Before>,
}

/// The statistics of a routine.
#[derive(Debug, Clone, PartialEq)]
pub struct Stats<'a> {
    pub routine: &'a Routine,
    /// The day of the moment for which they are computed.
    pub on: civil::Date,
    pub period: Period,
    pub weeks: Vec<Week>,
    /// Those that began in these weeks, the oldest first.
    pub sessions: Vec<SessionStats>,
    /// Of the exercises in the order of the file.
    pub exercises: Vec<Series<'a>>,
}

impl SessionStats {
    /// The numbers of a session, by today's routine.
    pub fn new(routine: &Routine, past: Past, plan: &Plan, record: &Record) -> Self {
        let done: Vec<_> = record.blocks(plan).into_iter().filter(Block::was_done).collect();
        let amounts = Amount::all_of(plan, &done);
        let of = |id: &str| amounts.get(id).cloned().unwrap_or_default();
        Self {
            worked: record.work_time(plan),
            contacts: contacts::of(routine, plan, &done),
            amounts: routine.exercises().map(|exercise| of(&exercise.id)).collect(),
            attended: PastSession::new(routine, past.began.clone(), plan, record),
            past,
        }
    }

    /// Whether something was done in it.
    fn was_done(&self) -> bool {
        self.past.completion.is_none_or(|completion| completion.tally.done > 0)
    }
}

impl<'a> Stats<'a> {
    /// What sessions come to at a moment, the oldest first. Those since [`Period::known_from`] tell how a week compares with
    /// the weeks before it; `older` are those before all of these, the newest first, of which no more are taken than it
    /// needs to tell why a rung was asked.
    pub fn of(
        routine: &'a Routine,
        mut sessions: Vec<SessionStats>,
        older: impl Iterator<Item = PastSession>,
        period: Period,
        moment: &Zoned,
    ) -> Self {
        let attended: Vec<_> = sessions.iter().rev().map(|session| session.attended.clone()).collect();
        let decider = Decider::new(routine, attended.into_iter().chain(older));
        let moves: Vec<_> = (0..routine.exercises().count())
            .map(|exercise| series::moves(exercise, &sessions, &decider, period))
            .collect();
        sessions.retain(|session| session.past.began.date() >= period.known_from());
        sessions.sort_by_key(|session| (session.past.began.date(), session.past.began.timestamp()));
        let weeks = period.mondays().map(|monday| week(&sessions, monday)).collect();
        let exercises = routine.exercises().zip(decider.at(moment).exercises).zip(moves).enumerate();
        let exercises = exercises.map(|(place, ((exercise, today), moves))| Series {
            today,
            moves,
            ..Series::of(place, exercise, &sessions, period)
        });
        let exercises = exercises.collect();
        sessions.retain(|session| period.holds(session.past.began.date()));
        Self { routine, on: moment.date(), period, weeks, sessions, exercises }
    }

    /// The exercises that were done in these weeks.
    pub fn done(&self) -> impl Iterator<Item = &Series<'a>> {
        self.exercises.iter().filter(|series| !series.points.is_empty())
    }

    /// The weeks with notably more foot contacts than those before them.
    pub fn above(&self) -> impl DoubleEndedIterator<Item = (&Week, Before)> {
        self.weeks.iter().filter_map(|week| Some((week, week.before.filter(|before| before.is_below(week.contacts))?)))
    }
}

fn week(sessions: &[SessionStats], monday: civil::Date) -> Week {
    let own = period::of_week(sessions, monday);
    Week {
        monday,
        sessions: own.clone().filter(|session| session.was_done()).fold(0, |count, _| count + 1),
        worked: own.clone().map(|session| session.worked).sum(),
        contacts: contacts::sum(own),
        before: Before::of(sessions, monday),
    }
}

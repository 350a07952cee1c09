//! What the sessions of a routine come to over some weeks: how they ended, what was worked, foot contacts, and each
//! exercise over time.

mod amount;
mod contacts;
mod series;
mod span;

pub use contacts::Before;
pub use series::{Measure, Move, Point, Series};
pub use span::Span;

use std::time::Duration;

use jiff::{Zoned, civil};

use crate::model::Routine;
use crate::plan::Plan;
use crate::progression::{Decisions, PastSession};
use crate::record::{Block, Past, Record};
use amount::Amount;

/// A session, and what it came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
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

/// What the sessions of a routine come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Stats<'a> {
    pub routine: &'a Routine,
    /// The day of the moment at which they are told.
    pub on: civil::Date,
    pub span: Span,
    pub weeks: Vec<Week>,
    /// Those that began in these weeks, the oldest first.
    pub sessions: Vec<Session>,
    /// Of the exercises in the order of the file.
    pub exercises: Vec<Series<'a>>,
}

impl Session {
    /// What a session came to, as today's routine sees it.
    pub fn new(routine: &Routine, past: Past, plan: &Plan, record: &Record) -> Self {
        let done: Vec<_> = record.blocks(plan).into_iter().filter(Block::was_done).collect();
        let amounts = Amount::all_of(plan, &done);
        let of = |id: &str| amounts.get(id).cloned().unwrap_or_default();
        Self {
            worked: record.work_time(plan),
            contacts: contacts::of(plan, &done),
            amounts: routine.exercises().map(|exercise| of(&exercise.id)).collect(),
            attended: PastSession::new(routine, past.began.clone(), plan, record),
            past,
        }
    }

    fn was_done(&self) -> bool {
        self.past.completion.is_none_or(|completion| completion.tally.done > 0)
    }
}

impl<'a> Stats<'a> {
    /// What sessions come to at a moment, at which `decisions` are what is asked. Those since [`Span::known_from`] tell how
    /// a week compares with the weeks before it.
    pub fn of(
        routine: &'a Routine,
        mut sessions: Vec<Session>,
        decisions: Decisions,
        span: Span,
        moment: &Zoned,
    ) -> Self {
        sessions.sort_by_key(|session| (session.past.began.date(), session.past.began.timestamp()));
        let weeks = span.mondays().map(|monday| week(&sessions, monday)).collect();
        let exercises = routine.exercises().zip(decisions.exercises).enumerate();
        let exercises = exercises.map(|(place, (exercise, today))| Series {
            today,
            ..Series::of(routine, place, exercise, &sessions, span)
        });
        let exercises = exercises.collect();
        let sessions = sessions.into_iter().filter(|session| span.holds(session.past.began.date())).collect();
        Self { routine, on: moment.date(), span, weeks, sessions, exercises }
    }

    /// The weeks with notably more foot contacts than those before them.
    pub fn above(&self) -> impl DoubleEndedIterator<Item = (&Week, Before)> {
        self.weeks.iter().filter_map(|week| Some((week, week.before.filter(|before| before.is_below(week.contacts))?)))
    }
}

fn week(sessions: &[Session], monday: civil::Date) -> Week {
    let own = span::of_week(sessions, monday);
    Week {
        monday,
        sessions: own.clone().filter(|session| session.was_done()).fold(0, |count, _| count + 1),
        worked: own.clone().map(|session| session.worked).sum(),
        contacts: contacts::sum(own),
        before: Before::of(sessions, monday),
    }
}

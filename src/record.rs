//! What was done, folded from the facts of a session.

use std::time::Duration;

use jiff::Zoned;

use crate::model::{Label, Level};
use crate::plan::{Plan, Step, Work};
use crate::session::{Answers, Event, Fact, Mono, Outcome, What};

/// What was done in one session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// Every step that was begun, gaps too, in the order of time.
    pub attempts: Vec<Attempt>,
    /// Pain that was told, and when.
    pub pain: Vec<(Mono, Level)>,
    /// The answers at the end.
    pub answers: Answers,
    /// Whether the session reached its last step; `None` while it is under way.
    pub complete: Option<bool>,
}

/// A step that was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Index in the plan.
    pub step: usize,
    /// Round, from 1.
    pub round: u32,
    /// When it began.
    pub started: Mono,
    /// How it ended; `None` while it is under way.
    pub outcome: Option<Outcome>,
    /// How long it was done, without pauses.
    pub active: Duration,
    /// Reps, where they were told or counted.
    pub reps: Option<u32>,
}

/// A session of the past, as a list of them tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Past {
    /// The id of the session.
    pub id: String,
    pub routine: Label,
    /// When it began, on a clock on the wall.
    pub began: Zoned,
    /// When it ended, or was heard of last; what was said of it afterwards does not count.
    pub ended: Zoned,
    /// How long it was, in session time.
    pub time: Duration,
    /// Whether it reached its last step; `None` where it has no end.
    pub complete: Option<bool>,
    /// The worst pain that was told.
    pub pain: Option<Level>,
    pub effort: Option<Level>,
    pub note: Option<String>,
    /// Whether the user wants to see it no more.
    pub deleted: bool,
}

impl Attempt {
    /// How it ended, in the light of how many reps it really was: what reached the low end of its step is done.
    pub fn outcome_at(&self, step: &Step) -> Option<Outcome> {
        let owed = step.work().and_then(Work::least_reps);
        match (self.outcome, self.reps.zip(owed)) {
            (Some(Outcome::Done | Outcome::Partial), Some((reps, owed))) if reps >= owed => Some(Outcome::Done),
            (Some(Outcome::Done | Outcome::Partial), Some(_)) => Some(Outcome::Partial),
            (outcome, _) => outcome,
        }
    }
}

impl Record {
    /// The record of these events.
    pub fn of<'a>(events: impl IntoIterator<Item = &'a Event>) -> Self {
        let mut record = Self::default();
        events.into_iter().for_each(|event| record.add(event));
        record
    }

    /// Adds an event; cues are nothing to a record.
    pub fn add(&mut self, event: &Event) {
        let What::Fact(fact) = &event.what else { return };
        match fact {
            Fact::Started { .. } => self.attempts.push(Attempt {
                step: event.step,
                round: event.round,
                started: event.at,
                outcome: None,
                active: Duration::ZERO,
                reps: None,
            }),
            Fact::Ended { outcome, active, reps } => {
                if let Some(open) = self.attempts.last_mut().filter(|attempt| attempt.outcome.is_none()) {
                    open.outcome = Some(*outcome);
                    open.active = *active;
                    open.reps = *reps;
                }
            }
            Fact::Amended { reps } => {
                let mut latest = self.attempts.iter_mut().rev();
                if let Some(attempt) = latest.find(|it| (it.step, it.round) == (event.step, event.round)) {
                    attempt.reps = Some(*reps);
                }
            }
            Fact::Pain(pain) => self.pain.push((event.at, *pain)),
            Fact::Answered(answers) => self.answers = answers.clone(),
            Fact::Finished { complete } => self.complete = Some(*complete),
            Fact::Paused | Fact::Resumed | Fact::Gap(_) => {}
        }
    }

    /// The worst pain: what was answered at the end, else the worst that was told on the way.
    pub fn worst_pain(&self) -> Option<Level> {
        self.answers.pain.or_else(|| self.pain.iter().map(|(_, level)| *level).max())
    }

    /// The attempt at a step that counts: the last one.
    pub fn latest(&self, step: usize, round: u32) -> Option<&Attempt> {
        self.attempts.iter().rev().find(|attempt| (attempt.step, attempt.round) == (step, round))
    }

    /// How long was worked, all attempts together, without pauses.
    pub fn work_time(&self, plan: &Plan) -> Duration {
        self.time(plan, false)
    }

    /// How long was rested, prepared and switched, without pauses.
    pub fn rest_time(&self, plan: &Plan) -> Duration {
        self.time(plan, true)
    }

    fn time(&self, plan: &Plan, gaps: bool) -> Duration {
        let wanted = self.attempts.iter().filter(|attempt| plan.steps[attempt.step].is_gap() == gaps);
        wanted.map(|attempt| attempt.active).sum()
    }

    /// The highest round in which a phase was worked in.
    pub fn rounds(&self, plan: &Plan, phase: usize) -> u32 {
        let of_phase = self.attempts.iter().filter(|attempt| plan.steps[attempt.step].phase == phase);
        of_phase.filter(|attempt| !plan.steps[attempt.step].is_gap()).map(|attempt| attempt.round).max().unwrap_or(0)
    }
}

//! What was done in a session, folded from its facts.

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::Zoned;

use crate::model::{Label, Level};
use crate::plan::{PhaseId, Plan, StepId, Work};
use crate::session::{Answers, Event, Fact, Mono, Outcome, What};

/// What was done in one session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// Every attempt at a step, gaps included, in the order of time.
    pub attempts: Vec<Attempt>,
    /// The answers about pain during the session, with their times.
    pub pain: Vec<(Mono, Level)>,
    /// The answers at the end.
    pub answers: Answers,
    /// Whether the session reached its last step; `None` while it is under way.
    pub complete: Option<bool>,
}

/// A step that was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    pub step: StepId,
    /// Round, from 1.
    pub round: u32,
    /// When it began.
    pub started: Mono,
    /// How it ended before any amendment; `None` while it is under way.
    ended: Option<Outcome>,
    /// How long it lasted, without pauses.
    pub active: Duration,
    /// Reps, where the user entered them or the timer counted them.
    pub reps: Option<u32>,
}

/// A block of work of a plan, in a round, and what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block<'a> {
    pub step: StepId,
    /// Round, from 1.
    pub round: u32,
    /// The attempt that counts; `None` where none was begun.
    pub attempt: Option<&'a Attempt>,
    /// How that attempt ended; `None` while it is under way.
    pub outcome: Option<Outcome>,
}

/// A past session, as lists show it.
#[derive(Debug, Clone, PartialEq)]
pub struct Past {
    /// The id of the session.
    pub id: String,
    pub routine: Label,
    /// Wall time at its start.
    pub began: Zoned,
    /// Wall time at its end, or at its last event where it has no end. Later corrections do not count.
    pub ended: Zoned,
    /// How long it lasted, in session time.
    pub time: Duration,
    /// Whether it reached its last step; `None` where it has no end.
    pub complete: Option<bool>,
    /// The worst pain.
    pub pain: Option<Level>,
    pub effort: Option<Level>,
    pub note: Option<String>,
    /// Whether the user deleted it. Its journal stays.
    pub deleted: bool,
}

impl Attempt {
    /// How it ended; `None` while it is under way. Amended reps decide whether it reached the low end of its step.
    pub fn outcome(&self, plan: &Plan) -> Option<Outcome> {
        let least = plan[self.step].work().and_then(Work::least_reps);
        match (self.ended?, self.reps.zip(least)) {
            (Outcome::Done | Outcome::Partial, Some((reps, least))) if reps >= least => Some(Outcome::Done),
            (Outcome::Done | Outcome::Partial, Some(_)) => Some(Outcome::Partial),
            (outcome, _) => Some(outcome),
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

    /// Adds an event. Cues are not recorded.
    pub fn add(&mut self, event: &Event) {
        let What::Fact(fact) = &event.what else { return };
        match fact {
            Fact::Started { .. } => self.attempts.push(Attempt {
                step: event.step,
                round: event.round,
                started: event.at,
                ended: None,
                active: Duration::ZERO,
                reps: None,
            }),
            Fact::Ended { outcome, active, reps } => {
                if let Some(open) = self.attempts.last_mut().filter(|attempt| attempt.ended.is_none()) {
                    open.ended = Some(*outcome);
                    open.active = *active;
                    open.reps = *reps;
                }
            }
            Fact::Amended { reps } => {
                if let Some(counts) = self.counting(event.step, event.round) {
                    self.attempts[counts].reps = Some(*reps);
                }
            }
            Fact::Pain(pain) => self.pain.push((event.at, *pain)),
            Fact::Answered(answers) => self.answers = answers.clone(),
            Fact::Finished { complete } => self.complete = Some(*complete),
            Fact::Paused | Fact::Resumed | Fact::Gap(_) | Fact::Discarded => {}
        }
    }

    /// The worst pain: the answer at the end, else the highest during the session.
    pub fn worst_pain(&self) -> Option<Level> {
        self.answers.pain.or_else(|| self.pain.iter().map(|(_, level)| *level).max())
    }

    /// The index of the attempt that counts at a step: the last one.
    fn counting(&self, step: StepId, round: u32) -> Option<usize> {
        self.attempts.iter().rposition(|attempt| (attempt.step, attempt.round) == (step, round))
    }

    /// The attempt at a step that counts.
    pub fn attempt(&self, step: StepId, round: u32) -> Option<&Attempt> {
        self.counting(step, round).map(|counts| &self.attempts[counts])
    }

    /// Every block of work that was prescribed, in the order of the plan; of a looping phase those of all rounds that
    /// were begun. Rounds are not counted up to the highest: a journal with missing lines may jump to any.
    pub fn blocks<'a>(&'a self, plan: &Plan) -> Vec<Block<'a>> {
        let worked = self.attempts.iter().filter(|attempt| !plan[attempt.step].is_gap());
        let begun: BTreeSet<_> = worked.map(|attempt| (plan[attempt.step].phase, attempt.round)).collect();
        let mut blocks = Vec::new();
        for (id, step) in plan.steps_with_ids().filter(|(_, step)| !step.is_gap()) {
            let mut add = |round| {
                let attempt = self.attempt(id, round);
                let outcome = attempt.and_then(|attempt| attempt.outcome(plan));
                blocks.push(Block { step: id, round, attempt, outcome });
            };
            match step.rounds {
                Some(_) => add(step.round),
                None => begun.range((step.phase, 1)..=(step.phase, u32::MAX)).for_each(|(_, round)| add(*round)),
            }
        }
        blocks
    }

    /// The time spent in work, in all attempts, without pauses.
    pub fn work_time(&self, plan: &Plan) -> Duration {
        self.time(plan, false)
    }

    /// The time spent in rest, prepare and switch, without pauses.
    pub fn rest_time(&self, plan: &Plan) -> Duration {
        self.time(plan, true)
    }

    fn time(&self, plan: &Plan, gaps: bool) -> Duration {
        let wanted = self.attempts.iter().filter(|attempt| plan[attempt.step].is_gap() == gaps);
        wanted.map(|attempt| attempt.active).sum()
    }

    /// The highest round in which a phase was worked in.
    pub fn rounds(&self, plan: &Plan, phase: PhaseId) -> u32 {
        let of_phase = self.attempts.iter().filter(|attempt| plan[attempt.step].phase == phase);
        of_phase.filter(|attempt| !plan[attempt.step].is_gap()).map(|attempt| attempt.round).max().unwrap_or(0)
    }
}

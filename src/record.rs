//! What was done in a session, folded from its facts.

mod last_times;
mod load;
mod past;
mod score;
mod set_done;

pub use last_times::LastTimes;
pub use past::{Completion, Past};
pub use score::Score;

use std::collections::BTreeSet;
use std::time::Duration;

use crate::model::{Level, Load};
use crate::plan::{Plan, StepId, Work};
use load::LoadEntry;

use crate::session::{AnswerChanges, Answers, Event, Fact, Mono, Outcome, Tally, What};

/// What was done in one session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// Every attempt at a step, gaps included, in the order of time.
    pub attempts: Vec<Attempt>,
    /// The loads that were entered, in that order.
    loads: Vec<LoadEntry>,
    /// The pain that was entered during the session.
    pub pain: Vec<PainEntry>,
    /// The answers at the end, as corrected.
    pub answers: Answers,
    /// The worst pain of the morning after.
    pub morning: Option<Level>,
    /// Whether the pain of the answers replaces all pain that was entered before.
    is_pain_corrected: bool,
    /// How long the session lasted, until its last step ended: work, rest, and the time in which both stood still.
    pub time: Duration,
    /// Whether the session reached its last step; `None` while it is under way.
    pub complete: Option<bool>,
    /// What was done of it, as its last line counts it.
    pub tally: Option<Tally>,
}

/// Pain that was entered during the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PainEntry {
    pub at: Mono,
    /// The block in which it was entered, or the one before the gap.
    pub step: StepId,
    pub level: Level,
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
    /// Whether the user entered them after its end.
    is_amended: bool,
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
    /// The load that was entered for it.
    pub load_told: Option<Load>,
    /// Whether it was owed and nothing of it was done. A phase that repeats until its time is up owes its first round, and
    /// nothing once any of it was done.
    pub is_left_out: bool,
}

impl Attempt {
    /// How it ended; `None` while it is under way. Amended reps make work of what was skipped or left, and decide whether
    /// it reached the low end of its step.
    pub fn outcome(&self, plan: &Plan) -> Option<Outcome> {
        let least = plan[self.step].work().and_then(Work::least_reps);
        match (self.outcome_as_entered()?, self.reps.zip(least)) {
            (Outcome::Done | Outcome::Partial, Some((reps, least))) if reps >= least => Some(Outcome::Done),
            (Outcome::Done | Outcome::Partial, Some(_)) => Some(Outcome::Partial),
            (outcome, _) => Some(outcome),
        }
    }

    /// Whether it was done, in part or to the end of its clock: such an attempt counts before others.
    fn was_done(&self) -> bool {
        self.outcome_as_entered().is_some_and(Outcome::was_done)
    }

    /// How it ended; reps that were entered for what was skipped or left make it done.
    fn outcome_as_entered(&self) -> Option<Outcome> {
        let was_done = self.ended.is_some_and(Outcome::was_done);
        let is_entered = self.is_amended && self.reps != Some(0);
        if is_entered && !was_done { Some(Outcome::Done) } else { self.ended }
    }
}

impl Block<'_> {
    /// Its load, as text: what was entered, else that of the plan.
    pub fn load(&self, plan: &Plan) -> Option<String> {
        self.load_told.map(|load| load.to_string()).or_else(|| plan.card(self.step).load_in_use())
    }

    /// Whether something of it was done.
    pub fn was_done(&self) -> bool {
        self.outcome.is_some_and(Outcome::was_done)
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
        if event.is_of_step() {
            self.time = event.at.0;
        }
        match fact {
            Fact::Started { .. } => self.attempts.push(Attempt {
                step: event.step,
                round: event.round,
                started: event.at,
                ended: None,
                active: Duration::ZERO,
                reps: None,
                is_amended: false,
            }),
            Fact::Ended { outcome, active, reps } => {
                if let Some(open) = self.attempts.last_mut().filter(|attempt| attempt.ended.is_none()) {
                    open.ended = Some(*outcome);
                    open.active = *active;
                    open.reps = if open.is_amended { open.reps } else { *reps };
                }
            }
            Fact::Amended { reps } => {
                if let Some(counts) = self.counting(event.step, event.round) {
                    let counts = &mut self.attempts[counts];
                    (counts.reps, counts.is_amended) = (Some(*reps), true);
                }
            }
            Fact::Load(load) => self.enter_load(event, *load),
            Fact::Pain(level) => self.pain.push(PainEntry { at: event.at, step: event.step, level: *level }),
            Fact::Answered(answers) => self.answers = answers.clone(),
            Fact::Morning(pain) => self.morning = self.morning.max(Some(*pain)),
            Fact::Corrected(changes) => self.correct(changes),
            Fact::Finished { complete, tally } => {
                self.complete = Some(*complete);
                self.tally = *tally;
            }
            Fact::Paused | Fact::Resumed | Fact::Gap(_) | Fact::Discarded => {}
        }
    }

    fn correct(&mut self, changes: &AnswerChanges) {
        let AnswerChanges { effort, pain, morning, note } = changes.clone();
        self.is_pain_corrected |= pain.is_some();
        self.answers = Answers {
            effort: effort.unwrap_or(self.answers.effort),
            pain: pain.unwrap_or(self.answers.pain),
            note: note.unwrap_or_else(|| self.answers.note.take()),
        };
        self.morning = morning.unwrap_or(self.morning);
    }

    /// The worst pain that was entered during the session and at its end, or what it was corrected to.
    pub fn worst_pain(&self) -> Option<Level> {
        let on_the_way = self.pain.iter().map(|told| told.level).filter(|_| !self.is_pain_corrected);
        self.answers.pain.max(on_the_way.max())
    }

    /// The index of the attempt that counts at a step: the last one that was done, in part or to the end of its clock.
    /// One that was skipped, left or is under way counts only where there is no other, so that going back loses nothing.
    fn counting(&self, step: StepId, round: u32) -> Option<usize> {
        let is_here = |attempt: &Attempt| (attempt.step, attempt.round) == (step, round);
        let done = self.attempts.iter().rposition(|attempt| is_here(attempt) && attempt.was_done());
        done.or_else(|| self.attempts.iter().rposition(is_here))
    }

    /// Whether it is the attempt at its step that counts.
    pub fn counts(&self, attempt: &Attempt) -> bool {
        self.attempt(attempt.step, attempt.round).is_some_and(|counts| std::ptr::eq(counts, attempt))
    }

    /// The attempt at a step that counts.
    pub fn attempt(&self, step: StepId, round: u32) -> Option<&Attempt> {
        self.counting(step, round).map(|counts| &self.attempts[counts])
    }

    /// Every block of work that was prescribed, in the order of the plan; of a looping phase those of all rounds that
    /// were begun, or of the first. Rounds are not counted up to the highest: a journal with missing lines may jump to
    /// any.
    pub fn blocks<'a>(&'a self, plan: &Plan) -> Vec<Block<'a>> {
        let worked = || self.attempts.iter().filter(|attempt| !plan[attempt.step].is_gap());
        let begun: BTreeSet<_> = worked().map(|attempt| (plan[attempt.step].phase, attempt.round)).collect();
        let done = worked().filter(|attempt| attempt.was_done());
        let done: BTreeSet<_> = done.map(|attempt| plan[attempt.step].phase).collect();
        let mut blocks = Vec::new();
        for (id, step) in plan.steps_with_ids().filter(|(_, step)| !step.is_gap()) {
            let is_owed = !step.optional && (step.rounds.is_some() || !done.contains(&step.phase));
            let mut add = |round| {
                let attempt = self.attempt(id, round);
                let outcome = attempt.and_then(|attempt| attempt.outcome(plan));
                let is_left_out = is_owed && round == step.round && !outcome.is_some_and(Outcome::was_done);
                let load_told = attempt.and_then(|attempt| self.load_told(plan, attempt));
                blocks.push(Block { step: id, round, attempt, outcome, load_told, is_left_out });
            };
            let rounds = begun.range((step.phase, 1)..=(step.phase, u32::MAX));
            match step.rounds {
                None if rounds.clone().next().is_some() => rounds.for_each(|(_, round)| add(*round)),
                _ => add(step.round),
            }
        }
        blocks
    }

    /// How it ended; `None` where it has no end.
    pub fn completion(&self, plan: &Plan) -> Option<Completion> {
        let reached_end = self.complete?;
        let blocks = self.blocks(plan);
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let tally = Tally {
            done: count(blocks.iter().filter(|block| block.was_done()).count()),
            left_out: count(blocks.iter().filter(|block| block.is_left_out).count()),
        };
        Some(Completion { reached_end, tally })
    }

    /// The same where the plan is not at hand: as the session said itself when it was over.
    pub fn completion_without_plan(&self) -> Option<Completion> {
        let done = self.attempts.iter().any(Attempt::was_done).into();
        let tally = self.tally.unwrap_or(Tally { done, left_out: 0 });
        self.complete.map(|reached_end| Completion { reached_end, tally })
    }

    /// The time spent in work, in all attempts, without pauses.
    pub fn work_time(&self, plan: &Plan) -> Duration {
        self.time_in(plan, false)
    }

    /// The time spent in rest, prepare and switch, without pauses.
    pub fn rest_time(&self, plan: &Plan) -> Duration {
        self.time_in(plan, true)
    }

    fn time_in(&self, plan: &Plan, gaps: bool) -> Duration {
        let wanted = self.attempts.iter().filter(|attempt| plan[attempt.step].is_gap() == gaps);
        wanted.map(|attempt| attempt.active).sum()
    }

    /// The time in which neither work nor rest went on: pauses, questions, and the countdowns before work goes on.
    pub fn paused_time(&self, plan: &Plan) -> Duration {
        self.time.saturating_sub(self.work_time(plan) + self.rest_time(plan))
    }
}

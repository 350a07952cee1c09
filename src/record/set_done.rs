//! What was done in a block, in the terms of its set.

use super::{Attempt, Block};
use crate::model::Side;
use crate::plan::{AmountDone, Plan, SetDone, Work};
use crate::session::Outcome;

impl Block<'_> {
    /// What was done in it, where anything was. Reps where the block counts them and they are known, else its time. Of reps
    /// that the clock cut nobody knows how many they were.
    pub fn set_done(&self, plan: &Plan) -> Option<SetDone> {
        let (attempt, step) = (self.attempt.filter(|_| self.was_done())?, &plan[self.step]);
        let amount = match attempt.reps.filter(|_| step.work().is_some_and(Work::counts_reps)) {
            Some(reps) if step.side == Side::Alternate && reps % 2 == 0 => AmountDone::Alternating(reps),
            Some(reps) => AmountDone::Reps(reps),
            None if self.outcome == Some(Outcome::TimeUp) && matches!(step.work(), Some(Work::Reps { .. })) => {
                return None;
            }
            None if self.is_unknown() => return None,
            None => AmountDone::Time(attempt.active),
        };
        Some(SetDone { amount, load: self.load(plan) })
    }

    /// Whether it was begun and not finished, and nobody knows how much of it was done: of what is entered afterwards.
    pub fn is_unknown(&self) -> bool {
        let is_unknown = |attempt: &Attempt| attempt.reps.is_none() && attempt.active.is_zero();
        self.outcome == Some(Outcome::Partial) && self.attempt.is_some_and(is_unknown)
    }
}

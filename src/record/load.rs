//! The loads that were entered in a session.

use std::ptr;

use super::{Attempt, Record};
use crate::model::Load;
use crate::plan::{Plan, StepId};
use crate::session::Event;

/// A load that was entered for a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LoadEntry {
    step: StepId,
    /// From 1.
    round: u32,
    load: Load,
    /// How many attempts had been begun by then.
    begun: usize,
}

impl Record {
    pub(super) fn enter_load(&mut self, event: &Event, load: Load) {
        self.loads.push(LoadEntry { step: event.step, round: event.round, load, begun: self.attempts.len() });
    }

    /// The load that was entered last for the block of an attempt, or of its exercise or movement before the attempt
    /// began: it holds until another one is entered.
    pub fn load_told(&self, plan: &Plan, attempt: &Attempt) -> Option<Load> {
        let place = || self.attempts.iter().position(|other| ptr::eq(other, attempt));
        let stands = |told: &&LoadEntry| {
            let is_of_block = (told.step, told.round) == (attempt.step, attempt.round);
            let is_of_card = plan[told.step].card == plan[attempt.step].card;
            is_of_block || is_of_card && place().is_some_and(|place| told.begun <= place)
        };
        self.loads.iter().rfind(stands).map(|told| told.load)
    }
}

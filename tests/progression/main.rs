//! What is asked today: the ladders of a routine, and the rules that lead along them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

#[path = "../support/mod.rs"]
mod support;

mod any;
mod histories;
mod ladder;
mod laws;
mod reading;
mod weeks;

use calfguide::model::Routine;
use calfguide::plan::Plan;
use calfguide::progression::{Decider, Decisions, PastSession};
use calfguide::record::Record;
use jiff::Zoned;

/// A session that was done.
#[derive(Debug, Clone)]
struct Done {
    began: Zoned,
    plan: Plan,
    record: Record,
}

impl Done {
    fn past(&self, routine: &Routine) -> PastSession {
        PastSession::new(routine, self.began.clone(), &self.plan, &self.record)
    }
}

/// What is asked after these sessions, whatever order they were entered in.
fn decide(routine: &Routine, done: &[Done], moment: &Zoned) -> Decisions {
    let mut sorted: Vec<_> = done.iter().collect();
    sorted.sort_by_key(|done| done.began.timestamp());
    Decider::new(routine, sorted.into_iter().rev().map(|done| done.past(routine))).at(moment)
}

//! Replays the lines of a session: what was planned and what was done.

use std::sync::Arc;
use std::time::Duration;

use ulid::Ulid;

use super::fault::{self, Fault, FaultKind};
use super::line::Entry;
use super::merge::Merged;
use crate::plan::Plan;
use crate::record::{Past, Record};
use crate::session::Event;

/// A session, folded from its lines.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Replayed {
    /// `None` where no line names the routine.
    pub(super) past: Option<Past>,
    /// The plan it followed, where it can be read.
    pub(super) plan: Option<Arc<Plan>>,
    /// The facts that fit the plan.
    pub(super) events: Vec<Event>,
    /// What was done, by these facts.
    pub(super) record: Record,
    /// Lines that do not fit.
    pub(super) faults: Vec<Fault>,
}

/// Replays the lines of a session.
pub(super) fn replay(id: Ulid, merged: &Merged) -> Replayed {
    let lines = || merged.lines().map(|located| &located.line);
    // Every fact is checked against one plan, wherever the two are.
    let plan = lines().find_map(|line| if let Entry::Plan(plan) = &line.entry { Some(Arc::clone(plan)) } else { None });
    let mut replayed = Replayed { past: None, plan, events: Vec::new(), record: Record::default(), faults: Vec::new() };
    let mut routine = None;
    let (mut deleted, mut entered) = (false, false);
    for located in merged.lines() {
        match &located.line.entry {
            Entry::Fact(event) if replayed.plan.as_ref().is_none_or(|plan| fits(event, plan, located.line.seq)) => {
                replayed.events.push(event.clone());
            }
            Entry::Fact(event) => {
                let what = format!("step {} in round {} is not in the plan", event.step.0, event.round);
                fault::add(&mut replayed.faults, located.fault(FaultKind::Malformed(what)));
            }
            Entry::Session { routine: named, entered: was_entered, .. } => {
                (routine, entered) = (Some(named.clone()), *was_entered);
            }
            Entry::Plan(plan) if replayed.plan.as_ref().is_some_and(|one| Arc::ptr_eq(one, plan) || one == plan) => {}
            Entry::Plan(_) => {
                let what = "a session has one plan".to_owned();
                fault::add(&mut replayed.faults, located.fault(FaultKind::Malformed(what)));
            }
            Entry::Deleted => deleted = true,
            Entry::Restored => deleted = false,
        }
    }
    replayed.record = Record::of(&replayed.events);
    let routine = routine.or_else(|| Some(replayed.plan.as_ref()?.routine.clone()));
    // The session ends with its last step, whatever is asked, answered and corrected afterwards.
    let end = merged.session.values().rfind(|located| located.line.entry.is_of_step());
    let end = end.map(|located| &located.line).or_else(|| lines().next());
    if let (Some(routine), Some(first), Some(end)) = (routine, lines().next(), end) {
        let record = &replayed.record;
        replayed.past = Some(Past {
            id: id.to_string(),
            routine,
            began: first.at.clone(),
            ended: end.at.clone(),
            time: if let Entry::Fact(event) = &end.entry { event.at.0 } else { Duration::ZERO },
            completion: match &replayed.plan {
                Some(plan) => record.completion(plan),
                None => record.completion_without_plan(),
            },
            pain: record.worst_pain(),
            morning: record.morning,
            effort: record.answers.effort,
            note: record.answers.note.clone(),
            entered,
            deleted,
        });
    }
    replayed
}

/// Whether a fact is about a step of the plan, in a round that can have been reached by then.
fn fits(event: &Event, plan: &Plan, seq: u64) -> bool {
    plan.get(event.step).is_some_and(|step| match step.rounds {
        Some(_) => event.round == step.round,
        None => event.round >= 1 && u64::from(event.round) <= seq,
    })
}

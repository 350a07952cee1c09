//! From the lines of a session to what was done.

use jiff::Zoned;
use ulid::Ulid;

use super::contents::{Fault, Placed};
use super::line::{Entry, Flaw, Line};
use crate::plan::Plan;
use crate::record::{Past, Record};
use crate::session::{Event, Fact, What};

/// What the lines of a session come to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fold {
    /// As a list tells it; `None` where the lines do not say what the session was.
    pub(super) past: Option<Past>,
    /// The plan it was done against, where it can be read.
    pub(super) plan: Option<Plan>,
    /// Its facts that fit the plan.
    pub(super) events: Vec<Event>,
    /// Lines that do not fit, and lines that are not there.
    pub(super) faults: Vec<Fault>,
}

/// Folds the lines of a session, in order and each once. `all`: no line should be missing.
pub(super) fn fold(id: Ulid, lines: Vec<Placed>, all: bool) -> Fold {
    // One plan, which every fact is held against, wherever the two stand.
    let plan = lines.iter().find_map(|placed| match &placed.line.entry {
        Entry::Plan(plan) => Some((**plan).clone()),
        _ => None,
    });
    let mut fold = Fold { past: None, plan, events: Vec::new(), faults: Vec::new() };
    let mut routine = None;
    let mut times: Option<(Zoned, Zoned)> = None;
    let (mut deleted, mut finished) = (false, false);
    let mut next = 0;
    for placed in lines {
        let Line { seq, ref at, .. } = placed.line;
        if all && seq > next {
            fold.faults.push(placed.fault(Flaw::Missing { first: next, last: seq - 1 }));
        }
        next = seq.saturating_add(1);
        let afterwards = finished || matches!(placed.line.entry, Entry::Deleted | Entry::Restored);
        match &mut times {
            None => times = Some((at.clone(), at.clone())),
            Some((_, ended)) if !afterwards => ended.clone_from(at),
            Some(_) => {}
        }
        match placed.line.entry {
            Entry::Fact(ref event) if !fold.plan.as_ref().is_none_or(|plan| fits(event, plan, seq)) => {
                let what = format!("step {} in round {} is not in the plan", event.step, event.round);
                fold.faults.push(placed.fault(Flaw::Malformed(what)));
            }
            Entry::Fact(event) => {
                finished |= matches!(event.what, What::Fact(Fact::Finished { .. }));
                fold.events.push(event);
            }
            Entry::Session { routine: said, .. } => routine = Some(said),
            Entry::Plan(plan) if fold.plan.as_ref() == Some(&*plan) => {}
            Entry::Plan(_) => fold.faults.push(placed.fault(Flaw::Malformed("a session has one plan".to_owned()))),
            Entry::Deleted => deleted = true,
            Entry::Restored => deleted = false,
        }
    }
    let routine = routine.or_else(|| Some(fold.plan.as_ref()?.routine.clone()));
    if let (Some(routine), Some((began, ended))) = (routine, times) {
        let record = Record::of(&fold.events);
        fold.past = Some(Past {
            id: id.to_string(),
            routine,
            began,
            ended,
            time: fold.events.iter().map(|event| event.at.0).max().unwrap_or_default(),
            complete: record.complete,
            pain: record.worst_pain(),
            effort: record.answers.effort,
            note: record.answers.note,
            deleted,
        });
    }
    fold
}

/// Whether a fact is of a step of the plan, in a round that it can have come to by then.
fn fits(event: &Event, plan: &Plan, seq: u64) -> bool {
    plan.steps.get(event.step).is_some_and(|step| match step.rounds {
        Some(_) => event.round == step.round,
        None => event.round >= 1 && u64::from(event.round) <= seq,
    })
}

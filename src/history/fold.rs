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
    let mut fold = Fold { past: None, plan: None, events: Vec::new(), faults: Vec::new() };
    let mut routine = None;
    let mut times: Option<(Zoned, Zoned)> = None;
    let (mut deleted, mut finished) = (false, false);
    let mut next = 0;
    for placed in lines {
        let Line { seq, at, .. } = &placed.line;
        if all && *seq > next {
            fold.faults.push(placed.fault(Flaw::Missing(lines_from(next, seq - 1))));
        }
        next = seq.saturating_add(1);
        match &mut times {
            None => times = Some((at.clone(), at.clone())),
            Some((_, ended)) if !finished => ended.clone_from(at),
            Some(_) => {}
        }
        match &placed.line.entry {
            Entry::Fact(event) if !fold.plan.as_ref().is_none_or(|plan| fits(event, plan, *seq)) => {
                let what = format!("step {} in round {} is not in the plan", event.step, event.round);
                fold.faults.push(placed.fault(Flaw::Malformed(what)));
            }
            Entry::Fact(event) => {
                finished |= matches!(event.what, What::Fact(Fact::Finished { .. }));
                fold.events.push(event.clone());
            }
            Entry::Session { routine: said, .. } => routine = Some(said.clone()),
            Entry::Plan(plan) => fold.plan = Some((**plan).clone()),
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

/// `line 7`, `lines 7 to 9`
fn lines_from(first: u64, last: u64) -> String {
    if first == last { format!("line {first}") } else { format!("lines {first} to {last}") }
}

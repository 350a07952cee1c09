//! Replays the lines of a session: what was planned and what was done.

use jiff::Zoned;
use ulid::Ulid;

use super::fault::{Fault, FaultKind};
use super::line::{Entry, Line};
use super::parse::LocatedLine;
use crate::plan::Plan;
use crate::record::{Past, Record};
use crate::session::{Event, Fact, What};

/// A session as its lines tell it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Replayed {
    /// `None` where no line says which routine it was.
    pub(super) past: Option<Past>,
    /// The plan it followed, where it can be read.
    pub(super) plan: Option<Plan>,
    /// The facts that fit the plan.
    pub(super) events: Vec<Event>,
    /// Lines that do not fit, and missing lines.
    pub(super) faults: Vec<Fault>,
}

/// Replays the lines of a session, in order and each once. `all`: a missing line is a fault.
pub(super) fn replay(id: Ulid, lines: Vec<LocatedLine>, all: bool) -> Replayed {
    // Every fact is checked against one plan, wherever the two stand.
    let plan = lines.iter().find_map(|located| match &located.line.entry {
        Entry::Plan(plan) => Some((**plan).clone()),
        _ => None,
    });
    let mut replayed = Replayed { past: None, plan, events: Vec::new(), faults: Vec::new() };
    let mut routine = None;
    let mut times: Option<(Zoned, Zoned)> = None;
    let (mut deleted, mut finished) = (false, false);
    let mut next = 0;
    for located in lines {
        let Line { seq, ref at, .. } = located.line;
        if all && seq > next {
            replayed.faults.push(located.fault(FaultKind::Missing { first: next, last: seq - 1 }));
        }
        next = seq.saturating_add(1);
        let afterwards = finished || matches!(located.line.entry, Entry::Deleted | Entry::Restored);
        match &mut times {
            None => times = Some((at.clone(), at.clone())),
            Some((_, ended)) if !afterwards => ended.clone_from(at),
            Some(_) => {}
        }
        match located.line.entry {
            Entry::Fact(ref event) if !replayed.plan.as_ref().is_none_or(|plan| fits(event, plan, seq)) => {
                let what = format!("step {} in round {} is not in the plan", event.step.0, event.round);
                replayed.faults.push(located.fault(FaultKind::Malformed(what)));
            }
            Entry::Fact(event) => {
                finished |= matches!(event.what, What::Fact(Fact::Finished { .. }));
                replayed.events.push(event);
            }
            Entry::Session { routine: named, .. } => routine = Some(named),
            Entry::Plan(plan) if replayed.plan.as_ref() == Some(&*plan) => {}
            Entry::Plan(_) => {
                replayed.faults.push(located.fault(FaultKind::Malformed("a session has one plan".to_owned())));
            }
            Entry::Deleted => deleted = true,
            Entry::Restored => deleted = false,
        }
    }
    let routine = routine.or_else(|| Some(replayed.plan.as_ref()?.routine.clone()));
    if let (Some(routine), Some((began, ended))) = (routine, times) {
        let record = Record::of(&replayed.events);
        replayed.past = Some(Past {
            id: id.to_string(),
            routine,
            began,
            ended,
            time: replayed.events.iter().map(|event| event.at.0).max().unwrap_or_default(),
            complete: record.complete,
            pain: record.worst_pain(),
            effort: record.answers.effort,
            note: record.answers.note,
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

//! The state of a session, restored from its facts.

use std::collections::BTreeSet;
use std::time::Duration;

use super::cursor::Cursor;
use super::event::{Event, Fact, Outcome, What};
use crate::plan::{Plan, StepId};

/// A session of which only the facts are left.
#[derive(Debug)]
pub(super) struct Restored {
    /// The step that was begun last.
    pub(super) cursor: Cursor,
    /// What the clock of its phase showed at the last fact.
    pub(super) clock: Option<Duration>,
    /// The block of work that ended last.
    pub(super) last_work: Option<Cursor>,
    /// The blocks in which work was done.
    pub(super) worked: BTreeSet<Cursor>,
    /// Whether it came back from its last step.
    pub(super) came_back: bool,
    pub(super) progress: Progress,
}

/// How far the facts go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Progress {
    NothingBegun,
    /// A step is under way.
    InStep,
    /// A step was left, and nothing else was begun.
    StepLeft,
    /// A step has ended, and none is under way.
    StepEnded,
    Over,
}

/// The plan of a session with the loads among its facts.
pub fn plan_with_loads(mut plan: Plan, facts: &[Event]) -> Plan {
    for fact in facts {
        if let What::Fact(Fact::Load(load)) = fact.what
            && plan.get(fact.step).is_some()
        {
            plan.enter_load(fact.step, load);
        }
    }
    plan
}

impl Restored {
    pub(super) fn of(plan: &Plan, facts: &[Event]) -> Self {
        let cursor = Cursor::first(plan, StepId(0));
        let mut restored = Self {
            cursor,
            clock: None,
            last_work: None,
            worked: BTreeSet::new(),
            came_back: false,
            progress: Progress::NothingBegun,
        };
        for event in facts.iter().filter(|event| plan.get(event.step).is_some()) {
            let cursor = Cursor { step: event.step, round: event.round };
            match &event.what {
                What::Fact(Fact::Started { clock }) => {
                    // Whoever goes elsewhere on the way leaves a step; only the last one has ended before.
                    restored.came_back |=
                        restored.progress == Progress::StepEnded && !cursor.is_later(restored.cursor, plan);
                    restored.cursor = cursor;
                    restored.clock = *clock;
                    restored.progress = Progress::InStep;
                }
                What::Fact(Fact::Ended { outcome, active, .. }) => {
                    restored.clock = restored.clock.map(|clock| clock.saturating_add(*active));
                    restored.progress =
                        if *outcome == Outcome::Abandoned { Progress::StepLeft } else { Progress::StepEnded };
                    if !cursor.is_gap(plan) {
                        let was_begun = *outcome != Outcome::Skipped || !active.is_zero();
                        restored.last_work = if was_begun { Some(cursor) } else { restored.last_work };
                        restored.worked.extend(outcome.was_done().then_some(cursor));
                    }
                }
                What::Fact(Fact::Amended { reps: 1.. }) => {
                    restored.worked.insert(cursor);
                }
                What::Fact(Fact::Finished { .. }) => {
                    restored.progress = Progress::Over;
                    break;
                }
                _ => {}
            }
        }
        restored
    }
}

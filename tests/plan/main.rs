//! Plans by example: a routine on a day, as a timeline of one line a step.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot be set up has failed")]

#[path = "../support/mod.rs"]
mod support;

mod choices;
mod days;
mod forms;
mod json;
mod measures;
mod stored;
mod straight;
mod totals;

use std::fmt::Write as _;
use std::time::Duration;

use calfguide::model::seconds::Seconds;
use calfguide::model::{DistanceUnit, RepTarget, Routine, Side, Window};
use calfguide::plan::{Plan, RestEnd, Step, StepId, StepKind, Work};

/// The first day of a routine.
fn timeline(routine: &Routine) -> Vec<String> {
    lines(&support::plan(routine))
}

/// A line a step: `prepare 10s`, `rest 20s-40s`, `a set 2 left round 1: 8 reps (24s)`; optional ones end in `?`.
fn lines(plan: &Plan) -> Vec<String> {
    plan.steps_with_ids().map(|(id, step)| line(plan, id, step)).collect()
}

fn line(plan: &Plan, id: StepId, step: &Step) -> String {
    let mut line = match &step.kind {
        StepKind::Prepare { time, once } => format!("prepare {}{}", seconds(*time), if *once { " once" } else { "" }),
        StepKind::Switch(time) => format!("switch {}", seconds(*time)),
        StepKind::Rest { time, until } => {
            let until = match until {
                RestEnd::Time => "",
                RestEnd::SlotEnd => " of the slot",
                RestEnd::NextRound => " between rounds",
            };
            format!("rest{until} {}", range(&time.map(seconds)))
        }
        StepKind::Work(work) => {
            let mut line = plan.card(id).name().to_owned();
            if step.sets.max > 1 {
                let _ = write!(line, " set {}", step.set);
            }
            line += match step.side {
                Side::Left => " left",
                Side::Right => " right",
                Side::Alternate => " alternating",
                Side::Both => "",
            };
            if step.rounds.is_none_or(|rounds| rounds.max > 1) {
                let _ = write!(line, " round {}", step.round);
            }
            let time = work.seconds().map_or(String::new(), |time| format!(" ({})", range(&time.map(seconds))));
            line + &match work {
                Work::Reps { target: RepTarget::Count(reps), .. } => format!(": {} reps{time}", range(reps)),
                Work::Reps { target: RepTarget::AtLeast(reps), .. } => format!(": {reps}+ reps{time}"),
                Work::Reps { target: RepTarget::Max, .. } => format!(": max reps{time}"),
                Work::Time(time) => format!(": {}", range(&time.map(seconds))),
                Work::Distance(way) => match way.unit {
                    DistanceUnit::M => format!(": {} m{time}", way.number),
                    DistanceUnit::Km => format!(": {} km{time}", way.number),
                    DistanceUnit::Mi => format!(": {} mi{time}", way.number),
                },
                Work::Open => format!(": open{time}"),
            }
        }
    };
    if step.optional {
        line += " ?";
    }
    line
}

fn range<T: PartialEq + std::fmt::Display>(range: &Window<T>) -> String {
    if range.min == range.max { range.min.to_string() } else { format!("{}-{}", range.min, range.max) }
}

fn seconds(time: Duration) -> String {
    format!("{}s", serde_json::json!(Seconds(time)))
}

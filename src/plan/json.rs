//! The public form of a plan, format 1: the contract that other programs rely on (`docs/format.md`).

use std::time::Duration;

use serde::Serialize;
use serde_json::{Value, json};

use super::{PhaseClock, Plan, RestEnd, Step, StepId, StepKind, Totals, Work};
use crate::model::seconds::Seconds;
use crate::model::{Distance, RepTarget, Side, Window};

#[derive(Debug, Serialize)]
pub struct PlanJson<'a> {
    format: u32,
    routine: Named<'a>,
    phases: Vec<PhaseJson<'a>>,
    steps: Vec<StepJson<'a>>,
    totals: TotalsJson,
}

#[derive(Debug, Serialize)]
struct Named<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Debug, Serialize)]
struct PhaseJson<'a> {
    id: &'a str,
    name: &'a str,
    rounds: Option<Ends>,
    every_seconds: Option<Value>,
    within_seconds: Option<Value>,
}

#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "the flags of the format")]
struct StepJson<'a> {
    index: StepId,
    kind: &'static str,
    #[serde(flatten)]
    work: Option<WorkJson<'a>>,
    seconds: Option<Ends>,
    #[serde(skip_serializing_if = "is_false")]
    once: bool,
    #[serde(skip_serializing_if = "is_false")]
    until_slot_end: bool,
    #[serde(skip_serializing_if = "is_false")]
    between_rounds: bool,
    phase: &'a str,
    exercise: &'a str,
    exercise_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    exercise_say_as: Option<&'a str>,
    movement: Option<&'a str>,
    movement_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    movement_say_as: Option<&'a str>,
    round: u32,
    rounds: Option<Ends>,
    set: u32,
    sets: Ends,
    side: Side,
    optional: bool,
}

#[derive(Debug, Serialize)]
struct WorkJson<'a> {
    measure: &'static str,
    amount: Option<Ends>,
    #[serde(skip_serializing_if = "Option::is_none")]
    distance: Option<String>,
    rep_seconds: Option<Value>,
    load: Option<String>,
    effort: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct TotalsJson {
    sets: Ends,
    reps: Ends,
    work_seconds: Ends,
    rest_seconds: Ends,
    seconds: Ends,
    open: bool,
}

#[derive(Debug, Serialize)]
struct Ends {
    min: Value,
    max: Value,
}

impl<'a> PlanJson<'a> {
    /// The public form of a plan.
    pub fn of(plan: &'a Plan) -> Self {
        let totals = Totals::of(plan);
        Self {
            format: 1,
            routine: Named { id: &plan.routine.id, name: &plan.routine.name },
            phases: plan
                .phases
                .iter()
                .map(|phase| PhaseJson {
                    id: &phase.id,
                    name: &phase.name,
                    rounds: phase.rounds.map(ends),
                    every_seconds: if let PhaseClock::Every(time) = phase.clock { Some(seconds(time)) } else { None },
                    within_seconds: if let PhaseClock::Within(time) = phase.clock { Some(seconds(time)) } else { None },
                })
                .collect(),
            steps: plan.steps_with_ids().map(|(id, step)| step_json(plan, id, step)).collect(),
            totals: TotalsJson {
                sets: ends(totals.sets),
                reps: ends(totals.reps),
                work_seconds: ends(totals.work.map(seconds)),
                rest_seconds: ends(totals.rest.map(seconds)),
                seconds: ends(totals.length.time.map(seconds)),
                open: totals.length.open,
            },
        }
    }
}

fn step_json<'a>(plan: &'a Plan, index: StepId, step: &'a Step) -> StepJson<'a> {
    let card = plan.card(index);
    let until = if let StepKind::Rest { until, .. } = step.kind { Some(until) } else { None };
    StepJson {
        index,
        kind: match step.kind {
            StepKind::Prepare { .. } => "prepare",
            StepKind::Switch(_) => "switch",
            StepKind::Rest { .. } => "rest",
            StepKind::Work(_) => "work",
        },
        work: step.work().map(|work| {
            let (measure, amount) = match work {
                Work::Reps { target: RepTarget::Count(reps), .. } => ("reps", Some(ends(*reps))),
                Work::Reps { target: RepTarget::AtLeast(reps), .. } => {
                    ("max", Some(Ends { min: (*reps).into(), max: Value::Null }))
                }
                Work::Reps { target: RepTarget::Max, .. } => ("max", None),
                Work::Time(time) => ("time", Some(ends(time.map(seconds)))),
                Work::Distance(_) => ("distance", None),
                Work::Open => ("open", None),
            };
            WorkJson {
                measure,
                amount,
                distance: if let Work::Distance(way) = work { Some(distance(way)) } else { None },
                rep_seconds: match work {
                    Work::Reps { target: RepTarget::Count(_), pacing } => Some(seconds(pacing.length(1))),
                    _ => None,
                },
                load: card.load_in_use(),
                effort: card.effort.as_deref(),
            }
        }),
        seconds: step.seconds().map(|time| Ends {
            min: seconds(time.min),
            max: if step.is_open() { Value::Null } else { seconds(time.max) },
        }),
        once: matches!(step.kind, StepKind::Prepare { once: true, .. }),
        until_slot_end: until == Some(RestEnd::SlotEnd),
        between_rounds: until == Some(RestEnd::NextRound),
        phase: &plan[step.phase].id,
        exercise: &card.exercise.id,
        exercise_name: &card.exercise.name,
        exercise_say_as: card.exercise.say_as.as_deref(),
        movement: card.movement.as_ref().map(|movement| movement.id.as_str()),
        movement_name: card.movement.as_ref().map(|movement| movement.name.as_str()),
        movement_say_as: card.movement.as_ref().and_then(|movement| movement.say_as.as_deref()),
        round: step.round,
        rounds: step.rounds.map(ends),
        set: step.set,
        sets: ends(step.sets),
        side: step.side,
        optional: step.optional,
    }
}

fn ends<T: Into<Value>>(range: Window<T>) -> Ends {
    Ends { min: range.min.into(), max: range.max.into() }
}

fn seconds(time: Duration) -> Value {
    json!(Seconds(time))
}

fn distance(way: &Distance) -> String {
    format!("{}{}", way.number, way.unit.symbol())
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

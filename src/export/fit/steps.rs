//! A plan as the steps of a watch, which knows work, rest and repeats.

use std::time::Duration;

use super::profile::FitExercise;
use super::{TEXT_MAX, cut};
use crate::model::{Load, RepTarget, Side};
use crate::plan::{Card, PhaseClock, PhaseSpan, Plan, Step, StepId, StepKind, Work};
use crate::words::step;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WatchStep {
    pub(super) name: String,
    pub(super) notes: String,
    pub(super) until: Until,
    pub(super) is_rest: bool,
    pub(super) exercise: Option<FitExercise>,
    pub(super) load: Option<Load>,
}

/// What ends a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    Time(Duration),
    Reps(u32),
    /// The button for a lap.
    Button,
}

/// Bytes of a name: more does not fit on the screen of a watch.
const NAME_MAX: usize = 40;

/// A step of a watch, and the steps of a plan that it stands for.
pub(super) type StepOfPlan = (WatchStep, Vec<StepId>);

/// The steps that are owed. The watch gets the low ends of ranges, and of a phase with a clock its time: a step for each
/// slot, or one for all rounds that fit.
pub(super) fn owed(plan: &Plan) -> Vec<StepOfPlan> {
    plan.phases.iter().flat_map(|phase| of_phase(plan, phase)).collect()
}

/// Every step by itself.
pub(super) fn each(plan: &Plan) -> Vec<StepOfPlan> {
    plan.steps_with_ids().map(|(id, _)| (one(plan, id), vec![id])).collect()
}

fn of_phase(plan: &Plan, phase: &PhaseSpan) -> Vec<StepOfPlan> {
    let owed: Vec<StepId> = phase.step_ids().filter(|id| !plan[*id].optional).collect();
    let step_by_step = |ids: &[StepId]| ids.iter().map(|id| (one(plan, *id), vec![*id])).collect::<Vec<_>>();
    let work: Vec<StepId> = owed.iter().copied().filter(|id| !plan[*id].is_gap()).collect();
    let until_work: Vec<StepId> = owed.iter().copied().take_while(|id| plan[*id].is_gap()).collect();
    let timed = match phase.clock {
        PhaseClock::None => return step_by_step(&owed),
        PhaseClock::Every(time) => {
            let slots = work.chunk_by(|one, next| plan[*one].slot == plan[*next].slot);
            slots.map(|slot| (together(plan, slot, plan.card(slot[0]).name(), time), slot.to_vec())).collect()
        }
        PhaseClock::Within(time) => vec![(together(plan, &work, &phase.name, time), work)],
    };
    [step_by_step(&until_work), timed].concat()
}

fn one(plan: &Plan, id: StepId) -> WatchStep {
    let (step, card) = (&plan[id], plan.card(id));
    let rest = |name: &str, time| WatchStep {
        name: name.to_owned(),
        notes: String::new(),
        until: Until::Time(time),
        is_rest: true,
        exercise: None,
        load: None,
    };
    match &step.kind {
        StepKind::Prepare { time, .. } => rest("Get ready", *time),
        StepKind::Switch(time) => rest("Switch sides", *time),
        StepKind::Rest { time, .. } => rest("Rest", time.min),
        StepKind::Work(work) => WatchStep {
            name: name(card.name(), step.side),
            notes: notes([dose(plan, id)].into_iter().chain(card.tips.iter().cloned())),
            until: match work {
                Work::Reps { target: RepTarget::Count(reps), .. } => Until::Reps(reps.min),
                Work::Time(time) => Until::Time(time.min),
                Work::Reps { .. } | Work::Distance(_) | Work::Open => Until::Button,
            },
            is_rest: false,
            exercise: exercise(card),
            load: load(card),
        },
    }
}

/// Blocks of work that share a time.
fn together(plan: &Plan, work: &[StepId], title: &str, time: Duration) -> WatchStep {
    let block = |id: &StepId| {
        let (step, card): (&Step, &Card) = (&plan[*id], plan.card(*id));
        format!("{}: {}", step::name(card, step.side), dose(plan, *id))
    };
    let exercises: Vec<_> = work.iter().map(|id| exercise(plan.card(*id))).collect();
    let is_one = exercises.windows(2).all(|pair| pair[0] == pair[1]);
    WatchStep {
        name: name(title, Side::Both),
        notes: notes(work.iter().map(block)),
        until: Until::Time(time),
        is_rest: false,
        exercise: exercises.first().copied().flatten().filter(|_| is_one),
        load: None,
    }
}

/// The load to take, where it is one that can be counted.
pub(super) fn load(card: &Card) -> Option<Load> {
    card.load_in_use()?.parse().ok()
}

/// The exercise that a watch knows; `None` where the routine names none, or a journal one of a later profile.
pub(super) fn exercise(card: &Card) -> Option<FitExercise> {
    FitExercise::parse(card.fit.as_deref()?).ok()
}

fn dose(plan: &Plan, id: StepId) -> String {
    let step = &plan[id];
    step.work().map(|work| step::dose(work, step.side, plan.card(id))).unwrap_or_default()
}

/// The name with the side, which stays where the name is cut.
fn name(title: &str, side: Side) -> String {
    let side = if side == Side::Both { String::new() } else { format!(", {}", step::side(side)) };
    format!("{}{side}", cut(title, NAME_MAX - side.len()).trim_end())
}

fn notes(lines: impl Iterator<Item = String>) -> String {
    cut(&lines.collect::<Vec<_>>().join("\n"), TEXT_MAX).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_side_is_kept_where_a_name_is_cut() {
        let long = "Single-leg calf raises over the edge of a step";
        assert_eq!(name(long, Side::Left), "Single-leg calf raises over the ed, left");
        assert_eq!(name("Plank", Side::Both), "Plank");
    }
}

//! What a plan adds up to.

use std::time::Duration;

use super::{PhaseClock, PhaseSpan, Plan, RestEnd, Step, StepKind, Work};
use crate::model::{RepTarget, Side, Window};

const NOTHING: Window<Duration> = Window { min: Duration::ZERO, max: Duration::ZERO };

/// The sums of a plan: at the low end without what is optional, at the high end with all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// Sets; a left-and-right pair is one.
    pub sets: Window<u64>,
    /// Reps of the blocks that are measured in reps, both sides.
    pub reps: Window<u64>,
    /// Work of the listed steps.
    pub work: Window<Duration>,
    /// Prepare, switch and rest of the listed steps.
    pub rest: Window<Duration>,
    pub length: Length,
}

/// How long something lasts, as far as that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// The time at the low end without what is optional, and at the high end with all of it.
    pub time: Window<Duration>,
    /// Whether it may take longer: it holds open work that is not optional ([`Step::is_open`]).
    pub open: bool,
}

impl Totals {
    /// Adds up a plan.
    pub fn of(plan: &Plan) -> Self {
        let mut sets = Window::exact(0);
        let mut reps = Window::exact(0);
        let mut before: Option<&Step> = None;
        for step in plan.steps.iter().filter(|step| !step.is_gap()) {
            let owed = u64::from(!step.optional);
            let pair = before.is_some_and(|first| second_of_pair(first, step));
            if !pair {
                sets = Window { min: sets.min + owed, max: sets.max + 1 };
            }
            if let Some(Work::Reps { target: RepTarget::Count(amount), .. }) = step.work() {
                reps = Window { min: reps.min + owed * u64::from(amount.min), max: reps.max + u64::from(amount.max) };
            }
            before = if pair { None } else { Some(step) };
        }
        let (gaps, work): (Vec<_>, Vec<_>) = plan.steps.iter().partition(|step| step.is_gap());
        Self { sets, reps, work: sum(work), rest: sum(gaps), length: Length::of(plan) }
    }
}

/// Whether two blocks of work in a row are the two sides of one set.
fn second_of_pair(first: &Step, second: &Step) -> bool {
    let sides = matches!((first.side, second.side), (Side::Left, Side::Right) | (Side::Right, Side::Left));
    sides && (first.card, first.round, first.set) == (second.card, second.round, second.set)
}

impl Length {
    /// How long a plan lasts.
    pub fn of(plan: &Plan) -> Self {
        let open = |phase: &PhaseSpan| {
            !matches!(phase.clock, PhaseClock::Within(_)) && is_open(&plan.steps[phase.steps.clone()])
        };
        Self {
            time: plan.phases.iter().map(|phase| phase_seconds(plan, phase)).fold(NOTHING, add),
            open: plan.phases.iter().any(open),
        }
    }

    /// How long an exercise lasts, of a looping phase in one round: its own steps, without the rests that lead to it
    /// from another exercise or round. `None` where nothing is known of its work, as of one that is not in the plan.
    pub fn of_exercise(plan: &Plan, id: &str) -> Option<Self> {
        let mut last_work = None;
        let own = plan.steps.iter().filter(|step| {
            let pass = Some((&plan[step.card].exercise.id, step.round));
            let is_own = match step.kind {
                StepKind::Rest { until, .. } => until == RestEnd::Time && last_work == pass,
                _ => true,
            };
            if !step.is_gap() {
                last_work = pass;
            }
            is_own && plan[step.card].exercise.id == id
        });
        let own: Vec<_> = own.collect();
        let is_known = |step: &&Step| !step.is_gap() && step.seconds().is_some();
        own.iter().any(is_known).then(|| Self { time: sum(own.iter().copied()), open: is_open(own) })
    }
}

/// Whether work that has to be done is open.
fn is_open<'a>(steps: impl IntoIterator<Item = &'a Step>) -> bool {
    steps.into_iter().any(|step| !step.optional && step.is_open())
}

/// How long a phase lasts. With a clock it lasts as long as the clock runs, not the sum of its steps.
pub fn phase_seconds(plan: &Plan, phase: &PhaseSpan) -> Window<Duration> {
    let steps = &plan.steps[phase.steps.clone()];
    let prepare = sum(steps.iter().take_while(|step| step.is_gap()));
    match phase.clock {
        PhaseClock::None => sum(steps),
        PhaseClock::Within(time) => add(prepare, Window::exact(time)),
        PhaseClock::Every(slot) => {
            let ends = |last: Option<&Step>| {
                last.map_or(NOTHING, |last| {
                    let own = steps.iter().filter(|step| step.slot == last.slot);
                    // The rest before a slot and the first prepare carry its number and do not belong to it.
                    let own = own.skip_while(|step| step.is_gap());
                    let before = prepare.map(|time| time + slot * last.slot);
                    // Rounds are optional as a whole: in its own round a slot owes all but its optional sets.
                    let owed = own.clone().filter(|step| step.set <= step.sets.min);
                    let min: Duration = owed.filter_map(Step::seconds).map(|time| time.min).sum();
                    let max: Duration = own.filter_map(Step::seconds).map(|time| time.max).sum();
                    Window { min: before.min + min, max: before.max + max }
                })
            };
            let low = ends(steps.iter().rfind(|step| !step.in_optional_round()));
            let high = ends(steps.last());
            // Where the low round overruns its last slot by more than later rounds last, nothing is shorter than it.
            Window { min: low.min, max: high.max.max(low.min) }
        }
    }
}

fn sum<'a>(steps: impl IntoIterator<Item = &'a Step>) -> Window<Duration> {
    steps.into_iter().fold(NOTHING, |total, step| {
        let time = step.seconds().unwrap_or(NOTHING);
        let min = if step.optional { Duration::ZERO } else { time.min };
        add(total, Window { min, max: time.max })
    })
}

fn add(a: Window<Duration>, b: Window<Duration>) -> Window<Duration> {
    Window { min: a.min + b.min, max: a.max + b.max }
}

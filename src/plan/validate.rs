//! Whether a plan that was kept is one that [`super::build`] could have made: a file may say anything.

use std::time::Duration;

use super::{MAX_STEPS, PhaseClock, Plan, RestEnd, Step, StepKind, Work, seconds};
use crate::model::{Label, Pacing, RepTarget, Rhythm, Window};
use crate::text::is_harmless;

/// The longest that a step or a plan may be.
const DAY: Duration = Duration::from_hours(24);
/// What takes no time at all would never come to an end in a loop.
const SHORTEST: Duration = Duration::from_millis(1);
/// Counts, alternating legs together.
const MOST: u32 = 20_000;

/// What is wrong with a plan that was read and not built; `None`: nothing that any use of it would stumble over.
pub fn flaw(plan: &Plan) -> Option<&'static str> {
    let steps = &plan.steps;
    if steps.is_empty() || steps.len() > MAX_STEPS {
        return Some("a plan has 1 to 10,000 steps");
    }
    let mut end = 0;
    for (index, phase) in plan.phases.iter().enumerate() {
        let follows = phase.steps.start == end && phase.steps.end > end && phase.steps.end <= steps.len();
        if !follows || steps[phase.steps.clone()].iter().any(|step| step.phase != index) {
            return Some("the phases of a plan share its steps among them, in order");
        }
        end = phase.steps.end;
        let loops = matches!(phase.clock, PhaseClock::Within(_));
        let own = &steps[phase.steps.clone()];
        if phase.rounds.is_none() != loops || own.iter().any(|step| step.rounds.is_none() != loops) {
            return Some("a phase has rounds unless the clock ends it");
        }
        if loops && own.iter().all(Step::is_gap) {
            return Some("a phase that loops has work");
        }
        let clocked = match phase.clock {
            PhaseClock::None => true,
            PhaseClock::Every(time) | PhaseClock::Within(time) => is_time(time),
        };
        if !clocked || !phase.rounds.is_none_or(is_count) {
            return Some("rounds and clocks of a phase are above zero and not too large");
        }
    }
    let ends_slot = |step: &Step| matches!(step.kind, StepKind::Rest { until: RestEnd::SlotEnd, .. });
    if plan.phases.iter().any(|phase| ends_slot(&steps[phase.steps.end - 1])) {
        return Some("after the rest of a slot comes another slot");
    }
    if end != steps.len() {
        return Some("the phases of a plan share its steps among them, in order");
    }
    if steps.iter().any(|step| step.card >= plan.cards.len() || step.slot as usize >= MAX_STEPS) {
        return Some("each step has a card");
    }
    if !steps.iter().all(is_step) {
        return Some("the amounts and times of a step are above zero and not too large");
    }
    if seconds(plan).max > DAY {
        return Some("a plan lasts 24 h at most");
    }
    (!texts(plan).all(is_shown)).then_some("texts hold nothing that a terminal obeys")
}

fn is_step(step: &Step) -> bool {
    let placed = is_count(Window { min: 1, max: step.round })
        && step.rounds.is_none_or(is_count)
        && is_count(Window { min: 1, max: step.set })
        && is_count(step.sets);
    placed
        && match &step.kind {
            StepKind::Prepare { time, .. } | StepKind::Switch(time) => is_time(*time),
            StepKind::Rest { time, .. } => time.min <= time.max && is_time(time.max),
            StepKind::Work(work) => is_work(work),
        }
}

fn is_work(work: &Work) -> bool {
    match work {
        Work::Reps { target, pacing } => {
            let target = match target {
                RepTarget::Count(reps) => is_count(*reps),
                RepTarget::AtLeast(reps) => is_count(Window::exact(*reps)),
                RepTarget::Max => true,
            };
            target && is_pacing(pacing)
        }
        Work::Time(time) => time.min <= time.max && is_time(time.min) && is_time(time.max),
        Work::Distance(_) | Work::Open => true,
    }
}

fn is_pacing(pacing: &Pacing) -> bool {
    match pacing {
        Pacing::SelfPaced(time) | Pacing::Rhythm(Rhythm::Hold(time)) => is_time(*time),
        Pacing::Rhythm(Rhythm::Tempo(parts)) => {
            (2..=4).contains(&parts.len()) && parts.iter().all(|part| *part <= DAY) && is_time(parts.iter().sum())
        }
        Pacing::Rhythm(Rhythm::Cadence(per_minute)) => (10..=300).contains(per_minute),
    }
}

fn is_time(time: Duration) -> bool {
    (SHORTEST..=DAY).contains(&time)
}

fn is_count(range: Window<u32>) -> bool {
    1 <= range.min && range.min <= range.max && range.max <= MOST
}

/// All its texts.
fn texts(plan: &Plan) -> impl Iterator<Item = &str> {
    fn label(label: &Label) -> [&String; 2] {
        [&label.id, &label.name]
    }
    let cards = plan.cards.iter().flat_map(|card| {
        let prose = [&card.goal, &card.video, &card.load, &card.effort, &card.figure].into_iter().flatten();
        let named = label(&card.exercise).into_iter().chain(card.movement.iter().flat_map(label));
        named.chain(prose).chain(&card.tips).chain(&card.equipment)
    });
    let phases = plan.phases.iter().flat_map(|phase| [&phase.id, &phase.name].into_iter().chain(&phase.goal));
    let ways = plan.steps.iter().filter_map(|step| match &step.work()? {
        Work::Distance(way) => Some(&way.number),
        _ => None,
    });
    label(&plan.routine).into_iter().chain(phases).chain(cards).chain(ways).chain(&plan.left_out).map(String::as_str)
}

/// Whether a text is one that a routine file may hold as prose.
fn is_shown(text: &str) -> bool {
    text.chars().all(|c| is_harmless(c) || matches!(c, '\n' | '\t'))
}

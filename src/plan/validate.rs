//! Checks of a plan that was read from a file, which may hold anything.

use std::time::Duration;

use super::{Length, MAX_STEPS, PhaseClock, PhaseId, PhaseSpan, Plan, RestEnd, Step, StepKind, Work};
use crate::model::{Label, Pacing, RepTarget, Rhythm, Window};
use crate::text::{is_harmless, is_name};

/// The longest that a step or a plan may be.
const DAY: Duration = Duration::from_hours(24);
/// What takes no time at all would never come to an end in a loop.
const SHORTEST: Duration = Duration::from_millis(1);
/// Both legs together where they alternate.
const MAX_COUNT: u32 = 20_000;

/// Why [`super::build`] cannot have made a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPlan {
    #[error("a plan has at most 10,000 steps")]
    TooManySteps,
    #[error("the phases of a plan share its steps among them, in order")]
    Phases,
    #[error("a phase has rounds unless the clock ends it")]
    Rounds,
    #[error("a phase that loops has work")]
    LoopWithoutWork,
    #[error("rounds and clocks of a phase are above zero and not too large")]
    RoundsOrClock,
    #[error("after the rest of a slot comes another slot")]
    RestOfLastSlot,
    #[error("each step has a card")]
    Card,
    #[error("the amounts and times of a step are above zero and not too large")]
    Step,
    #[error("a plan lasts 24 h at most")]
    TooLong,
    #[error("names are one line of at most 120 characters, and no text holds what a terminal obeys")]
    Text,
}

impl Plan {
    /// Whether [`super::build`] could have made this plan, so that nothing stumbles over it.
    pub fn validate(&self) -> Result<(), InvalidPlan> {
        let check = |holds: bool, otherwise| if holds { Ok(()) } else { Err(otherwise) };
        check(self.steps.len() <= MAX_STEPS, InvalidPlan::TooManySteps)?;
        let mut end = 0;
        for (index, phase) in self.phases.iter().enumerate() {
            let follows = phase.steps.start == end && phase.steps.end > end && phase.steps.end <= self.steps.len();
            check(follows, InvalidPlan::Phases)?;
            end = phase.steps.end;
            let own = &self.steps[phase.steps.clone()];
            check(own.iter().all(|step| step.phase == PhaseId(index)), InvalidPlan::Phases)?;
            validate_phase(phase, own)?;
        }
        check(end == self.steps.len(), InvalidPlan::Phases)?;
        let has_card = |step: &Step| step.card.0 < self.cards.len() && (step.slot as usize) < MAX_STEPS;
        check(self.steps.iter().all(has_card), InvalidPlan::Card)?;
        check(self.steps.iter().all(is_step), InvalidPlan::Step)?;
        check(Length::of(self).time.max <= DAY, InvalidPlan::TooLong)?;
        let are_harmless = names(self).all(is_name) && lines(self).all(is_line) && prose(self).all(is_prose);
        check(are_harmless, InvalidPlan::Text)
    }
}

fn validate_phase(phase: &PhaseSpan, steps: &[Step]) -> Result<(), InvalidPlan> {
    let loops = matches!(phase.clock, PhaseClock::Within(_));
    let clock_fits = match phase.clock {
        PhaseClock::None => true,
        PhaseClock::Every(time) | PhaseClock::Within(time) => is_time(time),
    };
    let ends_slot = |step: &Step| matches!(step.kind, StepKind::Rest { until: RestEnd::SlotEnd, .. });
    if phase.rounds.is_none() != loops || steps.iter().any(|step| step.rounds.is_none() != loops) {
        Err(InvalidPlan::Rounds)
    } else if loops && steps.iter().all(Step::is_gap) {
        Err(InvalidPlan::LoopWithoutWork)
    } else if !clock_fits || !phase.rounds.is_none_or(is_count) {
        Err(InvalidPlan::RoundsOrClock)
    } else if steps.last().is_some_and(ends_slot) {
        Err(InvalidPlan::RestOfLastSlot)
    } else {
        Ok(())
    }
}

fn is_step(step: &Step) -> bool {
    let placed = is_count(Window::exact(step.round))
        && step.rounds.is_none_or(is_count)
        && is_count(Window::exact(step.set))
        && is_count(step.sets)
        && step.about.is_none_or(is_time);
    placed
        && match &step.kind {
            StepKind::Prepare { time, .. } | StepKind::Switch(time) => is_time(*time),
            StepKind::Rest { time, .. } => is_time(time.max),
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
        Work::Time(time) => is_time(time.min) && is_time(time.max),
        Work::Distance(_) | Work::Open => true,
    }
}

fn is_pacing(pacing: &Pacing) -> bool {
    pacing.rhythm().is_none_or(Rhythm::is_valid) && is_time(pacing.rep())
}

fn is_time(time: Duration) -> bool {
    (SHORTEST..=DAY).contains(&time)
}

fn is_count(counts: Window<u32>) -> bool {
    counts.min >= 1 && counts.max <= MAX_COUNT
}

fn names(plan: &Plan) -> impl Iterator<Item = &str> {
    fn label(label: &Label) -> impl Iterator<Item = &String> {
        [&label.id, &label.name].into_iter().chain(&label.say_as)
    }
    let cards = plan.cards.iter().flat_map(|card| {
        let labels = label(&card.exercise).chain(card.movement.iter().flat_map(label));
        labels.chain([&card.load, &card.effort, &card.figure, &card.fit].into_iter().flatten()).chain(&card.parts)
    });
    let phases = plan.phases.iter().flat_map(|phase| [&phase.id, &phase.name]);
    let distances = plan.steps.iter().filter_map(|step| match &step.work()? {
        Work::Distance(distance) => Some(&distance.number),
        _ => None,
    });
    let all = label(&plan.routine).chain(phases).chain(cards).chain(distances).chain(&plan.left_out);
    all.map(String::as_str)
}

fn lines(plan: &Plan) -> impl Iterator<Item = &str> {
    plan.cards.iter().flat_map(|card| card.equipment.iter().chain(&card.video)).map(String::as_str)
}

fn prose(plan: &Plan) -> impl Iterator<Item = &str> {
    let cards = plan.cards.iter().flat_map(|card| card.goal.iter().chain(&card.tips));
    plan.phases.iter().filter_map(|phase| phase.goal.as_ref()).chain(cards).map(String::as_str)
}

fn is_line(text: &str) -> bool {
    text.chars().all(is_harmless)
}

/// Whether a routine file may hold this text as prose.
fn is_prose(text: &str) -> bool {
    text.chars().all(|c| is_harmless(c) || matches!(c, '\n' | '\t'))
}

//! How large the plan of a day can become.

use std::time::Duration;

use super::{Length, MAX_STEPS, PhaseClock, PhaseSpan, Plan, PlanError, Step, StepKind, build};
use crate::model::{Routine, Rungs, Today};
use crate::settings::Settings;

/// How large the plan of a day is, with every range at its high end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanSize {
    /// Steps, of a looping phase as many as fit into its time; one more than [`MAX_STEPS`] where there are more.
    pub steps: usize,
    /// How long it lasts at the high ends; zero where there are too many steps to know.
    pub time: Duration,
    /// Whether something is to be done that is not optional.
    pub owes: bool,
}

impl PlanSize {
    pub fn of(routine: &Routine, today: &Today) -> Self {
        let as_written = Today { rungs: Rungs::AsWritten, ..today.clone() };
        match build(routine, &as_written, &Settings::default()) {
            Ok(plan) => Self {
                steps: plan.phases.iter().map(|phase| steps(&plan, phase)).sum::<usize>().min(MAX_STEPS + 1),
                time: Length::of(&plan).time.max,
                owes: plan.steps.iter().any(|step| !step.optional),
            },
            Err(PlanError::NothingLeft) => Self { steps: 0, time: Duration::ZERO, owes: false },
            Err(PlanError::TooManySteps) => Self { steps: MAX_STEPS + 1, time: Duration::ZERO, owes: true },
        }
    }
}

/// A round of a looping phase, as short as it can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShortestRound {
    pub steps: usize,
    pub time: Duration,
}

impl ShortestRound {
    /// The round of a looping phase; `None` of any other.
    pub fn of(plan: &Plan, phase: &PhaseSpan) -> Option<Self> {
        let PhaseClock::Within(_) = phase.clock else { return None };
        let is_in_every_round =
            |step: &&Step| !step.optional && !matches!(step.kind, StepKind::Prepare { once: true, .. });
        let round = plan.steps[phase.steps.clone()].iter().filter(is_in_every_round);
        let time = |step: &Step| step.seconds().map_or(OPEN, |time| time.min);
        Some(Self { steps: round.clone().count(), time: round.map(time).sum() })
    }

    /// How long it has to last so that those that fit into this time have at most [`MAX_STEPS`].
    pub fn least(&self, within: Duration) -> Duration {
        let nanos = (within.as_nanos() * self.steps as u128).div_ceil(MAX_STEPS as u128);
        Duration::from_millis(u64::try_from(nanos.div_ceil(1_000_000)).unwrap_or(u64::MAX))
    }
}

/// Nobody ends work faster than this.
const OPEN: Duration = Duration::from_secs(1);

/// How many steps a phase has.
fn steps(plan: &Plan, phase: &PhaseSpan) -> usize {
    match (phase.clock, ShortestRound::of(plan, phase)) {
        (PhaseClock::Within(time), Some(round)) => {
            let rounds = time.as_nanos().div_ceil(round.time.as_nanos().max(1));
            usize::try_from(rounds).unwrap_or(MAX_STEPS).saturating_mul(round.steps).max(phase.steps.len())
        }
        _ => phase.steps.len(),
    }
}

//! A place in a plan, and the ways from it to other places: on, back, past what belongs together.
//!
//! All of it follows from the plan alone. What depends on a clock, such as the end of a looping phase, is up to the
//! engine.

use crate::plan::{PhaseClock, PhaseSpan, Plan, RestEnd, Step, StepId, StepKind};

/// A place in a plan: a step, and the round in which it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor {
    pub step: StepId,
    /// From 1; a looping phase counts on.
    pub round: u32,
}

impl Cursor {
    /// A step in the round that the plan has it in, which is the first one of a phase that loops.
    pub fn first(plan: &Plan, step: StepId) -> Self {
        Self { step, round: plan[step].round }
    }

    /// The step after this one; at the end of a looping phase its beginning, in the next round.
    pub fn following(self, plan: &Plan) -> Option<Self> {
        let phase = self.phase(plan);
        let next = plan.step_after(self.step);
        let is_last = next.is_none_or(|next| plan[next].phase != plan[self.step].phase);
        if is_last && loops(phase) {
            let mut round = phase.step_ids().map(|step| Self { step, round: self.round + 1 });
            round.find(|place| !place.is_passed_over(plan))
        } else {
            next.map(|next| self.jump(plan, next))
        }
    }

    /// The step before this one: before the beginning of a later round of a looping phase the end of the one before.
    pub fn preceding(self, plan: &Plan) -> Option<Self> {
        let in_plan = self.step.before().next().map(|step| self.jump(plan, step));
        let last = self.phase(plan).step_ids().next_back().filter(|_| self.round > 1);
        let round_before = last.map(|step| Self { step, round: self.round - 1 });
        let is_before = |place: &Self| !place.is_passed_over(plan) && place.following(plan) == Some(self);
        in_plan.into_iter().chain(round_before).find(is_before)
    }

    /// Whether it stands before the first round of a looping phase alone.
    fn is_passed_over(self, plan: &Plan) -> bool {
        self.round > 1 && matches!(plan[self.step].kind, StepKind::Prepare { once: true, .. })
    }

    /// Whether it lies behind another place.
    pub(super) fn is_later(self, other: Self, plan: &Plan) -> bool {
        let order =
            |place: Self| (plan[place.step].phase, if loops(place.phase(plan)) { place.round } else { 0 }, place.step);
        order(self) > order(other)
    }

    /// The beginning of the next phase.
    pub(super) fn next_phase(self, plan: &Plan) -> Option<Self> {
        let next = plan.phases.get(plan[self.step].phase.0 + 1)?;
        Some(Self::first(plan, next.first_step()))
    }

    /// The places after this one, up to that step, which follows it.
    pub(super) fn up_to(self, plan: &Plan, last: StepId) -> impl Iterator<Item = Self> {
        let here_on = std::iter::successors(
            Some(self),
            move |place| {
                if place.step == last { None } else { place.following(plan) }
            },
        );
        here_on.skip(1)
    }

    /// The block of work at this place, or the one that this gap leads to.
    pub fn work(self, plan: &Plan) -> Option<Self> {
        std::iter::successors(Some(self), |place| place.following(plan)).find(|place| !place.is_gap(plan))
    }

    /// The next block of work after this place.
    pub fn next_work(self, plan: &Plan) -> Option<Self> {
        self.following(plan)?.work(plan)
    }

    /// The last of the steps from here on that belong together, at most to the end of the phase.
    pub(super) fn last_of_run(self, plan: &Plan, belongs: impl Fn(&Step) -> bool) -> Self {
        let phase = plan[self.step].phase;
        let here_on = std::iter::successors(Some(self.step), |step| plan.step_after(*step));
        let run = here_on.take_while(|step| plan[*step].phase == phase && belongs(&plan[*step]));
        Self { step: run.last().unwrap_or(self.step), ..self }
    }

    /// The last step of the exercise that is done here, or that this gap leads to.
    pub(super) fn last_of_exercise(self, plan: &Plan) -> Self {
        let Some(work) = self.work(plan) else { return self };
        let exercise = |step: &Step| (&plan[step.card].exercise.id, step.round);
        let between_rounds = |step: &Step| matches!(step.kind, StepKind::Rest { until: RestEnd::NextRound, .. });
        let same = exercise(&plan[work.step]);
        work.last_of_run(plan, |step| exercise(step) == same && !between_rounds(step))
    }

    /// The block of work before this place. Optional blocks that were left out do not lie before it: `last_work` is the
    /// block that was done last.
    pub(super) fn back(self, plan: &Plan, last_work: Option<Self>) -> Option<Self> {
        let phase = self.phase(plan);
        let work = |step: &StepId| !plan[*step].is_gap();
        let own = |step: &StepId| *step >= phase.first_step();
        let here = self.step.before().take_while(own).find(work).map(|step| self.in_phase(plan, step));
        let round_before = || {
            let step = phase.step_ids().rev().find(work)?;
            (loops(phase) && self.round > 1).then(|| Self { step, round: self.round - 1 })
        };
        let phase_before = || {
            let there = Self::first(plan, phase.first_step().before().find(work)?);
            let round = last_work.filter(|last| loops(there.phase(plan)) && there.same_phase(*last, plan));
            Some(round.map_or(there, |last| Self { round: last.round, ..there }))
        };
        let to = here.or_else(round_before).or_else(phase_before)?;
        let left_out = |last: &Self| plan[to.step].optional && last.step < to.step && last.same_phase(to, plan);
        Some(last_work.filter(left_out).unwrap_or(to))
    }

    /// A step of the plan: in the round of this place where both are in the same looping phase.
    pub(super) fn jump(self, plan: &Plan, step: StepId) -> Self {
        if plan[step].phase == plan[self.step].phase { self.in_phase(plan, step) } else { Self::first(plan, step) }
    }

    /// Whether it is between blocks of work.
    pub fn is_gap(self, plan: &Plan) -> bool {
        plan[self.step].is_gap()
    }

    fn phase(self, plan: &Plan) -> &PhaseSpan {
        plan.phase(self.step)
    }

    fn same_phase(self, other: Self, plan: &Plan) -> bool {
        plan[self.step].phase == plan[other.step].phase
    }

    /// Another step of the phase, in the same round where it loops.
    fn in_phase(self, plan: &Plan, step: StepId) -> Self {
        if loops(self.phase(plan)) { Self { step, ..self } } else { Self::first(plan, step) }
    }
}

/// Whether a phase begins again after its last step.
fn loops(phase: &PhaseSpan) -> bool {
    matches!(phase.clock, PhaseClock::Within(_))
}

//! The clock of the phase under way: its slots and its end.

use std::time::Duration;

use super::cursor::Cursor;
use super::stopwatch::Reading;
use crate::plan::{PhaseClock, Plan, RestEnd, StepKind};

/// How a step was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EnteredBy {
    /// In the order of the plan, by time or by finishing the block before.
    Flow,
    /// By a key or after an interruption: work gets a get-ready.
    Key,
    /// By a jump: as by a key, and the clock of the phase follows.
    Jump,
}

/// The clock of the phase under way. It begins with the first block of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct PhaseTimer {
    /// What the stopwatch showed when it began.
    began: Option<Reading>,
    /// How late the slot under way began.
    overrun: Option<Duration>,
}

impl PhaseTimer {
    /// A clock that shows this time now, where it runs.
    pub(super) fn showing(time: Option<Duration>, now: Reading) -> Self {
        Self { began: time.map(|time| now - time), overrun: None }
    }

    /// What it shows, where it runs.
    pub(super) fn time(&self, now: Reading) -> Option<Duration> {
        self.began.map(|began| now.since(began))
    }

    pub(super) fn overrun(&self) -> Option<Duration> {
        self.overrun
    }

    /// What the stopwatch shows when the clock ends the phase.
    pub(super) fn phase_ends(&self, clock: PhaseClock) -> Option<Reading> {
        match clock {
            PhaseClock::Within(time) => self.began.map(|began| began + time),
            PhaseClock::None | PhaseClock::Every(_) => None,
        }
    }

    /// What is left until a slot begins.
    pub(super) fn left_to_slot(&self, clock: PhaseClock, slot: u32, now: Reading) -> Option<Duration> {
        match clock {
            PhaseClock::Every(length) => self.began.map(|began| (began + length * slot).since(now)),
            PhaseClock::None | PhaseClock::Within(_) => None,
        }
    }

    /// Starts it with a block of work, where it does not run yet.
    pub(super) fn start(&mut self, clock: PhaseClock, slot: u32, now: Reading) {
        let began = match clock {
            PhaseClock::None => return,
            PhaseClock::Within(_) => now,
            PhaseClock::Every(length) => now - length * slot,
        };
        self.began.get_or_insert(began);
    }

    /// Holds it against the step that comes next: another phase has its own; a jump out of its slot sets it anew; a
    /// slot that is over before its rest begins has no rest. Says where that leads, and by how much the step is late.
    pub(super) fn follow(
        &mut self,
        plan: &Plan,
        from: Cursor,
        to: Cursor,
        by: EnteredBy,
        now: Reading,
    ) -> (Cursor, Option<Duration>) {
        let (left, step) = (&plan[from.step], &plan[to.step]);
        if left.phase != step.phase {
            *self = Self::default();
            return (to, None);
        }
        let (PhaseClock::Every(slot), Some(began)) = (plan.phase(to.step).clock, self.began) else {
            return (to, None);
        };
        let opens = began + slot * step.slot;
        if by == EnteredBy::Jump {
            if now < opens || now >= opens + slot {
                *self = Self::default();
            }
            return (to, None);
        }
        if left.slot == step.slot {
            return (to, None);
        }
        self.overrun = (now > opens).then(|| now.since(opens));
        let has_rest = now < opens || !matches!(step.kind, StepKind::Rest { until: RestEnd::SlotEnd, .. });
        let step = if has_rest { to.step } else { plan.step_after(to.step).unwrap_or(to.step) };
        (Cursor { step, ..to }, self.overrun)
    }
}

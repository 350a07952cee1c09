//! Going elsewhere: past what is skipped, back, to any step.

use std::time::Duration;

use super::Session;
use crate::plan::{PhaseClock, RestEnd, Step, StepId, StepKind};
use crate::session::cue::{Cue, Refusal};
use crate::session::cursor::Cursor;
use crate::session::event::{Event, Fact, Outcome, What};
use crate::session::mono::Mono;
use crate::session::phase_timer::EnteredBy;

impl Session {
    /// The last of the steps that *skip* leaves out.
    pub(super) fn end_of_skip(&self) -> Cursor {
        let (step, plan) = (self.step(), &*self.plan);
        if !step.is_gap() {
            match self.phase_clock() {
                PhaseClock::Every(_) => self.cursor.last_of_run(plan, |next| next.slot == step.slot),
                PhaseClock::None | PhaseClock::Within(_) => self.cursor,
            }
        } else if step.in_optional_round() {
            self.cursor.last_of_run(plan, |_| true)
        } else if step.optional {
            let optional = |next: &Step| (next.card, next.round) == (step.card, step.round) && next.set > next.sets.min;
            self.cursor.last_of_run(plan, optional)
        } else {
            self.cursor.work(plan).unwrap_or(self.cursor)
        }
    }

    /// Skips the step under way and every block up to this place, each on record.
    pub(super) fn skip_up_to(&mut self, now: Mono, last: Cursor, out: &mut Vec<Event>) {
        let reading = self.stopwatch.reading(now);
        let (from, to) = (self.cursor, self.following(reading, last));
        self.leave(now, Outcome::Skipped, out);
        let clock = self.phase_timer.time(reading);
        for place in from.up_to(&self.plan, last.step).filter(|place| !place.is_gap(&self.plan)) {
            let skipped = Fact::Ended { outcome: Outcome::Skipped, active: Duration::ZERO, reps: None };
            let facts = [Fact::Started { clock }, skipped].map(What::Fact);
            out.extend(facts.map(|what| Event { at: now, step: place.step, round: place.round, what }));
        }
        self.go(now, to, EnteredBy::Key, out);
    }

    /// Goes to the block of work before this one.
    pub(super) fn back(&mut self, now: Mono, out: &mut Vec<Event>) {
        match self.before() {
            Some(to) => self.move_to(now, to, out),
            None => out.push(self.cue(now, Cue::Refused(Refusal::NoneBefore))),
        }
    }

    /// The block of work before; in the first one that itself.
    pub(super) fn before(&self) -> Option<Cursor> {
        let first = (!self.is_in_gap()).then_some(self.cursor);
        self.cursor.back(&self.plan, self.last_work).or(first)
    }

    pub(super) fn move_to(&mut self, now: Mono, to: Cursor, out: &mut Vec<Event>) {
        self.leave(now, Outcome::Abandoned, out);
        self.enter(now, to, EnteredBy::Jump, out);
    }

    /// Where a jump to a step of the plan leads; `None` where the plan has no such step.
    pub(super) fn jump_target(&self, to: StepId) -> Option<Cursor> {
        let step = self.plan.get(to)?;
        // The rest of a slot has no length of its own: a jump leads to the work after it.
        let is_slot_rest = matches!(step.kind, StepKind::Rest { until: RestEnd::SlotEnd, .. });
        let to = if is_slot_rest { self.plan.step_after(to).unwrap_or(to) } else { to };
        Some(self.cursor.jump(&self.plan, to))
    }
}

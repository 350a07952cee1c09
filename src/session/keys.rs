//! What the user can do while no question is open.

use std::time::Duration;

use super::cursor::Cursor;
use super::engine::{Progress, Session, Watch, Way};
use super::timing::Mark;
use super::{Cue, Event, Fact, Key, Mono, Outcome, Question, Refusal};
use crate::plan::{PhaseClock, RestEnd, Step, StepKind, Work};

/// A second Enter this soon after a step began is a double press of the one that ended the step before.
pub(super) const DOUBLE_PRESS: Duration = Duration::from_millis(400);

/// How much `+` and `-` change a countdown.
const ADJUSTMENT: Duration = Duration::from_secs(15);

/// No step is made longer than this.
const LONGEST: Duration = Duration::from_hours(24);

/// Digits of a number of reps, which is at most 10,000.
const DIGITS: usize = 5;

impl Session {
    pub(super) fn key(&mut self, now: Mono, key: Key, out: &mut Vec<Event>) {
        if self.progress == Progress::Over {
            return;
        }
        if self.asked.is_some() {
            return self.answer_key(now, key, out);
        }
        match key {
            Key::Enter => self.enter_key(now, out),
            Key::Pause if self.watch == Watch::Stopped => self.unpause(now, out),
            Key::Pause | Key::Hold => self.pause(now, out),
            Key::Skip => self.skip(now, out),
            Key::SkipExercise => self.skip_to_end_of(now, self.cursor.last_of_exercise(&self.plan), out),
            Key::Back => self.back(now, out),
            Key::Redo if self.step().is_gap() => self.back(now, out),
            Key::Redo => self.move_to(now, self.cursor, out),
            Key::More => self.adjust(now, |length| length.saturating_add(ADJUSTMENT).min(LONGEST), out),
            Key::Less => self.adjust(now, |length| length.saturating_sub(ADJUSTMENT), out),
            Key::Digit(digit) => self.digit(now, digit, out),
            Key::Backspace => {
                self.block.entry.pop();
            }
            Key::Pain => self.ask(now, Question::PainNow, out),
            Key::Jump(step) if step < self.plan.steps.len() => {
                // The rest of a slot is only what is left of it: who jumps there means what follows.
                let slot_rest = matches!(self.plan.steps[step].kind, StepKind::Rest { until: RestEnd::SlotEnd, .. });
                self.move_to(now, self.cursor.jump(&self.plan, step + usize::from(slot_rest)), out);
            }
            Key::Quit => self.ask(now, Question::End, out),
            Key::Jump(_) | Key::Escape | Key::Char(_) | Key::Answer(_) => {}
        }
    }

    fn enter_key(&mut self, now: Mono, out: &mut Vec<Event>) {
        let double = self.block.entry.is_empty() && now.since(self.block.opened) < DOUBLE_PRESS;
        if double {
        } else if let Watch::GetReady { .. } = self.watch {
            self.begin_work(now, out);
        } else if !self.step().is_gap() {
            self.complete(now, Way::Flow, out);
        } else if self.block.entry.is_empty() {
            self.complete(now, Way::Key, out);
        } else {
            self.take_amendment(now, out);
        }
    }

    pub(super) fn pause(&mut self, now: Mono, out: &mut Vec<Event>) {
        if self.watch != Watch::Stopped {
            self.set(now, Watch::Stopped);
            out.push(self.fact(now, Fact::Paused));
        }
    }

    pub(super) fn unpause(&mut self, now: Mono, out: &mut Vec<Event>) {
        out.push(self.fact(now, Fact::Resumed));
        self.go_on(now, out);
    }

    /// Time runs again: work after a get-ready.
    pub(super) fn go_on(&mut self, now: Mono, out: &mut Vec<Event>) {
        self.block.opened = now;
        if self.step().is_gap() {
            self.set(now, Watch::Running(now));
        } else {
            self.get_ready(now, out);
        }
    }

    fn skip(&mut self, now: Mono, out: &mut Vec<Event>) {
        let (step, plan) = (self.step(), &*self.plan);
        let last = if !step.is_gap() {
            match plan.phase(self.cursor.step).clock {
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
        };
        self.skip_to_end_of(now, last, out);
    }

    fn skip_to_end_of(&mut self, now: Mono, last: Cursor, out: &mut Vec<Event>) {
        let to = self.following(self.run(now), last);
        self.leave(now, Outcome::Skipped, out);
        self.go(now, to, Way::Key, out);
    }

    /// To the block of work before.
    fn back(&mut self, now: Mono, out: &mut Vec<Event>) {
        match self.cursor.back(&self.plan, self.last_work) {
            Some(to) => self.move_to(now, to, out),
            None if !self.step().is_gap() => self.move_to(now, self.cursor, out),
            None => out.push(self.cue(now, Cue::Refused(Refusal::NoneBefore))),
        }
    }

    pub(super) fn move_to(&mut self, now: Mono, to: Cursor, out: &mut Vec<Event>) {
        self.leave(now, Outcome::Abandoned, out);
        self.enter(now, to, Way::Jump, out);
    }

    /// Makes a countdown longer or shorter; one that comes to its end by that is over.
    fn adjust(&mut self, now: Mono, change: impl Fn(Duration) -> Duration, out: &mut Vec<Event>) {
        let counts_down = match &self.step().kind {
            StepKind::Rest { until: RestEnd::SlotEnd, .. } => {
                out.push(self.cue(now, Cue::Refused(Refusal::SlotRest)));
                return;
            }
            StepKind::Prepare { .. } | StepKind::Switch(_) | StepKind::Rest { .. } => true,
            StepKind::Work(work) => matches!(work, Work::Time(time) if time.is_exact()),
        };
        let Some(length) = self.block.length.filter(|_| counts_down) else {
            out.push(self.cue(now, Cue::Refused(Refusal::NoCountdown)));
            return;
        };
        let elapsed = self.elapsed(now);
        let length = change(length).max(elapsed);
        self.block.length = Some(length);
        // What would have fallen due by now with the new length is over.
        self.block.passed = self.block.passed.max(Some((elapsed, Mark::Rep(0))));
        out.push(self.cue(now, Cue::Length(length)));
        if length == elapsed {
            self.complete(now, Way::Key, out);
        }
    }

    fn digit(&mut self, now: Mono, digit: u8, out: &mut Vec<Event>) {
        let block = if self.step().is_gap() { self.last_work.map(|last| last.step) } else { Some(self.cursor.step) };
        let counts = block.and_then(|block| self.plan.steps[block].work()).is_some_and(Work::counts_reps);
        if !counts {
            // An Enter that belongs to them ends nothing.
            self.block.opened = now;
            out.push(self.cue(now, Cue::Refused(Refusal::NoReps)));
        } else if self.block.entry.len() < DIGITS {
            self.block.entry.push(char::from(b'0' + digit.min(9)));
        }
    }
}

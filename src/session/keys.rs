//! What the user can do while no question is open.

use std::time::Duration;

use super::engine::{Cursor, Progress, Session, Watch, Way};
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
            Key::SkipExercise => {
                let to = self.after_exercise(now);
                self.leave(now, Outcome::Skipped, out);
                self.go(now, to, Way::Key, out);
            }
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
                self.move_to(now, self.cursor_at(step + usize::from(slot_rest)), out);
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
        let step = self.step();
        let to = if !step.is_gap() {
            match self.plan.phase(self.cursor.step).clock {
                PhaseClock::Every(_) => self.after_run(now, self.cursor, |next| next.slot == step.slot),
                PhaseClock::None | PhaseClock::Within(_) => self.following(now, self.cursor),
            }
        } else if step.in_optional_round() {
            self.after_run(now, self.cursor, |_| true)
        } else if step.optional {
            let optional = |next: &Step| (next.card, next.round) == (step.card, step.round) && next.set > next.sets.min;
            self.after_run(now, self.cursor, optional)
        } else {
            self.following(now, self.work_here())
        };
        self.leave(now, Outcome::Skipped, out);
        self.go(now, to, Way::Key, out);
    }

    /// The block of work under way, or the one that this gap leads to.
    fn work_here(&self) -> Cursor {
        let phase = self.plan.phase(self.cursor.step);
        let work = |step: &usize| !self.plan.steps[*step].is_gap();
        match (self.cursor.step..phase.steps.end).find(work) {
            Some(step) => Cursor { step, ..self.cursor },
            // From the rest between two rounds of a loop.
            None => Cursor {
                step: phase.steps.clone().find(work).unwrap_or(self.cursor.step),
                round: self.cursor.round + 1,
            },
        }
    }

    /// What comes after the rest of the exercise.
    fn after_exercise(&self, now: Mono) -> Option<Cursor> {
        let here = self.work_here();
        let exercise = |step: &Step| (&self.plan.cards[step.card].exercise.id, step.round);
        let next_round = |step: &Step| matches!(step.kind, StepKind::Rest { until: RestEnd::NextRound, .. });
        let same = exercise(&self.plan.steps[here.step]);
        self.after_run(now, here, |next| exercise(next) == same && !next_round(next))
    }

    /// What comes after the steps from a place on that belong together, at most to the end of the phase.
    fn after_run(&self, now: Mono, from: Cursor, belongs: impl Fn(&Step) -> bool) -> Option<Cursor> {
        let end = self.plan.phase(from.step).steps.end;
        let last = (from.step..end).take_while(|&next| belongs(&self.plan.steps[next])).last().unwrap_or(from.step);
        self.following(now, Cursor { step: last, ..from })
    }

    /// To the block of work before.
    fn back(&mut self, now: Mono, out: &mut Vec<Event>) {
        let phase = self.plan.phase(self.cursor.step);
        let work = |step: &usize| !self.plan.steps[*step].is_gap();
        let here = (phase.steps.start..self.cursor.step).rev().find(work).map(|step| self.cursor_at(step));
        let round_before = || {
            let last = phase.steps.clone().rev().find(work)?;
            let loops = matches!(phase.clock, PhaseClock::Within(_)) && self.cursor.round > 1;
            loops.then(|| Cursor { step: last, round: self.cursor.round - 1 })
        };
        let phase_before = || {
            let step = (0..phase.steps.start).rev().find(work)?;
            let there = &self.plan.steps[step];
            let last =
                self.last_work.filter(|last| there.rounds.is_none() && self.plan.steps[last.step].phase == there.phase);
            Some(Cursor { step, round: last.map_or(there.round, |last| last.round) })
        };
        // Optional blocks that were left do not lie before this one.
        let done = |to: Cursor| {
            let (there, last) = (&self.plan.steps[to.step], self.last_work);
            let left = |last: &Cursor| {
                there.optional && last.step < to.step && self.plan.steps[last.step].phase == there.phase
            };
            last.filter(left).unwrap_or(to)
        };
        match here.or_else(round_before).or_else(phase_before).map(done) {
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

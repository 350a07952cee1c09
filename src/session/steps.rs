//! Entering and leaving steps: the one place where a session changes from one to the next.

use std::time::Duration;

use super::cursor::Cursor;
use super::engine::{Block, Progress, Session, Watch, Way};
use super::{Answers, Cue, Event, Fact, Mono, Outcome, Question, What};
use crate::model::RepTarget;
use crate::plan::{PhaseClock, RestEnd, Step, StepKind, Work};

impl Session {
    pub(super) fn step(&self) -> &Step {
        &self.plan.steps[self.cursor.step]
    }

    /// What the stopwatch shows.
    pub(super) fn run(&self, now: Mono) -> Duration {
        match self.watch {
            Watch::Running(since) => self.banked + now.since(since),
            Watch::GetReady { .. } | Watch::Stopped => self.banked,
        }
    }

    /// How long the step has gone on.
    pub(super) fn elapsed(&self, now: Mono) -> Duration {
        self.run(now).saturating_sub(self.block.began)
    }

    /// Sets the stopwatch; what it shows stays.
    pub(super) fn set(&mut self, now: Mono, watch: Watch) {
        self.banked = self.run(now);
        self.watch = watch;
    }

    pub(super) fn cue(&self, at: Mono, cue: Cue) -> Event {
        Event { at, step: self.cursor.step, round: self.cursor.round, what: What::Cue(cue) }
    }

    pub(super) fn fact(&self, at: Mono, fact: Fact) -> Event {
        Event { at, step: self.cursor.step, round: self.cursor.round, what: What::Fact(fact) }
    }

    /// Begins the step at a cursor.
    pub(super) fn enter(&mut self, at: Mono, to: Cursor, way: Way, out: &mut Vec<Event>) {
        let run = self.run(at);
        let to = self.keep_clock(at, to, way, out);
        self.cursor = to;
        let work = !self.step().is_gap();
        if work && self.clock_began.is_none() {
            self.clock_began = match self.plan.phase(to.step).clock {
                PhaseClock::None => None,
                PhaseClock::Within(_) => Some(run),
                PhaseClock::Every(slot) => Some(run.saturating_sub(slot * self.step().slot)),
            };
        }
        self.block =
            Block { began: run, opened: at, length: self.length(to.step, run), passed: None, entry: String::new() };
        let clock = self.clock_began.map(|began| run.saturating_sub(began));
        out.push(self.fact(at, Fact::Started { clock }));
        if matches!(self.step().kind, StepKind::Switch(_)) {
            out.push(self.cue(at, Cue::Switch));
        }
        if self.watch == Watch::Stopped {
            return;
        }
        if work && way != Way::Flow {
            self.get_ready(at, out);
        } else {
            self.set(at, Watch::Running(at));
            if work {
                out.push(self.cue(at, Cue::Go));
            }
        }
    }

    /// Work begins, or goes on, after a short countdown.
    pub(super) fn get_ready(&mut self, at: Mono, out: &mut Vec<Event>) {
        self.set(at, Watch::GetReady { go: at + Self::GET_READY, next: 3 });
        out.push(self.cue(at, Cue::GetReady));
    }

    /// The get-ready is over.
    pub(super) fn begin_work(&mut self, at: Mono, out: &mut Vec<Event>) {
        self.set(at, Watch::Running(at));
        self.block.opened = at;
        out.push(self.cue(at, Cue::Go));
    }

    /// Holds the clock of the phase against the step that comes next: another phase has its own; a jump out of its
    /// slot sets it; a slot that is over before its rest begins has none.
    fn keep_clock(&mut self, at: Mono, to: Cursor, way: Way, out: &mut Vec<Event>) -> Cursor {
        let (from, step) = (self.step(), &self.plan.steps[to.step]);
        if from.phase != step.phase {
            self.clock_began = None;
            self.overrun = None;
            return to;
        }
        let (PhaseClock::Every(slot), Some(began)) = (self.plan.phase(to.step).clock, self.clock_began) else {
            return to;
        };
        let run = self.run(at);
        let opens = began + slot * step.slot;
        if way == Way::Jump {
            if run < opens || run >= opens + slot {
                self.clock_began = None;
                self.overrun = None;
            }
            return to;
        }
        if from.slot == step.slot {
            return to;
        }
        self.overrun = None;
        if run > opens {
            let late = run.saturating_sub(opens);
            self.overrun = Some(late);
            out.push(self.cue(at, Cue::Overrun(late)));
        }
        if run >= opens && matches!(step.kind, StepKind::Rest { until: RestEnd::SlotEnd, .. }) {
            return Cursor { step: to.step + 1, ..to };
        }
        to
    }

    /// Ends the step under way.
    pub(super) fn leave(&mut self, at: Mono, outcome: Outcome, out: &mut Vec<Event>) {
        self.take_amendment(at, out);
        let reps = self.reps_done(at, outcome);
        out.push(self.fact(at, Fact::Ended { outcome, active: self.elapsed(at), reps }));
        if !self.step().is_gap() {
            self.last_work = Some(self.cursor);
            if !matches!(outcome, Outcome::Skipped | Outcome::Abandoned) {
                out.push(self.cue(at, Cue::Done));
            }
        }
    }

    /// Digits typed in a gap become the reps of the block before it.
    pub(super) fn take_amendment(&mut self, at: Mono, out: &mut Vec<Event>) {
        if let (true, Some(last), Ok(reps)) = (self.step().is_gap(), self.last_work, self.block.entry.parse()) {
            let Cursor { step, round } = last;
            out.push(Event { at, step, round, what: What::Fact(Fact::Amended { reps }) });
            self.block.entry.clear();
        }
    }

    /// Reps of the block under way: as typed, else as counted, else as asked where it was done.
    fn reps_done(&self, at: Mono, outcome: Outcome) -> Option<u32> {
        let work = self.step().work()?;
        if let Ok(told) = self.block.entry.parse() {
            return Some(told);
        }
        match work {
            _ if work.rhythm().is_some() => self.counted(at),
            Work::Reps { target: RepTarget::Count(reps), .. } if outcome == Outcome::Done => Some(reps.min),
            _ => None,
        }
    }

    /// Ends the step under way because it is done, and goes on.
    pub(super) fn complete(&mut self, at: Mono, way: Way, out: &mut Vec<Event>) {
        let outcome = if self.falls_short(at) { Outcome::Partial } else { Outcome::Done };
        self.leave(at, outcome, out);
        let to = self.following(self.run(at), self.cursor);
        self.go(at, to, way, out);
    }

    /// Whether the block under way is below the low end of what is asked.
    fn falls_short(&self, at: Mono) -> bool {
        let reps = self.reps_done(at, Outcome::Done);
        self.step().work().is_some_and(|work| match work {
            Work::Reps { target, .. } => reps.zip(target.least()).is_some_and(|(reps, asked)| reps < asked),
            Work::Time(asked) => self.elapsed(at) < asked.min,
            Work::Distance(_) | Work::Open => false,
        })
    }

    /// The clock of the phase ends the step under way and the phase.
    pub(super) fn cap(&mut self, at: Mono, way: Way, out: &mut Vec<Event>) {
        self.leave(at, Outcome::TimeUp, out);
        let to = self.cursor.next_phase(&self.plan);
        self.go(at, to, way, out);
    }

    /// To a step, or to the end.
    pub(super) fn go(&mut self, at: Mono, to: Option<Cursor>, way: Way, out: &mut Vec<Event>) {
        match to {
            Some(to) => self.enter(at, to, way, out),
            None => self.finish(at, true, out),
        }
    }

    /// What comes after a place in the phase under way, when it is left while the stopwatch shows `run`.
    pub(super) fn following(&self, run: Duration, place: Cursor) -> Option<Cursor> {
        if self.cap_at().is_some_and(|cap| run >= cap) {
            place.next_phase(&self.plan)
        } else {
            place.following(&self.plan)
        }
    }

    /// The steps are over; what is left are the questions at the end.
    pub(super) fn finish(&mut self, at: Mono, complete: bool, out: &mut Vec<Event>) {
        self.asked = None;
        if !complete {
            self.leave(at, Outcome::Abandoned, out);
        }
        self.set(at, Watch::Stopped);
        self.progress = Progress::Closing;
        self.complete = complete;
        out.push(self.cue(at, Cue::SessionDone));
        out.push(self.fact(at, Fact::Finished { complete }));
        if self.last_work.is_some() {
            self.ask(at, Question::Effort, out);
        } else {
            self.close(at, out);
        }
    }

    /// Nothing more to ask.
    pub(super) fn close(&mut self, at: Mono, out: &mut Vec<Event>) {
        self.asked = None;
        self.progress = Progress::Over;
        if self.answers != Answers::default() {
            out.push(self.fact(at, Fact::Answered(self.answers.clone())));
        }
    }
}

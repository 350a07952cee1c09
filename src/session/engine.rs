//! The engine: how time takes a session from step to step. It is made of parts that know nothing of each other: a
//! [`Stopwatch`], a [`Cursor`] in the plan, the [`StepProgress`] under way, the [`PhaseTimer`] of its phase, and a [`State`].

mod end;
mod handle;
mod moves;
mod resume;
pub(super) mod view;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use super::asking::Asking;
use super::closing::Closing;
use super::cue::{Cue, Position};
use super::cursor::Cursor;
use super::event::{Event, Fact, Outcome, What};
use super::mono::Mono;
use super::phase_timer::{EnteredBy, PhaseTimer};
use super::step_progress::{self, StepProgress};
use super::stopwatch::{Reading, Stopwatch};
use crate::model::Level;
use crate::plan::{PhaseClock, Plan, Step, StepId, StepKind};

/// A session under way. See the module for how to drive it.
#[derive(Debug, Clone)]
pub struct Session {
    plan: Arc<Plan>,
    hands_free: bool,
    cursor: Cursor,
    stopwatch: Stopwatch,
    progress: StepProgress,
    phase_timer: PhaseTimer,
    /// The block of work that ended last: what digits in a gap amend.
    last_work: Option<Cursor>,
    /// The blocks in which work was done.
    worked: BTreeSet<Cursor>,
    /// The pain that was entered last. It is worth a record even where nothing was done.
    pain: Option<Level>,
    /// Whether it came back from its last step, and passes over what was done.
    catches_up: bool,
    /// Whether it came to its end and nothing that was owed was left out.
    is_done: bool,
    /// An Enter before this instant is ignored where nothing is typed.
    enter_from: Mono,
    state: State,
}

/// What a session is doing. The stopwatch runs while it is running, and in a gap under a question.
#[derive(Debug, Clone)]
enum State {
    /// The step goes on.
    Running,
    /// A short countdown before work goes on.
    GetReady {
        go: Mono,
        /// How many of its seconds are still to be counted.
        seconds: u8,
    },
    Paused,
    Asking(Asking),
    Closing(Closing),
    Over,
}

/// An Enter this soon after something opened is the second press of the one that opened it.
const DOUBLE_PRESS: Duration = Duration::from_millis(400);

/// An Enter this soon after digits were taken by the end of their step is the one that belongs to them.
const LATE_ENTER: Duration = Duration::from_secs(2);

/// Something that is due by itself.
#[derive(Debug)]
enum Due {
    /// A second of a get-ready is counted.
    Ready(u8),
    /// A get-ready is over.
    Go,
    Cue(Position, Cue),
    /// The step is over.
    End,
    /// The clock of the phase ends it.
    PhaseEnd,
}

impl Session {
    /// How long a get-ready is.
    pub const GET_READY: Duration = Duration::from_secs(3);
    /// How long open work, a distance and as many reps as possible last when nobody can end them and the routine has no
    /// estimate.
    pub const HANDS_FREE_OPEN: Duration = Duration::from_mins(1);

    /// Begins a session. With `hands_free` nothing waits for a key.
    pub fn start(now: Mono, plan: Plan, hands_free: bool) -> (Self, Vec<Event>) {
        let mut session = Self::new(now, plan, hands_free);
        let mut out = Vec::new();
        session.enter(now, session.cursor, EnteredBy::Flow, &mut out);
        session.catch_up(now, &mut out);
        (session, out)
    }

    /// A session before the first step of its plan.
    fn new(now: Mono, plan: Plan, hands_free: bool) -> Self {
        let plan = if hands_free { plan.estimated(Self::HANDS_FREE_OPEN) } else { plan };
        Self {
            cursor: Cursor::first(&plan, StepId(0)),
            plan: Arc::new(plan),
            hands_free,
            stopwatch: Stopwatch::started(now),
            progress: StepProgress::new(Reading::START, None),
            phase_timer: PhaseTimer::default(),
            last_work: None,
            worked: BTreeSet::new(),
            pain: None,
            catches_up: false,
            is_done: false,
            enter_from: now,
            state: State::Running,
        }
    }

    /// The next instant at which a tick does something; `None` while only the user can.
    pub fn deadline(&self) -> Option<Mono> {
        self.due().map(|(at, _)| at)
    }

    /// The events that ticks would produce up to `until`.
    pub fn ahead(&self, until: Mono) -> Vec<Event> {
        let mut out = Vec::new();
        self.clone().catch_up(until, &mut out);
        out
    }

    /// Whether it is over, and there is nothing more to ask.
    pub fn is_over(&self) -> bool {
        matches!(self.state, State::Over)
    }

    /// The plan, with the loads that were entered so far.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Does everything that falls due until `now`, each thing at its instant.
    fn catch_up(&mut self, now: Mono, out: &mut Vec<Event>) {
        while let Some((at, due)) = self.due().filter(|(at, _)| *at <= now) {
            match due {
                Due::Ready(second) => {
                    if let State::GetReady { seconds, .. } = &mut self.state {
                        *seconds = second - 1;
                    }
                    out.push(self.cue(at, Cue::Ready(second)));
                }
                Due::Go => self.begin_work(at, out),
                Due::Cue(position, cue) => {
                    self.progress.pass(position);
                    out.push(self.cue(at, cue));
                }
                // A gap runs on under a question, and stops at its end.
                Due::End | Due::PhaseEnd if matches!(self.state, State::Asking(_)) => self.stopwatch.stop(at),
                Due::End | Due::PhaseEnd => {
                    let is_typed = !self.progress.entry.text().is_empty();
                    match due {
                        Due::PhaseEnd => self.end_phase(at, EnteredBy::Flow, out),
                        _ => self.complete(at, EnteredBy::Flow, out),
                    }
                    if is_typed {
                        self.ignore_enter(at, LATE_ENTER);
                    }
                }
            }
        }
    }

    /// What falls due next by itself, and when.
    fn due(&self) -> Option<(Mono, Due)> {
        match self.state {
            State::GetReady { go, seconds: 0 } => Some((go, Due::Go)),
            State::GetReady { go, seconds } => {
                Some((Mono(go.0.saturating_sub(Duration::from_secs(seconds.into()))), Due::Ready(seconds)))
            }
            State::Running | State::Asking(_) => {
                let cue = self.progress.next_cue(self.step(), self.leads_to_work());
                let cue = cue.map(|(at, position, cue)| (at, Due::Cue(position, cue)));
                let end = self.progress.end().map(|at| (at, Due::End));
                let phase_end = self.phase_end().map(|at| (at, Due::PhaseEnd));
                // In this order where they fall into the same instant: a block that its phase would end then is done.
                let (at, due) = [cue, end, phase_end].into_iter().flatten().min_by_key(|(at, _)| *at)?;
                Some((self.stopwatch.reaches(at)?, due))
            }
            State::Paused | State::Closing(_) | State::Over => None,
        }
    }

    /// Whether it is before what comes after the last step.
    fn is_in_steps(&self) -> bool {
        !matches!(self.state, State::Closing(_) | State::Over)
    }

    fn step(&self) -> &Step {
        &self.plan[self.cursor.step]
    }

    fn is_in_gap(&self) -> bool {
        self.step().is_gap()
    }

    /// Whether the step goes on until the user ends it, and no timer counts it.
    fn waits_for_user(&self) -> bool {
        self.progress.length().is_none() && self.step().work().is_some_and(|work| work.rhythm().is_none())
    }

    /// An Enter within this time does nothing where nothing is typed.
    fn ignore_enter(&mut self, at: Mono, time: Duration) {
        self.enter_from = self.enter_from.max(at + time);
    }

    /// What runs beside the steps of the phase.
    fn phase_clock(&self) -> PhaseClock {
        self.plan.phase(self.cursor.step).clock
    }

    /// What the stopwatch shows when its clock ends the phase.
    fn phase_end(&self) -> Option<Reading> {
        self.phase_timer.phase_ends(self.phase_clock())
    }

    /// Whether this is a gap that goes over into work.
    fn leads_to_work(&self) -> bool {
        let Some(end) = self.progress.end().filter(|_| self.is_in_gap()) else { return false };
        let in_time = self.phase_end().is_none_or(|phase_end| end <= phase_end);
        in_time && self.following(end, self.cursor).is_some_and(|to| !to.is_gap(&self.plan))
    }

    /// What comes after a place in the phase under way, when it is left at this reading.
    fn following(&self, reading: Reading, place: Cursor) -> Option<Cursor> {
        if self.phase_end().is_some_and(|end| reading >= end) {
            place.next_phase(&self.plan)
        } else {
            place.following(&self.plan)
        }
    }

    fn cue(&self, at: Mono, cue: Cue) -> Event {
        self.event(at, What::Cue(cue))
    }

    fn fact(&self, at: Mono, fact: Fact) -> Event {
        self.event(at, What::Fact(fact))
    }

    fn event(&self, at: Mono, what: What) -> Event {
        Event { at, step: self.cursor.step, round: self.cursor.round, what }
    }

    /// Begins the step at a cursor. A pause goes on in it.
    fn enter(&mut self, at: Mono, to: Cursor, by: EnteredBy, out: &mut Vec<Event>) {
        let reading = self.stopwatch.reading(at);
        let (to, late) = self.phase_timer.follow(&self.plan, self.cursor, to, by, reading);
        out.extend(late.map(|late| self.cue(at, Cue::Overrun(late))));
        self.cursor = to;
        let (clock, slot, gap) = (self.phase_clock(), self.step().slot, self.is_in_gap());
        if !gap {
            self.phase_timer.start(clock, slot, reading);
        }
        self.progress = StepProgress::new(reading, self.length(reading));
        self.ignore_enter(at, DOUBLE_PRESS);
        out.push(self.fact(at, Fact::Started { clock: self.phase_timer.time(reading) }));
        if gap {
            let is_switch = matches!(self.step().kind, StepKind::Switch(_));
            out.push(self.cue(at, if is_switch { Cue::Switch } else { Cue::Next }));
        }
        if matches!(self.state, State::Paused) {
            return;
        }
        if gap || by == EnteredBy::Flow || self.waits_for_user() {
            self.run(at);
            out.extend((!gap).then(|| self.cue(at, Cue::Go)));
        } else {
            self.get_ready(at, out);
        }
    }

    /// How long the step lasts when it begins at this reading and is left alone; `None` where it waits for the user.
    fn length(&self, began: Reading) -> Option<Duration> {
        let slot_left = self.phase_timer.left_to_slot(self.phase_clock(), self.step().slot, began);
        step_progress::length(self.step(), slot_left, self.hands_free)
    }

    /// The step goes on.
    fn run(&mut self, at: Mono) {
        self.stopwatch.start(at);
        self.state = State::Running;
    }

    /// Work begins, or goes on, after a short countdown.
    fn get_ready(&mut self, at: Mono, out: &mut Vec<Event>) {
        self.stopwatch.stop(at);
        self.state = State::GetReady { go: at + Self::GET_READY, seconds: 3 };
        out.push(self.cue(at, Cue::GetReady));
    }

    /// The get-ready is over.
    fn begin_work(&mut self, at: Mono, out: &mut Vec<Event>) {
        self.run(at);
        self.ignore_enter(at, DOUBLE_PRESS);
        out.push(self.cue(at, Cue::Go));
    }

    /// Ends the step under way because it is done, and goes on.
    fn complete(&mut self, at: Mono, by: EnteredBy, out: &mut Vec<Event>) {
        let reading = self.stopwatch.reading(at);
        self.leave(at, self.progress.outcome(self.step(), reading), out);
        self.go(at, self.following(reading, self.cursor), by, out);
    }

    /// The clock of the phase ends the step under way and the phase.
    fn end_phase(&mut self, at: Mono, by: EnteredBy, out: &mut Vec<Event>) {
        self.leave(at, Outcome::TimeUp, out);
        self.go(at, self.cursor.next_phase(&self.plan), by, out);
    }

    /// Ends the step under way.
    fn leave(&mut self, at: Mono, outcome: Outcome, out: &mut Vec<Event>) {
        self.amend(at, out);
        let reading = self.stopwatch.reading(at);
        // Whoever types reps and then goes on in whatever way has done them.
        let is_entered = !self.is_in_gap() && self.progress.entry.parse().is_some_and(|reps: u32| reps > 0);
        let outcome =
            if is_entered && !outcome.was_done() { self.progress.outcome(self.step(), reading) } else { outcome };
        let (active, reps) = (self.progress.elapsed(reading), self.progress.reps(self.step(), reading, outcome));
        out.push(self.fact(at, Fact::Ended { outcome, active, reps }));
        if !self.is_in_gap() {
            if outcome != Outcome::Skipped || !active.is_zero() {
                self.last_work = Some(self.cursor);
            }
            if outcome.was_done() {
                self.worked.insert(self.cursor);
                out.push(self.cue(at, Cue::Done));
            }
        }
    }

    /// Digits that were typed in a gap become the reps of the block before it.
    fn amend(&mut self, at: Mono, out: &mut Vec<Event>) {
        if let (true, Some(last), Some(reps)) = (self.is_in_gap(), self.last_work, self.progress.entry.parse()) {
            out.push(Event { at, step: last.step, round: last.round, what: What::Fact(Fact::Amended { reps }) });
            self.progress.entry.clear();
            // Reps that are entered for a skipped block were done.
            self.worked.extend((reps > 0).then_some(last));
        }
    }

    /// Goes to a step, or to the end of the session.
    fn go(&mut self, at: Mono, to: Option<Cursor>, by: EnteredBy, out: &mut Vec<Event>) {
        match self.pass_over_done(to) {
            Some(there) if Some(there) == to => self.enter(at, there, by, out),
            Some(there) => self.enter(at, there, EnteredBy::Jump, out),
            None => self.finish(at, true, out),
        }
    }
}

//! What comes from outside: keys, answers, a gap, and that nobody is there any more.

use std::sync::Arc;
use std::time::Duration;

use super::{DOUBLE_PRESS, Session, State};
use crate::model::{Load, Side};
use crate::plan::{Plan, RestEnd, StepKind, Work};
use crate::session::asking::{Asking, Interrupted, Reply};
use crate::session::cue::{Cue, Refusal};
use crate::session::cursor::Cursor;
use crate::session::event::{Event, Fact, Outcome, What};
use crate::session::input::{Input, Key};
use crate::session::mono::Mono;
use crate::session::phase_timer::EnteredBy;
use crate::session::question::{Answer, Question};
use crate::session::text_input;

/// How much `+` and `-` change a countdown.
const ADJUSTMENT: Duration = Duration::from_secs(15);

/// Digits of a number of reps.
const LONGEST_COUNT: usize = 5;

/// After a gap of this length and more it is worth asking whether the session goes on at all.
const LONG_GAP: Duration = Duration::from_hours(1);

impl Session {
    /// Catches up with everything that fell due until `now`, each thing at its instant, then takes the input.
    pub fn handle(&mut self, now: Mono, input: Input) -> Vec<Event> {
        let mut out = Vec::new();
        self.catch_up(now, &mut out);
        match input {
            Input::Tick => {}
            Input::Key(key) => self.key(now, key, &mut out),
            Input::Gap(length) => self.interrupt(now, length, &mut out),
        }
        self.catch_up(now, &mut out);
        out
    }

    /// The session goes on hands-free: nobody is there to press a key.
    pub fn continue_hands_free(&mut self, now: Mono) -> Vec<Event> {
        let mut out = Vec::new();
        self.catch_up(now, &mut out);
        self.hands_free = true;
        self.plan = Arc::new(Plan::clone(&self.plan).estimated(Self::HANDS_FREE_OPEN));
        match self.state.clone() {
            State::Asking(asking) => self.assume(now, asking, &mut out),
            State::Closing(closing) => self.assume_closing(now, &closing, &mut out),
            State::Running | State::GetReady { .. } | State::Paused | State::Over => {}
        }
        if let (true, None, Some(length)) =
            (self.is_in_steps(), self.progress.length(), self.length(self.progress.began()))
        {
            self.progress.set_length(self.stopwatch.reading(now), length);
        }
        if matches!(self.state, State::Paused) {
            self.resume_from_pause(now, &mut out);
        }
        self.catch_up(now, &mut out);
        out
    }

    fn key(&mut self, now: Mono, key: Key, out: &mut Vec<Event>) {
        if key == Key::Enter && now < self.enter_from && self.entry().is_empty() {
            return;
        }
        match &mut self.state {
            State::Running | State::GetReady { .. } | State::Paused => self.key_in_step(now, key, out),
            State::Asking(asking) => {
                if let Some(reply) = asking.key(key) {
                    let asking = asking.clone();
                    self.reply(now, &asking, reply, out);
                }
            }
            State::Closing(_) => self.key_in_closing(now, key, out),
            State::Over => {}
        }
    }

    /// What is being typed.
    pub(super) fn entry(&self) -> &str {
        match &self.state {
            State::Asking(asking) => asking.entry.text(),
            State::Closing(closing) => closing.entry(),
            State::Running | State::GetReady { .. } | State::Paused | State::Over => self.progress.entry.text(),
        }
    }

    fn key_in_step(&mut self, now: Mono, key: Key, out: &mut Vec<Event>) {
        match key {
            Key::Enter => self.enter_key(now, out),
            Key::Pause if matches!(self.state, State::Paused) => self.resume_from_pause(now, out),
            Key::Pause | Key::Hold => self.pause(now, out),
            Key::Skip => self.skip_up_to(now, self.end_of_skip(), out),
            Key::SkipExercise => self.skip_up_to(now, self.cursor.last_of_exercise(&self.plan), out),
            Key::Back => self.back(now, out),
            Key::Redo if self.is_in_gap() => self.back(now, out),
            Key::Redo => self.move_to(now, self.cursor, out),
            Key::More => self.adjust(now, |length| length.saturating_add(ADJUSTMENT), out),
            Key::Less => self.adjust(now, |length| length.saturating_sub(ADJUSTMENT), out),
            Key::Digit(digit) => self.digit(now, digit, out),
            Key::Backspace => self.progress.entry.backspace(),
            Key::Pain => self.ask(now, Question::PainNow, out),
            Key::Load => {
                self.ask(now, Question::Load { of_last_set: self.is_in_gap() && self.last_work.is_some() }, out);
            }
            Key::Jump(to) => {
                if let Some(to) = self.jump_target(to) {
                    self.move_to(now, to, out);
                }
            }
            Key::Quit => self.ask(now, Question::End, out),
            Key::Escape | Key::Char(_) | Key::Answer(_) | Key::NextField | Key::PreviousField => {}
        }
    }

    fn enter_key(&mut self, now: Mono, out: &mut Vec<Event>) {
        let is_typed = !self.progress.entry.text().is_empty();
        match self.state {
            State::GetReady { .. } => self.begin_work(now, out),
            _ if is_typed && self.is_in_gap() => self.amend(now, out),
            State::Paused if !is_typed => self.resume_from_pause(now, out),
            _ if self.is_in_gap() => self.complete(now, self.gap_ended_by_key(now), out),
            _ => self.complete(now, EnteredBy::Flow, out),
        }
    }

    /// How work is entered from a gap that a key ends. In its last seconds, which were counted, work begins at once: a
    /// get-ready never ends later than the gap would have.
    fn gap_ended_by_key(&self, now: Mono) -> EnteredBy {
        let left = self.progress.end().map(|end| end.since(self.stopwatch.reading(now)));
        let is_counted_down = self.is_in_gap() && left.is_some_and(|left| left <= Self::GET_READY);
        if is_counted_down { EnteredBy::Flow } else { EnteredBy::Key }
    }

    fn pause(&mut self, now: Mono, out: &mut Vec<Event>) {
        if !matches!(self.state, State::Paused) {
            self.stopwatch.stop(now);
            self.state = State::Paused;
            out.push(self.fact(now, Fact::Paused));
        }
    }

    fn resume_from_pause(&mut self, now: Mono, out: &mut Vec<Event>) {
        out.push(self.fact(now, Fact::Resumed));
        self.go_on(now, out);
    }

    /// The step goes on: timed or counted work after a get-ready.
    fn go_on(&mut self, now: Mono, out: &mut Vec<Event>) {
        self.ignore_enter(now, DOUBLE_PRESS);
        if self.is_in_gap() || self.waits_for_user() {
            self.run(now);
        } else {
            self.get_ready(now, out);
        }
    }

    /// Makes a countdown longer or shorter; one that has no time left is over.
    fn adjust(&mut self, now: Mono, change: impl Fn(Duration) -> Duration, out: &mut Vec<Event>) {
        let Some(before) = self.progress.length().filter(|_| self.step().has_countdown()) else {
            let is_slot_rest = matches!(self.step().kind, StepKind::Rest { until: RestEnd::SlotEnd, .. });
            let why = if is_slot_rest { Refusal::SlotRest } else { Refusal::NoCountdown };
            out.push(self.cue(now, Cue::Refused(why)));
            return;
        };
        let (reading, by) = (self.stopwatch.reading(now), self.gap_ended_by_key(now));
        let length = self.progress.set_length(reading, change(before));
        out.push(self.cue(now, Cue::Adjusted { longer: length > before, by: length.abs_diff(before) }));
        if self.progress.is_over(reading) {
            self.complete(now, by, out);
        }
    }

    /// The block that an entry is for: the one under way, in a gap the one before.
    fn block_of_entry(&self) -> Option<Cursor> {
        if self.is_in_gap() { self.last_work } else { Some(self.cursor) }
    }

    /// The block whose reps the digits are, where it counts reps.
    pub(super) fn digits_for(&self) -> Option<Cursor> {
        self.block_of_entry().filter(|block| self.plan[block.step].work().is_some_and(Work::counts_reps))
    }

    fn digit(&mut self, now: Mono, digit: u8, out: &mut Vec<Event>) {
        if self.digits_for().is_some() {
            self.progress.entry.push(text_input::digit(digit), LONGEST_COUNT);
        } else {
            // An Enter that was meant to confirm the digits must not end the step.
            self.ignore_enter(now, DOUBLE_PRESS);
            out.push(self.cue(now, Cue::Refused(Refusal::NoReps)));
        }
    }

    /// The load of the block that an entry is for, before the first one of the next block.
    fn enter_load(&mut self, now: Mono, load: Load, out: &mut Vec<Event>) {
        let of = self.block_of_entry().or_else(|| self.cursor.work(&self.plan)).unwrap_or(self.cursor);
        out.push(Event { at: now, step: of.step, round: of.round, what: What::Fact(Fact::Load(load)) });
        Arc::make_mut(&mut self.plan).enter_load(of.step, load);
    }

    /// Opens a question, which replaces the one that is open. Hands-free takes its default at once.
    fn ask(&mut self, now: Mono, question: Question, out: &mut Vec<Event>) {
        let interrupted = match &self.state {
            State::Asking(before) => before.interrupted,
            State::GetReady { .. } => Interrupted::GetReady,
            State::Running if self.is_in_gap() => Interrupted::Gap,
            State::Running => Interrupted::Work,
            State::Paused | State::Closing(_) | State::Over => Interrupted::Pause,
        };
        if interrupted != Interrupted::Gap {
            self.stopwatch.stop(now);
        }
        let asking = Asking::new(question, interrupted);
        self.ignore_enter(now, DOUBLE_PRESS);
        self.state = State::Asking(asking.clone());
        if self.hands_free {
            self.assume(now, asking, out);
        } else {
            out.push(self.cue(now, Cue::Asked(question)));
        }
    }

    /// Takes the default of the open question, because nobody is there to answer it, with a cue.
    fn assume(&mut self, now: Mono, mut asking: Asking, out: &mut Vec<Event>) {
        asking.entry.clear();
        out.push(self.cue(now, Cue::Assumed(asking.question)));
        self.reply(now, &asking, asking.confirm(), out);
    }

    fn reply(&mut self, now: Mono, asking: &Asking, reply: Reply, out: &mut Vec<Event>) {
        match reply {
            Reply::Answer(Answer::Yes) => self.end_early(now, out),
            Reply::Answer(Answer::No) => match asking.question {
                Question::StopAfterGap(length) if asking.interrupted == Interrupted::Work => {
                    self.ask(now, Question::AfterGap(length), out);
                }
                _ => match asking.then {
                    Some(then) => self.ask(now, then, out),
                    None => self.dismiss(now, asking, out),
                },
            },
            Reply::Answer(Answer::Redo) => {
                self.stop_asking(now, asking);
                self.move_to(now, self.cursor, out);
            }
            Reply::Answer(answer @ (Answer::Count | Answer::Skip)) => {
                let to = self.following(self.stopwatch.reading(now), self.cursor);
                self.stop_asking(now, asking);
                self.leave(now, if answer == Answer::Count { Outcome::Done } else { Outcome::Skipped }, out);
                self.go(now, to, EnteredBy::Key, out);
            }
            Reply::Level(level) => {
                let at = self.block_of_entry().unwrap_or(self.cursor);
                let told = |pain| Event { at: now, step: at.step, round: at.round, what: What::Fact(Fact::Pain(pain)) };
                out.push(told(level));
                self.pain = Some(level);
                match Some(level).filter(|pain| *pain >= self.plan.pain_back) {
                    Some(pain) => {
                        let side = self.block_of_entry().map_or(Side::Both, |block| self.plan[block.step].own_side());
                        self.ask(now, Question::StopForPain { pain, side }, out);
                    }
                    None => self.dismiss(now, asking, out),
                }
            }
            Reply::Load(load) => {
                self.enter_load(now, load, out);
                self.dismiss(now, asking, out);
            }
            Reply::Unreadable => out.push(self.cue(now, Cue::Refused(Refusal::NotALoad))),
            Reply::NoAnswer => self.dismiss(now, asking, out),
            Reply::Quit => {
                self.ask(now, Question::End, out);
                if let State::Asking(end) = &mut self.state {
                    let needs_answer = matches!(asking.question, Question::AfterGap(_) | Question::StopAfterGap(_));
                    end.then = needs_answer.then_some(asking.question);
                }
            }
            // A gap must not run on while the program is suspended.
            Reply::Hold => self.stopwatch.stop(now),
        }
    }

    /// The user ends the session before its last step.
    fn end_early(&mut self, now: Mono, out: &mut Vec<Event>) {
        self.leave(now, Outcome::Abandoned, out);
        self.finish(now, false, out);
    }

    /// Closes the question, and the session goes on where it stood.
    fn dismiss(&mut self, now: Mono, asking: &Asking, out: &mut Vec<Event>) {
        self.ignore_enter(now, DOUBLE_PRESS);
        let reading = self.stopwatch.reading(now);
        let stopped = !self.stopwatch.is_running();
        self.stop_asking(now, asking);
        if asking.interrupted == Interrupted::Pause {
        } else if self.progress.is_over(reading) {
            self.complete(now, EnteredBy::Key, out);
        } else if self.phase_end().is_some_and(|end| reading >= end) {
            self.end_phase(now, EnteredBy::Key, out);
        } else if stopped {
            self.go_on(now, out);
        }
    }

    /// Closes the question. Time goes on as before it.
    fn stop_asking(&mut self, now: Mono, asking: &Asking) {
        if asking.interrupted == Interrupted::Pause {
            self.state = State::Paused;
        } else {
            self.run(now);
        }
    }

    /// The program could not run for a while. A rest, switch or prepare goes on through that time, but never into work:
    /// that begins with a get-ready. Work is stopped, and the user asked about it. What stood still is not touched.
    fn interrupt(&mut self, now: Mono, length: Duration, out: &mut Vec<Event>) {
        let in_get_ready = matches!(self.state, State::GetReady { .. });
        if !in_get_ready && !self.stopwatch.is_running() {
            return;
        }
        out.push(self.fact(now, Fact::Gap(length)));
        let in_work = !self.is_in_gap() && !in_get_ready;
        if in_get_ready {
            self.get_ready(now, out);
        } else {
            self.run_through(now, length, out);
        }
        if matches!(self.state, State::Asking(_) | State::Closing(_) | State::Over) {
            // One question at a time.
        } else if length >= LONG_GAP {
            self.ask(now, Question::StopAfterGap(length), out);
        } else if in_work {
            self.ask(now, Question::AfterGap(length), out);
        }
    }

    /// The gap steps that a gap falls into go on through it, silently, up to the next work.
    fn run_through(&mut self, now: Mono, mut length: Duration, out: &mut Vec<Event>) {
        while self.is_in_gap() && self.stopwatch.is_running() {
            let reading = self.stopwatch.reading(now);
            let left = self.progress.end().map_or(length, |end| end.since(reading));
            let phase_left = self.phase_end().map(|end| end.since(reading));
            let passed = length.min(left).min(phase_left.unwrap_or(left));
            self.stopwatch.add(passed);
            length -= passed;
            let asking = matches!(self.state, State::Asking(_));
            if passed == left && !asking {
                self.complete(now, EnteredBy::Key, out);
            } else if phase_left == Some(passed) && !asking {
                self.end_phase(now, EnteredBy::Key, out);
            } else {
                self.progress.skip_cues(self.stopwatch.reading(now));
                break;
            }
        }
    }
}

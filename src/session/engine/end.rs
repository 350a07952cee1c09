//! The end of a session: what was left out, and what is asked after the last step.

use super::{DOUBLE_PRESS, Session, State};
use crate::plan::{PhaseClock, StepId};
use crate::session::closing::{Closing, ClosingReply, Feedback};
use crate::session::cue::Cue;
use crate::session::cursor::Cursor;
use crate::session::event::{Answers, Event, Fact, Tally};
use crate::session::input::Key;
use crate::session::mono::Mono;
use crate::session::phase_timer::EnteredBy;

impl Session {
    /// The blocks that were owed and in which nothing was done, in the order of the plan. A phase that loops owes its
    /// first round, and nothing once any of it was done.
    fn left_out(&self) -> impl Iterator<Item = StepId> {
        let plan = &*self.plan;
        let owed = plan.steps_with_ids().filter(|(_, step)| !step.is_gap() && !step.optional);
        let missing = owed.filter(|(id, step)| match plan[step.phase].clock {
            PhaseClock::Within(_) => !self.worked.iter().any(|worked| plan[worked.step].phase == step.phase),
            PhaseClock::None | PhaseClock::Every(_) => !self.worked.contains(&Cursor::first(plan, *id)),
        });
        missing.map(|(id, _)| id)
    }

    /// What was done until now.
    pub(super) fn tally(&self) -> Tally {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Tally { done: count(self.worked.len()), left_out: count(self.left_out().count()) }
    }

    /// Where it goes on instead of at this place: after it came back from its last step, at the next of the blocks
    /// that were left out, with the gaps before it.
    pub(super) fn pass_over_done(&self, to: Option<Cursor>) -> Option<Cursor> {
        let (plan, to) = (&*self.plan, to?);
        let is_loop = matches!(plan.phase(to.step).clock, PhaseClock::Within(_));
        if !self.catches_up || is_loop && plan[to.step].phase == self.step().phase {
            return Some(to);
        }
        let next = self.left_out().find(|block| *block >= to.step)?;
        if to.work(plan).is_some_and(|work| work.step == next) {
            return Some(to);
        }
        let leads_there = |step: &StepId| plan[*step].is_gap() && plan[*step].phase == plan[next].phase;
        self.jump_target(next.before().take_while(leads_there).last().unwrap_or(next))
    }

    /// The steps are over. Where they came to their end and something was left out, it is offered first.
    pub(super) fn finish(&mut self, at: Mono, complete: bool, out: &mut Vec<Event>) {
        self.stopwatch.stop(at);
        let mut left_out = self.left_out();
        let first = left_out.next().filter(|_| complete && !self.worked.is_empty());
        if let Some(first) = first {
            let blocks = 1 + left_out.count();
            self.open(at, &Closing::LeftOut { blocks, first, ended: at }, out);
        } else {
            drop(left_out);
            self.end(at, at, complete, out);
        }
    }

    /// The session is over, and was since `ended`.
    fn end(&mut self, at: Mono, ended: Mono, complete: bool, out: &mut Vec<Event>) {
        self.is_done = complete && self.left_out().next().is_none();
        if self.is_done {
            out.push(self.cue(ended, Cue::SessionDone));
        }
        let is_empty = self.worked.is_empty();
        out.push(self.fact(ended, Fact::Finished { complete: complete && !is_empty, tally: Some(self.tally()) }));
        let is_worthless = is_empty && self.pain.is_none();
        let closing = if is_worthless { Closing::Empty } else { Closing::Feedback(Feedback::default()) };
        self.open(at, &closing, out);
    }

    /// Asks what comes after the last step. Hands-free takes the default and says so.
    fn open(&mut self, at: Mono, closing: &Closing, out: &mut Vec<Event>) {
        self.ignore_enter(at, DOUBLE_PRESS);
        self.state = State::Closing(closing.clone());
        if self.hands_free {
            self.assume_closing(at, closing, out);
        } else {
            out.push(self.cue(at, Cue::Asked(closing.question())));
        }
    }

    /// Takes the default of what is asked after the last step.
    pub(super) fn assume_closing(&mut self, at: Mono, closing: &Closing, out: &mut Vec<Event>) {
        // An end that is assumed was then, whenever it became plain that nobody is there.
        let then = if let Closing::LeftOut { ended, .. } = closing { *ended } else { at };
        out.push(self.cue(then, Cue::Assumed(closing.question())));
        self.reply_to_closing(at, closing.default(), out);
    }

    pub(super) fn key_in_closing(&mut self, now: Mono, key: Key, out: &mut Vec<Event>) {
        let State::Closing(closing) = &mut self.state else { return };
        let reply = closing.key(key);
        if key == Key::Enter {
            // The next field is not left by a double press.
            self.ignore_enter(now, DOUBLE_PRESS);
        }
        if let Some(reply) = reply {
            self.reply_to_closing(now, reply, out);
        }
    }

    fn reply_to_closing(&mut self, now: Mono, reply: ClosingReply, out: &mut Vec<Event>) {
        match reply {
            ClosingReply::GoBack(to) => self.go_back(now, to, out),
            ClosingReply::End(ended) => self.end(now, ended, true, out),
            ClosingReply::Keep | ClosingReply::Discard | ClosingReply::Answers(_) => {
                self.state = State::Over;
                let fact = match reply {
                    ClosingReply::Discard => Some(Fact::Discarded),
                    ClosingReply::Answers(answers) if answers != Answers::default() => Some(Fact::Answered(answers)),
                    _ => None,
                };
                out.extend(fact.map(|fact| self.fact(now, fact)));
            }
        }
    }

    /// Back into the steps: to one of them, else to the last block.
    fn go_back(&mut self, now: Mono, to: Option<StepId>, out: &mut Vec<Event>) {
        let last = if self.is_in_gap() { self.before() } else { Some(self.cursor) };
        if let Some(to) = to.map_or(last, |to| self.jump_target(to)) {
            self.state = State::Running;
            self.catches_up = true;
            self.enter(now, to, EnteredBy::Jump, out);
        }
    }
}

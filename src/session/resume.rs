//! Going on with a session of which only the facts are left, or ending it.

use std::time::Duration;

use super::cursor::Cursor;
use super::engine::{Session, Way};
use super::{Event, Fact, Mono, Outcome, What};
use crate::plan::Plan;

/// How far the facts go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Until {
    /// Nothing was begun.
    Nothing,
    /// A step is under way.
    Begun,
    /// A step was left, and none is under way.
    Left,
    /// A step has ended, and none is under way.
    Ended,
    /// The session is over.
    Over,
}

impl Session {
    /// Goes on at the step that was in progress: the attempt that is open in the facts is left, and another begins.
    /// So it is with a step that was left when nothing else had begun: whoever was cut off there wants to do it. After a
    /// step that had ended it goes on with the one that follows. A session that was over is over.
    pub fn resume(now: Mono, plan: Plan, hands_free: bool, facts: &[Event]) -> (Self, Vec<Event>) {
        let (mut session, until) = Self::restored(now, plan, hands_free, facts);
        let mut out = Vec::new();
        match until {
            Until::Nothing => session.enter(now, session.cursor, Way::Flow, &mut out),
            Until::Begun | Until::Left => {
                out.extend((until == Until::Begun).then(|| session.broken_off(now)));
                session.enter(now, session.cursor, Way::Key, &mut out);
            }
            Until::Ended => session.go(now, session.following(session.run(now), session.cursor), Way::Key, &mut out),
            Until::Over => session.close(now, &mut out),
        }
        (session, out)
    }

    /// What ends, as it stands, a session of which these facts are left.
    pub fn end_as_it_stands(now: Mono, plan: Plan, facts: &[Event]) -> Vec<Event> {
        let (session, until) = Self::restored(now, plan, true, facts);
        let left = (until == Until::Begun).then(|| session.broken_off(now));
        let end = (until != Until::Over).then(|| session.fact(now, Fact::Finished { complete: false }));
        left.into_iter().chain(end).collect()
    }

    /// The end of a step at which it was cut off; how far it had come, nobody knows.
    fn broken_off(&self, now: Mono) -> Event {
        self.fact(now, Fact::Ended { outcome: Outcome::Abandoned, active: Duration::ZERO, reps: None })
    }

    /// A session where the facts left it, and how far that is.
    fn restored(now: Mono, plan: Plan, hands_free: bool, facts: &[Event]) -> (Self, Until) {
        let first = Cursor::first(&plan, 0);
        let mut session = Self::at(now, plan, hands_free, first);
        let (mut clock, mut until) = (None, Until::Nothing);
        for event in facts.iter().filter(|event| event.step < session.plan.steps.len()) {
            let cursor = Cursor { step: event.step, round: event.round };
            match &event.what {
                What::Fact(Fact::Started { clock: began }) => {
                    session.cursor = cursor;
                    clock = *began;
                    until = Until::Begun;
                }
                What::Fact(Fact::Ended { outcome, active, .. }) => {
                    clock = clock.map(|clock| clock + *active);
                    until = if *outcome == Outcome::Abandoned { Until::Left } else { Until::Ended };
                    if !session.plan.steps[event.step].is_gap() {
                        session.last_work = Some(cursor);
                    }
                }
                What::Fact(Fact::Finished { .. }) => {
                    until = Until::Over;
                    break;
                }
                _ => {}
            }
        }
        session.clock_began = clock.map(|clock| session.banked.saturating_sub(clock));
        (session, until)
    }
}

//! Going on with a session of which only the facts are left.

use std::time::Duration;

use super::engine::{Cursor, Session, Way};
use super::{Event, Fact, Mono, Outcome, What};
use crate::plan::Plan;

impl Session {
    /// Goes on at the step that was in progress: the attempt that is open in the facts is left, and another begins.
    /// After a step that had ended it goes on with the one that follows. A session that was over is over.
    pub fn resume(now: Mono, plan: Plan, hands_free: bool, facts: &[Event]) -> (Self, Vec<Event>) {
        let mut session = Self::at(now, plan, hands_free, Cursor { step: 0, round: 1 });
        let mut clock = None;
        let mut open = None;
        let mut over = false;
        for event in facts.iter().filter(|event| event.step < session.plan.steps.len()) {
            let cursor = Cursor { step: event.step, round: event.round };
            let work = !session.plan.steps[event.step].is_gap();
            match &event.what {
                What::Fact(Fact::Started { clock: began }) => {
                    session.cursor = cursor;
                    clock = *began;
                    open = Some(true);
                }
                What::Fact(Fact::Ended { active, .. }) => {
                    open = Some(false);
                    clock = clock.map(|clock| clock + *active);
                    if work {
                        session.last_work = Some(cursor);
                    }
                }
                What::Fact(Fact::Finished { .. }) => over = true,
                _ => {}
            }
        }
        session.clock_began = clock.map(|clock| session.banked.saturating_sub(clock));
        let mut out = Vec::new();
        match open {
            _ if over => session.close(now, &mut out),
            None => session.enter(now, session.cursor_at(0), Way::Flow, &mut out),
            Some(true) => {
                // How far it had come, nobody knows.
                let left = Fact::Ended { outcome: Outcome::Left, active: Duration::ZERO, reps: None };
                out.push(session.fact(now, left));
                session.enter(now, session.cursor, Way::Key, &mut out);
            }
            Some(false) => session.go(now, session.following(now, session.cursor), Way::Key, &mut out),
        }
        (session, out)
    }
}

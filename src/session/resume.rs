//! Going on with a session of which only the facts are left.

use super::engine::{Cursor, Session, Watch};
use super::{Event, Fact, Mono, What};
use crate::plan::Plan;

impl Session {
    /// Goes on at the step that was in progress, which begins anew and belongs to the attempt that is open in the
    /// facts. A session that was over is over.
    pub fn resume(now: Mono, plan: Plan, hands_free: bool, facts: &[Event]) -> Self {
        let mut session = Self::at(now, plan, hands_free, Cursor { step: 0, round: 1 });
        let mut clock = None;
        let mut over = false;
        for event in facts.iter().filter(|event| event.step < session.plan.steps.len()) {
            let cursor = Cursor { step: event.step, round: event.round };
            let work = !session.plan.steps[event.step].is_gap();
            match &event.what {
                What::Fact(Fact::Started { clock: began }) => {
                    session.cursor = cursor;
                    clock = *began;
                }
                What::Fact(Fact::Ended { .. }) if work => session.last_work = Some(cursor),
                What::Fact(Fact::Finished { .. }) => over = true,
                _ => {}
            }
        }
        session.clock_began = clock.map(|clock| session.banked.saturating_sub(clock));
        session.block.length = session.length(session.cursor.step, session.banked);
        if over {
            session.close(now, &mut Vec::new());
        } else if !session.step().is_gap() {
            session.watch = Watch::GetReady { go: now + Self::GET_READY, next: 3 };
        }
        session
    }
}

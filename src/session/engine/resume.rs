//! Going on with a session of which only the facts are left, or ending it.

use std::time::Duration;

use super::{Session, State};
use crate::plan::Plan;
use crate::session::event::{Event, Fact, Outcome, What};
use crate::session::mono::Mono;
use crate::session::phase_timer::{EnteredBy, PhaseTimer};
use crate::session::restore::{Progress, Restored, plan_with_loads};

impl Session {
    /// Goes on at the step that was in progress: the attempt that is open in the facts is left, and another begins.
    /// So it is with a step that was left when nothing else had begun: whoever was cut off there wants to do it. After a
    /// step that had ended it goes on with the one that follows. A session that was over is over.
    pub fn resume(now: Mono, plan: Plan, hands_free: bool, facts: &[Event]) -> (Self, Vec<Event>) {
        let (mut session, progress) = Self::restored(now, plan, hands_free, facts);
        let mut out = Vec::new();
        match progress {
            Progress::NothingBegun => session.enter(now, session.cursor, EnteredBy::Flow, &mut out),
            Progress::InStep | Progress::StepLeft => {
                out.extend((progress == Progress::InStep).then(|| session.broken_off(now)));
                session.enter(now, session.cursor, EnteredBy::Key, &mut out);
            }
            Progress::StepEnded => {
                let to = session.following(session.stopwatch.reading(now), session.cursor);
                session.go(now, to, EnteredBy::Key, &mut out);
            }
            Progress::Over => session.state = State::Over,
        }
        (session, out)
    }

    /// The events that end a session of which these facts are left, without going on with it.
    pub fn end_as_it_stands(now: Mono, plan: Plan, facts: &[Event]) -> Vec<Event> {
        let (session, progress) = Self::restored(now, plan, true, facts);
        let left = (progress == Progress::InStep).then(|| session.broken_off(now));
        let over = progress == Progress::Over;
        let end = (!over).then(|| session.fact(now, Fact::Finished { complete: false, tally: Some(session.tally()) }));
        left.into_iter().chain(end).collect()
    }

    /// A session where the facts leave it, and how far that is.
    fn restored(now: Mono, plan: Plan, hands_free: bool, facts: &[Event]) -> (Self, Progress) {
        let Restored { cursor, clock, last_work, worked, came_back, progress } = Restored::of(&plan, facts);
        let mut session = Self::new(now, plan_with_loads(plan, facts), hands_free);
        let clock = PhaseTimer::showing(clock, session.stopwatch.reading(now));
        (session.cursor, session.phase_timer) = (cursor, clock);
        (session.last_work, session.worked, session.catches_up) = (last_work, worked, came_back);
        session.pain = facts.iter().rev().find_map(|fact| match fact.what {
            What::Fact(Fact::Pain(pain)) => Some(pain),
            _ => None,
        });
        (session, progress)
    }

    /// The end of a step in which the program ended; nobody knows how far the step had come.
    fn broken_off(&self, now: Mono) -> Event {
        self.fact(now, Fact::Ended { outcome: Outcome::Abandoned, active: Duration::ZERO, reps: None })
    }
}

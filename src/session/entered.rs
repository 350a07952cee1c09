//! A session that was done without the program and is entered afterwards: what was asked, done as it was asked.

use std::time::Duration;

use super::event::{Answers, Event, Fact, Outcome, Tally, What};
use super::mono::Mono;
use crate::model::Load;
use crate::plan::{Plan, Step, StepId, Work};

/// Where an entered session differs from what was asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exceptions {
    /// Blocks that were begun and not finished.
    pub missed: Vec<StepId>,
    /// How many reps a block really was.
    pub reps: Vec<(StepId, u32)>,
    /// The loads that blocks really had, of which the last of a block counts.
    pub loads: Vec<(StepId, Load)>,
    /// The first step that was not begun, where the session was ended early.
    pub ended_before: Option<StepId>,
}

/// The facts of a session that was done as the plan asks at its low ends, but for the exceptions. A phase that loops is
/// entered with one round: how many it was is not known.
pub fn entered(plan: &Plan, exceptions: &Exceptions, answers: Answers) -> Vec<Event> {
    let mut events = Vec::new();
    let mut now = Duration::ZERO;
    let mut last = StepId(0);
    let is_begun = |(id, step): &(StepId, &Step)| !step.optional && exceptions.ended_before.is_none_or(|end| *id < end);
    for (id, step) in plan.steps_with_ids().filter(is_begun) {
        let missed = exceptions.missed.contains(&id);
        let reps = exceptions.reps.iter().find(|(block, _)| *block == id).map(|(_, reps)| *reps);
        let asked = step.work().and_then(Work::least_reps);
        let active = if missed { Duration::ZERO } else { step.seconds().map_or(Duration::ZERO, |time| time.min) };
        let mut tell =
            |at, fact| events.push(Event { at: Mono(at), step: id, round: step.round, what: What::Fact(fact) });
        tell(now, Fact::Started { clock: None });
        now += active;
        let outcome = if missed { Outcome::Partial } else { Outcome::Done };
        tell(now, Fact::Ended { outcome, active, reps: asked.filter(|_| !missed) });
        if let Some(reps) = reps {
            tell(now, Fact::Amended { reps });
        }
        last = id;
    }
    // After all blocks, for the load of one must not hold for those after it.
    for (step, load) in &exceptions.loads {
        let round = plan[*step].round;
        events.push(Event { at: Mono(now), step: *step, round, what: What::Fact(Fact::Load(*load)) });
    }
    let round = plan[last].round;
    let mut tell = |fact| events.push(Event { at: Mono(now), step: last, round, what: What::Fact(fact) });
    if answers != Answers::default() {
        tell(Fact::Answered(answers));
    }
    let blocks = plan.steps_with_ids().filter(|(_, step)| !step.is_gap() && !step.optional);
    let (done, left_out): (Vec<_>, Vec<_>) = blocks.partition(is_begun);
    let count = |blocks: &[_]| u32::try_from(blocks.len()).unwrap_or(u32::MAX);
    let tally = Tally { done: count(&done), left_out: count(&left_out) };
    tell(Fact::Finished { complete: left_out.is_empty(), tally: Some(tally) });
    events
}

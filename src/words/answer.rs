//! The answer to a key that was sent by another program, in a line.

use super::{cue, question, stage, step, time};
use crate::plan::Plan;
use crate::session::{Cue, Event, Fact, Question, Stage, View, What};

/// The effect of a key, and the state of the session now. `asked` is the question that was open before, and `events`
/// are what the key led to.
pub fn answer(view: &View<'_>, events: &[Event], asked: Option<Question>) -> String {
    let said = events.iter().rev().find_map(|event| said(view.plan, event));
    let nothing = (events.is_empty() && view.question == asked).then(|| "nothing came of it".to_owned());
    let parts: Vec<_> = said.or(nothing).into_iter().chain([standing(view)]).collect();
    parts.join("; ")
}

/// What is worth saying of an event beside the state of the session after it.
fn said(plan: &Plan, event: &Event) -> Option<String> {
    match &event.what {
        What::Fact(Fact::Ended { outcome, .. }) if !plan[event.step].is_gap() => {
            Some(cue::outcome(*outcome).to_owned())
        }
        What::Fact(fact @ (Fact::Finished { .. } | Fact::Discarded)) => cue::fact(fact, plan[event.step].own_side()),
        What::Cue(told @ (Cue::Refused(_) | Cue::Adjusted { .. })) => Some(cue::cue(told)),
        What::Fact(_) | What::Cue(_) => None,
    }
}

/// The state of the session: `paused at 0:12: Plank, 30 s`, `rest, 0:45 left, then Hops, left, 6 reps`, `work: Plank,
/// 30 s`.
fn standing(view: &View<'_>) -> String {
    if let Some(open) = view.question {
        return format!("{} `done`: {}", question::prompt(open), question::default(open));
    }
    let block = view.step.is_gap().then_some(view.next).flatten();
    let block = block.map_or((view.index, view.round), |next| (next.step, next.round));
    let work = step::work(view.plan, block.0, block.1);
    match view.stage {
        Stage::Paused => format!("paused at {}: {work}", time::clock(view.now.0)),
        Stage::Running if view.step.is_gap() => {
            let left = view.length.unwrap_or_default().saturating_sub(view.elapsed);
            format!("{}, {} left, then {work}", stage::state_name(view), time::clock(time::ceil(left)))
        }
        Stage::Running => format!("work: {work}"),
        Stage::GetReady(_) => format!("get ready: {work}"),
        Stage::Waiting | Stage::Closing | Stage::Over => stage::state_name(view),
    }
}

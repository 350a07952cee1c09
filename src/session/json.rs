//! Events as JSON, for programs that show a session (`docs/events.md`). The names are an interface: what was used once
//! keeps its meaning.

use serde_json::{Map, Value, json};

use super::cue::{Cue, Refusal};
use super::engine::view::{Stage, View};
use super::event::{Event, Fact, What};
use super::question::Question;
use crate::model::seconds::Seconds;
use crate::plan::{Plan, StepId, StepKind, Work};

/// An event, with the place in the plan where it happened and the state of the session.
pub fn event(event: &Event, view: &View<'_>) -> Value {
    let (kind, name, more) = match &event.what {
        What::Fact(fact) => ("fact", fact_name(fact), fact_data(fact)),
        What::Cue(cue) => ("cue", cue_name(cue), cue_data(cue)),
    };
    let mut line = json!({
        "format": 1,
        "time": Seconds(event.at.0),
        "kind": kind,
        "name": name,
        "round": event.round,
        "step": step(view.plan, event.step),
        "now": now(view),
    });
    if let (Some(line), Value::Object(more)) = (line.as_object_mut(), more) {
        line.extend(more);
    }
    line
}

/// A step: what it is of, and what it asks.
fn step(plan: &Plan, id: StepId) -> Value {
    let (step, card) = (&plan[id], plan.card(id));
    let kind = match &step.kind {
        StepKind::Prepare { .. } => "prepare",
        StepKind::Switch(_) => "switch",
        StepKind::Rest { .. } => "rest",
        StepKind::Work(_) => "work",
    };
    let time = step.seconds();
    json!({
        "index": id,
        "kind": kind,
        "phase": plan[step.phase].name,
        "exercise": card.exercise.name,
        "movement": card.movement.as_ref().map(|movement| &movement.name),
        "figure": card.figure,
        "side": step.side,
        "set": step.set,
        "sets": step.sets,
        "least_reps": step.work().and_then(Work::least_reps),
        "most_reps": step.last_rep(),
        "least_seconds": time.map(|time| Seconds(time.min)),
        "most_seconds": time.map(|time| Seconds(time.max)),
        "load": card.load_in_use(),
        "optional": step.optional,
    })
}

/// The state of the session when the event is written.
fn now(view: &View<'_>) -> Value {
    let stage = match view.stage {
        Stage::Running => "running",
        Stage::Paused => "paused",
        Stage::GetReady(_) => "get_ready",
        Stage::Waiting => "waiting",
        Stage::Closing => "closing",
        Stage::Over => "over",
    };
    // What counts down or up to an end ends then, if nobody touches anything.
    let is_running = view.stage == Stage::Running;
    let ends = view.length.filter(|_| is_running).map(|length| view.now + length.saturating_sub(view.elapsed));
    json!({
        "time": Seconds(view.now.0),
        "stage": stage,
        "step": view.index,
        "round": view.round,
        "elapsed": Seconds(view.elapsed),
        "ends": ends.map(|ends| Seconds(ends.0)),
        "reps": view.reps,
        "left": Seconds(view.left),
        "next": view.next.map(|next| step(view.plan, next.step)),
    })
}

/// As in the journal.
fn fact_name(fact: &Fact) -> &'static str {
    match fact {
        Fact::Started { .. } => "started",
        Fact::Ended { .. } => "ended",
        Fact::Paused => "paused",
        Fact::Resumed => "resumed",
        Fact::Gap(_) => "gap",
        Fact::Amended { .. } => "amended",
        Fact::Load(_) => "load",
        Fact::Pain(_) => "pain",
        Fact::Answered(_) => "answered",
        Fact::Morning(_) => "morning",
        Fact::Corrected(_) => "corrected",
        Fact::Finished { .. } => "finished",
        Fact::Discarded => "discarded",
    }
}

fn fact_data(fact: &Fact) -> Value {
    match fact {
        Fact::Ended { outcome, active, reps } => {
            json!({ "outcome": outcome, "active": Seconds(*active), "reps": reps })
        }
        Fact::Gap(length) => json!({ "length": Seconds(*length) }),
        Fact::Amended { reps } => json!({ "reps": reps }),
        Fact::Load(load) => json!({ "load": load }),
        Fact::Pain(level) | Fact::Morning(level) => json!({ "pain": level }),
        Fact::Answered(answers) => json!({ "effort": answers.effort, "pain": answers.pain, "note": answers.note }),
        Fact::Finished { complete, .. } => json!({ "complete": complete }),
        Fact::Started { .. } | Fact::Paused | Fact::Resumed | Fact::Corrected(_) | Fact::Discarded => {
            Value::Object(Map::new())
        }
    }
}

fn cue_name(cue: &Cue) -> &'static str {
    match cue {
        Cue::Next => "next",
        Cue::Ready(_) => "ready",
        Cue::Go => "go",
        Cue::HalfWay => "half_way",
        Cue::LowEnd => "low_end",
        Cue::Last(_) => "last",
        Cue::TenLeft => "ten_left",
        Cue::Rep(_) => "rep",
        Cue::Beat(_) => "beat",
        Cue::Part(_) => "part",
        Cue::HoldSecond => "hold_second",
        Cue::Done => "done",
        Cue::Switch => "switch",
        Cue::Overrun(_) => "overrun",
        Cue::GetReady => "get_ready",
        Cue::Asked(_) => "asked",
        Cue::Assumed(_) => "assumed",
        Cue::Refused(_) => "refused",
        Cue::Adjusted { .. } => "adjusted",
        Cue::SessionDone => "session_done",
    }
}

fn cue_data(cue: &Cue) -> Value {
    match cue {
        Cue::Ready(seconds) | Cue::Last(seconds) => json!({ "seconds": seconds }),
        Cue::Rep(reps) | Cue::Beat(reps) => json!({ "reps": reps }),
        Cue::Part(part) => json!({ "part": part }),
        Cue::Overrun(by) => json!({ "by": Seconds(*by) }),
        Cue::Asked(question) | Cue::Assumed(question) => json!({ "question": question_name(question) }),
        Cue::Refused(why) => json!({ "why": refusal_name(*why) }),
        Cue::Adjusted { longer, by } => json!({ "longer": longer, "by": Seconds(*by) }),
        Cue::Next
        | Cue::Go
        | Cue::HalfWay
        | Cue::LowEnd
        | Cue::TenLeft
        | Cue::HoldSecond
        | Cue::Done
        | Cue::Switch
        | Cue::GetReady
        | Cue::SessionDone => Value::Object(Map::new()),
    }
}

fn question_name(question: &Question) -> &'static str {
    match question {
        Question::End => "end",
        Question::StopAfterGap(_) => "stop_after_gap",
        Question::AfterGap(_) => "after_gap",
        Question::PainNow => "pain_now",
        Question::Load { .. } => "load",
        Question::StopForPain { .. } => "stop_for_pain",
        Question::LeftOut { .. } => "left_out",
        Question::Discard => "discard",
        Question::Feedback(_) => "feedback",
    }
}

fn refusal_name(why: Refusal) -> &'static str {
    match why {
        Refusal::SlotRest => "slot_rest",
        Refusal::NoCountdown => "no_countdown",
        Refusal::NoReps => "no_reps",
        Refusal::NotALoad => "not_a_load",
        Refusal::NoneBefore => "none_before",
    }
}

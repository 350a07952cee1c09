//! Sessions as JSON, format 1 (`docs/history.md`).

use serde_json::{Value, json};

use crate::history::{LoadedSession, StoredSession, timestamp};
use crate::plan::Plan;
use crate::plan::json::{Json, seconds};
use crate::record::Record;

pub(super) fn sessions(sessions: impl Iterator<Item = Value>) -> Value {
    json!({ "format": 1, "sessions": sessions.collect::<Vec<_>>() })
}

/// A session as an entry of the list.
pub(super) fn session(listed: &StoredSession) -> Value {
    let past = &listed.past;
    json!({
        "id": past.id,
        "routine": { "id": past.routine.id, "name": past.routine.name },
        "began": timestamp(&past.began),
        "ended": timestamp(&past.ended),
        "seconds": seconds(past.time),
        "complete": past.complete,
        "effort": past.effort,
        "pain": past.pain,
        "note": past.note,
        "deleted": past.deleted,
    })
}

/// A session with its plan and every attempt.
pub(super) fn whole(listed: &StoredSession, kept: &LoadedSession) -> Value {
    let mut session = session(listed);
    let pain: Vec<_> =
        kept.record.pain.iter().map(|(at, level)| json!({ "at_seconds": seconds(at.0), "pain": level })).collect();
    session["pain_told"] = json!(pain);
    session["plan"] = json!(kept.plan.as_ref().map(Json::of));
    session["attempts"] = json!(kept.plan.as_ref().map(|plan| attempts(plan, &kept.record)));
    session["files"] = json!(listed.files().iter().map(|file| file.to_string_lossy()).collect::<Vec<_>>());
    session
}

/// Every attempt at a step of the plan, in the order of time.
fn attempts(plan: &Plan, record: &Record) -> Vec<Value> {
    let attempts = record.attempts.iter().filter(|attempt| attempt.step < plan.steps.len());
    let told = attempts.map(|attempt| {
        json!({
            "step": attempt.step,
            "round": attempt.round,
            "at_seconds": seconds(attempt.started.0),
            "seconds": seconds(attempt.active),
            "reps": attempt.reps,
            "outcome": attempt.outcome,
        })
    });
    told.collect()
}

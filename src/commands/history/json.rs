//! Sessions as JSON, format 1 (`docs/history.md`).

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::history::{LoadedSession, StoredSession, timestamp};
use crate::model::seconds::Seconds;
use crate::plan::Plan;
use crate::plan::json::PlanJson;
use crate::record::{Attempt, Block, Completion, PainEntry, Record, Score};
use crate::text;

/// What holds sessions. There may be very many of them, so each is made when it is written.
pub(super) fn sessions(sessions: impl Iterator<Item = Value> + Clone) -> impl Serialize {
    #[derive(Serialize)]
    struct Sessions<I: Iterator<Item = Value> + Clone> {
        format: u32,
        #[serde(serialize_with = "each")]
        sessions: I,
    }
    Sessions { format: 1, sessions }
}

fn each<S: Serializer>(values: &(impl Iterator<Item = Value> + Clone), serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(values.clone())
}

/// A session as an entry of the list.
pub(super) fn session(session: &StoredSession) -> Value {
    let past = &session.past;
    json!({
        "id": past.id,
        "routine": { "id": past.routine.id, "name": past.routine.name },
        "began": timestamp(&past.began),
        "ended": timestamp(&past.ended),
        "seconds": Seconds(past.time),
        "complete": past.completion.map(Completion::is_complete),
        "reached_end": past.completion.map(|completion| completion.reached_end),
        "blocks_done": past.completion.map(|completion| completion.tally.done),
        "blocks_left_out": past.completion.map(|completion| completion.tally.left_out),
        "effort": past.effort,
        "pain": past.pain,
        "morning": past.morning,
        "note": past.note,
        "entered": past.entered,
        "deleted": past.deleted,
    })
}

/// A session with its plan and every attempt.
pub(super) fn whole(stored: &StoredSession, loaded: &LoadedSession) -> Value {
    let mut session = session(stored);
    let told = |told: &PainEntry| json!({ "at_seconds": Seconds(told.at.0), "step": told.step, "pain": told.level });
    session["pain_told"] = json!(loaded.record.pain.iter().map(told).collect::<Vec<_>>());
    let (plan, record) = (loaded.plan.as_deref(), &loaded.record);
    session["work_seconds"] = json!(plan.map(|plan| Seconds(record.work_time(plan))));
    session["rest_seconds"] = json!(plan.map(|plan| Seconds(record.rest_time(plan))));
    session["scores"] = json!(plan.map(|plan| scores(plan, record)));
    session["plan"] = json!(plan.map(PlanJson::of));
    session["attempts"] = json!(plan.map(|plan| attempts(plan, record)));
    session["files"] =
        json!(stored.files().iter().map(|file| text::line(&file.to_string_lossy()).into_owned()).collect::<Vec<_>>());
    session
}

/// The scores of the phases that repeat until their time is up.
fn scores(plan: &Plan, record: &Record) -> Vec<Value> {
    let block = |block: &Block<'_>| json!({ "step": block.step, "round": block.round });
    let score = |score: &Score<'_>| {
        json!({
            "phase": plan[score.phase].id,
            "full_rounds": score.full_rounds,
            "beside": score.beside.iter().map(block).collect::<Vec<_>>(),
        })
    };
    record.scores(plan).iter().map(score).collect()
}

/// Every attempt at a step of the plan, in the order of time.
fn attempts(plan: &Plan, record: &Record) -> Vec<Value> {
    let attempt = |attempt: &Attempt| {
        json!({
            "step": attempt.step,
            "round": attempt.round,
            "at_seconds": Seconds(attempt.started.0),
            "seconds": Seconds(attempt.active),
            "reps": attempt.reps,
            "load": record.load_told(plan, attempt),
            "outcome": attempt.outcome(plan),
            "counts": record.counts(attempt),
        })
    };
    record.attempts.iter().map(attempt).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::{catalogue, show};
    use crate::model::Today;
    use crate::session::{Event, Fact, Mono, Outcome, What};
    use std::time::Duration;

    #[test]
    fn amended_reps_decide_the_outcome() {
        let plan = show::plan_for(&catalogue::load(Some("calves")).unwrap(), &Today::FIRST).unwrap();
        let (step, least) =
            plan.steps_with_ids().find_map(|(id, step)| Some((id, step.work()?.least_reps()?))).unwrap();
        let ended = Fact::Ended { outcome: Outcome::Done, active: Duration::from_secs(20), reps: Some(least) };
        let facts = [Fact::Started { clock: None }, ended, Fact::Amended { reps: least - 1 }];
        let events = facts.map(|fact| Event { at: Mono::default(), step, round: 1, what: What::Fact(fact) });
        let outcome = |events| attempts(&plan, &Record::of(events))[0]["outcome"].clone();
        assert_eq!(outcome(&events[..2]), "done");
        assert_eq!(outcome(&events), "partial");
    }
}

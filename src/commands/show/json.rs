//! A routine as JSON, format 1.

use serde_json::{Value, json};

use crate::model::seconds::Seconds;
use crate::model::{Exercise, Phase, Routine, Span, Today, When};
use crate::plan::{Length, Plan};
use crate::words::prescription;

/// The facts of a routine, for other programs.
pub(super) fn of(routine: &Routine, written: &Plan, today: &Plan) -> Value {
    let exercise = |phase: &Phase, exercise: &Exercise| {
        let last = exercise.movements.len() - 1;
        let movements: Vec<_> = exercise
            .movements
            .iter()
            .enumerate()
            .map(|(place, movement)| {
                let dose = movement.dose.at(&Today::WRITTEN);
                json!({
                    "id": movement.label.as_ref().map(|label| &label.id),
                    "name": movement.label.as_ref().map(|label| &label.name),
                    "say_as": movement.label.as_ref().and_then(|label| label.say_as.as_ref()),
                    "goal": movement.goal,
                    "tips": movement.tips,
                    "suggested_tips": movement.suggested_tips,
                    "when": when(&movement.when),
                    "video": movement.video,
                    "contacts": movement.contacts,
                    "fit": movement.fit,
                    "prescription": prescription::sentence(dose, phase.form, place < last),
                    "suggested": dose.suggested.iter().map(|field| field.key()).collect::<Vec<_>>(),
                })
            })
            .collect();
        json!({
            "id": exercise.id,
            "name": exercise.name,
            "say_as": exercise.say_as,
            "goal": exercise.goal,
            "tips": exercise.tips,
            "suggested_tips": exercise.suggested_tips,
            "when": when(&exercise.when),
            "equipment": exercise.equipment,
            "video": exercise.video,
            "progression": prescription::progression(exercise),
            "seconds": Length::of_exercise(written, &exercise.id).map(seconds),
            "movements": movements,
        })
    };
    let phases: Vec<_> = routine
        .phases
        .iter()
        .map(|phase| {
            json!({
                "id": phase.id,
                "name": phase.name,
                "goal": phase.goal,
                "when": when(&phase.when),
                "exercises": phase.exercises.iter().map(|it| exercise(phase, it)).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "format": 1,
        "routine": { "id": routine.id, "name": routine.name, "summary": routine.summary },
        "source": source(routine),
        "frequency": routine.frequency.as_ref().map(|frequency| {
            json!({
                "per_week": frequency.per_week.map(|times| json!({ "min": times.min, "max": times.max })),
                "min_gap_seconds": frequency.min_gap.map(Seconds),
                "occasions": frequency.occasions,
            })
        }),
        "equipment": routine.equipment,
        "notes": routine.notes,
        "safety": routine.safety.as_ref().map(|safety| {
            json!({ "notice": safety.notice, "stop_if": safety.stop_if })
        }),
        "background": routine.background.iter().map(|piece| {
            json!({ "title": piece.title, "text": piece.text })
        }).collect::<Vec<_>>(),
        "phases": phases,
        "seconds_as_written": seconds(Length::of(written)),
        "seconds_today": seconds(Length::of(today)),
    })
}

/// Where a routine comes from.
pub(in crate::commands) fn source(routine: &Routine) -> Option<Value> {
    let source = routine.source.as_ref()?;
    Some(json!({ "title": source.title, "author": source.author, "url": source.url }))
}

/// How long something takes; without a `max` where it is open, and nobody knows how long it may take.
pub(in crate::commands) fn seconds(length: Length) -> Value {
    let max = (!length.open).then_some(Seconds(length.time.max));
    json!({ "min": Seconds(length.time.min), "max": max })
}

/// The weeks, sessions and rounds in which something takes part, each `null` for all; `null` where that is always.
fn when(when: &When) -> Value {
    if *when == When::default() {
        return Value::Null;
    }
    let [weeks, sessions, rounds] = [when.weeks, when.sessions, when.rounds]
        .map(|span| span.map(|Span { first, last }| json!({ "min": first, "max": last })));
    json!({ "weeks": weeks, "sessions": sessions, "rounds": rounds })
}

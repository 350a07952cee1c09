//! The numbers as JSON, format 1 (`docs/history.md`).

use serde_json::{Value, json};

use crate::history::timestamp;
use crate::model::seconds::Seconds;
use crate::record::Completion;
use crate::stats::{Before, DataPoint, Move, Series, SessionStats, Stats, Week};
use crate::words::stats;

pub(super) fn of(stats: &Stats<'_>) -> Value {
    let routine = stats.routine;
    let per_week = routine.frequency.as_ref().and_then(|frequency| frequency.per_week);
    json!({
        "format": 1,
        "routine": { "id": routine.id, "name": routine.name },
        "from": stats.period.first.to_string(),
        "until": stats.period.last_day().to_string(),
        "per_week": per_week.map(|per_week| json!({ "min": per_week.min, "max": per_week.max })),
        "weeks": stats.weeks.iter().map(week).collect::<Vec<_>>(),
        "sessions": stats.sessions.iter().map(session).collect::<Vec<_>>(),
        "exercises": stats.exercises.iter().map(|series| exercise(series, stats)).collect::<Vec<_>>(),
        "remarks": stats.above().map(|(week, before)| stats::above(week, before)).collect::<Vec<_>>(),
    })
}

fn week(week: &Week) -> Value {
    json!({
        "monday": week.monday.to_string(),
        "sessions": week.sessions,
        "work_seconds": Seconds(week.worked),
        "contacts": week.contacts,
        "contacts_before": week.before.map(Before::mean),
        "weeks_before": week.before.map(|before| before.weeks),
        "above": week.before.is_some_and(|before| before.is_below(week.contacts)),
    })
}

fn session(session: &SessionStats) -> Value {
    let past = &session.past;
    json!({
        "id": past.id,
        "began": timestamp(&past.began),
        "complete": past.completion.map(Completion::is_complete),
        "blocks_done": past.completion.map(|completion| completion.tally.done),
        "blocks_left_out": past.completion.map(|completion| completion.tally.left_out),
        "work_seconds": Seconds(session.worked),
        "contacts": session.contacts,
        "effort": past.effort,
        "pain": past.pain,
        "morning": past.morning,
    })
}

fn exercise(series: &Series<'_>, stats: &Stats<'_>) -> Value {
    let ladder = series.exercise.ladder();
    let of_move = |it: &Move| {
        json!({
            "on": it.on.to_string(),
            "from": it.from,
            "to": it.to,
            "code": if it.is_chosen() { "chosen" } else { it.decision.reason.code() },
            "reason": ladder.map(|ladder| stats::why(it, ladder, stats.on)),
        })
    };
    json!({
        "exercise": series.exercise.id,
        "name": series.exercise.name,
        "measure": series.metric.code(),
        "today": series.today.as_ref().map(|today| today.rung),
        "points": series.points.iter().map(point).collect::<Vec<_>>(),
        "moves": series.moves.iter().map(of_move).collect::<Vec<_>>(),
    })
}

fn point(point: &DataPoint) -> Value {
    json!({ "on": point.on.to_string(), "value": point.value })
}

//! All that is known of each block of work, those that were skipped too.

use std::time::Duration;

use super::{Done, Row, cell, guarded, seconds};
use crate::history::timestamp;
use crate::model::{RepTarget, Window};
use crate::plan::Work;
use crate::record::Block;
use crate::words::step;

pub(super) const HEADER: [&str; 21] = [
    "session_id",
    "started_at",
    "routine",
    "phase",
    "exercise",
    "movement",
    "side",
    "round",
    "set",
    "kind",
    "outcome",
    "planned_reps",
    "reps",
    "planned_seconds",
    "seconds",
    "rest_seconds",
    "load",
    "effort",
    "pain",
    "morning",
    "note",
];

pub(super) fn rows(done: &Done<'_>) -> Vec<Row> {
    done.blocks().iter().map(|block| row(done, block)).collect()
}

fn row(done: &Done<'_>, block: &Block<'_>) -> Row {
    let (past, step, card) = (done.past, done.step(block), done.card(block));
    let work = step.work();
    let outcome = block.outcome.and_then(|outcome| serde_json::to_value(outcome).ok());
    let row = vec![
        past.id.clone(),
        timestamp(&past.began),
        guarded(&past.routine.name),
        guarded(&done.plan[step.phase].name),
        guarded(&card.exercise.name),
        card.movement.as_ref().map(|movement| guarded(&movement.name)).unwrap_or_default(),
        step::side(step.own_side()).to_owned(),
        block.round.to_string(),
        step.set.to_string(),
        if block.was_done() { "work" } else { "skipped" }.to_owned(),
        outcome.as_ref().and_then(|outcome| outcome.as_str()).unwrap_or_default().to_owned(),
        work.and_then(planned_reps).unwrap_or_default(),
        cell(block.attempt.and_then(|attempt| attempt.reps)),
        cell(work.and_then(planned_seconds)),
        cell(block.attempt.map(|attempt| seconds(attempt.active))),
        cell(rest_after(done, block).map(seconds)),
        block.load(done.plan).as_deref().map(guarded).unwrap_or_default(),
        cell(past.effort),
        cell(past.pain),
        cell(past.morning),
        past.note.as_deref().map(guarded).unwrap_or_default(),
    ];
    debug_assert_eq!(row.len(), HEADER.len());
    row
}

/// `8`, `6-8`, `40+` or `max`.
fn planned_reps(work: &Work) -> Option<String> {
    let Work::Reps { target, .. } = work else { return None };
    Some(match target {
        RepTarget::Count(reps) => range(*reps, |reps| reps.to_string()),
        RepTarget::AtLeast(reps) => format!("{reps}+"),
        RepTarget::Max => "max".to_owned(),
    })
}

fn planned_seconds(work: &Work) -> Option<String> {
    let Work::Time(time) = work else { return None };
    Some(range(*time, seconds))
}

fn range<T: Copy + PartialEq>(window: Window<T>, text: impl Fn(T) -> String) -> String {
    if window.is_exact() { text(window.min) } else { format!("{}-{}", text(window.min), text(window.max)) }
}

/// The time of the gap that followed the attempt that counts.
fn rest_after(done: &Done<'_>, block: &Block<'_>) -> Option<Duration> {
    let attempt = block.attempt?;
    let mut later = done.record.attempts.iter().skip_while(|other| !std::ptr::eq(*other, attempt)).skip(1);
    let gap = later.next().filter(|next| done.plan[next.step].is_gap())?;
    Some(gap.active)
}

//! The columns of an export of the app Hevy, which it and others import. Its form is not documented by its makers; this is
//! how published exports look. What it has no place for is left out: rests, and what was not done.

use jiff::Zoned;

use super::{Done, Row, cell, guarded};

pub(super) const HEADER: [&str; 14] = [
    "title",
    "start_time",
    "end_time",
    "description",
    "exercise_title",
    "superset_id",
    "exercise_notes",
    "set_index",
    "set_type",
    "weight_kg",
    "reps",
    "distance_km",
    "duration_seconds",
    "rpe",
];

pub(super) fn rows(done: &Done<'_>) -> Vec<Row> {
    let past = done.past;
    done.sets()
        .map(|(block, exercise, before)| {
            let attempt = block.attempt;
            let is_warm_up = done.plan[done.step(&block).phase].id.starts_with("warm-up");
            vec![
                guarded(&past.routine.name),
                time(&past.began),
                time(&past.ended),
                past.note.as_deref().map(guarded).unwrap_or_default(),
                guarded(&exercise),
                String::new(),
                String::new(),
                before.to_string(),
                if is_warm_up { "warmup" } else { "normal" }.to_owned(),
                cell(done.kilograms(&block)),
                cell(attempt.and_then(|attempt| attempt.reps)),
                cell(done.kilometres(&block)),
                cell(attempt.map(|attempt| attempt.active.as_secs())),
                String::new(),
            ]
        })
        .collect()
}

/// `23 Nov 2026, 09:00`
fn time(at: &Zoned) -> String {
    at.strftime("%-d %b %Y, %H:%M").to_string()
}

//! The columns of an export of the app Strong, which many others import. Its form is not documented by its makers; this is
//! how published exports look. What it has no place for is left out: rests, and what was not done.

use std::time::Duration;

use super::{Done, Row, cell, guarded};

pub(super) const HEADER: [&str; 12] = [
    "Date",
    "Workout Name",
    "Duration",
    "Exercise Name",
    "Set Order",
    "Weight",
    "Reps",
    "Distance",
    "Seconds",
    "Notes",
    "Workout Notes",
    "RPE",
];

pub(super) fn rows(done: &Done<'_>) -> Vec<Row> {
    let past = done.past;
    done.sets()
        .map(|(block, exercise, before)| {
            let attempt = block.attempt;
            vec![
                past.began.strftime("%Y-%m-%d %H:%M:%S").to_string(),
                guarded(&past.routine.name),
                length(past.time),
                guarded(&exercise),
                (before + 1).to_string(),
                cell(done.kilograms(&block)),
                cell(attempt.and_then(|attempt| attempt.reps)),
                cell(done.kilometres(&block)),
                cell(attempt.map(|attempt| attempt.active.as_secs())),
                String::new(),
                past.note.as_deref().map(guarded).unwrap_or_default(),
                String::new(),
            ]
        })
        .collect()
}

/// `13m`, `1h 5m`
fn length(time: Duration) -> String {
    let minutes = time.as_secs().div_ceil(60);
    if minutes < 60 { format!("{minutes}m") } else { format!("{}h {}m", minutes / 60, minutes % 60) }
}

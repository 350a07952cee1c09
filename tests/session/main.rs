//! A session by example: each test is one thing that a runner sees, hears or does.
//!
//! Steps are told by their place in the plan; where it is not plain from the routine, a comment lists them.

#[path = "../support/mod.rs"]
mod support;

mod asked;
mod attempts;
mod cap;
mod closing;
mod cues;
mod digits;
mod gaps;
mod hands_free;
mod last_times;
mod left_out;
mod loads;
mod moves;
mod optional;
mod pauses;
mod sides;
mod slots;
mod view;
mod work;

use support::Drive;

/// The steps that were begun, in the order of time.
fn begun(drive: &Drive) -> Vec<usize> {
    drive.record.attempts.iter().map(|attempt| attempt.step.0).collect()
}

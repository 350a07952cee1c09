//! What a face is told: what comes next, how long it still goes on, when the picture changes.

use std::time::Duration;

use calfguide::model::Routine;
use calfguide::plan::StepId;
use calfguide::session::{Cursor, Key, TimeDisplay};
use calfguide::words::stage;

use crate::support::{Drive, PhaseExt, Prescribe, exercise, phase, routine, straight};

/// 0 prepare, 1 plank, 2 rest, 3 plank: 10 + 40 + 30 + 40 s
fn planks() -> Routine {
    straight([exercise("plank").time("40s").sets(2)])
}

/// How many seconds are left of the session.
fn left(drive: &Drive) -> f64 {
    drive.view().left.as_secs_f64()
}

#[test]
fn the_next_block_is_after_this_one_or_after_this_gap() {
    let mut drive = Drive::of(&planks());
    let next = |step| Some(Cursor { step: StepId(step), round: 1 });
    assert_eq!(drive.view().next, next(1), "in the prepare");
    assert_eq!(drive.tick_to(20).view().next, next(3), "in work");
    assert_eq!(drive.tick_to(60).view().next, next(3), "in the rest");
    assert_eq!(drive.tick_to(90).view().next, None, "in the last block");
}

#[test]
fn in_a_loop_the_next_block_is_the_first_of_the_next_round() {
    // 0 a, 1 b, 2 rest between rounds
    let amrap = [exercise("a").time("10s").bare(), exercise("b").time("10s").bare()];
    let mut drive = Drive::of(&routine([phase("amrap").within("5m").rest("10s").with(amrap)]));
    assert_eq!(drive.view().next, Some(Cursor { step: StepId(1), round: 1 }));
    assert_eq!(drive.tick_to(15).view().next, Some(Cursor { step: StepId(0), round: 2 }));
    assert_eq!(drive.tick_to(25).view().next, Some(Cursor { step: StepId(0), round: 2 }));
}

#[test]
fn a_gap_shows_the_card_of_the_work_that_it_leads_to() {
    let drive = Drive::of(&planks());
    assert_eq!((drive.view().card.name(), drive.view().pace), ("plank", TimeDisplay::Down));
}

#[test]
fn the_time_left_is_that_of_the_rest_of_the_plan() {
    let mut drive = Drive::of(&planks());
    let mut left = |seconds: u32| drive.tick_to(seconds).view().left.as_secs();
    assert_eq!([left(0), left(10), left(20), left(60), left(119)], [120, 110, 100, 60, 1]);
}

#[test]
fn what_waits_for_the_user_counts_by_its_pace_and_then_as_nothing() {
    // 8 reps of 3 s, 30 s of rest, 8 reps
    let mut drive = Drive::of(&straight([exercise("hops").reps(8).sets(2).prepare("0s")]));
    assert!((left(drive.tick_to(20)) - 58.0).abs() < 1e-9, "4 + 30 + 24");
    assert!((left(drive.tick_to(100)) - 54.0).abs() < 1e-9, "30 + 24");
}

#[test]
fn the_time_left_counts_high_ends_and_what_is_optional() {
    // 10 + 40, then optional: 60 + 40
    let drive = Drive::of(&straight([exercise("sit").time("20s-40s").sets(1..=2).rest("30s-60s")]));
    assert!((left(&drive) - 150.0).abs() < 1e-9);
}

#[test]
fn the_time_left_of_a_clock_is_what_the_clock_says() {
    // 10 s, then 2 minutes whatever the rounds are, then 20 s
    let mut drive = Drive::of(&routine([
        phase("amrap").within("2m").with([exercise("a").time("20s")]),
        phase("end").with([exercise("last").time("20s").bare()]),
    ]));
    let mut left = |seconds: u32| drive.tick_to(seconds).view().left.as_secs();
    assert_eq!([left(0), left(5), left(30), left(120)], [150, 145, 120, 30]);
    // 10 s, slots of a minute at 0:10 and 1:10, the last one 20 s long
    let mut drive = Drive::of(&routine([phase("emom").every("1m", 2).with([exercise("a").time("20s")])]));
    let mut left = |seconds: u32| drive.tick_to(seconds).view().left.as_secs();
    assert_eq!([left(0), left(20), left(40), left(80)], [90, 70, 50, 10]);
}

#[test]
fn a_longer_countdown_leaves_more() {
    let mut drive = Drive::of(&planks());
    drive.tick_to(20).key(Key::More);
    assert!((left(&drive) - 115.0).abs() < 1e-9);
}

#[test]
fn half_of_the_session_over_is_a_half() {
    let mut drive = Drive::of(&planks());
    drive.tick_to(60);
    assert!((drive.view().progress - 0.5).abs() < 1e-9);
}

#[test]
fn a_countdown_shows_another_number_each_second() {
    let mut drive = Drive::of(&planks());
    drive.tick_to(0.3);
    assert_eq!(drive.view().changes_at.map(|at| at.0), Some(Duration::from_secs(1)));
    drive.key(Key::Pause);
    assert_eq!(drive.view().changes_at, None, "time stands still");
}

#[test]
fn a_tempo_shows_its_part_and_what_is_left_of_it() {
    let mut drive = Drive::of(&straight([exercise("raise").reps(2).tempo([3, 1, 3]).bare()]));
    let half = Duration::from_millis(500);
    assert_eq!(drive.tick_to(2.5).view().part, Some((0, half)));
    assert_eq!(drive.tick_to(3.5).view().part, Some((1, half)));
    assert_eq!(drive.tick_to(6.5).view().part, Some((2, half)));
    assert_eq!(drive.tick_to(9.5).view().part, Some((0, half)));
    assert_eq!(drive.view().reps, Some(1));
}

#[test]
fn in_the_rest_between_two_rounds_of_a_loop_the_next_round_is_shown() {
    // 0 hops, 1 jacks, 2 rest between rounds; 3 plank
    let amrap = [exercise("hops").time("30s").bare(), exercise("jacks").time("30s").bare()];
    let after = phase("after").with([exercise("plank").time("55s").bare()]);
    let mut drive = Drive::of(&routine([phase("amrap").within("10m").rest("20s").with(amrap), after]));
    let view = drive.tick_to(70).view();
    assert_eq!((view.index.0, view.round, stage::round(&view)), (2, 1, 2));
    assert_eq!(view.next, Some(Cursor { step: StepId(0), round: 2 }), "what the rest leads to");
    assert_eq!(stage::next(&view), Some(Cursor { step: StepId(1), round: 2 }), "what comes after that");
    assert_eq!(stage::task(&view), "30 s", "of the hops, not of the plank");
}

#[test]
fn before_the_last_block_of_a_round_of_a_loop_its_first_comes_after_that() {
    // 0 hops, 1 prepare, 2 jacks
    let amrap = [exercise("hops").time("30s").bare(), exercise("jacks").time("30s").prepare("10s")];
    let mut drive = Drive::of(&routine([phase("amrap").within("10m").with(amrap)]));
    let view = drive.tick_to(35).view();
    assert_eq!((view.index.0, stage::next(&view)), (1, Some(Cursor { step: StepId(0), round: 2 })));
}

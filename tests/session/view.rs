//! What a face is told: what comes next, how long it still goes on, when the picture changes.

use std::time::Duration;

use calfguide::model::{Exercise, Routine};
use calfguide::plan::StepId;
use calfguide::session::{Cursor, Key, RepPart, TimeDisplay};
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
    let mut at = |seconds: f64| {
        let view = drive.tick_to(seconds).view();
        (view.part.map(|part| (part.index, part.left.as_millis())), stage::part(&view), stage::rep(&view))
    };
    let part = |index, name: &str, rep: &str| (Some((index, 500)), Some(name.to_owned()), Some(rep.to_owned()));
    assert_eq!(at(2.5), part(0, "part 1", "rep 1 of 2"));
    assert_eq!(at(3.5), part(1, "part 2", "rep 1 of 2"));
    assert_eq!(at(6.5), part(2, "part 3", "rep 1 of 2"));
    assert_eq!(at(9.5), part(0, "part 1", "rep 2 of 2"));
    assert_eq!(drive.view().reps, Some(1));
}

#[test]
fn a_part_of_a_tempo_is_called_by_its_name() {
    let parts = ["up", "hold", "down"].map(str::to_owned).to_vec();
    let raise = exercise("raise").reps(2).tempo([3, 1, 3]).bare().change(|dose| dose.parts.clone_from(&parts));
    let mut drive = Drive::of(&straight([raise]));
    let mut state = |seconds: f64| stage::state(&drive.tick_to(seconds).view());
    assert_eq!([state(2.5), state(3.5), state(6.5)], ["up", "hold", "down"]);
}

#[test]
fn a_hold_shows_what_is_left_of_it_and_which_rep_it_is() {
    let mut drive = Drive::of(&straight([exercise("bridge").reps(3..=4).hold("5s").bare()]));
    let view = drive.tick_to(12).view();
    assert_eq!(view.part, Some(RepPart { index: 0, left: Duration::from_secs(3) }));
    assert_eq!(stage::state(&view), "hold");
    assert_eq!(stage::rep(&view).as_deref(), Some("rep 3 of 3-4"));
}

#[test]
fn reps_by_a_cadence_have_no_parts() {
    let mut drive = Drive::of(&straight([exercise("squats").max_reps().cadence(60).bare()]));
    let view = drive.tick_to(12.5).view();
    assert_eq!((view.part, stage::part(&view), stage::rep(&view).as_deref()), (None, None, Some("rep 13")));
}

#[test]
fn the_low_end_of_a_window_is_enough() {
    let enough = |exercise: Exercise, seconds: [f64; 2]| {
        let mut drive = Drive::of(&straight([exercise.bare()]));
        seconds.map(|at| drive.tick_to(at).view().is_low_end_reached())
    };
    assert_eq!(enough(exercise("sit").time("20s-40s"), [19.9, 20.0]), [false, true]);
    assert_eq!(enough(exercise("bridge").reps(2..=4).hold("5s"), [9.9, 10.0]), [false, true]);
    assert_eq!(enough(exercise("bridge").at_least(2).hold("5s"), [9.9, 10.0]), [false, true]);
    assert_eq!(enough(exercise("plank").time("40s"), [1.0, 39.0]), [false, false], "no window");
    assert_eq!(enough(exercise("bridge").reps(2).hold("5s"), [1.0, 9.9]), [false, false], "no window");
    assert_eq!(enough(exercise("hops").reps(6..=8), [1.0, 60.0]), [false, false], "nobody counts them");
}

#[test]
fn work_in_a_slot_shows_what_is_left_of_the_slot() {
    // 0 prepare; from 0:10 on slots of a minute: 1 left, 2 switch, 3 right; 4 slot's rest
    let lunges = exercise("lunges").reps(8).each();
    let mut drive = Drive::of(&routine([phase("emom").every("1m", 2).with([lunges])]));
    let mut left = |seconds: f64| drive.tick_to(seconds).view().clock_left.map(|left| left.as_millis());
    assert_eq!([left(5.0), left(10.0), left(30.5)], [None, Some(60_000), Some(39_500)]);
    drive.key(Key::Enter);
    assert_eq!(drive.at(32).view().clock_left, Some(Duration::from_secs(38)), "in the switch");
    drive.tick_to(40).key(Key::Enter);
    assert_eq!(drive.at(45).view().clock_left, Some(Duration::from_secs(25)), "in the rest of the slot");
    assert_eq!(drive.tick_to(71).view().clock_left, Some(Duration::from_secs(59)), "in the next slot");
    assert_eq!(drive.tick_to(200).view().clock_left, Some(Duration::ZERO), "past its end");
}

#[test]
fn work_in_a_loop_shows_what_is_left_until_its_end() {
    let mut drive = Drive::of(&routine([phase("amrap").within("5m").with([exercise("hops").reps(8)])]));
    let mut left = |seconds: u32| drive.tick_to(seconds).view().clock_left.map(|left| left.as_secs());
    assert_eq!([left(5), left(10), left(40)], [None, Some(300), Some(270)]);
}

#[test]
fn a_clock_that_ticks_between_two_seconds_of_the_step_changes_the_picture_too() {
    let mut drive = Drive::of(&routine([phase("amrap").within("5m").with([exercise("hops").reps(8).bare()])]));
    drive.at(10.25).key(Key::Enter).tick_to(10.5);
    assert_eq!(drive.view().elapsed, Duration::from_millis(250));
    assert_eq!(drive.view().changes_at.map(|at| at.0), Some(Duration::from_secs(11)), "the clock, not the step");
}

#[test]
fn work_of_unknown_length_is_ahead_until_it_is_over() {
    for open in [exercise("a"), exercise("a").distance("80"), exercise("a").max_reps(), exercise("a").at_least(8)] {
        let mut drive = Drive::of(&straight([exercise("first").time("10s").bare(), open, exercise("last").reps(8)]));
        assert!(drive.view().open_ahead && drive.tick_to(25).view().open_ahead, "before it and in it");
        assert!(!drive.key(Key::Enter).view().open_ahead, "after it");
    }
    let amrap = phase("amrap").within("5m").with([exercise("a").max_reps()]);
    assert!(!Drive::of(&routine([amrap])).view().open_ahead, "its clock ends it");
    assert!(!Drive::hands_free(&straight([exercise("a")])).view().open_ahead, "hands-free it has a length");
    assert!(!Drive::of(&straight([exercise("a").about("2m")])).view().open_ahead, "its length is estimated");
}

#[test]
fn digits_are_taken_where_there_are_reps_to_note() {
    // 0 prepare, 1 hops, 2 prepare, 3 plank, 4 rest, 5 plank
    let mut drive = Drive::of(&straight([exercise("hops").reps(8), exercise("plank").time("10s").sets(2)]));
    assert!(drive.view().digits_for.is_none(), "nothing was done yet");
    assert!(drive.tick_to(12).view().digits_for.is_some());
    let hops = Some(Cursor { step: StepId(1), round: 1 });
    assert_eq!(drive.at(20).key(Key::Enter).view().digits_for, hops, "in the gap after them");
    assert!(drive.tick_to(35).view().digits_for.is_none(), "in timed work");
    assert!(drive.tick_to(45).view().digits_for.is_none(), "in the gap after it");
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

//! Straight sets: what stands before, between and after the blocks.

use calfguide::model::Sides;

use crate::support::{ExerciseExt, PhaseExt, Prescribe, exercise, movement, phase, routine, straight};
use crate::timeline;

#[test]
fn one_exercise_is_a_prepare_and_a_block() {
    assert_eq!(timeline(&straight([exercise("a").time("45s")])), ["prepare 10s", "a: 45s"]);
}

#[test]
fn a_rest_stands_between_two_sets_and_none_after_the_last() {
    assert_eq!(
        timeline(&straight([exercise("a").reps(8).sets(3)])),
        [
            "prepare 10s",
            "a set 1: 8 reps (24s)",
            "rest 30s",
            "a set 2: 8 reps (24s)",
            "rest 30s",
            "a set 3: 8 reps (24s)",
        ]
    );
}

#[test]
fn between_two_exercises_stands_the_prepare_of_the_next() {
    assert_eq!(
        timeline(&straight([exercise("a").time("20s"), exercise("b").time("20s").prepare("15s")])),
        ["prepare 10s", "a: 20s", "prepare 15s", "b: 20s"]
    );
}

#[test]
fn between_two_exercises_of_a_phase_with_a_rest_stands_the_rest_and_then_the_prepare() {
    let exercises = [exercise("a").time("20s"), exercise("b").time("20s"), exercise("c").time("20s").bare()];
    assert_eq!(
        timeline(&routine([phase("p").rest("1m-2m").with(exercises)])),
        ["prepare 10s", "a: 20s", "rest 60s-120s", "prepare 10s", "b: 20s", "rest 60s-120s", "c: 20s"]
    );
}

#[test]
fn between_two_phases_stands_no_rest() {
    let one = |id: &str| phase(id).rest("1m").with([exercise(id).time("20s")]);
    assert_eq!(timeline(&routine([one("a"), one("b")])), ["prepare 10s", "a: 20s", "prepare 10s", "b: 20s"]);
}

#[test]
fn a_gap_of_zero_does_not_exist() {
    let bare = exercise("a").time("20s").each().sets(2).bare();
    assert_eq!(
        timeline(&straight([bare])),
        ["a set 1 left: 20s", "a set 1 right: 20s", "a set 2 left: 20s", "a set 2 right: 20s"]
    );
}

#[test]
fn a_rest_from_zero_up_is_still_a_window() {
    let timeline = timeline(&straight([exercise("a").time("20s").sets(2).rest("0s-10s")]));
    assert_eq!(timeline[2], "rest 0s-10s");
}

#[test]
fn sets_above_the_low_end_are_optional_and_so_are_the_gaps_before_them() {
    assert_eq!(
        timeline(&straight([exercise("a").time("20s").each().sets(1..=2)])),
        [
            "prepare 10s",
            "a set 1 left: 20s",
            "switch 5s",
            "a set 1 right: 20s",
            "rest 30s ?",
            "a set 2 left: 20s ?",
            "switch 5s ?",
            "a set 2 right: 20s ?",
        ]
    );
}

#[test]
fn what_follows_an_optional_set_is_owed_again() {
    assert_eq!(
        timeline(&straight([exercise("a").time("20s").sets(1..=2), exercise("b").time("20s")])),
        ["prepare 10s", "a set 1: 20s", "rest 30s ?", "a set 2: 20s ?", "prepare 10s", "b: 20s"]
    );
}

#[test]
fn each_side_is_a_left_block_a_switch_and_a_right_block_of_the_whole_amount() {
    assert_eq!(
        timeline(&straight([exercise("a").reps(8).each().switch("7s").prepare("0s")])),
        ["a left: 8 reps (24s)", "switch 7s", "a right: 8 reps (24s)"]
    );
}

#[test]
fn a_split_gives_each_side_half_even_of_an_odd_time() {
    assert_eq!(
        timeline(&straight([exercise("a").time("45s").split().prepare("0s")])),
        ["a left: 22.5s", "switch 5s", "a right: 22.5s"]
    );
    assert_eq!(
        timeline(&straight([exercise("a").time("1m-3m").split().prepare("0s")])),
        ["a left: 30s-90s", "switch 5s", "a right: 30s-90s"]
    );
    // 0.333 s: half a millisecond is kept inside and rounded where it is told.
    let odd = straight([exercise("a").time("333ms").split().bare()]);
    assert_eq!(timeline(&odd), ["a left: 0.167s", "a right: 0.167s"]);
    assert_eq!(crate::support::plan(&odd).steps[0].seconds().map(|time| time.max.as_micros()), Some(166_500));
}

#[test]
fn alternating_reps_are_per_side_and_the_block_has_twice_as_many() {
    let plan = |exercise| timeline(&straight([exercise]));
    let lunges = || exercise("a").prepare("0s").alternate();
    assert_eq!(plan(lunges().reps(8)), ["a alternating: 16 reps (48s)"]);
    assert_eq!(plan(lunges().reps(8..=12)), ["a alternating: 16-24 reps (48s-72s)"]);
    assert_eq!(plan(lunges().at_least(12)), ["a alternating: 24+ reps (72s)"]);
    assert_eq!(plan(lunges().max_reps()), ["a alternating: max reps"]);
}

#[test]
fn one_side_is_one_block() {
    assert_eq!(
        timeline(&straight([
            exercise("a").time("20s").sides(Sides::Left).prepare("0s"),
            exercise("b").time("20s").sides(Sides::Right),
        ])),
        ["a left: 20s", "prepare 10s", "b right: 20s"]
    );
}

#[test]
fn a_movement_does_all_its_sets_before_the_next_begins_and_its_rest_stands_between() {
    let pogos = exercise("pogos").movements([
        movement("double").reps(40).sets(2).rest("20s"),
        movement("single").reps(20).rest("40s"),
        movement("last").reps(10),
    ]);
    assert_eq!(
        timeline(&straight([pogos])),
        [
            "prepare 10s",
            "double set 1: 40 reps (120s)",
            "rest 20s",
            "double set 2: 40 reps (120s)",
            "rest 20s",
            "single: 20 reps (60s)",
            "rest 40s",
            "last: 10 reps (30s)",
        ]
    );
}

#[test]
fn the_rest_before_a_movement_is_owed_even_after_optional_sets() {
    let pogos = exercise("pogos").movements([movement("a").time("20s").sets(1..=2), movement("b").time("20s")]);
    assert_eq!(
        timeline(&straight([pogos])),
        ["prepare 10s", "a set 1: 20s", "rest 30s ?", "a set 2: 20s ?", "rest 30s", "b: 20s"]
    );
}

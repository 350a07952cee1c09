//! The rungs of a ladder.

use calfguide::model::{Exercise, Gain, Increment, MAX_RUNGS, PhaseForm, Progression};
use calfguide::words;

use crate::support::{ExerciseExt, Prescribe, exercise, movement, time};

fn grows(exercise: Exercise, progression: Progression) -> Exercise {
    Exercise { progression: Some(progression), ..exercise }
}

fn add(step: Increment, until: Option<Vec<Increment>>) -> Progression {
    Progression::Add { step, until }
}

/// The rungs in words, up to a number of them.
fn rungs(exercise: &Exercise, most: u32) -> Vec<String> {
    let ladder = exercise.ladder().unwrap();
    let rungs =
        (1..=ladder.top().min(most)).map(|n| words::progression::rung(exercise, &ladder.rung(n), PhaseForm::Straight));
    rungs.collect()
}

#[test]
fn a_double_progression_goes_up_the_reps_and_then_adds_a_set() {
    let hops = exercise("hops").sets(2..=4).reps(6..=8).double();
    assert_eq!(
        rungs(&hops, 99),
        [
            "2 sets of 6 reps",
            "2 sets of 7 reps",
            "2 sets of 8 reps",
            "3 sets of 6 reps",
            "3 sets of 7 reps",
            "3 sets of 8 reps",
            "4 sets of 6 reps",
            "4 sets of 7 reps",
            "4 sets of 8 reps",
        ]
    );
    let ladder = hops.ladder().unwrap();
    assert_eq!(ladder.gain(2), Gain::More(Increment::Reps(1)));
    assert_eq!(ladder.gain(4), Gain::Set);
}

#[test]
fn the_last_step_is_shortened_to_the_top() {
    let plank = grows(exercise("plank").time("30s-65s"), Progression::Double(Increment::Time(time("15s"))));
    assert_eq!(rungs(&plank, 99), ["30 s", "45 s", "1 min", "1:05"]);
    assert_eq!(plank.ladder().unwrap().gain(4), Gain::More(Increment::Time(time("5s"))));
}

#[test]
fn with_an_exact_amount_only_the_sets_grow() {
    let squat = exercise("squat").sets(1..=3).reps(5).double();
    assert_eq!(rungs(&squat, 99), ["5 reps", "2 sets of 5 reps", "3 sets of 5 reps"]);
}

#[test]
fn without_a_ceiling_every_movement_grows_up_to_the_limit_of_the_format() {
    let pogos = exercise("pogos").movements([movement("both").reps(40), movement("straight").reps(20)]);
    let pogos = grows(pogos, add(Increment::Reps(5), None));
    assert_eq!(rungs(&pogos, 3), ["40 and 20 reps", "45 and 25 reps", "50 and 30 reps"]);
    let ladder = pogos.ladder().unwrap();
    assert!(ladder.is_offered());
    assert_eq!(ladder.top(), 1993);
    assert_eq!(rungs(&pogos, 9999).last().unwrap(), "10000 and 9980 reps");
    let slow = grows(exercise("slow").reps(1), add(Increment::Reps(1), None));
    assert_eq!(slow.ladder().unwrap().top(), MAX_RUNGS);
}

#[test]
fn a_movement_at_its_ceiling_stays_while_the_others_go_on() {
    let pogos = exercise("pogos").movements([movement("both").reps(40), movement("straight").reps(20)]);
    let pogos = grows(pogos, add(Increment::Reps(5), Some(vec![Increment::Reps(47), Increment::Reps(40)])));
    assert_eq!(
        rungs(&pogos, 99),
        ["40 and 20 reps", "45 and 25 reps", "47 and 30 reps", "47 and 35 reps", "47 and 40 reps"]
    );
}

#[test]
fn a_window_moves_as_a_whole_and_a_list_keeps_its_shape() {
    let window = grows(exercise("window").reps(6..=8), add(Increment::Reps(2), Some(vec![Increment::Reps(11)])));
    assert_eq!(rungs(&window, 99), ["6-8 reps", "8-10 reps", "9-11 reps"]);
    let list = grows(exercise("list").times(["20s", "30s"]), add(Increment::Time(time("10s")), None));
    assert_eq!(rungs(&list, 2), ["2 sets: 20 s, 30 s", "2 sets: 30 s, 40 s"]);
}

//! What the user chose: windows, phases, exercises, sides.

use calfguide::model::Routine;
use calfguide::plan::{PlanError, build};
use calfguide::settings::{FirstSide, Settings, WindowChoice};

use calfguide::model::Today;

use crate::lines;
use crate::support::{PhaseExt, Prescribe, exercise, phase, plan_with, routine, straight};

/// Two phases of two exercises.
fn four() -> Routine {
    let bare = |id: &str| exercise(id).time("20s").bare();
    routine([phase("p").with([bare("a"), bare("b")]), phase("q").with([bare("c"), bare("d")])])
}

fn windows(windows: WindowChoice) -> Settings {
    Settings { windows, ..Settings::default() }
}

/// What is done with these settings, and what is left out.
fn chosen(settings: &Settings) -> (Vec<String>, Vec<String>) {
    let plan = plan_with(&four(), settings);
    (plan.steps.iter().map(|step| plan[step.card].name().to_owned()).collect(), plan.left_out)
}

#[test]
fn without_a_choice_every_window_stays_one() {
    let routine = straight([exercise("a").reps(6..=8).sets(1..=2).rest("20s-40s")]);
    assert_eq!(
        lines(&plan_with(&routine, &Settings::default())),
        ["prepare 10s", "a set 1: 6-8 reps (18s-24s)", "rest 20s-40s ?", "a set 2: 6-8 reps (18s-24s) ?"]
    );
}

#[test]
fn short_is_the_low_end_of_every_window_and_nothing_optional() {
    let routine = routine([phase("p")
        .rounds(1..=2)
        .rest("1m-2m")
        .with([exercise("a").reps(6..=8).sets(1..=2), exercise("b").time("20s-40s")])]);
    assert_eq!(lines(&plan_with(&routine, &windows(WindowChoice::Low))), ["prepare 10s", "a: 6 reps (18s)", "b: 20s"]);
}

#[test]
fn full_is_the_high_end_of_every_window_and_nothing_optional() {
    let routine = routine([phase("p")
        .rounds(1..=2)
        .rest("1m-2m")
        .with([exercise("a").reps(6..=8).sets(1..=2).rest("20s-40s"), exercise("b").time("20s-40s")])]);
    assert_eq!(
        lines(&plan_with(&routine, &windows(WindowChoice::High))),
        [
            "prepare 10s",
            "a set 1 round 1: 8 reps (24s)",
            "rest 40s",
            "a set 2 round 1: 8 reps (24s)",
            "b round 1: 40s",
            "rest 120s",
            "a set 1 round 2: 8 reps (24s)",
            "rest 40s",
            "a set 2 round 2: 8 reps (24s)",
            "b round 2: 40s"
        ]
    );
}

#[test]
fn a_low_end_of_no_rest_is_no_rest() {
    let routine = straight([exercise("a").time("20s").sets(2).rest("0s-10s").prepare("0s")]);
    assert_eq!(lines(&plan_with(&routine, &windows(WindowChoice::Low))), ["a set 1: 20s", "a set 2: 20s"]);
}

#[test]
fn one_phase_alone() {
    let settings = Settings { phase: Some("q".to_owned()), ..Settings::default() };
    assert_eq!(chosen(&settings), (vec!["c".into(), "d".into()], vec!["a".into(), "b".into()]));
    assert_eq!(plan_with(&four(), &settings).phases.len(), 1, "phases without steps are not listed");
}

#[test]
fn from_an_exercise_on() {
    let settings = Settings { from: Some("b".to_owned()), ..Settings::default() };
    assert_eq!(chosen(&settings), (vec!["b".into(), "c".into(), "d".into()], vec!["a".into()]));
}

#[test]
fn exercises_left_out_are_told() {
    let settings = Settings { skip: vec!["a".to_owned(), "d".to_owned()], ..Settings::default() };
    assert_eq!(chosen(&settings), (vec!["b".into(), "c".into()], vec!["a".into(), "d".into()]));
}

#[test]
fn choices_add_up() {
    let settings = Settings { phase: Some("q".to_owned()), skip: vec!["c".to_owned()], ..Settings::default() };
    assert_eq!(chosen(&settings).0, ["d"]);
}

#[test]
fn a_choice_that_leaves_nothing_is_told() {
    let settings = Settings { phase: Some("q".to_owned()), skip: vec!["c".into(), "d".into()], ..Settings::default() };
    assert_eq!(build(&four(), &Today::FIRST, &settings), Err(PlanError::NothingLeft));
}

#[test]
fn without_its_first_exercise_a_circuit_still_gets_ready() {
    let circuit = phase("p").rounds(2).rest("1m").with([exercise("a").time("20s"), exercise("b").time("20s")]);
    let settings = Settings { skip: vec!["a".to_owned()], ..Settings::default() };
    assert_eq!(
        lines(&plan_with(&routine([circuit]), &settings)),
        ["prepare 10s", "b round 1: 20s", "rest 60s", "b round 2: 20s"]
    );
}

#[test]
fn without_one_of_its_exercises_a_phase_of_slots_has_fewer_slots() {
    let slots = phase("p").every("1m", 2).with([exercise("a").time("20s"), exercise("b").time("20s")]);
    let settings = Settings { skip: vec!["b".to_owned()], ..Settings::default() };
    assert_eq!(
        lines(&plan_with(&routine([slots]), &settings)),
        ["prepare 10s", "a round 1: 20s", "rest of the slot 40s", "a round 2: 20s"]
    );
}

#[test]
fn the_right_side_can_come_first() {
    let settings = Settings { first_side: FirstSide::Right, ..Settings::default() };
    let routine = straight([exercise("a").time("20s").each().bare(), exercise("b").time("20s").split().bare()]);
    assert_eq!(lines(&plan_with(&routine, &settings)), ["a right: 20s", "a left: 20s", "b right: 10s", "b left: 10s"]);
}

#[test]
fn ten_thousand_steps_are_a_plan_and_one_more_is_not() {
    let steps = |sets: u32| {
        let plan = build(&straight([exercise("a").time("1s").sets(sets).bare()]), &Today::FIRST, &Settings::default());
        plan.map(|plan| plan.steps.len())
    };
    assert_eq!(steps(10_000), Ok(10_000));
    assert_eq!(steps(10_001), Err(PlanError::TooManySteps));
}

#[test]
fn the_rest_between_the_rounds_of_a_loop_counts_among_the_steps() {
    let steps = |sets: u32| {
        let amrap = phase("p").within("5m").rest("10s").with([exercise("a").time("1s").sets(sets).bare()]);
        build(&routine([amrap]), &Today::FIRST, &Settings::default()).map(|plan| plan.steps.len())
    };
    assert_eq!(steps(9_999), Ok(10_000));
    assert_eq!(steps(10_000), Err(PlanError::TooManySteps));
}

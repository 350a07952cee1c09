//! What a voice says of a session, from long to short.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use std::time::Duration;

use calfguide::model::{Exercise, Routine, Today};
use calfguide::plan::{self, AmountDone, SetDone, StepId};
use calfguide::session::{Cursor, Mono, Session};
use calfguide::settings::Settings;
use calfguide::words::spoken::{self, Reasons};
use support::{ExerciseExt, PhaseExt, Prescribe, exercise, movement, phase, routine, some, straight};

/// The wordings of everything that is said in a session that nobody touches.
fn all(routine: &Routine, reasons: &Reasons) -> Vec<Vec<String>> {
    let today = Today { rungs: calfguide::model::Rungs::AsWritten, ..Today::FIRST };
    let plan = plan::build(routine, &today, &Settings::default()).unwrap();
    let (session, began) = Session::start(Mono::default(), plan, true);
    let events = began.into_iter().chain(session.ahead(Mono(Duration::from_hours(2))));
    let said = events.map(|event| spoken::wordings(session.plan(), &event, reasons));
    said.filter(|wordings| !wordings.is_empty()).collect()
}

/// The longest wording of each.
fn said(routine: &Routine) -> Vec<String> {
    all(routine, &Reasons::new()).into_iter().map(|wordings| wordings[0].clone()).collect()
}

/// What is said before the only block of an exercise.
fn before(exercise: Exercise) -> String {
    said(&straight([exercise])).swap_remove(0)
}

#[test]
fn the_amount_is_told_in_words() {
    let e = || exercise("squat");
    let table = [
        (e().reps(8), "Next: squat, eight reps"),
        (e().reps(1), "Next: squat, one rep"),
        (e().reps(6..=8), "Next: squat, six to eight reps"),
        (e().at_least(12), "Next: squat, twelve or more reps"),
        (e().max_reps(), "Next: squat, as many reps as you can"),
        (e().reps(8).alternate(), "Next: squat, alternating, sixteen reps, eight each side"),
        (e().reps(3).hold("8s"), "Next: squat, three reps, held for eight seconds each"),
        (e().reps(3).tempo([2, 1, 2]), "Next: squat, three reps"),
        (e().time("30s"), "Next: squat, thirty seconds"),
        (e().time("1m-3m"), "Next: squat, one to three minutes"),
        (e().time("1m-3m").split(), "Next: squat, left, thirty to ninety seconds"),
        (e().distance("80"), "Next: squat, eighty meters"),
        (e(), "Next: squat, as long as you like"),
    ];
    for (exercise, words) in table {
        assert_eq!(before(exercise), words);
    }
}

#[test]
fn a_session_is_told_step_by_step() {
    let hops = exercise("hops").reps(6).sets(2).each().rest("45s");
    let told = said(&straight([hops, exercise("plank").time("40s")]));
    let expected = [
        "Next: hops, left, six reps",
        "right side",
        "Next: hops, second set of two, left, six reps",
        "right side",
        "Next: plank, forty seconds",
        "ten seconds",
        "session done",
    ];
    assert_eq!(told, expected);
}

#[test]
fn optional_sets_and_rounds_are_named_as_such() {
    let told = said(&straight([exercise("hops").reps(6).sets(1..=3)]));
    assert_eq!(
        told[1..3],
        ["Next: hops, second set of three, optional, six reps", "Next: hops, third set of three, optional, six reps"]
    );
    let circuit =
        phase("p").rounds(2).rest("20s").with([exercise("squat").reps(8).bare(), exercise("plank").time("20s").bare()]);
    let told = said(&routine([circuit]));
    assert!(told.contains(&"Next: squat, second round of two, eight reps".to_owned()), "{told:?}");
}

#[test]
fn the_exercise_is_named_before_its_first_movement_alone() {
    let pogos = exercise("pogos").movements([movement("double-leg").reps(40), movement("side-to-side").reps(10)]);
    assert_eq!(said(&straight([pogos]))[..2], ["Next: pogos, double-leg, forty reps", "Next: side-to-side, ten reps"]);
}

#[test]
fn a_gap_after_a_gap_says_it_in_other_words() {
    let circuit = phase("p").rounds(2).rest("20s").with([exercise("squat").reps(8).prepare("10s")]);
    let told = said(&routine([circuit]));
    let second = ["Next: squat, second round of two, eight reps", "Get ready: squat, second round of two, eight reps"];
    assert_eq!(told[1..3], second);
}

#[test]
fn work_that_follows_no_gap_says_itself_what_it_is() {
    let bare = |name, time| exercise(name).time(time).prepare("0s");
    let told = said(&straight([bare("run", "90s"), bare("walk", "2m"), exercise("plank").time("20s")]));
    let expected = [
        "run, one minute thirty seconds",
        "ten seconds",
        "walk, two minutes",
        "ten seconds",
        "Next: plank, twenty seconds",
        "session done",
    ];
    assert_eq!(told, expected);
}

#[test]
fn every_round_for_time_is_told() {
    let rounds = phase("p").within("40s").with([exercise("run").time("10s"), exercise("walk").time("10s").bare()]);
    let told = said(&routine([rounds, phase("end").with([exercise("plank").time("15s").prepare("0s")])]));
    let expected = [
        "Next: run, ten seconds",
        "walk, ten seconds",
        "run, second round, ten seconds",
        "walk, ten seconds",
        "plank, fifteen seconds",
        "session done",
    ];
    assert_eq!(told, expected);
}

#[test]
fn work_that_follows_rounds_for_time_says_itself_what_it_is() {
    let rounds = phase("p").within("10s").rest("5s").with([exercise("run").time("10s")]);
    let told = said(&routine([rounds, phase("end").with([exercise("plank").time("15s").prepare("0s")])]));
    assert_eq!(told, ["Next: run, ten seconds", "plank, fifteen seconds", "session done"]);
}

#[test]
fn a_wording_leaves_out_what_there_is_no_time_for() {
    let mut hops = exercise("hops").reps(7).each();
    hops.tips = vec!["Off the floor\nfast".to_owned()];
    let why = "One rep more: complete on Tue 3 Nov.";
    let reasons = Reasons::from([("hops".to_owned(), why.to_owned())]);
    let wordings = all(&straight([hops.clone()]), &reasons).swap_remove(0);
    let expected = [
        "Next: hops, left, seven reps. One rep more: complete on Tuesday 3 Nov. Off the floor fast.",
        "Next: hops, left, seven reps. One rep more: complete on Tuesday 3 Nov.",
        "Next: hops, left, seven reps. One rep more. Off the floor fast.",
        "Next: hops, left, seven reps. One rep more.",
        "Next: hops, left, seven reps. Off the floor fast.",
        "Next: hops, left, seven reps",
        "hops, left",
        "left",
    ];
    assert_eq!(wordings, expected);
    assert!(all(&straight([hops.sets(2)]), &reasons)[2].iter().all(|wording| !wording.contains("One rep more")));
}

#[test]
fn a_name_is_said_as_the_file_says() {
    let mut pogos = exercise("pogos").reps(8);
    pogos.say_as = Some("poh goes".to_owned());
    assert_eq!(before(pogos), "Next: poh goes, eight reps");
}

#[test]
fn no_wording_is_longer_than_a_voice_is_given() {
    let mut long = exercise("hops").reps(8);
    long.name = "Long name ".repeat(12);
    long.tips = vec!["A tip of many words. ".repeat(20)];
    let mut halves = movement("half").reps(8);
    halves.label.as_mut().unwrap().name = "Half of it ".repeat(10);
    long.movements = some([halves]);
    let wordings = all(&straight([long]), &Reasons::new()).swap_remove(0);
    assert!(wordings.iter().all(|wording| wording.chars().count() <= spoken::MOST), "{wordings:?}");
    assert!(!wordings.is_empty());
}

#[test]
fn the_last_time_is_told_after_the_target_and_dropped_first() {
    let routine = straight([exercise("hops").reps(8).sets(2).rest("45s")]);
    let mut plan = plan::build(&routine, &Today::FIRST, &Settings::default()).unwrap();
    let done = |reps| SetDone { amount: AmountDone::Reps(reps), load: Some("20kg".to_owned()) };
    for step in &mut *plan.steps {
        step.last_time = vec![done(8), done(7)];
    }
    let wordings = spoken::next(&plan, Cursor::first(&plan, StepId(0)), &Reasons::new());
    let expected =
        ["Next: hops, eight reps. Last time: eight, seven, at twenty kilograms.", "Next: hops, eight reps", "hops"];
    assert_eq!(wordings, expected);
}

//! What depends on the day: weeks and sessions of use, and where a ladder stands.

use calfguide::model::{Dose, Exercise, NonEmpty, Prescription, Rungs, Schedule, Today};
use calfguide::plan::{PlanError, PlanSize, build};
use calfguide::settings::{Settings, WindowChoice};

use crate::lines;
use crate::support::{ExerciseExt, PhaseExt, Prescribe, TakesPart, dose, exercise, phase, routine, some, straight};

/// The plan of a day.
#[allow(clippy::needless_pass_by_value, reason = "a day is made where it is asked for")]
fn on(exercise: Exercise, today: Today) -> Vec<String> {
    lines(&build(&straight([exercise.bare()]), &today, &Settings::default()).expect("a plan"))
}

fn week(week: u32) -> Today {
    Today { week, ..Today::FIRST }
}

fn session(session: u32) -> Today {
    Today { session, ..Today::FIRST }
}

/// An exercise with this dose.
fn dosed(dose: Dose) -> Exercise {
    let mut exercise = exercise("a");
    exercise.movements[0].dose = dose;
    exercise
}

/// Three prescriptions: 20 s, 30 s, 8 reps.
fn three() -> NonEmpty<Prescription> {
    some([dose().time("20s"), dose().time("30s"), dose().reps(8)])
}

#[test]
fn the_nth_week_of_use_has_the_nth_entry_and_after_the_last_it_goes_on() {
    let weeks = || dosed(Dose::listed(Schedule::Weeks, three(), 2));
    assert_eq!(on(weeks(), week(1)), ["a: 20s"]);
    assert_eq!(on(weeks(), week(2)), ["a: 30s"]);
    assert_eq!(on(weeks(), week(3)), ["a: 8 reps (24s)"]);
    assert_eq!(on(weeks(), week(4)), ["a: 8 reps (24s)"]);
    assert_eq!(on(weeks(), week(5000)), ["a: 8 reps (24s)"]);
    assert_eq!(on(weeks(), session(3)), ["a: 20s"], "sessions are nothing to it");
}

#[test]
fn the_nth_session_of_use_has_the_nth_entry_and_after_the_last_it_goes_on() {
    let sessions = || dosed(Dose::listed(Schedule::Sessions, three(), 2));
    assert_eq!(on(sessions(), session(1)), ["a: 20s"]);
    assert_eq!(on(sessions(), session(3)), ["a: 8 reps (24s)"]);
    assert_eq!(on(sessions(), session(4)), ["a: 8 reps (24s)"]);
    assert_eq!(on(sessions(), week(3)), ["a: 20s"], "weeks are nothing to it");
}

#[test]
fn a_double_progression_begins_at_the_low_ends_and_nothing_of_it_is_optional() {
    let hops = || exercise("a").reps(6..=8).sets(2..=4).rest("20s-40s").double();
    let plan = build(&straight([hops().prepare("0s")]), &Today::FIRST, &Settings::default()).expect("a plan");
    assert_eq!(
        lines(&plan),
        ["a set 1: 6 reps (18s)", "rest 20s-40s", "a set 2: 6 reps (18s)"],
        "its rest is a window"
    );
    assert_eq!(on(exercise("a").time("20s-40s").double(), Today::FIRST), ["a: 20s"]);
}

#[test]
fn the_windows_of_the_user_do_not_move_a_ladder() {
    let routine = straight([exercise("a").reps(6..=8).sets(2..=4).rest("20s-40s").double()]);
    let full = Settings { windows: WindowChoice::High, ..Settings::default() };
    let plan = build(&routine, &Today::FIRST, &full).expect("a plan");
    assert_eq!(lines(&plan), ["prepare 10s", "a set 1: 6 reps (18s)", "rest 40s", "a set 2: 6 reps (18s)"]);
}

#[test]
fn as_written_every_range_is_a_window() {
    let hops = exercise("a").reps(6..=8).sets(1..=2).double();
    assert_eq!(
        on(hops, Today { rungs: Rungs::AsWritten, ..Today::FIRST }),
        ["a set 1: 6-8 reps (18s-24s)", "a set 2: 6-8 reps (18s-24s) ?"]
    );
}

#[test]
fn the_size_of_a_day_is_that_of_every_range_at_its_high_end() {
    // Weeks of 20 s, 30 s and 24 s, up to three sets of each.
    let routine = straight([dosed(Dose::listed(Schedule::Weeks, three(), 2)).sets(1..=3).bare().double()]);
    let sizes = [1, 2, 3].map(|n| PlanSize::of(&routine, &week(n)));
    assert_eq!(sizes.map(|size| (size.steps, size.time.as_secs())), [(3, 60), (3, 90), (3, 72)]);
}

#[test]
fn a_day_of_too_many_steps_has_one_more_than_the_most() {
    let routine = straight([exercise("a").time("1s").sets(9_999).each()]);
    assert_eq!(PlanSize::of(&routine, &Today::FIRST).steps, 10_001);
}

#[test]
fn a_list_that_goes_round_begins_again() {
    let weeks = |back_to| dosed(Dose::listed(Schedule::Weeks, three(), back_to));
    let days = |back_to| [1, 2, 3, 4, 5, 6, 7].map(|n| on(weeks(back_to), week(n))[0].replace("a: ", ""));
    assert_eq!(days(0), ["20s", "30s", "8 reps (24s)", "20s", "30s", "8 reps (24s)", "20s"]);
    assert_eq!(days(1), ["20s", "30s", "8 reps (24s)", "30s", "8 reps (24s)", "30s", "8 reps (24s)"]);
}

#[test]
fn what_does_not_take_part_on_a_day_is_not_there() {
    let once = |id: &str| exercise(id).time("20s").bare();
    let first = phase("first").with([once("a"), once("b").weeks(2, 3), once("c").sessions(2, None)]);
    let late = phase("late").weeks(3, None).with([once("d")]);
    let routine = routine([first, late]);
    let on =
        |today| lines(&build(&routine, &today, &Settings::default()).expect("a plan")).join(" ").replace(": 20s", "");
    assert_eq!([1, 2, 3, 4].map(|n| on(week(n))), ["a", "a b", "a b d", "a d"]);
    assert_eq!(on(session(2)), "a c");
    assert_eq!(on(Today { week: 3, ..session(2) }), "a b c d");
    let plan = build(&routine, &Today::FIRST, &Settings::default()).expect("a plan");
    assert_eq!((plan.phases.len(), plan.cards.len(), plan.left_out.len()), (1, 1, 0), "it was not left out");
}

#[test]
fn with_nothing_that_takes_part_there_is_no_plan() {
    let late = straight([exercise("a").weeks(2, None)]);
    assert_eq!(build(&late, &Today::FIRST, &Settings::default()), Err(PlanError::NothingLeft));
    assert!(build(&late, &week(2), &Settings::default()).is_ok());
}

#[test]
fn a_loop_comes_to_as_many_steps_as_its_shortest_rounds_have() {
    // 10 min of rounds of 20-30 s of work and 10 s of rest: 20 of them, of 2 steps each, after the prepare.
    let steps = |time: &str| {
        let looping = phase("p").within("10m").rest("10s").with([exercise("a").time(time)]);
        PlanSize::of(&routine([looping]), &Today::FIRST).steps
    };
    assert_eq!(steps("20s-30s"), 40);
    assert_eq!(steps("1ms"), 120);
}

//! What depends on the day: weeks and sessions of use, and where a ladder stands.

use calfguide::model::{Dose, Exercise, LadderPosition, NonEmpty, Prescription, Schedule, Today};
use calfguide::plan::{build, size};
use calfguide::settings::{Settings, WindowChoice};

use crate::lines;
use crate::support::{ExerciseExt, Prescribe, dose, exercise, some, straight};

/// The plan of a day.
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
    let weeks = || dosed(Dose::listed(Schedule::Weeks, three()));
    assert_eq!(on(weeks(), week(1)), ["a: 20s"]);
    assert_eq!(on(weeks(), week(2)), ["a: 30s"]);
    assert_eq!(on(weeks(), week(3)), ["a: 8 reps (24s)"]);
    assert_eq!(on(weeks(), week(4)), ["a: 8 reps (24s)"]);
    assert_eq!(on(weeks(), week(5000)), ["a: 8 reps (24s)"]);
    assert_eq!(on(weeks(), session(3)), ["a: 20s"], "sessions are nothing to it");
}

#[test]
fn the_nth_session_of_use_has_the_nth_entry_and_after_the_last_it_goes_on() {
    let sessions = || dosed(Dose::listed(Schedule::Sessions, three()));
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
        on(hops, Today { rungs: LadderPosition::AsWritten, ..Today::FIRST }),
        ["a set 1: 6-8 reps (18s-24s)", "a set 2: 6-8 reps (18s-24s) ?"]
    );
}

#[test]
fn the_size_of_a_day_is_that_of_every_range_at_its_high_end() {
    // Weeks of 20 s, 30 s and 24 s, up to three sets of each.
    let routine = straight([dosed(Dose::listed(Schedule::Weeks, three())).sets(1..=3).bare().double()]);
    let sizes = [1, 2, 3].map(|n| size(&routine, &week(n)));
    assert_eq!(sizes.map(|size| (size.steps, size.time.as_secs())), [(3, 60), (3, 90), (3, 72)]);
}

#[test]
fn a_day_of_too_many_steps_has_one_more_than_the_most() {
    let routine = straight([exercise("a").time("1s").sets(9_999).each()]);
    assert_eq!(size(&routine, &Today::FIRST).steps, 10_001);
}

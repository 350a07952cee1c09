//! Days and rounds in which something takes part, and how large the sessions of all days may become.

use std::time::Duration;

use super::{assert_refused, exercise, exercise_in, problems_of_routine};
use crate::model::Schedule;
use crate::reader::problem::{PrescriptionProblem, RoutineProblem, SlotProblem, WhenProblem};
use crate::reader::schedule::Occasion;

#[test]
fn what_takes_part_does_so_some_time() {
    assert_refused(&exercise("when = «{}»"), WhenProblem::Empty);
    let in_phase = |when: &str| exercise_in(&format!("rounds = 3\nwhen = {when}"), "");
    assert_refused(&in_phase("{ rounds = «2» }"), WhenProblem::RoundsOfPhase);
    for phase in ["", "within = '5m'"] {
        assert_refused(&exercise_in(phase, "when = { rounds = «2» }"), WhenProblem::NeedsRounds);
    }
    let rounds = |lines: &str| exercise_in("rounds = '2-3'\n[[phase.exercise]]\nname = 'F'", lines);
    assert_refused(&rounds("when = { rounds = «'4+'» }"), WhenProblem::InNoRound { rounds: 3 });
    let movement = "when = { rounds = 1 }\n[[phase.exercise.movement]]\nname = 'M'\nwhen = { rounds = «'2+'» }";
    assert_refused(&rounds(movement), WhenProblem::InNoRound { rounds: 3 });
    assert_refused(&exercise("«cycle» = true"), WhenProblem::CycleNeedsList);
    let movement = "weeks = [{}, {}]\n[[phase.exercise.movement]]\nname = 'M'\n«cycle» = true";
    assert_refused(&exercise(movement), WhenProblem::CycleNeedsList);
    let nothing = |schedule, number| RoutineProblem::NothingOwed { on: vec![Occasion { schedule, number }] };
    assert_refused(&format!("«»{}", exercise("when = { weeks = '2+' }")), nothing(Schedule::Weeks, 1));
    assert_refused(&format!("«»{}", exercise("when = { sessions = '1-3' }")), nothing(Schedule::Sessions, 4));
    let optional = exercise_in("rounds = '1-3'", "when = { rounds = '2+' }");
    assert_refused(&format!("«»{optional}"), RoutineProblem::NothingOwed { on: Vec::new() });
}

#[test]
fn a_rest_between_exercises_needs_rounds() {
    assert_refused(&exercise_in("«between» = '5s'", ""), RoutineProblem::BetweenNeedsRounds);
    let beside_every = SlotProblem::GapBesideEvery { key: "between" };
    assert_refused(&exercise_in("rounds = 2\nevery = '1m'\n«between» = '5s'", ""), beside_every);
}

#[test]
fn a_list_has_an_item_for_each_round_in_which_it_takes_part() {
    let rounds = |lines: &str| exercise_in("rounds = 4\n[[phase.exercise]]\nname = 'F'", lines);
    let length = |items, rounds| PrescriptionProblem::ListLength { key: "reps", items, rounds, on: None };
    assert_refused(&rounds("when = { rounds = '2+' }\nreps = «[8, 6, 4, 2]»"), length(4, 3));
    assert_refused(&rounds("when = { rounds = '2-3' }\nreps = «[8, 6, 4]»"), length(3, 2));
    assert_eq!(problems_of_routine(&rounds("when = { rounds = '2-3' }\nreps = [8, 6]")), []);
}

#[test]
fn a_routine_has_a_limited_size() {
    let on = |schedule| vec![Occasion { schedule, number: 2 }];
    let large = |phase: &str, lines: &str| exercise_in(phase, lines).replace("[[phase]]", "«[[phase]]»");
    assert_refused(&large("rounds = 6000", "sets = 2\nreps = 1"), RoutineProblem::TooManySteps { on: Vec::new() });
    assert_refused(
        &large("", "sets = 3\ntime = '9h'\nrest = '0s'"),
        RoutineProblem::TooLong { hours: 28, on: Vec::new() },
    );
    let weeks = "rest = '0s'\nreps = 8\nweeks = [{}, { sets = 3, time = '9h' }]";
    assert_refused(&large("", weeks), RoutineProblem::TooLong { hours: 28, on: on(Schedule::Weeks) });
    let sessions = "reps = 1\nsessions = [{}, { sets = 9999 }]";
    let steps = RoutineProblem::TooManySteps { on: on(Schedule::Sessions) };
    assert_refused(&large("", sessions), steps);
    let lists = format!(
        "weeks = [{}]",
        "{ reps = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21] },".repeat(1000)
    );
    let text = exercise(&lists).replace("[[phase.exercise]]", "«[[phase.exercise]]»");
    assert_refused(&text, RoutineProblem::TooManyPrescriptions);
}

#[test]
fn a_loop_comes_to_a_limited_number_of_steps() {
    let looping = |lines: &str| exercise_in("within = '1h'", lines).replace("[[phase]]", "«[[phase]]»");
    let short = |round, least| {
        let [within, round, least] = [3_600_000, round, least].map(Duration::from_millis);
        RoutineProblem::ShortRounds { within, round, least }
    };
    assert_refused(&looping("time = '1ms'"), short(1, 360));
    assert_refused(&looping("reps = 5\nhold = '1ms'"), short(5, 360));
    assert_refused(&looping("time = '100ms'\nsides = 'each'\nswitch = '5ms'"), short(205, 1_080));
    let long_enough = exercise_in("within = '1h'", "time = '360ms'");
    assert_eq!(problems_of_routine(&long_enough), []);
    let two = |rest: &str| format!("{long_enough}[[phase]]\nname = 'Q'\n[[phase.exercise]]\nname = 'F'\n{rest}");
    let text = two("time = '1s'").replacen("[[phase]]", "«[[phase]]»", 1);
    assert_refused(&text, RoutineProblem::TooManySteps { on: Vec::new() });
}

#[test]
fn of_a_list_that_goes_round_the_largest_entry_counts_always() {
    let phase = |lines: &str| format!("«[[phase]]»\nname = 'P'\n[[phase.exercise]]\nname = 'E'\n{lines}\n");
    let text = |lines: &str| format!("format = 1\nname = 'T'\n{}", phase(lines));
    let week = |number| vec![Occasion { schedule: Schedule::Weeks, number }];
    let weeks = "rest = '0s'\nreps = 8\nweeks = [{}, { sets = 3, time = '9h' }, {}]";
    assert_refused(&text(weeks), RoutineProblem::TooLong { hours: 28, on: week(2) });
    assert_refused(&text(&format!("{weeks}\ncycle = true")), RoutineProblem::TooLong { hours: 28, on: Vec::new() });
}

#[test]
fn phases_of_different_weeks_do_not_add_up() {
    let phase = |n: u32, weeks: &str, hours: u32| {
        format!(
            "[[phase]]\nname = 'P{n}'\nwhen = {{ weeks = {weeks} }}\n[[phase.exercise]]\nname = 'E{n}'\ntime = '{hours}h'\n"
        )
    };
    let text = |second: &str| format!("format = 1\nname = 'T'\n{}{second}", phase(1, "'1-3'", 20));
    assert_eq!(problems_of_routine(&text(&phase(2, "'4+'", 20))), []);
    let both = text(&phase(2, "'3+'", 20)).replacen("[[phase]]", "«[[phase]]»", 1);
    let on = vec![Occasion { schedule: Schedule::Weeks, number: 3 }];
    assert_refused(&both, RoutineProblem::TooLong { hours: 41, on });
}

#[test]
fn days_are_told_apart_up_to_a_limit() {
    let entries = format!("[{}]", "{},".repeat(1_000));
    let text = format!(
        "«»{}\nweeks = {entries}\n[[phase.exercise]]\nname = 'F'\nwhen = {{ sessions = '2-5' }}\nsets = 900\nrest = '0s'",
        exercise("reps = 1\nsets = 900\nrest = '0s'").trim_end()
    );
    assert_refused(&text, RoutineProblem::TooManyDays);
    let once = |n: u32| format!("[[phase.exercise]]\nname = 'E{n}'\nwhen = {{ rounds = {n} }}\n");
    let exercises: Vec<_> = (1..=200).map(once).collect();
    let text = format!(
        "«»{}\nweeks = {entries}\n{}",
        exercise_in("rounds = 10000", "when = { rounds = 1 }").trim_end(),
        exercises.concat()
    );
    assert_refused(&text, RoutineProblem::TooManyDays);
}

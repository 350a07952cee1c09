//! Which week or session of use it is, in words.

use calfguide::model::Today;
use calfguide::{reader, words};

/// What is said in a week and session of use of a routine with these lines in its only exercise.
fn said(lines: &str, week: u32, session: u32) -> Option<String> {
    let text = format!("format = 1\nname = \"R\"\n[[phase]]\nname = \"P\"\n[[phase.exercise]]\nname = \"E\"\n{lines}");
    let routine = reader::read("r.toml", "r", &text).unwrap();
    words::progression::use_of(&routine, &Today { week, session, ..Today::FIRST })
}

#[test]
fn the_week_is_told_with_the_number_of_weeks_and_what_comes_after_the_last() {
    let three = "reps = 10\nweeks = [{}, { reps = 12 }, { reps = 14 }]\n";
    let weeks = |lines: &str, weeks: [u32; 4]| weeks.map(|week| said(lines, week, 1).unwrap());
    assert_eq!(
        weeks(three, [1, 3, 4, 5]),
        ["Week 1 of 3.", "Week 3 of 3.", "Week 4: the last of 3 goes on.", "Week 5: the last of 3 goes on."]
    );
    assert_eq!(
        weeks(&format!("{three}cycle = true\n"), [3, 4, 6, 7]),
        [
            "Week 3 of 3.",
            "Week 4: number 1 of 3 again.",
            "Week 6: number 3 of 3 again.",
            "Week 7: number 1 of 3 again."
        ]
    );
}

#[test]
fn sessions_are_told_in_the_same_way_and_a_routine_that_stays_the_same_tells_nothing() {
    let two = "reps = 10\nsessions = [{}, { reps = 12 }]\n";
    assert_eq!(said(two, 9, 2).unwrap(), "Session 2 of 2.");
    assert_eq!(said(two, 9, 3).unwrap(), "Session 3: the last of 2 goes on.");
    assert_eq!(said("reps = 10\n", 9, 9), None);
    let from_the_fourth = "reps = 10\n[[phase.exercise]]\nname = \"F\"\nwhen = { sessions = \"4+\" }\n";
    assert_eq!(said(from_the_fourth, 9, 2).unwrap(), "Session 2.", "of how many nobody says");
}

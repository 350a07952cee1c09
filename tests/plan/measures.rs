//! How much a block is and how long it takes.

use calfguide::model::{Exercise, RepTarget, Window};

use crate::support::{PhaseExt, Prescribe, exercise, phase, routine, straight};
use crate::timeline;

/// The only block of an exercise.
fn block(exercise: Exercise) -> String {
    timeline(&straight([exercise.bare()])).remove(0)
}

#[test]
fn reps_take_their_pace() {
    assert_eq!(block(exercise("a").reps(8)), "a: 8 reps (24s)");
    assert_eq!(block(exercise("a").reps(6..=8).pace("1500ms")), "a: 6-8 reps (9s-12s)");
}

#[test]
fn a_rhythm_has_reps_of_its_own_length() {
    assert_eq!(block(exercise("a").reps(6).hold("5s")), "a: 6 reps (30s)");
    assert_eq!(block(exercise("a").reps(8).tempo([3, 1, 3])), "a: 8 reps (56s)");
    assert_eq!(block(exercise("a").reps(30).cadence(120)), "a: 30 reps (15s)");
}

#[test]
fn a_cadence_is_rounded_once_at_the_block() {
    // 40 × 60 / 132 = 18.1818… s; 40 rounded reps of 0.455 s would be 18.2 s.
    assert_eq!(block(exercise("a").reps(40).cadence(132)), "a: 40 reps (18.182s)");
    // 3 × 60 / 132 = 1.3636… s
    assert_eq!(block(exercise("a").reps(3).cadence(132)), "a: 3 reps (1.364s)");
    // 10,000 × 60 / 7… is not allowed; 10,000 × 60 / 11 = 54545.4545… s
    assert_eq!(block(exercise("a").reps(10_000).cadence(11)), "a: 10000 reps (54545.455s)");
}

#[test]
fn what_nobody_knows_takes_no_time_or_the_least_that_it_can() {
    assert_eq!(block(exercise("a").at_least(12)), "a: 12+ reps (36s)");
    assert_eq!(block(exercise("a").at_least(12).hold("5s")), "a: 12+ reps (60s)");
    assert_eq!(block(exercise("a").max_reps()), "a: max reps");
    assert_eq!(block(exercise("a").distance("80")), "a: 80 m");
    assert_eq!(block(exercise("a")), "a: open");
}

#[test]
fn a_list_has_one_item_per_set() {
    let list = [RepTarget::Count(Window::exact(12)), RepTarget::AtLeast(10), RepTarget::Max];
    assert_eq!(
        timeline(&straight([exercise("a").reps_list(list).bare()])),
        ["a set 1: 12 reps (36s)", "a set 2: 10+ reps (30s)", "a set 3: max reps"]
    );
    assert_eq!(timeline(&straight([exercise("a").times(["30s", "20s"]).bare()])), ["a set 1: 30s", "a set 2: 20s"]);
}

#[test]
fn a_list_in_rounds_has_one_item_per_round() {
    let counts = [21, 15, 9].map(|n| RepTarget::Count(Window::exact(n))).to_vec();
    let a = exercise("a").targets(counts).bare();
    assert_eq!(
        timeline(&routine([phase("p").rounds(3).with([a.clone()])])),
        ["a round 1: 21 reps (63s)", "a round 2: 15 reps (45s)", "a round 3: 9 reps (27s)"]
    );
    assert_eq!(
        timeline(&routine([phase("p").rounds(2..=3).with([a])])),
        ["a round 1: 21 reps (63s)", "a round 2: 15 reps (45s)", "a round 3: 9 reps (27s) ?"],
        "up to the high end"
    );
}

#[test]
fn a_list_of_both_sides_gives_each_side_the_item_of_the_set() {
    let list = [RepTarget::Count(Window::exact(8)), RepTarget::Count(Window::exact(6))];
    assert_eq!(
        timeline(&straight([exercise("a").reps_list(list).each().bare()])),
        [
            "a set 1 left: 8 reps (24s)",
            "a set 1 right: 8 reps (24s)",
            "a set 2 left: 6 reps (18s)",
            "a set 2 right: 6 reps (18s)"
        ]
    );
}

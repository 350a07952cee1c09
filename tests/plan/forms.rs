//! Phases that are not straight sets: rounds, `every`, `within`.

use calfguide::model::{Exercise, RepTarget, Window};

use crate::support::{ExerciseExt, PhaseExt, Prescribe, TakesPart, exercise, movement, phase, routine};
use crate::timeline;

/// Two exercises of 20 s with nothing between.
fn pair() -> [Exercise; 2] {
    [exercise("a").time("20s"), exercise("b").time("20s")]
}

#[test]
fn rounds_do_the_exercises_in_order_this_many_times() {
    assert_eq!(
        timeline(&routine([phase("p").rounds(2).rest("1m").with(pair())])),
        ["prepare 10s", "a round 1: 20s", "b round 1: 20s", "rest 60s", "a round 2: 20s", "b round 2: 20s"],
        "a prepare that nobody wrote stands only before the first block"
    );
}

#[test]
fn a_written_prepare_stands_before_each_pass_after_the_rest_between_rounds() {
    let exercises = pair().map(|exercise| exercise.prepare("5s"));
    assert_eq!(
        timeline(&routine([phase("p").rounds(2).rest("1m").with(exercises)])),
        [
            "prepare 5s",
            "a round 1: 20s",
            "prepare 5s",
            "b round 1: 20s",
            "rest 60s",
            "prepare 5s",
            "a round 2: 20s",
            "prepare 5s",
            "b round 2: 20s"
        ]
    );
}

#[test]
fn rounds_beyond_the_low_end_are_optional_with_the_rest_before_them() {
    assert_eq!(
        timeline(&routine([phase("p").rounds(1..=2).rest("1m").with(pair())])),
        ["prepare 10s", "a round 1: 20s", "b round 1: 20s", "rest 60s ?", "a round 2: 20s ?", "b round 2: 20s ?"]
    );
}

#[test]
fn between_stands_between_the_exercises_of_a_round_and_rest_between_rounds() {
    let circuit = || phase("p").rounds(2).rest("90s").between("5s").with(pair());
    assert_eq!(
        timeline(&routine([circuit()])),
        [
            "prepare 10s",
            "a round 1: 20s",
            "rest 5s",
            "b round 1: 20s",
            "rest 90s",
            "a round 2: 20s",
            "rest 5s",
            "b round 2: 20s"
        ]
    );
    assert_eq!(
        timeline(&routine([circuit().within("5m")])),
        ["prepare 10s once", "a round 1: 20s", "rest 5s", "b round 1: 20s", "rest between rounds 90s"]
    );
}

#[test]
fn a_written_prepare_comes_after_what_stands_between_exercises() {
    let [a, b] = pair();
    let circuit = phase("p").rounds(1).between("5s").with([a, b.prepare("3s")]);
    assert_eq!(timeline(&routine([circuit]))[1..], ["a: 20s", "rest 5s", "prepare 3s", "b: 20s"]);
}

#[test]
fn members_of_a_circuit_can_have_different_numbers_of_sets() {
    // 4, 3 and 2 sets: A B C, A B C, A B, A.
    let set = |id: &str, rounds| exercise(id).time("20s").bare().in_rounds(1, rounds);
    let abc = [set("a", 4), set("b", 3), set("c", 2)];
    let names: Vec<_> = timeline(&routine([phase("p").rounds(4).with(abc)]));
    let names: String = names.iter().map(|line| &line[..1]).collect();
    assert_eq!(names, "abcabcaba");
}

#[test]
fn a_list_has_an_item_for_each_round_in_which_it_takes_part() {
    let counts = [8, 6].map(|n| RepTarget::Count(Window::exact(n))).to_vec();
    let b = exercise("b").targets(counts).bare().in_rounds(2, None);
    assert_eq!(
        timeline(&routine([phase("p").rounds(3).rest("1m").with([exercise("a").time("20s").bare(), b])])),
        [
            "a round 1: 20s",
            "rest 60s",
            "a round 2: 20s",
            "b round 2: 8 reps (24s)",
            "rest 60s",
            "a round 3: 20s",
            "b round 3: 6 reps (18s)"
        ]
    );
}

#[test]
fn a_round_in_which_nothing_takes_part_has_no_steps_and_rounds_stay_as_written() {
    let outer = |n| exercise(if n == 1 { "a" } else { "b" }).time("20s").bare().in_rounds(n, n);
    assert_eq!(
        timeline(&routine([phase("p").rounds(4).rest("1m").with([outer(1), outer(3)])])),
        ["a round 1: 20s", "rest 60s", "b round 3: 20s"]
    );
}

#[test]
fn an_exercise_of_whose_movements_none_takes_part_does_not() {
    let x = movement("x").time("20s").prepare("0s").rest("9s").in_rounds(2, 2);
    let y = movement("y").time("20s").prepare("0s").in_rounds(2, None);
    let a = exercise("a").movements([x, y]);
    assert_eq!(
        timeline(&routine([phase("p").rounds(3).between("5s").with([exercise("b").time("7s").bare(), a])])),
        [
            "b round 1: 7s",
            "b round 2: 7s",
            "rest 5s",
            "x round 2: 20s",
            "rest 9s",
            "y round 2: 20s",
            "b round 3: 7s",
            "rest 5s",
            "y round 3: 20s"
        ]
    );
}

#[test]
fn only_what_takes_part_has_a_slot() {
    let [a, b] = pair().map(Prescribe::bare);
    assert_eq!(
        timeline(&routine([phase("p").every("1m", 2).with([a, b.in_rounds(2, None)])])),
        ["a round 1: 20s", "rest of the slot 40s", "a round 2: 20s", "rest of the slot 40s", "b round 2: 20s"]
    );
}

#[test]
fn sets_are_done_inside_each_pass() {
    let a = exercise("a").time("20s").sets(2).rest("10s").prepare("0s");
    assert_eq!(
        timeline(&routine([phase("p").rounds(2).rest("1m").with([a])])),
        [
            "a set 1 round 1: 20s",
            "rest 10s",
            "a set 2 round 1: 20s",
            "rest 60s",
            "a set 1 round 2: 20s",
            "rest 10s",
            "a set 2 round 2: 20s"
        ]
    );
}

#[test]
fn movements_are_done_inside_each_pass_with_their_rest_between() {
    let a = exercise("a").movements([movement("x").time("20s").rest("10s").prepare("0s"), movement("y").time("20s")]);
    assert_eq!(
        timeline(&routine([phase("p").rounds(2).with([a])])),
        ["x round 1: 20s", "rest 10s", "y round 1: 20s", "x round 2: 20s", "rest 10s", "y round 2: 20s"]
    );
}

#[test]
fn an_exercise_starts_on_the_clock_and_what_is_left_of_its_slot_is_rest() {
    // a: 60 - 20 = 40 s; b: 60 - 24 = 36 s; nothing after the last.
    assert_eq!(
        timeline(&routine([phase("p").every("1m", 2).with([exercise("a").time("20s"), exercise("b").reps(8)])])),
        [
            "prepare 10s",
            "a round 1: 20s",
            "rest of the slot 40s",
            "b round 1: 8 reps (24s)",
            "rest of the slot 36s",
            "a round 2: 20s",
            "rest of the slot 40s",
            "b round 2: 8 reps (24s)"
        ]
    );
}

#[test]
fn a_prepare_stands_before_the_first_slot_only_written_or_not() {
    let exercises = pair().map(|exercise| exercise.prepare("5s"));
    let timeline = timeline(&routine([phase("p").every("1m", 2).with(exercises)]));
    assert_eq!(timeline.iter().filter(|line| line.starts_with("prepare")).count(), 1);
    assert_eq!(timeline[0], "prepare 5s");
}

#[test]
fn the_rest_of_a_slot_is_between_the_longest_and_the_shortest_without_optional_sets() {
    // Sets 1-2 of 10-15 s, rest 5 s: at most 15 + 5 + 15 = 35 s, at least 10 s.
    let a = exercise("a").time("10s-15s").sets(1..=2).rest("5s");
    assert_eq!(
        timeline(&routine([phase("p").every("1m", 2).with([a])]))[4],
        "rest of the slot 25s-50s",
        "60 - 35, 60 - 10"
    );
}

#[test]
fn the_rest_of_a_slot_is_not_under_zero_and_is_no_step_where_nothing_is_left() {
    let slots = |a: Exercise| timeline(&routine([phase("p").every("30s", 2).with([a.prepare("0s")])]));
    assert_eq!(slots(exercise("a").time("40s")), ["a round 1: 40s", "a round 2: 40s"]);
    assert_eq!(slots(exercise("a").time("30s")), ["a round 1: 30s", "a round 2: 30s"]);
    assert_eq!(
        slots(exercise("a").time("20s-40s")),
        ["a round 1: 20s-40s", "rest of the slot 0s-10s", "a round 2: 20s-40s"]
    );
}

#[test]
fn what_nobody_knows_leaves_the_whole_slot() {
    assert_eq!(
        timeline(&routine([phase("p").every("30s", 2).with([exercise("a").prepare("0s")])])),
        ["a round 1: open", "rest of the slot 30s", "a round 2: open"]
    );
}

#[test]
fn slots_of_optional_rounds_are_optional_with_the_rest_before_them() {
    assert_eq!(
        timeline(&routine([phase("p").every("1m", 1..=2).with([exercise("a").time("20s").prepare("0s")])])),
        ["a round 1: 20s", "rest of the slot 40s ?", "a round 2: 20s ?"]
    );
}

#[test]
fn both_sides_and_the_switch_are_one_slot() {
    // 60 - (10 + 5 + 10)
    assert_eq!(
        timeline(&routine([phase("p").every("1m", 2).with([exercise("a").time("10s").each().prepare("0s")])])),
        [
            "a left round 1: 10s",
            "switch 5s",
            "a right round 1: 10s",
            "rest of the slot 35s",
            "a left round 2: 10s",
            "switch 5s",
            "a right round 2: 10s"
        ]
    );
}

#[test]
fn as_many_rounds_as_fit_are_listed_once() {
    assert_eq!(
        timeline(&routine([phase("p").within("5m").with(pair())])),
        ["prepare 10s once", "a round 1: 20s", "b round 1: 20s"]
    );
}

#[test]
fn the_rest_between_the_rounds_of_a_loop_is_its_last_step() {
    assert_eq!(
        timeline(&routine([phase("p").within("5m").rest("10s-20s").with(pair())])),
        ["prepare 10s once", "a round 1: 20s", "b round 1: 20s", "rest between rounds 10s-20s"]
    );
}

#[test]
fn a_written_prepare_stands_in_every_round_of_a_loop() {
    let exercises = pair().map(|exercise| exercise.prepare("5s"));
    assert_eq!(
        timeline(&routine([phase("p").within("5m").with(exercises)])),
        ["prepare 5s", "a round 1: 20s", "prepare 5s", "b round 1: 20s"]
    );
}

#[test]
fn what_follows_a_phase_of_slots_has_no_rest_of_a_slot_before_it() {
    let phases = [
        phase("p").every("1m", 1).with([exercise("a").time("20s").prepare("0s")]),
        phase("q").with([exercise("b").time("20s")]),
    ];
    assert_eq!(timeline(&routine(phases)), ["a: 20s", "prepare 10s", "b: 20s"]);
}

#[test]
fn a_list_in_slots_has_one_item_per_round_and_each_its_own_rest() {
    use calfguide::model::{RepTarget, Window};
    let counts = [10, 8].map(|n| RepTarget::Count(Window::exact(n))).to_vec();
    let a = exercise("a").targets(counts).prepare("0s");
    assert_eq!(
        timeline(&routine([phase("p").every("1m", 2).with([a, exercise("b").time("20s")])])),
        [
            "a round 1: 10 reps (30s)",
            "rest of the slot 30s",
            "b round 1: 20s",
            "rest of the slot 40s",
            "a round 2: 8 reps (24s)",
            "rest of the slot 36s",
            "b round 2: 20s"
        ]
    );
}

#[test]
fn the_sets_of_a_slot_are_inside_it() {
    // 60 - (10 + 5 + 10)
    let a = exercise("a").time("10s").sets(2).rest("5s").prepare("0s");
    assert_eq!(
        timeline(&routine([phase("p").every("1m", 2).with([a])]))[..4],
        ["a set 1 round 1: 10s", "rest 5s", "a set 2 round 1: 10s", "rest of the slot 35s"]
    );
}

#[test]
fn a_rest_between_rounds_from_zero_up_is_still_a_step() {
    let amrap =
        |rest: &str| timeline(&routine([phase("p").within("5m").rest(rest).with([exercise("a").time("20s").bare()])]));
    assert_eq!(amrap("0s-10s"), ["a round 1: 20s", "rest between rounds 0s-10s"]);
    assert_eq!(amrap("0s"), ["a round 1: 20s"]);
}

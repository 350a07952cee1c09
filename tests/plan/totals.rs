//! What plans add up to, by hand.

use std::time::Duration;

use calfguide::model::{Phase, RepTarget, Routine, Window};
use calfguide::plan::{Length, Plan, Totals};

use crate::support::{ExerciseExt, PhaseExt, Prescribe, exercise, movement, phase, plan, routine, straight};

/// Sets, reps, then work, rest and all in seconds.
fn totals(routine: &Routine) -> [(u64, u64); 5] {
    let totals = Totals::of(&plan(routine));
    let seconds = |time: Window<Duration>| (time.min.as_secs(), time.max.as_secs());
    let count = |count: Window<u64>| (count.min, count.max);
    [count(totals.sets), count(totals.reps), seconds(totals.work), seconds(totals.rest), seconds(totals.length.time)]
}

#[test]
fn a_left_and_right_pair_is_one_set_and_its_reps_are_of_both_sides() {
    // 3 sets of 8 each side: 48 reps of 3 s; 10 s of prepare, 3 switches of 5 s, 2 rests of 30 s.
    assert_eq!(
        totals(&straight([exercise("a").reps(8).sets(3).each()])),
        [(3, 3), (48, 48), (144, 144), (85, 85), (229, 229)]
    );
}

#[test]
fn left_and_right_written_as_two_exercises_are_two_sets() {
    use calfguide::model::Sides;
    let exercises = [exercise("a").reps(8).sides(Sides::Left), exercise("b").reps(8).sides(Sides::Right)];
    assert_eq!(totals(&straight(exercises))[0], (2, 2));
}

#[test]
fn alternating_reps_are_of_both_legs() {
    assert_eq!(totals(&straight([exercise("a").reps(8).alternate().bare()]))[..3], [(1, 1), (16, 16), (48, 48)]);
}

#[test]
fn a_window_adds_its_ends() {
    // 6-8 reps of 3 s, twice, between them 20-40 s.
    assert_eq!(
        totals(&straight([exercise("a").reps(6..=8).sets(2).rest("20s-40s").prepare("0s")])),
        [(2, 2), (12, 16), (36, 48), (20, 40), (56, 88)]
    );
}

#[test]
fn optional_sets_and_the_gaps_before_them_count_at_the_high_end_only() {
    // Low: 10 s prepare, 20 s. High: two more sets of 20 s with 30 s before each.
    assert_eq!(
        totals(&straight([exercise("a").time("20s").sets(1..=3)])),
        [(1, 3), (0, 0), (20, 60), (10, 70), (30, 130)]
    );
}

#[test]
fn optional_rounds_count_at_the_high_end_only() {
    // A round is 20 + 24 s; 60 s between rounds; 10 s of prepare.
    let circuit = phase("p").rounds(1..=2).rest("1m").with([exercise("a").time("20s"), exercise("b").reps(8)]);
    assert_eq!(totals(&routine([circuit])), [(2, 4), (8, 16), (44, 88), (10, 70), (54, 158)]);
}

#[test]
fn what_nobody_knows_counts_as_nothing() {
    let unknown = [exercise("a").max_reps(), exercise("c"), exercise("d").distance("80")];
    assert_eq!(
        totals(&straight(unknown.map(Prescribe::bare))),
        [(3, 3), (0, 0), (0, 0), (0, 0), (0, 0)],
        "three sets, and no reps: their measure is not reps"
    );
}

#[test]
fn twelve_or_more_reps_last_as_long_as_twelve_and_are_no_reps_of_the_total() {
    assert_eq!(
        totals(&straight([exercise("a").at_least(12).sets(2).bare()])),
        [(2, 2), (0, 0), (72, 72), (0, 0), (72, 72)]
    );
    // Of its slot, 60 - 36 s are left.
    let slots = phase("p").every("1m", 2).with([exercise("a").at_least(12).bare()]);
    assert_eq!(totals(&routine([slots]))[3..], [(24, 24), (96, 96)]);
}

#[test]
fn an_estimate_counts_for_what_nobody_knows_and_for_nothing_else() {
    let known = [exercise("a").reps(8), exercise("b").time("20s")];
    let open = [exercise("c").max_reps(), exercise("d").at_least(12), exercise("e"), exercise("f").distance("80")];
    let about = |exercise: calfguide::model::Exercise| exercise.bare().about("2m");
    assert_eq!(totals(&straight(known.map(about)))[4], (24 + 20, 24 + 20));
    assert_eq!(totals(&straight(open.map(about)))[4], (4 * 120, 4 * 120));
    // Each side has it whole, and the two legs of alternating reps have it together.
    assert_eq!(totals(&straight([about(exercise("a").each())]))[4], (240, 240));
    assert_eq!(totals(&straight([about(exercise("a").max_reps().alternate())]))[4], (120, 120));
}

#[test]
fn a_length_is_open_where_what_is_owed_is() {
    let is_open = |routine: &Routine| Length::of(&plan(routine)).open;
    let straight = |exercise| is_open(&straight([exercise]));
    for open in [exercise("a"), exercise("a").distance("80"), exercise("a").max_reps(), exercise("a").at_least(12)] {
        assert!(straight(open.clone()));
        assert!(!straight(open.clone().about("2m")));
        assert!(!is_open(&routine([phase("p").within("5m").with([open])])), "the clock ends it");
    }
    assert!(!straight(exercise("a").reps(8)), "reps have their pace");
    let optional = routine([
        phase("p").with([exercise("a").time("20s")]),
        phase("q").rounds(1..=2).with([exercise("b").reps_list([RepTarget::Count(Window::exact(8)), RepTarget::Max])]),
    ]);
    assert!(!is_open(&optional), "only what is optional is open");
}

#[test]
fn a_phase_of_slots_lasts_its_slots_but_for_the_last_which_is_its_own_steps() {
    // 10 s prepare + 3 × 60 s + the last slot's 24 s. Listed: work 2 × (20 + 24), rest 10 + 40 + 36 + 40.
    let slots = phase("p").every("1m", 2).with([exercise("a").time("20s"), exercise("b").reps(8)]);
    assert_eq!(totals(&routine([slots])), [(4, 4), (16, 16), (88, 88), (126, 126), (214, 214)]);
}

#[test]
fn a_window_of_slot_rounds_lasts_to_the_last_slot_of_its_low_round() {
    // Low: 10 + 1 × 60 + 24. High: 10 + 5 × 60 + 24.
    let slots = phase("p").every("1m", 1..=3).with([exercise("a").time("20s"), exercise("b").reps(8)]);
    assert_eq!(totals(&routine([slots]))[4], (94, 334));
}

#[test]
fn optional_sets_of_the_last_slot_count_at_the_high_end_only() {
    // Low: 10 + 60 + 10 s. High: 10 + 60 + 10 + 5 + 10 s.
    let slots = phase("p").every("1m", 2).with([exercise("a").time("10s").sets(1..=2).rest("5s")]);
    assert_eq!(totals(&routine([slots]))[4], (80, 95));
}

#[test]
fn optional_sets_and_optional_rounds_of_slots_together() {
    // Low: one round, one set: 10 + 10. High: 10 + 2 × 60 + 25.
    let slots = phase("p").every("1m", 1..=3).with([exercise("a").time("10s").sets(1..=2).rest("5s")]);
    assert_eq!(totals(&routine([slots]))[4], (20, 155));
}

#[test]
fn a_slot_that_overruns_does_not_make_the_clock_longer_but_for_the_last() {
    // 10 + 30 + 40: the first slot is planned as 30 s whatever its 40 s of work.
    let slots = phase("p").every("30s", 2).with([exercise("a").time("40s")]);
    assert_eq!(totals(&routine([slots]))[4], (80, 80));
}

#[test]
fn a_loop_lasts_its_prepare_and_its_time() {
    // Listed: 20 + 24 s of work, 10 s of prepare and 15 s between rounds; it lasts 10 s + 5 min.
    let amrap = phase("p").within("5m").rest("15s").with([exercise("a").time("20s"), exercise("b").reps(8)]);
    assert_eq!(totals(&routine([amrap])), [(2, 2), (8, 8), (44, 44), (25, 25), (310, 310)]);
}

#[test]
fn a_loop_without_a_prepare_lasts_its_time() {
    let amrap = phase("p").within("5m").with([exercise("a").time("20s").bare()]);
    assert_eq!(totals(&routine([amrap]))[4], (300, 300));
}

#[test]
fn phases_add_up() {
    // 10 + 20; 10 + 60 + 20; 10 + 300.
    let a = || [exercise("a").time("20s")];
    let phases = [phase("p").with(a()), phase("q").every("1m", 2).with(a()), phase("r").within("5m").with(a())];
    assert_eq!(totals(&routine(phases))[4], (430, 430));
}

#[test]
fn an_exercise_lasts_what_its_own_steps_do() {
    let plan = plan(&straight([exercise("a").time("20s").sets(1..=2), exercise("b").time("30s")]));
    // 10 + 20, optional 30 + 20; 10 + 30
    assert_eq!(["a", "b", "c"].map(|id| own(&plan, id)), [Some((30, 80)), Some((40, 40)), None]);
}

#[test]
fn a_rest_that_leads_to_another_exercise_or_round_belongs_to_none() {
    let circuit = || phase("p").rest("90s").with([exercise("a").time("40s").bare(), exercise("b").time("30s").bare()]);
    let own = |phase: Phase| {
        let plan = plan(&routine([phase]));
        ["a", "b"].map(|id| own(&plan, id).unwrap())
    };
    assert_eq!(own(circuit()), [(40, 40), (30, 30)]);
    assert_eq!(own(circuit().rounds(3)), [(120, 120), (90, 90)]);
    assert_eq!(own(circuit().within("10m")), [(40, 40), (30, 30)]);
    assert_eq!(own(Phase { rest: None, ..circuit().every("1m", 3) }), [(120, 120), (90, 90)]);
    let movements = [movement("left").time("20s").rest("5s"), movement("right").time("20s")];
    let several = exercise("a").movements(movements.map(|movement| movement.prepare("0s")));
    assert_eq!(own(phase("p").rounds(2).rest("1m").with([several, exercise("b").time("9s").bare()]))[0], (90, 90));
}

/// How long an exercise lasts, in seconds.
fn own(plan: &Plan, id: &str) -> Option<(u64, u64)> {
    Length::of_exercise(plan, id).map(|length| (length.time.min.as_secs(), length.time.max.as_secs()))
}

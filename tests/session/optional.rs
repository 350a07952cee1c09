//! Optional sets and rounds: offered, not owed.

use calfguide::model::Routine;
use calfguide::session::Key;

use crate::begun;
use crate::support::{Drive, ExerciseExt, PhaseExt, Prescribe, exercise, phase, routine, straight};

/// 0 set 1, 1 rest, 2 set 2, then optional: 3 rest, 4 set 3, 5 rest, 6 set 4; 7 prepare, 8 last
fn sets() -> Routine {
    straight([exercise("hops").time("10s").sets(2..=4).rest("5s").prepare("0s"), exercise("last").time("10s")])
}

/// 0 a, 1 b's prepare, 2 b, 3 rest, 4 a, 5 prepare, 6 b, then optional: 7 rest, 8 a, 9 prepare, 10 b, 11 rest, 12 a,
/// 13 prepare, 14 b; 15 last
fn rounds() -> Routine {
    let circuit = [exercise("a").time("10s").bare(), exercise("b").time("10s").prepare("5s")];
    routine([
        phase("circuit").rounds(2..=4).rest("20s").with(circuit),
        phase("end").with([exercise("last").time("10s").bare()]),
    ])
}

#[test]
fn left_alone_the_optional_sets_are_done() {
    assert_eq!(begun(Drive::of(&sets()).run()), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
}

#[test]
fn left_alone_the_optional_rounds_are_done() {
    assert_eq!(begun(Drive::of(&rounds()).run()), (0..=15).collect::<Vec<_>>());
}

#[test]
fn skip_in_the_gap_before_an_optional_set_leaves_all_of_them() {
    let mut drive = Drive::of(&sets());
    drive.tick_to(26).hush().key(Key::Skip);
    assert_eq!(
        drive.told(),
        [
            "0:26 ended skipped 1s",
            "0:26 started 4",
            "0:26 ended skipped 0s",
            "0:26 started 6",
            "0:26 ended skipped 0s",
            "0:26 started 7"
        ],
        "the prepare of the next exercise"
    );
}

#[test]
fn skip_in_the_gap_before_the_last_optional_set_leaves_that_one() {
    let mut drive = Drive::of(&sets());
    drive.tick_to(41).hush().key(Key::Skip);
    assert_eq!(drive.told(), ["0:41 ended skipped 1s", "0:41 started 6", "0:41 ended skipped 0s", "0:41 started 7"]);
}

#[test]
fn skip_in_the_gap_before_an_owed_set_skips_that_set_alone() {
    let mut drive = Drive::of(&sets());
    drive.tick_to(11).hush().key(Key::Skip);
    assert_eq!(
        drive.told(),
        ["0:11 ended skipped 1s", "0:11 started 2", "0:11 ended skipped 0s", "0:11 started 3"],
        "the rest before set 3"
    );
}

#[test]
fn skip_in_an_optional_set_skips_that_set_alone() {
    let mut drive = Drive::of(&sets());
    drive.tick_to(31).hush().key(Key::Skip);
    assert_eq!(drive.told(), ["0:31 ended skipped 1s", "0:31 started 5"], "the rest before set 4");
}

#[test]
fn skip_in_the_gap_before_the_last_exercise_s_optional_sets_ends_the_session() {
    let mut drive = Drive::of(&straight([exercise("hops").time("10s").sets(1..=3).prepare("0s")]));
    drive.tick_to(15).hush().key(Key::Skip);
    assert_eq!(
        drive.facts(),
        [
            "0:15 ended skipped 5s",
            "0:15 started 2",
            "0:15 ended skipped 0s",
            "0:15 started 4",
            "0:15 ended skipped 0s",
            "0:15 finished"
        ],
        "to its last step: complete"
    );
}

#[test]
fn skip_while_changing_sides_inside_an_optional_set_leaves_the_optional_sets() {
    // 0 left, 1 switch, 2 right, 3 rest, 4 left, 5 switch, 6 right, 7 prepare
    let hops = exercise("hops").time("10s").each().sets(1..=2).rest("5s").prepare("0s");
    let mut drive = Drive::of(&straight([hops, exercise("last").time("10s")]));
    drive.tick_to(41).hush().key(Key::Skip);
    assert_eq!(drive.told(), ["0:41 ended skipped 1s", "0:41 started 6", "0:41 ended skipped 0s", "0:41 started 7"]);
}

#[test]
fn skip_in_the_gap_before_an_optional_round_leaves_all_of_them() {
    let mut drive = Drive::of(&rounds());
    drive.tick_to(75).hush().key(Key::Skip);
    assert_eq!(
        drive.told(),
        [
            "1:15 ended skipped 5s",
            "1:15 started 8 round 3",
            "1:15 ended skipped 0s",
            "1:15 started 10 round 3",
            "1:15 ended skipped 0s",
            "1:15 started 12 round 4",
            "1:15 ended skipped 0s",
            "1:15 started 14 round 4",
            "1:15 ended skipped 0s",
            "1:15 started 15",
            "1:15 get ready",
            "1:15 ready 3"
        ],
        "the next phase"
    );
}

#[test]
fn skip_in_a_gap_inside_an_optional_round_leaves_the_optional_rounds() {
    let mut drive = Drive::of(&rounds());
    // 1:30 to 1:40 a in round 3, then b's prepare
    drive.tick_to(101).hush().key(Key::Skip);
    assert_eq!(
        drive.facts(),
        [
            "1:41 ended skipped 1s",
            "1:41 started 10 round 3",
            "1:41 ended skipped 0s",
            "1:41 started 12 round 4",
            "1:41 ended skipped 0s",
            "1:41 started 14 round 4",
            "1:41 ended skipped 0s",
            "1:41 started 15"
        ]
    );
}

#[test]
fn skip_in_the_gap_before_an_owed_round_skips_its_first_block() {
    let mut drive = Drive::of(&rounds());
    drive.tick_to(30).hush().key(Key::Skip);
    assert_eq!(
        drive.facts(),
        ["0:30 ended skipped 5s", "0:30 started 4 round 2", "0:30 ended skipped 0s", "0:30 started 5 round 2"],
        "b's prepare in round 2"
    );
}

#[test]
fn optional_sets_of_one_movement_do_not_take_the_next_one_with_them() {
    use crate::support::movement;
    // 0 a, 1 rest, 2 a again (optional), 3 rest, 4 b
    let pogos =
        exercise("pogos").movements([movement("a").time("10s").sets(1..=2).prepare("0s"), movement("b").time("10s")]);
    let mut drive = Drive::of(&straight([pogos]));
    drive.tick_to(15).hush().key(Key::Skip);
    assert_eq!(drive.told(), ["0:15 ended skipped 5s", "0:15 started 2", "0:15 ended skipped 0s", "0:15 started 3"]);
}

#[test]
fn what_is_optional_counts_at_the_high_end_only() {
    use calfguide::plan::Totals;
    let totals = Totals::of(&crate::support::plan(&sets()));
    // Owed: 2 × 10 s and the last 10 s of work; 5 s of rest and 10 s of prepare.
    assert_eq!((totals.sets.min, totals.sets.max), (3, 5));
    assert_eq!((totals.work.min.as_secs(), totals.work.max.as_secs()), (30, 50));
    assert_eq!((totals.rest.min.as_secs(), totals.rest.max.as_secs()), (15, 25));
    assert_eq!((totals.length.time.min.as_secs(), totals.length.time.max.as_secs()), (45, 75));
}

#[test]
fn back_after_leaving_optional_sets_is_the_set_that_was_done_last() {
    let mut drive = Drive::of(&sets());
    drive.tick_to(26).key(Key::Skip).hush().at(30).key(Key::Redo);
    assert_eq!(drive.facts(), ["0:30 ended left 4s", "0:30 started 2"]);
}

//! `within`: as many rounds as fit, and its end ends the block in progress.

use calfguide::model::{Exercise, Routine};
use calfguide::plan::StepId;
use calfguide::record::Block;
use calfguide::session::{Key, Tally};

use crate::begun;
use crate::support::{Drive, PhaseExt, Prescribe, exercise, phase, routine};

/// An AMRAP of so long, and one more block after it.
fn amrap(time: &str, exercises: impl IntoIterator<Item = Exercise>) -> Routine {
    routine([
        phase("amrap").within(time).rest("10s").with(exercises),
        phase("end").with([exercise("last").time("10s").bare()]),
    ])
}

/// 0 prepare (once), 1 a, 2 b, 3 rest between rounds; 4 last
fn two() -> Routine {
    amrap("2m", [exercise("a").time("20s"), exercise("b").reps(5)])
}

#[test]
fn the_cap_cuts_the_third_rep_of_a_hold() {
    let mut drive = Drive::of(&amrap("25s", [exercise("bridge").reps(5).hold("10s").bare()]));
    drive.run();
    assert_eq!(
        drive.facts()[..3],
        ["0:00 started 0 at 0s of its clock", "0:25 ended cut 25s, 2 reps", "0:25 started 2"]
    );
}

#[test]
fn work_that_the_cap_ends_is_told_as_over() {
    let mut drive = Drive::of(&amrap("25s", [exercise("squats").reps(5).bare()]));
    drive.hush().run();
    assert_eq!(
        drive.told()[..4],
        ["0:25 ended cut 25s", "0:25 done", "0:25 started 2", "0:25 go"],
        "how many is not known"
    );
}

#[test]
fn a_block_that_ends_in_the_instant_of_the_cap_is_done() {
    let mut drive = Drive::of(&amrap("20s", [exercise("a").time("20s").bare()]));
    drive.run();
    assert_eq!(drive.facts()[1..3], ["0:20 ended done 20s", "0:20 started 2"]);
}

#[test]
fn the_cap_in_a_gap_ends_the_phase() {
    let mut drive = Drive::of(&amrap("25s", [exercise("a").time("20s").bare()]));
    drive.run();
    assert_eq!(
        drive.facts()[1..5],
        ["0:20 ended done 20s", "0:20 started 1 at 20s of its clock", "0:25 ended cut 5s", "0:25 started 2"]
    );
}

#[test]
fn it_loops_until_its_time_is_over_and_the_get_ready_stands_only_before_the_first_round() {
    let mut drive = Drive::of(&two());
    drive.tick_to(30).hush();
    // Round 1: a to 0:30, b to 0:40. Round 2 after 10 s of rest: a to 1:10.
    drive.at(40).key(Key::Enter).tick_to(70);
    assert_eq!(
        drive.facts(),
        [
            "0:40 ended done 10s, 5 reps",
            "0:40 started 3 at 30s of its clock",
            "0:50 ended done 10s",
            "0:50 started 1 round 2 at 40s of its clock",
            "1:10 ended done 20s",
            "1:10 started 2 round 2 at 60s of its clock",
        ]
    );
    drive.run();
    assert_eq!(drive.facts()[..2], ["2:10 ended cut 60s", "2:10 started 4"], "10 s of prepare, then 2 minutes");
}

#[test]
fn a_get_ready_that_the_file_wrote_stands_before_every_round() {
    // 0 prepare, 1 a, 2 rest between rounds
    let mut drive = Drive::of(&amrap("1m", [exercise("a").time("10s").prepare("5s")]));
    drive.tick_to(15).hush().tick_to(40);
    assert_eq!(
        drive.facts(),
        [
            "0:25 ended done 10s",
            "0:25 started 0 round 2 at 20s of its clock",
            "0:30 ended done 5s",
            "0:30 started 1 round 2 at 25s of its clock",
            "0:40 ended done 10s",
            "0:40 started 2 round 2 at 35s of its clock",
        ]
    );
}

#[test]
fn rounds_are_counted() {
    let mut drive = Drive::of(&amrap("1m", [exercise("a").time("10s").bare()]));
    drive.run();
    // 10 s of work and 10 s of rest each: at 0, 20 and 40 s.
    assert_eq!(score(&drive), (3, vec![]));
    assert_eq!(
        drive.record.attempt(StepId(0), 3).and_then(|it| it.outcome(drive.session.plan())),
        Some(calfguide::session::Outcome::Done)
    );
}

/// The full rounds of the first phase, and what was done beside them: the round, the step, and the reps.
fn score(drive: &Drive) -> (u32, Vec<(u32, usize, Option<u32>)>) {
    let scores = drive.record.scores(drive.session.plan());
    let beside = |block: &Block<'_>| (block.round, block.step.0, block.attempt.and_then(|attempt| attempt.reps));
    (scores[0].full_rounds, scores[0].beside.iter().map(beside).collect())
}

/// Burpees 2 and swings 3, as often as fit into 12 s. An Enter each second.
fn burpees_and_swings(enters: u32) -> Drive {
    let exercises = [exercise("burpees").reps(2).bare(), exercise("swings").reps(3).bare()];
    let mut drive = Drive::of(&routine([phase("amrap").within("12s").with(exercises)]));
    for second in 1..=enters {
        drive.at(second).key(Key::Enter);
    }
    drive
}

#[test]
fn the_score_is_full_rounds_and_what_was_done_beside_them() {
    let mut drive = burpees_and_swings(5);
    drive.run();
    assert_eq!(score(&drive), (2, vec![(3, 0, Some(2)), (3, 1, None)]));
    let mut drive = burpees_and_swings(4);
    drive.run();
    assert_eq!(score(&drive), (2, vec![(3, 0, None)]), "nobody knows how many burpees there was time for");
}

#[test]
fn a_round_with_too_few_reps_or_a_block_that_was_skipped_is_not_full() {
    let mut drive = burpees_and_swings(2);
    drive.at(3).digits("1").key(Key::Enter).at(4).key(Key::Enter);
    drive.at(5).key(Key::Skip).at(6).key(Key::Enter).at(9.5).key(Key::Enter).at(10).key(Key::Enter).run();
    let beside = vec![(2, 0, Some(1)), (2, 1, Some(3)), (3, 1, Some(3)), (5, 0, None)];
    assert_eq!(score(&drive), (2, beside));
}

#[test]
fn a_phase_that_was_not_begun_has_no_score() {
    let mut drive = Drive::of(&routine([
        phase("first").with([exercise("plank").time("10s").bare()]),
        phase("amrap").within("12s").with([exercise("burpees").reps(2).bare()]),
        phase("last").with([exercise("plank-2").time("10s").bare()]),
    ]));
    drive.tick_to(5).key(Key::Jump(StepId(2))).run().after(1).key(Key::Enter);
    assert_eq!(drive.record.scores(drive.session.plan()), []);
    let completion = drive.record.completion(drive.session.plan());
    assert_eq!(completion.map(|completion| completion.tally), Some(Tally { done: 1, left_out: 2 }));
}

#[test]
fn the_clock_stands_still_in_a_pause() {
    let mut drive = Drive::of(&two());
    drive.at(15).key(Key::Pause).at(115).key(Key::Pause);
    // 100 s of pause and 3 s of get-ready
    drive.at(200).key(Key::Enter).hush().run();
    assert!(drive.facts().contains(&"3:53 started 4".to_owned()), "2:10 + 1:43");
}

#[test]
fn enter_ends_the_rest_between_rounds() {
    let mut drive = Drive::of(&two());
    drive.tick_to(30).at(40).key(Key::Enter).hush().at(43).key(Key::Enter);
    assert_eq!(
        drive.told(),
        ["0:43 ended done 3s", "0:43 started 1 round 2 at 33s of its clock", "0:43 get ready", "0:43 ready 3"]
    );
}

#[test]
fn skip_in_the_rest_between_rounds_skips_the_first_block_of_the_next() {
    let mut drive = Drive::of(&two());
    drive.tick_to(30).at(40).key(Key::Enter).hush().at(43).key(Key::Skip);
    assert_eq!(
        drive.facts(),
        [
            "0:43 ended skipped 3s",
            "0:43 started 1 round 2 at 33s of its clock",
            "0:43 ended skipped 0s",
            "0:43 started 2 round 2 at 33s of its clock"
        ]
    );
}

#[test]
fn skipping_the_exercise_in_the_rest_between_rounds_skips_it_in_the_next() {
    let mut drive = Drive::of(&two());
    drive.tick_to(30).at(40).key(Key::Enter).hush().at(43).key(Key::SkipExercise);
    assert_eq!(
        drive.facts(),
        [
            "0:43 ended skipped 3s",
            "0:43 started 1 round 2 at 33s of its clock",
            "0:43 ended skipped 0s",
            "0:43 started 2 round 2 at 33s of its clock"
        ]
    );
}

#[test]
fn a_round_without_gaps_follows_at_once() {
    let mut drive = Drive::of(&routine([phase("amrap").within("1m").with([exercise("a").time("20s").bare()])]));
    drive.run();
    assert_eq!(begun(&drive), [0, 0, 0]);
    assert_eq!(score(&drive), (3, vec![]), "no fourth round of no length");
}

#[test]
fn a_late_tick_makes_the_same_rounds() {
    let mut drive = Drive::of(&two());
    let mut late = drive.clone();
    drive.run();
    late.tick_to(3600);
    assert_eq!(late.facts(), drive.facts());
}

#[test]
fn skip_in_the_first_prepare_of_a_loop_skips_its_first_block() {
    let mut drive = Drive::of(&two());
    drive.hush().at(4).key(Key::Skip);
    assert_eq!(
        drive.facts(),
        ["0:04 ended skipped 4s", "0:04 started 1", "0:04 ended skipped 0s", "0:04 started 2 at 0s of its clock"]
    );
    // Of a loop with one block that is the same block in the next round.
    let mut drive = Drive::of(&amrap("1m", [exercise("a").time("20s")]));
    drive.hush().at(4).key(Key::Skip);
    assert_eq!(
        drive.facts().pop().as_deref(),
        Some("0:04 started 2"),
        "the rest between rounds: the clock has not begun"
    );
}

#[test]
fn the_cap_under_a_question_in_a_rest_waits_for_the_answer() {
    let mut drive = Drive::of(&amrap("25s", [exercise("a").time("20s").bare()]));
    drive.tick_to(22).key(Key::Quit).hush().tick_to(60);
    assert_eq!((drive.view().index.0, drive.session.deadline()), (1, None), "it stops at the end of the clock");
    drive.key(Key::Escape);
    assert_eq!(drive.told(), ["1:00 ended cut 5s", "1:00 started 2", "1:00 get ready", "1:00 ready 3"]);
}

#[test]
fn the_last_block_before_the_cap_has_no_pips_of_work_that_never_comes() {
    // Work to 0:20, then a rest of 10 s, of which the clock leaves 2 s; then a gap of the next phase.
    let mut drive = Drive::of(&routine([
        phase("amrap").within("22s").rest("10s").with([exercise("a").time("20s").bare()]),
        phase("end").with([exercise("last").time("10s")]),
    ]));
    drive.tick_to(20).hush().tick_to(22);
    assert_eq!(drive.told(), ["0:22 ended cut 2s", "0:22 started 2"]);
}

#[test]
fn a_rest_that_ends_with_the_clock_counts_down_to_the_work_of_the_next_phase() {
    let mut drive = Drive::of(&amrap("30s", [exercise("a").time("20s").bare()]));
    drive.tick_to(20).hush().tick_to(30);
    assert_eq!(
        drive.told(),
        ["0:27 ready 3", "0:28 ready 2", "0:29 ready 1", "0:30 ended done 10s", "0:30 started 2", "0:30 go"]
    );
}

#[test]
fn a_round_without_gaps_is_recorded_as_blocks() {
    let mut drive = Drive::of(&routine([phase("p").within("1m").with([exercise("a").time("20s").bare()])]));
    drive.run();
    let blocks = drive.record.blocks(drive.session.plan());
    assert_eq!(blocks.iter().map(|block| block.round).collect::<Vec<_>>(), [1, 2, 3]);
}

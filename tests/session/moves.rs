//! Going elsewhere: again, back, past an exercise, to any step.

use calfguide::model::Routine;
use calfguide::plan::StepId;
use calfguide::session::{Input, Key, Outcome, Stage};

use crate::begun;
use crate::support::{Drive, PhaseExt, Prescribe, exercise, phase, routine, straight};

/// 0 set 1, 1 rest, 2 set 2, 3 rest, 4 set 3; 5 prepare, 6 last
fn sets() -> Routine {
    straight([exercise("hops").time("10s").sets(3).rest("5s").prepare("0s"), exercise("last").time("10s")])
}

#[test]
fn skip_leaves_the_block_for_what_follows() {
    let mut drive = Drive::of(&sets());
    drive.hush().at(4).key(Key::Skip);
    assert_eq!(drive.told(), ["0:04 ended skipped 4s", "0:04 started 1"]);
}

#[test]
fn what_is_skipped_in_a_gap_is_on_record_as_what_is_skipped_in_work() {
    let skipped = |seconds: u32, key| {
        let mut drive = Drive::of(&sets());
        drive.tick_to(seconds).key(key);
        let plan = drive.session.plan();
        let outcome = |step| drive.record.attempt(StepId(step), 1).and_then(|attempt| attempt.outcome(plan));
        [0, 2, 4].map(|step| outcome(step) == Some(Outcome::Skipped))
    };
    assert_eq!(skipped(4, Key::Skip), [true, false, false], "in set 1");
    assert_eq!(skipped(12, Key::Skip), [false, true, false], "in the rest before set 2");
    assert_eq!(skipped(4, Key::SkipExercise), [true, true, true], "all sets, from set 1");
    assert_eq!(skipped(12, Key::SkipExercise), [false, true, true], "from the rest before set 2");
}

#[test]
fn digits_after_a_set_that_was_skipped_in_the_rest_are_those_of_the_set_before() {
    // 0 set 1, 1 rest, 2 set 2, 3 rest, 4 set 3
    let mut drive = Drive::of(&straight([exercise("hops").reps(8).sets(3).prepare("0s")]));
    drive.at(20).key(Key::Enter).at(25).key(Key::Skip).at(26).digits("6").key(Key::Enter);
    assert_eq!((drive.view().index.0, drive.record.attempts[0].reps), (3, Some(6)));
    assert_eq!(drive.killed(1).view().digits_for.map(|block| block.step.0), Some(0), "after a kill too");
}

#[test]
fn skip_in_a_gap_skips_the_block_that_follows() {
    let mut drive = Drive::of(&sets());
    drive.tick_to(12).hush().key(Key::Skip);
    assert_eq!(drive.told(), ["0:12 ended skipped 2s", "0:12 started 2", "0:12 ended skipped 0s", "0:12 started 3"]);
}

#[test]
fn skipping_the_rest_of_the_exercise_leads_to_the_next_one() {
    for at in [4, 12] {
        let mut drive = Drive::of(&sets());
        drive.tick_to(at).hush().key(Key::SkipExercise);
        let to = drive.facts().pop();
        assert_eq!(to, Some(format!("0:{at:02} started 5")), "in work and in a gap");
    }
}

#[test]
fn skipping_the_last_exercise_comes_to_the_end() {
    let mut drive = Drive::of(&sets());
    drive.tick_to(10).key(Key::Jump(StepId(6))).after(4).input(Input::Tick).hush().key(Key::SkipExercise);
    assert_eq!(drive.told(), ["0:14 ended skipped 1s", "0:14 asked LeftOut { blocks: 3, first: StepId(2) }"]);
}

#[test]
fn skipping_the_rest_of_an_exercise_takes_all_its_movements() {
    use crate::support::{ExerciseExt, movement};
    // 0 double, 1 single; 2 prepare, 3 last
    let pogos = exercise("pogos").movements([movement("double").time("10s").bare(), movement("single").time("10s")]);
    let mut drive = Drive::of(&straight([pogos, exercise("last").time("10s")]));
    drive.hush().at(4).key(Key::SkipExercise);
    assert_eq!(drive.told(), ["0:04 ended skipped 4s", "0:04 started 1", "0:04 ended skipped 0s", "0:04 started 2"]);
}

#[test]
fn redo_begins_the_block_again_and_both_attempts_are_kept() {
    let mut drive = Drive::of(&sets());
    drive.hush().at(4).key(Key::Redo);
    assert_eq!(drive.told(), ["0:04 ended left 4s", "0:04 started 0", "0:04 get ready", "0:04 ready 3"]);
    drive.tick_to(17);
    assert_eq!(drive.facts(), ["0:17 ended done 10s", "0:17 started 1"]);
    let plan = drive.session.plan();
    let outcomes: Vec<_> = drive.record.attempts.iter().map(|attempt| attempt.outcome(plan)).collect();
    assert_eq!(outcomes, [Some(Outcome::Abandoned), Some(Outcome::Done), None]);
    assert_eq!(
        drive.record.attempt(StepId(0), 1).and_then(|attempt| attempt.outcome(plan)),
        Some(Outcome::Done),
        "the last counts"
    );
}

#[test]
fn the_last_attempt_counts_even_when_it_is_the_worse_one() {
    let mut drive = Drive::of(&straight([exercise("hops").reps(8).sets(2).prepare("0s")]));
    drive.at(20).key(Key::Enter).at(22).key(Key::Back).at(30).digits("5").key(Key::Enter);
    assert_eq!(drive.record.attempts.iter().filter(|attempt| attempt.step == StepId(0)).count(), 2);
    let latest = drive.record.attempt(StepId(0), 1).expect("an attempt");
    assert_eq!((latest.outcome(drive.session.plan()), latest.reps), (Some(Outcome::Partial), Some(5)));
}

#[test]
fn redo_in_a_gap_does_the_block_before_again() {
    let mut drive = Drive::of(&sets());
    drive.tick_to(12).hush().key(Key::Redo);
    assert_eq!(drive.told(), ["0:12 ended left 2s", "0:12 started 0", "0:12 get ready", "0:12 ready 3"]);
}

#[test]
fn redo_in_a_later_block_begins_that_block_again() {
    let mut drive = Drive::of(&sets());
    drive.tick_to(20).hush().key(Key::Redo);
    assert_eq!(drive.facts(), ["0:20 ended left 5s", "0:20 started 2"]);
}

#[test]
fn back_in_the_first_block_begins_it_again() {
    let mut drive = Drive::of(&sets());
    drive.tick_to(5).hush().key(Key::Back);
    assert_eq!(drive.facts(), ["0:05 ended left 5s", "0:05 started 0"]);
}

#[test]
fn back_in_work_goes_to_the_block_before() {
    let mut drive = Drive::of(&sets());
    drive.tick_to(20).hush().key(Key::Back);
    assert_eq!(drive.told(), ["0:20 ended left 5s", "0:20 started 0", "0:20 get ready", "0:20 ready 3"]);
}

#[test]
fn back_in_a_gap_goes_to_the_block_that_just_ended() {
    let mut drive = Drive::of(&sets());
    drive.tick_to(27).hush().key(Key::Back);
    assert_eq!(drive.told(), ["0:27 ended left 2s", "0:27 started 2", "0:27 get ready", "0:27 ready 3"]);
}

#[test]
fn back_twice_goes_two_blocks_back() {
    let mut drive = Drive::of(&sets());
    drive.tick_to(27).key(Key::Back).hush().key(Key::Back);
    assert_eq!(drive.facts(), ["0:27 ended left 0s", "0:27 started 0"]);
}

#[test]
fn back_in_the_first_prepare_finds_no_block_before_it() {
    let mut drive = Drive::of(&straight([exercise("plank").time("10s")]));
    drive.hush().at(5).key(Key::Back).key(Key::Redo);
    assert_eq!(drive.told(), ["0:05 refused NoneBefore", "0:05 refused NoneBefore"]);
    assert_eq!(drive.run().record.attempts[0].active.as_secs(), 10, "and the prepare goes on");
}

#[test]
fn back_goes_across_phases() {
    // 0 a; 1 prepare, 2 b
    let mut drive = Drive::of(&routine([
        phase("one").with([exercise("a").time("10s").bare()]),
        phase("two").with([exercise("b").time("10s")]),
    ]));
    drive.tick_to(15).hush().key(Key::Back);
    assert_eq!(drive.facts(), ["0:15 ended left 5s", "0:15 started 0"]);
}

#[test]
fn back_goes_across_rounds() {
    // 0 a, 1 b, 2 rest, 3 a, 4 b
    let circuit = [exercise("a").time("10s").bare(), exercise("b").time("10s").bare()];
    let mut drive = Drive::of(&routine([phase("circuit").rounds(2).rest("5s").with(circuit)]));
    drive.tick_to(30).hush().key(Key::Back);
    assert_eq!(drive.facts(), ["0:30 ended left 5s", "0:30 started 1"]);
}

#[test]
fn back_goes_across_the_rounds_of_a_loop() {
    // 0 a, 1 b
    let amrap = [exercise("a").time("10s").bare(), exercise("b").time("10s").bare()];
    let mut drive = Drive::of(&routine([phase("amrap").within("5m").with(amrap)]));
    drive.tick_to(25).hush().key(Key::Back);
    assert_eq!(drive.facts(), ["0:25 ended left 5s", "0:25 started 1 at 25s of its clock"], "b in round 1");
}

#[test]
fn back_into_a_loop_goes_to_the_round_that_was_under_way() {
    // 0 a; 1 prepare, 2 last
    let mut drive = Drive::of(&routine([
        phase("amrap").within("25s").with([exercise("a").time("10s").bare()]),
        phase("end").with([exercise("last").time("10s")]),
    ]));
    drive.tick_to(30).hush().key(Key::Back);
    assert_eq!(drive.facts(), ["0:30 ended left 5s", "0:30 started 0 round 3 at 0s of its clock"]);
}

#[test]
fn back_after_leaving_optional_rounds_stays_in_the_plan() {
    // 0 a, 1 rest, 2 a (optional), 3 rest, 4 a (optional); 5 prepare, 6 last
    let mut drive = Drive::of(&routine([
        phase("circuit").rounds(1..=3).rest("5s").with([exercise("a").time("10s").bare()]),
        phase("end").with([exercise("last").time("10s")]),
    ]));
    drive.tick_to(12).key(Key::Skip).hush().at(15).key(Key::Back);
    let begun = drive.record.attempts.last().expect("an attempt");
    assert_eq!(begun.round, drive.session.plan()[begun.step].round, "a step is in its own round");
    assert_eq!(begun.step, StepId(0), "the block that ended last");
}

#[test]
fn a_jump_goes_to_any_step() {
    let mut drive = Drive::of(&sets());
    drive.hush().at(4).key(Key::Jump(StepId(4)));
    assert_eq!(drive.told(), ["0:04 ended left 4s", "0:04 started 4", "0:04 get ready", "0:04 ready 3"]);
    drive.after(1).key(Key::Jump(StepId(5)));
    assert_eq!(drive.told(), ["0:05 ready 2", "0:05 ended left 0s", "0:05 started 5"], "a gap needs no get-ready");
    drive.key(Key::Jump(StepId(0))).run();
    assert_eq!(begun(&drive), [0, 4, 5, 0, 1, 2, 3, 4, 5, 6]);
}

#[test]
fn a_jump_to_no_step_is_nothing() {
    let mut drive = Drive::of(&sets());
    assert_eq!(drive.hush().at(4).key(Key::Jump(StepId(7))).told(), [""; 0]);
}

#[test]
fn a_jump_while_paused_stays_paused() {
    let mut drive = Drive::of(&sets());
    drive.at(4).key(Key::Pause).hush().at(9).key(Key::Jump(StepId(2)));
    assert_eq!(drive.told(), ["0:09 ended left 4s", "0:09 started 2"]);
    assert_eq!(drive.view().stage, Stage::Paused);
    drive.at(20).key(Key::Pause);
    assert_eq!(drive.told(), ["0:20 resumed", "0:20 get ready", "0:20 ready 3"]);
}

#[test]
fn a_jump_into_another_slot_sets_the_clock_there() {
    // 0 prepare, 1 swings, 2 slot's rest, 3 lunges, 4 slot's rest, 5 swings, 6 slot's rest, 7 lunges
    let slots = [exercise("swings").reps(10), exercise("lunges").reps(10)];
    let mut drive = Drive::of(&routine([phase("emom").every("1m", 2).with(slots)]));
    drive.tick_to(20).hush().key(Key::Jump(StepId(5))).tick_to(40).key(Key::Enter);
    assert_eq!(
        drive.facts(),
        [
            "0:20 ended left 10s",
            "0:20 started 5 round 2 at 120s of its clock",
            "0:40 ended done 20s, 10 reps",
            "0:40 started 6 round 2 at 140s of its clock",
        ],
        "as if the third slot began there"
    );
    assert_eq!(drive.view().length.map(|length| length.as_secs()), Some(40));
}

#[test]
fn a_jump_within_the_slot_leaves_the_clock() {
    // 0 prepare, 1 left, 2 switch, 3 right
    let mut drive = Drive::of(&routine([phase("emom").every("1m", 2).with([exercise("a").time("20s").each()])]));
    drive.tick_to(20).hush().key(Key::Jump(StepId(3)));
    assert_eq!(drive.facts(), ["0:20 ended left 10s", "0:20 started 3 at 10s of its clock"]);
}

#[test]
fn a_jump_to_the_rest_of_a_slot_means_what_follows_it() {
    let slots = [exercise("swings").reps(10), exercise("lunges").reps(10)];
    let mut drive = Drive::of(&routine([phase("emom").every("1m", 2).with(slots)]));
    drive.tick_to(20).hush().key(Key::Jump(StepId(4)));
    assert_eq!(drive.facts()[1], "0:20 started 5 round 2 at 120s of its clock");
}

#[test]
fn a_jump_into_a_loop_begins_its_first_round_and_its_clock() {
    // 0 a; 1 prepare, 2 b, 3 c
    let mut drive = Drive::of(&routine([
        phase("one").with([exercise("a").time("10s").bare()]),
        phase("amrap").within("1m").with([exercise("b").time("10s"), exercise("c").time("20s")]),
    ]));
    drive.at(4).hush().key(Key::Jump(StepId(3)));
    assert_eq!(drive.facts(), ["0:04 ended left 4s", "0:04 started 3 at 0s of its clock"]);
    drive.run();
    // c from 0:07, then b and c; the minute is over at 1:07.
    assert_eq!(drive.facts().last().map(String::as_str), Some("1:07 ended done 10s"));
}

#[test]
fn a_jump_inside_a_loop_stays_in_its_round_and_leaves_the_clock() {
    let amrap = [exercise("a").time("10s").bare(), exercise("b").time("10s").bare()];
    let mut drive = Drive::of(&routine([phase("amrap").within("1m").with(amrap)]));
    drive.tick_to(25).hush().key(Key::Jump(StepId(1)));
    assert_eq!(drive.facts(), ["0:25 ended left 5s", "0:25 started 1 round 2 at 25s of its clock"]);
}

#[test]
fn a_jump_out_of_a_loop_is_out_of_its_clock() {
    let mut drive = Drive::of(&routine([
        phase("amrap").within("20s").with([exercise("a").time("10s").bare()]),
        phase("end").with([exercise("last").time("30s").bare()]),
    ]));
    drive.at(5).hush().key(Key::Jump(StepId(1))).run();
    assert_eq!(drive.facts()[1..3], ["0:05 started 1", "0:38 ended done 30s"]);
}

#[test]
fn back_in_the_first_round_of_a_loop_goes_to_the_phase_before() {
    // 0 a; 1 b
    let mut drive = Drive::of(&routine([
        phase("one").with([exercise("a").time("10s").bare()]),
        phase("amrap").within("1m").with([exercise("b").time("10s").bare()]),
    ]));
    drive.tick_to(15).hush().key(Key::Back);
    assert_eq!(drive.facts(), ["0:15 ended left 5s", "0:15 started 0"]);
}

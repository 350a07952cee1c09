//! Slots of `every`: each exercise starts on the clock.

use calfguide::model::Routine;
use calfguide::plan::StepId;
use calfguide::session::Key;

use crate::support::{Drive, PhaseExt, Prescribe, exercise, phase, routine};

/// 0 prepare, 1 swings, 2 slot's rest, 3 lunges left, 4 switch, 5 right, 6 slot's rest, 7 swings, 8 slot's rest,
/// 9 left, 10 switch, 11 right; 12 last. The slots begin at 0:10, 1:10, 2:10 and 3:10.
fn emom() -> Routine {
    let slots = [exercise("swings").reps(10), exercise("lunges").time("15s").each()];
    routine([phase("emom").every("1m", 2).with(slots), phase("end").with([exercise("last").time("10s").bare()])])
}

/// At the work of the first slot.
fn begun() -> Drive {
    let mut drive = Drive::of(&emom());
    drive.tick_to(10).hush();
    drive
}

#[test]
fn the_rest_goes_to_the_end_of_the_slot() {
    let mut drive = begun();
    drive.at(35).key(Key::Enter).tick_to(70);
    assert_eq!(
        drive.told(),
        [
            "0:35 ended done 25s, 10 reps",
            "0:35 done",
            "0:35 started 2 at 25s of its clock",
            "1:07 ready 3",
            "1:08 ready 2",
            "1:09 ready 1",
            "1:10 ended done 35s",
            "1:10 started 3 at 60s of its clock",
            "1:10 go",
        ]
    );
}

#[test]
fn an_overrun_says_so_and_the_clock_stays_where_it_is() {
    let mut drive = begun();
    drive.at(80).key(Key::Enter);
    assert_eq!(
        drive.told(),
        [
            "1:20 ended done 70s, 10 reps",
            "1:20 done",
            "1:20 overrun 10s",
            "1:20 started 3 at 70s of its clock",
            "1:20 go",
        ],
        "the next starts at once"
    );
    assert_eq!(drive.view().overrun.map(|late| late.as_secs()), Some(10));
}

#[test]
fn the_slot_after_an_overrun_ends_when_it_would_have() {
    let mut drive = begun();
    drive.at(80).key(Key::Enter).run();
    // lunges 1:20 to 1:35, switch to 1:40, 1:55; the third slot begins at 2:10.
    let rest = drive.record.attempts.iter().find(|attempt| attempt.step == StepId(6)).expect("a rest");
    assert_eq!((rest.started.0.as_secs(), rest.active.as_secs()), (115, 15));
}

#[test]
fn a_block_that_ends_with_its_slot_is_no_overrun() {
    let mut drive = begun();
    drive.at(70).key(Key::Enter);
    assert_eq!(
        drive.told(),
        ["1:10 ended done 60s, 10 reps", "1:10 done", "1:10 started 3 at 60s of its clock", "1:10 go"]
    );
}

#[test]
fn an_overrun_of_more_than_a_slot_still_leaves_no_exercise_out() {
    let mut drive = begun();
    drive.at(150).key(Key::Enter);
    // 2:30 is 80 s late for slot 2 and 20 s into slot 3; slot 2's own 35 s end at 3:05, 55 s late for slot 3.
    drive.run();
    assert_eq!(drive.facts()[..2], ["2:30 ended done 140s, 10 reps", "2:30 started 3 at 140s of its clock"]);
    assert!(crate::begun(&drive).contains(&7), "the swings of slot 3");
    assert!(!crate::begun(&drive).contains(&6), "no rest before them");
}

#[test]
fn a_pause_in_a_slot_moves_its_end() {
    let mut drive = begun();
    drive.at(35).key(Key::Enter).at(40).key(Key::Pause).at(100).key(Key::Pause).hush();
    assert_eq!(drive.session.deadline().map(|at| at.0.as_secs()), Some(127), "the first pip of 2:10");
    drive.run();
    assert_eq!(drive.facts()[..2], ["2:10 ended done 35s", "2:10 started 3 at 60s of its clock"]);
}

#[test]
fn skip_in_a_slot_goes_on_to_its_rest() {
    let mut drive = begun();
    drive.at(20).key(Key::Skip);
    assert_eq!(drive.told(), ["0:20 ended skipped 10s", "0:20 started 2 at 10s of its clock"]);
    drive.tick_to(75).hush().key(Key::Skip);
    assert_eq!(
        drive.told(),
        [
            "1:15 ended skipped 5s",
            "1:15 started 5 at 65s of its clock",
            "1:15 ended skipped 0s",
            "1:15 started 6 round 2 at 65s of its clock"
        ],
        "both sides of it"
    );
    drive.run();
    assert_eq!(drive.facts()[..2], ["2:10 ended done 55s", "2:10 started 7 round 2 at 120s of its clock"]);
}

#[test]
fn skip_in_the_last_slot_leads_to_the_next_phase() {
    let mut drive = begun();
    drive.key(Key::Jump(StepId(9))).tick_to(20).hush().key(Key::Skip);
    assert_eq!(
        drive.facts(),
        [
            "0:20 ended skipped 7s",
            "0:20 started 11 round 2 at 187s of its clock",
            "0:20 ended skipped 0s",
            "0:20 started 12"
        ],
        "both sides of it"
    );
}

#[test]
fn skipping_the_rest_of_an_exercise_in_a_slot_goes_on_to_its_rest() {
    let mut drive = begun();
    drive.at(20).key(Key::SkipExercise);
    assert_eq!(drive.told(), ["0:20 ended skipped 10s", "0:20 started 2 at 10s of its clock"]);
}

#[test]
fn enter_on_a_slot_s_rest_begins_the_next_slot_early() {
    let mut drive = begun();
    drive.at(35).key(Key::Enter).hush().at(40).key(Key::Enter);
    assert_eq!(
        drive.told(),
        ["0:40 ended done 5s", "0:40 started 3 at 30s of its clock", "0:40 get ready", "0:40 ready 3"]
    );
    drive.run();
    // The get-ready of 3 s is not in the plan: the second slot ends at 2:13.
    let rest = drive.record.attempts.iter().find(|attempt| attempt.step == StepId(6)).expect("a rest");
    assert_eq!((rest.started.0 + rest.active).as_secs(), 133);
}

#[test]
fn the_end_of_a_slot_cannot_be_moved() {
    let mut drive = begun();
    drive.at(35).key(Key::Enter).hush();
    drive.at(36).key(Key::More).key(Key::Less);
    assert_eq!(drive.told(), ["0:36 refused SlotRest", "0:36 refused SlotRest"]);
    drive.run();
    assert_eq!(drive.facts()[0], "1:10 ended done 35s");
}

#[test]
fn a_phase_of_slots_ends_with_its_last_block() {
    let mut drive = begun();
    drive.key(Key::Jump(StepId(11))).tick_to(20).hush().run();
    assert_eq!(drive.facts()[..2], ["0:28 ended done 15s", "0:28 started 12"].map(str::to_owned));
}

#[test]
fn the_clock_starts_with_the_first_work_whenever_that_is() {
    let mut drive = Drive::of(&emom());
    drive.at(4).key(Key::Enter).tick_to(7).hush().at(20).key(Key::Enter);
    assert_eq!(drive.facts()[1], "0:20 started 2 at 16s of its clock");
    assert_eq!(drive.view().length.map(|length| length.as_secs()), Some(44));
}

#[test]
fn skip_in_the_rest_before_optional_slots_leaves_the_phase() {
    // 0 prepare, 1 swings, 2 slot's rest, then optional: 3 swings; 4 last
    let mut drive = Drive::of(&routine([
        phase("emom").every("1m", 1..=2).with([exercise("swings").reps(10)]),
        phase("end").with([exercise("last").time("10s").bare()]),
    ]));
    drive.tick_to(10).at(30).key(Key::Enter).hush().at(40).key(Key::Skip);
    assert_eq!(
        drive.facts(),
        [
            "0:40 ended skipped 10s",
            "0:40 started 3 round 2 at 30s of its clock",
            "0:40 ended skipped 0s",
            "0:40 started 4"
        ]
    );
}

#[test]
fn timed_work_that_ends_early_leaves_a_longer_rest() {
    // 0 prepare, 1 a, 2 slot's rest, 3 a
    let mut drive = Drive::of(&routine([phase("emom").every("1m", 2).with([exercise("a").time("40s")])]));
    drive.tick_to(10).at(20).key(Key::Enter).hush().tick_to(70);
    assert_eq!(drive.facts(), ["1:10 ended done 50s", "1:10 started 3 round 2 at 60s of its clock"]);
}

#[test]
fn a_question_in_the_rest_of_a_slot_past_its_end_moves_the_slots_after_it() {
    let mut drive = begun();
    drive.at(35).key(Key::Enter).at(40).key(Key::Quit).at(100).key(Key::Escape).hush();
    // The rest stood still at its end, 1:10; work begins at 1:43 and the second slot lasts to 2:43.
    drive.run();
    let rest = drive.record.attempts.iter().find(|attempt| attempt.step == StepId(6)).expect("a rest");
    assert_eq!((rest.started.0 + rest.active).as_secs(), 163);
}

#[test]
fn done_again_in_its_slot_a_block_leaves_the_clock() {
    let mut drive = begun();
    drive.at(20).key(Key::Redo).at(33).key(Key::Enter);
    assert_eq!(
        drive.facts(),
        [
            "0:20 ended left 10s",
            "0:20 started 1 at 10s of its clock",
            "0:33 ended done 13s, 10 reps",
            "0:33 started 2 at 23s of its clock",
        ],
        "as if nothing had happened"
    );
}

#[test]
fn before_the_clock_runs_the_rest_of_a_slot_is_what_is_planned_at_least() {
    // The first block, of 20 to 40 s, is skipped before the clock began with it.
    let mut drive = Drive::of(&routine([phase("emom").every("1m", 2).with([exercise("a").time("20s-40s")])]));
    drive.hush().at(4).key(Key::Skip).run();
    assert_eq!(
        drive.facts()[..4],
        ["0:04 ended skipped 4s", "0:04 started 1", "0:04 ended skipped 0s", "0:04 started 2 round 2"]
    );
}

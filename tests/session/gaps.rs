//! Times in which the program could not run: the machine slept, the process was stopped, or woke up late.
//! Every kind of step and every length of gap is in `tests/keys/table.txt`; these are the stories.

use calfguide::model::{Exercise, Routine};
use calfguide::session::{Answer, Key, Question, Stage};

use crate::support::{Drive, PhaseExt, Prescribe, exercise, phase, routine, straight};

/// 0 prepare, 1 set 1, 2 rest, 3 set 2
fn twice(exercise: Exercise) -> Drive {
    Drive::of(&straight([exercise.sets(2)]))
}

#[test]
fn a_prepare_runs_on_through_a_short_gap() {
    let mut drive = twice(exercise("plank").time("40s"));
    drive.at(3).hush().gap("3s").tick_to(7);
    assert_eq!(
        drive.told(),
        [
            "0:03 gap 3s",
            "0:04 ready 3",
            "0:05 ready 2",
            "0:06 ready 1",
            "0:07 ended done 10s",
            "0:07 started 1",
            "0:07 go",
        ]
    );
}

#[test]
fn pips_that_fell_into_a_gap_are_over() {
    let mut drive = twice(exercise("plank").time("40s"));
    drive.at(5).hush().gap("3500ms").tick_to(6.5);
    assert_eq!(drive.told()[..3], ["0:05 gap 3.5s", "0:05.500 ready 1", "0:06.500 ended done 10s"]);
}

#[test]
fn a_rest_runs_on_through_a_long_gap_but_not_into_work() {
    let mut drive = twice(exercise("plank").time("40s"));
    drive.tick_to(60).hush().gap("10m").tick_to(63);
    assert_eq!(
        drive.told(),
        [
            "1:00 gap 600s",
            "1:00 ended done 30s",
            "1:00 started 3",
            "1:00 get ready",
            "1:00 ready 3",
            "1:01 ready 2",
            "1:02 ready 1",
            "1:03 go",
        ]
    );
}

#[test]
fn several_gap_steps_run_on_through_one_gap() {
    // 0 a, 1 rest between exercises, 2 prepare, 3 b
    let exercises = [exercise("a").time("10s").bare(), exercise("b").time("10s")];
    let routine = routine([phase("p").rest("20s").with(exercises)]);
    let mut drive = Drive::of(&routine);
    drive.tick_to(15).hush().gap("18s").tick_to(22);
    assert_eq!(
        drive.facts(),
        ["0:15 gap 18s", "0:15 ended done 20s", "0:15 started 2", "0:22 ended done 10s", "0:22 started 3"],
        "15 s of rest, then 3 s of prepare"
    );
    let mut drive = Drive::of(&routine);
    drive.tick_to(15).hush().gap("10m");
    assert_eq!(
        drive.facts(),
        ["0:15 gap 600s", "0:15 ended done 20s", "0:15 started 2", "0:15 ended done 10s", "0:15 started 3"]
    );
    assert!(matches!(drive.view().stage, Stage::GetReady(_)));
}

#[test]
fn a_gap_that_ends_with_the_rest_leads_to_a_get_ready() {
    let mut drive = twice(exercise("plank").time("40s"));
    drive.tick_to(60).hush().gap("20s");
    assert_eq!(drive.facts()[1..], ["1:00 ended done 30s", "1:00 started 3"]);
    assert!(matches!(drive.view().stage, Stage::GetReady(_)));
}

#[test]
fn a_switch_runs_on_too() {
    // 0 prepare, 1 left, 2 switch, 3 right
    let mut drive = twice(exercise("balance").time("10s").each());
    drive.tick_to(22).hush().gap("3s");
    assert_eq!(drive.facts(), ["0:22 gap 3s", "0:22 ended done 5s", "0:22 started 3"]);
}

#[test]
fn after_two_hours_in_a_rest_it_offers_to_stop() {
    let mut drive = twice(exercise("plank").time("40s"));
    drive.tick_to(60).hush().gap("2h");
    let told = drive.told();
    assert_eq!(told.last().map(String::as_str), Some("1:00 asked StopAfterGap(7200s)"));
    let mut stopped = drive.clone();
    stopped.at(70).key(Key::Enter);
    assert_eq!(stopped.record.complete, Some(false));
    drive.at(70).key(Key::Answer(Answer::No)).tick_to(73);
    assert_eq!(
        drive.told(),
        ["1:10 get ready", "1:10 ready 3", "1:11 ready 2", "1:12 ready 1", "1:13 go"],
        "no work was interrupted: there is nothing to do again"
    );
}

#[test]
fn work_in_progress_pauses_and_asks() {
    for exercise in [
        exercise("a").time("40s"),
        exercise("a").time("20s-40s"),
        exercise("a").reps(8),
        exercise("a").reps(8).hold("5s"),
        exercise("a"),
        exercise("a").distance("80"),
        exercise("a").max_reps(),
    ] {
        let mut drive = twice(exercise);
        drive.tick_to(22).hush().gap("3s");
        assert_eq!(drive.told(), ["0:22 gap 3s", "0:22 asked AfterGap(3s)"]);
        assert_eq!((drive.view().stage, drive.session.deadline()), (Stage::Waiting, None));
    }
}

#[test]
fn after_a_gap_the_block_is_done_again() {
    for key in [Key::Enter, Key::Escape, Key::Answer(Answer::Redo)] {
        let mut drive = twice(exercise("plank").time("40s"));
        drive.tick_to(22).gap("10m").hush().at(30).key(key);
        assert_eq!(drive.told(), ["0:30 ended left 12s", "0:30 started 1", "0:30 get ready", "0:30 ready 3"]);
    }
}

#[test]
fn after_a_gap_the_block_counts() {
    let mut drive = twice(exercise("plank").time("40s"));
    drive.tick_to(22).gap("10m").hush().at(30).key(Key::Answer(Answer::Count));
    assert_eq!(drive.facts(), ["0:30 ended done 12s", "0:30 started 2"]);
    let mut drive = twice(exercise("hops").reps(8));
    drive.tick_to(22).gap("10m").hush().at(30).key(Key::Answer(Answer::Count));
    assert_eq!(drive.facts(), ["0:30 ended done 12s, 8 reps", "0:30 started 2"]);
}

#[test]
fn after_a_gap_the_block_is_skipped() {
    let mut drive = twice(exercise("plank").time("40s"));
    drive.tick_to(22).gap("10m").hush().at(30).key(Key::Answer(Answer::Skip));
    assert_eq!(drive.facts(), ["0:30 ended skipped 12s", "0:30 started 2"]);
}

#[test]
fn after_a_gap_in_a_slot_skipping_leads_on_in_the_order_of_the_plan() {
    // 0 prepare, 1 swings, 2 slot's rest, 3 swings
    let mut drive = Drive::of(&routine([phase("emom").every("1m", 2).with([exercise("swings").reps(10)])]));
    drive.tick_to(20).gap("10m").hush().at(30).key(Key::Answer(Answer::Skip));
    assert_eq!(drive.facts(), ["0:30 ended skipped 10s", "0:30 started 2 round 2 at 10s of its clock"]);
}

#[test]
fn after_two_hours_in_work_it_offers_to_stop_and_then_asks_what_to_do_with_the_block() {
    let mut drive = twice(exercise("plank").time("40s"));
    drive.tick_to(22).hush().gap("2h");
    assert_eq!(drive.told(), ["0:22 gap 7200s", "0:22 asked StopAfterGap(7200s)"]);
    let mut stopped = drive.clone();
    stopped.at(30).key(Key::Answer(Answer::Yes));
    assert_eq!(stopped.facts(), ["0:30 ended left 12s", "0:30 finished early"]);
    drive.at(30).key(Key::Escape);
    assert_eq!(drive.told(), ["0:30 asked AfterGap(7200s)"]);
    drive.at(31).key(Key::Answer(Answer::Count));
    assert_eq!(drive.facts(), ["0:31 ended done 12s", "0:31 started 2"]);
}

#[test]
fn an_hour_is_long_and_a_second_less_is_not() {
    let asks = |gap: &str| {
        let mut drive = twice(exercise("plank").time("40s"));
        drive.tick_to(22).gap(gap);
        drive.view().question
    };
    assert!(matches!(asks("59m 59s"), Some(Question::AfterGap(_))));
    assert!(matches!(asks("1h"), Some(Question::StopAfterGap(_))));
}

#[test]
fn a_gap_in_the_get_ready_begins_it_anew() {
    for gap in ["3s", "10m"] {
        let mut drive = twice(exercise("plank").time("40s"));
        drive.at(4).key(Key::Enter).at(6).hush().gap(gap);
        let told = drive.told();
        assert!(told[1..].iter().any(|line| line == "0:06 get ready"), "{told:?}");
        assert_eq!(drive.view().question, None);
        assert_eq!(drive.tick_to(9).told().last().map(String::as_str), Some("0:09 go"));
    }
}

#[test]
fn two_hours_in_the_get_ready_interrupt_no_work() {
    let mut drive = twice(exercise("plank").time("40s"));
    drive.at(4).key(Key::Enter).at(6).gap("2h").hush().at(10).key(Key::Escape);
    assert_eq!(drive.told(), ["0:10 get ready", "0:10 ready 3"]);
}

#[test]
fn a_gap_while_paused_is_nothing() {
    for at in [4, 20] {
        let mut drive = twice(exercise("plank").time("40s"));
        drive.tick_to(at).key(Key::Pause).hush().gap("2h");
        assert_eq!(drive.told(), [""; 0]);
        assert_eq!(drive.view().stage, Stage::Paused);
    }
}

#[test]
fn a_gap_under_a_question_in_work_is_nothing() {
    let mut drive = twice(exercise("plank").time("40s"));
    drive.tick_to(20).key(Key::Quit).hush().gap("2h");
    assert_eq!(drive.told(), [""; 0]);
    assert_eq!(drive.view().question, Some(Question::End));
}

#[test]
fn a_gap_under_a_question_in_a_rest_runs_it_to_its_end_and_no_further() {
    let mut drive = twice(exercise("plank").time("40s"));
    drive.tick_to(60).key(Key::Quit).hush().gap("10m").tick_to(70);
    assert_eq!(drive.told(), ["1:00 gap 600s"]);
    assert_eq!((drive.view().index.0, drive.view().question), (2, Some(Question::End)));
    drive.key(Key::Escape);
    assert_eq!(drive.facts(), ["1:10 ended done 30s", "1:10 started 3"]);
    assert!(matches!(drive.view().stage, Stage::GetReady(_)));
}

/// 0 prepare, 1 swings, 2 slot's rest, 3 swings
fn emom() -> Routine {
    routine([phase("emom").every("1m", 2).with([exercise("swings").reps(10)])])
}

#[test]
fn the_rest_of_a_slot_runs_on_through_a_gap_and_its_clock_with_it() {
    let mut drive = Drive::of(&emom());
    drive.tick_to(10).at(30).key(Key::Enter).hush().at(40).gap("20s").tick_to(50);
    assert_eq!(drive.facts(), ["0:40 gap 20s", "0:50 ended done 40s", "0:50 started 3 round 2 at 60s of its clock"]);
}

#[test]
fn a_gap_longer_than_the_slot_leads_into_the_next_one() {
    let mut drive = Drive::of(&emom());
    drive.tick_to(10).at(30).key(Key::Enter).hush().at(40).gap("10m");
    assert_eq!(drive.facts(), ["0:40 gap 600s", "0:40 ended done 40s", "0:40 started 3 round 2 at 60s of its clock"]);
    assert_eq!(drive.view().stage, Stage::Running, "reps that wait need no get-ready");
}

#[test]
fn a_gap_in_the_rest_between_rounds_runs_on_to_the_cap_at_most() {
    // 0 a, 1 rest between rounds; 2 last
    let mut drive = Drive::of(&routine([
        phase("amrap").within("30s").rest("20s").with([exercise("a").time("20s").bare()]),
        phase("end").with([exercise("last").time("10s").bare()]),
    ]));
    drive.tick_to(22).hush().gap("10m");
    assert_eq!(drive.facts(), ["0:22 gap 600s", "0:22 ended cut 10s", "0:22 started 2"]);
    assert!(matches!(drive.view().stage, Stage::GetReady(_)), "work begins after an interruption");
}

#[test]
fn a_block_that_counts_or_is_skipped_leads_into_the_next_with_a_get_ready() {
    for answer in [Answer::Count, Answer::Skip] {
        let mut drive = Drive::of(&straight([exercise("plank").time("40s").sets(2).bare()]));
        drive.at(12).gap("10m").at(30).key(Key::Answer(answer));
        assert!(matches!(drive.view().stage, Stage::GetReady(_)), "it comes by a key");
        assert_eq!(drive.view().index.0, 1);
    }
}

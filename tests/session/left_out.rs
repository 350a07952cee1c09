//! The last step is over and owed blocks were not done, or nothing was done at all.

use calfguide::model::Routine;
use calfguide::plan::StepId;
use calfguide::session::{Answer, FeedbackField, Key, Question, Stage};

use crate::begun;
use crate::support::{Drive, PhaseExt, Prescribe, exercise, phase, routine, straight};

/// 0 a, 1 rest, 2 a, 3 rest, 4 a; 5 prepare, 6 b, 7 rest, 8 b; 9 prepare, 10 c
fn routine_of_six() -> Routine {
    let reps = |id, sets| exercise(id).reps(5).sets(sets).rest("20s");
    straight([reps("a", 3).prepare("0s"), reps("b", 2), exercise("c").time("4s")])
}

/// Ten seconds after c was done, to which a jump from the first set led.
fn jumped() -> Drive {
    let mut drive = Drive::of(&routine_of_six());
    drive.at(5).key(Key::Jump(StepId(10))).run().after(10).hush();
    drive
}

#[test]
fn it_says_how_many_blocks_were_left_out_before_it_ends() {
    let mut drive = Drive::of(&routine_of_six());
    drive.at(5).key(Key::Jump(StepId(10))).hush().run();
    let told = drive.told();
    assert_eq!(told[told.len() - 2..], ["0:12 done", "0:12 asked LeftOut { blocks: 5, first: StepId(0) }"]);
    assert_eq!((drive.view().stage, drive.view().is_done), (Stage::Waiting, false));
    assert_eq!(drive.record.complete, None, "it has not ended yet");
}

#[test]
fn enter_ends_it_as_of_when_its_last_step_did() {
    for key in [Key::Enter, Key::Escape, Key::Quit] {
        let mut drive = jumped();
        drive.key(key);
        assert_eq!(drive.told(), ["0:12 finished", "0:22 asked Feedback(Effort)"], "{key:?}");
        assert!(!drive.view().is_done, "done is said of what was done");
    }
}

#[test]
fn a_jump_goes_to_a_block_that_was_left_out_and_on_with_those_alone() {
    let mut drive = jumped();
    drive.key(Key::Jump(StepId(4)));
    assert_eq!(drive.told(), ["0:22 started 4", "0:22 go"]);
    drive.after(5).key(Key::Enter);
    assert_eq!(drive.facts(), ["0:27 ended done 5s, 5 reps", "0:27 started 5"], "its prepare, then b");
    drive.tick_to(40).key(Key::Enter).tick_to(65).key(Key::Enter);
    let asked = Some(Question::LeftOut { blocks: 2, first: StepId(0) });
    assert_eq!((begun(&drive), drive.view().question), (vec![0, 10, 4, 5, 6, 7, 8], asked), "c was done");
}

#[test]
fn when_all_of_it_was_done_it_is_done() {
    let mut drive = jumped();
    drive.key(Key::Jump(StepId(0)));
    while drive.view().question.is_none() {
        drive.after(30).key(Key::Enter);
    }
    assert_eq!(begun(&drive), [0, 10, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(drive.view().question, Some(Question::Feedback(FeedbackField::Effort)));
    assert!(drive.view().is_done);
    assert_eq!(drive.record.complete, Some(true));
}

#[test]
fn a_block_between_two_that_were_left_out_is_passed_over() {
    // 0 a, 1 prepare, 2 b, 3 prepare, 4 c, 5 prepare, 6 d
    let of = |id: &str| exercise(id).time("10s").prepare("5s");
    let mut drive = Drive::of(&straight([of("a").prepare("0s"), of("b"), of("c"), of("d")]));
    drive.at(1).key(Key::Skip).key(Key::Jump(StepId(2))).run();
    assert_eq!(drive.view().question, Some(Question::LeftOut { blocks: 1, first: StepId(0) }));
    let mut drive = Drive::of(&straight([of("a").prepare("0s"), of("b"), of("c"), of("d")]));
    drive.at(1).key(Key::Skip).tick_to(20).key(Key::Skip).run();
    assert_eq!(drive.view().question, Some(Question::LeftOut { blocks: 2, first: StepId(0) }));
    drive.after(1).key(Key::Jump(StepId(0))).hush().run();
    assert_eq!(begun(&drive)[begun(&drive).len() - 3..], [0, 3, 4], "b was done, and after c there is nothing more");
}

#[test]
fn back_and_again_go_to_the_last_block() {
    for key in [Key::Back, Key::Redo] {
        let mut drive = jumped();
        drive.key(key);
        assert_eq!(drive.told(), ["0:22 started 10", "0:22 get ready", "0:22 ready 3"]);
    }
}

#[test]
fn nothing_else_does_anything_there() {
    let mut drive = jumped();
    for key in [Key::Pause, Key::Skip, Key::More, Key::Digit(5), Key::Pain, Key::NextField, Key::Answer(Answer::No)] {
        drive.key(key);
    }
    drive.key(Key::Jump(StepId(99))).gap("2h").tick_to(10_000);
    assert_eq!(drive.told(), [""; 0]);
}

#[test]
fn the_enter_that_ended_the_last_step_does_not_end_the_session() {
    let mut drive = Drive::of(&straight([exercise("a").reps(5).prepare("0s"), exercise("b").reps(5).bare()]));
    drive.at(5).key(Key::Skip).at(10).key(Key::Enter).at(10.3).key(Key::Enter);
    assert_eq!(drive.view().question, Some(Question::LeftOut { blocks: 1, first: StepId(0) }));
}

#[test]
fn what_is_optional_was_not_left_out() {
    let mut drive = Drive::of(&straight([exercise("a").time("10s").sets(1..=3).bare()]));
    drive.tick_to(12).key(Key::SkipExercise);
    assert!(drive.view().is_done);
}

#[test]
fn reps_that_are_told_of_a_skipped_set_were_done() {
    let mut drive = Drive::of(&straight([exercise("a").reps(8).prepare("0s"), exercise("b").time("10s")]));
    drive.at(5).key(Key::Skip).at(6).digits("5").key(Key::Enter).run();
    assert!(drive.view().is_done);
}

#[test]
fn a_loop_that_its_clock_ended_was_done_and_one_that_was_never_begun_was_not() {
    let amrap = phase("amrap").within("30s").with(["x", "y"].map(|id| exercise(id).reps(5).bare()));
    let routine = routine([amrap, phase("end").with([exercise("last").time("10s").bare()])]);
    let mut drive = Drive::of(&routine);
    drive.run();
    assert!(drive.view().is_done, "its second exercise was not reached");
    let mut drive = Drive::of(&routine);
    drive.at(5).key(Key::Jump(StepId(2))).run();
    assert_eq!(drive.view().question, Some(Question::LeftOut { blocks: 2, first: StepId(0) }));
    drive.after(1).key(Key::Jump(StepId(0))).after(10).key(Key::Enter).run();
    assert!(drive.view().is_done);
    let rounds: Vec<_> = drive.record.attempts.iter().map(|attempt| (attempt.step.0, attempt.round)).collect();
    assert_eq!(rounds, [(0, 1), (2, 1), (0, 1), (1, 1)], "it loops until its time is up");
}

#[test]
fn a_session_that_is_killed_there_comes_back_there() {
    let mut drive = jumped().killed(60);
    assert_eq!(drive.told(), ["1:22 asked LeftOut { blocks: 5, first: StepId(0) }"]);
}

#[test]
fn a_session_that_is_killed_after_it_came_back_passes_over_what_was_done_too() {
    let mut drive = jumped();
    drive.key(Key::Jump(StepId(6))).after(5).key(Key::Enter).tick_to(60).hush();
    let mut drive = drive.killed(60);
    drive.after(5).key(Key::Enter);
    assert_eq!(begun(&drive), [0, 10, 6, 7, 8, 8], "c was done");
    let asked = Some(Question::LeftOut { blocks: 3, first: StepId(0) });
    assert_eq!(drive.view().question, asked);
    assert_eq!(drive.killed(60).view().question, asked);
}

#[test]
fn hands_free_ends_there_and_says_so() {
    let mut drive = Drive::hands_free(&straight([exercise("a").time("10s").bare(), exercise("b").time("10s").bare()]));
    drive.at(5).key(Key::Skip).tick_to(17.5).hush().run();
    assert_eq!(
        drive.told()[2..],
        ["0:18 assumed LeftOut { blocks: 1, first: StepId(0) }", "0:18 finished", "0:18 assumed Feedback(Effort)"]
    );
    let mut drive = jumped();
    drive.continue_hands_free();
    assert!(drive.session.is_over(), "nobody is there any more");
}

#[test]
fn a_session_in_which_nothing_was_done_is_not_done_and_can_be_discarded() {
    let mut drive = Drive::of(&straight([exercise("plank").time("10s").sets(2).bare()]));
    drive.hush().at(4).key(Key::SkipExercise);
    assert_eq!(
        drive.told(),
        [
            "0:04 ended skipped 4s",
            "0:04 started 1",
            "0:04 ended skipped 0s",
            "0:04 finished early",
            "0:04 asked Discard"
        ]
    );
    assert!(!drive.view().is_done);
    for key in [Key::Enter, Key::Answer(Answer::Yes)] {
        let mut drive = drive.clone();
        assert_eq!(drive.at(6).key(key).told(), ["0:06 discarded"]);
        assert!(drive.session.is_over());
    }
    for key in [Key::Escape, Key::Quit, Key::Answer(Answer::No)] {
        let mut drive = drive.clone();
        assert_eq!(drive.at(6).key(key).told(), [""; 0], "it is kept");
        assert!(drive.session.is_over());
    }
}

#[test]
fn a_session_that_is_ended_before_any_work_can_be_discarded() {
    let mut drive = Drive::of(&straight([exercise("plank").time("10s")]));
    drive.at(4).key(Key::Quit).hush().at(5).key(Key::Enter);
    assert_eq!(drive.told(), ["0:05 ended left 5s", "0:05 finished early", "0:05 asked Discard"]);
}

// Kills: a pain that is thrown away with a session in which nothing else was done.
#[test]
fn a_session_in_which_a_pain_was_told_is_kept() {
    let mut drive = Drive::of(&straight([exercise("plank").time("10s")]));
    drive.at(2).key(Key::Pain).key(Key::Digit(6)).key(Key::Enter).at(4).hush().key(Key::Answer(Answer::Yes));
    assert_eq!(drive.told(), ["0:04 ended left 4s", "0:04 finished early", "0:04 asked Feedback(Effort)"]);
}

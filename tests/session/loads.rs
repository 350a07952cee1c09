//! The load it really was, of the block under way or of the one before.

use calfguide::model::Routine;
use calfguide::plan::StepId;
use calfguide::session::{Key, Question, Stage};

use crate::support::{Drive, Prescribe, exercise, straight};

/// 0 prepare, 1 squats, 2 rest, 3 squats, 4 prepare, 5 rows
fn squats() -> Routine {
    straight([exercise("squats").reps(8).sets(2), exercise("rows").reps(8)])
}

/// Five seconds into the rest after the first set.
fn resting() -> Drive {
    let mut drive = Drive::of(&squats());
    drive.tick_to(15).key(Key::Enter).hush().tick_to(20);
    drive
}

fn load_at(drive: &Drive, step: usize) -> Option<String> {
    drive.session.plan().card(StepId(step)).load_in_use()
}

#[test]
fn in_a_rest_it_is_that_of_the_set_before_and_of_those_to_come() {
    let mut drive = resting();
    drive.hush().load("20kg");
    assert_eq!(drive.told(), ["0:20 asked Load { of_last_set: true }", "0:20 load of 1 20kg"], "and the rest goes on");
    assert_eq!((load_at(&drive, 3), load_at(&drive, 5)), (Some("20kg".to_owned()), None));
    assert_eq!(drive.view().stage, Stage::Running);
}

#[test]
fn in_work_it_is_that_of_this_set_and_work_goes_on() {
    let mut drive = Drive::of(&squats());
    drive.tick_to(15).hush().load(" 45 lbs ");
    assert_eq!(drive.told(), ["0:15 asked Load { of_last_set: false }", "0:15 load of 1 45lb"]);
    assert_eq!(drive.view().stage, Stage::Running);
}

#[test]
fn before_any_work_it_is_that_of_the_set_to_come() {
    let mut drive = Drive::of(&squats());
    drive.tick_to(5).hush().load("20kg");
    assert_eq!(drive.facts(), ["0:05 load of 1 20kg"]);
}

#[test]
fn what_is_no_load_is_refused_and_asked_for_again() {
    let mut drive = resting();
    drive.hush().load("20");
    assert_eq!(drive.told(), ["0:20 asked Load { of_last_set: true }", "0:20 refused NotALoad"]);
    let view = drive.view();
    assert_eq!((view.question, view.entry), (Some(Question::Load { of_last_set: true }), ""));
    for c in "20kg".chars() {
        drive.key(Key::Char(c));
    }
    assert_eq!(drive.key(Key::Enter).told(), ["0:20 load of 1 20kg"]);
}

#[test]
fn nothing_typed_and_escape_are_no_answer() {
    for key in [Key::Enter, Key::Escape] {
        let mut drive = resting();
        drive.key(Key::Load).hush().after(1).key(key);
        assert_eq!((drive.told(), drive.view().question), (vec![], None));
    }
}

#[test]
fn sets_before_it_was_told_keep_theirs() {
    let mut drive = resting();
    drive.load("20kg").tick_to(45).tick_to(60).load("22.5kg").key(Key::Enter).run();
    let (plan, record) = (drive.session.plan(), &drive.record);
    let blocks = record.blocks(plan);
    let told: Vec<_> = blocks.iter().map(|block| block.load_told.map(|load| load.to_string())).collect();
    assert_eq!(told, [Some("20kg".to_owned()), Some("22.5kg".to_owned()), None]);
}

#[test]
fn a_resumed_session_knows_it() {
    let mut drive = resting();
    drive.load("20kg");
    assert_eq!(load_at(&drive.killed(60), 3), Some("20kg".to_owned()));
}

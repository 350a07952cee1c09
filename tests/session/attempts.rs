//! Of several attempts at a block one counts: the last that was done, in part or to the end of its clock.

use calfguide::model::Routine;
use calfguide::plan::StepId;
use calfguide::session::{Answer, Event, Fact, Key, Mono, Outcome, What};
use proptest::prelude::*;

use crate::support::any::{Doses, any_routine, any_script, cases};
use crate::support::{Drive, Prescribe, exercise, straight};

/// Work: 1, 3, 5, 7.
fn alpha() -> Routine {
    straight([exercise("alpha").reps(10).sets(4).rest("20s").prepare("2s")])
}

/// In the rest after the first set, which was 8 of 10 reps.
fn after_a_set() -> Drive {
    let mut drive = Drive::of(&alpha());
    drive.tick_to(12).digits("8").key(Key::Enter).at(14);
    assert_eq!(first(&drive), (Some(Outcome::Partial), Some(8)));
    drive
}

/// What is told of the first set: how it ended, and its reps.
fn first(drive: &Drive) -> (Option<Outcome>, Option<u32>) {
    let attempt = drive.record.attempt(StepId(1), 1);
    (attempt.and_then(|attempt| attempt.outcome(drive.session.plan())), attempt.and_then(|attempt| attempt.reps))
}

#[test]
fn going_back_by_mistake_loses_nothing_whatever_leads_on_from_there() {
    let on = [
        vec![Key::Skip],
        vec![Key::SkipExercise],
        vec![Key::Jump(StepId(5))],
        vec![Key::Quit, Key::Answer(Answer::Yes)],
        vec![Key::Redo, Key::Back, Key::Skip],
    ];
    for back in [Key::Back, Key::Redo] {
        for keys in &on {
            let mut drive = after_a_set();
            drive.key(back).after(1);
            assert_eq!(first(&drive), (Some(Outcome::Partial), Some(8)), "while it is under way again");
            for key in keys {
                drive.after(1).key(*key);
            }
            assert_eq!(first(&drive), (Some(Outcome::Partial), Some(8)), "{back:?} {keys:?}");
        }
    }
}

#[test]
fn a_block_that_is_done_again_counts_as_it_was_then() {
    let mut drive = after_a_set();
    drive.key(Key::Back).after(5).digits("6").key(Key::Enter);
    assert_eq!(first(&drive), (Some(Outcome::Partial), Some(6)));
    drive.after(1).key(Key::Back).after(5).key(Key::Enter);
    assert_eq!(first(&drive), (Some(Outcome::Done), Some(10)));
}

#[test]
fn a_block_that_was_skipped_counts_where_there_is_no_other_attempt() {
    let mut drive = Drive::of(&alpha());
    drive.tick_to(12).key(Key::Skip);
    assert_eq!(first(&drive), (Some(Outcome::Skipped), None));
    drive.after(5).key(Key::Back).after(1).key(Key::Jump(StepId(5)));
    assert_eq!(first(&drive).0, Some(Outcome::Abandoned), "the later one");
}

#[test]
fn reps_that_are_told_after_a_block_was_skipped_make_it_done_or_partial() {
    for (reps, outcome) in [("5", Outcome::Partial), ("10", Outcome::Done), ("0", Outcome::Skipped)] {
        let mut drive = Drive::of(&alpha());
        drive.tick_to(12).key(Key::Skip).after(3).digits(reps).key(Key::Enter);
        assert_eq!(first(&drive), (Some(outcome), reps.parse().ok()));
    }
}

#[test]
fn reps_that_are_typed_before_a_block_is_skipped_or_left_have_been_done() {
    for key in [Key::Skip, Key::SkipExercise, Key::Redo, Key::Jump(StepId(5))] {
        let mut drive = Drive::of(&alpha());
        drive.tick_to(12).digits("5").key(key);
        assert_eq!(first(&drive), (Some(Outcome::Partial), Some(5)), "{key:?}");
    }
}

#[test]
fn reps_that_the_timer_counted_do_not_make_work_of_what_was_skipped() {
    let mut drive = Drive::of(&straight([exercise("alpha").reps(10).hold("1s").prepare("2s")]));
    drive.tick_to(5.5).key(Key::Skip);
    assert_eq!(first(&drive), (Some(Outcome::Skipped), Some(3)));
}

#[test]
fn reps_told_afterwards_are_those_of_the_attempt_that_counts() {
    let mut drive = after_a_set();
    drive.key(Key::Back).after(1).key(Key::Skip).after(3).digits("9").key(Key::Enter);
    assert_eq!(first(&drive), (Some(Outcome::Partial), Some(9)));
}

proptest! {
    #![proptest_config(cases(256))]

    // Kills: an attempt that was done and is not the one that counts; told reps that count for nothing.
    #[test]
    fn nothing_that_was_done_is_lost(routine in any_routine(Doses::All), script in any_script(80)) {
        let mut drive = Drive::of(&routine);
        drive.play(&script);
        let (mut open, mut done, mut told) = (None, Vec::new(), Vec::new());
        for Event { at, step, round, what } in &drive.events {
            let block = (*step, *round);
            match what {
                What::Fact(Fact::Started { .. }) => open = Some(*at),
                What::Fact(Fact::Ended { outcome, .. }) if outcome.was_done() => {
                    done.retain(|(other, _): &(_, Mono)| *other != block);
                    done.extend(open.map(|began| (block, began)));
                }
                What::Fact(Fact::Amended { reps }) => {
                    told.retain(|(other, _)| *other != block);
                    told.push((block, *reps));
                }
                _ => {}
            }
        }
        let plan = drive.session.plan();
        let blocks = drive.record.blocks(plan);
        for block in &blocks {
            let of_block = |(other, _): &&(_, _)| *other == (block.step, block.round);
            if let Some((_, began)) = done.iter().find(of_block) {
                prop_assert_eq!(block.attempt.map(|attempt| attempt.started), Some(*began));
            }
            let is_told = told.iter().any(|(other, reps)| *other == (block.step, block.round) && *reps > 0);
            let is_done = done.iter().any(|(other, _)| *other == (block.step, block.round));
            prop_assert_eq!(block.outcome.is_some_and(Outcome::was_done), is_done || is_told);
        }
    }
}

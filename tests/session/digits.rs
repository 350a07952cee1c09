//! Digits: how many reps it really was, of the block under way or of the one before.

use calfguide::model::Routine;
use calfguide::session::{Key, Stage};

use crate::support::{Drive, Prescribe, exercise, straight};

/// 0 prepare, 1 plank, 2 rest, 3 plank
fn planks() -> Routine {
    straight([exercise("plank").time("40s").sets(2)])
}

/// 0 hops, 1 rest, 2 hops
fn hops() -> Routine {
    straight([exercise("hops").reps(8).sets(2).prepare("0s")])
}

#[test]
fn enter_after_digits_is_no_double_press() {
    let mut drive = Drive::of(&hops());
    drive.hush().at(0.2).digits("3").at(0.3).key(Key::Enter);
    assert_eq!(drive.facts()[0], "0:00.300 ended partial 0.3s, 3 reps");
}

#[test]
fn digits_in_a_gap_amend_the_block_that_just_ended() {
    let mut drive = Drive::of(&hops());
    drive.at(20).key(Key::Enter).hush().at(25).digits("6").key(Key::Enter);
    assert_eq!(drive.told(), ["0:25 amended 0 to 6 reps"], "and the rest goes on");
    assert_eq!(drive.run().facts(), ["0:50 ended done 30s", "0:50 started 2"]);
}

#[test]
fn enter_after_an_amendment_ends_the_rest() {
    let mut drive = Drive::of(&hops());
    drive.at(20).key(Key::Enter).at(25).digits("6").key(Key::Enter).hush().at(26).key(Key::Enter);
    assert_eq!(drive.facts()[0], "0:26 ended done 6s");
}

#[test]
fn digits_that_nobody_confirmed_are_kept_at_the_end_of_the_gap() {
    let mut drive = Drive::of(&hops());
    drive.at(20).key(Key::Enter).hush().at(49).digits("6").tick_to(50);
    assert!(drive.facts().starts_with(&["0:50 amended 0 to 6 reps".to_owned(), "0:50 ended done 30s".to_owned()]));
    assert_eq!(drive.record.attempts[0].reps, Some(6));
    assert_eq!(drive.view().entry, "", "and are not those of the next block");
}

#[test]
fn digits_in_a_gap_are_kept_when_it_is_skipped() {
    let mut drive = Drive::of(&hops());
    drive.at(20).key(Key::Enter).hush().at(25).digits("6").key(Key::Skip);
    assert_eq!(drive.facts()[0], "0:25 amended 0 to 6 reps");
}

#[test]
fn digits_before_any_work_are_refused() {
    let mut drive = Drive::of(&planks());
    assert_eq!(drive.hush().at(4).digits("6").told(), ["0:04 refused NoReps"]);
}

#[test]
fn digits_after_timed_work_are_refused() {
    let mut drive = Drive::of(&planks());
    assert_eq!(drive.tick_to(55).hush().digits("6").told(), ["0:55 refused NoReps"]);
}

#[test]
fn the_late_enter_of_digits_that_the_rest_took_at_its_end_does_not_end_the_set() {
    let mut drive = Drive::of(&hops());
    drive.at(20).key(Key::Enter).at(49.5).digits("6").tick_to(50).hush().at(51.9).key(Key::Enter);
    assert_eq!((drive.told(), drive.record.attempts[0].reps), (vec![], Some(6)));
    drive.at(52).key(Key::Enter);
    assert_eq!(drive.facts()[0], "0:52 ended done 2s, 8 reps", "this one was meant");
}

#[test]
fn the_late_enter_of_digits_that_a_counted_set_took_at_its_end_does_not_end_the_rest() {
    let mut drive = Drive::of(&straight([exercise("bridge").reps(2).hold("5s").sets(2).prepare("0s")]));
    drive.at(9.5).digits("1").tick_to(10).hush().at(11.5).key(Key::Enter);
    assert_eq!((drive.told(), drive.view().index.0), (vec![], 1));
}

#[test]
fn digits_and_enter_after_a_late_enter_count() {
    let mut drive = Drive::of(&hops());
    drive.at(20).key(Key::Enter).at(49.5).digits("6").tick_to(50).hush().at(51).digits("3").key(Key::Enter);
    assert_eq!(drive.facts()[0], "0:51 ended partial 1s, 3 reps");
}

#[test]
fn digits_and_enter_count_while_paused() {
    let mut drive = Drive::of(&hops());
    drive.at(10).key(Key::Pause).at(15).hush().digits("7").key(Key::Enter);
    assert_eq!(drive.told()[..2], ["0:15 ended partial 10s, 7 reps", "0:15 done"]);
    assert_eq!((drive.view().index.0, drive.view().stage), (1, Stage::Paused));
}

#[test]
fn digits_in_the_second_gap_after_a_block_amend_it_too() {
    use crate::support::{PhaseExt, phase, routine};
    // 0 hops, 1 rest between exercises, 2 prepare, 3 last
    let exercises = [exercise("hops").reps(8).bare(), exercise("last").time("10s")];
    let mut drive = Drive::of(&routine([phase("p").rest("20s").with(exercises)]));
    drive.at(20).key(Key::Enter).at(42).digits("6").tick_to(50);
    assert_eq!(drive.record.attempts[0].reps, Some(6));
}

#[test]
fn digits_after_both_sides_amend_the_second() {
    // 0 left, 1 switch, 2 right, 3 rest
    let mut drive = Drive::of(&straight([exercise("hops").reps(8).each().sets(2).prepare("0s")]));
    drive.at(20).key(Key::Enter).at(40).key(Key::Enter).at(45).digits("6").key(Key::Enter);
    let reps: Vec<_> = drive.record.attempts.iter().map(|attempt| attempt.reps).collect();
    assert_eq!(reps, [Some(8), None, Some(6), None]);
}

#[test]
fn digits_in_the_switch_amend_the_first_side() {
    let mut drive = Drive::of(&straight([exercise("hops").reps(8).each().prepare("0s")]));
    drive.at(20).key(Key::Enter).hush().at(22).digits("7").key(Key::Enter);
    assert_eq!(drive.facts(), ["0:22 amended 0 to 7 reps"]);
}

#[test]
fn a_second_amendment_goes_before_the_first() {
    let mut drive = Drive::of(&hops());
    drive.at(20).key(Key::Enter).at(25).digits("6").key(Key::Enter).digits("7").key(Key::Enter);
    assert_eq!(drive.record.attempts[0].reps, Some(7));
}

#[test]
fn digits_in_the_get_ready_are_those_of_the_block() {
    let mut drive = Drive::of(&straight([exercise("bridge").reps(8).hold("2s")]));
    drive.at(4).key(Key::Enter).at(6).digits("7").tick_to(7).hush().at(20).key(Key::Enter);
    assert_eq!(drive.facts()[0], "0:20 ended partial 13s, 7 reps");
}

#[test]
fn five_digits_are_enough() {
    let mut drive = Drive::of(&hops());
    drive.at(20).digits("123456");
    assert_eq!(drive.view().entry, "12345");
}

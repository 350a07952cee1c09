//! Pause and resume, get-ready, double presses, longer and shorter countdowns.

use std::time::Duration;

use calfguide::model::Routine;
use calfguide::session::{Cue, Input, Key, Stage, What};

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
fn a_pause_in_work_moves_what_follows_by_itself_and_the_get_ready() {
    let mut drive = Drive::of(&planks());
    drive.tick_to(20).hush().key(Key::Pause);
    assert_eq!((drive.view().stage, drive.session.deadline()), (Stage::Paused, None));
    drive.at(120).key(Key::Pause).run();
    assert_eq!(
        drive.told()[..12],
        [
            "0:20 paused",
            "2:00 resumed",
            "2:00 get ready",
            "2:00 ready 3",
            "2:01 ready 2",
            "2:02 ready 1",
            "2:03 go",
            "2:13 half-way",
            "2:30 last 3",
            "2:31 last 2",
            "2:32 last 1",
            "2:33 ended done 40s",
        ]
    );
}

#[test]
fn a_pause_in_a_gap_moves_what_follows_by_itself_alone() {
    let mut drive = Drive::of(&planks());
    drive.at(4).key(Key::Pause).at(64).key(Key::Pause).hush().tick_to(70);
    assert_eq!(
        drive.told(),
        ["1:07 ready 3", "1:08 ready 2", "1:09 ready 1", "1:10 ended done 10s", "1:10 started 1", "1:10 go"]
    );
}

#[test]
fn paused_time_is_neither_work_nor_rest() {
    let mut drive = Drive::of(&planks());
    drive.at(4).key(Key::Pause).at(64).key(Key::Pause);
    drive.tick_to(80).key(Key::Pause).at(300).key(Key::Pause).run();
    let (record, plan) = (&drive.record, drive.session.plan());
    assert_eq!((record.work_time(plan).as_secs(), record.rest_time(plan).as_secs()), (80, 40));
}

#[test]
fn a_suspend_pauses_and_never_resumes() {
    let mut drive = Drive::of(&planks());
    drive.at(20).hush().key(Key::Hold);
    assert_eq!(drive.facts().last().map(String::as_str), Some("0:20 paused"));
    drive.at(60).key(Key::Hold);
    assert_eq!(drive.told(), [""; 0]);
    assert_eq!(drive.view().stage, Stage::Paused);
}

#[test]
fn a_pause_in_the_get_ready_begins_it_anew() {
    let mut drive = Drive::of(&planks());
    drive.tick_to(20).key(Key::Redo).hush().at(21.5).key(Key::Pause).at(30).key(Key::Pause).tick_to(33);
    assert_eq!(
        drive.told(),
        [
            "0:21 ready 2",
            "0:21.500 paused",
            "0:30 resumed",
            "0:30 get ready",
            "0:30 ready 3",
            "0:31 ready 2",
            "0:32 ready 1",
            "0:33 go",
        ]
    );
}

#[test]
fn coming_into_work_by_a_key_gives_a_get_ready_of_three_seconds() {
    let mut drive = Drive::of(&planks());
    drive.at(4).hush().key(Key::Enter);
    assert_eq!(drive.view().stage, Stage::GetReady(Duration::from_secs(3)));
    drive.tick_to(7);
    assert_eq!(
        drive.told(),
        [
            "0:04 ended done 4s",
            "0:04 started 1",
            "0:04 get ready",
            "0:04 ready 3",
            "0:05 ready 2",
            "0:06 ready 1",
            "0:07 go",
        ]
    );
    drive.run();
    assert_eq!(drive.facts()[0], "0:47 ended done 40s", "the get-ready is not part of it");
}

#[test]
fn coming_into_a_gap_by_a_key_gives_none() {
    let mut drive = Drive::of(&planks());
    drive.tick_to(20).hush().key(Key::Skip);
    assert_eq!(drive.told(), ["0:20 ended skipped 10s", "0:20 started 2"]);
}

#[test]
fn coming_into_work_in_the_order_of_the_plan_gives_none() {
    let mut drive = Drive::of(&planks());
    drive.tick_to(10);
    assert_eq!(drive.told().last().map(String::as_str), Some("0:10 go"));
}

#[test]
fn enter_in_the_get_ready_begins_work_at_once() {
    let mut drive = Drive::of(&planks());
    drive.at(4).key(Key::Enter).at(5.5).input(Input::Tick).hush().key(Key::Enter);
    assert_eq!(drive.told(), ["0:05.500 go"]);
    assert_eq!(drive.run().facts()[0], "0:45.500 ended done 40s");
}

#[test]
fn a_double_press_in_the_get_ready_does_not_end_the_work() {
    let mut drive = Drive::of(&planks());
    drive.at(4).key(Key::Enter).at(5).key(Key::Enter).hush().at(5.2).key(Key::Enter);
    assert_eq!(drive.told(), [""; 0]);
}

#[test]
fn the_second_enter_of_a_double_press_is_ignored() {
    let mut drive = Drive::of(&hops());
    drive.at(20).key(Key::Enter).hush().at(20.399).key(Key::Enter);
    assert_eq!(drive.told(), [""; 0]);
    drive.at(20.4).key(Key::Enter);
    assert_eq!(drive.told(), ["0:20.400 ended done 0.4s", "0:20.400 started 2", "0:20.400 go"]);
}

#[test]
fn enter_just_after_a_step_began_by_itself_is_ignored_too() {
    let mut drive = Drive::of(&planks());
    drive.tick_to(10).hush().at(10.3).key(Key::Enter);
    assert_eq!(drive.told(), [""; 0]);
}

#[test]
fn longer_and_shorter_countdowns_are_told_and_kept() {
    let mut drive = Drive::of(&planks());
    drive.tick_to(20).hush().key(Key::More).key(Key::More).key(Key::Less);
    assert_eq!(drive.told(), ["0:20 longer 15s", "0:20 longer 15s", "0:20 shorter 15s"]);
    assert_eq!(drive.run().facts()[0], "1:05 ended done 55s");
}

#[test]
fn work_made_shorter_is_partial() {
    let mut drive = Drive::of(&planks());
    drive.tick_to(20).key(Key::Less).hush().run();
    assert_eq!(drive.facts()[0], "0:35 ended partial 25s");
}

#[test]
fn a_countdown_with_less_left_than_that_is_over() {
    let mut drive = Drive::of(&planks());
    drive.at(4).hush().key(Key::Less);
    assert_eq!(
        drive.told(),
        ["0:04 shorter 6s", "0:04 ended done 4s", "0:04 started 1", "0:04 get ready", "0:04 ready 3"]
    );
}

#[test]
fn the_countdown_to_work_made_shorter_tells_only_the_seconds_that_are_left() {
    // Of 30 s of rest, 14 are over: 16 are left, then 1.
    let mut drive = Drive::of(&planks());
    drive.tick_to(64).hush().key(Key::Less).tick_to(65);
    assert_eq!(drive.told(), ["1:04 shorter 15s", "1:04 ready 1", "1:05 ended done 15s", "1:05 started 3", "1:05 go"]);
}

#[test]
fn the_countdown_of_work_made_shorter_tells_only_the_seconds_that_are_left() {
    // Of 40 s, 23.5 are over: 16.5 are left, then 1.5.
    let mut drive = Drive::of(&planks());
    drive.tick_to(33.5).hush().key(Key::Less).tick_to(35);
    assert_eq!(drive.told()[..3], ["0:33.500 shorter 15s", "0:34 last 1", "0:35 ended partial 25s"]);
}

#[test]
fn what_does_not_count_down_cannot_be_made_longer() {
    for exercise in [
        exercise("a").reps(8),
        exercise("a"),
        exercise("a").distance("80"),
        exercise("a").max_reps(),
        exercise("a").time("20s-40s"),
        exercise("a").reps(8).hold("5s"),
    ] {
        let mut drive = Drive::of(&straight([exercise.bare()]));
        drive.hush().at(2).key(Key::More).key(Key::Less);
        assert_eq!(drive.told().last().map(String::as_str), Some("0:02 refused NoCountdown"));
        assert_eq!(drive.view().stage, Stage::Running);
    }
}

#[test]
fn enter_in_a_pause_goes_on() {
    for at in [4, 20] {
        let mut drive = Drive::of(&planks());
        drive.tick_to(at).key(Key::Pause).after(10).hush().key(Key::Enter);
        let resumed = format!("0:{} resumed", at + 10);
        assert_eq!((drive.facts(), drive.view().stage == Stage::Paused), (vec![resumed], false));
    }
}

#[test]
fn reps_that_wait_for_the_user_need_no_get_ready() {
    for exercise in [
        exercise("a").reps(8),
        exercise("a"),
        exercise("a").distance("80"),
        exercise("a").max_reps(),
        exercise("a").at_least(8),
    ] {
        let mut drive = Drive::of(&straight([exercise.sets(2)]));
        drive.at(2).key(Key::Enter);
        assert_eq!(drive.told().last().map(String::as_str), Some("0:02 go"), "by a key");
        drive.at(10).key(Key::Redo);
        assert_eq!(drive.told().last().map(String::as_str), Some("0:10 go"), "again");
        drive.at(20).key(Key::Pause).at(30).key(Key::Pause);
        assert_eq!(
            (drive.told().last().map(String::as_str), drive.view().stage),
            (Some("0:30 resumed"), Stage::Running)
        );
    }
}

#[test]
fn reps_that_the_timer_counts_get_a_get_ready() {
    for exercise in [exercise("a").reps(8).hold("5s"), exercise("a").max_reps().cadence(60)] {
        let mut drive = Drive::of(&straight([exercise]));
        assert!(matches!(drive.at(2).key(Key::Enter).view().stage, Stage::GetReady(_)));
    }
}

#[test]
fn enter_in_the_last_seconds_of_a_gap_begins_work_at_once() {
    // The prepare ends at 0:10, and its last three seconds are counted.
    let begins = |millis: u64| {
        let mut drive = Drive::of(&planks());
        drive.tick_to(Duration::from_millis(millis)).key(Key::Enter).run();
        let go = drive.events.iter().find(|event| event.what == What::Cue(Cue::Go));
        go.map_or(0, |event| event.at.0.as_millis())
    };
    let begun = [6_000, 6_900, 7_000, 9_000, 9_900].map(begins);
    assert_eq!(begun, [9_000, 9_900, 7_000, 9_000, 9_900], "a get-ready never ends later than the gap would have");
}

#[test]
fn a_countdown_made_shorter_in_its_last_seconds_ends_at_once_too() {
    let mut drive = Drive::of(&planks());
    drive.tick_to(9).hush().key(Key::Less);
    assert_eq!(drive.told(), ["0:09 shorter 1s", "0:09 ended done 9s", "0:09 started 1", "0:09 go"]);
}

#[test]
fn a_rest_made_longer_counts_down_to_its_new_end() {
    // The rest is from 0:50 to 1:20; at 1:18 two of its pips are over.
    let mut drive = Drive::of(&planks());
    drive.tick_to(78).hush().key(Key::More).tick_to(95);
    assert_eq!(
        drive.told()[..5],
        ["1:18 longer 15s", "1:32 ready 3", "1:33 ready 2", "1:34 ready 1", "1:35 ended done 45s"]
    );
}

#[test]
fn a_switch_and_a_prepare_can_be_made_longer_too() {
    let mut drive = Drive::of(&straight([exercise("balance").time("10s").each()]));
    drive.at(5).key(Key::More).tick_to(37).hush().key(Key::More);
    assert_eq!(drive.told(), ["0:37 longer 15s"]);
}

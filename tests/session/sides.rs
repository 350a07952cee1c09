//! Left and right.

use calfguide::model::{Side, Sides};
use calfguide::plan::Plan;
use calfguide::session::Key;
use calfguide::settings::{FirstSide, Settings};

use crate::begun;
use crate::support::{Drive, Prescribe, exercise, plan, plan_with, straight};

/// The sides of the blocks of work, in their order.
fn sides(plan: &Plan) -> Vec<Side> {
    plan.steps.iter().filter(|step| !step.is_gap()).map(|step| step.side).collect()
}

#[test]
fn each_side_is_done_with_a_switch_between() {
    // 0 left, 1 switch, 2 right
    let mut drive = Drive::of(&straight([exercise("balance").time("10s").each().prepare("0s")]));
    drive.tick_to(10).hush().run();
    assert_eq!(
        drive.told()[..6],
        ["0:12 ready 3", "0:13 ready 2", "0:14 ready 1", "0:15 ended done 5s", "0:15 started 2", "0:15 go"]
    );
    assert_eq!(begun(&drive), [0, 1, 2]);
    assert_eq!(sides(drive.session.plan()), [Side::Left, Side::Right]);
}

#[test]
fn a_switch_is_told_when_it_begins() {
    let mut drive = Drive::of(&straight([exercise("balance").time("10s").each().prepare("0s")]));
    drive.tick_to(9).hush().tick_to(10);
    assert_eq!(drive.told(), ["0:10 ended done 10s", "0:10 done", "0:10 started 1", "0:10 switch"]);
}

#[test]
fn the_first_side_can_be_the_right_one() {
    let settings = Settings { first_side: FirstSide::Right, ..Settings::default() };
    let routine = straight([exercise("balance").time("10s").each().sets(2)]);
    assert_eq!(sides(&plan_with(&routine, &settings)), [Side::Right, Side::Left, Side::Right, Side::Left]);
}

#[test]
fn the_first_side_is_nothing_to_an_exercise_of_one_side() {
    let settings = Settings { first_side: FirstSide::Right, ..Settings::default() };
    let routine = straight([exercise("a").time("10s").sides(Sides::Left), exercise("b").time("10s")]);
    assert_eq!(sides(&plan_with(&routine, &settings)), [Side::Left, Side::Both]);
}

#[test]
fn a_split_gives_each_side_half() {
    let mut drive = Drive::of(&straight([exercise("roll").time("45s").split().prepare("0s")]));
    drive.run();
    assert_eq!(drive.facts()[1], "0:22.500 ended done 22.5s");
    assert_eq!(drive.record.attempts[2].active.as_millis(), 22_500);
}

#[test]
fn alternating_legs_are_one_block_of_twice_the_reps() {
    let routine = straight([exercise("lunges").reps(8).alternate().bare()]);
    assert_eq!(sides(&plan(&routine)), [Side::Alternate]);
    let told = |digits: &str| Drive::of(&routine).at(20).digits(digits).key(Key::Enter).facts()[1].clone();
    assert_eq!(told(""), "0:20 ended done 20s, 16 reps");
    assert_eq!(told("15"), "0:20 ended partial 20s, 15 reps");
}

#[test]
fn skipping_the_left_side_leads_to_the_switch_and_the_right_side() {
    let mut drive = Drive::of(&straight([exercise("balance").time("10s").each().prepare("0s")]));
    drive.at(4).key(Key::Skip);
    assert_eq!(drive.facts(), ["0:00 started 0", "0:04 ended skipped 4s", "0:04 started 1"]);
}

#[test]
fn sides_without_a_switch_follow_at_once() {
    let mut drive = Drive::of(&straight([exercise("balance").time("10s").each().bare()]));
    drive.tick_to(9.5).hush().tick_to(10);
    assert_eq!(drive.told(), ["0:10 ended done 10s", "0:10 done", "0:10 started 1", "0:10 go"]);
}

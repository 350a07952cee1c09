//! How a block of work ends, by what it is measured in.

use calfguide::model::{RepTarget, Routine};
use calfguide::session::{Key, TimeDisplay};

use crate::support::{Drive, Prescribe, exercise, straight};

/// One block and nothing else.
fn only(exercise: calfguide::model::Exercise) -> Routine {
    straight([exercise.bare()])
}

#[test]
fn timed_work_counts_down_and_ends_by_itself() {
    let mut drive = Drive::of(&only(exercise("plank").time("10s")));
    assert_eq!(drive.view().pace, TimeDisplay::Down);
    drive.run();
    assert_eq!(drive.facts(), ["0:00 started 0", "0:10 ended done 10s", "0:10 finished"]);
}

#[test]
fn timed_work_that_enter_ends_early_is_partial() {
    let mut drive = Drive::of(&only(exercise("plank").time("10s")));
    drive.at(9.5).key(Key::Enter);
    assert_eq!(drive.facts(), ["0:00 started 0", "0:09.500 ended partial 9.5s", "0:09.500 finished"]);
}

#[test]
fn a_window_signals_its_low_end_and_ends_by_itself_at_its_high_end() {
    let mut drive = Drive::of(&only(exercise("wall sit").time("20s-40s")));
    assert_eq!(drive.view().pace, TimeDisplay::Up { low: std::time::Duration::from_secs(20) });
    drive.hush().run();
    assert_eq!(
        drive.told(),
        [
            "0:20 low end",
            "0:37 last 3",
            "0:38 last 2",
            "0:39 last 1",
            "0:40 ended done 40s",
            "0:40 done",
            "0:40 session done",
            "0:40 finished",
            "0:40 asked Feedback(Effort)",
        ]
    );
}

#[test]
fn enter_in_a_window_is_partial_before_its_low_end_and_done_from_it_on() {
    let routine = only(exercise("wall sit").time("20s-40s"));
    for (at, ended) in [
        (19.9, "0:19.900 ended partial 19.9s"),
        (20.0, "0:20 ended done 20s"),
        (20.1, "0:20.100 ended done 20.1s"),
        (39.9, "0:39.900 ended done 39.9s"),
    ] {
        assert_eq!(Drive::of(&routine).at(at).key(Key::Enter).facts()[1], ended);
    }
}

#[test]
fn reps_wait_for_enter_and_are_then_as_many_as_asked() {
    let mut drive = Drive::of(&only(exercise("hops").reps(8)));
    assert_eq!(drive.view().pace, TimeDisplay::User);
    drive.tick_to(10_000);
    assert_eq!(drive.session.deadline(), None);
    assert_eq!(drive.key(Key::Enter).facts()[1], "166:40 ended done 10000s, 8 reps");
}

#[test]
fn digits_before_enter_say_how_many_reps_it_was() {
    let routine = only(exercise("hops").reps(8));
    let told = |digits: &str| Drive::of(&routine).at(20).digits(digits).key(Key::Enter).facts()[1].clone();
    assert_eq!(told("7"), "0:20 ended partial 20s, 7 reps");
    assert_eq!(told("8"), "0:20 ended done 20s, 8 reps");
    assert_eq!(told("12"), "0:20 ended done 20s, 12 reps");
    assert_eq!(told("0"), "0:20 ended partial 20s, 0 reps");
}

#[test]
fn a_wrong_digit_is_taken_back() {
    let mut drive = Drive::of(&only(exercise("hops").reps(8)));
    drive.at(20).digits("67").key(Key::Backspace);
    assert_eq!(drive.view().entry, "6");
    assert_eq!(drive.key(Key::Enter).facts()[1], "0:20 ended partial 20s, 6 reps");
}

#[test]
fn all_digits_taken_back_are_no_number() {
    let mut drive = Drive::of(&only(exercise("hops").reps(8)));
    drive.at(20).digits("6").key(Key::Backspace).key(Key::Backspace).key(Key::Enter);
    assert_eq!(drive.facts()[1], "0:20 ended done 20s, 8 reps");
}

#[test]
fn a_window_of_reps_is_done_from_its_low_end_on() {
    let routine = only(exercise("hops").reps(6..=8));
    let told = |digits: &str| Drive::of(&routine).at(20).digits(digits).key(Key::Enter).facts()[1].clone();
    assert_eq!(told("5"), "0:20 ended partial 20s, 5 reps");
    assert_eq!(told("6"), "0:20 ended done 20s, 6 reps");
    assert_eq!(told("8"), "0:20 ended done 20s, 8 reps");
    assert_eq!(told(""), "0:20 ended done 20s, 6 reps", "at least that");
}

#[test]
fn at_least_so_many_waits_for_enter() {
    let routine = only(exercise("push-ups").at_least(12));
    let mut waits = Drive::of(&routine);
    assert_eq!(waits.tick_to(600).session.deadline(), None);
    let told = |digits: &str| Drive::of(&routine).at(20).digits(digits).key(Key::Enter).facts()[1].clone();
    assert_eq!(told(""), "0:20 ended done 20s", "nobody knows how many");
    assert_eq!(told("11"), "0:20 ended partial 20s, 11 reps");
    assert_eq!(told("12"), "0:20 ended done 20s, 12 reps");
}

#[test]
fn as_many_as_possible_is_told_in_the_gap_after_it() {
    let mut drive = Drive::of(&straight([exercise("pull-ups").max_reps().sets(2).prepare("0s")]));
    drive.at(20).key(Key::Enter).at(25).digits("13").at(27).key(Key::Enter);
    assert_eq!(
        drive.facts(),
        ["0:00 started 0", "0:20 ended done 20s", "0:20 started 1", "0:27 amended 0 to 13 reps"],
        "and the rest goes on"
    );
    assert_eq!(drive.record.attempts[0].reps, Some(13));
}

#[test]
fn open_work_and_a_distance_count_up_and_wait_for_enter() {
    for exercise in [exercise("walk"), exercise("run").distance("80")] {
        let mut drive = Drive::of(&only(exercise));
        assert_eq!(drive.view().pace, TimeDisplay::User);
        drive.tick_to(90);
        assert_eq!((drive.view().elapsed.as_secs(), drive.session.deadline()), (90, None));
        assert_eq!(drive.key(Key::Enter).facts()[1], "1:30 ended done 90s");
    }
}

#[test]
fn a_distance_has_no_reps_to_tell() {
    let mut drive = Drive::of(&only(exercise("run").distance("80")));
    drive.hush().at(5).digits("7");
    assert_eq!(drive.told(), ["0:05 refused NoReps"]);
}

#[test]
fn open_work_can_be_told_in_reps() {
    let mut drive = Drive::of(&only(exercise("walk")));
    assert_eq!(drive.at(20).digits("15").key(Key::Enter).facts()[1], "0:20 ended done 20s, 15 reps");
}

#[test]
fn holds_are_counted_and_end_the_set() {
    let mut drive = Drive::of(&only(exercise("bridge").reps(3).hold("5s")));
    assert_eq!(drive.view().pace, TimeDisplay::Reps);
    drive.hush().run();
    assert_eq!(
        drive.told()[..5],
        ["0:05 rep 1", "0:10 rep 2", "0:15 rep 3", "0:15 ended done 15s, 3 reps", "0:15 done"]
    );
}

#[test]
fn enter_in_the_third_hold_leaves_two() {
    let mut drive = Drive::of(&only(exercise("bridge").reps(3).hold("5s")));
    assert_eq!(drive.at(14.9).key(Key::Enter).facts()[1], "0:14.900 ended partial 14.9s, 2 reps");
}

#[test]
fn what_the_user_says_goes_before_what_the_timer_counted() {
    let mut drive = Drive::of(&only(exercise("bridge").reps(3).hold("5s")));
    assert_eq!(drive.at(14).digits("3").key(Key::Enter).facts()[1], "0:14 ended done 14s, 3 reps");
}

#[test]
fn a_window_of_holds_signals_its_low_end_and_may_end_from_there() {
    let routine = only(exercise("bridge").reps(2..=4).hold("5s"));
    let mut left_alone = Drive::of(&routine);
    left_alone.hush().run();
    assert_eq!(
        left_alone.told()[..6],
        ["0:05 rep 1", "0:10 rep 2", "0:10 low end", "0:15 rep 3", "0:20 rep 4", "0:20 ended done 20s, 4 reps"]
    );
    let ended = |at: u32| Drive::of(&routine).at(at).key(Key::Enter).facts()[1].clone();
    assert_eq!(ended(9), "0:09 ended partial 9s, 1 reps");
    assert_eq!(ended(12), "0:12 ended done 12s, 2 reps");
}

#[test]
fn holds_without_an_end_are_counted_until_enter() {
    let max = only(exercise("bridge").max_reps().hold("5s"));
    assert_eq!(Drive::of(&max).at(62).key(Key::Enter).facts()[1], "1:02 ended done 62s, 12 reps");
    let two_or_more = only(exercise("bridge").at_least(2).hold("5s"));
    let ended = |at: u32| Drive::of(&two_or_more).at(at).key(Key::Enter).facts()[1].clone();
    assert_eq!(ended(9), "0:09 ended partial 9s, 1 reps");
    assert_eq!(ended(16), "0:16 ended done 16s, 3 reps");
    let mut low_end = Drive::of(&two_or_more);
    assert_eq!(low_end.hush().tick_to(12).told(), ["0:05 rep 1", "0:10 rep 2", "0:10 low end"]);
}

#[test]
fn a_tempo_tells_its_parts_and_its_reps() {
    let mut drive = Drive::of(&only(exercise("heel raise").reps(2).tempo([3, 1, 3])));
    drive.hush().run();
    assert_eq!(
        drive.told()[..7],
        [
            "0:03 part 1",
            "0:04 part 2",
            "0:07 rep 1",
            "0:10 part 1",
            "0:11 part 2",
            "0:14 rep 2",
            "0:14 ended done 14s, 2 reps",
        ]
    );
}

#[test]
fn a_part_of_no_length_is_not_told() {
    let mut drive = Drive::of(&only(exercise("heel raise").reps(1).tempo([2, 0, 2])));
    assert_eq!(drive.hush().run().told()[..2], ["0:02 part 2", "0:04 rep 1"]);
}

#[test]
fn a_cadence_ends_with_its_last_rep_at_the_rounded_end() {
    // 3 × 60 / 132 s = 1.3636… s, at the block 1.364 s.
    let mut drive = Drive::of(&only(exercise("pogos").reps(3).cadence(132)));
    drive.hush().run();
    assert_eq!(
        drive.told()[..4],
        ["0:00.454545455 rep 1", "0:00.909090910 rep 2", "0:01.364 rep 3", "0:01.364 ended done 1.364s, 3 reps"]
    );
}

#[test]
fn a_long_cadence_does_not_drift() {
    // 40 × 60 / 132 s = 18.1818… s
    let mut drive = Drive::of(&only(exercise("pogos").reps(40).cadence(132)));
    drive.run();
    assert_eq!(drive.facts()[1], "0:18.182 ended done 18.182s, 40 reps");
}

#[test]
fn enter_in_a_cadence_keeps_the_count() {
    let mut drive = Drive::of(&only(exercise("pogos").reps(40).cadence(120)));
    assert_eq!(drive.at(9.9).key(Key::Enter).facts()[1], "0:09.900 ended partial 9.9s, 19 reps");
}

#[test]
fn each_set_of_a_list_has_its_own_target() {
    let list = [RepTarget::AtLeast(10), RepTarget::Max, RepTarget::Count(calfguide::model::Window::exact(5))];
    let mut drive = Drive::of(&straight([exercise("pull-ups").reps_list(list).bare()]));
    drive.at(10).key(Key::Enter).at(20).key(Key::Enter).at(30).key(Key::Enter);
    let reps: Vec<_> = drive.record.attempts.iter().map(|attempt| attempt.reps).collect();
    assert_eq!(reps, [None, None, Some(5)]);
}

#[test]
fn prepare_and_rest_count_down_and_go_on_by_themselves() {
    // 0 prepare, 1 work, 2 rest, 3 work
    let mut drive = Drive::of(&straight([exercise("plank").time("10s").sets(2)]));
    drive.run();
    assert_eq!(
        drive.facts(),
        [
            "0:00 started 0",
            "0:10 ended done 10s",
            "0:10 started 1",
            "0:20 ended done 10s",
            "0:20 started 2",
            "0:50 ended done 30s",
            "0:50 started 3",
            "1:00 ended done 10s",
            "1:00 finished",
        ]
    );
}

#[test]
fn enter_ends_a_gap_early() {
    let mut drive = Drive::of(&straight([exercise("plank").time("10s").sets(2)]));
    drive.at(4).key(Key::Enter);
    assert_eq!(drive.facts(), ["0:00 started 0", "0:04 ended done 4s", "0:04 started 1"]);
}

#[test]
fn a_rest_that_is_a_window_lasts_to_its_high_end_and_signals_its_low_end() {
    let mut drive = Drive::of(&straight([exercise("plank").time("10s").sets(2).prepare("0s").rest("20s-40s")]));
    drive.tick_to(10).hush().run();
    assert_eq!(
        drive.told()[..5],
        ["0:30 low end", "0:47 ready 3", "0:48 ready 2", "0:49 ready 1", "0:50 ended done 40s"]
    );
}

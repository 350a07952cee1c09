//! Nothing waits for a key: from the start, or from when nobody is there any more.

use calfguide::model::Level;
use calfguide::session::{Key, Stage};

use crate::begun;
use crate::support::{Drive, PhaseExt, Prescribe, exercise, phase, routine, straight};

/// How the only block of a session ends.
fn ended(exercise: calfguide::model::Exercise) -> String {
    let mut drive = Drive::hands_free(&straight([exercise.bare()]));
    drive.run();
    assert!(drive.session.is_over());
    drive.facts()[1].clone()
}

#[test]
fn self_paced_reps_end_by_their_pace() {
    assert_eq!(ended(exercise("hops").reps(8)), "0:24 ended done 24s, 8 reps");
    assert_eq!(ended(exercise("hops").reps(8).pace("1500ms")), "0:12 ended done 12s, 8 reps");
    assert_eq!(ended(exercise("hops").reps(8).alternate()), "0:48 ended done 48s, 16 reps");
    assert_eq!(ended(exercise("hops").reps(6..=8)), "0:24 ended done 24s, 8 reps", "as many as it waited for");
}

#[test]
fn at_least_so_many_ends_with_that_many() {
    assert_eq!(ended(exercise("push-ups").at_least(12)), "0:36 ended done 36s");
}

#[test]
fn what_nobody_can_end_gets_a_minute() {
    for exercise in [exercise("a"), exercise("a").distance("80"), exercise("a").max_reps()] {
        assert_eq!(ended(exercise), "1:00 ended done 60s");
    }
}

#[test]
fn an_estimate_of_the_routine_goes_before_a_minute() {
    assert_eq!(ended(exercise("walk").about("90s")), "1:30 ended done 90s");
}

#[test]
fn the_time_left_is_what_it_takes() {
    let exercises = [exercise("a").distance("80"), exercise("b").max_reps(), exercise("c").reps(6..=8)];
    let routine = straight(exercises.map(|exercise| exercise.sets(2)));
    let mut drive = Drive::hands_free(&routine);
    let left = drive.view().left;
    assert_eq!((drive.run().now.0, left.as_secs()), (left, 10 + 150 + 10 + 150 + 10 + 78));
    let mut drive = Drive::of(&routine);
    drive.tick_to(12).continue_hands_free();
    let left = drive.view().left;
    assert_eq!(drive.run().now.0, left + std::time::Duration::from_secs(12), "from when nobody is there any more");
}

#[test]
fn the_timer_s_own_ways_are_the_same() {
    assert_eq!(ended(exercise("a").time("20s-40s")), "0:40 ended done 40s");
    assert_eq!(ended(exercise("a").reps(3).hold("5s")), "0:15 ended done 15s, 3 reps");
    assert_eq!(ended(exercise("a").reps(40).cadence(132)), "0:18.182 ended done 18.182s, 40 reps");
}

#[test]
fn a_whole_session_of_every_kind_ends_by_itself() {
    let kinds = [
        exercise("a").time("20s").each(),
        exercise("b").reps(8).sets(2..=3),
        exercise("c"),
        exercise("d").max_reps().hold("5s"),
    ];
    let mut drive = Drive::hands_free(&routine([
        phase("straight").with(kinds.clone()),
        phase("every").every("1m", 1..=2).with(kinds.clone()),
        phase("within").within("10m").rest("10s").with(kinds),
    ]));
    drive.run();
    assert_eq!(drive.record.complete, Some(true));
    assert!(drive.session.is_over());
}

#[test]
fn the_questions_at_the_end_take_their_defaults_and_say_so() {
    let mut drive = Drive::hands_free(&straight([exercise("a").time("10s").bare()]));
    drive.tick_to(9).hush().run();
    assert_eq!(
        drive.told(),
        ["0:10 ended done 10s", "0:10 done", "0:10 session done", "0:10 finished", "0:10 assumed Feedback(Effort)",]
    );
}

#[test]
fn after_a_gap_the_block_is_done_again() {
    let mut drive = Drive::hands_free(&straight([exercise("a").time("10s").bare()]));
    drive.at(4).hush().gap("10m").run();
    assert_eq!(
        drive.facts(),
        ["0:04 gap 600s", "0:04 ended left 4s", "0:04 started 0", "0:17 ended done 10s", "0:17 finished"]
    );
}

#[test]
fn after_two_hours_it_saves_and_stops() {
    let mut drive = Drive::hands_free(&straight([exercise("a").time("10s").bare()]));
    drive.at(4).hush().gap("2h");
    assert_eq!(drive.told()[1], "0:04 assumed StopAfterGap(7200s)");
    assert_eq!(drive.record.complete, Some(false));
}

#[test]
fn keys_still_work() {
    let mut drive = Drive::hands_free(&straight([exercise("a").reps(8).bare(), exercise("b").reps(8)]));
    drive.at(20).hush().digits("9").key(Key::Enter).at(22).key(Key::Pause).tick_to(100);
    assert_eq!(drive.facts(), ["0:20 ended done 20s, 9 reps", "0:20 started 1", "0:22 paused"]);
    assert_eq!(drive.session.deadline(), None, "who paused comes back");
}

#[test]
fn when_nobody_is_there_any_more_reps_end_by_their_pace() {
    let mut drive = Drive::of(&straight([exercise("a").reps(8).bare(), exercise("b").time("10s")]));
    drive.hush().at(10).continue_hands_free().run();
    assert_eq!(drive.facts()[0], "0:24 ended done 24s, 8 reps");
}

#[test]
fn when_their_time_was_over_by_then_they_end_at_once() {
    // 0 a; 1 prepare, 2 b
    let mut drive = Drive::of(&straight([exercise("a").reps(8).bare(), exercise("b").time("10s")]));
    drive.hush().at(100).continue_hands_free();
    assert_eq!(drive.facts(), ["1:40 ended done 100s, 8 reps", "1:40 started 1"], "and not in the past");
}

#[test]
fn when_nobody_is_there_any_more_a_pause_ends() {
    let mut drive = Drive::of(&straight([exercise("a").time("20s").bare()]));
    drive.at(5).key(Key::Pause).hush().at(60).continue_hands_free();
    assert_eq!(drive.told(), ["1:00 resumed", "1:00 get ready", "1:00 ready 3"]);
    assert_eq!(drive.run().facts()[0], "1:18 ended done 20s");
}

#[test]
fn when_nobody_is_there_any_more_a_question_takes_its_default() {
    let mut drive = Drive::of(&straight([exercise("a").time("20s").bare()]));
    drive.at(5).key(Key::Pain).hush().at(60).continue_hands_free();
    assert_eq!(drive.told(), ["1:00 assumed PainNow", "1:00 get ready", "1:00 ready 3"]);
    let mut drive = Drive::of(&straight([exercise("a").time("20s").bare()]));
    drive.at(5).key(Key::Quit).hush().at(60).continue_hands_free();
    assert_eq!(drive.facts(), ["1:00 ended left 5s", "1:00 finished early", "1:00 discarded"]);
    assert!(drive.session.is_over());
}

#[test]
fn when_nobody_is_there_any_more_a_question_in_a_pause_leaves_no_pause() {
    let mut drive = Drive::of(&straight([exercise("a").time("20s").bare()]));
    drive.at(5).key(Key::Pause).key(Key::Pain).hush().at(60).continue_hands_free();
    assert_ne!(drive.view().stage, Stage::Paused);
    drive.run();
    assert!(drive.session.is_over());
}

#[test]
fn when_nobody_is_there_any_more_a_rest_goes_on_into_work() {
    // 0 a, 1 rest, 2 a
    let mut drive = Drive::of(&straight([exercise("a").time("10s").sets(2).prepare("0s")]));
    drive.tick_to(20).continue_hands_free().run();
    assert_eq!(begun(&drive), [0, 1, 2]);
}

#[test]
fn when_nobody_is_there_any_more_the_questions_at_the_end_are_over() {
    let mut drive = Drive::of(&straight([exercise("a").time("10s").bare()]));
    drive.run().at(20).digits("7").key(Key::Enter).hush().continue_hands_free();
    assert_eq!(
        drive.told()[..2],
        [
            "0:20 assumed Feedback(WorstPain)",
            "0:20 answered Answers { effort: Some(Level(7)), pain: None, note: None }"
        ]
    );
    assert_eq!(drive.record.answers.effort, Level::new(7), "what was answered is kept");
}

#[test]
fn letting_go_twice_is_letting_go_once() {
    let mut drive = Drive::of(&straight([exercise("a").reps(8).bare()]));
    drive.at(5).continue_hands_free().hush().continue_hands_free();
    assert_eq!(drive.told(), [""; 0]);
}

//! Questions in mid-session: end?, pain, stop for pain. Those after a gap are in `gaps`.

use calfguide::model::{Level, Routine, Side};
use calfguide::session::{Answer, Key, Question, Stage};

use crate::support::{Drive, Prescribe, exercise, straight};

/// 0 prepare, 1 plank, 2 rest, 3 plank
fn planks() -> Routine {
    straight([exercise("plank").time("40s").sets(2)])
}

/// Ten seconds into the first plank.
fn in_work() -> Drive {
    let mut drive = Drive::of(&planks());
    drive.tick_to(20).hush();
    drive
}

/// Ten seconds into the rest, of which 20 s are left.
fn in_rest() -> Drive {
    let mut drive = Drive::of(&planks());
    drive.tick_to(60).hush();
    drive
}

#[test]
fn a_question_pauses_work() {
    let mut drive = in_work();
    drive.key(Key::Quit);
    assert_eq!(drive.told(), ["0:20 asked End"]);
    assert_eq!((drive.view().stage, drive.session.deadline()), (Stage::Waiting, None));
    drive.at(100).key(Key::Answer(Answer::No)).run();
    assert_eq!(drive.told()[..2], ["1:40 get ready", "1:40 ready 3"]);
    let plank = &drive.record.attempts[1];
    assert_eq!(plank.active.as_secs(), 40, "the time that was left goes on");
}

#[test]
fn a_gap_runs_on_under_a_question() {
    let mut drive = in_rest();
    drive.key(Key::Quit);
    assert_eq!(drive.view().stage, Stage::Running);
    drive.at(65).key(Key::Answer(Answer::No)).tick_to(80);
    assert_eq!(
        drive.told(),
        [
            "1:00 asked End",
            "1:17 ready 3",
            "1:18 ready 2",
            "1:19 ready 1",
            "1:20 ended done 30s",
            "1:20 started 3",
            "1:20 go",
        ],
        "as if nobody had asked"
    );
}

#[test]
fn a_gap_under_a_question_stops_at_its_end() {
    let mut drive = in_rest();
    drive.key(Key::Quit).tick_to(300);
    assert_eq!(drive.told().last().map(String::as_str), Some("1:19 ready 1"));
    assert_eq!((drive.view().index.0, drive.session.deadline()), (2, None));
    drive.key(Key::Escape);
    assert_eq!(drive.facts(), ["5:00 ended done 30s", "5:00 started 3"]);
    assert!(matches!(drive.view().stage, Stage::GetReady(_)), "work begins by a key");
}

#[test]
fn a_gap_does_not_run_on_while_the_program_is_suspended_under_a_question() {
    let mut drive = in_rest();
    drive.key(Key::Quit).at(65).key(Key::Hold).tick_to(300);
    assert_eq!((drive.view().stage, drive.view().elapsed.as_secs()), (Stage::Waiting, 15));
    drive.hush().key(Key::Escape).tick_to(315);
    assert_eq!(
        drive.told(),
        ["5:12 ready 3", "5:13 ready 2", "5:14 ready 1", "5:15 ended done 30s", "5:15 started 3", "5:15 go"]
    );
}

#[test]
fn a_digit_is_no_answer_to_a_question_for_yes_or_no() {
    let mut drive = in_work();
    drive.key(Key::Quit).hush().key(Key::Digit(5));
    assert_eq!(drive.told(), [""; 0]);
    assert_eq!((drive.view().question, drive.view().entry), (Some(Question::End), ""));
}

#[test]
fn end_yes_keeps_what_was_done() {
    let mut drive = in_work();
    drive.key(Key::Quit).at(25).key(Key::Answer(Answer::Yes));
    assert_eq!(drive.told(), ["0:20 asked End", "0:25 ended left 10s", "0:25 finished early", "0:25 asked Discard"]);
    assert_eq!(drive.record.complete, Some(false));
}

#[test]
fn enter_says_yes_to_the_end() {
    let mut drive = in_work();
    drive.key(Key::Quit).hush().at(25).key(Key::Enter);
    assert_eq!(drive.facts(), ["0:25 ended left 10s", "0:25 finished early"]);
}

#[test]
fn escape_says_no_to_the_end() {
    let mut drive = in_work();
    drive.key(Key::Quit).hush().at(25).key(Key::Escape);
    assert_eq!(drive.told(), ["0:25 get ready", "0:25 ready 3"]);
}

#[test]
fn asking_to_end_twice_ends() {
    let mut drive = in_work();
    drive.key(Key::Quit).hush().key(Key::Quit);
    assert_eq!(drive.facts(), ["0:20 ended left 10s", "0:20 finished early"]);
}

#[test]
fn an_end_after_some_work_asks_how_it_was() {
    let mut drive = in_rest();
    drive.key(Key::Quit).hush().at(65).key(Key::Answer(Answer::Yes));
    assert_eq!(drive.told(), ["1:05 ended left 15s", "1:05 finished early", "1:05 asked Feedback(Effort)"]);
}

#[test]
fn a_question_while_paused_leaves_it_paused() {
    let mut drive = in_work();
    drive.key(Key::Pause).at(30).key(Key::Quit).hush().at(40).key(Key::Escape);
    assert_eq!(drive.told(), [""; 0]);
    assert_eq!(drive.view().stage, Stage::Paused);
    drive.at(50).key(Key::Pause).run();
    assert_eq!(drive.record.attempts[1].active.as_secs(), 40);
}

#[test]
fn a_question_in_the_get_ready_begins_it_anew() {
    let mut drive = in_work();
    drive.key(Key::Redo).at(22).key(Key::Quit).hush().at(30).key(Key::Escape).tick_to(33);
    assert_eq!(drive.told(), ["0:30 get ready", "0:30 ready 3", "0:31 ready 2", "0:32 ready 1", "0:33 go"]);
}

#[test]
fn one_question_at_a_time() {
    let mut drive = in_work();
    drive.key(Key::Quit).hush().key(Key::Pain).key(Key::Pause).key(Key::Skip);
    assert_eq!(drive.told(), [""; 0]);
    assert_eq!(drive.view().question, Some(Question::End));
}

#[test]
fn ending_is_asked_in_the_place_of_another_question() {
    let mut drive = in_work();
    drive.key(Key::Pain).hush().key(Key::Quit);
    assert_eq!(drive.told(), ["0:20 asked End"]);
    drive.at(25).key(Key::Escape);
    assert_eq!(drive.told(), ["0:25 get ready", "0:25 ready 3"], "the time goes on as it did before both");
}

#[test]
fn the_enter_that_opened_nothing_yet_is_no_answer() {
    let mut drive = in_work();
    drive.key(Key::Quit).hush().at(20.399).key(Key::Enter);
    assert_eq!(drive.told(), [""; 0]);
    assert_eq!(drive.view().question, Some(Question::End));
}

#[test]
fn the_second_enter_after_an_answer_does_not_end_the_step() {
    let mut drive = in_rest();
    drive.key(Key::Pain).at(61).key(Key::Enter).hush().at(61.2).key(Key::Enter);
    assert_eq!(drive.told(), [""; 0]);
    assert_eq!(drive.view().index.0, 2);
}

#[test]
fn pain_is_one_digit_and_the_session_goes_on() {
    let mut drive = in_work();
    drive.key(Key::Pain).at(22).key(Key::Digit(4));
    assert_eq!(drive.told(), ["0:20 asked PainNow", "0:22 pain 4", "0:22 get ready", "0:22 ready 3"]);
    assert_eq!(drive.record.pain.len(), 1);
}

#[test]
fn no_pain_is_an_answer() {
    let mut drive = in_rest();
    drive.key(Key::Pain).hush().key(Key::Digit(0));
    assert_eq!(drive.told(), ["1:00 pain 0"], "and the rest goes on");
}

#[test]
fn one_and_zero_is_ten() {
    let mut drive = in_rest();
    drive.key(Key::Pain).hush().key(Key::Digit(1));
    assert_eq!(drive.told(), [""; 0], "a one may still become a ten");
    assert_eq!(drive.view().entry, "1");
    drive.key(Key::Digit(0));
    assert_eq!(drive.told(), ["1:00 pain 10", "1:00 asked StopForPain { pain: Level(10), side: Both }"]);
}

#[test]
fn one_and_enter_is_one() {
    let mut drive = in_rest();
    drive.key(Key::Pain).hush().key(Key::Digit(1)).at(60.1).key(Key::Enter);
    assert_eq!(drive.told(), ["1:00.100 pain 1"]);
    assert_eq!(drive.view().question, None);
}

#[test]
fn one_taken_back_is_no_answer_yet() {
    let mut drive = in_rest();
    drive.key(Key::Pain).hush().key(Key::Digit(1)).key(Key::Backspace).key(Key::Digit(3));
    assert_eq!(drive.told(), ["1:00 pain 3"]);
}

#[test]
fn pain_can_be_left_unanswered() {
    for key in [Key::Enter, Key::Escape] {
        let mut drive = in_rest();
        drive.key(Key::Pain).hush().at(61).key(key);
        assert_eq!(drive.told(), [""; 0]);
        assert_eq!((drive.view().question, drive.view().index.0), (None, 2));
    }
}

#[test]
fn below_the_routine_s_limit_it_does_not_offer_to_stop() {
    let mut drive = in_rest();
    drive.key(Key::Pain).hush().key(Key::Digit(4));
    assert_eq!(drive.told(), ["1:00 pain 4"]);
}

#[test]
fn from_the_routine_s_limit_on_it_offers_to_stop() {
    let mut drive = in_rest();
    drive.key(Key::Pain).hush().key(Key::Digit(5));
    assert_eq!(drive.told(), ["1:00 pain 5", "1:00 asked StopForPain { pain: Level(5), side: Both }"]);
}

#[test]
fn the_limit_is_the_routine_s_own() {
    let mut routine = planks();
    routine.gate.pain_back = Level::new(3).unwrap();
    let mut drive = Drive::of(&routine);
    drive.tick_to(60).key(Key::Pain).hush().key(Key::Digit(3));
    assert_eq!(drive.told(), ["1:00 pain 3", "1:00 asked StopForPain { pain: Level(3), side: Both }"]);
}

#[test]
fn pain_is_told_of_the_block_under_way_and_in_a_gap_of_the_one_before() {
    // Left from 0:10 to 0:30, switch to 0:35, right to 0:55.
    let told_at = |seconds| {
        let mut drive = Drive::of(&straight([exercise("lunge").time("20s").each()]));
        drive.tick_to(seconds).key(Key::Pain).key(Key::Digit(6));
        let asked = match drive.view().question {
            Some(Question::StopForPain { side, .. }) => Some(side),
            _ => None,
        };
        (asked, drive.record.pain[0].step.0)
    };
    assert_eq!(told_at(5), (Some(Side::Both), 0), "nothing was done yet");
    assert_eq!(told_at(20), (Some(Side::Left), 1));
    assert_eq!(told_at(32), (Some(Side::Left), 1), "in the switch to the right");
    assert_eq!(told_at(40), (Some(Side::Right), 3));
}

#[test]
fn stopping_for_pain_ends_the_session() {
    for key in [Key::Enter, Key::Answer(Answer::Yes)] {
        let mut drive = in_work();
        drive.key(Key::Pain).key(Key::Digit(7)).hush().at(25).key(key);
        assert_eq!(drive.facts(), ["0:25 ended left 10s", "0:25 finished early"]);
    }
}

#[test]
fn going_on_with_pain_goes_on() {
    for key in [Key::Escape, Key::Answer(Answer::No)] {
        let mut drive = in_work();
        drive.key(Key::Pain).key(Key::Digit(7)).hush().at(25).key(key);
        assert_eq!(drive.told(), ["0:25 get ready", "0:25 ready 3"]);
    }
}

#[test]
fn an_answer_to_another_question_is_none() {
    let mut drive = in_work();
    drive.key(Key::Quit).hush();
    for answer in [Answer::Redo, Answer::Count, Answer::Skip] {
        drive.key(Key::Answer(answer));
    }
    assert_eq!(drive.told(), [""; 0]);
    assert_eq!(drive.view().question, Some(Question::End));
}

#[test]
fn digits_that_were_typed_survive_a_question() {
    let mut drive = Drive::of(&straight([exercise("hops").reps(8).bare()]));
    drive.at(5).digits("7").key(Key::Pain).key(Key::Digit(2)).hush();
    assert_eq!(drive.view().entry, "7");
    drive.at(20).key(Key::Enter);
    assert_eq!(drive.facts()[0], "0:20 ended partial 20s, 7 reps");
}

#[test]
fn without_an_answer_at_the_end_the_worst_pain_is_the_highest_during_the_session() {
    let mut drive = Drive::of(&straight([exercise("a").time("60s").bare()]));
    drive.tick_to(5).key(Key::Pain).digits("3").key(Key::Enter);
    drive.after(10).key(Key::Pain).digits("1").key(Key::Enter);
    assert_eq!(drive.record.worst_pain().map(|level| level.to_string()), Some("3".to_owned()));
}

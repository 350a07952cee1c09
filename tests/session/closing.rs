//! The end: effort, worst pain, a note, and over.

use calfguide::model::Level;
use calfguide::plan::StepId;
use calfguide::session::{Answers, Key, Question, Stage};

use crate::support::{Drive, Prescribe, exercise, straight};

/// At the questions of a session that was done.
fn done() -> Drive {
    let mut drive = Drive::of(&straight([exercise("plank").time("10s").bare()]));
    drive.run().hush();
    drive
}

/// A note, typed.
fn write(drive: &mut Drive, note: &str) {
    for c in note.chars() {
        drive.key(Key::Char(c));
    }
}

#[test]
fn after_the_last_step_it_asks_for_effort_pain_and_a_note() {
    let mut drive = done();
    assert_eq!((drive.view().stage, drive.view().question), (Stage::Closing, Some(Question::Effort)));
    drive.at(20).digits("7").key(Key::Enter).at(21).digits("2").key(Key::Enter).at(22);
    write(&mut drive, "left calf");
    drive.key(Key::Enter);
    assert_eq!(
        drive.told(),
        [
            "0:20 asked WorstPain",
            "0:21 asked Note",
            r#"0:22 answered Answers { effort: Some(Level(7)), pain: Some(Level(2)), note: Some("left calf") }"#,
        ]
    );
    assert_eq!(drive.record.complete, Some(true));
    assert!(drive.session.is_over());
    assert_eq!(drive.view().stage, Stage::Over);
}

#[test]
fn enter_is_no_answer() {
    let mut drive = done();
    drive.at(20).key(Key::Enter).at(21).key(Key::Enter).at(22).key(Key::Enter);
    assert_eq!(drive.facts(), [""; 0]);
    assert!(drive.session.is_over());
    assert_eq!(drive.record.answers, Answers::default());
}

#[test]
fn escape_is_no_answer_whatever_was_typed() {
    let mut drive = done();
    drive.at(20).digits("7").key(Key::Escape).digits("2").key(Key::Escape);
    write(&mut drive, "left calf");
    drive.key(Key::Escape);
    assert!(drive.session.is_over());
    assert_eq!(drive.record.answers, Answers::default());
}

#[test]
fn a_number_waits_for_enter_and_goes_to_ten() {
    let mut drive = done();
    drive.at(20).digits("10");
    assert_eq!(drive.view().entry, "10");
    drive.key(Key::Enter).digits("11");
    assert_eq!(drive.view().entry, "1", "there is no eleven");
    drive.key(Key::Enter).at(21).key(Key::Enter);
    assert_eq!(drive.record.answers, Answers { effort: Level::new(10), pain: Level::new(1), note: None });
}

#[test]
fn nothing_at_all_is_an_answer_too() {
    let mut drive = done();
    drive.at(20).digits("0").key(Key::Enter).digits("0").key(Key::Enter).at(21).key(Key::Enter);
    assert_eq!(drive.record.answers, Answers { effort: Level::new(0), pain: Level::new(0), note: None });
}

#[test]
fn a_wrong_number_is_taken_back() {
    let mut drive = done();
    drive.at(20).digits("7").key(Key::Backspace).digits("6").key(Key::Enter).at(21).key(Key::Enter).at(22);
    drive.key(Key::Enter);
    assert_eq!(drive.record.answers.effort, Level::new(6));
}

#[test]
fn a_note_takes_digits_spaces_and_any_script_and_takes_back_whole_characters() {
    let mut drive = done();
    drive.at(20).key(Key::Escape).key(Key::Escape);
    write(&mut drive, " Wade ü");
    drive.key(Key::Backspace).key(Key::Digit(3));
    write(&mut drive, "/10 ");
    assert_eq!(drive.view().entry, " Wade 3/10 ");
    drive.key(Key::Enter);
    assert_eq!(drive.record.answers.note.as_deref(), Some("Wade 3/10"));
}

#[test]
fn a_note_of_spaces_is_none() {
    let mut drive = done();
    drive.at(20).key(Key::Escape).key(Key::Escape);
    write(&mut drive, "   ");
    drive.key(Key::Enter);
    assert_eq!(drive.record.answers, Answers::default());
}

#[test]
fn a_note_takes_nothing_that_a_terminal_would_obey() {
    let mut drive = done();
    drive.at(20).key(Key::Escape).key(Key::Escape);
    write(&mut drive, "a\u{1b}[2J\u{202e}b");
    assert_eq!(drive.view().entry, "a[2Jb");
}

#[test]
fn ending_the_questions_keeps_the_answers_that_were_given() {
    let mut drive = done();
    drive.at(20).digits("7").key(Key::Enter).key(Key::Quit);
    assert!(drive.session.is_over());
    assert_eq!(drive.record.answers, Answers { effort: Level::new(7), pain: None, note: None });
}

#[test]
fn a_double_press_at_the_last_step_answers_nothing() {
    let mut drive = Drive::of(&straight([exercise("hops").reps(8).bare()]));
    drive.at(20).key(Key::Enter).at(20.2).key(Key::Enter);
    assert_eq!(drive.view().question, Some(Question::Effort));
}

#[test]
fn the_questions_wait_for_ever() {
    let mut drive = done();
    assert_eq!(drive.tick_to(100_000).session.deadline(), None);
    assert_eq!(drive.view().question, Some(Question::Effort));
}

#[test]
fn a_gap_while_they_are_open_is_nothing() {
    let mut drive = done();
    drive.at(20).gap("2h");
    assert_eq!(drive.told(), [""; 0]);
}

#[test]
fn when_it_is_over_nothing_does_anything() {
    let mut drive = done();
    drive.at(20).key(Key::Quit).hush();
    for key in [Key::Enter, Key::Pause, Key::Back, Key::Redo, Key::Jump(StepId(0)), Key::Quit, Key::Pain, Key::Digit(3)]
    {
        drive.after(10).key(key);
    }
    drive.gap("2h").tick_to(10_000).let_go();
    assert_eq!(drive.told(), [""; 0]);
    assert_eq!(drive.view().stage, Stage::Over);
}

#[test]
fn a_session_that_was_skipped_through_is_complete() {
    let mut drive = Drive::of(&straight([exercise("plank").time("10s").bare()]));
    drive.hush().at(4).key(Key::Skip);
    assert_eq!(drive.facts(), ["0:04 ended skipped 4s", "0:04 finished"]);
}

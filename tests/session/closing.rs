//! The end: the sheet of how it was, and over. What was left out is in `left_out`.

use calfguide::model::Level;
use calfguide::plan::StepId;
use calfguide::session::{Answers, FeedbackField, Key, Question, Stage};

use crate::support::{Drive, Prescribe, exercise, straight};

/// At the sheet of a session that was done, ten seconds after it was.
fn done() -> Drive {
    let mut drive = Drive::of(&straight([exercise("plank").time("10s").bare()]));
    drive.run().at(20).hush();
    drive
}

/// Text, typed.
fn write(drive: &mut Drive, text: &str) {
    for c in text.chars() {
        drive.key(Key::Char(c));
    }
}

/// The field that is typed into.
fn field(drive: &Drive) -> Option<Question> {
    drive.view().question
}

const EFFORT: Option<Question> = Some(Question::Feedback(FeedbackField::Effort));
const WORST_PAIN: Option<Question> = Some(Question::Feedback(FeedbackField::WorstPain));
const NOTE: Option<Question> = Some(Question::Feedback(FeedbackField::Note));

#[test]
fn after_the_last_step_one_sheet_asks_for_effort_pain_and_a_note() {
    let mut drive = Drive::of(&straight([exercise("plank").time("10s").bare()]));
    drive.tick_to(9).hush().run();
    assert_eq!(drive.told()[1..], ["0:10 done", "0:10 session done", "0:10 finished", "0:10 asked Feedback(Effort)"]);
    assert_eq!((drive.view().stage, field(&drive)), (Stage::Closing, EFFORT));
    drive.at(20).digits("7").key(Key::Enter).digits("2").key(Key::Enter);
    write(&mut drive, "left calf");
    assert_eq!(drive.view().feedback, Some(["7", "2", "left calf"]));
    drive.key(Key::Enter);
    assert_eq!(
        drive.told(),
        [r#"0:20 answered Answers { effort: Some(Level(7)), pain: Some(Level(2)), note: Some("left calf") }"#]
    );
    assert_eq!(drive.record.complete, Some(true));
    assert!(drive.session.is_over());
    assert_eq!(drive.view().stage, Stage::Over);
}

#[test]
fn one_enter_on_the_empty_sheet_is_no_answer() {
    let mut drive = done();
    drive.key(Key::Enter);
    assert!(drive.session.is_over());
    assert_eq!((drive.facts(), drive.record.answers), (vec![], Answers::default()));
}

#[test]
fn one_enter_on_the_empty_sheet_is_no_answer_in_any_field() {
    for downs in 1..=3 {
        let mut drive = done();
        for _ in 0..downs {
            drive.key(Key::NextField);
        }
        assert!(drive.key(Key::Enter).session.is_over(), "after {downs}");
    }
}

#[test]
fn tab_and_arrows_go_to_any_field_and_no_further() {
    let mut drive = done();
    assert_eq!(field(drive.key(Key::PreviousField)), EFFORT);
    assert_eq!(field(drive.key(Key::NextField)), WORST_PAIN);
    assert_eq!(field(drive.key(Key::NextField)), NOTE);
    assert_eq!(field(drive.key(Key::NextField)), NOTE);
    assert_eq!(field(drive.key(Key::PreviousField)), WORST_PAIN);
}

#[test]
fn a_field_that_is_passed_has_no_answer_and_can_be_filled_in_later() {
    let mut drive = done();
    drive.key(Key::NextField).digits("3").key(Key::PreviousField).digits("6").key(Key::Enter);
    assert_eq!((drive.view().entry, field(&drive)), ("3", WORST_PAIN));
    drive.key(Key::Backspace).at(21).key(Key::Enter).at(22).key(Key::Enter);
    assert_eq!(drive.record.answers, Answers { effort: Level::new(6), pain: None, note: None });
}

#[test]
fn escape_and_q_end_the_sheet_with_what_was_typed() {
    for key in [Key::Escape, Key::Quit] {
        let mut drive = done();
        drive.digits("7").key(Key::NextField).key(key);
        assert!(drive.session.is_over());
        assert_eq!(drive.record.answers, Answers { effort: Level::new(7), pain: None, note: None });
        let mut drive = done();
        drive.key(key);
        assert_eq!((drive.session.is_over(), drive.facts()), (true, vec![]), "nothing typed is no answer");
    }
}

#[test]
fn a_number_waits_for_enter_and_goes_to_ten() {
    let mut drive = done();
    drive.digits("10");
    assert_eq!(drive.view().entry, "10");
    drive.key(Key::Enter).digits("11");
    assert_eq!(drive.view().entry, "1", "there is no eleven");
    drive.key(Key::Escape);
    assert_eq!(drive.record.answers, Answers { effort: Level::new(10), pain: Level::new(1), note: None });
}

#[test]
fn nothing_at_all_is_an_answer_too() {
    let mut drive = done();
    drive.digits("0").key(Key::NextField).digits("0").key(Key::Escape);
    assert_eq!(drive.record.answers, Answers { effort: Level::new(0), pain: Level::new(0), note: None });
}

#[test]
fn a_wrong_number_is_taken_back() {
    let mut drive = done();
    drive.digits("7").key(Key::Backspace).digits("6").key(Key::Escape);
    assert_eq!(drive.record.answers.effort, Level::new(6));
}

#[test]
fn a_note_takes_digits_spaces_and_any_script_and_takes_back_whole_characters() {
    let mut drive = done();
    drive.key(Key::NextField).key(Key::NextField);
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
    drive.key(Key::NextField).key(Key::NextField);
    write(&mut drive, "   ");
    drive.key(Key::Enter);
    assert_eq!((drive.session.is_over(), &drive.record.answers), (true, &Answers::default()));
}

#[test]
fn a_note_takes_nothing_that_a_terminal_would_obey() {
    let mut drive = done();
    drive.key(Key::NextField).key(Key::NextField);
    write(&mut drive, "a\u{1b}[2J\u{202e}b");
    assert_eq!(drive.view().entry, "a[2Jb");
}

#[test]
fn letters_are_nothing_in_a_field_for_a_number() {
    let mut drive = done();
    write(&mut drive, "jbn");
    assert_eq!((drive.view().feedback, field(&drive)), (Some(["", "", ""]), EFFORT));
}

#[test]
fn a_double_press_at_the_last_step_answers_nothing() {
    let mut drive = Drive::of(&straight([exercise("hops").reps(8).bare()]));
    drive.at(20).key(Key::Enter).at(20.2).key(Key::Enter);
    assert_eq!(field(&drive), EFFORT);
}

#[test]
fn a_double_press_in_a_field_passes_one() {
    let mut drive = done();
    drive.digits("7").key(Key::Enter).at(20.2).key(Key::Enter);
    assert_eq!(field(&drive), WORST_PAIN);
}

#[test]
fn the_enter_of_digits_that_the_last_set_took_at_its_end_does_not_close_the_sheet() {
    let mut drive = Drive::of(&straight([exercise("bridge").reps(2).hold("5s").bare()]));
    drive.at(9.5).digits("1").run().at(11.5).key(Key::Enter);
    assert_eq!(field(&drive), EFFORT);
    assert_eq!(drive.record.attempts[0].reps, Some(1));
}

#[test]
fn the_sheet_waits_for_ever() {
    let mut drive = done();
    assert_eq!(drive.tick_to(100_000).session.deadline(), None);
    assert_eq!(field(&drive), EFFORT);
}

#[test]
fn a_gap_while_it_is_open_is_nothing() {
    let mut drive = done();
    drive.gap("2h");
    assert_eq!(drive.told(), [""; 0]);
}

#[test]
fn when_it_is_over_nothing_does_anything() {
    let mut drive = done();
    drive.key(Key::Quit).hush();
    for key in [Key::Enter, Key::Pause, Key::Back, Key::Redo, Key::Jump(StepId(0)), Key::Quit, Key::Pain, Key::Digit(3)]
    {
        drive.after(10).key(key);
    }
    drive.gap("2h").tick_to(10_000).continue_hands_free();
    assert_eq!(drive.told(), [""; 0]);
    assert_eq!(drive.view().stage, Stage::Over);
}

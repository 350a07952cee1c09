//! The table of keys, and what is derived from it.

use super::*;
use crate::plan::StepId;
use crate::session::{Answer, FeedbackField};
use crate::ui::fixture::{at, plan, secs, view};
use std::time::Duration;

fn press(code: KeyCode) -> KeyEvent {
    KeyEvent::new(code, KeyModifiers::NONE)
}

fn session(keys: &[Key]) -> Vec<KeyCommand> {
    keys.iter().map(|key| KeyCommand::Session(*key)).collect()
}

/// The commands of a line that means something.
fn line(question: Option<Question>, line: &str) -> Vec<KeyCommand> {
    parse_line(question, line).unwrap()
}

#[test]
fn no_key_letter_or_rank_is_used_twice() {
    let keys: Vec<_> = BINDINGS.iter().flat_map(|binding| binding.keys).collect();
    let letters: Vec<_> = BINDINGS.iter().filter_map(|binding| binding.line.letter()).collect();
    let ranks: Vec<_> = BINDINGS.iter().map(|binding| binding.rank).collect();
    for (i, key) in keys.iter().enumerate() {
        assert!(!keys[..i].contains(key), "{key:?}");
    }
    for (i, letter) in letters.iter().enumerate() {
        assert!(!letters[..i].contains(letter), "{letter}");
    }
    for (i, rank) in ranks.iter().enumerate() {
        assert!(!ranks[..i].contains(rank), "{rank}");
    }
}

#[test]
fn every_binding_has_help_and_can_be_reached() {
    for binding in BINDINGS {
        assert!(!binding.help.is_empty() && !binding.label.is_empty());
        assert!(!binding.keys.is_empty() || binding.command == KeyCommand::Digit);
    }
}

#[test]
fn every_key_has_the_command_of_its_binding() {
    for binding in BINDINGS {
        for one in binding.keys {
            let modifiers = if one.ctrl { KeyModifiers::CONTROL } else { KeyModifiers::NONE };
            assert_eq!(parse_key(None, KeyEvent::new(one.code, modifiers)), Some(binding.command));
        }
    }
    assert_eq!(parse_key(None, press(KeyCode::Char('7'))), Some(KeyCommand::Session(Key::Digit(7))));
    assert_eq!(parse_key(None, press(KeyCode::Char('z'))), None);
}

#[test]
fn a_headset_pauses_goes_on_and_goes_back() {
    let table = [
        (MediaKeyCode::PlayPause, Key::Pause),
        (MediaKeyCode::TrackNext, Key::Enter),
        (MediaKeyCode::TrackPrevious, Key::Back),
    ];
    for (media, key) in table {
        assert_eq!(by_media(media), Some(KeyCommand::Session(key)));
    }
}

#[test]
fn the_letters_of_an_open_question_come_first() {
    let n = press(KeyCode::Char('n'));
    assert_eq!(parse_key(None, n), Some(KeyCommand::Session(Key::Skip)));
    assert_eq!(parse_key(Some(Question::End), n), Some(KeyCommand::Session(Key::Answer(Answer::No))));
    let gap = Some(Question::AfterGap(Duration::from_secs(9)));
    assert_eq!(parse_key(gap, n), Some(KeyCommand::Session(Key::Answer(Answer::Skip))));
    assert_eq!(parse_key(gap, press(KeyCode::Char('R'))), Some(KeyCommand::Session(Key::Answer(Answer::Redo))));
    assert_eq!(parse_key(Some(Question::Feedback(FeedbackField::Note)), n), Some(KeyCommand::Session(Key::Char('n'))));
    assert_eq!(
        parse_key(Some(Question::Feedback(FeedbackField::Note)), press(KeyCode::Char('7'))),
        Some(KeyCommand::Session(Key::Char('7')))
    );
    assert_eq!(
        parse_key(Some(Question::Feedback(FeedbackField::Effort)), press(KeyCode::Char('7'))),
        Some(KeyCommand::Session(Key::Digit(7)))
    );
    let ctrl_c = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
    assert_eq!(parse_key(Some(Question::Feedback(FeedbackField::Note)), ctrl_c), Some(KeyCommand::Interrupt));
}

#[test]
fn a_line_is_a_key_or_a_number_or_a_key_with_a_number() {
    assert_eq!(line(None, ""), session(&[Key::Enter]));
    assert_eq!(line(None, " "), session(&[Key::Pause]));
    assert_eq!(line(None, "s"), session(&[Key::Pause]));
    assert_eq!(line(None, " n \r"), session(&[Key::Skip]));
    assert_eq!(line(None, "12"), session(&[Key::Digit(1), Key::Digit(2), Key::Enter]));
    assert_eq!(line(None, "p"), session(&[Key::Pain]));
    assert_eq!(line(None, "p 5"), session(&[Key::Pain, Key::Digit(5)]));
    assert_eq!(line(None, "p1"), session(&[Key::Pain, Key::Digit(1), Key::Enter]));
    assert_eq!(line(None, "p10"), session(&[Key::Pain, Key::Digit(1), Key::Digit(0)]));
    let load = |typed: &str| typed.chars().map(Key::Char).chain([Key::Enter]).collect::<Vec<_>>();
    assert_eq!(line(None, "w 12.5 kg"), session(&[vec![Key::Load], load("12.5 kg")].concat()));
    assert_eq!(line(Some(Question::Load { of_last_set: true }), "45lb"), session(&load("45lb")));
    assert_eq!(line(Some(Question::Load { of_last_set: true }), "w 45lb"), session(&load("45lb")));
    assert_eq!(line(Some(Question::Load { of_last_set: true }), ""), session(&[Key::Enter]));
    assert_eq!(line(Some(Question::PainNow), "4"), session(&[Key::Digit(4)]));
    assert_eq!(line(None, "j 12"), session(&[Key::Jump(StepId(11))]));
    assert_eq!(line(None, "++"), session(&[Key::More, Key::More]));
    assert_eq!(line(None, "j"), [KeyCommand::Toggle(Panel::Steps)]);
    assert_eq!(line(Some(Question::End), "y"), session(&[Key::Answer(Answer::Yes)]));
    for meaningless in ["j 0", "j x", "hello", "123456", "+-", "p x"] {
        assert_eq!(parse_line(None, meaningless), None, "{meaningless}");
    }
}

#[test]
fn one_line_fills_in_the_sheet_at_the_end() {
    let sheet = Some(Question::Feedback(FeedbackField::Effort));
    let typed = |numbers: [&[u8]; 2], note: &str| {
        let fields =
            numbers.map(|digits| digits.iter().map(|digit| Key::Digit(*digit)).chain([Key::NextField]).collect());
        let keys: Vec<Key> = fields.into_iter().flat_map(|field: Vec<_>| field).collect();
        session(&[keys, note.chars().map(Key::Char).collect(), vec![Key::Enter]].concat())
    };
    let table: [(&str, [&[u8]; 2], &str); 9] = [
        ("6 0 calves tight", [&[6], &[0]], "calves tight"),
        ("10 3", [&[1, 0], &[3]], ""),
        ("6", [&[6], &[]], ""),
        ("", [&[], &[]], ""),
        ("- 3", [&[], &[3]], ""),
        ("- - 3 sets were enough", [&[], &[]], "3 sets were enough"),
        ("calves tight", [&[], &[]], "calves tight"),
        ("6 calves tight", [&[6], &[]], "calves tight"),
        (" 11 is no level\t!\u{1b}\r", [&[], &[]], "11 is no level !"),
    ];
    for (text, numbers, note) in table {
        assert_eq!(line(sheet, text), typed(numbers, note), "{text}");
    }
    assert_eq!(line(sheet, "q"), session(&[Key::Quit]));
    assert_eq!(parse_line(sheet, "j"), None, "that was meant for the session");
}

#[test]
fn a_narrow_footer_drops_the_highest_ranks() {
    let plan = plan();
    let at = |index, columns| footer(&view(&plan, index, secs(12)), columns);
    let table = [
        (at::WINDOW_LEFT, 20, "Enter end now  q end"),
        (at::WINDOW_LEFT, 40, "Enter end now  Space pause  q end"),
        (at::REPS, 40, "Enter done  Space pause  n skip  q end"),
        (at::OPTIONAL_REST, 60, "Enter go on  Space pause  n skip optional  ? help  q end"),
        (at::REPS, 80, "Enter done  Space pause  n skip  b back  0-9 reps  p pain  t tips  ? help  q end"),
    ];
    for (index, columns, expected) in table {
        assert_eq!(at(index, columns), expected);
    }
}

//! The table and what comes of it.

use super::*;
use crate::session::Answer;
use crate::ui::fixture::{at, plan, secs, view};
use std::time::Duration;

fn press(code: KeyCode) -> KeyEvent {
    KeyEvent::new(code, KeyModifiers::NONE)
}

fn session(keys: &[Key]) -> Vec<Does> {
    keys.iter().map(|key| Does::Session(*key)).collect()
}

/// What a line means that means something.
fn line(asked: Option<Question>, line: &str) -> Vec<Does> {
    typed(asked, line).unwrap()
}

#[test]
fn no_key_and_no_letter_stands_twice() {
    let keys: Vec<_> = TABLE.iter().flat_map(|row| row.keys).collect();
    let letters: Vec<_> = TABLE.iter().filter_map(|row| row.letter).collect();
    let ranks: Vec<_> = TABLE.iter().map(|row| row.rank).collect();
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
fn every_row_has_help_and_can_be_reached() {
    for row in TABLE {
        assert!(!row.help.is_empty() && !row.label.is_empty());
        assert!(!row.keys.is_empty() || row.does == Does::Digits);
    }
}

#[test]
fn every_key_does_what_its_row_says() {
    for row in TABLE {
        for one in row.keys {
            let modifiers = if one.ctrl { KeyModifiers::CONTROL } else { KeyModifiers::NONE };
            assert_eq!(pressed(None, KeyEvent::new(one.code, modifiers)), Some(row.does));
        }
    }
    assert_eq!(pressed(None, press(KeyCode::Char('7'))), Some(Does::Session(Key::Digit(7))));
    assert_eq!(pressed(None, press(KeyCode::Char('z'))), None);
}

#[test]
fn an_open_question_hears_its_letters_first() {
    let n = press(KeyCode::Char('n'));
    assert_eq!(pressed(None, n), Some(Does::Session(Key::Skip)));
    assert_eq!(pressed(Some(Question::End), n), Some(Does::Session(Key::Answer(Answer::No))));
    let gap = Some(Question::AfterGap(Duration::from_secs(9)));
    assert_eq!(pressed(gap, n), Some(Does::Session(Key::Answer(Answer::Skip))));
    assert_eq!(pressed(gap, press(KeyCode::Char('R'))), Some(Does::Session(Key::Answer(Answer::Redo))));
    assert_eq!(pressed(Some(Question::Note), n), Some(Does::Session(Key::Char('n'))));
    assert_eq!(pressed(Some(Question::Note), press(KeyCode::Char('7'))), Some(Does::Session(Key::Char('7'))));
    assert_eq!(pressed(Some(Question::Effort), press(KeyCode::Char('7'))), Some(Does::Session(Key::Digit(7))));
    let ctrl_c = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
    assert_eq!(pressed(Some(Question::Note), ctrl_c), Some(Does::Interrupt));
}

#[test]
fn a_line_is_a_key_a_number_or_a_command_with_one() {
    assert_eq!(line(None, ""), session(&[Key::Enter]));
    assert_eq!(line(None, " "), session(&[Key::Pause]));
    assert_eq!(line(None, "s"), session(&[Key::Pause]));
    assert_eq!(line(None, " n \r"), session(&[Key::Skip]));
    assert_eq!(line(None, "12"), session(&[Key::Digit(1), Key::Digit(2), Key::Enter]));
    assert_eq!(line(None, "p"), session(&[Key::Pain]));
    assert_eq!(line(None, "p 5"), session(&[Key::Pain, Key::Digit(5)]));
    assert_eq!(line(None, "p1"), session(&[Key::Pain, Key::Digit(1), Key::Enter]));
    assert_eq!(line(None, "p10"), session(&[Key::Pain, Key::Digit(1), Key::Digit(0)]));
    assert_eq!(line(Some(Question::PainNow), "4"), session(&[Key::Digit(4)]));
    assert_eq!(line(Some(Question::Effort), "4"), session(&[Key::Digit(4), Key::Enter]));
    assert_eq!(line(None, "j 12"), session(&[Key::Jump(11)]));
    assert_eq!(line(None, "++"), session(&[Key::More, Key::More]));
    assert_eq!(line(None, "j"), [Does::Show(Sheet::Steps)]);
    assert_eq!(line(Some(Question::End), "y"), session(&[Key::Answer(Answer::Yes)]));
    assert_eq!(
        line(Some(Question::Note), "ok\t!\u{1b}"),
        session(&[Key::Char('o'), Key::Char('k'), Key::Char(' '), Key::Char('!'), Key::Enter])
    );
    for nothing in ["j 0", "j x", "hello", "123456", "+-", "p x"] {
        assert_eq!(typed(None, nothing), None, "{nothing}");
    }
}

#[test]
fn a_footer_keeps_what_matters_most_at_each_width() {
    let plan = plan();
    let at = |index, columns| footer(&view(&plan, index, secs(12)), columns);
    let table = [
        (at::WINDOW_LEFT, 20, "Enter end now  q end"),
        (at::WINDOW_LEFT, 40, "Enter end now  Space pause  q end"),
        (at::REPS, 40, "Enter done  Space pause  n skip  q end"),
        (at::OPTIONAL_REST, 60, "Enter go on  Space pause  n skip optional  ? help  q end"),
        (at::REPS, 80, "Enter done  Space pause  n skip  b back  0-9 reps  p pain  t tips  ? help  q end"),
    ];
    for (index, columns, said) in table {
        assert_eq!(at(index, columns), said);
    }
}

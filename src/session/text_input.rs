//! Text that is being typed, until Enter confirms it.

use std::str::FromStr;

use crate::model::Level;

/// Digits or words that are typed before Enter confirms them.
#[derive(Debug, Clone, Default)]
pub(super) struct TextInput {
    text: String,
}

impl TextInput {
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// What was typed, where it is one of these.
    pub(super) fn parse<T: FromStr>(&self) -> Option<T> {
        self.text.parse().ok()
    }

    pub(super) fn clear(&mut self) {
        self.text.clear();
    }

    pub(super) fn backspace(&mut self) {
        self.text.pop();
    }

    /// Types a character, unless that makes it longer than `longest`.
    pub(super) fn push(&mut self, c: char, longest: usize) {
        if self.text.chars().count() < longest {
            self.text.push(c);
        }
    }

    /// Types a digit of a level, unless it makes something else of it.
    pub(super) fn push_level(&mut self, digit: u8) {
        let longer = format!("{}{}", self.text, self::digit(digit));
        if longer.parse::<Level>().is_ok() && longer != "00" {
            self.text = longer;
        }
    }
}

/// A digit as a character.
pub(super) fn digit(digit: u8) -> char {
    char::from(b'0' + digit.min(9))
}

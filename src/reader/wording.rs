//! The words of a problem, and the phrases that several families of problems share.

use toml::de::DeValue;

use crate::diagnostic::{Diagnostic, Location};
use crate::text;

/// The longest piece of the user's text that a message repeats, in characters.
const EXCERPT_MAX: usize = 40;

/// What the user reads about a problem. See [`crate::diagnostic::Diagnostic`] for where each part is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wording {
    pub(super) message: String,
    pub(super) label: String,
    /// What is shown at the related place, where the problem has one.
    pub(super) related: &'static str,
    pub(super) help: Option<String>,
}

impl Wording {
    pub(super) fn new(message: impl Into<String>, label: impl Into<String>) -> Self {
        Self { message: message.into(), label: label.into(), related: "the first one", help: None }
    }

    pub(super) fn related(self, related: &'static str) -> Self {
        Self { related, ..self }
    }

    pub(super) fn help(self, help: impl Into<String>) -> Self {
        self.maybe_help(Some(help.into()))
    }

    pub(super) fn maybe_help(self, help: Option<String>) -> Self {
        Self { help, ..self }
    }

    /// The diagnostic with these words, harmless to a terminal.
    pub(super) fn into_diagnostic(self, place: Option<Location>, related: Option<Location>) -> Diagnostic {
        let clean = |words: String| text::line(&words).into_owned();
        Diagnostic {
            message: clean(self.message),
            place,
            label: clean(self.label),
            related: related.map(|place| (place, self.related.to_owned())),
            help: self.help.map(clean),
        }
    }
}

/// The key that a value belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) key: &'static str,
    /// Whether the value is an element of the key's list.
    pub(super) in_list: bool,
}

impl Subject {
    /// `key`, or "an item of `key`".
    pub(super) fn named(self) -> String {
        if self.in_list { format!("an item of `{}`", self.key) } else { format!("`{}`", self.key) }
    }
}

/// What kind of TOML value was found where another was expected.
pub(super) fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(float) => match float.as_str().trim_start_matches(['+', '-']) {
            "inf" | "nan" => "no number at all",
            _ => "a decimal number",
        },
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or a time of day",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// The user's text as a message repeats it: only its beginning if it is long.
pub(super) fn excerpt(text: &str) -> String {
    match text.char_indices().nth(EXCERPT_MAX) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}

/// A TOML string with this text.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// `true` or `false`, where the user wrote it in another way.
pub(super) fn boolean_word(text: &str) -> Option<&'static str> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "on" => Some("true"),
        "false" | "no" | "off" => Some("false"),
        _ => None,
    }
}

/// A key with its value, as TOML.
pub(super) fn assignment(key: &str, value: &str) -> String {
    format!("{key} = {value}")
}

/// A number with one decimal at most.
pub(super) fn decimal(number: f64) -> String {
    // A zero has no sign.
    ((number * 10.0).round() / 10.0 + 0.0).to_string()
}

/// A list of numbers, as TOML.
pub(super) fn decimals(numbers: &[f64]) -> String {
    let numbers: Vec<String> = numbers.iter().map(|number| decimal(*number)).collect();
    format!("[{}]", numbers.join(", "))
}

/// A number with a comma between its thousands, up to a million.
pub(super) fn grouped(number: u32) -> String {
    if number >= 1000 { format!("{},{:03}", number / 1000, number % 1000) } else { number.to_string() }
}

/// The words with commas and this one between the last two: `a, b and c`.
pub(super) fn listed(words: &[String], between_last: &str) -> String {
    match words {
        [first @ .., last] if !first.is_empty() => format!("{} {between_last} {last}", first.join(", ")),
        _ => words.concat(),
    }
}

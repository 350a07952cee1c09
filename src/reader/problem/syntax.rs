//! What is not TOML.

use crate::reader::wording::{Wording, excerpt, truth};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reader) enum SyntaxProblem {
    /// A list, an inline table or a multi-line text that never ends; what it is and what would close it.
    Unclosed {
        what: &'static str,
        close: &'static str,
    },
    ValueTooLong,
    NestedTooDeeply,
    DuplicateKey(String),
    /// A key of another value is used as a table.
    NotATable(String),
    NotAKey,
    /// A key without `=` or without a value after it.
    KeyWithoutValue(String),
    MissingValue,
    TwoEquals,
    /// Something after the value on its line.
    AfterValue,
    Unquoted(String),
    LeadingZero,
    UnclosedHeader {
        expected: String,
    },
    UnclosedString {
        expected: String,
    },
    /// A text with an escape that does not exist, or the like; what the parser expected or called it.
    BadString {
        label: String,
    },
    ControlInString,
    ControlInComment,
    LoneCarriageReturn,
    /// What the parser said.
    Other {
        message: String,
        expected: Option<String>,
    },
}

impl SyntaxProblem {
    pub(super) fn wording(&self) -> Wording {
        match self {
            Self::Unclosed { what, close } => Wording::new(format!("this {what} is not closed"), "it begins here")
                .help(format!("end it with `{close}`")),
            Self::ValueTooLong => Wording::new("a value is too long", "over 100,000 bytes outside of quotes"),
            Self::NestedTooDeeply => Wording::new("nested too deeply", "no key is as deep as this"),
            Self::DuplicateKey(key) => {
                Wording::new(format!("`{}` is given twice", excerpt(key)), "it is given before in the same table")
                    .help("keep one of them")
            }
            Self::NotATable(key) => {
                Wording::new(format!("`{}` is no table", excerpt(key)), "it is given before as something else")
            }
            Self::NotAKey => Wording::new("this is not a key", "expected a key, `=` and a value"),
            Self::KeyWithoutValue(key) => {
                Wording::new(format!("`{}` has no value", excerpt(key)), "expected `=` and a value after it")
            }
            Self::MissingValue => Wording::new("a value is missing", "expected a value here"),
            Self::TwoEquals => Wording::new("two `=` in a row", "expected a value"),
            Self::AfterValue => Wording::new("something stands behind the value", "expected the end of the line")
                .help("each key stands on its own line, and text stands in quotes"),
            Self::Unquoted(value) => {
                let text = excerpt(value.trim_matches(['"', '\'']));
                let flag = truth(&text).map(|flag| format!(", or as `{flag}` where that is expected"));
                Wording::new("text without quotes", "expected quotes around it")
                    .help(format!("write it as `\"{text}\"`{}", flag.unwrap_or_default()))
            }
            Self::LeadingZero => Wording::new("a number begins with a zero", "expected a number without it"),
            Self::UnclosedHeader { expected } => {
                Wording::new("the header is not closed", format!("expected {expected} here"))
            }
            Self::UnclosedString { expected } => {
                Wording::new("this text is not closed", format!("expected {expected}"))
            }
            Self::BadString { label } => Wording::new("the text is not closed or holds what it cannot", label),
            Self::ControlInString => {
                Wording::new("text holds a control character", "a terminal would obey it").help("leave it out")
            }
            Self::ControlInComment => Wording::new("a comment holds a control character", "expected plain text"),
            Self::LoneCarriageReturn => {
                Wording::new("a carriage return without a line break", "expected the end of the line")
            }
            Self::Other { message, expected } => Wording::new(
                format!("this is not TOML: {message}"),
                expected.as_ref().map_or_else(String::new, |expected| format!("expected {expected}")),
            ),
        }
    }
}

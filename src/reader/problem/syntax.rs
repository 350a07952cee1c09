//! What is not TOML.

use crate::reader::offer::Offer;
use crate::reader::wording::{Wording, excerpt, quoted};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reader) enum SyntaxProblem {
    /// A list, an inline table or a multi-line text that never ends; what it is and what would close it.
    Unclosed {
        what: &'static str,
        close: &'static str,
    },
    ValueTooLong,
    /// Too many lists, tables and dotted keys in the file.
    TooManyNested,
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
    Unquoted,
    /// The quotes of a word processor.
    OtherQuotes,
    /// A space that no keyboard has.
    OtherSpace,
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
            Self::TooManyNested => {
                Wording::new("too many lists and tables", "over 50,000 brackets, braces and dots outside of quotes")
                    .help("split it into several files")
            }
            Self::NestedTooDeeply => Wording::new("nested too deeply", "no key is as deep as this"),
            Self::DuplicateKey(key) => {
                Wording::new(format!("`{}` is given twice", excerpt(key)), "it is given before in the same table")
                    .help("keep one of them")
            }
            Self::NotATable(key) => {
                Wording::new(format!("`{}` is not a table", excerpt(key)), "it is given before as something else")
            }
            Self::NotAKey => Wording::new("this is not a key", "expected a key, `=` and a value"),
            Self::KeyWithoutValue(key) => {
                Wording::new(format!("`{}` has no value", excerpt(key)), "expected `=` and a value after it")
            }
            Self::MissingValue => Wording::new("a value is missing", "expected a value here"),
            Self::TwoEquals => Wording::new("two `=` in a row", "expected a value"),
            Self::AfterValue => Wording::new("unexpected text after the value", "expected the end of the line")
                .help("put each key on its own line, and text in quotes"),
            Self::Unquoted => Wording::new("text without quotes", "expected quotes around it"),
            Self::OtherQuotes => Wording::new("text in curly quotes", "expected straight quotes: `\"`"),
            Self::OtherSpace => Wording::new("an unusual kind of space", "expected a plain space before this value"),
            Self::LeadingZero => Wording::new("a number begins with a zero", "expected a number without it"),
            Self::UnclosedHeader { expected } => {
                Wording::new("the header is not closed", format!("expected {expected} here"))
            }
            Self::UnclosedString { expected } => {
                Wording::new("this text is not closed", format!("expected {expected}"))
            }
            Self::BadString { label } => Wording::new("the text is not closed, or contains what it may not", label),
            Self::ControlInString => {
                Wording::new("text contains a control character", "a terminal would obey it").help("leave it out")
            }
            Self::ControlInComment => Wording::new("a comment contains a control character", "expected plain text"),
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

impl SyntaxProblem {
    /// What could be written for what is there.
    pub(super) fn offers(&self, source: &str) -> Vec<Offer> {
        let mut offers = Vec::new();
        let typed = as_typed(source);
        let typed = typed.trim();
        if typed != source {
            offers.push(Offer::rest_of_line(typed));
        }
        let comment = COMMENTS.iter().filter_map(|sign| typed.split_once(sign)).min_by_key(|(before, _)| before.len());
        if let Some((before, comment)) = comment.filter(|(_, comment)| !comment.trim().is_empty()) {
            let before = before.trim_end();
            let space = if before.is_empty() { "" } else { " " };
            offers.push(Offer::comment(format!("{before}{space}# {}", comment.trim())));
        }
        match self {
            Self::Unquoted | Self::OtherQuotes | Self::OtherSpace => {
                let bare = typed.trim_end_matches([';', ',']);
                if bare != typed {
                    offers.push(Offer::rest_of_line(bare));
                }
                offers.extend(
                    bare.strip_suffix(']').map(|items| Offer::rest_of_line(format!("{}]", each_quoted(items)))),
                );
                offers.push(Offer::rest_of_line(quoted(bare.trim_matches(['"', '\'']))));
            }
            Self::KeyWithoutValue(_) => {
                let pair = typed.split_once(':').or_else(|| typed.split_once(char::is_whitespace));
                offers
                    .extend(pair.map(|(key, value)| Offer::rest_of_line(format!("{} = {}", key.trim(), value.trim()))));
            }
            Self::LeadingZero => offers.push(Offer::rest_of_line(typed.trim_start_matches('0'))),
            _ => {}
        }
        offers
    }
}

/// What begins a comment elsewhere.
const COMMENTS: [&str; 4] = ["//", "--", "/*", ";"];

/// The text with the quotes and spaces of a keyboard, where a word processor put others.
fn as_typed(text: &str) -> String {
    let typed = text.chars().map(|c| match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '‘' | '’' | '‚' | '‛' => '\'',
        c if c != '\n' && c.is_whitespace() => ' ',
        c => c,
    });
    typed.collect()
}

/// The words of a list, each in quotes.
fn each_quoted(items: &str) -> String {
    let items = items.split(',').map(|item| quoted(item.trim().trim_matches(['"', '\''])));
    items.collect::<Vec<_>>().join(", ")
}

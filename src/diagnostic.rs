//! A problem of a file with its place: what is wrong, where, and how to write it.

use std::ops::Range;

/// One problem. Its texts are lower-case fragments without a full stop, and harmless to a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong, with the key or value in backticks.
    pub message: String,
    /// Where; `None` for a problem of the whole file (it cannot be opened, is too large).
    pub place: Option<Location>,
    /// What is shown at the place, such as "expected a number with a unit".
    pub label: String,
    /// A second place that belongs to it, such as the first of two equal ids, with what is shown there.
    pub related: Option<(Location, String)>,
    /// How to write it.
    pub help: Option<String>,
}

/// A stretch of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// Bytes from the beginning of the text (after a byte order mark), never empty in the middle of a character.
    pub span: Range<usize>,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Location {
    /// A stretch of this text, moved to the boundaries of its characters.
    #[must_use]
    pub fn new(text: &str, span: Range<usize>) -> Self {
        let start = text.floor_char_boundary(span.start.min(text.len()));
        let end = text.ceil_char_boundary(span.end.clamp(start, text.len()));
        let before = &text[..start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            span: start..end,
            line: before.bytes().filter(|&byte| byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

/// How much it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file is good, but does not mean what it seems to.
    Remark,
}

/// All problems of one file, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems {
    pub severity: Severity,
    /// The file as the user named it, harmless to a terminal.
    pub file: String,
    /// What was read of it, for the lines around a place.
    pub text: String,
    /// At most [`Problems::SHOWN`] of them, the first ones.
    pub list: Vec<Diagnostic>,
    /// How many more there were.
    pub more: usize,
}

impl Problems {
    /// How many problems of a file are listed before the rest is only counted.
    pub const SHOWN: usize = 100;
}

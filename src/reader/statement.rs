//! The statements of a text, found without understanding them.

use std::ops::Range;

/// The most bytes of a statement outside of quotes and comments.
const BARE_MAX: usize = 100_000;

/// A stretch of the text that stands for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Statement {
    /// Where it stands.
    pub(super) at: Range<usize>,
    /// What it is.
    pub(super) kind: Kind,
}

/// What a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A header of a table.
    Header,
    /// A key with its value.
    KeyValue,
    /// A comment on a line of its own.
    Comment,
    /// A value whose bracket or quotes, which stand here, are never closed.
    Unclosed(usize),
    /// A value with more than [`BARE_MAX`] bytes outside of quotes.
    TooLong,
}

/// The statements of a text. Where a bracket stays open, a statement ends before what can only be the next one.
pub(super) fn statements(text: &str) -> Vec<Statement> {
    let bytes = text.as_bytes();
    let mut list = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b' ' | b'\t' | b'\r' | b'\n' => at += 1,
            first => {
                let (end, kind) = match first {
                    b'#' => (line_end(bytes, at), Kind::Comment),
                    b'[' => (line_end(bytes, at), Kind::Header),
                    _ => key_value(bytes, at),
                };
                list.push(Statement { at: at..end, kind });
                at = end;
            }
        }
    }
    list
}

fn line_end(bytes: &[u8], from: usize) -> usize {
    bytes[from..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |n| from + n)
}

/// Where a key with its value ends.
fn key_value(bytes: &[u8], from: usize) -> (usize, Kind) {
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut at = from;
    // The last byte that is neither blank nor in a comment.
    let mut last = b' ';
    let mut bare = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        bare += 1;
        match byte {
            b'"' | b'\'' => match string_end(bytes, at) {
                Some(end) => at = end,
                None => return (bytes.len(), Kind::Unclosed(at)),
            },
            b'#' => at = line_end(bytes, at),
            b'[' | b'{' => {
                open.push((byte, at));
                at += 1;
            }
            b']' | b'}' => {
                open.pop();
                at += 1;
            }
            b'\n' => {
                let Some(&(bracket, opened)) = open.last() else { return (at, whole(bare)) };
                let starts_anew = match next_line(bytes, at + 1) {
                    Next::Header => true,
                    Next::KeyValue => bracket == b'[' || !matches!(last, b',' | b'{'),
                    Next::Other => false,
                };
                if starts_anew {
                    return (at, Kind::Unclosed(opened));
                }
                at += 1;
            }
            _ => at += 1,
        }
        if !byte.is_ascii_whitespace() && byte != b'#' {
            last = byte;
        }
    }
    match open.last() {
        Some(&(_, opened)) if bare <= BARE_MAX => (bytes.len(), Kind::Unclosed(opened)),
        Some(_) => (bytes.len(), Kind::TooLong),
        None => (bytes.len(), whole(bare)),
    }
}

fn whole(bare: usize) -> Kind {
    if bare > BARE_MAX { Kind::TooLong } else { Kind::KeyValue }
}

/// Where text in quotes ends; on one line at the end of the line at the latest. Nothing where quotes over several
/// lines are never closed.
fn string_end(bytes: &[u8], from: usize) -> Option<usize> {
    let quote = bytes[from];
    let long = bytes[from..].starts_with(&[quote; 3]);
    let mut at = if long { from + 3 } else { from + 1 };
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quote == b'"' && bytes.get(at + 1) != Some(&b'\n') => at += 2,
            b'\n' if !long => return Some(at),
            byte if byte == quote && !long => return Some(at + 1),
            byte if byte == quote && bytes[at..].starts_with(&[quote; 3]) => {
                // Up to two quotes of the text may stand before the three.
                let run = bytes[at..].iter().take(5).take_while(|&&byte| byte == quote).count();
                return Some(at + run);
            }
            _ => at += 1,
        }
    }
    if long { None } else { Some(bytes.len()) }
}

/// What a line inside of brackets looks like.
enum Next {
    Header,
    KeyValue,
    Other,
}

fn next_line(bytes: &[u8], from: usize) -> Next {
    let line = bytes[from..line_end(bytes, from)].trim_ascii();
    let is_key = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let key = line.iter().take_while(|byte| is_key(byte)).count();
    if key > 0 && line[key..].trim_ascii_start().starts_with(b"=") {
        return Next::KeyValue;
    }
    let inner = line.strip_prefix(b"[").map(|rest| rest.strip_prefix(b"[").unwrap_or(rest));
    let Some(inner) = inner else { return Next::Other };
    let name = inner.iter().take_while(|byte| is_key(byte) || **byte == b'.').count();
    let begins_well = inner.first().is_some_and(u8::is_ascii_alphabetic);
    if begins_well && inner[name..].starts_with(b"]") { Next::Header } else { Next::Other }
}

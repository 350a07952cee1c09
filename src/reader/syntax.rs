//! What is not TOML: each statement with an error is reported once and blanked out, so that the rest can be read.

use std::borrow::Cow;
use std::ops::Range;

use toml::de::{DeTable, Error};

use super::problem::{Collector, Problem, SyntaxProblem};
use super::statement::{Statement, StatementKind, statements};
use super::wording::excerpt;

/// How often the text is parsed again at most. Each time shows what an error had hidden.
const ROUNDS: usize = 4;

/// How deep the parser goes.
const DEPTH: usize = 80;

/// A longer text is first parsed in pieces of this many bytes: the parser keeps every error in memory.
const PIECE: usize = 16 * 1024;

/// With more unreadable statements than this, no key is reported as missing.
const UNREADABLE_MAX: usize = 10_000;

/// Reports what of a text is not TOML, and returns the text without it, every other byte at its place.
pub(super) fn readable<'t>(text: &'t str, problems: &mut Collector) -> Cow<'t, str> {
    let statements = statements(text);
    let mut readable = text.as_bytes().to_vec();
    let mut reported = vec![false; statements.len()];
    for (n, statement) in statements.iter().enumerate() {
        let problem = match statement.kind {
            StatementKind::Header | StatementKind::KeyValue if is_deep(text, statement) => {
                Problem::new(statement.at.clone(), SyntaxProblem::NestedTooDeeply)
            }
            StatementKind::Header | StatementKind::KeyValue | StatementKind::Comment => continue,
            StatementKind::Unclosed(at) => {
                problems.unreadable.may_hold_any_key |= text[at..].starts_with(['"', '\'']);
                unclosed(text, at)
            }
            StatementKind::TooLong => {
                Problem::new(statement.at.start..statement.at.start + 1, SyntaxProblem::ValueTooLong)
            }
        };
        reported[n] = true;
        problems.push(problem);
        blank_out(&mut readable, statement, text, problems);
    }
    let mut errors = in_pieces(&readable, &statements);
    for _ in 0..ROUNDS {
        let mut found_more = false;
        for (message, span) in errors {
            let Some(n) = statement_of(&statements, span.start) else { continue };
            if std::mem::replace(&mut reported[n], true) {
                continue;
            }
            found_more = true;
            let statement = &statements[n];
            let problem = problem(text, &message, span, &statement.at);
            let first = matches!(message.as_str(), "duplicate key").then(|| first_of(text, &statements, n)).flatten();
            problems.push(Problem { related: first, ..problem });
            blank_out(&mut readable, statement, text, problems);
            if statement.kind == StatementKind::Header {
                // What is below it belongs to no table.
                problems.unreadable.may_hold_any_key |= message != "duplicate key";
                let below = statements[n..].iter().skip(1).take_while(|next| is_below(text, statement, next));
                for (offset, next) in below.enumerate() {
                    reported[n + 1 + offset] = true;
                    blank_out(&mut readable, next, text, problems);
                }
            }
        }
        errors = parse(&readable, 0);
        if !found_more && errors.is_empty() {
            break;
        }
    }
    problems.unreadable.keys.sort_by_key(|(at, _)| *at);
    if problems.unreadable.keys.is_empty() && reported.iter().all(|reported| !reported) {
        return Cow::Borrowed(text);
    }
    problems.unreadable.headers =
        statements.iter().filter(|one| one.kind == StatementKind::Header).map(|one| one.at.start).collect();
    String::from_utf8(readable).map_or(Cow::Borrowed(""), Cow::Owned)
}

/// A message of the parser, and its place in the text.
type ParserError = (String, Range<usize>);

/// The errors of a piece of text that begins at `from`.
fn parse(piece: &[u8], from: usize) -> Vec<ParserError> {
    let (_, errors) = DeTable::parse_recoverable(std::str::from_utf8(piece).unwrap_or_default());
    let located = |error: &Error| {
        let span = error.span()?;
        Some((error.message().to_owned(), span.start + from..span.end + from))
    };
    errors.iter().filter_map(located).collect()
}

/// Whether an error is one of the whole text and not of a statement alone.
fn is_about_tables(message: &str) -> bool {
    message.starts_with("duplicate key") || message.starts_with("cannot extend value")
}

/// The first error of each statement, piece by piece.
fn in_pieces(readable: &[u8], statements: &[Statement]) -> Vec<ParserError> {
    let mut found: Vec<ParserError> = Vec::new();
    let mut start = 0;
    for n in 0..statements.len() {
        let end = statements.get(n + 1).map_or(readable.len(), |next| next.at.start);
        if end - start < PIECE && end < readable.len() {
            continue;
        }
        let mut last = None;
        for (message, span) in parse(&readable[start..end], start) {
            // A piece does not know what is above it, so a table may seem to be defined twice.
            if is_about_tables(&message) {
                continue;
            }
            let of = statement_of(statements, span.start);
            if of != last {
                found.push((message, span));
            }
            last = of;
        }
        start = end;
    }
    found
}

/// Overwrites a statement with spaces, and notes its key as unreadable.
fn blank_out(readable: &mut [u8], statement: &Statement, text: &str, problems: &mut Collector) {
    for byte in &mut readable[statement.at.clone()] {
        if !matches!(byte, b'\n') {
            *byte = b' ';
        }
    }
    let words = &text[statement.at.clone()];
    let end = words.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(words.len());
    if problems.unreadable.keys.len() < UNREADABLE_MAX {
        problems.unreadable.keys.push((statement.at.start, excerpt(&words[..end])));
    } else {
        problems.unreadable.may_hold_any_key = true;
    }
}

/// Whether a statement is in the table of a header, or in a table of that table.
fn is_below(text: &str, header: &Statement, next: &Statement) -> bool {
    let path = |one: &Statement| {
        let name: String = text[one.at.clone()].chars().skip_while(|c| "[ \t".contains(*c)).collect();
        name.split([']', '#', ' ', '\t', '\r']).next().unwrap_or("").to_owned()
    };
    next.kind != StatementKind::Header
        || path(next).strip_prefix(&path(header)).is_some_and(|rest| rest.starts_with('.'))
}

/// Where the key or the header of this statement is given for the first time.
fn first_of(text: &str, statements: &[Statement], n: usize) -> Option<Range<usize>> {
    let is_header = |one: &&Statement| one.kind == StatementKind::Header;
    let name = |one: &Statement| {
        let end = if is_header(&one) { one.at.end } else { text[one.at.clone()].find('=')? + one.at.start };
        Some(one.at.start..one.at.start + text[one.at.start..end].trim_end().len())
    };
    let (before, this) = (&statements[..n], &statements[n]);
    let wanted = name(this)?;
    let is_same = |place: &Range<usize>| text[place.clone()] == text[wanted.clone()];
    if is_header(&this) {
        return before.iter().filter(is_header).filter_map(name).find(is_same);
    }
    before.iter().rev().take_while(|one| !is_header(one)).filter_map(name).find(is_same)
}

/// The statement that a place belongs to: the last one that begins at or before it.
fn statement_of(statements: &[Statement], place: usize) -> Option<usize> {
    statements.partition_point(|one| one.at.start <= place).checked_sub(1)
}

/// Whether a key or a header has more parts than the parser follows: it would stop with an error without a place.
fn is_deep(text: &str, statement: &Statement) -> bool {
    let end = if statement.kind == StatementKind::Header { ']' } else { '=' };
    text[statement.at.clone()].split(end).next().is_some_and(|key| key.matches('.').count() >= DEPTH)
}

fn unclosed(text: &str, at: usize) -> Problem {
    let (what, close) = match &text[at..] {
        rest if rest.starts_with('[') => ("list", "]"),
        rest if rest.starts_with('{') => ("table", "}"),
        rest if rest.starts_with("'''") => ("text", "'''"),
        _ => ("text", "\"\"\""),
    };
    Problem::new(at..at + close.len(), SyntaxProblem::Unclosed { what, close })
}

/// What an error of the parser is to the user.
fn problem(text: &str, message: &str, span: Range<usize>, statement: &Range<usize>) -> Problem {
    // A text that is not closed ends before its line break, and not inside of it.
    let (before, after) = (text.get(..span.start).unwrap_or(""), text.get(span.start..).unwrap_or(""));
    let is_inside_crlf = span.is_empty() && before.ends_with('\r') && after.starts_with('\n');
    let span = if is_inside_crlf { span.start - 1..span.start - 1 } else { span };
    let (what, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    let words = text.get(span.clone()).unwrap_or("");
    let line_end =
        text.get(span.start..).and_then(|rest| rest.find(['\n', '\r'])).map_or(text.len(), |n| span.start + n);
    let value = text.get(span.start..line_end.min(statement.end).max(span.start)).unwrap_or("");
    let value = value.split(" #").next().unwrap_or("").trim_end();
    let value_at = span.start..span.start + value.len();
    let kind = match what {
        "duplicate key" => SyntaxProblem::DuplicateKey(words.to_owned()),
        "string values must be quoted" | "missing opening quote" if !value.is_empty() => {
            return Problem::new(value_at, unquoted(value));
        }
        "key with no value" | "missing value for key" => {
            let key = text[statement.clone()].trim_end();
            let at = statement.start..statement.start + key.len();
            return Problem::new(at, SyntaxProblem::KeyWithoutValue(key.to_owned()));
        }
        "string values must be quoted" | "missing opening quote" => SyntaxProblem::MissingValue,
        "extra `=`" => SyntaxProblem::TwoEquals,
        "unexpected key or value" => return Problem::new(value_at, SyntaxProblem::AfterValue),
        "unexpected leading zero" => {
            return Problem::new(bare_value(text, statement).unwrap_or(span), SyntaxProblem::LeadingZero);
        }
        "cannot recurse further; max recursion depth met" => SyntaxProblem::NestedTooDeeply,
        "invalid comment character" => SyntaxProblem::ControlInComment,
        "unclosed table" | "unclosed array table" => SyntaxProblem::UnclosedHeader { expected: expected.to_owned() },
        "invalid key-value pair" | "invalid unquoted key" | "unquoted keys cannot be empty" => {
            return Problem::new(statement.start..line_end.min(statement.end), SyntaxProblem::NotAKey);
        }
        "invalid basic string"
        | "invalid literal string"
        | "invalid multi-line basic string"
        | "invalid multi-line literal string" => string_problem(what, expected, words),
        "carriage return must be followed by newline" => SyntaxProblem::LoneCarriageReturn,
        _ if what.starts_with("cannot extend value") => SyntaxProblem::NotATable(words.to_owned()),
        _ => {
            if let Some(bare) = bare_value(text, statement).filter(|bare| bare.contains(&span.start)) {
                return Problem::new(bare.clone(), unquoted(&text[bare]));
            }
            let expected = Some(expected).filter(|expected| !matches!(*expected, "" | "nothing")).map(str::to_owned);
            SyntaxProblem::Other { message: what.to_owned(), expected }
        }
    };
    Problem::new(span, kind)
}

/// The problem of a value that begins with neither a digit nor a quote.
fn unquoted(value: &str) -> SyntaxProblem {
    match value.chars().next() {
        Some(c) if c.is_whitespace() => SyntaxProblem::OtherSpace,
        Some('“' | '”' | '„' | '‘' | '’' | '‚' | '«' | '»') => SyntaxProblem::OtherQuotes,
        _ => SyntaxProblem::Unquoted,
    }
}

/// The value of a statement on one line that begins with neither a quote nor a bracket: a word or a number.
fn bare_value(text: &str, statement: &Range<usize>) -> Option<Range<usize>> {
    let (key, rest) = text[statement.clone()].split_once('=')?;
    let value = rest.split(" #").next().unwrap_or("");
    let start = statement.start + key.len() + 1 + (value.len() - value.trim_start().len());
    let value = value.trim();
    let bare = !value.is_empty() && !value.starts_with(['"', '\'', '[', '{']) && !value.contains('\n');
    bare.then(|| start..start + value.len())
}

fn string_problem(what: &str, expected: &str, words: &str) -> SyntaxProblem {
    if words.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r')) {
        return SyntaxProblem::ControlInString;
    }
    match expected {
        "`\"`" | "`'`" => SyntaxProblem::UnclosedString { expected: expected.to_owned() },
        "" => SyntaxProblem::BadString { label: what.to_owned() },
        _ => SyntaxProblem::BadString { label: format!("expected {expected}") },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first_problem(text: &str) -> Problem {
        let mut problems = Collector::default();
        readable(text, &mut problems);
        problems.into_sorted().0.swap_remove(0)
    }

    /// [`problem()`] knows the parser's errors by their messages, which are no promise of the parser: this is why its
    /// version is pinned. A new version is taken when each of these texts still gets its kind.
    #[test]
    fn each_message_of_the_parser_has_its_kind() {
        let key = |key: &str| SyntaxProblem::KeyWithoutValue(key.to_owned());
        let header = |expected: &str| SyntaxProblem::UnclosedHeader { expected: expected.to_owned() };
        let string = |expected: &str| SyntaxProblem::UnclosedString { expected: expected.to_owned() };
        let bad_string = |label: &str| SyntaxProblem::BadString { label: label.to_owned() };
        let deep = format!("a = {}1{}", "[".repeat(100), "]".repeat(100));
        let rows = [
            ("a = 1\na = 2", SyntaxProblem::DuplicateKey("a".to_owned())),
            ("a = 1\na.b = 2", SyntaxProblem::NotATable("a".to_owned())),
            ("a = b", SyntaxProblem::Unquoted),
            ("a = b\"", SyntaxProblem::Unquoted),
            ("a = “b”", SyntaxProblem::OtherQuotes),
            ("a =\u{a0}1", SyntaxProblem::OtherSpace),
            ("a = 1:30 # comment", SyntaxProblem::Unquoted),
            ("a = [1, b]", SyntaxProblem::Unquoted),
            ("a = 2020-13-01", SyntaxProblem::Unquoted),
            ("a = 8;", SyntaxProblem::Unquoted),
            ("a = 6-8", SyntaxProblem::Unquoted),
            ("a =", SyntaxProblem::MissingValue),
            ("a", key("a")),
            ("a: 1", key("a: 1")),
            (".a", key(".a")),
            ("a = = 1", SyntaxProblem::TwoEquals),
            ("a = 1, b = 2", SyntaxProblem::AfterValue),
            ("a = 01", SyntaxProblem::LeadingZero),
            (&deep, SyntaxProblem::NestedTooDeeply),
            ("a = 1 # \u{1}", SyntaxProblem::ControlInComment),
            ("[a", header("`]`")),
            ("[[a", header("`]]`")),
            ("= 1", SyntaxProblem::NotAKey),
            ("é = 1", SyntaxProblem::NotAKey),
            ("{a = 1}", SyntaxProblem::NotAKey),
            ("a = \"b", string("`\"`")),
            ("a = 'b", string("`'`")),
            ("a = \"\u{1}\"", SyntaxProblem::ControlInString),
            ("a = '\u{1}'", bad_string("expected non-single-quote visible characters")),
            ("a = \"\"\"\u{1}\"\"\"", SyntaxProblem::ControlInString),
            ("a = '''\u{1}'''", bad_string("expected non-single-quote characters")),
            ("a = 1\rb = 2", SyntaxProblem::LoneCarriageReturn),
            ("a = [1 2", SyntaxProblem::Unclosed { what: "list", close: "]" }),
            (
                "a = [\"b\" \"c\"]",
                SyntaxProblem::Other {
                    message: "missing comma between array elements".to_owned(),
                    expected: Some("`,`".to_owned()),
                },
            ),
            (
                "a = [1__0]",
                SyntaxProblem::Other { message: "`_` may only go between digits".to_owned(), expected: None },
            ),
        ];
        for (text, kind) in rows {
            assert_eq!(first_problem(text).kind, kind.into(), "{text}");
        }
    }
}

//! What is not TOML: says it once for each statement and takes the statement out, so that the rest can be read.

use std::borrow::Cow;
use std::ops::Range;

use toml::de::{DeTable, Error};

use super::faults::{Broken, Fault, Faults};
use super::statement::{Kind, Statement, statements};
use super::value;

/// How often the text is parsed again at most. Each time shows what a mistake had hidden.
const ROUNDS: usize = 4;

/// How deep the parser goes.
const DEPTH: usize = 80;

/// A longer text is first looked at in pieces of this many bytes: the parser keeps every mistake in memory.
const PIECE: usize = 16 * 1024;

/// With more statements than this that cannot be read, nobody is told what may be missing.
const BROKEN_MAX: usize = 10_000;

/// Says what of a text is not TOML, and returns the text without it, every other byte at its place.
pub(super) fn readable<'t>(text: &'t str, faults: &mut Faults) -> Cow<'t, str> {
    let statements = statements(text);
    let mut readable = text.as_bytes().to_vec();
    let mut said = vec![false; statements.len()];
    for (n, statement) in statements.iter().enumerate() {
        let fault = match statement.kind {
            Kind::Header | Kind::KeyValue if is_deep(text, statement) => {
                Fault::at(statement.at.clone(), "nested too deeply").label("no key is as deep as this")
            }
            Kind::Header | Kind::KeyValue | Kind::Comment => continue,
            Kind::Unclosed(at) => {
                faults.torn |= text[at..].starts_with(['"', '\'']);
                unclosed(text, at)
            }
            Kind::TooLong => Fault::at(statement.at.start..statement.at.start + 1, "a value is too long")
                .label("over 100,000 bytes outside of quotes"),
        };
        said[n] = true;
        faults.add(fault);
        take_out(&mut readable, statement, text, faults);
    }
    let mut errors = in_pieces(&readable, &statements);
    for _ in 0..ROUNDS {
        let mut news = false;
        for (message, span) in errors {
            let Some(n) = statement_of(&statements, span.start) else { continue };
            if std::mem::replace(&mut said[n], true) {
                continue;
            }
            news = true;
            let statement = &statements[n];
            faults.add(fault(text, &message, span, &statement.at));
            take_out(&mut readable, statement, text, faults);
            if statement.kind == Kind::Header {
                // What stands below it belongs to nothing.
                faults.torn |= message != "duplicate key";
                let below = statements[n..].iter().skip(1).take_while(|next| is_below(text, statement, next));
                for (offset, next) in below.enumerate() {
                    said[n + 1 + offset] = true;
                    take_out(&mut readable, next, text, faults);
                }
            }
        }
        errors = parse(&readable, 0);
        if !news && errors.is_empty() {
            break;
        }
    }
    faults.broken.sort_by_key(|broken| broken.at);
    if faults.broken.is_empty() && said.iter().all(|said| !said) {
        return Cow::Borrowed(text);
    }
    faults.headers = statements.iter().filter(|one| one.kind == Kind::Header).map(|one| one.at.start).collect();
    String::from_utf8(readable).map_or(Cow::Borrowed(""), Cow::Owned)
}

type Mistake = (String, Range<usize>);

/// Everything that the parser dislikes about a piece of text that begins at `from`.
fn parse(piece: &[u8], from: usize) -> Vec<Mistake> {
    let (_, errors) = DeTable::parse_recoverable(std::str::from_utf8(piece).unwrap_or_default());
    let mistake = |error: &Error| {
        let span = error.span()?;
        Some((error.message().to_owned(), span.start + from..span.end + from))
    };
    errors.iter().filter_map(mistake).collect()
}

/// Whether a mistake is one of the whole text and not of a statement alone.
fn is_about_tables(message: &str) -> bool {
    message.starts_with("duplicate key") || message.starts_with("cannot extend value")
}

/// The first mistake of each statement, piece by piece.
fn in_pieces(readable: &[u8], statements: &[Statement]) -> Vec<Mistake> {
    let mut found: Vec<Mistake> = Vec::new();
    let mut start = 0;
    for n in 0..statements.len() {
        let end = statements.get(n + 1).map_or(readable.len(), |next| next.at.start);
        if end - start < PIECE && end < readable.len() {
            continue;
        }
        let mut last = None;
        for (message, span) in parse(&readable[start..end], start) {
            // A piece does not know what stands above it, so that a table may seem to be there twice.
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

/// Overwrites a statement with spaces, and remembers its key.
fn take_out(readable: &mut [u8], statement: &Statement, text: &str, faults: &mut Faults) {
    for byte in &mut readable[statement.at.clone()] {
        if !matches!(byte, b'\n') {
            *byte = b' ';
        }
    }
    let words = &text[statement.at.clone()];
    let end = words.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(words.len());
    if faults.broken.len() < BROKEN_MAX {
        faults.broken.push(Broken { at: statement.at.start, key: value::short(&words[..end]) });
    } else {
        faults.torn = true;
    }
}

/// Whether a statement stands in the table of a header, or in a table of that table.
fn is_below(text: &str, header: &Statement, next: &Statement) -> bool {
    let path = |one: &Statement| {
        let name: String = text[one.at.clone()].chars().skip_while(|c| "[ \t".contains(*c)).collect();
        name.split([']', '#', ' ', '\t', '\r']).next().unwrap_or("").to_owned()
    };
    next.kind != Kind::Header || path(next).strip_prefix(&path(header)).is_some_and(|rest| rest.starts_with('.'))
}

/// The statement that a place belongs to: the last one that begins at or before it.
fn statement_of(statements: &[Statement], place: usize) -> Option<usize> {
    statements.partition_point(|one| one.at.start <= place).checked_sub(1)
}

/// Whether a key or a header has more parts than the parser follows. It says so without a place, and stops.
fn is_deep(text: &str, statement: &Statement) -> bool {
    let end = if statement.kind == Kind::Header { ']' } else { '=' };
    text[statement.at.clone()].split(end).next().is_some_and(|key| key.matches('.').count() >= DEPTH)
}

fn unclosed(text: &str, at: usize) -> Fault {
    let (what, close) = match &text[at..] {
        rest if rest.starts_with('[') => ("this list", "]"),
        rest if rest.starts_with('{') => ("this table", "}"),
        rest if rest.starts_with("'''") => ("this text", "'''"),
        _ => ("this text", "\"\"\""),
    };
    let length = if close.len() == 3 { 3 } else { 1 };
    Fault::at(at..at + length, format!("{what} is not closed"))
        .label("it begins here")
        .help(format!("end it with `{close}`"))
}

/// An error of the parser in our words.
fn fault(text: &str, message: &str, span: Range<usize>, statement: &Range<usize>) -> Fault {
    let (what, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    let words = text.get(span.clone()).unwrap_or("");
    let line_end =
        text.get(span.start..).and_then(|rest| rest.find(['\n', '\r'])).map_or(text.len(), |n| span.start + n);
    let value = text.get(span.start..line_end.min(statement.end).max(span.start)).unwrap_or("");
    let value = value.split(" #").next().unwrap_or("").trim_end();
    let of_value = span.start..span.start + value.len();
    match what {
        "duplicate key" => Fault::at(span, format!("`{}` is given twice", value::short(words)))
            .label("it is given before in the same table")
            .help("keep one of them"),
        "string values must be quoted" | "missing opening quote" => {
            if value.is_empty() {
                return Fault::at(span, "a value is missing").label("expected a value here");
            }
            unquoted(value, of_value)
        }
        "key with no value" | "missing value for key" => {
            let key = text[statement.clone()].trim_end();
            Fault::at(statement.start..statement.start + key.len(), format!("`{}` has no value", value::short(key)))
                .label("expected `=` and a value after it")
        }
        "missing value" | "invalid value" => Fault::at(span, "a value is missing").label("expected a value here"),
        "extra `=`" => Fault::at(span, "two `=` in a row").label("expected a value"),
        "unexpected key or value" => Fault::at(of_value, "something stands behind the value")
            .label("expected the end of the line")
            .help("each key stands on its own line, and text stands in quotes"),
        "unexpected leading zero" => {
            Fault::at(span, "a number begins with a zero").label("expected a number without it")
        }
        "cannot recurse further; max recursion depth met" => {
            Fault::at(span, "nested too deeply").label("no key is as deep as this")
        }
        "invalid comment character" => {
            Fault::at(span, "a comment holds a control character").label("expected plain text")
        }
        "unclosed table" | "unclosed array table" => {
            Fault::at(span, "the header is not closed").label(format!("expected {expected} here"))
        }
        "invalid key-value pair" | "invalid unquoted key" | "unquoted keys cannot be empty" => {
            Fault::at(span, "this is not a key").label("expected a key, `=` and a value")
        }
        "invalid basic string"
        | "invalid literal string"
        | "invalid multi-line basic string"
        | "invalid multi-line literal string" => string(what, expected, words, span),
        "carriage return must be followed by newline" => {
            Fault::at(span, "a carriage return without a line break").label("expected the end of the line")
        }
        _ if what.starts_with("cannot extend value") => {
            Fault::at(span, format!("`{}` is no table", value::short(words)))
                .label("it is given before as something else")
        }
        _ => {
            if let Some(bare) = bare_value(text, statement).filter(|bare| bare.contains(&span.start)) {
                return unquoted(&text[bare.clone()], bare);
            }
            let label = if expected.is_empty() || expected == "nothing" {
                String::new()
            } else {
                format!("expected {expected}")
            };
            Fault::at(span, format!("this is not TOML: {what}")).label(label)
        }
    }
}

fn unquoted(words: &str, at: Range<usize>) -> Fault {
    let bare = value::short(words.trim_matches(['"', '\'']));
    let truth = value::truth(&bare).map(|truth| format!(", or as `{truth}` where that is expected"));
    let help = format!("write it as `\"{bare}\"`{}", truth.unwrap_or_default());
    Fault::at(at, "text without quotes").label("expected quotes around it").help(help)
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

fn string(what: &str, expected: &str, words: &str, span: Range<usize>) -> Fault {
    let control = words.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r'));
    if control {
        return Fault::at(span, "text holds a control character")
            .label("a terminal would obey it")
            .help("leave it out");
    }
    if matches!(expected, "`\"`" | "`'`") {
        return Fault::at(span, "this text is not closed").label(format!("expected {expected}"));
    }
    let label = if expected.is_empty() { what.to_owned() } else { format!("expected {expected}") };
    Fault::at(span, "the text is not closed or holds what it cannot").label(label)
}

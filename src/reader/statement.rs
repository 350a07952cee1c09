//! The statements of a text, found by its tokens alone, so that those that are not TOML can be left out.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

/// The most bytes of a statement outside of quotes and comments.
const BARE_MAX: usize = 100_000;

/// The most lists, tables and dotted keys of a file: the parser takes over a kilobyte for some of them.
const NESTED_MAX: usize = 50_000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Statement {
    pub(super) at: Range<usize>,
    pub(super) kind: StatementKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StatementKind {
    /// A header of a table.
    Header,
    /// A key with its value.
    KeyValue,
    /// A comment on a line of its own.
    Comment,
    /// A value whose bracket or quotes, at this place, are never closed.
    Unclosed(usize),
    /// A value with more than [`BARE_MAX`] bytes outside of quotes.
    TooLong,
}

/// Where the first list, table or dotted key beyond [`NESTED_MAX`] stands.
pub(super) fn too_many_nested(text: &str) -> Option<Range<usize>> {
    let opens = |token: &Token| {
        matches!(token.kind(), TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket | TokenKind::Dot)
    };
    let beyond = Source::new(text).lex().filter(opens).nth(NESTED_MAX)?;
    Some(beyond.span().start()..beyond.span().end())
}

/// The statements of a text. Where a bracket stays open, a statement ends before what can only be the next one.
pub(super) fn statements(text: &str) -> Vec<Statement> {
    let tokens = Source::new(text).lex().into_vec();
    let mut statements = Vec::new();
    let mut n = 0;
    while let Some(token) = tokens.get(n) {
        let (end, kind) = match token.kind() {
            TokenKind::Whitespace | TokenKind::Newline | TokenKind::Eof => {
                n += 1;
                continue;
            }
            TokenKind::Comment => (line_end(text, &tokens, n), StatementKind::Comment),
            TokenKind::LeftSquareBracket => (line_end(text, &tokens, n), StatementKind::Header),
            _ => key_value(text, &tokens, n),
        };
        let end_at = tokens.get(end).map_or(text.len(), |token| token.span().start());
        statements.push(Statement { at: token.span().start()..end_at, kind });
        n = end;
    }
    statements
}

/// The keys of the file itself, whether what they are in is TOML or not: the first part of each header, and the keys
/// before the first header.
pub(super) fn top_keys(text: &str) -> impl Iterator<Item = &str> {
    let mut is_top = true;
    statements(text).into_iter().filter_map(move |statement| {
        let is_header = statement.kind == StatementKind::Header;
        is_top &= !is_header;
        let words = text[statement.at].trim_start_matches(['[', ' ', '\t']);
        let key = words.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-')).next();
        key.filter(|_| is_header || is_top)
    })
}

fn words<'t>(text: &'t str, token: &Token) -> &'t str {
    &text[token.span().start()..token.span().end()]
}

/// Whether the line ends here. A carriage return alone is a token too, and ends none.
fn ends_line(text: &str, token: &Token) -> bool {
    match token.kind() {
        TokenKind::Newline => words(text, token).ends_with('\n'),
        TokenKind::Eof => true,
        _ => false,
    }
}

/// The token that ends the line of the n-th one.
fn line_end(text: &str, tokens: &[Token], n: usize) -> usize {
    n + tokens[n..].iter().take_while(|token| !ends_line(text, token)).count()
}

/// The token before which a key with its value ends.
fn key_value(text: &str, tokens: &[Token], start: usize) -> (usize, StatementKind) {
    let mut open: Vec<&Token> = Vec::new();
    // The last token that is neither blank nor a comment.
    let mut last = TokenKind::Whitespace;
    let mut bare = 0;
    for (n, token) in tokens.iter().enumerate().skip(start) {
        let words = words(text, token);
        match token.kind() {
            TokenKind::MlBasicString | TokenKind::MlLiteralString if !is_closed(words) => {
                return (n + 1, StatementKind::Unclosed(token.span().start()));
            }
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => open.push(token),
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                open.pop();
            }
            _ if ends_line(text, token) => {
                let Some(bracket) = open.last() else { return (n, whole(bare)) };
                let is_unclosed = match next_line(text, &tokens[n + 1..]) {
                    _ if token.kind() == TokenKind::Eof => bare <= BARE_MAX,
                    Some(StatementKind::KeyValue) => {
                        bracket.kind() == TokenKind::LeftSquareBracket
                            || !matches!(last, TokenKind::Comma | TokenKind::LeftCurlyBracket)
                    }
                    next => next.is_some(),
                };
                if is_unclosed {
                    return (n, StatementKind::Unclosed(bracket.span().start()));
                }
            }
            _ => {}
        }
        match token.kind() {
            TokenKind::Whitespace | TokenKind::Newline => bare += words.len(),
            TokenKind::Comment => {}
            kind => {
                bare += if kind.encoding().is_none() { words.len() } else { 0 };
                last = kind;
            }
        }
    }
    (tokens.len(), whole(bare))
}

fn whole(bare: usize) -> StatementKind {
    if bare > BARE_MAX { StatementKind::TooLong } else { StatementKind::KeyValue }
}

/// Whether a text over several lines ends in the quotes that it begins with.
fn is_closed(words: &str) -> bool {
    let (open, rest) = words.split_at(3);
    rest.ends_with(open)
}

/// What the next line begins with, if it looks like a header or a key with its value and not like the rest of a list.
fn next_line(text: &str, tokens: &[Token]) -> Option<StatementKind> {
    let is_key = |token: &Token| {
        let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        token.kind() == TokenKind::Atom && words(text, token).chars().all(is_key)
    };
    let mut tokens = tokens.iter().filter(|token| token.kind() != TokenKind::Whitespace).peekable();
    let first = tokens.next()?;
    if is_key(first) {
        return (tokens.next()?.kind() == TokenKind::Equals).then_some(StatementKind::KeyValue);
    }
    if first.kind() != TokenKind::LeftSquareBracket {
        return None;
    }
    tokens.next_if(|token| token.kind() == TokenKind::LeftSquareBracket);
    let begins_with_letter = |token: &&Token| words(text, token).starts_with(|c: char| c.is_ascii_alphabetic());
    tokens.next().filter(|token| is_key(token)).filter(begins_with_letter)?;
    let end = tokens.find(|token| !is_key(token) && token.kind() != TokenKind::Dot)?;
    (end.kind() == TokenKind::RightSquareBracket).then_some(StatementKind::Header)
}

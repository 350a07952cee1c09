//! What a message offers to write, and the change of the file that it stands for.

use std::ops::Range;

use super::wording::{Subject, assignment, listed};

/// A longer text is not offered: nobody copies it from a message.
const SHOWN_MAX: usize = 120;

/// What could be written instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Offer {
    /// The words before it.
    lead: Lead,
    pub(super) edit: Edit,
}

/// A change at the place of a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Edit {
    /// These keys with their values, in place of the one key whose value is there.
    Keys(Vec<(&'static str, String)>),
    /// This text in place of what is there.
    Text(String),
    /// The same, with what comes before it on the line.
    RestOfLine(String),
    /// One more key in the table whose header is there, or in which that key or value is.
    Add(&'static str, String),
    /// Nothing in place of the key whose value is there; why it can be left out.
    LeaveOut(&'static str),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    Write,
    Example,
    DidYouMean,
    Add,
    Begin,
    Comment,
    /// What to do, of which it is one way.
    OneWay(&'static str),
}

impl Offer {
    /// A value that was meant, and keys beside it.
    pub(super) fn meant(subject: Subject, value: String, beside: Vec<(&'static str, String)>) -> Self {
        let edit = if subject.in_list {
            Edit::Text(value)
        } else {
            Edit::Keys(std::iter::once((subject.key, value)).chain(beside).collect())
        };
        Self { lead: Lead::Write, edit }
    }

    /// An example of a good value, where it is not clear what was meant.
    pub(super) fn example(subject: Subject, value: &str) -> Self {
        Self { lead: Lead::Example, ..Self::meant(subject, value.to_owned(), Vec::new()) }
    }

    /// A value that is one way to do what is told.
    pub(super) fn one_way(told: &'static str, subject: Subject, value: String) -> Self {
        Self { lead: Lead::OneWay(told), ..Self::meant(subject, value, Vec::new()) }
    }

    /// A value like the one that is there.
    pub(super) fn near(subject: Subject, value: String) -> Self {
        Self { lead: Lead::DidYouMean, ..Self::meant(subject, value, Vec::new()) }
    }

    /// Another key with its value.
    pub(super) fn other_key(key: &'static str, value: String) -> Self {
        Self { lead: Lead::Write, edit: Edit::Keys(vec![(key, value)]) }
    }

    /// Another name for the key that is there.
    pub(super) fn name(name: &str) -> Self {
        Self { lead: Lead::DidYouMean, edit: Edit::Text(name.to_owned()) }
    }

    pub(super) fn rest_of_line(text: impl Into<String>) -> Self {
        Self { lead: Lead::Write, edit: Edit::RestOfLine(text.into()) }
    }

    pub(super) fn comment(text: impl Into<String>) -> Self {
        Self { lead: Lead::Comment, edit: Edit::RestOfLine(text.into()) }
    }

    pub(super) fn add(key: &'static str, value: impl Into<String>) -> Self {
        Self { lead: Lead::Add, edit: Edit::Add(key, value.into()) }
    }

    /// A key at the beginning of the file.
    pub(super) fn begin(key: &'static str, value: impl Into<String>) -> Self {
        Self { lead: Lead::Begin, edit: Edit::Add(key, value.into()) }
    }

    pub(super) fn leave_out(why: &'static str) -> Self {
        Self { lead: Lead::Write, edit: Edit::LeaveOut(why) }
    }

    pub(super) fn is_example(&self) -> bool {
        self.lead == Lead::Example
    }

    /// The offer in words, or nothing where it is too long for them.
    pub(super) fn words(&self, text: &str, at: &Range<usize>) -> Option<String> {
        let shown = match &self.edit {
            Edit::Keys(keys) => {
                let keys: Vec<String> =
                    keys.iter().map(|(key, value)| format!("`{}`", assignment(key, value))).collect();
                listed(&keys, "and")
            }
            Edit::Text(text) => format!("`{text}`"),
            Edit::RestOfLine(rest) => {
                let before = text[line_start(text, at.start)..at.start].trim_start();
                format!("`{before}{}{rest}`", gap(text, at.start))
            }
            Edit::Add(key, value) => format!("`{}`", assignment(key, value)),
            Edit::LeaveOut(why) => return Some(format!("leave it out: {why}")),
        };
        (shown.chars().count() <= SHOWN_MAX && !shown.contains('\n')).then(|| match self.lead {
            Lead::Write => format!("write it as {shown}"),
            Lead::Example => format!("for example {shown}"),
            Lead::DidYouMean => format!("did you mean {shown}?"),
            Lead::Add => format!("add {shown}"),
            Lead::Begin => format!("begin the file with {shown}"),
            Lead::OneWay(told) => format!("{told}, such as {shown}"),
            Lead::Comment => format!("a comment begins with `#`: write it as {shown}"),
        })
    }

    /// What of the text is replaced, and by what.
    pub(super) fn change(&self, text: &str, at: &Range<usize>) -> (Range<usize>, String) {
        match &self.edit {
            Edit::Keys(keys) => {
                let start = key_start(text, at.start);
                let keys: Vec<String> = keys.iter().map(|(key, value)| assignment(key, value)).collect();
                (start..at.end, keys.join(&separator(text, start)))
            }
            Edit::Text(new) => (at.clone(), new.clone()),
            Edit::RestOfLine(new) => (at.clone(), format!("{}{new}", gap(text, at.start))),
            Edit::Add(key, value) => add(text, at, &assignment(key, value)),
            Edit::LeaveOut(_) => {
                let comma = text[at.end..].trim_start().starts_with(',');
                let end = if comma { at.end + text[at.end..].find(',').map_or(0, |n| n + 1) } else { at.end };
                (key_start(text, at.start)..end, String::new())
            }
        }
    }
}

/// The space between an equals sign and a value, where there is none.
fn gap(text: &str, at: usize) -> &'static str {
    if text[..at].ends_with('=') { " " } else { "" }
}

/// A key more in a table: behind its header or its opening brace, or before the key that is marked.
fn add(text: &str, at: &Range<usize>, assignment: &str) -> (Range<usize>, String) {
    match text[at.clone()].chars().next() {
        None => (at.start..at.start, format!("{assignment}\n")),
        Some('[') => (at.end..at.end, format!("\n{assignment}")),
        Some('{') => {
            let is_empty = text[at.start + 1..].trim_start().starts_with('}');
            (at.start + 1..at.start + 1, format!(" {assignment}{}", if is_empty { " " } else { "," }))
        }
        Some(_) => {
            let start = key_start(text, at.start);
            (start..start, format!("{assignment}{}", separator(text, start)))
        }
    }
}

/// Where the key begins that, or whose value, is here.
fn key_start(text: &str, at: usize) -> usize {
    let before = text[..at].trim_end_matches([' ', '\t']);
    let Some(key) = before.strip_suffix('=') else { return at };
    let key = key.trim_end_matches([' ', '\t']);
    let name = key.trim_end_matches(|c: char| c.is_alphanumeric() || "_-.\"'".contains(c));
    name.len()
}

/// What is between two keys of a table: the line break and the indentation of this one, or a comma.
fn separator(text: &str, key: usize) -> String {
    let indentation = &text[line_start(text, key)..key];
    if indentation.trim().is_empty() { format!("\n{indentation}") } else { ", ".to_owned() }
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |n| n + 1)
}

//! What is wrong with a file, collected while it is read.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Location, Problems};
use crate::text;

/// How many faults are kept at most before the later ones of the file are only counted.
const KEPT: usize = 4096;

/// A fault with its place in the text.
#[derive(Debug)]
pub(super) struct Fault {
    span: Range<usize>,
    message: String,
    label: String,
    related: Option<(Range<usize>, String)>,
    help: Option<String>,
}

impl Fault {
    /// A fault at a place.
    pub(super) fn at(span: Range<usize>, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), label: String::new(), related: None, help: None }
    }

    /// What to say at the place.
    pub(super) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// A second place that belongs to it.
    pub(super) fn related(mut self, span: Range<usize>, label: impl Into<String>) -> Self {
        self.related = Some((span, label.into()));
        self
    }

    /// How to write it.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// How to write it, where that is known.
    pub(super) fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    fn order(&self) -> (usize, usize) {
        (self.span.start, self.span.end)
    }
}

/// A key whose line is not TOML: it is there, so nobody may miss it.
#[derive(Debug)]
pub(super) struct Broken {
    /// Where its line begins.
    pub(super) at: usize,
    /// The first part of the key.
    pub(super) key: String,
}

/// All faults of one text.
#[derive(Debug, Default)]
pub(super) struct Faults {
    list: Vec<Fault>,
    more: usize,
    /// Keys that could not be read.
    pub(super) broken: Vec<Broken>,
    /// Where the headers of tables begin; known only where there are broken keys.
    pub(super) headers: Vec<usize>,
    /// From here on the text could not be read, so that nothing may be missed.
    pub(super) torn: bool,
}

impl Faults {
    /// Notes a fault.
    pub(super) fn add(&mut self, fault: Fault) {
        self.list.push(fault);
        if self.list.len() >= KEPT {
            self.sort();
            let kept = self.list.len().min(Problems::SHOWN);
            self.more += self.list.len() - kept;
            self.list.truncate(kept);
        }
    }

    /// Counts faults that stand behind enough others never to be shown.
    pub(super) fn add_uncounted(&mut self, number: usize) {
        self.more += number;
    }

    /// Whether nothing was wrong so far.
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty() && self.more == 0
    }

    /// Whether a key is in the table with this header, in a line that could not be read.
    pub(super) fn is_broken(&self, head: &Range<usize>, key: &str) -> bool {
        if self.torn {
            return true;
        }
        let after = self.headers.partition_point(|&at| at <= head.start && !head.is_empty());
        let end = self.headers.get(after).copied().unwrap_or(usize::MAX);
        let first = self.broken.partition_point(|broken| broken.at < head.start);
        self.broken[first..].iter().take_while(|broken| broken.at < end).any(|broken| broken.key == key)
    }

    fn sort(&mut self) {
        self.list.sort_by_key(Fault::order);
        self.list.dedup_by(|b, a| a.order() == b.order() && a.message == b.message);
    }

    /// The problems of this file, in its order.
    pub(super) fn into_problems(mut self, file: &str, text: &str) -> Problems {
        self.sort();
        let more = self.more + self.list.len().saturating_sub(Problems::SHOWN);
        self.list.truncate(Problems::SHOWN);
        let list = self.list.into_iter().map(|fault| diagnostic(fault, text)).collect();
        Problems { file: text::line(file).into_owned(), text: text.to_owned(), list, more }
    }
}

fn diagnostic(fault: Fault, text: &str) -> Diagnostic {
    let clean = |words: String| text::line(&words).into_owned();
    Diagnostic {
        message: clean(fault.message),
        place: Some(place(text, fault.span)),
        label: clean(fault.label),
        related: fault.related.map(|(span, label)| (place(text, span), clean(label))),
        help: fault.help.map(clean),
    }
}

/// A stretch of the text as a place, moved to character boundaries.
pub(super) fn place(text: &str, span: Range<usize>) -> Location {
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let end = text.ceil_char_boundary(span.end.clamp(start, text.len()));
    let before = &text[..start];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Location {
        span: start..end,
        line: before.bytes().filter(|&byte| byte == b'\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
    }
}

//! The text that a command prints: headings, paragraphs, lists and rows, wrapped to a width.

use std::fmt::Write as _;

use crossterm::style::Attribute;

use super::fit;

#[derive(Debug)]
pub struct Printer {
    text: String,
    columns: usize,
    styled: bool,
}

#[derive(Debug, Clone, Copy)]
enum Emphasis {
    Plain,
    Bold,
    Dim,
}

impl Printer {
    /// For an output of `columns`; `styled` allows bold and dim.
    pub fn new(columns: usize, styled: bool) -> Self {
        Self { text: String::new(), columns, styled }
    }

    pub fn into_text(self) -> String {
        self.text
    }

    pub fn blank_line(&mut self) {
        self.text.push('\n');
    }

    pub fn heading(&mut self, indent: usize, text: &str) {
        self.emphasized_paragraph(indent, Emphasis::Bold, text);
    }

    /// A heading, and an id or a folder behind it, or below it where it does not fit behind. The detail is never wrapped.
    pub fn heading_with_detail(&mut self, indent: usize, text: &str, detail: &str) {
        if indent + fit::width(text) + 1 + fit::width(detail) <= self.columns {
            self.push_line(indent, &[(Emphasis::Bold, text), (Emphasis::Plain, " "), (Emphasis::Dim, detail)]);
        } else {
            self.heading(indent, text);
            self.push_line(indent, &[(Emphasis::Dim, detail)]);
        }
    }

    pub fn paragraph(&mut self, indent: usize, text: &str) {
        self.emphasized_paragraph(indent, Emphasis::Plain, text);
    }

    /// A line; where it is too long it continues indented.
    pub fn line(&mut self, indent: usize, text: &str) {
        self.wrapped_line(indent, Emphasis::Plain, text);
    }

    /// A line that matters less.
    pub fn dim(&mut self, indent: usize, text: &str) {
        self.wrapped_line(indent, Emphasis::Dim, text);
    }

    /// A label with a paragraph hanging behind it, or below it where the label takes half of the width.
    pub fn labelled(&mut self, indent: usize, label: &str, text: &str) {
        self.hang_or_below(indent, Emphasis::Plain, label, text);
    }

    /// A row of a table: the last column hangs behind the others, however little room they leave.
    pub fn row(&mut self, others: &str, last: &str) {
        self.hang(0, Emphasis::Plain, others, last);
    }

    /// Lines that are as they are, such as those of a picture.
    pub fn block(&mut self, lines: &[String]) {
        for line in lines {
            self.push_line(0, &[(Emphasis::Plain, line)]);
        }
    }

    pub fn columns(&self) -> usize {
        self.columns
    }

    /// As [`Self::labelled`], with a dim time as the label.
    pub fn timed(&mut self, indent: usize, time: &str, text: &str) {
        self.hang_or_below(indent, Emphasis::Dim, time, text);
    }

    /// An address behind its label, or below it. It is never wrapped, so that it can be clicked or copied.
    pub fn link(&mut self, indent: usize, label: &str, address: &str) {
        if indent + fit::width(label) + 1 + fit::width(address) <= self.columns {
            self.labelled(indent, label, address);
        } else {
            self.paragraph(indent, label.trim_end());
            self.push_line(indent + 2, &[(Emphasis::Plain, address)]);
        }
    }

    /// A list below its title; nothing where the list is empty.
    pub fn list(&mut self, indent: usize, title: &str, items: &[String]) {
        if !items.is_empty() {
            self.paragraph(indent, title);
            for item in items {
                self.labelled(indent + 2, "-", item);
            }
        }
    }

    fn hang_or_below(&mut self, indent: usize, emphasis: Emphasis, lead: &str, text: &str) {
        if self.columns < indent + 2 * fit::width(lead) + 1 {
            self.emphasized_paragraph(indent, emphasis, lead);
            self.paragraph(indent + 2, text);
        } else {
            self.hang(indent, emphasis, lead, text);
        }
    }

    fn hang(&mut self, indent: usize, emphasis: Emphasis, lead: &str, text: &str) {
        let left = indent + fit::width(lead) + 1;
        let mut lines = fit::wrap(text, self.columns.saturating_sub(left));
        if lines.is_empty() {
            lines.push(String::new());
        }
        for (i, line) in lines.iter().enumerate() {
            if i == 0 {
                self.push_line(indent, &[(emphasis, lead), (Emphasis::Plain, " "), (Emphasis::Plain, line)]);
            } else {
                self.push_line(left, &[(Emphasis::Plain, line)]);
            }
        }
    }

    fn wrapped_line(&mut self, indent: usize, emphasis: Emphasis, text: &str) {
        if indent + fit::width(text) <= self.columns {
            return self.push_line(indent, &[(emphasis, text)]);
        }
        for (i, line) in fit::wrap(text, self.columns.saturating_sub(indent + 2)).iter().enumerate() {
            self.push_line(if i == 0 { indent } else { indent + 2 }, &[(emphasis, line)]);
        }
    }

    fn emphasized_paragraph(&mut self, indent: usize, emphasis: Emphasis, text: &str) {
        for line in fit::wrap(text, self.columns.saturating_sub(indent)) {
            self.push_line(indent, &[(emphasis, &line)]);
        }
    }

    fn push_line(&mut self, indent: usize, pieces: &[(Emphasis, &str)]) {
        let _ = write!(self.text, "{:indent$}", "");
        for (emphasis, piece) in pieces {
            let _ = match emphasis {
                Emphasis::Bold if self.styled => write!(self.text, "{}{piece}{}", Attribute::Bold, Attribute::Reset),
                Emphasis::Dim if self.styled => write!(self.text, "{}{piece}{}", Attribute::Dim, Attribute::Reset),
                _ => write!(self.text, "{piece}"),
            };
        }
        self.text.truncate(self.text.trim_end_matches(' ').len());
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_does_not_fit_behind_goes_below() {
        let printed = |columns| {
            let mut printer = Printer::new(columns, false);
            printer.heading_with_detail(0, "Ball roll", "(ball-roll)");
            printer.labelled(2, "Goal:", "Better circulation");
            printer.timed(2, "0:40-1:40", "switch to the right");
            printer.into_text()
        };
        assert_eq!(printed(40), "Ball roll (ball-roll)\n  Goal: Better circulation\n  0:40-1:40 switch to the right\n");
        assert_eq!(
            printed(20),
            "Ball roll\n(ball-roll)\n  Goal: Better\n        circulation\n  0:40-1:40\n    switch to the\n    right\n"
        );
    }

    #[test]
    fn only_styled_output_has_escapes() {
        let printed = |styled| {
            let mut printer = Printer::new(40, styled);
            printer.heading_with_detail(2, "Plank", "(plank)");
            printer.timed(2, "0:10", "work");
            printer.into_text()
        };
        assert_eq!(printed(false), "  Plank (plank)\n  0:10 work\n");
        assert_eq!(
            printed(true),
            "  \u{1b}[1mPlank\u{1b}[0m \u{1b}[2m(plank)\u{1b}[0m\n  \u{1b}[2m0:10\u{1b}[0m work\n"
        );
    }

    proptest! {
        #[test]
        fn no_line_is_too_long(text in "[a-z足é ]{0,60}", lead in "[a-z]{1,30}", columns in 20_usize..60) {
            let mut printer = Printer::new(columns, false);
            printer.labelled(2, &lead, &text);
            printer.line(4, &text);
            printer.list(2, &lead, &[text]);
            prop_assert!(printer.into_text().lines().all(|line| fit::width(line) <= columns));
        }
    }
}

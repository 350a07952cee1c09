//! What a command prints: headings, prose, lists and rows, for an output of a width.

use std::fmt::Write as _;

use crossterm::style::Attribute;

use super::fit;

/// A text that is being printed.
#[derive(Debug)]
pub struct Printer {
    text: String,
    columns: usize,
    styled: bool,
}

/// How a piece of it looks where it is styled.
#[derive(Debug, Clone, Copy)]
enum Emphasis {
    Plain,
    Bold,
    Dim,
}

impl Printer {
    /// Nothing yet, for an output of so many columns; `styled` is whether it may be bold and dim.
    pub fn new(columns: usize, styled: bool) -> Self {
        Self { text: String::new(), columns, styled }
    }

    /// All that is printed.
    pub fn into_text(self) -> String {
        self.text
    }

    /// An empty line.
    pub fn gap(&mut self) {
        self.text.push('\n');
    }

    pub fn heading(&mut self, indent: usize, text: &str) {
        self.paragraph(indent, Emphasis::Bold, text);
    }

    /// A heading with an id or a folder behind it, or below it where it does not fit behind; that stays whole.
    pub fn titled(&mut self, indent: usize, text: &str, aside: &str) {
        if indent + fit::width(text) + 1 + fit::width(aside) <= self.columns {
            self.line(indent, &[(Emphasis::Bold, text), (Emphasis::Plain, " "), (Emphasis::Dim, aside)]);
        } else {
            self.heading(indent, text);
            self.line(indent, &[(Emphasis::Dim, aside)]);
        }
    }

    /// A paragraph of prose.
    pub fn text(&mut self, indent: usize, text: &str) {
        self.paragraph(indent, Emphasis::Plain, text);
    }

    /// A line, which goes on further in where it is too long.
    pub fn fact(&mut self, indent: usize, text: &str) {
        self.broken(indent, Emphasis::Plain, text);
    }

    /// A line that matters less.
    pub fn aside(&mut self, indent: usize, text: &str) {
        self.broken(indent, Emphasis::Dim, text);
    }

    /// A paragraph that hangs behind its label, or stands below it where the label leaves less room than it takes.
    pub fn labelled(&mut self, indent: usize, label: &str, text: &str) {
        self.hanging(indent, Emphasis::Plain, label, text);
    }

    /// A row of a table: its last column hangs behind the others, however much room they leave.
    pub fn row(&mut self, others: &str, last: &str) {
        self.behind(0, Emphasis::Plain, others, last);
    }

    /// How many columns there are.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// A paragraph that hangs behind the time at which it begins.
    pub fn timed(&mut self, indent: usize, time: &str, text: &str) {
        self.hanging(indent, Emphasis::Dim, time, text);
    }

    /// An address behind its label, or below it: it stays whole, so that it can be clicked or copied.
    pub fn link(&mut self, indent: usize, label: &str, address: &str) {
        if indent + fit::width(label) + 1 + fit::width(address) <= self.columns {
            self.labelled(indent, label, address);
        } else {
            self.text(indent, label.trim_end());
            self.line(indent + 2, &[(Emphasis::Plain, address)]);
        }
    }

    /// A line that announces items, and the items; nothing without items.
    pub fn items(&mut self, indent: usize, what: &str, items: &[String]) {
        if !items.is_empty() {
            self.text(indent, what);
            for item in items {
                self.labelled(indent + 2, "-", item);
            }
        }
    }

    fn hanging(&mut self, indent: usize, ink: Emphasis, lead: &str, text: &str) {
        if self.columns < indent + 2 * fit::width(lead) + 1 {
            self.paragraph(indent, ink, lead);
            self.text(indent + 2, text);
        } else {
            self.behind(indent, ink, lead, text);
        }
    }

    fn behind(&mut self, indent: usize, ink: Emphasis, lead: &str, text: &str) {
        let behind = indent + fit::width(lead) + 1;
        let mut lines = fit::wrap(text, self.columns.saturating_sub(behind));
        if lines.is_empty() {
            lines.push(String::new());
        }
        for (place, line) in lines.iter().enumerate() {
            if place == 0 {
                self.line(indent, &[(ink, lead), (Emphasis::Plain, " "), (Emphasis::Plain, line)]);
            } else {
                self.line(behind, &[(Emphasis::Plain, line)]);
            }
        }
    }

    fn broken(&mut self, indent: usize, ink: Emphasis, text: &str) {
        if indent + fit::width(text) <= self.columns {
            return self.line(indent, &[(ink, text)]);
        }
        for (place, line) in fit::wrap(text, self.columns.saturating_sub(indent + 2)).iter().enumerate() {
            self.line(if place == 0 { indent } else { indent + 2 }, &[(ink, line)]);
        }
    }

    fn paragraph(&mut self, indent: usize, ink: Emphasis, text: &str) {
        for line in fit::wrap(text, self.columns.saturating_sub(indent)) {
            self.line(indent, &[(ink, &line)]);
        }
    }

    fn line(&mut self, indent: usize, pieces: &[(Emphasis, &str)]) {
        let _ = write!(self.text, "{:indent$}", "");
        for (ink, piece) in pieces {
            let _ = match ink {
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
    fn what_does_not_fit_beside_stands_below() {
        let printed = |columns| {
            let mut printer = Printer::new(columns, false);
            printer.titled(0, "Ball roll", "(ball-roll)");
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
    fn only_what_is_styled_has_escapes() {
        let printed = |styled| {
            let mut printer = Printer::new(40, styled);
            printer.titled(2, "Plank", "(plank)");
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
            printer.fact(4, &text);
            printer.items(2, &lead, &[text]);
            prop_assert!(printer.into_text().lines().all(|line| fit::width(line) <= columns));
        }
    }
}

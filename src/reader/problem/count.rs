//! What can be wrong with a count or a range of counts.

use crate::reader::wording::{Subject, Suggestion, Wording, grouped};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reader) enum CountProblem {
    /// Below `low`.
    TooLow { low: u32, high: u32 },
    /// Above `high`.
    TooHigh { low: u32, high: u32 },
    /// `"0+"`, or more than the highest count before the `+`.
    AtLeastOutOfBounds,
    /// A range of reps as an item of a list; its low end.
    RangeInList(u32),
    /// A text that is no range of counts.
    Range { expected: CountRange, reason: RangeReason },
}

/// What a text is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reader) enum CountRange {
    Counts,
    Reps,
}

/// Why a text is not a range of counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reader) enum RangeReason {
    /// A single count in quotes.
    QuotedCount(u32),
    NotARange,
    /// `3x10`: sets and reps in one text.
    SetsByReps {
        sets: u32,
        reps: u32,
    },
    EqualEnds(u32),
    Reversed {
        low: u32,
        high: u32,
    },
    Spaces {
        low: u32,
        high: u32,
    },
    OutOfBounds,
}

impl CountProblem {
    pub(super) fn wording(&self, subject: Subject) -> Wording {
        let key = subject.key;
        let bounds = |low: u32, high: u32| format!("expected {low} to {}", grouped(high));
        match self {
            Self::TooLow { low, high } => Wording::new(format!("`{key}` is below {low}"), bounds(*low, *high)),
            Self::TooHigh { low, high } => {
                Wording::new(format!("`{key}` is over {}", grouped(*high)), bounds(*low, *high))
            }
            Self::AtLeastOutOfBounds => {
                Wording::new(format!("`{key}` is out of bounds"), "expected 1 to 10,000 before the `+`")
            }
            Self::RangeInList(low) => {
                Wording::new(format!("an item of `{key}` is a range"), "expected one amount for each set")
                    .help(format!("write it as `{low}` or as `\"{low}+\"`"))
            }
            Self::Range { expected, reason } => {
                let what = match expected {
                    CountRange::Counts => "a count or a range of counts",
                    CountRange::Reps => "a number of reps",
                };
                let (label, help) = reason.label_and_help(subject);
                Wording::new(format!("`{key}` is not {what}"), label).maybe_help(help)
            }
        }
    }
}

impl RangeReason {
    fn label_and_help(&self, subject: Subject) -> (&'static str, Option<String>) {
        let meant = |value: String| Some(Suggestion::meant(value).help(subject));
        let no_range = "expected a low end, `-` and a high end";
        match self {
            Self::QuotedCount(count) => ("a single count stands without quotes", meant(count.to_string())),
            Self::NotARange => (no_range, Some(Suggestion::example("\"6-8\"").help(subject))),
            Self::SetsByReps { sets, reps } => {
                (no_range, Some(format!("write each by its name: `sets = {sets}` and `reps = {reps}`")))
            }
            Self::EqualEnds(end) => ("both ends are the same", meant(end.to_string())),
            Self::Reversed { low, high } => ("the low end comes first", meant(format!("\"{low}-{high}\""))),
            Self::Spaces { low, high } => ("a range has no spaces", meant(format!("\"{low}-{high}\""))),
            Self::OutOfBounds => ("both ends are from 1 to 10,000", None),
        }
    }
}

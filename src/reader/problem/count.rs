//! What can be wrong with a count or a range of counts.

use crate::reader::wording::{Subject, Wording, grouped};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reader) enum CountProblem {
    /// Below `low`.
    TooLow { low: u32, high: u32 },
    /// Above `high`.
    TooHigh { low: u32, high: u32 },
    /// `"0+"`, or more than the highest count before the `+`.
    AtLeastOutOfBounds,
    /// A range of reps as an item of a list.
    RangeInList,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reader) enum RangeReason {
    /// A single count in quotes.
    QuotedCount,
    NotARange,
    EqualEnds,
    Reversed,
    Spaces,
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
            Self::RangeInList => {
                Wording::new(format!("an item of `{key}` is a range"), "expected one amount for each set")
            }
            Self::Range { expected, reason } => {
                let what = match expected {
                    CountRange::Counts => "a count or a range of counts",
                    CountRange::Reps => "a number of reps",
                };
                Wording::new(format!("`{key}` is not {what}"), reason.label())
            }
        }
    }
}

impl RangeReason {
    fn label(self) -> &'static str {
        match self {
            Self::QuotedCount => "a single count is written without quotes",
            Self::NotARange => "expected a low end, `-` and a high end",
            Self::EqualEnds => "both ends are the same",
            Self::Reversed => "the low end comes first",
            Self::Spaces => "spaces stand only around the dash",
            Self::OutOfBounds => "both ends are from 1 to 10,000",
        }
    }
}

//! What can be wrong with a number that may have decimals.

use crate::reader::wording::{Subject, Wording};

/// Between which numbers another one has to be, both included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::reader) struct Bounds {
    pub(in crate::reader) low: f64,
    pub(in crate::reader) high: f64,
    /// What the number counts, such as "seconds".
    pub(in crate::reader) unit: &'static str,
}

#[derive(Debug, Clone, PartialEq)]
pub(in crate::reader) enum NumberProblem {
    TooLow(Bounds),
    TooHigh(Bounds),
}

impl NumberProblem {
    pub(super) fn wording(&self, subject: Subject) -> Wording {
        let name = subject.named();
        let (message, Bounds { low, high, unit }) = match self {
            Self::TooLow(bounds) => (format!("{name} is below {}", bounds.low), bounds),
            Self::TooHigh(bounds) => (format!("{name} is over {}", bounds.high), bounds),
        };
        Wording::new(message, format!("expected {low} to {high} {unit}"))
    }
}

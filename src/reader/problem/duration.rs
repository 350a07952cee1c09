//! What can be wrong with a duration or a tempo.

use std::time::Duration;

use crate::reader::wording::{Subject, Wording};

const DAY: Duration = Duration::from_hours(24);

/// Which durations a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reader) enum DurationField {
    /// Work and clocks: more than zero.
    Work,
    /// Between blocks: zero is no gap.
    Gap,
    /// Between sessions: days and weeks too.
    Sessions,
}

impl DurationField {
    pub(in crate::reader) fn takes_zero(self) -> bool {
        matches!(self, Self::Gap)
    }

    pub(in crate::reader) fn takes_days(self) -> bool {
        matches!(self, Self::Sessions)
    }

    pub(in crate::reader) fn max(self) -> Duration {
        if self.takes_days() { 3650 * DAY } else { DAY }
    }

    /// The unit that a number without one was probably meant in.
    pub(in crate::reader) fn usual_unit(self) -> &'static str {
        if self.takes_days() { "h" } else { "s" }
    }
}

/// A text that is not a duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reader) struct DurationProblem {
    pub(in crate::reader) field: DurationField,
    pub(in crate::reader) reason: DurationReason,
}

/// Why a text is not a duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reader) enum DurationReason {
    NoNumberWithUnit,
    Negative,
    MonthOrYear,
    TooFineUnit,
    UnknownUnit,
    DaysOrWeeks,
    UnitOrder,
    DecimalsBeforeLast,
    TrailingSpace,
    TooFine,
    Overflow,
    Zero,
    TooLong,
    /// A range, where one duration is expected.
    Range,
    EqualEnds,
    Reversed,
    /// `20-30s`: the low end has no unit.
    UnitOnHighEndOnly,
}

impl DurationProblem {
    pub(super) fn wording(self, subject: Subject) -> Wording {
        let label = match self.reason {
            DurationReason::NoNumberWithUnit => "expected a number with a unit",
            DurationReason::Negative => "a duration cannot be negative",
            DurationReason::MonthOrYear => "months and years have no fixed length",
            DurationReason::TooFineUnit => "the smallest unit is `ms`",
            DurationReason::UnknownUnit if self.field.takes_days() => "the units are `w`, `d`, `h`, `m`, `s` and `ms`",
            DurationReason::UnknownUnit => "the units are `h`, `m`, `s` and `ms`",
            DurationReason::DaysOrWeeks => "days and weeks are too long here",
            DurationReason::UnitOrder => "each unit at most once, the largest first",
            DurationReason::DecimalsBeforeLast => "only the last number may have decimals",
            DurationReason::TrailingSpace => "expected nothing after the unit",
            DurationReason::TooFine => "nothing is finer than a millisecond",
            DurationReason::Overflow => "it is too long",
            DurationReason::Zero => "expected more than zero",
            DurationReason::TooLong if self.field.takes_days() => "at most 3650 days",
            DurationReason::TooLong => "at most 24 hours",
            DurationReason::Range => "expected one duration, not a range",
            DurationReason::EqualEnds => "both ends are the same",
            DurationReason::Reversed => "the low end comes first",
            DurationReason::UnitOnHighEndOnly => "both ends need their units",
        };
        Wording::new(format!("`{}` is not a duration", subject.key), label)
    }
}

/// Why a text is not a tempo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reader) enum TempoProblem {
    NotNumbers,
    NumberOfParts,
    Zero,
    TooLong,
}

impl TempoProblem {
    pub(super) fn wording(self, subject: Subject) -> Wording {
        let label = match self {
            Self::NotNumbers => "expected the seconds of each part of a rep, with `-` between them",
            Self::NumberOfParts => "expected two to four parts",
            Self::Zero => "a rep takes some time",
            Self::TooLong => "at most 24 hours",
        };
        Wording::new(format!("`{}` is not a tempo", subject.key), label)
    }
}

//! What can be wrong with a progression.

use super::prescription::MeasureKind;
use crate::model::Increment;
use crate::reader::offer::Offer;
use crate::reader::wording::{Wording, excerpt};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reader) enum ProgressionProblem {
    UntilOfDouble,
    AddNeedsStep,
    DoubleNeedsRange,
    DoubleWithMovements,
    /// A step in another measure than that of the exercise.
    StepDoesNotFit {
        step: &'static str,
        measure: MeasureKind,
    },
    /// Nothing can be added to a movement, or to an exercise without movements.
    CannotAdd {
        step: &'static str,
        movement: Option<String>,
        obstacle: AddObstacle,
    },
    /// `until` is a list of another length than the movements.
    UntilLength {
        items: usize,
        movements: usize,
    },
    UntilBelowStart {
        start: Increment,
    },
    UntilOfOtherMeasure {
        step: Increment,
    },
    TooManyRungs {
        rungs: u64,
    },
}

/// Why a step cannot be added to an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reader) enum AddObstacle {
    /// `"12+"`
    AtLeast(u32),
    /// `"max"`
    Max,
    Measure(MeasureKind),
}

impl ProgressionProblem {
    pub(super) fn wording(&self) -> Wording {
        match self {
            Self::UntilOfDouble => Wording::new(
                "`until` does not belong to a progression of kind `double`",
                "its ceiling is the high end of the range",
            )
            .help("leave it out"),
            Self::AddNeedsStep => {
                Wording::new("a progression of kind `add` needs `reps` or `time`", "it does not say what to add")
            }
            Self::DoubleNeedsRange => Wording::new(
                "a progression of kind `double` needs a range",
                "neither the measure nor `sets` is a range",
            )
            .help("write the lowest and the highest amount, such as `reps = \"6-8\"` or `sets = \"2-4\"`"),
            Self::DoubleWithMovements => Wording::new(
                "a progression of kind `double` needs an exercise without movements",
                "this exercise has movements",
            )
            .help("`kind = \"add\"` adds the same to every movement"),
            Self::StepDoesNotFit { step, measure } => Wording::new(
                format!("`{step}` does not fit this exercise"),
                format!("it is measured in {}", unit(*measure)),
            ),
            Self::CannotAdd { step, movement, obstacle } => {
                let movement = match movement {
                    Some(name) => format!("`{}`", excerpt(name)),
                    None => "this exercise".to_owned(),
                };
                let obstacle = match obstacle {
                    AddObstacle::AtLeast(low) => format!("has \"{low}+\", which has no top"),
                    AddObstacle::Max => "has \"max\", which has no top".to_owned(),
                    AddObstacle::Measure(measure) => format!("is measured in {}", unit(*measure)),
                };
                Wording::new(format!("`{step}` cannot be added"), format!("{movement} {obstacle}"))
            }
            Self::UntilLength { items, movements } => {
                let noun = if *movements == 1 { "movement" } else { "movements" };
                Wording::new(
                    format!("`until` has {items} items for {movements} {noun}"),
                    "expected one value, or one for each movement",
                )
            }
            Self::UntilBelowStart { start } => Wording::new(
                "`until` is below the start",
                match start {
                    Increment::Reps(count) => format!("it begins at {count}"),
                    Increment::Time(time) => format!("it begins at {}", humantime::format_duration(*time)),
                },
            ),
            Self::UntilOfOtherMeasure { step } => Wording::new(
                "`until` does not fit the step",
                match step {
                    Increment::Reps(_) => "expected a count",
                    Increment::Time(_) => "expected a duration",
                },
            ),
            Self::TooManyRungs { rungs } => Wording::new(
                "a progression has at most 10,000 steps",
                format!("from its beginning to its end it has {rungs}"),
            )
            .help("add more at each step, or end it earlier"),
        }
    }
}

impl ProgressionProblem {
    pub(super) fn offers(&self) -> Vec<Offer> {
        match self {
            Self::AddNeedsStep => vec![Offer::add("reps", "5"), Offer::add("time", "\"10s\"")],
            _ => Vec::new(),
        }
    }
}

fn unit(measure: MeasureKind) -> &'static str {
    match measure {
        MeasureKind::Reps => "reps",
        MeasureKind::Time => "time",
        MeasureKind::Distance => "a distance",
        MeasureKind::Open => "nothing: it is open",
    }
}

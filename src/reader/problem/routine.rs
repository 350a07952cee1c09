//! What can be wrong with a routine as a whole.

use std::time::Duration;

use crate::reader::offer::Offer;
use crate::reader::schedule::Occasion;
use crate::reader::wording::Wording;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reader) enum RoutineProblem {
    /// No `id`, and none can be made of the name of the file.
    NoIdFromFileName,
    NoPhase,
    /// A phase without an exercise.
    NoExercise,
    EveryNeedsRounds,
    BetweenNeedsRounds,
    TooManyPrescriptions,
    /// The days on which more sessions differ than can be checked.
    TooManyDays,
    /// A day on which everything is optional, or nothing takes part.
    NothingOwed {
        on: Vec<Occasion>,
    },
    TooManySteps {
        on: Vec<Occasion>,
    },
    /// A phase with `within` whose shortest round lasts so long, and has to last longer.
    ShortRounds {
        within: Duration,
        round: Duration,
        least: Duration,
    },
    TooLong {
        hours: u64,
        on: Vec<Occasion>,
    },
}

impl RoutineProblem {
    pub(super) fn wording(&self) -> Wording {
        let in_occasion = |on: &[Occasion]| {
            let named: Vec<_> = on.iter().map(Occasion::to_string).collect();
            if named.is_empty() { String::new() } else { format!(" in {}", named.join(" and ")) }
        };
        let too_large = |message: String| {
            Wording::new(message, "this phase is the largest part of it")
                .help("at most 10,000 steps and 24 hours, at the high end of every range")
        };
        match self {
            Self::NoIdFromFileName => {
                Wording::new("`id` is missing", "the name of the file has no letter or digit to make an id of")
            }
            Self::NoPhase => Wording::new("the routine has no phase", "expected `[[phase]]` and `[[phase.exercise]]`")
                .help("add `[[phase]]` with a `name`"),
            Self::NoExercise => Wording::new("the phase has no exercise", "expected `[[phase.exercise]]` after it")
                .help("add `[[phase.exercise]]` with a `name`"),
            Self::EveryNeedsRounds => Wording::new("`every` needs `rounds`", "it does not say how many"),
            Self::BetweenNeedsRounds => {
                Wording::new("`between` needs `rounds` or `within`", "it is the rest between the exercises of a round")
                    .help("without rounds the rest between exercises is `rest`")
            }
            Self::TooManyPrescriptions => Wording::new(
                "too many prescriptions",
                "over 20,000 in this file, counted by movement and week or session, and by item of a list",
            )
            .help("shorten `weeks`, `sessions` or the lists"),
            Self::TooManyDays => Wording::new(
                "too many different days",
                "`weeks`, `sessions` and `when` make more sessions differ than can be checked",
            )
            .help("shorten the lists, or split the routine"),
            Self::NothingOwed { on } => Wording::new(
                format!("nothing has to be done{}", in_occasion(on)),
                "every set that takes part is optional, or none does",
            )
            .help("leave something in that is not optional"),
            Self::ShortRounds { within, round, least } => {
                let [within, round, least] = [within, round, least].map(|time| humantime::format_duration(*time));
                Wording::new(
                    format!("the rounds that fit into {within} would have more than 10,000 steps"),
                    format!("its shortest round lasts {round}"),
                )
                .help(format!("a round has to last at least {least} here"))
            }
            Self::TooManySteps { on } => {
                too_large(format!("a session would have more than 10,000 steps{}", in_occasion(on)))
            }
            Self::TooLong { hours, on } => too_large(format!("a session would take {hours} hours{}", in_occasion(on))),
        }
    }
}

impl RoutineProblem {
    pub(super) fn offers(&self) -> Vec<Offer> {
        match self {
            Self::NoIdFromFileName => vec![Offer::add("id", "\"my-routine\"")],
            Self::EveryNeedsRounds => vec![Offer::add("rounds", "10")],
            _ => Vec::new(),
        }
    }
}

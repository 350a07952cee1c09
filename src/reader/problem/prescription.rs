//! Fields of a prescription that do not fit together, or not into their phase.

use crate::model::Measure;
use crate::reader::offer::Offer;
use crate::reader::schedule::Occasion;
use crate::reader::wording::{Wording, quoted};

/// What an amount is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reader) enum MeasureKind {
    Reps,
    Time,
    Distance,
    Open,
}

impl MeasureKind {
    pub(in crate::reader) fn of(measure: &Measure) -> Self {
        match measure {
            Measure::Reps { .. } => Self::Reps,
            Measure::Time(_) => Self::Time,
            Measure::Distance(_) => Self::Distance,
            Measure::Open => Self::Open,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reader) enum PrescriptionProblem {
    /// A rhythm (by its key) without reps.
    RhythmNeedsReps {
        key: &'static str,
        measure: MeasureKind,
        on: Option<Occasion>,
    },
    SplitNeedsTime {
        measure: MeasureKind,
        on: Option<Occasion>,
    },
    AlternateNeedsReps {
        measure: MeasureKind,
        on: Option<Occasion>,
    },
    /// `parts` without a `tempo`.
    PartsNeedTempo {
        on: Option<Occasion>,
    },
    /// `parts` with another number of words than its tempo has parts.
    PartsLength {
        words: usize,
        of_tempo: usize,
        on: Option<Occasion>,
    },
    /// `sets`, and a list as the measure (by its key). The related place is that of the list.
    SetsBesideList {
        key: &'static str,
        on: Option<Occasion>,
    },
    ListNeedsRounds {
        key: &'static str,
    },
    /// A list with another number of items than there are rounds.
    ListLength {
        key: &'static str,
        items: usize,
        rounds: usize,
        on: Option<Occasion>,
    },
}

impl PrescriptionProblem {
    pub(super) fn wording(&self) -> Wording {
        let each_side = "`each` gives each side the whole of any amount";
        match self {
            Self::RhythmNeedsReps { key, measure, on } => {
                Wording::new(format!("`{key}` needs `reps`"), this_is(*measure, *on))
            }
            Self::SplitNeedsTime { measure, on } => {
                Wording::new("`split` needs `time`", this_is(*measure, *on)).help(each_side)
            }
            Self::AlternateNeedsReps { measure, on } => {
                Wording::new("`alternate` needs `reps`", this_is(*measure, *on)).help(each_side)
            }
            Self::PartsNeedTempo { on } => {
                Wording::new("`parts` needs `tempo`", format!("{}nothing has parts to name", in_occasion(*on)))
                    .help("leave `parts` out, or add `tempo`")
            }
            Self::PartsLength { words, of_tempo, on } => Wording::new(
                format!("`parts` has {words} words for {of_tempo} parts"),
                format!("{}expected one word for each part of the tempo", in_occasion(*on)),
            ),
            Self::SetsBesideList { key, on } => Wording::new(
                format!("`sets` and a list as `{key}` both say how many sets"),
                format!("{}the list says it already", in_occasion(*on)),
            )
            .related("the list")
            .help("leave `sets` out, or write one amount instead of the list"),
            Self::ListNeedsRounds { key } => Wording::new(
                format!("a list as `{key}` needs `rounds`"),
                "the number of rounds within a time is unknown",
            )
            .help("write one amount for all rounds, or put what is done once into its own phase"),
            Self::ListLength { key, items, rounds, on } => {
                let wording = Wording::new(
                    format!("`{key}` has {items} items for {rounds} rounds"),
                    format!("{}expected one item for each round", in_occasion(*on)),
                );
                let ladder = "for a ladder in each round, write a `[[phase.exercise.movement]]` for each item";
                wording.maybe_help((items > rounds).then(|| ladder.to_owned()))
            }
        }
    }
}

impl PrescriptionProblem {
    pub(super) fn offers(&self) -> Vec<Offer> {
        match self {
            // A list that is shorter than the rounds may be of an exercise that is left out of the last ones.
            Self::ListLength { items, rounds, .. } if items < rounds => {
                let rounds = if *items == 1 { "1".to_owned() } else { quoted(&format!("1-{items}")) };
                vec![Offer::add("when", format!("{{ rounds = {rounds} }}"))]
            }
            _ => Vec::new(),
        }
    }
}

fn in_occasion(on: Option<Occasion>) -> String {
    on.map_or_else(String::new, |occasion| format!("in {occasion}, "))
}

fn this_is(measure: MeasureKind, on: Option<Occasion>) -> String {
    let measure = match measure {
        MeasureKind::Reps => "it is counted in reps",
        MeasureKind::Time => "it is timed",
        MeasureKind::Distance => "it is a distance",
        MeasureKind::Open => "it is open: it has no `reps`, `time` or `distance`",
    };
    format!("{}{measure}", in_occasion(on))
}

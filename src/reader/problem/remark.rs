//! What is no error, and reported only by `check`: fields that have no effect where they are, in any week, and figures
//! that cannot be shown.

use super::prescription::MeasureKind;
use crate::model::PhaseForm;
use crate::reader::FigureState;
use crate::reader::wording::{Wording, excerpt};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reader) enum Remark {
    /// The `rest` of a single set, which nothing of its exercise follows.
    RestOfOneSet(PhaseForm),
    SwitchWithoutSides,
    PaceOfMeasure(MeasureKind),
    /// Beside a rhythm (by its key).
    PaceBesideRhythm(&'static str),
    AboutOfMeasure(MeasureKind),
    CycleOfOneEntry,
    /// The `rest` or the `between` (by its key) of a phase with one exercise.
    GapOfOneExercise {
        key: &'static str,
    },
    RestOfOneRound,
    /// A gap of a phase (by its key), after which there is a written `prepare`.
    GapBeforePrepare {
        key: &'static str,
    },
    Figure {
        id: String,
        state: FigureState,
    },
}

impl Remark {
    pub(super) fn wording(&self) -> Wording {
        let useless = |key: &str, why: &str| Wording::new(format!("`{key}` has no effect here"), why);
        match self {
            Self::RestOfOneSet(form) => {
                useless("rest", "there is one set, and nothing of the exercise after it").help(match form {
                    PhaseForm::Straight => "write the rest between two exercises as `rest` of the phase",
                    PhaseForm::Every { .. } => "leave it out: what is left of a slot is the rest",
                    PhaseForm::Rounds(_) | PhaseForm::Within(_) => {
                        "write the rest between the exercises of a round as `between` of the phase"
                    }
                })
            }
            Self::SwitchWithoutSides => useless("switch", "one side does not follow the other")
                .help("leave it out, or say that there are two: `sides = \"each\"`"),
            Self::PaceOfMeasure(measure) => {
                useless("pace", &format!("it is that of one rep, and this is {}", name(*measure)))
                    .help("leave it out; the pace of a run is text for `effort`")
            }
            Self::PaceBesideRhythm(key) => {
                useless("pace", &format!("`{key}` says how long a rep takes")).help("leave it out")
            }
            Self::AboutOfMeasure(measure) => {
                useless("about", &format!("this is {}, of which the length is known", name(*measure)))
                    .help("leave it out")
            }
            Self::CycleOfOneEntry => useless("cycle", "the list has one entry, which goes on in any case")
                .help("leave it out, or add an entry"),
            Self::GapOfOneExercise { key } => useless(key, "this phase has one exercise").help(match *key {
                "between" => "write the rest between rounds as `rest`",
                _ => "write the rest between the sets of the exercise as its own `rest`",
            }),
            Self::RestOfOneRound => useless("rest", "there is one round")
                .help("write the rest between the exercises of a round as `between`"),
            Self::Figure { id, state: FigureState::Missing { nearest } } => Wording::new(
                format!("there is no figure `{}`", excerpt(id)),
                "neither built in nor in your folder of figures",
            )
            .help(match nearest {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => "nothing is shown for it; `calfguide paths` names the folder".to_owned(),
            }),
            Self::Figure { id, .. } => {
                Wording::new(format!("the figure `{}` has problems", excerpt(id)), "nothing is shown for it")
                    .help(format!("`calfguide figure {}` lists them", excerpt(id)))
            }
            Self::GapBeforePrepare { key } => {
                Wording::new(format!("`{key}` and `prepare` add up"), "after it comes the `prepare` that is written")
                    .help("leave one of them out, unless both are meant")
            }
        }
    }
}

fn name(measure: MeasureKind) -> &'static str {
    match measure {
        MeasureKind::Reps => "reps",
        MeasureKind::Time => "time",
        MeasureKind::Distance => "a distance",
        MeasureKind::Open => "open",
    }
}

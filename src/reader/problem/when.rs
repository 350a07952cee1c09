//! What can be wrong with when a part takes part, and with how often a list goes round.

use crate::reader::wording::Wording;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reader) enum WhenProblem {
    /// `when = {}`.
    Empty,
    /// `rounds` in the `when` of a phase.
    RoundsOfPhase,
    /// `rounds` in a phase that has none.
    NeedsRounds,
    /// Its phase has only so many rounds, or the exercise takes part in others than the movement.
    InNoRound { rounds: u32 },
    /// `cycle` in a table without `weeks` and `sessions`.
    CycleNeedsList,
}

impl WhenProblem {
    pub(super) fn wording(&self) -> Wording {
        match self {
            Self::Empty => Wording::new("`when` is empty", "expected `weeks`, `sessions` or `rounds`")
                .help("leave `when` out where it takes part always"),
            Self::RoundsOfPhase => {
                Wording::new("`rounds` in the `when` of a phase", "a phase does not stand in a round")
                    .help("write it in its exercises")
            }
            Self::NeedsRounds => Wording::new("`rounds` needs a phase with `rounds`", "this phase has none"),
            Self::InNoRound { rounds } => Wording::new(
                "it takes part in no round",
                format!("the phase has rounds 1 to {rounds}, and a movement takes part only where its exercise does"),
            ),
            Self::CycleNeedsList => {
                Wording::new("`cycle` needs a list", "expected `weeks` or `sessions` in the same table")
            }
        }
    }
}

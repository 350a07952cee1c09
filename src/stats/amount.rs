//! How much of an exercise was done in a session.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::model::Load;
use crate::plan::{Plan, Work};
use crate::record::Block;

/// What was done of an exercise in a session, its sides and movements together.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Amount {
    /// `None` where no reps are known.
    pub(super) reps: Option<u32>,
    /// Work that is timed; `None` where there was none.
    pub(super) held: Option<Duration>,
    /// The highest load, in kilograms.
    pub(super) load: Option<f64>,
}

impl Amount {
    /// Of each exercise, by its id, from the blocks that were done.
    pub(super) fn all_of<'a>(plan: &'a Plan, done: &[Block<'_>]) -> BTreeMap<&'a str, Self> {
        let mut amounts: BTreeMap<&str, Self> = BTreeMap::new();
        for block in done {
            let (card, Some(attempt)) = (plan.card(block.step), block.attempt) else { continue };
            let own = amounts.entry(&card.exercise.id).or_default();
            own.reps = match (own.reps, attempt.reps) {
                (before, None) => before,
                (before, Some(reps)) => Some(before.unwrap_or(0).saturating_add(reps)),
            };
            if matches!(plan[block.step].work(), Some(Work::Time(_))) {
                own.held = Some(own.held.unwrap_or_default() + attempt.active);
            }
            let load = block.load(plan).and_then(|load| load.parse().ok()).map(Load::kilograms);
            own.load = own.load.into_iter().chain(load).reduce(f64::max);
        }
        amounts
    }
}

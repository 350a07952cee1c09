//! What one plan asks and an earlier one did not.

use super::{count_range, step};
use crate::plan::{Card, CardId, Plan};

/// What is asked of an exercise in another way than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The id of the exercise.
    pub exercise: String,
    /// `Single-leg hops: 2 sets of 8 reps, last time 2 sets of 7 reps`
    pub line: String,
}

/// The differences. What only one of the two plans has is not mentioned: it may have been left out for a day.
pub fn changes(before: &Plan, now: &Plan) -> Vec<Change> {
    let mut changes = Vec::new();
    for (id, card) in (0..).map(CardId).zip(&now.cards) {
        let same = |other: &Card| other.exercise.id == card.exercise.id && other.movement == card.movement;
        let old = before.cards.iter().position(same).and_then(|old| asked(before, CardId(old)));
        if let (Some(asked), Some(old)) = (asked(now, id), old)
            && asked != old
        {
            let line = format!("{}: {asked}, last time {old}", step::title(card));
            changes.push(Change { exercise: card.exercise.id.clone(), line });
        }
    }
    changes
}

/// What is asked of an exercise or movement in its first block: `2 sets of 6 reps, with 5 kg`.
fn asked(plan: &Plan, card: CardId) -> Option<String> {
    let (here, work) = plan.steps.iter().find_map(|step| Some((step, step.work().filter(|_| step.card == card)?)))?;
    let dose = step::dose(work, here.side, &plan[card]);
    Some(if here.sets.max > 1 { format!("{} of {dose}", count_range(here.sets, "set")) } else { dose })
}

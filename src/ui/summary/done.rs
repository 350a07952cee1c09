//! What was done, in the terms of the prescription.

use std::iter;
use std::time::Duration;

use crate::model::Side;
use crate::plan::{CardId, Plan, Work};
use crate::record::{Attempt, Block, Record, Score};
use crate::session::Outcome;
use crate::words::{self, step, time};

/// What was done in the blocks of one exercise or movement, in the terms of the prescription. Left and right are told
/// together where they are alike.
pub(super) fn done(plan: &Plan, own: &[&Block<'_>], pairs: bool) -> Vec<String> {
    let on = |side| own.iter().filter(|block| plan[block.step].side == side).copied().collect::<Vec<_>>();
    if !pairs {
        return done_on(plan, own).parts().collect();
    }
    match [Side::Left, Side::Right].map(|side| done_on(plan, &on(side))) {
        [left, right] if left == right => {
            let amounts = left.amounts.map(|amounts| format!("{amounts} each side"));
            DoneParts { amounts, ..right }.parts().collect()
        }
        sides => {
            let text = |side: DoneParts| side.parts().collect::<Vec<_>>().join(", ");
            let named = [Side::Left, Side::Right].into_iter().zip(sides.map(text));
            let dash = |text: String| if text.is_empty() { "-".to_owned() } else { text };
            named.map(|(side, text)| format!("{}: {}", step::side(side), dash(text))).collect()
        }
    }
}

/// What was done on a side, or without sides.
#[derive(Debug, PartialEq, Eq)]
struct DoneParts {
    /// `8, 7 reps`; `None` where nothing was done.
    amounts: Option<String>,
    /// `1 in part`, `1 not finished`, `not done`
    exceptions: Vec<String>,
}

impl DoneParts {
    fn parts(self) -> impl Iterator<Item = String> {
        self.amounts.into_iter().chain(self.exceptions)
    }
}

fn done_on(plan: &Plan, own: &[&Block<'_>]) -> DoneParts {
    let count = |wanted: &dyn Fn(&Block<'_>) -> bool| own.iter().filter(|block| wanted(block)).count();
    let ended = |wanted: Outcome| count(&|block| block.outcome == Some(wanted));
    let done: Vec<_> =
        own.iter().filter(|block| block.was_done()).filter_map(|block| SetResult::of(plan, block)).collect();
    let untold = count(&is_untold);
    let exceptions = [
        (ended(Outcome::Partial) - untold, "in part"),
        (untold, "not finished"),
        (ended(Outcome::TimeUp), "cut by the clock"),
        (ended(Outcome::Skipped), "skipped"),
        (count(&|block| block.is_left_out && block.outcome != Some(Outcome::Skipped)), "not done"),
    ];
    let owed = count(&|block| !plan[block.step].optional);
    let exceptions = exceptions.into_iter().filter(|(number, _)| *number > 0);
    DoneParts {
        amounts: (!done.is_empty()).then(|| amounts(&done)),
        exceptions: exceptions
            .map(|(number, word)| if number == owed { word.to_owned() } else { format!("{number} {word}") })
            .collect(),
    }
}

/// Whether it was begun and not finished, and nobody knows how much of it was done: of what is entered afterwards.
fn is_untold(block: &Block<'_>) -> bool {
    let is_unknown = |attempt: &Attempt| attempt.reps.is_none() && attempt.active.is_zero();
    block.outcome == Some(Outcome::Partial) && block.attempt.is_some_and(is_unknown)
}

/// The amount done in one set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SetResult {
    Reps(u32),
    /// Reps with alternating legs.
    Alternating(u32),
    Time(Duration),
}

impl SetResult {
    /// Reps where the block counts them and they are known, else its time. Of reps that the clock cut nobody knows how
    /// many they were.
    fn of(plan: &Plan, block: &Block<'_>) -> Option<Self> {
        let (attempt, step) = (block.attempt?, &plan[block.step]);
        Some(match attempt.reps.filter(|_| step.work().is_some_and(Work::counts_reps)) {
            Some(reps) if step.side == Side::Alternate && reps % 2 == 0 => Self::Alternating(reps),
            Some(reps) => Self::Reps(reps),
            None if block.outcome == Some(Outcome::TimeUp) && matches!(step.work(), Some(Work::Reps { .. })) => {
                return None;
            }
            None if is_untold(block) => return None,
            None => Self::Time(attempt.active),
        })
    }

    /// Both together.
    fn plus(self, other: Self) -> Self {
        match (self, other) {
            (Self::Time(one), Self::Time(other)) => Self::Time(one + other),
            (Self::Reps(one) | Self::Alternating(one), Self::Reps(other) | Self::Alternating(other)) => {
                Self::Reps(one.saturating_add(other))
            }
            // Some sets of open work were counted and others timed: the reps are what was told.
            (Self::Time(_), reps) | (reps, Self::Time(_)) => reps,
        }
    }

    /// The number with its unit.
    fn words(self) -> String {
        match self {
            Self::Reps(reps) => words::count(reps, "rep"),
            Self::Alternating(reps) => format!("{}, {} each side", words::count(reps, "rep"), reps / 2),
            Self::Time(_) => self.number(),
        }
    }

    fn number(self) -> String {
        match self {
            Self::Reps(reps) | Self::Alternating(reps) => reps.to_string(),
            Self::Time(length) => time::clock(length),
        }
    }
}

/// What was done in each set: `8 reps`, `2 x 8 reps`, `8, 7 reps`, `0:45, 0:40`.
fn amounts(sets: &[SetResult]) -> String {
    match sets {
        [] => String::new(),
        [one] => one.words(),
        [first, others @ ..] if others.iter().all(|other| other == first) => {
            format!("{} x {}", sets.len(), first.words())
        }
        [most @ .., last] => {
            let most: Vec<_> = most.iter().map(|result| result.number()).collect();
            format!("{}, {}", most.join(", "), last.words())
        }
    }
}

/// The score of each phase that repeats until its time is up: `Finish: 2 rounds and 5 Burpees`.
pub(super) fn scores(plan: &Plan, record: &Record) -> Vec<String> {
    let text = |score: &Score<'_>| {
        let rounds = words::count(score.full_rounds, "round");
        let parts: Vec<_> = iter::once(rounds).chain(beside(plan, &score.beside)).collect();
        format!("{}: {}", plan[score.phase].name, words::list(&parts))
    };
    record.scores(plan).iter().map(text).collect()
}

/// What was done beside full rounds: `5 Burpees`, `0:20 Plank (left)`. Reps that nobody knows are left out.
fn beside(plan: &Plan, blocks: &[Block<'_>]) -> Vec<String> {
    let mut sums: Vec<(CardId, Side, SetResult)> = Vec::new();
    for block in blocks {
        let (step, Some(result)) = (&plan[block.step], SetResult::of(plan, block)) else { continue };
        match sums.iter_mut().find(|(card, side, _)| (*card, *side) == (step.card, step.side)) {
            Some((_, _, sum)) => *sum = sum.plus(result),
            None => sums.push((step.card, step.side, result)),
        }
    }
    let text = |(card, on, sum): (CardId, Side, SetResult)| {
        let side =
            if matches!(on, Side::Left | Side::Right) { format!(" ({})", step::side(on)) } else { String::new() };
        format!("{} {}{side}", sum.number(), plan[card].name())
    };
    sums.into_iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::fixture::secs;

    #[test]
    fn sets_are_summed_up_in_the_terms_of_the_prescription() {
        let table: [(&[SetResult], &str); 5] = [
            (&[SetResult::Reps(8)], "8 reps"),
            (&[SetResult::Reps(8), SetResult::Reps(8)], "2 x 8 reps"),
            (&[SetResult::Reps(8), SetResult::Reps(7), SetResult::Reps(1)], "8, 7, 1 rep"),
            (&[SetResult::Alternating(12)], "12 reps, 6 each side"),
            (&[SetResult::Time(secs(45)), SetResult::Time(secs(90))], "0:45, 1:30"),
        ];
        for (sets, expected) in table {
            assert_eq!(amounts(sets), expected);
        }
    }
}

//! What was done, in the terms of the prescription.

use std::iter;

use crate::model::Side;
use crate::plan::{AmountDone, CardId, Plan, SetDone};
use crate::record::{Block, Record, Score};
use crate::session::Outcome;
use crate::words::{self, done, step};

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
    let sets: Vec<_> = own.iter().filter_map(|block| block.set_done(plan)).collect();
    let unfinished = count(&|block| block.is_unknown());
    let exceptions = [
        (ended(Outcome::Partial) - unfinished, "in part"),
        (unfinished, "not finished"),
        (ended(Outcome::TimeUp), "cut by the clock"),
        (ended(Outcome::Skipped), "skipped"),
        (count(&|block| block.is_left_out && block.outcome != Some(Outcome::Skipped)), "not done"),
    ];
    let owed = count(&|block| !plan[block.step].optional);
    let exceptions = exceptions.into_iter().filter(|(number, _)| *number > 0);
    DoneParts {
        amounts: (!sets.is_empty()).then(|| done::sets(&sets)),
        exceptions: exceptions
            .map(|(number, word)| if number == owed { word.to_owned() } else { format!("{number} {word}") })
            .collect(),
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
    let mut sums: Vec<(CardId, Side, AmountDone)> = Vec::new();
    for block in blocks {
        let (step, Some(SetDone { amount, .. })) = (&plan[block.step], block.set_done(plan)) else { continue };
        match sums.iter_mut().find(|(card, side, _)| (*card, *side) == (step.card, step.side)) {
            Some((_, _, sum)) => *sum = sum.plus(amount),
            None => sums.push((step.card, step.side, amount)),
        }
    }
    let text = |(card, on, sum): (CardId, Side, AmountDone)| {
        let side =
            if matches!(on, Side::Left | Side::Right) { format!(" ({})", step::side(on)) } else { String::new() };
        format!("{} {}{side}", done::number(sum), plan[card].name())
    };
    sums.into_iter().map(text).collect()
}

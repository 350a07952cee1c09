//! Blocks of work as they are typed: `single-leg-hops:left:2`, the exercise and what identifies its block.

use std::collections::BTreeSet;

use super::Failure;
use super::naming::{self, Match};
use crate::model::{InvalidLoad, Load, Side};
use crate::plan::Plan;
use crate::session::Cursor;
use crate::words::step;

/// More reps than a block can have, legs alternating.
const MOST_REPS: u32 = 20_000;

/// Parses `single-leg-hops:left:2=7`: a block and its reps.
pub(super) fn block_and_reps(typed: &str, plan: &Plan, blocks: &[Cursor]) -> Result<(Cursor, u32), Failure> {
    let malformed =
        || Failure::usage(format!("cannot read `{typed}` as a block and its reps")).help("write it as `squat:2=8`");
    let (block, reps) = typed.split_once('=').ok_or_else(malformed)?;
    let reps: u64 = reps.parse().map_err(|_| malformed())?;
    let reps = u32::try_from(reps).ok().filter(|reps| *reps <= MOST_REPS).ok_or_else(|| {
        Failure::usage(format!("cannot read {reps} as the reps of a block")).help(format!("at most {MOST_REPS}"))
    })?;
    Ok((find(block, plan, blocks)?, reps))
}

/// Parses `squat:2=20kg`: one or several blocks and their load.
pub(super) fn blocks_and_load(typed: &str, plan: &Plan, blocks: &[Cursor]) -> Result<(Vec<Cursor>, Load), Failure> {
    let Some((block, load)) = typed.split_once('=') else {
        return Err(
            Failure::usage(format!("cannot read `{typed}` as a block and its load")).help("write it as `squat:2=20kg`")
        );
    };
    let load = load.parse().map_err(|error: InvalidLoad| {
        Failure::usage(format!("cannot read `{load}` as a load")).help(error.to_string())
    })?;
    Ok((meant(block, plan, blocks)?, load))
}

/// The one of these blocks that is meant.
pub(super) fn find(typed: &str, plan: &Plan, blocks: &[Cursor]) -> Result<Cursor, Failure> {
    match meant(typed, plan, blocks)?.as_slice() {
        [one] => Ok(*one),
        several => Err(Failure::usage(format!("`{typed}` matches several blocks")).help(listed(plan, several))),
    }
}

/// Those of these blocks that are meant, at least one. The words after the exercise come in any order.
fn meant(typed: &str, plan: &Plan, blocks: &[Cursor]) -> Result<Vec<Cursor>, Failure> {
    let mut words: Vec<&str> = typed.split(':').collect();
    let exercises: BTreeSet<_> =
        blocks.iter().map(|block| &plan.card(block.step).exercise).map(|it| (&*it.id, &*it.name)).collect();
    if let Match::One(id) = naming::find(words[0], &exercises.into_iter().collect::<Vec<_>>()) {
        words[0] = id;
    }
    let is_meant = |block: &Cursor| {
        let parts = parts(plan, *block);
        words[0] == parts[0] && words.iter().all(|word| parts.iter().any(|part| part == word))
    };
    let meant: Vec<_> = blocks.iter().copied().filter(is_meant).collect();
    if meant.is_empty() {
        let failure = Failure::usage(format!("`{typed}` matches no block"));
        let of_exercise: Vec<_> = blocks.iter().copied().filter(|block| parts(plan, *block)[0] == words[0]).collect();
        let near = if of_exercise.is_empty() { blocks } else { &of_exercise };
        return Err(if near.is_empty() { failure } else { failure.help(listed(plan, near)) });
    }
    Ok(meant)
}

fn listed(plan: &Plan, blocks: &[Cursor]) -> String {
    let all: Vec<_> = blocks.iter().map(|block| parts(plan, *block).join(":")).collect();
    format!("the blocks are {}", all.join(", "))
}

/// What identifies a block: its exercise, movement, side, set and round.
fn parts(plan: &Plan, block: Cursor) -> Vec<String> {
    let (card, step) = (plan.card(block.step), &plan[block.step]);
    let mut parts = vec![card.exercise.id.clone()];
    parts.extend(card.movement.as_ref().map(|movement| movement.id.clone()));
    parts.extend(matches!(step.side, Side::Left | Side::Right).then(|| step::side(step.side).to_owned()));
    parts.extend((step.sets.max > 1).then(|| step.set.to_string()));
    parts.extend(step.rounds.is_none_or(|rounds| rounds.max > 1).then(|| format!("r{}", block.round)));
    parts
}

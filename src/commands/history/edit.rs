//! `history edit`: corrects the answers and the reps of a session.

use std::io::Write;

use jiff::Zoned;

use crate::cli::{self, LevelOrNone};
use crate::commands::{Failure, sessions};
use crate::history::{Correction, Listing, LoadedSession};
use crate::model::Side;
use crate::plan::{Plan, StepId, Work};
use crate::record::{Block, Record};
use crate::session::{Answers, NOTE_MAX};
use crate::text::is_harmless;
use crate::ui::printer::Printer;
use crate::ui::summary;
use crate::words::step;

pub(super) fn edit(
    listing: &Listing,
    args: &cli::EditArgs,
    now: &Zoned,
    mut printer: Printer,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let session = sessions::find(listing, &args.session)?;
    let Ok(LoadedSession { plan: Some(plan), record, .. }) = session.read() else {
        return Err(Failure::failed("the plan of this session cannot be read").help("`calfguide doctor` says why"));
    };
    let mut corrections = Vec::new();
    for typed in &args.reps {
        corrections.push(reps(typed, &plan, &record)?);
    }
    let answers = answers(args, record.answers.clone())?;
    if answers != record.answers {
        corrections.push(Correction::Answers(answers));
    }
    if corrections.is_empty() && !has_answers(args) {
        return Err(Failure::usage("nothing to change").help("give `--effort`, `--pain`, `--note` or `--reps`"));
    }
    if !corrections.is_empty() {
        session.correct(now, &corrections)?;
    }
    if let Ok(LoadedSession { plan: Some(plan), record, .. }) = session.read() {
        summary::write(&plan, &record, &mut printer);
        out.write_all(printer.into_text().as_bytes())?;
    }
    Ok(())
}

fn has_answers(args: &cli::EditArgs) -> bool {
    args.effort.is_some() || args.pain.is_some() || args.note.is_some()
}

/// The answers with the corrections applied.
fn answers(args: &cli::EditArgs, mut answers: Answers) -> Result<Answers, Failure> {
    if let Some(LevelOrNone(effort)) = args.effort {
        answers.effort = effort;
    }
    if let Some(LevelOrNone(pain)) = args.pain {
        answers.pain = pain;
    }
    if let Some(note) = &args.note {
        if !note.chars().all(is_harmless) {
            return Err(Failure::usage("a note is one line of plain text"));
        }
        let length = note.trim().chars().count();
        if length > NOTE_MAX {
            return Err(Failure::usage(format!("a note has at most {NOTE_MAX} characters; this one has {length}")));
        }
        answers.note = Some(note.trim().to_owned()).filter(|note| !note.is_empty());
    }
    Ok(answers)
}

/// Parses `single-leg-hops:left:2=7`, where the words before the `=` tell one block from the others that were begun.
fn reps(typed: &str, plan: &Plan, record: &Record) -> Result<Correction, Failure> {
    let malformed =
        || Failure::usage(format!("cannot read `{typed}` as a block and its reps")).help("write it as `squat:2=8`");
    let (block, reps) = typed.split_once('=').ok_or_else(malformed)?;
    let reps = reps.parse().ok().filter(|reps| *reps <= MOST_REPS).ok_or_else(malformed)?;
    let words: Vec<&str> = block.split(':').collect();
    let counts_reps = |block: &Block<'_>| plan[block.step].work().is_some_and(Work::counts_reps);
    let begun = record.blocks(plan).into_iter().filter(|block| block.attempt.is_some() && counts_reps(block));
    let begun: Vec<_> = begun.map(|block| (block.step, block.round)).collect();
    let matches = |block: &(StepId, u32)| {
        let parts = parts(plan, *block);
        words[0] == parts[0] && words.iter().all(|word| parts.iter().any(|part| part == word))
    };
    let matching: Vec<_> = begun.iter().copied().filter(matches).collect();
    let (failure, all) = match matching.as_slice() {
        [(step, round)] => return Ok(Correction::Reps { step: *step, round: *round, reps }),
        [] => (Failure::usage(format!("`{block}` matches no block of reps that was started")), begun),
        _ => (Failure::usage(format!("`{block}` matches several blocks")), matching),
    };
    let all: Vec<_> = all.into_iter().map(|block| parts(plan, block).join(":")).collect();
    Err(if all.is_empty() { failure } else { failure.help(format!("the blocks are {}", all.join(", "))) })
}

/// More reps than a block can have, legs alternating.
const MOST_REPS: u32 = 20_000;

/// What tells a block apart: its exercise, movement, side, set and round.
fn parts(plan: &Plan, (id, round): (StepId, u32)) -> Vec<String> {
    let (card, step) = (plan.card(id), &plan[id]);
    let mut parts = vec![card.exercise.id.clone()];
    parts.extend(card.movement.as_ref().map(|movement| movement.id.clone()));
    parts.extend(matches!(step.side, Side::Left | Side::Right).then(|| step::side(step.side).to_owned()));
    parts.extend((step.sets.max > 1).then(|| step.set.to_string()));
    parts.extend(step.rounds.is_none_or(|rounds| rounds.max > 1).then(|| format!("r{round}")));
    parts
}

//! What stays on the terminal after a session: what was done against what was asked.

use std::time::Duration;

use super::fit;
use crate::model::Side;
use crate::plan::{Amount, Plan, Step, Work};
use crate::record::{Attempt, Record};
use crate::session::Outcome;
use crate::words::{self, cue, step, time};

/// The summary of a session, for an output of so many columns.
pub fn summary(plan: &Plan, record: &Record, columns: usize) -> String {
    let mut lines = vec![head(plan, record), String::new()];
    lines.extend(table(&rows(plan, record), columns));
    lines.push(String::new());
    let (work, rest) = (record.work_time(plan), record.rest_time(plan));
    lines.push(format!("Work {}, rest {}", time::clock(work), time::clock(rest)));
    lines.extend(clocked(plan, record));
    if !plan.left_out.is_empty() {
        lines.push(format!("Left out: {}", words::list(&plan.left_out)));
    }
    lines.extend(felt(record));
    let mut text = String::new();
    for line in lines.iter().flat_map(|line| folded(line, columns)) {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// A table of what was asked and done, or a list where that is too wide.
fn table(rows: &[Row], columns: usize) -> Vec<String> {
    let widest = |of: fn(&Row) -> &str| rows.iter().map(|row| fit::width(of(row))).max().unwrap_or(0);
    let (name, asked) = (widest(|row| &row.name), widest(|row| &row.asked).max(ASKED.len()));
    let room = columns.saturating_sub(name + asked + 4);
    let mut lines = Vec::new();
    if room < NARROWEST {
        for row in rows {
            lines.push(row.name.clone());
            if !row.asked.is_empty() {
                lines.extend([format!("      {ASKED} {}", row.asked), format!("      done  {}", row.done)]);
            }
        }
        return lines;
    }
    lines.push(format!("{}  {}  done", fit::padded("", name), fit::padded(ASKED, asked)));
    for row in rows {
        let done = fit::wrap(&row.done, room);
        let first = done.first().map_or("", String::as_str);
        lines.push(format!("{}  {}  {first}", fit::padded(&row.name, name), fit::padded(&row.asked, asked)));
        lines.extend(done.iter().skip(1).map(|more| format!("{}{more}", fit::padded("", name + asked + 4))));
    }
    lines
}

const ASKED: &str = "asked";
/// Columns that a table needs for what was done.
const NARROWEST: usize = 16;

/// A row for each exercise, or for each movement under a row that names their exercise.
fn rows(plan: &Plan, record: &Record) -> Vec<Row> {
    let blocks = blocks(plan, record);
    let mut rows: Vec<Row> = Vec::new();
    let mut exercise = None;
    for (i, card) in plan.cards.iter().enumerate() {
        let Some(row) = row(plan, &blocks, i) else { continue };
        if card.movement.is_some() && exercise != Some(&card.exercise) {
            rows.push(Row { name: format!("  {}", card.exercise.name), asked: String::new(), done: String::new() });
        }
        exercise = Some(&card.exercise);
        rows.push(row);
    }
    rows
}

/// A line as it is where it fits, else wrapped.
fn folded(line: &str, columns: usize) -> Vec<String> {
    if fit::width(line) <= columns { vec![line.to_owned()] } else { fit::wrap(line, columns) }
}

fn head(plan: &Plan, record: &Record) -> String {
    let end = if record.complete == Some(true) { "done" } else { "ended early" };
    format!("{}: {end}", plan.routine.name)
}

/// A block of work of the plan, in a round, with the attempt that counts.
struct Block<'a> {
    step: usize,
    round: u32,
    attempt: Option<&'a Attempt>,
}

/// Every block that was asked, and every one that was done beyond: in a looping phase all rounds that were begun.
fn blocks<'a>(plan: &Plan, record: &'a Record) -> Vec<Block<'a>> {
    let mut blocks = Vec::new();
    for (index, step) in plan.steps.iter().enumerate().filter(|(_, step)| !step.is_gap()) {
        let rounds = match step.rounds {
            Some(_) => step.round..=step.round,
            None => 1..=record.rounds(plan, step.phase),
        };
        blocks.extend(rounds.map(|round| Block { step: index, round, attempt: record.latest(index, round) }));
    }
    blocks
}

/// A row of the summary.
struct Row {
    name: String,
    asked: String,
    done: String,
}

fn row(plan: &Plan, blocks: &[Block<'_>], card: usize) -> Option<Row> {
    let steps: Vec<_> = plan.steps.iter().filter(|step| step.card == card && !step.is_gap()).collect();
    let first = *steps.first()?;
    let has = |side| steps.iter().any(|step| step.side == side);
    let pairs = has(Side::Left) && has(Side::Right);
    let own: Vec<_> = blocks.iter().filter(|block| plan.steps[block.step].card == card).collect();
    let indent = if plan.cards[card].movement.is_some() { "    " } else { "  " };
    Some(Row {
        name: format!("{indent}{}", plan.cards[card].name()),
        asked: asked(&steps, first, pairs),
        done: done(plan, &own, first, pairs).join(", "),
    })
}

/// `2-4 x 6-8 reps each side`, `8, 8, 10 reps`.
fn asked(steps: &[&Step], first: &Step, pairs: bool) -> String {
    // One side stands for the pair: left and right together are one set.
    let sets: Vec<_> = steps.iter().filter(|step| !pairs || step.side == first.side).collect();
    let amounts: Vec<_> = sets.iter().filter_map(|step| Some(step::amount(step.work()?, step.side))).collect();
    let owed = sets.iter().filter(|step| !step.optional).count();
    let times = match (owed, sets.len()) {
        (_, 1) => String::new(),
        (owed, all) if owed == all => format!("{all} x "),
        (owed, all) => format!("{owed}-{all} x "),
    };
    let amount = match amounts.as_slice() {
        [one, others @ ..] if others.iter().all(|other| other == one) => format!("{times}{one}"),
        [most @ .., last] => {
            let most: Vec<_> = most.iter().map(|amount| amount.trim_end_matches(" reps")).collect();
            format!("{}, {last}", most.join(", "))
        }
        [] => String::new(),
    };
    if pairs { format!("{amount} each side") } else { amount }
}

/// What came of the blocks of one exercise or movement.
fn done(plan: &Plan, own: &[&Block<'_>], first: &Step, pairs: bool) -> Vec<String> {
    let ended = |block: &Block<'_>| block.attempt.and_then(|attempt| attempt.outcome);
    let of =
        |wanted: &dyn Fn(&Block<'_>) -> bool| own.iter().filter(|block| wanted(block)).copied().collect::<Vec<_>>();
    let worked = of(&|block| matches!(ended(block), Some(Outcome::Done | Outcome::Partial | Outcome::Cut)));
    let noun = if first.sets.max > 1 { "set" } else { "round" };
    let several = first.sets.max > 1 || first.rounds.is_none_or(|rounds| rounds.max > 1);
    let mut said = Vec::new();
    if !worked.is_empty() {
        let amount = amount(plan, &worked);
        said.push(if several { format!("{}: {amount}", words::count(sets(&worked, pairs), noun)) } else { amount });
    }
    let owed = sets(&of(&|block| !plan.steps[block.step].optional), pairs);
    let loops = first.rounds.is_none();
    let missing = |block: &Block<'_>| matches!(ended(block), None | Some(Outcome::Left));
    let parts = [
        (of(&|block| ended(block) == Some(Outcome::Partial)), "in part"),
        (of(&|block| ended(block) == Some(Outcome::Cut)), "cut by the clock"),
        (of(&|block| ended(block) == Some(Outcome::Skipped)), "skipped"),
        (of(&|block| missing(block) && !plan.steps[block.step].optional && !(loops && block.round > 1)), "not done"),
    ];
    for (blocks, word) in parts {
        match sets(&blocks, pairs) {
            0 => {}
            _ if sets(&blocks, pairs) == owed => said.push(word.to_owned()),
            n => said.push(format!("{n} {word}")),
        }
    }
    said
}

/// How many sets these blocks are; left and right together are one.
fn sets(blocks: &[&Block<'_>], pairs: bool) -> u32 {
    let blocks = u32::try_from(blocks.len()).unwrap_or(u32::MAX);
    if pairs { blocks.div_ceil(2) } else { blocks }
}

/// The reps of these blocks where they are told in reps, else their time.
fn amount(plan: &Plan, tried: &[&Block<'_>]) -> String {
    let attempts = || tried.iter().filter_map(|block| Some((block, block.attempt?)));
    let told = |block: &Block<'_>| plan.steps[block.step].work().is_some_and(in_reps);
    let reps: Vec<_> = attempts().filter(|(block, _)| told(block)).filter_map(|(_, attempt)| attempt.reps).collect();
    if reps.is_empty() {
        let time: Duration = attempts().map(|(_, attempt)| attempt.active).sum();
        return time::clock(time);
    }
    words::count(reps.iter().sum(), "rep")
}

fn in_reps(work: &Work) -> bool {
    matches!(work.amount, Amount::Reps(_) | Amount::AtLeast(_) | Amount::Max | Amount::Open)
}

/// The rounds of each phase in which the clock decides how many.
fn clocked(plan: &Plan, record: &Record) -> Vec<String> {
    let phases = plan.phases.iter().enumerate().filter(|(_, span)| span.rounds.is_none());
    phases.map(|(i, span)| format!("{}: {} begun", span.name, words::count(record.rounds(plan, i), "round"))).collect()
}

/// Pain, effort and note.
fn felt(record: &Record) -> Vec<String> {
    let answers = &record.answers;
    let mut lines: Vec<_> =
        record.pain.iter().map(|(at, level)| format!("At {}: {}", time::clock(at.0), cue::pain(*level))).collect();
    lines.extend(answers.effort.map(|level| format!("Effort: {level} of 10")));
    lines.extend(answers.pain.map(|level| format!("Worst pain: {level} of 10")));
    lines.extend(answers.note.as_ref().map(|note| format!("Note: {}", words::one_line(note))));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Answers, Mono};
    use crate::ui::fixture::{at, plan, secs};

    fn attempt(step: usize, outcome: Outcome, seconds: u64, reps: Option<u32>) -> Attempt {
        let (started, active) = (Mono::default(), secs(seconds));
        Attempt { step, round: 1, started, outcome: Some(outcome), active, reps }
    }

    fn record() -> Record {
        let attempts = vec![
            attempt(at::PREPARE, Outcome::Done, 10, None),
            attempt(at::WINDOW_LEFT, Outcome::Done, 90, None),
            attempt(at::WINDOW_LEFT + 2, Outcome::Partial, 20, None),
            attempt(at::REPS, Outcome::Done, 4, Some(8)),
            attempt(at::REPS_RIGHT, Outcome::Done, 4, Some(7)),
            attempt(at::TEMPO, Outcome::Left, 9, Some(2)),
            attempt(at::TEMPO, Outcome::Done, 60, Some(12)),
            attempt(at::TIMED, Outcome::Skipped, 0, None),
        ];
        let answers = Answers { effort: Some(6), pain: Some(2), note: Some("left calf\ntight".to_owned()) };
        Record { attempts, pain: vec![(Mono(secs(95)), 4)], answers, complete: Some(false) }
    }

    #[test]
    fn what_was_done_stands_beside_what_was_asked() {
        insta::assert_snapshot!(summary(&plan(), &record(), 80));
    }

    #[test]
    fn a_narrow_output_gets_a_list() {
        insta::assert_snapshot!(summary(&plan(), &record(), 40));
    }
}

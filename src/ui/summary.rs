//! The summary that stays on the terminal after a session: what was done beside what was prescribed.

use std::time::Duration;

use super::fit;
use super::printer::Printer;
use crate::model::Side;
use crate::plan::{CardId, PhaseId, Plan, Step, Work};
use crate::record::{Block, Record};
use crate::session::Outcome;
use crate::words::{self, cue, past, step, time};

pub fn summary(plan: &Plan, record: &Record, mut printer: Printer) -> String {
    write(plan, record, &mut printer);
    printer.into_text()
}

pub fn write(plan: &Plan, record: &Record, printer: &mut Printer) {
    printer.heading(0, &head(plan, record));
    printer.blank_line();
    table(&rows(plan, record), printer);
    printer.blank_line();
    let (work, rest) = (record.work_time(plan), record.rest_time(plan));
    printer.line(
        0,
        &format!("Work {}, rest {}, {} in all", time::clock(work), time::clock(rest), time::clock(work + rest)),
    );
    for line in looping_rounds(plan, record).into_iter().chain(left_out(plan)).chain(felt(record)) {
        printer.line(0, &line);
    }
}

/// A table of what was prescribed and done, or a list where the output is too narrow for it.
fn table(rows: &[SummaryRow], printer: &mut Printer) {
    let widest = |of: fn(&SummaryRow) -> &str| rows.iter().map(|row| fit::width(of(row))).max().unwrap_or(0);
    let (name, asked) = (widest(|row| &row.name), widest(|row| &row.asked).max(ASKED.len()));
    if printer.columns() < name + asked + 4 + DONE_COLUMNS {
        for row in rows {
            printer.line(0, &row.name);
            if !row.asked.is_empty() {
                printer.labelled(6, ASKED, &row.asked);
                printer.labelled(6, &fit::padded(DONE, ASKED.len()), &row.done);
            }
        }
        return;
    }
    let lead = |of: &str, what: &str| format!("{}  {} ", fit::padded(of, name), fit::padded(what, asked));
    printer.dim(0, &format!("{} {DONE}", lead("", ASKED)));
    for row in rows {
        printer.row(&lead(&row.name, &row.asked), &row.done);
    }
}

const ASKED: &str = "asked";
const DONE: &str = "done";
/// The fewest columns of the table for what was done.
const DONE_COLUMNS: usize = 16;

/// A row for each exercise, or for each movement under a row that names their exercise.
fn rows(plan: &Plan, record: &Record) -> Vec<SummaryRow> {
    let blocks = record.blocks(plan);
    let mut rows: Vec<SummaryRow> = Vec::new();
    let mut exercise = None;
    for (i, card) in plan.cards.iter().enumerate() {
        let Some(row) = row(plan, &blocks, CardId(i)) else { continue };
        if card.movement.is_some() && exercise != Some(&card.exercise) {
            rows.push(SummaryRow {
                name: format!("  {}", card.exercise.name),
                asked: String::new(),
                done: String::new(),
            });
        }
        exercise = Some(&card.exercise);
        rows.push(row);
    }
    rows
}

fn head(plan: &Plan, record: &Record) -> String {
    format!("{}: {}", plan.routine.name, past::end(record.complete))
}

struct SummaryRow {
    name: String,
    asked: String,
    done: String,
}

fn row(plan: &Plan, blocks: &[Block<'_>], card: CardId) -> Option<SummaryRow> {
    let steps: Vec<_> = plan.steps.iter().filter(|step| step.card == card && !step.is_gap()).collect();
    let first = *steps.first()?;
    let has = |side| steps.iter().any(|step| step.side == side);
    let pairs = has(Side::Left) && has(Side::Right);
    let own: Vec<_> = blocks.iter().filter(|block| plan[block.step].card == card).collect();
    let indent = if plan[card].movement.is_some() { "    " } else { "  " };
    Some(SummaryRow {
        name: format!("{indent}{}", plan[card].name()),
        asked: asked(&steps, first, pairs),
        done: done(plan, &own, pairs).join("; "),
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

/// What was done in the blocks of one exercise or movement, in the terms of the prescription.
fn done(plan: &Plan, own: &[&Block<'_>], pairs: bool) -> Vec<String> {
    let of =
        |wanted: &dyn Fn(&Block<'_>) -> bool| own.iter().filter(|block| wanted(block)).copied().collect::<Vec<_>>();
    let worked = of(&|block| matches!(block.outcome, Some(Outcome::Done | Outcome::Partial | Outcome::TimeUp)));
    let mut parts = Vec::new();
    if !worked.is_empty() {
        let on = |side| {
            let blocks = worked.iter().filter(|block| !pairs || plan[block.step].side == side);
            amounts(&blocks.filter_map(|block| SetResult::of(plan, block)).collect::<Vec<_>>())
        };
        parts.push(match [Side::Left, Side::Right].map(on) {
            [all, _] if !pairs => all,
            [left, right] if left == right => format!("{left} each side"),
            [left, right] if right.is_empty() => format!("{left} left"),
            [left, right] if left.is_empty() => format!("{right} right"),
            [left, right] => format!("{left} left, {right} right"),
        });
    }
    let owed = sets(&of(&|block| !plan[block.step].optional), pairs);
    let loops = own.iter().any(|block| plan[block.step].rounds.is_none());
    let missing = |block: &Block<'_>| matches!(block.outcome, None | Some(Outcome::Abandoned));
    let exceptions = [
        (of(&|block| block.outcome == Some(Outcome::Partial)), "in part"),
        (of(&|block| block.outcome == Some(Outcome::TimeUp)), "cut by the clock"),
        (of(&|block| block.outcome == Some(Outcome::Skipped)), "skipped"),
        (of(&|block| missing(block) && !plan[block.step].optional && !(loops && block.round > 1)), "not done"),
    ];
    for (blocks, word) in exceptions {
        let all_on = |side| pairs && blocks.iter().all(|block| plan[block.step].side == side);
        let side = [(Side::Left, "left "), (Side::Right, "right ")].into_iter().find(|(side, _)| all_on(*side));
        let side = side.map_or("", |(_, word)| word);
        match sets(&blocks, pairs) {
            0 => {}
            n if n == owed => parts.push(format!("{side}{word}")),
            n => parts.push(format!("{n} {side}{word}")),
        }
    }
    parts
}

/// The amount done in one set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SetResult {
    Reps(u32),
    /// Reps with alternating legs.
    Alternating(u32),
    Time(u64),
}

impl SetResult {
    /// Reps where the block counts them and they are known, else its time.
    fn of(plan: &Plan, block: &Block<'_>) -> Option<Self> {
        let (attempt, step) = (block.attempt?, &plan[block.step]);
        Some(match attempt.reps.filter(|_| step.work().is_some_and(Work::counts_reps)) {
            Some(reps) if step.side == Side::Alternate && reps % 2 == 0 => Self::Alternating(reps),
            Some(reps) => Self::Reps(reps),
            None => Self::Time(attempt.active.as_secs()),
        })
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
            Self::Time(seconds) => time::clock(Duration::from_secs(seconds)),
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

/// The number of sets in these blocks; left and right together are one.
fn sets(blocks: &[&Block<'_>], pairs: bool) -> u32 {
    let blocks = u32::try_from(blocks.len()).unwrap_or(u32::MAX);
    if pairs { blocks.div_ceil(2) } else { blocks }
}

/// The rounds of each phase that repeats until its time is up.
fn looping_rounds(plan: &Plan, record: &Record) -> Vec<String> {
    let phases = plan.phases.iter().enumerate().filter(|(_, span)| span.rounds.is_none());
    phases
        .map(|(i, span)| format!("{}: {} begun", span.name, words::count(record.rounds(plan, PhaseId(i)), "round")))
        .collect()
}

fn left_out(plan: &Plan) -> Option<String> {
    (!plan.left_out.is_empty()).then(|| format!("Left out: {}", words::list(&plan.left_out)))
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
    use crate::model::Level;
    use crate::plan::StepId;
    use crate::session::{Answers, Event, Fact, Mono, What};
    use crate::ui::fixture::{at, plan, secs};

    fn attempt(step: StepId, outcome: Outcome, seconds: u64, reps: Option<u32>) -> [Event; 2] {
        let event = |fact| Event { at: Mono::default(), step, round: 1, what: What::Fact(fact) };
        [event(Fact::Started { clock: None }), event(Fact::Ended { outcome, active: secs(seconds), reps })]
    }

    fn record() -> Record {
        let attempts = [
            attempt(at::PREPARE, Outcome::Done, 10, None),
            attempt(at::WINDOW_LEFT, Outcome::Done, 90, None),
            attempt(at::WINDOW_RIGHT, Outcome::Partial, 20, None),
            attempt(at::REPS, Outcome::Done, 4, Some(8)),
            attempt(at::REPS_RIGHT, Outcome::Done, 4, Some(7)),
            attempt(at::TEMPO, Outcome::Abandoned, 9, Some(2)),
            attempt(at::TEMPO, Outcome::Done, 60, Some(12)),
            attempt(at::TIMED, Outcome::Skipped, 0, None),
        ];
        let answers = Answers { effort: Level::new(6), pain: Level::new(2), note: Some("left calf\ntight".to_owned()) };
        let pain = vec![(Mono(secs(95)), Level::new(4).unwrap())];
        Record { pain, answers, complete: Some(false), ..Record::of(attempts.as_flattened()) }
    }

    #[test]
    fn done_stands_beside_prescribed() {
        insta::assert_snapshot!(summary(&plan(), &record(), Printer::new(80, true)));
    }

    #[test]
    fn sets_are_summed_up_in_the_terms_of_the_prescription() {
        let table: [(&[SetResult], &str); 5] = [
            (&[SetResult::Reps(8)], "8 reps"),
            (&[SetResult::Reps(8), SetResult::Reps(8)], "2 x 8 reps"),
            (&[SetResult::Reps(8), SetResult::Reps(7), SetResult::Reps(1)], "8, 7, 1 rep"),
            (&[SetResult::Alternating(12)], "12 reps, 6 each side"),
            (&[SetResult::Time(45), SetResult::Time(90)], "0:45, 1:30"),
        ];
        for (sets, expected) in table {
            assert_eq!(amounts(sets), expected);
        }
    }

    #[test]
    fn equal_sides_are_summed_up_together() {
        let hops = |attempts: &[(StepId, u32)]| {
            let events = attempts.iter().flat_map(|(step, reps)| attempt(*step, Outcome::Done, 4, Some(*reps)));
            let text = summary(&plan(), &Record::of(&events.collect::<Vec<_>>()), Printer::new(80, false));
            let row = text.lines().find(|line| line.contains("Single-leg hops")).unwrap().to_owned();
            row.rsplit("  ").next().unwrap().to_owned()
        };
        let (left, right) = (at::REPS, at::REPS_RIGHT);
        assert_eq!(hops(&[(left, 8), (right, 8)]), "8 reps each side");
        assert_eq!(hops(&[(left, 8), (right, 7)]), "8 reps left, 7 reps right");
        assert_eq!(hops(&[(left, 8)]), "8 reps left; right not done");
        assert_eq!(hops(&[(right, 8)]), "8 reps right; left not done");
        // The last attempt counts.
        assert_eq!(hops(&[(left, 8), (right, 8), (right, 6)]), "8 reps left, 6 reps right");
    }

    #[test]
    fn a_table_leaves_room_for_its_last_column() {
        let header = |columns| {
            let text = summary(&plan(), &record(), Printer::new(columns, false));
            text.lines().find(|line| line.trim_start().starts_with("asked  ")).and_then(|line| line.find(DONE))
        };
        let narrowest = (20..200).find(|columns| header(*columns).is_some()).unwrap();
        assert_eq!(header(narrowest).unwrap() + DONE_COLUMNS, narrowest);
    }

    #[test]
    fn a_narrow_output_gets_a_list() {
        insta::assert_snapshot!(summary(&plan(), &record(), Printer::new(40, false)));
    }
}

//! The summary that stays on the terminal after a session: what was done beside what was prescribed.

mod done;

use std::time::Duration;

use super::fit;
use super::printer::Printer;
use crate::model::Side;
use crate::plan::{CardId, Plan, Step};
use crate::record::{Block, PainEntry, Record};
use crate::words::{self, cue, past, step, time};
use done::{done, scores};

pub fn write(plan: &Plan, record: &Record, printer: &mut Printer) {
    printer.heading(0, &head(plan, record));
    printer.blank_line();
    table(&rows(plan, record), printer);
    printer.blank_line();
    printer.line(0, &times(plan, record));
    for line in scores(plan, record).into_iter().chain(left_out(plan)).chain(felt(plan, record)) {
        printer.line(0, &line);
    }
}

/// `Work 12:40, rest 8:00, paused 0:30, 21:10 in all`
fn times(plan: &Plan, record: &Record) -> String {
    let paused = record.paused_time(plan);
    let parts = [("Work", record.work_time(plan)), ("rest", record.rest_time(plan)), ("paused", paused)];
    let shown = if paused < Duration::from_secs(1) { &parts[..2] } else { &parts };
    let shown: Vec<_> = shown.iter().map(|(what, length)| format!("{what} {}", time::clock(*length))).collect();
    format!("{}, {} in all", shown.join(", "), time::clock(record.time))
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
    format!("{}: {}", plan.routine.name, past::end(record.completion(plan)))
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

fn left_out(plan: &Plan) -> Option<String> {
    (!plan.left_out.is_empty()).then(|| format!("Left out: {}", words::list(&plan.left_out)))
}

/// Pain, effort, the morning after and the note.
fn felt(plan: &Plan, record: &Record) -> Vec<String> {
    let answers = &record.answers;
    let mut lines: Vec<_> = record.pain.iter().map(|told| pain(plan, told)).collect();
    lines.extend(answers.effort.map(|level| format!("Effort: {level} of 10")));
    lines.extend(answers.pain.map(|level| format!("Worst pain: {level} of 10")));
    lines.extend(record.morning.map(|level| format!("Worst pain of the morning after: {level} of 10")));
    lines.extend(answers.note.as_ref().map(|note| format!("Note: {}", words::one_line(note))));
    lines
}

/// `At 12:10, Single-leg hops: pain 5 of 10 on the left`
fn pain(plan: &Plan, PainEntry { at, step, level }: &PainEntry) -> String {
    let step = &plan[*step];
    let name = if step.is_gap() { String::new() } else { format!(", {}", plan[step.card].name()) };
    format!("At {}{name}: {}", time::clock(at.0), cue::pain(*level, step.own_side()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Level;
    use crate::plan::StepId;
    use crate::session::{Answers, Event, Fact, Mono, Outcome, What};
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
        let pain = vec![PainEntry { at: Mono(secs(95)), step: at::WINDOW_RIGHT, level: Level::new(4).unwrap() }];
        let mut record = Record::of(attempts.as_flattened());
        (record.pain, record.answers, record.time, record.complete) = (pain, answers, secs(230), Some(false));
        record
    }

    fn summary(record: &Record, mut printer: Printer) -> String {
        write(&plan(), record, &mut printer);
        printer.into_text()
    }

    #[test]
    fn done_stands_beside_prescribed() {
        insta::assert_snapshot!(summary(&record(), Printer::new(80, true)));
    }

    #[test]
    fn equal_sides_are_summed_up_together() {
        let hops = |attempts: &[(StepId, u32)]| {
            let events = attempts.iter().flat_map(|(step, reps)| attempt(*step, Outcome::Done, 4, Some(*reps)));
            let text = summary(&Record::of(&events.collect::<Vec<_>>()), Printer::new(80, false));
            let row = text.lines().find(|line| line.contains("Single-leg hops")).unwrap().to_owned();
            row.rsplit("  ").next().unwrap().to_owned()
        };
        let (left, right) = (at::REPS, at::REPS_RIGHT);
        assert_eq!(hops(&[(left, 8), (right, 8)]), "8 reps each side");
        assert_eq!(hops(&[(left, 8), (right, 7)]), "left: 8 reps; right: 7 reps");
        assert_eq!(hops(&[(left, 8)]), "left: 8 reps; right: not done");
        assert_eq!(hops(&[(right, 8)]), "left: not done; right: 8 reps");
        // The last attempt counts.
        assert_eq!(hops(&[(left, 8), (right, 8), (right, 6)]), "left: 8 reps; right: 6 reps");
    }

    #[test]
    fn a_table_leaves_room_for_its_last_column() {
        let header = |columns| {
            let text = summary(&record(), Printer::new(columns, false));
            text.lines().find(|line| line.trim_start().starts_with("asked  ")).and_then(|line| line.find(DONE))
        };
        let narrowest = (20..200).find(|columns| header(*columns).is_some()).unwrap();
        assert_eq!(header(narrowest).unwrap() + DONE_COLUMNS, narrowest);
    }

    #[test]
    fn a_narrow_output_gets_a_list() {
        insta::assert_snapshot!(summary(&record(), Printer::new(40, false)));
    }
}

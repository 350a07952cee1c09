//! `history edit`: corrects the answers, the reps and the loads of a session.

use std::io::Write;

use jiff::Zoned;

use crate::cli::{self, LevelOrNone};
use crate::commands::{Failure, blocks, sessions};
use crate::history::{Correction, Listing, LoadedSession, StoredSession};
use crate::plan::{Plan, Work};
use crate::record::Record;
use crate::session::{AnswerChanges, Cursor, NOTE_MAX};
use crate::text::is_harmless;
use crate::ui::printer::Printer;
use crate::ui::summary;

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
    for typed in &args.load {
        corrections.extend(loads(typed, &plan, &record)?);
    }
    let changes = answer_changes(args)?;
    if changes != AnswerChanges::default() {
        corrections.push(Correction::Answers(changes));
    }
    if corrections.is_empty() {
        return Err(Failure::usage("nothing to change")
            .help("give `--effort`, `--pain`, `--morning`, `--note`, `--reps` or `--load`"));
    }
    session.correct(now, &corrections)?;
    if args.morning.is_some() {
        correct_other_mornings(listing, session, now)?;
    }
    if let Ok(LoadedSession { plan: Some(plan), record, .. }) = session.read() {
        summary::write(&plan, &record, &mut printer);
        out.write_all(printer.into_text().as_bytes())?;
    }
    Ok(())
}

fn answer_changes(args: &cli::EditArgs) -> Result<AnswerChanges, Failure> {
    let level = |typed: Option<LevelOrNone>| typed.map(|LevelOrNone(level)| level);
    let note = args.note.as_deref().map(note).transpose()?;
    Ok(AnswerChanges { effort: level(args.effort), pain: level(args.pain), morning: level(args.morning), note })
}

/// A note as it is recorded; `None` for an empty one.
pub(in crate::commands) fn note(typed: &str) -> Result<Option<String>, Failure> {
    if !typed.chars().all(is_harmless) {
        return Err(Failure::usage("a note is one line of plain text"));
    }
    if typed.starts_with("--") {
        return Err(Failure::usage(format!("`{typed}` is a flag and no note"))
            .help("write the note behind `--note`, in quotes: `--note 'calf tight'`"));
    }
    let typed = typed.trim();
    let length = typed.chars().count();
    if length > NOTE_MAX {
        return Err(Failure::usage(format!("a note has at most {NOTE_MAX} characters; this one has {length}")));
    }
    Ok(Some(typed.to_owned()).filter(|note| !note.is_empty()))
}

/// A morning belongs to its day: what was entered for it with other sessions of that day is replaced too.
fn correct_other_mornings(listing: &Listing, session: &StoredSession, now: &Zoned) -> Result<(), Failure> {
    let past = &session.past;
    let others = listing.seen().filter(|other| {
        other.past.id != past.id
            && other.past.routine.id == past.routine.id
            && other.past.began.date() == past.began.date()
    });
    for other in others.filter(|other| other.past.morning.is_some()) {
        other
            .correct(now, &[Correction::Answers(AnswerChanges { morning: Some(None), ..AnswerChanges::default() })])?;
    }
    Ok(())
}

/// How many reps one of the blocks that were begun really was.
fn reps(typed: &str, plan: &Plan, record: &Record) -> Result<Correction, Failure> {
    let counts_reps = |block: &Cursor| plan[block.step].work().is_some_and(Work::counts_reps);
    let counted: Vec<_> = begun(plan, record).into_iter().filter(counts_reps).collect();
    let (Cursor { step, round }, reps) = blocks::block_and_reps(typed, plan, &counted)?;
    Ok(Correction::Reps { step, round, reps })
}

/// The load of one or several of the blocks that were begun.
fn loads(typed: &str, plan: &Plan, record: &Record) -> Result<impl Iterator<Item = Correction>, Failure> {
    let (blocks, load) = blocks::blocks_and_load(typed, plan, &begun(plan, record))?;
    Ok(blocks.into_iter().map(move |Cursor { step, round }| Correction::Load { step, round, load }))
}

/// The blocks that were begun.
fn begun(plan: &Plan, record: &Record) -> Vec<Cursor> {
    let begun = record.blocks(plan).into_iter().filter(|block| block.attempt.is_some());
    begun.map(|block| Cursor { step: block.step, round: block.round }).collect()
}

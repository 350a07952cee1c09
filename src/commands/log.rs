//! `log`: enters a session that was done without the program.

use std::io::Write;

use jiff::Zoned;

use super::history::{edit::note, write_session};
use super::sessions::Day;
use super::{Failure, blocks, catalogue, naming, sessions};
use crate::cli;
use crate::history;
use crate::model::{Routine, Today};
use crate::plan::{self, Plan, StepId, Work};
use crate::record::Record;
use crate::session::{self, Answers, Cursor, Event, Exceptions, Fact, What};
use crate::settings::Settings;
use crate::ui::printer::Printer;
use crate::ui::summary;
use crate::{paths, words};

pub(super) fn log(args: &cli::LogArgs, now: &Zoned, mut printer: Printer, out: &mut dyn Write) -> Result<(), Failure> {
    let routine = catalogue::load(args.routine.as_deref())?;
    let began = sessions::moment(args.at.as_ref(), now)?;
    if began > *now {
        return Err(Failure::usage("that moment is still to come").help("give the moment at which it began"));
    }
    let listing = sessions::recent(&routine, &began);
    let is_same = |session: &&history::StoredSession| {
        session.past.routine.id == routine.id && session.past.began.timestamp() == began.timestamp()
    };
    if let Some(other) = listing.seen().find(is_same) {
        let when = words::past::when(&other.past.began, now.date());
        return Err(Failure::usage(format!("a session of {} began {when} already", routine.name))
            .help("`calfguide history edit` corrects it"));
    }
    let Day { today, last_times, .. } = sessions::day(&routine, &listing, &began);
    let today = Today { rungs: sessions::chosen_rungs(&routine, today.rungs, &args.rung)?, ..today };
    let mut plan = plan::build(&routine, &today, &settings(args, &routine)?)?;
    last_times.note_in(&mut plan);
    let events = facts(args, &plan)?;
    let mut journal = history::Journal::entered(paths::sessions().as_deref(), &plan, &began, &events);
    journal.sync();
    if let Some(trouble) = journal.trouble() {
        return Err(Failure::failed(words::past::not_saved(trouble)));
    }
    if args.json {
        return write_session(&journal.id(), out);
    }
    summary::write(&plan, &Record::of(&events), &mut printer);
    printer.line(0, &format!("Saved: `calfguide history show {}`", sessions::short_id(&journal.id())));
    out.write_all(printer.into_text().as_bytes())?;
    Ok(())
}

fn settings(args: &cli::LogArgs, routine: &Routine) -> Result<Settings, Failure> {
    let exercises = naming::exercises(routine);
    let skip = args.skip.iter().map(|typed| Ok(naming::require("exercise", typed, &exercises)?.to_owned()));
    let phase = args.phase.as_deref().map(|typed| naming::require("phase", typed, &naming::phases(routine)));
    Ok(Settings {
        skip: skip.collect::<Result<_, Failure>>()?,
        phase: phase.transpose()?.map(str::to_owned),
        ..Settings::default()
    })
}

/// The facts of a session that was done as asked, but for what the arguments say.
fn facts(args: &cli::LogArgs, plan: &Plan) -> Result<Vec<Event>, Failure> {
    let owed = plan.steps_with_ids().filter(|(_, step)| !step.is_gap() && !step.optional);
    let all: Vec<_> = owed.map(|(id, _)| Cursor::first(plan, id)).collect();
    let counts_reps = |block: &Cursor| plan[block.step].work().is_some_and(Work::counts_reps);
    let counted: Vec<_> = all.iter().copied().filter(counts_reps).collect();
    let mut exceptions = Exceptions::default();
    for typed in &args.missed {
        exceptions.missed.push(blocks::find(typed, plan, &all)?.step);
    }
    for typed in &args.reps {
        let (block, reps) = blocks::block_and_reps(typed, plan, &counted)?;
        exceptions.reps.push((block.step, reps));
    }
    for typed in &args.load {
        let (blocks, load) = blocks::blocks_and_load(typed, plan, &all)?;
        exceptions.loads.extend(blocks.iter().map(|block| (block.step, load)));
    }
    if let Some(typed) = &args.ended_at {
        let mut named: Vec<_> = plan.cards.iter().map(|card| &card.exercise).collect();
        named.dedup();
        let named: Vec<_> = named.iter().map(|label| (label.id.as_str(), label.name.as_str())).collect();
        let id = naming::require("exercise", typed, &named)?;
        let is_of = |step: &StepId| plan.card(*step).exercise.id == *id;
        exceptions.ended_before = plan.steps_with_ids().map(|(step, _)| step).find(is_of);
    }
    let answers =
        Answers { effort: args.effort, pain: args.pain, note: args.note.as_deref().map(note).transpose()?.flatten() };
    let mut events = session::entered(plan, &exceptions, answers);
    if let (Some(pain), Some(last)) = (args.morning, events.last()) {
        events.push(Event { what: What::Fact(Fact::Morning(pain)), ..last.clone() });
    }
    Ok(events)
}

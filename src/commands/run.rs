//! `run`: the guided session.

use jiff::Zoned;

use super::next::Growing;
use super::sessions::Day;
use super::world::{Speed, print_summary, with_world};
use super::{Failure, catalogue, naming, next, resume, sessions};
use crate::cli;
use crate::history::Listing;
use crate::model::{Routine, Rungs, Today};
use crate::plan;
use crate::progression::Decisions;
use crate::runner::{self, End, Recording, SessionSpec};
use crate::settings::{Config, Settings};
use crate::ui::page::{self, PageChoice, PageContext};
use crate::ui::printer::Printer;
use crate::words;
use crate::words::spoken::Reasons;
use crate::{paths, progression};

pub(super) fn run(args: &cli::RunArgs, config: &Config, now: &Zoned, printer: Printer) -> Result<(), Failure> {
    let routine = catalogue::load(args.routine.as_deref())?;
    let settings = settings(args, config, &routine)?;
    let speed = Speed::of(args);
    let records = speed == Speed::Times(1) && !args.no_record;
    let unrecorded = match speed {
        Speed::Times(times) if times > 1 => {
            Some(format!("This session is not recorded: it runs at {times} times normal speed."))
        }
        _ => args.no_record.then(|| "This session is not recorded (`--no-record`).".to_owned()),
    };
    let listing = sessions::recent(&routine, now);
    if let Some(other) = listing.under_way().filter(|_| records) {
        let when = words::past::when(&other.past.began, now.date());
        let name = &other.past.routine.name;
        return Err(Failure::failed(format!("a session of {name} has been under way since {when}"))
            .help("end that one first, or run this one without recording it: `--no-record`"));
    }
    let done = sessions::of_routine(&listing, &routine);
    let Day { today, decisions } = sessions::day(&routine, &listing, now);
    let asked = if args.hold { decisions.held(&routine) } else { today.rungs };
    let today = Today { rungs: sessions::chosen_rungs(&routine, asked, &args.rung)?, ..today };
    let plan = plan::build(&routine, &today, &settings)?;
    let mut unfinished = listing.unfinished().filter(|_| records);
    let folder = paths::sessions();
    let reasons = reasons(&routine, &decisions, &today, now);
    with_world(speed, config, |world, face, audio| {
        audio.explain(reasons);
        loop {
            let can_answer = world.has_input();
            let page = (config.yes != Some(true)).then(|| {
                let others = match &unrecorded {
                    None => remarks(&routine, &listing, now),
                    Some(unrecorded) => vec![unrecorded.clone()],
                };
                let remarks = [moves(&routine, &decisions, now), others].concat();
                let unfinished = unfinished.filter(|_| can_answer).map(|session| sessions::unfinished(session, now));
                let (last, changes) = sessions::last_time(&listing, &routine, &plan, now).unzip();
                let is_known = sessions::any_recent(&done, now);
                let context = PageContext { is_known, last, changes: changes.unwrap_or_default(), remarks, unfinished };
                page::new_session(&routine, &plan, &context, settings.hands_free, can_answer)
            });
            let spec = SessionSpec { plan: &plan, page: page.as_ref(), settings: &settings };
            let recording = if records { Recording::New(folder.as_deref()) } else { Recording::Off };
            let result = runner::run(world, face, audio, spec, recording);
            match (result.end, unfinished) {
                (End::Chose(PageChoice::Resume), Some(old)) => {
                    return resume::go_on(old, None, &settings, world, face, audio, printer);
                }
                (End::Chose(PageChoice::EndIt), Some(old)) => {
                    resume::end_it(old)?;
                    unfinished = None;
                }
                _ => return Ok(print_summary(world, &plan, result, unrecorded.as_deref(), printer)),
            }
        }
    })
}

/// Which exercises move or are offered a step, and why, and what is proposed after pain.
fn moves(routine: &Routine, decisions: &Decisions, now: &Zoned) -> Vec<String> {
    let moved = next::growing(routine, decisions).filter_map(|growing| {
        let Growing { exercise, decision, .. } = growing;
        let has_moved = decision.before.is_some_and(|before| before != decision.rung);
        let offer = decision.offered.map(|rung| format!(" Take it with `--rung {}={rung}`.", exercise.id));
        let line = || format!("{}: {}{}", exercise.name, growing.reason(now), offer.as_deref().unwrap_or_default());
        (has_moved || offer.is_some()).then(line)
    });
    let first_phase = routine.phases.first().filter(|_| decisions.first_phase_only(routine));
    let how = first_phase.map(|phase| format!(" Start it with `--phase {}`.", phase.id)).unwrap_or_default();
    let after_pain = next::proposal(routine, decisions, now).map(|proposal| format!("{proposal}{how}"));
    after_pain.into_iter().chain(moved).collect()
}

/// Why each exercise that has moved asks for another amount than last time, unless another rung was chosen.
fn reasons(routine: &Routine, decisions: &Decisions, today: &Today, now: &Zoned) -> Reasons {
    let Rungs::At(asked) = &today.rungs else { return Reasons::new() };
    let moved = next::growing(routine, decisions).filter(|Growing { exercise, decision, .. }| {
        let has_moved = decision.before.is_some_and(|before| before != decision.rung);
        has_moved && asked.get(&exercise.id) == Some(&decision.rung)
    });
    moved.map(|growing| (growing.exercise.id.clone(), growing.reason(now))).collect()
}

/// What earlier sessions suggest about this one.
fn remarks(routine: &Routine, listing: &Listing, now: &Zoned) -> Vec<String> {
    let remarks = progression::remarks(routine, sessions::of_routine(listing, routine), now);
    remarks.iter().map(words::past::remark).chain(sessions::fault_notice(listing)).collect()
}

/// The settings of the session, with the ids of what was typed.
fn settings(args: &cli::RunArgs, config: &Config, routine: &Routine) -> Result<Settings, Failure> {
    let (exercises, phases) = (naming::exercises(routine), naming::phases(routine));
    let exercise = |typed: &String| naming::require("exercise", typed, &exercises).map(str::to_owned);
    let phase = |typed: &String| naming::require("phase", typed, &phases).map(str::to_owned);
    Ok(Settings {
        windows: config.windows.unwrap_or_default(),
        phase: args.phase.as_ref().map(phase).transpose()?,
        from: args.from.as_ref().map(exercise).transpose()?,
        skip: args.skip.iter().map(exercise).collect::<Result<_, _>>()?,
        first_side: config.first_side.unwrap_or_default(),
        hands_free: args.dry_run || config.hands_free == Some(true),
    })
}

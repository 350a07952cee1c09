//! `run`: the guided session.

use jiff::Zoned;

use super::catalogue::{self, known};
use super::guide::{Speed, guide, tell};
use super::{Failure, past, resume};
use crate::cli;
use crate::history::Listing;
use crate::model::Routine;
use crate::plan::{self, PlanError};
use crate::runner::{self, End, Recording, SessionSpec};
use crate::settings::{Config, Settings};
use crate::ui::page::{self, Offer, PageContext};
use crate::ui::printer::Printer;
use crate::words;
use crate::{host, paths, progression};

pub(super) fn run(args: &cli::RunArgs, config: &Config, printer: Printer) -> Result<(), Failure> {
    let routine = catalogue::routine(args.routine.as_deref())?;
    let settings = settings(args, config, &routine)?;
    let how = Speed::of(args);
    let keeps = how == Speed::Times(1) && !args.no_record;
    let now = host::wall();
    let listing = past::lately(&routine, &now);
    if let Some(other) = listing.under_way().filter(|_| keeps) {
        return Err(Failure::Failed {
            message: format!(
                "a session of {} has been under way since {}",
                other.past.routine.name,
                words::past::when(&other.past.began, now.date())
            ),
            help: Some("end that one first, or run this one with `--no-record`, which keeps nothing of it".to_owned()),
        });
    }
    let done = past::of(&listing, &routine);
    let today = progression::today(done.iter().copied(), now.date());
    let plan = plan::build(&routine, &today, &settings).map_err(|error| match error {
        PlanError::NothingLeft => Failure::Usage {
            message: "nothing is left to do".to_owned(),
            help: Some("leave out less with `--phase`, `--from` and `--skip`".to_owned()),
        },
        PlanError::TooManySteps => Failure::Usage { message: error.to_string(), help: None },
    })?;
    let mut unfinished = listing.unfinished().filter(|_| keeps);
    let folder = paths::sessions();
    guide(how, config, |world, face| {
        loop {
            let can_answer = world.has_input() && !settings.hands_free;
            let page = (config.yes != Some(true)).then(|| {
                let remarks = if keeps {
                    remarks(&routine, &listing, &now)
                } else if args.no_record {
                    vec!["Nothing of this session is kept, as you asked.".to_owned()]
                } else {
                    Vec::new()
                };
                let unfinished = unfinished.filter(|_| can_answer).map(past::broken_off);
                let before = PageContext { is_known: past::is_known(&done, &now), remarks, unfinished };
                page::new_session(&routine, &plan, &before, can_answer)
            });
            let spec = SessionSpec { plan: &plan, page: page.as_ref(), settings: &settings };
            let keep = if keeps { Recording::New(folder.as_deref()) } else { Recording::Off };
            let outcome = runner::run(world, face, spec, keep);
            match (outcome.end, unfinished) {
                (End::Took(Offer::Resume), Some(old)) => {
                    return resume::go_on(old, None, &settings, world, face, printer);
                }
                (End::Took(Offer::EndIt), Some(old)) => {
                    resume::end_it(old)?;
                    unfinished = None;
                }
                _ => return Ok(tell(world, &plan, outcome, printer)),
            }
        }
    })
}

/// What there is to say before another session.
fn remarks(routine: &Routine, listing: &Listing, now: &Zoned) -> Vec<String> {
    let remarks = progression::remarks(routine, past::of(listing, routine), now);
    remarks.iter().map(words::past::remark).chain(past::complaint(listing)).collect()
}

/// What was typed becomes what is meant.
fn settings(args: &cli::RunArgs, config: &Config, routine: &Routine) -> Result<Settings, Failure> {
    let exercises = routine.phases.iter().flat_map(|phase| &phase.exercises).map(|exercise| exercise.id.as_str());
    for id in args.skip.iter().chain(&args.from) {
        known("exercise", id, exercises.clone())?;
    }
    if let Some(id) = &args.phase {
        known("phase", id, routine.phases.iter().map(|phase| phase.id.as_str()))?;
    }
    Ok(Settings {
        windows: config.windows.unwrap_or_default(),
        phase: args.phase.clone(),
        from: args.from.clone(),
        skip: args.skip.clone(),
        first_side: config.first_side.unwrap_or_default(),
        hands_free: args.dry_run || config.hands_free == Some(true),
        mute: config.mute == Some(true),
    })
}

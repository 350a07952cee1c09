//! `run`: the guided session.

mod page;
mod proposal;

use std::path::Path;

use jiff::Zoned;

use super::world::{Speed, print_summary, with_world};
use super::{Failure, catalogue, naming, resume, sessions, tell};
use crate::cli;
use crate::host::Feed;
use crate::model::Routine;
use crate::runner::{self, End, Recording, SessionSpec};
use crate::settings::{Config, Settings};
use crate::ui::page::PageChoice;
use crate::ui::printer::Printer;
use crate::ui::{EventLines, EventTarget, Face};
use crate::{paths, words};
use proposal::{Proposal, Typed};

pub(super) fn run(args: &cli::RunArgs, config: &Config, now: &Zoned, printer: Printer) -> Result<(), Failure> {
    let routine = catalogue::load(args.routine.as_deref())?;
    let settings = settings(args, config, &routine)?;
    let rungs = sessions::typed_rungs(&routine, &args.rung)?;
    let speed = Speed::of(args);
    let typed = Typed { settings, hold: args.hold, rungs, unrecorded: unrecorded(args, speed), routine };
    let mut proposal = Proposal::new(typed, now)?;
    let folder = paths::sessions();
    let records = proposal.typed.unrecorded.is_none() && speed != Speed::AtOnce;
    if records {
        refuse_second(&proposal)?;
    }
    let to_stdout = args.events.as_deref().is_some_and(|path| path == Path::new("-"));
    let config =
        &if to_stdout { Config { plain: Some(true), yes: Some(true), ..config.clone() } } else { config.clone() };
    let feed = args.events.as_deref().filter(|_| !to_stdout).map(feed).transpose()?;
    let shows_page = config.yes != Some(true);
    if !shows_page {
        for remark in remarks(&proposal) {
            tell(&remark);
        }
    }
    let mut tell_event = |line| {
        if let Some(feed) = &feed {
            feed.send(line);
        }
    };
    let done = with_world(speed, config, |world, face, audio| {
        let target = if to_stdout { EventTarget::Output } else { EventTarget::Beside(&mut tell_event) };
        let mut lines;
        let face: &mut dyn Face = if args.events.is_some() {
            lines = EventLines::new(face, target);
            &mut lines
        } else {
            face
        };
        loop {
            audio.explain(page::reasons(&proposal));
            let page = shows_page.then(|| page::page(&proposal, world.has_input()));
            let (typed, plan) = (&proposal.typed, &proposal.proposed.plan);
            let spec = SessionSpec { plan, page: page.as_ref(), settings: &typed.settings };
            let recording = if records { Recording::New(folder.as_deref()) } else { Recording::Off };
            let result = runner::run(world, face, audio, spec, recording);
            match (result.end, proposal.unfinished()) {
                (End::Chose(PageChoice::Resume), Some(old)) => {
                    return resume::go_on(old, None, &typed.settings, world, face, audio, printer);
                }
                (End::Chose(choice), _) => {
                    let at = world.wall().unwrap_or_else(|| now.clone());
                    proposal.choose(choice, &at)?;
                }
                _ => {
                    let printer = (!to_stdout).then_some(printer);
                    return Ok(print_summary(world, plan, result, typed.unrecorded.as_deref(), printer));
                }
            }
        }
    });
    if let Some(feed) = feed {
        feed.finish();
    }
    done
}

/// Where events are written.
fn feed(path: &Path) -> Result<Feed, Failure> {
    Feed::open(path).map_err(|error| Failure::at(path, &error))
}

/// Why the session is not recorded, where somebody might expect it.
fn unrecorded(args: &cli::RunArgs, speed: Speed) -> Option<String> {
    match speed {
        Speed::Times(times) if times > 1 => {
            Some(format!("This session is not recorded: it runs at {times} times normal speed."))
        }
        _ => args.no_record.then(|| "This session is not recorded (`--no-record`).".to_owned()),
    }
}

/// What must be said where the page is not shown.
fn remarks(proposal: &Proposal<'_>) -> Vec<String> {
    let Proposal { typed, day, .. } = proposal;
    let far = sessions::far_rungs(&typed.routine, &day.today.rungs, &typed.rungs);
    page::after_pain(proposal, false).into_iter().chain(far).collect()
}

/// Two programs do not record at once.
fn refuse_second(Proposal { listing, now, .. }: &Proposal<'_>) -> Result<(), Failure> {
    let Some(other) = listing.under_way() else { return Ok(()) };
    let when = words::past::when(&other.past.began, now.date());
    let name = &other.past.routine.name;
    Err(Failure::failed(format!("a session of {name} has been under way since {when}"))
        .help("end that one first, or run this one without recording it: `--no-record`"))
}

/// The settings of the session, with the ids of what was typed.
fn settings(args: &cli::RunArgs, config: &Config, routine: &Routine) -> Result<Settings, Failure> {
    Ok(Settings {
        windows: config.windows.unwrap_or_default(),
        first_side: config.first_side.unwrap_or_default(),
        hands_free: args.dry_run || config.hands_free == Some(true),
        ..naming::part(routine, &args.part)?
    })
}

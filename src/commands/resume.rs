//! `resume`: goes on with an unfinished session, or closes it.

use std::io::Write;

use jiff::Zoned;

use super::world::{FinishedSession, Speed, print_summary, with_world};
use super::{Failure, sessions};
use crate::audio::Audio;
use crate::cli;
use crate::history::{ReadDepth, StoredSession};
use crate::host::World;
use crate::runner::{self, Recording, SessionSpec};
use crate::session::{Mono, Session};
use crate::settings::{Config, Settings};
use crate::ui::Face;
use crate::ui::page::{self, Page};
use crate::ui::printer::Printer;
use crate::words;

pub(super) fn resume(
    args: &cli::ResumeArgs,
    config: &Config,
    now: &Zoned,
    mut printer: Printer,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let listing = sessions::load(ReadDepth::Glance);
    let Some(old) = listing.unfinished() else {
        return Err(Failure::failed(match listing.under_way() {
            Some(_) => "the unfinished session is under way in another terminal, or suspended there",
            None => "no unfinished session to resume",
        }));
    };
    if args.end {
        end_it(old)?;
        let when = words::past::when(&old.past.began, now.date());
        printer.line(0, &format!("Closed: {}, {when}", old.past.routine.name));
        return Ok(out.write_all(printer.into_text().as_bytes())?);
    }
    let settings = Settings { hands_free: config.hands_free == Some(true), ..Settings::default() };
    with_world(Speed::Times(1), config, |world, face, audio| {
        let can_answer = world.has_input();
        let page = (config.yes != Some(true)).then(|| Page {
            figure: sessions::stopped_at(old).and_then(|(plan, work)| page::figure(&plan, work)),
            ..page::resumed_session(&old.past.routine.name, sessions::interruption(old, now), can_answer)
        });
        go_on(old, page.as_ref(), &settings, world, face, audio, printer)
    })
}

/// Resumes a session.
pub(super) fn go_on(
    old: &StoredSession,
    page: Option<&Page>,
    settings: &Settings,
    world: &mut dyn World,
    face: &mut dyn Face,
    audio: &mut Audio,
    printer: Printer,
) -> Result<FinishedSession, Failure> {
    let (journal, mut plan, facts) = old.resume()?;
    sessions::note_last_times(&mut plan, &old.past.began);
    let away = world.wall().and_then(|wall| wall.duration_since(&old.past.ended).try_into().ok()).unwrap_or_default();
    let spec = SessionSpec { plan: &plan, page, settings };
    let result = runner::run(world, face, audio, spec, Recording::Resume { journal, facts: &facts, away });
    Ok(print_summary(world, &plan, result, None, Some(printer)))
}

pub(super) fn end_it(old: &StoredSession) -> Result<(), Failure> {
    let (mut journal, plan, facts) = old.resume()?;
    let now = facts.last().map_or_else(Mono::default, |last| last.at);
    for fact in Session::end_as_it_stands(now, plan, &facts) {
        // The session was over then, not today.
        journal.add(&old.past.ended, &fact);
    }
    journal.sync();
    match journal.trouble() {
        None => Ok(()),
        Some(trouble) => Err(Failure::failed(format!("the session could not be closed: {trouble}"))),
    }
}

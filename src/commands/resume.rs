//! `resume`: a session that has no end goes on, or is ended as it stands.

use std::io::Write;
use std::time::Duration;

use super::guide::{FinishedSession, Speed, guide, tell};
use super::{Failure, past};
use crate::cli;
use crate::history::{ReadDepth, StoredSession};
use crate::host::{self, World};
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
    mut printer: Printer,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let listing = past::sessions(ReadDepth::Glance);
    let Some(old) = listing.unfinished() else {
        let message = match listing.under_way() {
            Some(_) => "the session that has no end is under way in another terminal, or suspended there",
            None => "every session has its end",
        };
        return Err(Failure::Failed { message: message.to_owned(), help: None });
    };
    if args.end {
        end_it(old)?;
        let when = words::past::when(&old.past.began, host::wall().date());
        printer.line(0, &format!("{} of {when} is ended as it stands.", old.past.routine.name));
        return Ok(out.write_all(printer.into_text().as_bytes())?);
    }
    let settings = Settings {
        hands_free: config.hands_free == Some(true),
        mute: config.mute == Some(true),
        ..Settings::default()
    };
    guide(Speed::Times(1), config, |world, face| {
        let can_answer = world.has_input() && !settings.hands_free;
        let page = (config.yes != Some(true))
            .then(|| page::resumed_session(&old.past.routine.name, past::broken_off(old), can_answer));
        go_on(old, page.as_ref(), &settings, world, face, printer)
    })
}

/// Goes on with a session.
pub(super) fn go_on(
    old: &StoredSession,
    page: Option<&Page>,
    settings: &Settings,
    world: &mut dyn World,
    face: &mut dyn Face,
    printer: Printer,
) -> Result<FinishedSession, Failure> {
    let (journal, plan, facts) = old.resume()?;
    let away = host::wall().duration_since(&old.past.ended);
    let away = Duration::try_from(away).unwrap_or_default();
    let spec = SessionSpec { plan: &plan, page, settings };
    let outcome = runner::run(world, face, spec, Recording::Resume { journal, facts: &facts, away });
    Ok(tell(world, &plan, outcome, printer))
}

/// Ends a session as it stands.
pub(super) fn end_it(old: &StoredSession) -> Result<(), Failure> {
    let (mut journal, plan, facts) = old.resume()?;
    let now = facts.last().map_or_else(Mono::default, |last| last.at);
    for fact in Session::end_as_it_stands(now, plan, &facts) {
        // It was over then, and not today.
        journal.add(&old.past.ended, &fact);
    }
    journal.sync();
    match journal.trouble() {
        None => Ok(()),
        Some(trouble) => Err(Failure::Failed { message: format!("it could not be ended: {trouble}"), help: None }),
    }
}

//! `stats`: statistics of the sessions of a routine over some weeks.

mod json;

use std::io::{self, Write};

use jiff::{SignedDuration, Zoned};

use super::{Failure, catalogue, naming, sessions, world, write_json};
use crate::history::{self, LoadedSession, ReadDepth};
use crate::host::files;
use crate::model::Routine;
use crate::settings::Config;
use crate::stats::{Period, SessionStats, Stats};
use crate::ui::printer::Printer;
use crate::ui::stats as screen;
use crate::{cli, host, text};

/// How many weeks are shown by default, where no screen has room for more.
const WEEKS: u32 = 12;

pub(super) fn stats(
    args: &cli::StatsArgs,
    config: &Config,
    now: &Zoned,
    mut printer: Printer,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let routine = catalogue::load(args.routine.as_deref())?;
    let named = naming::exercises(&routine);
    let chosen = args.exercise.as_deref().map(|typed| naming::require("exercise", typed, &named)).transpose()?;
    let size = host::stdout_size().filter(|_| !args.json && args.svg.is_none() && config.plain != Some(true));
    let period = period(args, size.map(|(columns, _)| columns), now);
    let mut stats = of(&routine, period, now)?;
    stats.exercises.retain(|series| chosen.is_none_or(|id| id == series.exercise.id));
    if args.json {
        return write_json(out, &json::of(&stats));
    }
    if let Some(path) = &args.svg {
        return files::write_new(path, screen::svg(&stats).as_bytes()).map_err(|error| {
            Failure::failed(format!("{}: {}", text::line(&path.to_string_lossy()), text::io_error(&error)))
        });
    }
    let shown = if let Some(size) = size {
        let appearance = world::appearance(config);
        screen::lines(&screen::screen(&stats, size, appearance.charset), appearance.color)
    } else {
        screen::text(&stats, &mut printer);
        printer.into_text()
    };
    Ok(out.write_all(shown.as_bytes())?)
}

/// The weeks that are asked for.
fn period(args: &cli::StatsArgs, columns: Option<u16>, now: &Zoned) -> Period {
    let fitting = columns.map_or(WEEKS, screen::weeks);
    match (args.since.map(|day| day.date(now.date())), args.weeks) {
        (Some(since), Some(weeks)) => Period::from(since, weeks),
        (Some(since), None) => Period::between(since, now.date()),
        (None, weeks) => Period::until(now.date(), weeks.unwrap_or(fitting)),
    }
}

/// The statistics of these weeks; of weeks that are over, as they were at their end.
fn of<'a>(routine: &'a Routine, period: Period, now: &Zoned) -> Result<Stats<'a>, Failure> {
    let told = |error: jiff::Error| Failure::failed(error.to_string());
    let zone = now.time_zone();
    let moment = period.end().to_zoned(zone.clone()).map_err(told)?.min(now.clone());
    let known_from = period.known_from().to_zoned(zone.clone()).map_err(told)?;
    // Where a session was elsewhere in the world, its day began earlier.
    let since = known_from.saturating_sub(SignedDuration::from_hours(26));
    let listing = sessions::load(ReadDepth::Since(since.timestamp()));
    let own = listing.seen().filter(|session| session.past.routine.id == routine.id && session.past.began <= moment);
    let own: Vec<_> = own.cloned().collect();
    let read = history::read_each(&own, |LoadedSession { past, plan, record, .. }| {
        Some(SessionStats::new(routine, past, plan.as_deref()?, &record))
    });
    if let Some(notice) = sessions::fault_notice(&listing) {
        let _ = writeln!(io::stderr(), "warning: {notice}");
    }
    Ok(Stats::of(routine, read, sessions::older(routine, &listing), period, &moment))
}

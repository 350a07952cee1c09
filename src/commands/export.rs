//! `export`: files for a watch, a website, a calendar and a browser.

mod calendar;
mod fit;
mod html;
mod output;

use std::io::Write;

use jiff::Zoned;

use super::Failure;
use crate::cli::{ExportArgs, ExportCommand};

pub(super) fn export(args: &ExportArgs, now: &Zoned, out: &mut dyn Write) -> Result<(), Failure> {
    match &args.command {
        ExportCommand::FitWorkout { routine, full, part, to } => {
            output::write_binary(&fit::workout(routine.as_deref(), *full, part, now)?, to, out)
        }
        ExportCommand::Ics(args) => output::write(calendar::calendar(args, now)?.as_bytes(), &args.to, out),
        ExportCommand::Fit { session, to } => output::write_binary(&fit::session(session.as_deref())?, to, out),
        ExportCommand::Html { routine, part, to } => {
            output::write(html::handout(routine.as_deref(), part, now)?.as_bytes(), to, out)
        }
    }
}

//! `calfguide` alone: a short friendly home.

use std::io::Write;

use super::{Failure, catalogue};
use crate::model::Today;
use crate::plan;
use crate::settings::Settings;
use crate::words::time;

pub(super) fn home(out: &mut dyn Write) -> Result<(), Failure> {
    let routine = catalogue::routine(None)?;
    writeln!(out, "calfguide: guided workout sessions in the terminal\n")?;
    if let Ok(today) = plan::build(&routine, &Today::FIRST, &Settings::default()) {
        writeln!(out, "{}: {}\n", routine.name, time::about(plan::seconds(&today)))?;
    }
    writeln!(out, "  calfguide run             begin the session")?;
    writeln!(out, "  calfguide run --dry-run   see all of it at once")?;
    writeln!(out, "  calfguide list            its exercises")?;
    writeln!(out, "\n`calfguide routines` has more of them, `calfguide --help` everything else.")?;
    Ok(())
}

//! `check`: all problems of files of routines and figures, and remarks on good ones.

use std::io::Write;

use super::{Failure, figures, write_json};
use crate::cli;
use crate::diagnostic::Severity;
use crate::reader;
use crate::settings::Color;
use crate::ui::report;

pub(super) fn check(args: &cli::CheckArgs, color: Color, out: &mut dyn Write) -> Result<(), Failure> {
    let files: Vec<_> =
        args.files.iter().map(|file| (file.to_string_lossy(), reader::check(file, figures::state))).collect();
    let is_bad = files.iter().any(|(_, found)| found.severity == Severity::Error);
    if args.json {
        write_json(out, &report::json(files.iter().map(|(file, found)| (&**file, found))))?;
        return if is_bad { Err(Failure::Reported(2)) } else { Ok(()) };
    }
    let found =
        Failure::Problems(files.into_iter().map(|(_, found)| found).filter(|found| !found.list.is_empty()).collect());
    if is_bad {
        return Err(found);
    }
    // Remarks are told as errors are, but are none.
    found.report(color);
    Ok(())
}

//! `history import`: takes over sessions from elsewhere.

use std::io::Write;
use std::path::Path;

use crate::commands::Failure;
use crate::history::{self, FaultKind, ImportOutcome};
use crate::words::count;
use crate::{paths, text};

/// The outcomes that are only counted.
const COUNTED: [(ImportOutcome, &str); 3] = [
    (ImportOutcome::New, "new"),
    (ImportOutcome::More, "with more of a session that was here already"),
    (ImportOutcome::Known, "with nothing new"),
];

pub(super) fn import(from: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    let Some(into) = paths::sessions() else {
        return Err(Failure::failed("there is no folder for the record").help("set HOME or CALFGUIDE_DATA_DIR"));
    };
    let report = history::import(from, &into)?;
    for (outcome, words) in COUNTED {
        let number = report.files.iter().filter(|(_, one)| *one == outcome).count();
        if number > 0 {
            writeln!(out, "{} {words}", count(number, "journal"))?;
        }
    }
    // Nothing came from a file or a folder that cannot be read.
    let mut failed = report.faults.iter().any(|fault| matches!(fault.kind, FaultKind::File(_)));
    for (path, outcome) in &report.files {
        let path = text::line(&path.to_string_lossy()).into_owned();
        match outcome {
            ImportOutcome::New | ImportOutcome::More | ImportOutcome::Known => continue,
            ImportOutcome::Refused => writeln!(out, "{path}: not a journal; nothing was imported from it")?,
            ImportOutcome::Failed(why) => writeln!(out, "{path}: not written: {}", text::line(why))?,
        }
        failed = true;
    }
    if report.files.is_empty() {
        writeln!(out, "no journals in {}", text::line(&from.to_string_lossy()))?;
    }
    for fault in &report.faults {
        writeln!(out, "{}", text::line(&fault.to_string()))?;
    }
    if failed { Err(Failure::Reported(1)) } else { Ok(()) }
}

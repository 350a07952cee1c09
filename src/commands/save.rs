//! The end of a recording: waiting for the disk, and what is offered when the disk fails.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use super::{Failure, sessions};
use crate::history::{self, Journal, Recorder};
use crate::text;

pub(super) enum SaveOutcome {
    /// It was not recorded, or did not begin.
    NotRecorded,
    /// It is; its id.
    Saved(String),
    Unsaved(Journal),
    /// It was broken off, and nobody has waited for the disk yet.
    Pending(Recorder),
}

impl SaveOutcome {
    /// Waits for the disk.
    pub(super) fn of(recorder: Option<Recorder>) -> Self {
        let Some(journal) = recorder.map(Recorder::finish) else { return Self::NotRecorded };
        if journal.is_saved() { Self::Saved(journal.id()) } else { Self::Unsaved(journal) }
    }

    /// Waits for the disk where nobody has.
    pub(super) fn wait(self) {
        if let Self::Pending(recorder) = self {
            recorder.finish();
        }
    }

    /// The line below the summary.
    pub(super) fn line(&self) -> Option<String> {
        match self {
            Self::Saved(id) => Some(format!("Kept: `calfguide history show {}`\n", sessions::short_id(id))),
            Self::NotRecorded | Self::Unsaved(_) | Self::Pending(_) => None,
        }
    }
}

/// Offers a session that is only in memory, until it is saved somewhere or the user gives it up.
pub(super) fn offer_unsaved(outcome: SaveOutcome) -> Result<(), Failure> {
    let SaveOutcome::Unsaved(mut journal) = outcome else { return Ok(()) };
    loop {
        let why = journal.trouble().unwrap_or("it could not be written").to_owned();
        let mut err = io::stderr();
        let _ = writeln!(err, "\nThis session is not kept: {}", text::line(&why));
        if !io::stdin().is_terminal() {
            let _ = writeln!(err, "All of it follows; `calfguide history import FILE` takes such a file over.");
            io::stdout().write_all(journal.text())?;
            return Err(Failure::Reported(1));
        }
        let _ = write!(
            err,
            "Enter tries again; a file name writes it there, for `calfguide history import`; q lets it go.\n> "
        );
        let mut answer = String::new();
        if io::stdin().lock().read_line(&mut answer)? == 0 || answer.trim() == "q" {
            return Err(Failure::Reported(1));
        }
        let name = answer.trim();
        if name.is_empty() {
            journal.sync();
            if journal.is_saved() {
                let _ = writeln!(err, "It is kept now.");
                return Ok(());
            }
            continue;
        }
        match history::write_new(Path::new(name), journal.text()) {
            Ok(()) => {
                let _ = writeln!(err, "It is in {}.", text::line(name));
                return Ok(());
            }
            Err(error) => {
                let _ = writeln!(err, "{}: {}", text::line(name), text::io_error(&error));
            }
        }
    }
}

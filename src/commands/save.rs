//! The end of a session's journal: the last attempt to keep it, and what is offered when that fails.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use super::{Failure, past};
use crate::history::{self, Journal};
use crate::text;

/// Whether a session is on the disk.
pub(super) enum SaveOutcome {
    /// It was not to be, or was not begun.
    No,
    /// It is; its id.
    Yes(String),
    /// It is not.
    Failed(Journal),
}

impl SaveOutcome {
    /// What became of a journal.
    pub(super) fn of(journal: Option<Journal>) -> Self {
        match journal {
            None => Self::No,
            Some(mut journal) => {
                if !journal.is_saved() {
                    journal.sync();
                }
                if journal.is_saved() { Self::Yes(journal.id()) } else { Self::Failed(journal) }
            }
        }
    }

    /// Where it is, as a line below the summary.
    pub(super) fn line(&self) -> Option<String> {
        match self {
            Self::Yes(id) => Some(format!("Kept: `calfguide history show {}`\n", past::name(id))),
            Self::No | Self::Failed(_) => None,
        }
    }
}

/// Offers what is only in memory, until it is somewhere or the user lets it go.
pub(super) fn offer_unsaved(kept: SaveOutcome) -> Result<(), Failure> {
    let SaveOutcome::Failed(mut journal) = kept else { return Ok(()) };
    loop {
        let why = journal.trouble().unwrap_or("it could not be written").to_owned();
        let mut err = io::stderr();
        let _ = writeln!(err, "\nThis session is not kept: {}", text::line(&why));
        if !io::stdin().is_terminal() {
            let _ = writeln!(err, "All of it follows; `calfguide history import FILE` takes such a file over.");
            io::stdout().write_all(journal.text())?;
            return Err(Failure::Found(1));
        }
        let _ = write!(
            err,
            "Enter tries again; a file name writes it there, for `calfguide history import`; q lets it go.\n> "
        );
        let mut answer = String::new();
        if io::stdin().lock().read_line(&mut answer)? == 0 || answer.trim() == "q" {
            return Err(Failure::Found(1));
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

//! The end of a recording: waiting for the disk, and what is offered when the disk fails.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use super::{Failure, sessions, tell};
use crate::history::{self, Journal, Recorder};
use crate::runner::End;
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

    /// Waits for the disk where nobody has, and returns whether the session is there.
    pub(super) fn wait(self) -> bool {
        match self {
            Self::Pending(recorder) => recorder.finish().is_saved(),
            Self::Saved(_) => true,
            Self::NotRecorded | Self::Unsaved(_) => false,
        }
    }

    /// The line below the summary.
    pub(super) fn line(&self, end: End) -> Option<String> {
        match self {
            Self::Saved(id) if end == End::Discarded => {
                let id = sessions::short_id(id);
                Some(format!("Discarded: `calfguide history delete {id} --undo` brings it back"))
            }
            Self::Saved(id) => Some(format!("Saved: `calfguide history show {}`", sessions::short_id(id))),
            Self::NotRecorded | Self::Unsaved(_) | Self::Pending(_) => None,
        }
    }
}

/// Offers a session that is only in memory, until it is saved somewhere or the user gives it up.
pub(super) fn offer_unsaved(outcome: SaveOutcome) -> Result<(), Failure> {
    let SaveOutcome::Unsaved(mut journal) = outcome else { return Ok(()) };
    loop {
        let why = journal.trouble().unwrap_or("it could not be written");
        let _ = writeln!(io::stderr());
        tell(&format!("This session is not saved: {why}"));
        let Some(answer) = ask().map_err(|error| Failure::system(&error))? else {
            tell("All of it follows. Save it as a file, and `calfguide history import FILE` takes it over.");
            io::stdout().write_all(journal.text())?;
            return Err(Failure::Reported(1));
        };
        match str::from_utf8(answer.trim_ascii()) {
            Ok("q") => return Err(Failure::Reported(1)),
            Ok("") => {
                journal.sync();
                if journal.is_saved() {
                    tell("It is saved now.");
                    return Ok(());
                }
            }
            Ok(name) => match history::write_new(Path::new(name), journal.text()) {
                Ok(()) => {
                    tell(&format!("It is in {name}."));
                    return Ok(());
                }
                Err(error) => tell(&format!("{name}: {}", text::io_error(&error))),
            },
            Err(_) => tell("This name is not UTF-8: give another one."),
        }
    }
}

/// A line of the user, in bytes: a terminal may send what is no text. `None` where nobody answers.
fn ask() -> io::Result<Option<Vec<u8>>> {
    if !io::stdin().is_terminal() {
        return Ok(None);
    }
    tell("Enter tries again, q discards it, and a file name writes it there for `calfguide history import`.");
    let _ = write!(io::stderr(), "> ");
    let mut answer = Vec::new();
    let length = io::stdin().lock().read_until(b'\n', &mut answer)?;
    Ok((length > 0).then_some(answer))
}

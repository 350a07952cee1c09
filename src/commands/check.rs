//! `check`: all problems of files of routines and figures, and remarks on good ones.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::{Failure, catalogue, figures, tell, write_json};
use crate::diagnostic::{Problems, Severity};
use crate::host::{self, Console, Signal, Wake, World};
use crate::settings::Color;
use crate::ui::report;
use crate::words::count;
use crate::{cli, reader};

/// How often it is looked whether a file was saved.
const INTERVAL: Duration = Duration::from_millis(250);

pub(super) fn check(args: &cli::CheckArgs, color: Color, out: &mut dyn Write) -> Result<(), Failure> {
    let files: Vec<PathBuf> = args.files.iter().map(|file| catalogue::file(file)).collect();
    if args.watch {
        return watch(&files, color);
    }
    let files: Vec<_> =
        files.iter().map(|file| (file.to_string_lossy(), reader::check(file, figures::state))).collect();
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
    // Remarks are reported like errors, but are none.
    found.report(color);
    Ok(())
}

/// Checks each file, and again whenever it is saved. A signal ends it.
fn watch(files: &[PathBuf], color: Color) -> Result<(), Failure> {
    let mut console = Console::lines(1).map_err(|error| Failure::system(&error))?;
    let mut watched: Vec<(&PathBuf, Option<Save>)> = files.iter().map(|file| (file, None)).collect();
    for (file, save) in &mut watched {
        *save = last_save(file);
        say(file, color);
    }
    loop {
        let until = console.now() + INTERVAL;
        match console.wait(Some(until)) {
            Wake::Interrupt => return Err(Failure::Signal(Signal::INTERRUPT)),
            Wake::Suspend => console.suspend(),
            Wake::Signal(signal) => return Err(Failure::Signal(signal)),
            Wake::OutputGone(_) => return Ok(()),
            _ => {}
        }
        for (file, save) in &mut watched {
            // While an editor puts another file in its place, there may be none.
            let now = last_save(file);
            if now.is_some() && now != *save {
                *save = now;
                say(file, color);
            }
        }
    }
}

/// When a file was saved, and how long it is.
type Save = (SystemTime, u64);

fn last_save(file: &Path) -> Option<Save> {
    let metadata = file.metadata().ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

fn say(file: &Path, color: Color) {
    let found: Problems = reader::check(file, figures::state);
    let what = if found.severity == Severity::Error { "problem" } else { "remark" };
    let number = match found.list.len() + found.more {
        0 => "no problem".to_owned(),
        number => count(number, what),
    };
    tell(&format!("{} {}: {number}", host::wall().strftime("%H:%M:%S"), file.to_string_lossy()));
    if !found.list.is_empty() {
        Failure::Problems(vec![found]).report(color);
    }
}

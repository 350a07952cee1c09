//! Routine files: TOML into [`Routine`], or everything that is wrong with it.
//!
//! The TOML parser keeps the place of every key and value and goes on after a mistake; each table is then read by
//! hand, and every fault is collected on the way instead of stopping at the first.

mod duration;
mod exercise;
mod faults;
mod ids;
mod open;
mod phase;
mod prescription;
mod progression;
mod routine;
mod statement;
mod syntax;
mod table;
mod value;

use std::path::Path;

use toml::de::DeTable;

use crate::diagnostic::Problems;
use crate::model::Routine;
use faults::Faults;

/// Reads a routine file. It is opened so that nothing can hang or grow: regular files only, at most 1 MiB.
pub fn open(path: &Path) -> Result<Routine, Problems> {
    let text = source(path)?;
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    read(&path.to_string_lossy(), &stem, &text)
}

/// The text of a routine file as it stands there, opened as carefully as by [`open()`].
pub fn source(path: &Path) -> Result<String, Problems> {
    open::source(path)
}

/// Reads the text of a routine. `file` is what it is called in problems, `stem` what its id is made of when it gives
/// none.
pub fn read(file: &str, stem: &str, text: &str) -> Result<Routine, Problems> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut faults = Faults::default();
    let readable = syntax::readable(text, &mut faults);
    let (table, _) = DeTable::parse_recoverable(&readable);
    let routine = routine::routine(table.get_ref(), stem, &mut faults);
    match routine {
        Some(routine) if faults.is_empty() => Ok(routine),
        _ => Err(faults.into_problems(file, text)),
    }
}

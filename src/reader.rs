//! Files of the user: TOML into a [`Routine`] or a [`Config`], or everything that is wrong with it.
//!
//! The TOML parser keeps the place of every key and value and goes on after a mistake; each table is then read by
//! hand, and every fault is collected on the way instead of stopping at the first.

mod config;
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
use crate::settings::Config;
use faults::Faults;

/// Reads a routine file. It is opened so that nothing can hang or grow: regular files only, at most 1 MiB.
pub fn open(path: &Path) -> Result<Routine, Problems> {
    let text = source(path)?;
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    read(&path.to_string_lossy(), &stem, &text)
}

/// The text of a routine file as it stands there, opened as carefully as by [`open()`].
pub fn source(path: &Path) -> Result<String, Problems> {
    open::source(path, "a routine")
}

/// Reads the text of a routine. `file` is what it is called in problems, `stem` what its id is made of when it gives
/// none.
pub fn read(file: &str, stem: &str, text: &str) -> Result<Routine, Problems> {
    lowered(file, text, |table, faults| routine::routine(table, stem, faults))
}

/// Reads the settings file; a file that is not there says nothing.
pub fn config(path: &Path) -> Result<Config, Problems> {
    match open::source_if_any(path, "settings")? {
        Some(text) => lowered(&path.to_string_lossy(), &text, |table, faults| Some(config::config(table, faults))),
        None => Ok(Config::default()),
    }
}

/// What a text is read as, where nothing is wrong with it.
fn lowered<T>(
    file: &str,
    text: &str,
    read: impl FnOnce(&DeTable<'_>, &mut Faults) -> Option<T>,
) -> Result<T, Problems> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut faults = Faults::default();
    // Most files have no mistake, and are parsed once.
    let value = if let Ok(table) = DeTable::parse(text) {
        read(table.get_ref(), &mut faults)
    } else {
        let readable = syntax::readable(text, &mut faults);
        let (table, _) = DeTable::parse_recoverable(&readable);
        read(table.get_ref(), &mut faults)
    };
    match value {
        Some(value) if faults.is_empty() => Ok(value),
        _ => Err(faults.into_problems(file, text)),
    }
}

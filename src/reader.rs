//! Files of the user: TOML into a [`Routine`] or a [`Config`], or everything that is wrong with it.
//!
//! The TOML parser keeps the place of every key and value and goes on after an error; each table is then read by
//! hand, and every problem is collected instead of stopping at the first.

mod config;
mod duration;
mod exercise;
mod ids;
mod offer;
mod open;
mod phase;
mod prescription;
mod problem;
mod progression;
mod routine;
mod schedule;
mod size;
mod statement;
mod synonyms;
mod syntax;
mod table;
#[cfg(test)]
mod tests;
mod trial;
mod value;
mod when;
mod wording;

use std::path::Path;

use toml::de::DeTable;

use crate::diagnostic::{Problems, Severity};
use crate::model::Routine;
use crate::settings::Config;
use problem::{Collector, Problem, SyntaxProblem, Tables};

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
    with_remarks(file, stem, text).map(|(routine, _)| routine)
}

/// Checks a routine file: what is wrong with it, or the remarks on a good one.
pub fn check(path: &Path) -> Problems {
    let remarks = source(path).and_then(|text| {
        let (file, stem) = (path.to_string_lossy(), path.file_stem().unwrap_or_default().to_string_lossy());
        let (_, remarks) = with_remarks(&file, &stem, &text)?;
        let list = remarks.into_iter().map(|remark| (remark, None));
        Ok(Problems { severity: Severity::Remark, ..problem::listed(&file, &text, list, 0, &Tables::default()) })
    });
    remarks.unwrap_or_else(|problems| problems)
}

fn with_remarks(file: &str, stem: &str, text: &str) -> Result<(Routine, Vec<Problem>), Problems> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    checked(file, text, |text| parse(text, |table, problems| routine::routine(table, stem, problems)))
}

/// Reads the settings file. Without a file there are no settings.
pub fn config(path: &Path) -> Result<Config, Problems> {
    let Some(text) = open::source_if_any(path, "settings")? else { return Ok(Config::default()) };
    checked(&path.to_string_lossy(), &text, |text| parse(text, |table, problems| Some(config::config(table, problems))))
        .map(|(config, _)| config)
}

/// Reads a text. What its problems offer to write is tried by the same reader.
fn checked<T>(file: &str, text: &str, read: impl Fn(&str) -> Result<T, Collector>) -> Result<T, Problems> {
    read(text).map_err(|problems| {
        let (list, more) = problems.into_sorted();
        let offers = trial::accepted(text, &list, |text| {
            read(text).map_or_else(|problems| problems.into_sorted().0, |_| Vec::new())
        });
        problem::listed(file, text, list.into_iter().zip(offers), more, &tables())
    })
}

/// The keys of each table of a routine, as the reader takes them out of one that has every table.
fn tables() -> Tables {
    let mut problems = Collector::default();
    if let Ok(table) = DeTable::parse(include_str!("reader/every-table.toml")) {
        routine::routine(table.get_ref(), "tables", &mut problems);
    }
    problems.into_tables()
}

/// Parses a text and reads its tables: what they say, and the remarks on that.
fn parse<T>(
    text: &str,
    read: impl FnOnce(&DeTable<'_>, &mut Collector) -> Option<T>,
) -> Result<(T, Vec<Problem>), Collector> {
    let mut problems = Collector::default();
    if let Some(at) = statement::too_many_nested(text) {
        problems.add(at, SyntaxProblem::TooManyNested);
        return Err(problems);
    }
    // Most files are TOML, and are parsed once.
    let value = if let Ok(table) = DeTable::parse(text) {
        read(table.get_ref(), &mut problems)
    } else {
        let readable = syntax::readable(text, &mut problems);
        let (table, _) = DeTable::parse_recoverable(&readable);
        read(table.get_ref(), &mut problems)
    };
    match value {
        Some(value) if problems.is_empty() => Ok((value, problems.into_remarks())),
        _ => Err(problems),
    }
}

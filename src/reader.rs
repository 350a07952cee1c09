//! Files of the user: TOML into a [`Routine`], a [`Figure`] or a [`Config`], or everything that is wrong with it.
//!
//! The TOML parser keeps the place of every key and value and goes on after an error; each table is then read by
//! hand, and every problem is collected instead of stopping at the first.

mod config;
mod duration;
mod exercise;
mod figure;
mod format;
mod ids;
mod keys;
mod offer;
mod open;
mod phase;
mod prescription;
mod problem;
mod progression;
mod rename;
mod routine;
mod schedule;
mod schema;
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
use crate::figure::Figure;
use crate::model::Routine;
use crate::settings::Config;
use problem::{Collector, SyntaxProblem, Tables};
pub use rename::{quoted, renamed, title};
pub use schema::schema;

/// Reads a routine file. It is opened so that nothing can hang or grow: regular files only, at most 1 MiB.
pub fn open(path: &Path) -> Result<Routine, Problems> {
    let text = source(path)?;
    read(&path.to_string_lossy(), &stem(path), &text)
}

/// The text of a routine file, unchanged, opened as carefully as by [`open()`].
pub fn source(path: &Path) -> Result<String, Problems> {
    open::source(path, "a routine")
}

/// What the name of a file is without its extension.
pub fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Reads the text of a routine. `file` is what it is called in problems, `stem` what its id is made of when it gives
/// none.
pub fn read(file: &str, stem: &str, text: &str) -> Result<Routine, Problems> {
    read_noted(file, stem, text).map(|(routine, _)| routine)
}

/// Reads a figure file, opened as carefully as by [`open()`].
pub fn open_figure(path: &Path) -> Result<Figure, Problems> {
    let text = open::source(path, "a figure")?;
    read_figure(&path.to_string_lossy(), &text)
}

/// Reads the text of a figure. `file` is what it is called in problems.
pub fn read_figure(file: &str, text: &str) -> Result<Figure, Problems> {
    checked(file, text, include_str!("reader/every-table-of-a-figure.toml"), figure::figure).map(|(figure, _)| figure)
}

/// What is known of a figure that a routine names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FigureState {
    Good,
    /// Its file has problems.
    Bad,
    /// There is none, only one with a name that is much alike.
    Missing {
        nearest: Option<String>,
    },
}

/// The text of a file of a routine or a figure, opened as carefully as by [`open()`].
pub fn text(path: &Path) -> Result<String, Problems> {
    open::source(path, "a routine or a figure")
}

/// Checks a file, which is a routine or a figure: what is wrong with it, or the remarks on a good one. `figure` is asked
/// about each figure that a routine names.
pub fn check(path: &Path, figure: impl Fn(&str) -> FigureState) -> Problems {
    check_as(path, path, figure)
}

/// Checks what is to become the file `path`, and is in another one so far.
pub fn check_as(path: &Path, written: &Path, figure: impl Fn(&str) -> FigureState) -> Problems {
    match text(written) {
        Ok(text) => check_text(&path.to_string_lossy(), &stem(path), &text, figure),
        Err(problems) => problems,
    }
}

/// Checks a text; `file` and `stem` are as for [`read`].
pub fn check_text(file: &str, stem: &str, text: &str, figure: impl Fn(&str) -> FigureState) -> Problems {
    let remarks = if is_figure(text) {
        read_figure(file, text).map(|_| Vec::new())
    } else {
        read_noted(file, stem, text).map(|(_, noted)| noted.into_remarks(figure))
    };
    let remarks = remarks.map(|remarks| {
        let list = remarks.into_iter().map(|remark| (remark, None));
        Problems { severity: Severity::Remark, ..problem::listed(file, text, list, 0, &Tables::default()) }
    });
    remarks.unwrap_or_else(|problems| problems)
}

/// Whether a text is that of a figure: it has poses and no phases. Any other is that of a routine.
pub fn is_figure(text: &str) -> bool {
    let has = |name| statement::top_keys(text).any(|key| key == name);
    has("pose") && !has("phase")
}

/// Reads the text of a routine, with what was noted on the way.
fn read_noted(file: &str, stem: &str, text: &str) -> Result<(Routine, Collector), Problems> {
    checked(file, text, EVERY_TABLE, |table, problems| routine::routine(table, stem, problems))
}

/// Reads the settings file. Without a file there are no settings.
pub fn config(path: &Path) -> Result<Config, Problems> {
    let Some(text) = open::source_if_any(path, "settings")? else { return Ok(Config::default()) };
    let read = |table: &DeTable<'_>, problems: &mut Collector| Some(config::config(table, problems));
    checked(&path.to_string_lossy(), &text, "", read).map(|(config, _)| config)
}

/// A routine with every kind of table.
const EVERY_TABLE: &str = include_str!("reader/every-table.toml");

/// Reads a text: what it says, and what was noted on the way. What its problems offer to write is tried by the same
/// reader, which also has the keys of each kind of table, of all those in `every_table`.
fn checked<T>(
    file: &str,
    text: &str,
    every_table: &str,
    read: impl Fn(&DeTable<'_>, &mut Collector) -> Option<T>,
) -> Result<(T, Collector), Problems> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    parse(text, &read).map_err(|problems| {
        let (list, more) = problems.into_sorted();
        let offers = trial::accepted(text, &list, |text| {
            parse(text, &read).map_or_else(|problems| problems.into_sorted().0, |_| Vec::new())
        });
        problem::listed(file, text, list.into_iter().zip(offers), more, &tables(every_table, &read))
    })
}

/// The keys of each kind of table, as the reader takes them out of a text that has all of them.
fn tables<T>(every_table: &str, read: impl Fn(&DeTable<'_>, &mut Collector) -> Option<T>) -> Tables {
    let mut problems = Collector::default();
    if let Ok(table) = DeTable::parse(every_table) {
        read(table.get_ref(), &mut problems);
    }
    problems.into_tables()
}

/// Parses a text and reads its tables: what they say, and what was noted on the way.
fn parse<T>(
    text: &str,
    read: impl FnOnce(&DeTable<'_>, &mut Collector) -> Option<T>,
) -> Result<(T, Collector), Collector> {
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
        Some(value) if problems.is_empty() => Ok((value, problems)),
        _ => Err(problems),
    }
}

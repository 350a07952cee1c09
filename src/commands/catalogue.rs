//! The routines that can be named: files by path, the user's own and the built-in ones by name.

use std::path::{Path, PathBuf, is_separator};

use super::Failure;
use crate::diagnostic::Problems;
use crate::model::Routine;
use crate::words::nearest::nearest;
use crate::{paths, reader};

/// The routine that is used when none is named.
pub(super) const DEFAULT: &str = "calves";

/// Name and text.
const BUILT_IN: [(&str, &str); 4] = [
    (DEFAULT, include_str!("../../routines/calves.toml")),
    ("emom", include_str!("../../routines/emom.toml")),
    ("tabata", include_str!("../../routines/tabata.toml")),
    ("ten-weeks", include_str!("../../routines/ten-weeks.toml")),
];

/// Where a routine comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RoutineOrigin {
    File(PathBuf),
    BuiltIn { name: &'static str, text: &'static str },
}

/// Finds the routine that a ROUTINE argument names.
pub(super) fn find(typed: Option<&str>) -> Result<RoutineOrigin, Failure> {
    let typed = typed.unwrap_or(DEFAULT);
    let is_path = typed.contains(is_separator) || Path::new(typed).extension().is_some_and(|ending| ending == "toml");
    if is_path {
        return Ok(RoutineOrigin::File(typed.into()));
    }
    let all = all();
    if let Some((_, origin)) = all.iter().find(|(name, _)| name == typed) {
        return Ok(origin.clone());
    }
    let mut names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    let help = match nearest(typed, names.iter().copied()) {
        Some(name) => format!("did you mean `{name}`? for a file give a path, such as `./{typed}`"),
        None => format!("the routines are {}; for a file give a path, such as `./{typed}`", names.join(", ")),
    };
    Err(Failure::usage(format!("there is no routine `{typed}`")).help(help))
}

/// Every routine by name: the user's own, then the built-in ones whose names are not taken.
pub(super) fn all() -> Vec<(String, RoutineOrigin)> {
    let files = paths::routines().and_then(|folder| folder.read_dir().ok()).into_iter().flatten().flatten();
    let own = files.map(|file| file.path()).filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let mut all: Vec<(String, RoutineOrigin)> =
        own.filter_map(|path| Some((path.file_stem()?.to_str()?.to_owned(), RoutineOrigin::File(path)))).collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    for (name, text) in BUILT_IN {
        if all.iter().all(|(own, _)| own != name) {
            all.push((name.to_owned(), RoutineOrigin::BuiltIn { name, text }));
        }
    }
    all
}

impl RoutineOrigin {
    pub(super) fn read(&self) -> Result<Routine, Problems> {
        match self {
            Self::File(path) => reader::open(path),
            Self::BuiltIn { name, text } => reader::read(&format!("{name} (built in)"), name, text),
        }
    }

    /// The text of its file.
    pub(super) fn source(&self) -> Result<String, Problems> {
        match self {
            Self::File(path) => reader::source(path),
            Self::BuiltIn { text, .. } => Ok((*text).to_owned()),
        }
    }
}

/// Reads the routine that a ROUTINE argument names.
pub(super) fn load(typed: Option<&str>) -> Result<Routine, Failure> {
    find(typed)?.read().map_err(|problems| Failure::Problems(vec![problems]))
}

/// Fails with a suggestion where `typed` is none of the ids.
pub(super) fn require_id<'a>(
    what: &str,
    typed: &str,
    ids: impl Iterator<Item = &'a str> + Clone,
) -> Result<(), Failure> {
    if ids.clone().any(|id| id == typed) {
        return Ok(());
    }
    let help = match nearest(typed, ids.clone()) {
        Some(id) => format!("did you mean `{id}`?"),
        None => format!("there are {}", ids.collect::<Vec<_>>().join(", ")),
    };
    Err(Failure::usage(format!("there is no {what} `{typed}` in this routine")).help(help))
}

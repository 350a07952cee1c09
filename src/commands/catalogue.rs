//! Which routines there are: files by path, the user's own by name, the built-in ones.

use std::path::{Path, PathBuf};

use super::Failure;
use crate::diagnostic::Problems;
use crate::model::Routine;
use crate::words::nearest::nearest;
use crate::{paths, reader};

/// The routine that is meant when none is named.
pub(super) const DEFAULT: &str = "calves";

/// The built-in routines by name.
const BUILT_IN: [(&str, &str); 4] = [
    (DEFAULT, include_str!("../../routines/calves.toml")),
    ("emom", include_str!("../../routines/emom.toml")),
    ("tabata", include_str!("../../routines/tabata.toml")),
    ("ten-weeks", include_str!("../../routines/ten-weeks.toml")),
];

/// Where a routine is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    File(PathBuf),
    /// In the program: its text.
    BuiltIn(&'static str, &'static str),
}

/// Finds what a ROUTINE argument means.
pub(super) fn find(typed: Option<&str>) -> Result<Place, Failure> {
    let typed = typed.unwrap_or(DEFAULT);
    let is_path = typed.contains('/') || Path::new(typed).extension().is_some_and(|ending| ending == "toml");
    if is_path {
        return Ok(Place::File(typed.into()));
    }
    let all = all();
    if let Some((_, place)) = all.iter().find(|(name, _)| name == typed) {
        return Ok(place.clone());
    }
    let mut names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    let meant = nearest(typed, names.iter().copied());
    let help = match meant {
        Some(meant) => format!("did you mean `{meant}`? a file is written with a `/`, as in `./{typed}`"),
        None => format!("there are {}; a file is written with a `/`, as in `./{typed}`", names.join(", ")),
    };
    Err(Failure::Usage { message: format!("there is no routine `{typed}`"), help: Some(help) })
}

/// Every routine by name: the user's own, then the built-in ones that have no namesake among them.
pub(super) fn all() -> Vec<(String, Place)> {
    let files = paths::routines().and_then(|folder| folder.read_dir().ok()).into_iter().flatten().flatten();
    let own = files.map(|file| file.path()).filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let mut all: Vec<(String, Place)> =
        own.filter_map(|path| Some((path.file_stem()?.to_str()?.to_owned(), Place::File(path)))).collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    for (name, text) in BUILT_IN {
        if all.iter().all(|(own, _)| own != name) {
            all.push((name.to_owned(), Place::BuiltIn(name, text)));
        }
    }
    all
}

impl Place {
    /// Reads the routine.
    pub(super) fn read(&self) -> Result<Routine, Problems> {
        match self {
            Self::File(path) => reader::open(path),
            Self::BuiltIn(name, text) => reader::read(&format!("{name} (built in)"), name, text),
        }
    }

    /// The text of its file.
    pub(super) fn source(&self) -> Result<String, Problems> {
        match self {
            Self::File(path) => reader::source(path),
            Self::BuiltIn(_, text) => Ok((*text).to_owned()),
        }
    }
}

/// Reads the routine that a ROUTINE argument means.
pub(super) fn routine(typed: Option<&str>) -> Result<Routine, Failure> {
    find(typed)?.read().map_err(|problems| Failure::Problems(vec![problems]))
}

/// Makes sure that an id is one of those there are; else says which is meant.
pub(super) fn known<'a>(what: &str, typed: &str, ids: impl Iterator<Item = &'a str> + Clone) -> Result<(), Failure> {
    if ids.clone().any(|id| id == typed) {
        return Ok(());
    }
    let help = match nearest(typed, ids.clone()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("there are {}", ids.collect::<Vec<_>>().join(", ")),
    };
    Err(Failure::Usage { message: format!("there is no {what} `{typed}` in this routine"), help: Some(help) })
}

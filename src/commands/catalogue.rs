//! The routines that can be named: files by path, the user's own and the built-in ones by name.

use std::path::{Path, PathBuf, is_separator};

use super::Failure;
use super::naming::{self, Match};
use super::own::is_own;
use crate::diagnostic::Problems;
use crate::model::Routine;
use crate::words::nearest::nearest;
use crate::{paths, reader};

/// The routine that is used when none is named.
pub(super) const DEFAULT: &str = "calves";

/// Name and text.
const BUILT_IN: [(&str, &str); 14] = [
    (DEFAULT, include_str!("../../routines/calves.toml")),
    ("after-a-run", include_str!("../../routines/after-a-run.toml")),
    ("box-breathing", include_str!("../../routines/box-breathing.toml")),
    ("core", include_str!("../../routines/core.toml")),
    ("couch-to-5k", include_str!("../../routines/couch-to-5k.toml")),
    ("desk", include_str!("../../routines/desk.toml")),
    ("emom", include_str!("../../routines/emom.toml")),
    ("hopping", include_str!("../../routines/hopping.toml")),
    ("nordic", include_str!("../../routines/nordic.toml")),
    ("seven-minutes", include_str!("../../routines/seven-minutes.toml")),
    ("tabata", include_str!("../../routines/tabata.toml")),
    ("ten-twenty-thirty", include_str!("../../routines/ten-twenty-thirty.toml")),
    ("ten-weeks", include_str!("../../routines/ten-weeks.toml")),
    ("warm-up", include_str!("../../routines/warm-up.toml")),
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
    if is_path(typed) {
        return Ok(RoutineOrigin::File(typed.into()));
    }
    let all = all();
    if let Some(found) = search(typed, &all)? {
        return Ok(found);
    }
    let file = format!("for a file give a path, such as `./{typed}`");
    let mut names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    Err(Failure::usage(format!("there is no routine `{typed}`")).help(match nearest(typed, names.iter().copied()) {
        Some(name) => format!("did you mean `{name}`? {file}"),
        None => format!("the routines are {}; {file}", names.join(", ")),
    }))
}

/// Finds the routine that is meant where one of the user's own is wanted: a built-in one only where none of those is.
pub(super) fn find_own(typed: &str) -> Result<RoutineOrigin, Failure> {
    if is_path(typed) {
        return Ok(RoutineOrigin::File(typed.into()));
    }
    let (own, built_in): (Vec<_>, Vec<_>) =
        all().into_iter().partition(|(_, origin)| matches!(origin, RoutineOrigin::File(_)));
    let own = if built_in.iter().any(|(name, _)| name == typed) { Vec::new() } else { own };
    if let Some(found) = search(typed, &own)?.map_or_else(|| search(typed, &built_in), |found| Ok(Some(found)))? {
        return Ok(found);
    }
    let names: Vec<&str> = own.iter().map(|(name, _)| name.as_str()).collect();
    let help = match (nearest(typed, names.iter().copied()), names.as_slice()) {
        (Some(name), _) => format!("did you mean `{name}`?"),
        (None, []) => "you have none yet; `calfguide new` writes one".to_owned(),
        (None, names) => format!("yours are {}", names.join(", ")),
    };
    Err(Failure::usage(format!("no routine of yours is called `{typed}`")).help(help))
}

/// The routine of this name among these, or the only one that has it as a part of its name or title.
fn search(typed: &str, all: &[(String, RoutineOrigin)]) -> Result<Option<RoutineOrigin>, Failure> {
    let named = |wanted: &str| all.iter().find(|(name, _)| name == wanted).map(|(_, origin)| origin.clone());
    if let Some(origin) = named(typed) {
        return Ok(Some(origin));
    }
    let titles: Vec<String> =
        all.iter().map(|(_, origin)| origin.read().map_or_else(|_| String::new(), |it| it.name)).collect();
    let known: Vec<_> = all.iter().zip(&titles).map(|((name, _), title)| (name.as_str(), title.as_str())).collect();
    match naming::find(typed, &known) {
        Match::One(found) => Ok(named(found)),
        Match::Several(found) => Err(naming::several(typed, &found)),
        Match::None => Ok(None),
    }
}

/// The file that is meant: that of this path, or else the user's own routine of this name.
pub(super) fn file(typed: &Path) -> PathBuf {
    let name = typed.to_str().filter(|name| !is_path(name) && !typed.exists());
    match name.map(|name| find(Some(name))) {
        Some(Ok(RoutineOrigin::File(path))) => path,
        _ => typed.to_owned(),
    }
}

/// Whether this is a path, and no name.
pub(super) fn is_path(typed: &str) -> bool {
    typed.contains(is_separator) || Path::new(typed).extension().is_some_and(|ending| ending == "toml")
}

/// Every routine by name: the user's own, then the built-in ones whose names are not taken.
pub(super) fn all() -> Vec<(String, RoutineOrigin)> {
    let files = paths::routines().and_then(|folder| folder.read_dir().ok()).into_iter().flatten().flatten();
    let own = files.map(|file| file.path()).filter(|path| is_own(path));
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

/// Whether a built-in routine has this name.
pub(super) fn is_built_in(name: &str) -> bool {
    BUILT_IN.iter().any(|(built_in, _)| *built_in == name)
}

/// Whether this is a routine's name in full, or the path of a file.
pub(super) fn is_name(typed: &str) -> bool {
    is_path(typed) || all().iter().any(|(name, _)| name == typed)
}

/// The routine with this id, where there is one, and the name to type for it.
pub(super) fn with_id(id: &str) -> Option<(String, Routine)> {
    let mut all = all();
    // Most files are called as the id in them.
    all.sort_by_key(|(name, _)| name != id);
    let mut routines = all.into_iter().filter_map(|(name, origin)| Some((name, origin.read().ok()?)));
    routines.find(|(_, routine)| routine.id == id)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::commands::figures;

    #[test]
    fn every_routine_of_the_library_is_built_in_and_has_no_remark() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("routines");
        let files = folder.read_dir().expect("the library").map(|file| file.expect("a file").path());
        let mut files: Vec<_> = files.filter(|file| file.extension().is_some_and(|ending| ending == "toml")).collect();
        files.sort();
        for file in &files {
            let remarks = reader::check(file, figures::state);
            assert!(remarks.list.is_empty(), "{remarks:?}");
        }
        let mut names = BUILT_IN.map(|(name, _)| format!("{name}.toml"));
        names.sort();
        assert!(files.iter().map(|file| file.file_name()).eq(names.iter().map(|name| Some(name.as_ref()))));
    }
}

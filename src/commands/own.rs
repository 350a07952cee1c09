//! The files of the user's own routines and figures.

use std::fs;
use std::path::{Path, PathBuf};

use super::Failure;
use crate::host::files;
use crate::{paths, reader, text};

/// Where the user's routine of this name is, or would be.
pub(super) fn routine(name: &str) -> Result<PathBuf, Failure> {
    in_folder(paths::routines(), name)
}

/// Where the user's figure of this id is, or would be.
pub(super) fn figure(id: &str) -> Result<PathBuf, Failure> {
    in_folder(paths::figures(), id)
}

fn in_folder(folder: Option<PathBuf>, name: &str) -> Result<PathBuf, Failure> {
    let folder = folder.ok_or_else(|| {
        Failure::failed("there is no home folder for files of yours").help("`CALFGUIDE_DATA_DIR` names another folder")
    })?;
    Ok(folder.join(format!("{name}.toml")))
}

/// Whether a file in such a folder is meant for it. The copies of editors and of systems begin with a dot.
pub(super) fn is_own(path: &Path) -> bool {
    let is_hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    !is_hidden && path.extension().is_some_and(|ending| ending == "toml")
}

/// Writes a file that is not there yet, in a folder that may not be there either.
pub(super) fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    make_folder(path)?;
    files::write_new(path, text.as_bytes()).map_err(|error| Failure::at(path, &error))
}

fn make_folder(path: &Path) -> Result<(), Failure> {
    let Some(folder) = path.parent() else { return Ok(()) };
    fs::create_dir_all(folder).map_err(|error| Failure::at(folder, &error))
}

/// The line at the top of a routine by which an editor finds its schema.
pub(super) const SCHEMA_LINE: &str = "#:schema ./routine.schema.json\n";

/// Writes the schema beside the user's routines, where it is not there or is that of another version.
pub(super) fn write_schema() -> Result<(), Failure> {
    let path = routine("routine")?.with_file_name("routine.schema.json");
    let schema = format!("{:#}\n", reader::schema());
    // Reading anything else than a file might wait for ever.
    if path.is_file() && fs::read(&path).is_ok_and(|written| written == schema.as_bytes()) {
        return Ok(());
    }
    make_folder(&path)?;
    files::replace(&path, schema.as_bytes()).map_err(|error| Failure::at(&path, &error))
}

/// Moves a file to the trash of the system; after an error it is still where it was.
pub(super) fn to_trash(path: &Path) -> Result<(), Failure> {
    trash::delete(path).map_err(|error| {
        let why = match &error {
            #[cfg(all(unix, not(target_os = "macos")))]
            trash::Error::FileSystem { source, .. } => text::io_error(source),
            other => text::line(&other.to_string()).into_owned(),
        };
        let path = path.to_string_lossy();
        Failure::failed(format!("the trash of the system did not take it: {why}"))
            .help(format!("it is still there: {}", text::line(&path)))
    })
}

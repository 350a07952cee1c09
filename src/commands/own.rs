//! The files of the user's own routines and figures.

use std::fs;
use std::path::{Path, PathBuf};

use super::Failure;
use crate::host::files;
use crate::{paths, text};

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

/// Writes a file that is not there yet, in a folder that may not be there either.
pub(super) fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::at(folder, &error))?;
    }
    files::write_new(path, text.as_bytes()).map_err(|error| Failure::at(path, &error))
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

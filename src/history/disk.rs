//! The file system as journals need it. What each operating system does in its own way is in `unix` and `windows`, which
//! have the same functions.
//!
//! A file that is open for writing is locked: a second program that opens it gets [`io::ErrorKind::WouldBlock`], and
//! anybody may read it.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as system;
#[cfg(windows)]
use windows as system;

pub(super) use system::{append, is_locked, is_same, open, read_at, reopen, sync_folder};

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// A longer file is not a journal.
const MAX_LEN: u64 = 32 << 20;

/// A new file, open for writing. It is on the disk once it was synced, and these folders too, which have new entries.
pub(super) struct Created {
    pub(super) path: PathBuf,
    pub(super) file: File,
    pub(super) folders: Vec<PathBuf>,
}

/// Opens a journal for reading and appending, never through a link: a folder that is shared may hold links that
/// somebody else has chosen.
pub(super) fn open_to_write(path: &Path) -> io::Result<File> {
    if path.is_symlink() {
        return Err(io::Error::other("it is a link, and nothing is written through one"));
    }
    let file = system::open_to_write(path)?;
    check(&file)?;
    Ok(file)
}

/// The bytes of a journal.
pub(super) fn read(path: &Path, bytes: &mut Vec<u8>) -> io::Result<()> {
    read_file(&open(path)?, bytes)
}

/// The bytes of a journal that is open.
pub(super) fn read_file(file: &File, bytes: &mut Vec<u8>) -> io::Result<()> {
    // What is appended in the meantime is left for the next time.
    bytes.resize(usize::try_from(check(file)?).unwrap_or(0), 0);
    read_at(file, bytes, 0)
}

/// The length of what can be a journal.
fn check(file: &File) -> io::Result<u64> {
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    if metadata.len() > MAX_LEN {
        return Err(io::Error::other("it is larger than any journal"));
    }
    Ok(metadata.len())
}

/// Creates a file that only its user can read, and the folders above it. Where the name is taken, it gets a number.
pub(super) fn create(wanted: &Path) -> io::Result<Created> {
    let mut folders = vec![folder_of(wanted).to_owned()];
    create_folder(folder_of(wanted), &mut folders)?;
    let extension = wanted.extension().unwrap_or_default().to_string_lossy();
    let mut path = wanted.to_owned();
    for number in 2.. {
        match system::create(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                path = wanted.with_extension(format!("{number}.{extension}"));
            }
            result => return Ok(Created { path, file: result?, folders }),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Creates a folder and those above it. Folders that got a new entry are added to `changed`.
fn create_folder(folder: &Path, changed: &mut Vec<PathBuf>) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = folder_of(folder);
    create_folder(above, changed)?;
    changed.push(above.to_owned());
    match system::create_folder(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// Writes a new file that only its user can read. An existing one is an error; after an error there is none.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let file = system::create(path)?;
    let written = append(&file, bytes).and_then(|()| file.sync_all());
    written.inspect_err(|_| drop(fs::remove_file(path)))
}

/// Writes a new file as [`create`] does, which is on the disk as a whole or not at all. The answer is its path.
pub(super) fn write_whole(wanted: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    let Created { path, folders, .. } = create(wanted)?;
    let part = with_suffix(&path, ".part");
    let written = write_new(&part, bytes).and_then(|()| {
        // Only the empty file that was created above is replaced.
        fs::rename(&part, &path).inspect_err(|_| drop(fs::remove_file(&part)))?;
        folders.iter().try_for_each(|folder| sync_folder(folder))
    });
    match written {
        Ok(()) => Ok(path),
        Err(error) => {
            let _ = fs::remove_file(&path);
            Err(error)
        }
    }
}

/// Moves what stands behind the complete lines of a journal to a new file whose name is the same with `.torn`.
pub(super) fn set_tail_aside(path: &Path, file: &File, bytes: &[u8], complete: usize) -> io::Result<()> {
    write_whole(&with_suffix(path, ".torn"), &[&bytes[complete..], b"\n"].concat())?;
    file.set_len(complete as u64)?;
    file.sync_all()
}

/// The folder that a file is in; a bare name is in the current one.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut path = path.as_os_str().to_owned();
    path.push(suffix);
    path.into()
}

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

pub(super) use system::{append, entries, is_locked, is_same, open, read_at, reopen, sync_folder};

use std::fs::{self, File, FileType};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// A longer file is not a journal.
const MAX_LEN: u64 = 12 << 20;

/// An entry of a folder: its path, or why it cannot be read.
pub(super) type FolderEntry = io::Result<(PathBuf, EntryKind)>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EntryKind {
    Folder,
    Link,
    Other,
}

impl From<FileType> for EntryKind {
    fn from(kind: FileType) -> Self {
        match kind {
            _ if kind.is_dir() => Self::Folder,
            _ if kind.is_symlink() => Self::Link,
            _ => Self::Other,
        }
    }
}

/// A new file. It is on the disk once it was synced, and these folders too, which have new entries.
pub(super) struct Created {
    pub(super) path: PathBuf,
    pub(super) folders: Vec<PathBuf>,
}

/// Opens a journal for reading and appending, never through a link: a folder that is shared may hold links that
/// somebody else has chosen.
pub(super) fn open_to_write(path: &Path) -> io::Result<File> {
    if path.is_symlink() {
        return Err(io::Error::other("it is a link, and nothing is written through one"));
    }
    let mut opened = system::open_to_write(path);
    for _ in 0..LOCK_ATTEMPTS {
        if !opened.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::WouldBlock) {
            break;
        }
        #[expect(clippy::disallowed_methods, reason = "no system waits for a lock for some time")]
        thread::sleep(LOCK_INTERVAL);
        opened = system::open_to_write(path);
    }
    let file = opened?;
    check(&file)?;
    Ok(file)
}

/// A correction has the lock for no longer than a sync takes; a session has it until it is over.
const LOCK_ATTEMPTS: u32 = 50;
const LOCK_INTERVAL: Duration = Duration::from_millis(20);

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
    check_length(metadata.len())?;
    Ok(metadata.len())
}

/// What is read is never longer, so nothing longer is written.
pub(super) fn check_length(length: u64) -> io::Result<()> {
    if length > MAX_LEN { Err(io::Error::other("a journal is no larger than 12 MiB")) } else { Ok(()) }
}

/// Creates a file that holds this, and the folders above it. Nobody sees a part of it: it is written under a name of its
/// own before it gets the one that is wanted, or where that is taken, the same with a number.
pub(super) fn create(wanted: &Path, bytes: &[u8]) -> io::Result<Created> {
    let folders = create_folders(wanted)?;
    let path = with_draft(wanted, bytes, false, |draft| first_free(wanted, |path| publish(draft, path)))?;
    Ok(Created { path, folders })
}

/// Creates a file as [`create`] does, which is on the disk as a whole or not at all. Each file that has the name already
/// is shown to `is_that` first: where it is the same, nothing is created, and the answer is `None`.
pub(super) fn create_synced(
    wanted: &Path,
    bytes: &[u8],
    mut is_that: impl FnMut(&Path) -> bool,
) -> io::Result<Option<PathBuf>> {
    let folders = create_folders(wanted)?;
    let path = with_draft(wanted, bytes, true, |draft| {
        let mut is_there = false;
        let path = first_free(wanted, |path| {
            let published = publish(draft, path);
            is_there = is_taken(&published) && is_that(path);
            if is_there { Ok(()) } else { published }
        })?;
        Ok(Some(path).filter(|_| !is_there))
    })?;
    folders.iter().try_for_each(|folder| sync_folder(folder))?;
    Ok(path)
}

/// Writes a file that has its name only for now, and removes that name in the end.
fn with_draft<T>(
    wanted: &Path,
    bytes: &[u8],
    is_synced: bool,
    publish: impl FnOnce(&Path) -> io::Result<T>,
) -> io::Result<T> {
    check_length(bytes.len() as u64)?;
    let draft = first_free(&with_suffix(wanted, ".part"), |path| write(path, bytes, is_synced))?;
    let result = publish(&draft);
    let _ = fs::remove_file(&draft);
    result
}

/// Gives a draft a name that nobody has.
fn publish(draft: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(draft, path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            // Not every file system has links. What is replaced is the empty file that has just been created.
            drop(system::create(path)?);
            fs::rename(draft, path).inspect_err(|_| drop(fs::remove_file(path)))
        }
        result => result,
    }
}

/// The first of the names with which it works: the wanted one, or the same with a number.
fn first_free(wanted: &Path, mut attempt: impl FnMut(&Path) -> io::Result<()>) -> io::Result<PathBuf> {
    let extension = wanted.extension().unwrap_or_default().to_string_lossy();
    let mut path = wanted.to_owned();
    for number in 2.. {
        let result = attempt(&path);
        if !is_taken(&result) {
            return result.map(|()| path);
        }
        path = wanted.with_extension(format!("{number}.{extension}"));
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn is_taken(result: &io::Result<()>) -> bool {
    result.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::AlreadyExists)
}

/// Creates the folders above a file. The answer are those that get a new entry.
fn create_folders(path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut changed = vec![folder_of(path).to_owned()];
    create_folder(folder_of(path), &mut changed)?;
    Ok(changed)
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
    write(path, bytes, true)
}

fn write(path: &Path, bytes: &[u8], is_synced: bool) -> io::Result<()> {
    let file = system::create(path)?;
    let written = append(&file, bytes).and_then(|()| if is_synced { file.sync_all() } else { Ok(()) });
    written.inspect_err(|_| drop(fs::remove_file(path)))
}

/// Moves what is behind the complete lines of a journal to a new file whose name is the same with `.torn`.
pub(super) fn set_tail_aside(path: &Path, file: &File, bytes: &[u8], complete: usize) -> io::Result<()> {
    create_synced(&with_suffix(path, ".torn"), &[&bytes[complete..], b"\n"].concat(), |_| false)?;
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

//! Files and folders on Unix.

use std::ffi::OsStr;
use std::fs::{DirBuilder, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, FileExt, MetadataExt, OpenOptionsExt};
use std::path::Path;

use rustix::fs::{Dir, DirEntry, Mode, OFlags};

use super::{EntryKind, FolderEntry};

/// Opens a file for reading.
pub(in crate::history) fn open(path: &Path) -> io::Result<File> {
    open_nonblocking(path, OFlags::RDONLY)
}

/// Opens a file for reading and appending, locked. The file that a link points to is somebody else's.
pub(in crate::history) fn open_to_write(path: &Path) -> io::Result<File> {
    let file = open_nonblocking(path, OFlags::RDWR | OFlags::APPEND | OFlags::NOFOLLOW)?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(io::ErrorKind::WouldBlock.into()),
        // Where the file system has no locks, one session at a time is up to the user.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
    }
}

/// Opens without ever waiting for the other end of what is not a regular file.
fn open_nonblocking(path: &Path, access: OFlags) -> io::Result<File> {
    let flags = access | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    Ok(rustix::fs::open(path, flags, Mode::empty())?.into())
}

/// What is in a folder. The standard library panics where closing a folder fails.
pub(in crate::history) fn entries(folder: &Path) -> io::Result<Vec<FolderEntry>> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let opened = Dir::new(rustix::fs::open(folder, flags, Mode::empty())?)?;
    let entry = |entry: rustix::io::Result<DirEntry>| {
        let entry = entry?;
        let path = folder.join(OsStr::from_bytes(entry.file_name().to_bytes()));
        let kind = match entry.file_type() {
            rustix::fs::FileType::Directory => EntryKind::Folder,
            rustix::fs::FileType::Symlink => EntryKind::Link,
            // Not every file system reports it.
            rustix::fs::FileType::Unknown => path.symlink_metadata()?.file_type().into(),
            _ => EntryKind::Other,
        };
        Ok((path, kind))
    };
    let is_inside = |entry: &rustix::io::Result<DirEntry>| {
        !entry.as_ref().is_ok_and(|entry| [c".", c".."].contains(&entry.file_name()))
    };
    Ok(opened.filter(is_inside).map(entry).collect())
}

/// Creates a file that only its user can read. A name that is taken, by a link too, is an error.
pub(in crate::history) fn create(path: &Path) -> io::Result<File> {
    OpenOptions::new().append(true).create_new(true).mode(0o600).open(path)
}

/// Opens a file again through which writing failed, since only a new descriptor is told of every later error. The lock
/// stays with the old one.
pub(in crate::history) fn reopen(path: &Path, old: &File) -> io::Result<File> {
    let file = open_nonblocking(path, OFlags::WRONLY | OFlags::APPEND | OFlags::NOFOLLOW)?;
    let is_old = old.metadata().is_ok_and(|old| file.metadata().is_ok_and(|new| is_one(&old, &new)));
    if is_old { Ok(file) } else { Err(io::Error::other("another file has its name now")) }
}

/// Whether another program has a file open for writing.
pub(in crate::history) fn is_locked(path: &Path) -> bool {
    open(path).is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

/// Whether an open file is the one that has this name, itself and not by a link.
pub(in crate::history) fn is_same(file: &File, path: &Path) -> bool {
    file.metadata().is_ok_and(|open| path.symlink_metadata().is_ok_and(|named| is_one(&open, &named)))
}

fn is_one(file: &Metadata, other: &Metadata) -> bool {
    (file.dev(), file.ino()) == (other.dev(), other.ino())
}

pub(in crate::history) fn append(mut file: &File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)
}

pub(in crate::history) fn read_at(file: &File, bytes: &mut [u8], offset: u64) -> io::Result<()> {
    file.read_exact_at(bytes, offset)
}

/// Creates a folder that only its user can enter.
pub(in crate::history) fn create_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().mode(0o700).create(path)
}

/// Makes sure that new entries of a folder are found after a power cut.
pub(in crate::history) fn sync_folder(path: &Path) -> io::Result<()> {
    open_nonblocking(path, OFlags::RDONLY | OFlags::DIRECTORY)?.sync_all()
}

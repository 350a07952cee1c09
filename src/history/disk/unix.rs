//! Files and folders on Unix.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, FileExt, MetadataExt, OpenOptionsExt};
use std::path::Path;

use rustix::fs::{Mode, OFlags};

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

/// Creates a file for appending, locked, that only its user can read.
pub(in crate::history) fn create(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new().append(true).create_new(true).mode(0o600).open(path)?;
    // `is_locked` of another program may hold the lock for an instant; not every file system has locks.
    let _ = file.lock();
    Ok(file)
}

/// Opens a file again through which writing failed, since only a new descriptor is told of every later error. The lock
/// stays with the old one.
pub(in crate::history) fn reopen(path: &Path, _: &File) -> io::Result<File> {
    open_nonblocking(path, OFlags::WRONLY | OFlags::APPEND | OFlags::NOFOLLOW)
}

/// Whether another program has a file open for writing.
pub(in crate::history) fn is_locked(path: &Path) -> bool {
    open(path).is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

/// Whether an open file is the one that has this name, itself and not by a link.
pub(in crate::history) fn is_same(file: &File, path: &Path) -> bool {
    match (file.metadata(), path.symlink_metadata()) {
        (Ok(open), Ok(named)) => (open.dev(), open.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
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
    File::open(path)?.sync_all()
}

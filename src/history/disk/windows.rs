//! Files and folders on Windows. Folders of a user are private there by themselves, and cannot be synced.
//!
//! A lock of the standard library would keep readers out. Instead, whoever opens a file for writing shares it for reading
//! only, which also keeps it from being renamed or deleted.

use std::fs::{self, DirEntry, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::os::windows::fs::{FileExt, OpenOptionsExt};
use std::path::Path;

use super::FolderEntry;

const FILE_SHARE_READ: u32 = 1;

/// Opens folders too, so that they are refused as what they are.
const FILE_FLAG_BACKUP_SEMANTICS: u32 = 0x0200_0000;

/// Opens a link and not what it points to.
const FILE_FLAG_OPEN_REPARSE_POINT: u32 = 0x0020_0000;

/// Another program has the file open and does not share it.
const ERROR_SHARING_VIOLATION: i32 = 32;

/// Opens a file for reading.
pub(in crate::history) fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).custom_flags(FILE_FLAG_BACKUP_SEMANTICS).open(path)
}

/// Opens a file for reading and appending, locked. The file that a link points to is somebody else's.
pub(in crate::history) fn open_to_write(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).share_mode(FILE_SHARE_READ).custom_flags(FILE_FLAG_OPEN_REPARSE_POINT);
    options.open(path).map_err(|error| {
        if error.raw_os_error() == Some(ERROR_SHARING_VIOLATION) { io::ErrorKind::WouldBlock.into() } else { error }
    })
}

/// What is in a folder.
pub(in crate::history) fn entries(folder: &Path) -> io::Result<Vec<FolderEntry>> {
    let entry = |entry: io::Result<DirEntry>| {
        let entry = entry?;
        Ok((entry.path(), entry.file_type()?.into()))
    };
    Ok(folder.read_dir()?.map(entry).collect())
}

/// Creates a file. A name that is taken, by a link too, is an error.
pub(in crate::history) fn create(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

/// Another handle of a file through which writing failed; its lock refuses to open it a second time.
pub(in crate::history) fn reopen(_: &Path, file: &File) -> io::Result<File> {
    file.try_clone()
}

/// Whether another program has a file open for writing.
pub(in crate::history) fn is_locked(path: &Path) -> bool {
    let opened = OpenOptions::new().read(true).share_mode(FILE_SHARE_READ).open(path);
    opened.is_err_and(|error| error.raw_os_error() == Some(ERROR_SHARING_VIOLATION))
}

/// Whether an open file is the one that has this name: its lock keeps others from taking the name.
pub(in crate::history) fn is_same(_: &File, path: &Path) -> bool {
    path.exists()
}

/// Appends at the end. A file that is opened for appending could not be cut off there.
pub(in crate::history) fn append(mut file: &File, bytes: &[u8]) -> io::Result<()> {
    file.seek(SeekFrom::End(0))?;
    file.write_all(bytes)
}

pub(in crate::history) fn read_at(file: &File, mut bytes: &mut [u8], mut offset: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        match file.seek_read(bytes, offset)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => {
                bytes = &mut bytes[read..];
                offset += read as u64;
            }
        }
    }
    Ok(())
}

pub(in crate::history) fn create_folder(path: &Path) -> io::Result<()> {
    fs::create_dir(path)
}

#[expect(clippy::unnecessary_wraps, reason = "the other side returns errors; folders cannot be synced here")]
pub(in crate::history) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

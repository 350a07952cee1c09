//! Opening a user's file: anything but a plain file of text is refused before it is read.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use super::problem::FileProblem;
use crate::diagnostic::{Location, Problems, Severity};
use crate::text;

/// The largest file, in bytes.
const LEN_MAX: u64 = 1024 * 1024;

/// The text of a file, without a byte order mark; `expected` is what it should hold.
pub(super) fn source(path: &Path, expected: &'static str) -> Result<String, Problems> {
    read(path, open_nonblocking(path), expected)
}

/// The text of a file, or `None` where there is no such file.
pub(super) fn source_if_any(path: &Path, expected: &'static str) -> Result<Option<String>, Problems> {
    match open_nonblocking(path) {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        opened => read(path, opened, expected).map(Some),
    }
}

fn read(path: &Path, opened: io::Result<File>, expected: &'static str) -> Result<String, Problems> {
    let bytes = read_bytes(opened, expected).map_err(|problem| problems(path, String::new(), &problem, None))?;
    let bytes = match bytes.strip_prefix("\u{feff}".as_bytes()) {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    String::from_utf8(bytes).map_err(|error| {
        // Everything before the bad byte is kept as it is, so its place is the same in the text that is shown.
        let at = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
        let place = Location::new(&text, at..at + 1);
        problems(path, text, &FileProblem::NotUtf8(error.as_bytes()[at]), Some(place))
    })
}

fn read_bytes(opened: io::Result<File>, expected: &'static str) -> Result<Vec<u8>, FileProblem> {
    let cannot_read = |error: io::Error| FileProblem::CannotRead(text::io_error(&error));
    let file = opened.map_err(|error| FileProblem::CannotOpen(text::io_error(&error)))?;
    let metadata = file.metadata().map_err(cannot_read)?;
    if metadata.is_dir() {
        return Err(FileProblem::Folder { expected });
    }
    if !metadata.is_file() {
        return Err(FileProblem::NotRegular { expected });
    }
    let mut bytes = Vec::new();
    // The file may grow while it is read.
    file.take(LEN_MAX + 1).read_to_end(&mut bytes).map_err(cannot_read)?;
    if bytes.len() as u64 > LEN_MAX {
        return Err(FileProblem::TooLarge { expected });
    }
    Ok(bytes)
}

/// Opens without waiting for the other end of a pipe, and without taking a terminal over.
#[cfg(unix)]
fn open_nonblocking(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    Ok(rustix::fs::open(path, flags, Mode::empty())?.into())
}

/// Opens folders too, so that they can be told from files.
#[cfg(windows)]
fn open_nonblocking(path: &Path) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt as _;
    const FILE_FLAG_BACKUP_SEMANTICS: u32 = 0x0200_0000;
    std::fs::OpenOptions::new().read(true).custom_flags(FILE_FLAG_BACKUP_SEMANTICS).open(path)
}

fn problems(path: &Path, text: String, problem: &FileProblem, place: Option<Location>) -> Problems {
    let list = vec![problem.wording().into_diagnostic(place, None)];
    Problems { severity: Severity::Error, file: text::line(&path.to_string_lossy()).into_owned(), text, list, more: 0 }
}

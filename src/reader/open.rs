//! Opening a file of somebody else's: what is not a plain file of text is refused before it is read.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use crate::diagnostic::{Diagnostic, Location, Problems};
use crate::text;

/// The largest file, in bytes.
pub(super) const LEN_MAX: u64 = 1024 * 1024;

/// The text of a file, without a byte order mark; `what` it should hold.
pub(super) fn source(path: &Path, what: &str) -> Result<String, Problems> {
    read(path, open(path), what)
}

/// The text of a file, or `None` where there is no such file.
pub(super) fn source_if_any(path: &Path, what: &str) -> Result<Option<String>, Problems> {
    match open(path) {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        opened => read(path, opened, what).map(Some),
    }
}

fn read(path: &Path, opened: io::Result<File>, what: &str) -> Result<String, Problems> {
    let whole = |message: String, help: Option<String>| {
        let message = text::line(&message).into_owned();
        problems(path, String::new(), Diagnostic { message, place: None, label: String::new(), related: None, help })
    };
    let file = opened.map_err(|error| whole(format!("cannot open the file: {}", why(&error)), None))?;
    let about = file.metadata().map_err(|error| whole(format!("cannot read the file: {}", why(&error)), None))?;
    if !about.is_file() {
        let found = if about.is_dir() { "a folder" } else { "not a regular file" };
        return Err(whole(format!("this is {found}"), Some(format!("it has to be a file with {what}"))));
    }
    let too_long = || whole("the file is over 1 MiB".to_owned(), Some(format!("{what} is much smaller than that")));
    if about.len() > LEN_MAX {
        return Err(too_long());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0) + 1);
    file.take(LEN_MAX + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| whole(format!("cannot read the file: {}", why(&error)), None))?;
    if bytes.len() as u64 > LEN_MAX {
        return Err(too_long());
    }
    let text = String::from_utf8(bytes).map_err(|error| not_utf8(path, &error))?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

/// Opens without waiting for a writer and without taking a terminal.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    Ok(rustix::fs::open(path, flags, Mode::empty())?.into())
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// The reason in the system's words, without its number.
fn why(error: &io::Error) -> String {
    let words = error.to_string();
    match words.rfind(" (os error") {
        Some(end) => words[..end].to_lowercase(),
        None => words.to_lowercase(),
    }
}

fn not_utf8(path: &Path, error: &std::string::FromUtf8Error) -> Problems {
    let at = error.utf8_error().valid_up_to();
    let byte = error.as_bytes()[at];
    let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
    // Everything before the bad byte is as it was, so its place is the same in both.
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    let at = if error.as_bytes().starts_with("\u{feff}".as_bytes()) { at - 3 } else { at };
    let place = Location::new(&text, at..at + 1);
    problems(
        path,
        text,
        Diagnostic {
            message: "the file is not UTF-8".to_owned(),
            place: Some(place),
            label: format!("the byte {byte:#04x} cannot stand here"),
            related: None,
            help: Some("save it as UTF-8".to_owned()),
        },
    )
}

fn problems(path: &Path, text: String, one: Diagnostic) -> Problems {
    Problems { file: text::line(&path.to_string_lossy()).into_owned(), text, list: vec![one], more: 0 }
}

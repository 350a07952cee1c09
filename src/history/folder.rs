//! The files of the sessions: which there are, and their bytes.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::num::NonZero;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::thread;

use rustix::fs::{Mode, OFlags};
use ulid::{ULID_LEN, Ulid};

use super::contents::{Contents, Depth, Fault};
use super::line::{self, Flaw};
use crate::text;

/// The ending of a journal, without its dot.
pub(super) const ENDING: &str = "jsonl";

/// More bytes than a journal can come to; what is larger is none.
const LARGEST: u64 = 32 << 20;

/// How much is read of the beginning and of the end of a journal to see how it ended: a head with the id and the
/// routine, and the facts after the last step. Where that is not enough, all of it is read.
const HEAD: usize = 1 << 9;
const TAIL: usize = 1 << 10;

/// The files under a folder, by name; a folder that is not there has none. What cannot be read is a fault.
pub(super) fn journals(folder: &Path) -> (Vec<PathBuf>, Vec<Fault>) {
    let (mut files, mut faults, mut folders) = (Vec::new(), Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        let entries = match folder.read_dir() {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => {
                faults.push(fault(&folder, &error));
                continue;
            }
        };
        for entry in entries {
            match entry.and_then(|entry| Ok((entry.path(), entry.file_type()?))) {
                Ok((path, kind)) if kind.is_dir() => folders.push(path),
                Ok((path, _)) if path.extension().is_some_and(|ending| ending == ENDING) => files.push(path),
                Ok(_) => {}
                Err(error) => faults.push(fault(&folder, &error)),
            }
        }
    }
    // As text: by their parts, which would be the same, takes several times as long.
    files.sort_unstable_by(|a, b| a.as_os_str().cmp(b.as_os_str()));
    (files, faults)
}

/// Opens something for reading, without ever waiting for what is no file.
fn open(path: &Path) -> io::Result<File> {
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    Ok(rustix::fs::open(path, flags, Mode::empty())?.into())
}

/// Opens a journal for reading, and tells its length.
pub(super) fn open_journal(path: &Path) -> io::Result<(File, u64)> {
    let file = open(path)?;
    let about = file.metadata()?;
    if !about.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    if about.len() > LARGEST {
        return Err(io::Error::other("it is larger than any journal"));
    }
    Ok((file, about.len()))
}

/// The bytes of a journal.
pub(super) fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fill(path, &mut bytes)?;
    Ok(bytes)
}

fn fill(path: &Path, bytes: &mut Vec<u8>) -> io::Result<()> {
    let (mut file, length) = open_journal(path)?;
    // What is added while it is read is for the next time.
    bytes.resize(usize::try_from(length).unwrap_or(0), 0);
    file.read_exact(bytes)
}

/// Reads a journal.
pub(super) fn read(path: PathBuf, depth: Depth, buffer: &mut Vec<u8>) -> Contents {
    match fill(&path, buffer) {
        Ok(()) => Contents::of(path, buffer, depth),
        Err(error) => unreadable(path, &error),
    }
}

/// Reads as much of a journal as tells how it ended.
pub(super) fn glance(path: PathBuf, buffer: &mut Vec<u8>) -> Contents {
    let ends = open(&path).and_then(|mut file| {
        let length = file.seek(SeekFrom::End(0))?;
        let Some(from) = length.checked_sub(TAIL as u64).filter(|from| *from > HEAD as u64) else { return Ok(false) };
        buffer.resize(HEAD + TAIL, 0);
        let (head, tail) = buffer.split_at_mut(HEAD);
        file.read_exact_at(head, 0)?;
        file.read_exact_at(tail, from)?;
        let (Some(first), Some(after)) = (line::length(head), line::length(tail)) else { return Ok(false) };
        buffer.drain(first..HEAD + after);
        Ok(true)
    });
    if matches!(ends, Ok(true)) {
        let contents = Contents::of(path.clone(), buffer, Depth::Outline);
        // A fault has its place only where all of the file is read.
        if contents.tells_the_end() && contents.faults.is_empty() {
            return contents;
        }
    }
    read(path, Depth::Outline, buffer)
}

fn unreadable(path: PathBuf, error: &io::Error) -> Contents {
    let fault = fault(&path, error);
    Contents { faults: vec![fault], ..Contents::of(path, &[], Depth::All) }
}

/// What went wrong with a file or a folder.
pub(super) fn fault(path: &Path, error: &io::Error) -> Fault {
    Fault { path: path.into(), line: None, flaw: Flaw::File(text::io_error(error)) }
}

/// Calls `read` for each of the files, or of what has files, with a buffer to use again, on as many processors as there
/// are. The answers stand in the order of the files.
pub(super) fn each<F: Sync, T: Send>(files: &[F], read: impl Fn(&F, &mut Vec<u8>) -> T + Sync) -> Vec<T> {
    /// Fewer files than this are not worth another thread.
    const WORTH_IT: usize = 64;
    /// Beyond this the system's own locks are what is waited for.
    const MOST: usize = 8;
    let worth = files.len() / WORTH_IT + 1;
    // To ask for the processors is to read files of the system: few journals are read in less time.
    let threads =
        if worth > 1 { thread::available_parallelism().map_or(1, NonZero::get).min(MOST).min(worth) } else { worth };
    let part = |files: &[F]| {
        let mut buffer = Vec::new();
        files.iter().map(|file| read(file, &mut buffer)).collect::<Vec<_>>()
    };
    let mut parts = files.chunks(files.len().div_ceil(threads).max(1));
    let own = parts.next().unwrap_or_default();
    thread::scope(|scope| {
        let others: Vec<_> = parts.map(|files| scope.spawn(move || part(files))).collect();
        let mut all = part(own);
        for other in others {
            match other.join() {
                Ok(answers) => all.extend(answers),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    })
}

/// The id in the name of a journal, `20260328T061203Z-01JQ….jsonl`, and of what tools that copy make of it
/// (`….sync-conflict-….jsonl`, `… (1).jsonl`).
pub(super) fn id_in_name(path: &Path) -> Option<Ulid> {
    let name = path.file_name()?.to_str()?;
    Ulid::from_string(name.split_once('-')?.1.get(..ULID_LEN)?).ok()
}

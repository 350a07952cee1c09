//! The files of a folder of sessions: which there are, and reading them, many at a time.

use std::collections::{HashSet, VecDeque};
use std::io::{self, Seek, SeekFrom};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread::{self, ScopedJoinHandle};

use super::disk::EntryKind;
use super::fault::{Fault, FaultKind};
use super::memo::Memo;
use super::parse::{Detail, ParsedFile};
use super::{disk, line, name};

/// How much is read of the beginning and of the end of a journal to see how it ended: a head with the id and the
/// routine, and the facts after the last step. Where that is not enough, all of it is read.
const HEAD: usize = 1 << 9;
const TAIL: usize = 1 << 10;

/// How deep the folders are that are read below a link: those of years. Somebody else may have chosen what it points to,
/// and that may be a whole disk.
const LEVELS_BELOW_LINK: u32 = 1;

/// The journals below a folder, sorted by path; a missing folder has none. What cannot be read is a fault. Links are
/// followed, since sessions are written through links to folders too; a folder that is found twice is read once.
pub(super) fn journals(folder: &Path) -> (Vec<PathBuf>, Vec<Fault>) {
    let (mut files, mut faults) = (Vec::new(), Vec::new());
    let (mut folders, mut seen) = (VecDeque::from([(folder.to_owned(), u32::MAX)]), HashSet::new());
    while let Some((folder, levels)) = folders.pop_front() {
        let entries = match folder.canonicalize().and_then(|path| Ok((seen.insert(path), disk::entries(&folder)?))) {
            Ok((true, entries)) => entries,
            Ok((false, _)) => continue,
            Err(error) => {
                faults.extend(missing_or_fault(&folder, &error));
                continue;
            }
        };
        for entry in entries {
            match entry {
                Ok((path, EntryKind::Folder)) if levels > 0 => folders.push_front((path, levels - 1)),
                // Where a folder is here itself too, its files have the names that they have there.
                Ok((path, EntryKind::Link)) if !path.is_file() && levels > 0 => {
                    folders.push_back((path, LEVELS_BELOW_LINK.min(levels - 1)));
                }
                Ok((path, _)) if path.extension().is_some_and(|extension| extension == name::EXTENSION) => {
                    files.push(path);
                }
                Ok(_) => {}
                Err(error) => faults.push(Fault::io(&folder, &error)),
            }
        }
    }
    // As text: comparing the components, which would give the same order, takes several times as long.
    files.sort_unstable_by(|a, b| a.as_os_str().cmp(b.as_os_str()));
    (files, faults)
}

/// What is wrong with a folder that cannot be read. One that is not there has no sessions yet, unless a link says where
/// it should be.
fn missing_or_fault(folder: &Path, error: &io::Error) -> Option<Fault> {
    let is_broken = |path: &&Path| path.is_symlink() && !path.exists();
    match folder.ancestors().find(is_broken) {
        Some(link) => Some(Fault::file(link, "what this link points to is not there")),
        None if error.kind() == io::ErrorKind::NotFound => None,
        None => Some(Fault::io(folder, error)),
    }
}

/// Reads journals, one after the other.
#[derive(Default)]
pub(super) struct Reader {
    buffer: Vec<u8>,
    memo: Memo,
}

/// Reads and parses a journal.
pub(super) fn read(path: PathBuf, detail: Detail, reader: &mut Reader) -> ParsedFile {
    let Reader { buffer, memo } = reader;
    match disk::read(&path, buffer) {
        Ok(()) => {
            let mut file = ParsedFile::parse_next(path, buffer, detail, memo);
            // What a program is writing at this moment is not torn.
            if file.complete < buffer.len() && disk::is_locked(&file.path) {
                file.faults.retain(|fault| fault.kind != FaultKind::Torn);
            }
            file
        }
        Err(error) => ParsedFile::unreadable(&path, Fault::io(&path, &error)),
    }
}

/// Reads only as much of a journal as it takes to know how the session ended.
pub(super) fn read_ends(path: PathBuf, reader: &mut Reader) -> ParsedFile {
    let buffer = &mut reader.buffer;
    let ends = disk::open(&path).and_then(|mut file| {
        let length = file.seek(SeekFrom::End(0))?;
        let Some(from) = length.checked_sub(TAIL as u64).filter(|from| *from > HEAD as u64) else { return Ok(false) };
        buffer.resize(HEAD + TAIL, 0);
        let (head, tail) = buffer.split_at_mut(HEAD);
        disk::read_at(&file, head, 0)?;
        disk::read_at(&file, tail, from)?;
        let (Some(first), Some(after)) = (line::length(head), line::length(tail)) else { return Ok(false) };
        buffer.drain(first..HEAD + after);
        Ok(true)
    });
    if matches!(ends, Ok(true)) {
        let file = ParsedFile::parse(path.clone(), buffer, Detail::Outline);
        // The place of a fault is only known where the whole file is read.
        if file.has_end() && file.faults.is_empty() {
            return file;
        }
    }
    read(path, Detail::Outline, reader)
}

/// Calls `read` for each item, with a reader to use again, on as many processors as there are. The answers are in the
/// order of the items.
pub(super) fn map_parallel<F: Sync, T: Send>(items: &[F], read: impl Fn(&F, &mut Reader) -> T + Sync) -> Vec<T> {
    /// Fewer items than this are not worth another thread.
    const ITEMS_PER_THREAD: usize = 64;
    /// With more threads than this, the locks of the system are what is waited for.
    const MAX_THREADS: usize = 8;
    let wanted = items.len() / ITEMS_PER_THREAD + 1;
    // Asking for the number of processors reads files of the system, in which time a few journals are read.
    let processors = || thread::available_parallelism().map_or(1, NonZero::get);
    let threads = if wanted > 1 { processors().min(MAX_THREADS).min(wanted) } else { 1 };
    let map = |items: &[F]| {
        let mut reader = Reader::default();
        items.iter().map(|item| read(item, &mut reader)).collect::<Vec<_>>()
    };
    let mut parts = items.chunks(items.len().div_ceil(threads).max(1));
    let own = parts.next().unwrap_or_default();
    thread::scope(|scope| {
        let spawn = |items| thread::Builder::new().spawn_scoped(scope, move || map(items)).map_err(|_| items);
        let others: Vec<_> = parts.map(spawn).collect();
        let mut all = map(own);
        for other in others {
            all.extend(match other.map(ScopedJoinHandle::join) {
                Ok(Ok(answers)) => answers,
                Ok(Err(panic)) => std::panic::resume_unwind(panic),
                // The system has no thread to spare.
                Err(items) => map(items),
            });
        }
        all
    })
}

//! What can be wrong with a journal, and where.

use std::fmt;
use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::text;

/// Something that is wrong with a file or a line of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub path: Arc<Path>,
    /// The line, from 1; `None` where it is the whole file.
    pub line: Option<usize>,
    pub kind: FaultKind,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaultKind {
    /// The last line has no line end: its writer was interrupted.
    #[error("the last line is torn: it was being written when the program or the machine stopped")]
    Torn,
    #[error("the checksum does not fit: the line was damaged or changed")]
    Checksum,
    #[error("version {0} of the format: a newer calfguide wrote it; it is kept as it is")]
    NewerVersion(u32),
    #[error("`{0}` is no fact that this calfguide knows; it is kept as it is")]
    UnknownType(String),
    #[error("not what a journal holds: {0}")]
    Malformed(String),
    /// From this line on the file differs from one that goes further in the same session, and that one counts.
    #[error("from this line on it differs from {other}, which goes further and counts")]
    Fork { other: String },
    /// The file has two different lines of this number, and the first counts.
    #[error("line {seq} of the session is in this file twice, and the first one counts")]
    Twice { seq: u64 },
    /// No file has these lines.
    #[error("before this line the session lacks {}", numbers(*first, *last))]
    Missing { first: u64, last: u64 },
    /// How many more faults there are than are listed.
    #[error("from this line on there are {0} faults more")]
    More(usize),
    #[error("no line of it is one of a journal: move it elsewhere, or put a copy in its place")]
    NotAJournal,
    #[error("no line of it says what session it is: put a copy in its place, or move it elsewhere")]
    NoSession,
    #[error("it is empty: put a copy in its place, or delete it")]
    Empty,
    /// The file as a whole cannot be used, and why.
    #[error("{0}")]
    File(String),
}

/// How many faults of a file or session are listed.
const MOST: usize = 100;

/// Adds a fault. Where there are many already it is only counted.
pub(super) fn add(faults: &mut Vec<Fault>, fault: Fault) {
    if let Some(Fault { kind: FaultKind::More(more), .. }) = faults.last_mut() {
        *more += fault.count();
    } else if faults.len() < MOST {
        faults.push(fault);
    } else {
        faults.push(Fault { kind: FaultKind::More(fault.count()), ..fault });
    }
}

/// Adds faults, as [`add`] does.
pub(super) fn add_all(faults: &mut Vec<Fault>, more: impl IntoIterator<Item = Fault>) {
    more.into_iter().for_each(|fault| add(faults, fault));
}

impl Fault {
    /// An I/O error of a file or folder.
    pub(super) fn io(path: &Path, error: &io::Error) -> Self {
        Self::file(path, &text::io_error(error))
    }

    pub(super) fn file(path: &Path, reason: &str) -> Self {
        Self { path: path.into(), line: None, kind: FaultKind::File(reason.to_owned()) }
    }

    /// How many faults it stands for.
    pub fn count(&self) -> usize {
        if let FaultKind::More(more) = self.kind { more } else { 1 }
    }

    /// How many lines of the session are missing.
    pub(super) fn missing_lines(&self) -> u64 {
        if let FaultKind::Missing { first, last } = self.kind { last - first + 1 } else { 0 }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.path.display())?;
        if let Some(line) = self.line {
            write!(out, ":{line}")?;
        }
        write!(out, ": {}", self.kind)
    }
}

/// `line 7`, `lines 7 to 9`
fn numbers(first: u64, last: u64) -> String {
    if first == last { format!("line {first}") } else { format!("lines {first} to {last}") }
}

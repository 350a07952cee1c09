//! What is in the files of a session: lines that can be used, and flaws with their places.

use std::cmp::Reverse;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ulid::Ulid;

use super::folder;
use super::line::{self, Entry, Flaw, Line};
use crate::session::{Fact, What};

/// A flaw and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub path: Arc<Path>,
    /// The line in it, from 1; `None` where it is the file itself.
    pub line: Option<usize>,
    /// What it is.
    pub flaw: Flaw,
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.path.display())?;
        if let Some(line) = self.line {
            write!(out, ":{line}")?;
        }
        write!(out, ": {}", self.flaw)
    }
}

/// What was found in a file.
#[derive(Debug)]
pub(super) struct Contents {
    pub(super) path: Arc<Path>,
    /// The lines that can be used.
    pub(super) lines: Vec<Placed>,
    pub(super) faults: Vec<Fault>,
    /// How many bytes are whole lines; what stands behind them is torn.
    pub(super) whole: usize,
}

/// A line and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) line: Line,
    pub(super) path: Arc<Path>,
    /// From 1.
    pub(super) place: usize,
}

impl Placed {
    /// What is wrong with it.
    pub(super) fn fault(&self, flaw: Flaw) -> Fault {
        Fault { path: Arc::clone(&self.path), line: Some(self.place), flaw }
    }
}

/// Which lines to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    All,
    /// What a list of sessions tells: details are only looked at whether they are damaged, but for the last one of a
    /// session without an end, which tells how long it was.
    Outline,
}

impl Contents {
    /// Reads the bytes of a file.
    pub(super) fn of(path: PathBuf, bytes: &[u8], depth: Depth) -> Self {
        let mut contents = Self { path: path.into(), lines: Vec::new(), faults: Vec::new(), whole: 0 };
        let mut passed = None;
        let mut count = 0;
        while contents.whole < bytes.len() {
            count += 1;
            let rest = &bytes[contents.whole..];
            let Some(length) = line::length(rest) else {
                contents.fault(count, Flaw::Torn);
                break;
            };
            contents.whole += length;
            // Some tools that copy text change how lines end.
            let text = &rest[..length - 1];
            let text = text.strip_suffix(b"\r").unwrap_or(text);
            if depth == Depth::All || !line::is_detail(text) {
                contents.line(count, text);
            } else if line::is_sealed(text) {
                passed = Some((count, text));
            } else {
                contents.fault(count, Flaw::Checksum);
            }
        }
        if let Some((count, text)) = passed.filter(|_| !contents.tells_the_end()) {
            contents.line(count, text);
        }
        contents
    }

    fn line(&mut self, count: usize, text: &[u8]) {
        match Line::read(text) {
            Ok(line) => self.lines.push(Placed { line, path: Arc::clone(&self.path), place: count }),
            Err(flaw) => self.fault(count, flaw),
        }
    }

    fn fault(&mut self, line: usize, flaw: Flaw) {
        self.faults.push(Fault { path: Arc::clone(&self.path), line: Some(line), flaw });
    }

    /// Which session it is of: as its first line says, else as its name does.
    pub(super) fn session(&self) -> Option<Ulid> {
        let said = self.entries().find_map(|entry| match entry {
            Entry::Session { id, .. } => Some(*id),
            _ => None,
        });
        said.or_else(|| folder::id_in_name(&self.path))
    }

    /// Whether it says what the session is.
    pub(super) fn tells_the_beginning(&self) -> bool {
        self.entries().any(|entry| matches!(entry, Entry::Session { .. }))
    }

    /// Whether it says how the session ended.
    pub(super) fn tells_the_end(&self) -> bool {
        let is_end = |what: &What| matches!(what, What::Fact(Fact::Finished { .. }));
        self.entries().any(|entry| matches!(entry, Entry::Fact(event) if is_end(&event.what)))
    }

    fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.lines.iter().map(|placed| &placed.line.entry)
    }
}

/// The lines of a session that several files may hold, in order and each once; what the files say of the same line is
/// the same, or a fault. The answer does not depend on the order of the files.
pub(super) fn union(mut all: Vec<Contents>) -> (Vec<Placed>, Vec<Fault>) {
    // Where they disagree, the file that goes further counts, and goes on counting.
    all.sort_by_cached_key(|contents| {
        let lines = contents.lines.iter().map(|placed| &placed.line);
        let last = lines.clone().map(|line| line.seq).max();
        (Reverse(last), lines.filter_map(|line| line.write().ok()).collect::<Vec<_>>(), Arc::clone(&contents.path))
    });
    let mut faults = Vec::new();
    let mut union: Vec<Placed> = Vec::new();
    for contents in all {
        faults.extend(contents.faults);
        for placed in contents.lines {
            let seq = placed.line.seq;
            // Nearly always it is the next one.
            let at = match union.last() {
                Some(last) if last.line.seq >= seq => union.binary_search_by_key(&seq, |other| other.line.seq),
                _ => Err(union.len()),
            };
            match at {
                Err(at) => union.insert(at, placed),
                Ok(at) if union[at].line == placed.line => {}
                Ok(at) => {
                    let other = union[at].path.display().to_string();
                    faults.push(placed.fault(Flaw::Disagrees { seq, other }));
                }
            }
        }
    }
    (union, faults)
}

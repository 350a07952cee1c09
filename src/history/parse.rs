//! Parses the files of a session: lines that can be used, and faults with their places.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ulid::Ulid;

use super::fault::{self, Fault, FaultKind};
use super::line::{self, Entry, Line};
use super::memo::Memo;
use super::name;
use crate::session::{Event, Fact, What};

/// A file that was parsed.
#[derive(Debug)]
pub(super) struct ParsedFile {
    pub(super) path: Arc<Path>,
    /// The lines that can be used.
    pub(super) lines: Vec<LocatedLine>,
    pub(super) faults: Vec<Fault>,
    /// How many bytes are complete lines; what is behind them is torn.
    pub(super) complete: usize,
    /// The number that the next line of the session has after all that were parsed. Lines that cannot be used, such as
    /// those of a newer program, have numbers all the same.
    pub(super) next_seq: u64,
    /// Whether any of its lines is whole. If not, it is no journal, or nothing is left of it.
    pub(super) is_journal: bool,
}

/// A line and where it is.
#[derive(Debug, Clone)]
pub(super) struct LocatedLine {
    pub(super) line: Line,
    pub(super) path: Arc<Path>,
    /// Number of the line in the file, from 1.
    pub(super) number: usize,
}

impl LocatedLine {
    pub(super) fn fault(&self, kind: FaultKind) -> Fault {
        Fault { path: Arc::clone(&self.path), line: Some(self.number), kind }
    }
}

/// Which lines to parse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    All,
    /// What a list of sessions shows. Of the lines about steps only the checksum is verified, but for the last one, which
    /// tells how long the session was.
    Outline,
}

impl ParsedFile {
    /// A file of which nothing could be read.
    pub(super) fn unreadable(path: &Path, fault: Fault) -> Self {
        Self { faults: vec![fault], ..Self::new(path.into()) }
    }

    fn new(path: Arc<Path>) -> Self {
        Self { path, lines: Vec::new(), faults: Vec::new(), complete: 0, next_seq: 0, is_journal: false }
    }

    pub(super) fn parse(path: PathBuf, bytes: &[u8], detail: Detail) -> Self {
        Self::parse_next(path, bytes, detail, &mut Memo::default())
    }

    /// As [`ParsedFile::parse`], after others.
    pub(super) fn parse_next(path: PathBuf, bytes: &[u8], detail: Detail, memo: &mut Memo) -> Self {
        let mut file = Self::new(path.into());
        let mut last_passed = None;
        let mut number = 0;
        while file.complete < bytes.len() {
            number += 1;
            let rest = &bytes[file.complete..];
            let Some(length) = line::length(rest) else {
                file.fault(number, FaultKind::Torn);
                break;
            };
            file.complete += length;
            // Some tools that copy text change how lines end.
            let text = &rest[..length - 1];
            let text = text.strip_suffix(b"\r").unwrap_or(text);
            if detail == Detail::All || !line::is_detail(text) {
                file.line(number, text, memo);
            } else if line::is_sealed(text) {
                file.is_journal = true;
                last_passed = Some((number, text));
            } else {
                file.fault(number, FaultKind::Checksum);
            }
        }
        if let Some((number, text)) = last_passed {
            file.line(number, text, memo);
            file.lines.sort_by_key(|located| located.number);
        }
        if !file.is_journal && !bytes.is_empty() {
            file.faults = vec![file.fault_of_all(FaultKind::NotAJournal)];
        }
        file
    }

    fn line(&mut self, number: usize, text: &[u8], memo: &mut Memo) {
        let seq = match memo.line(text) {
            Ok(line) => {
                let seq = line.seq;
                self.is_journal = true;
                self.lines.push(LocatedLine { line, path: Arc::clone(&self.path), number });
                Some(seq)
            }
            Err(kind) => {
                self.is_journal |= kind != FaultKind::Checksum;
                self.fault(number, kind);
                line::seq(text)
            }
        };
        self.next_seq = seq.map_or(self.next_seq + 1, |seq| self.next_seq.max(seq + 1));
    }

    fn fault(&mut self, line: usize, kind: FaultKind) {
        fault::add(&mut self.faults, Fault { path: Arc::clone(&self.path), line: Some(line), kind });
    }

    fn fault_of_all(&self, kind: FaultKind) -> Fault {
        Fault { path: Arc::clone(&self.path), line: None, kind }
    }

    /// What is wrong where no line of any file has the id of the session.
    pub(super) fn without_session(&self) -> Fault {
        let whole = self.faults.iter().find(|fault| fault.line.is_none());
        let kind = if self.complete == 0 { FaultKind::Empty } else { FaultKind::NoSession };
        whole.cloned().unwrap_or_else(|| self.fault_of_all(kind))
    }

    /// The session it belongs to, by its lines or else by its name.
    pub(super) fn session(&self) -> Option<Ulid> {
        let id = self.entries().find_map(|entry| match entry {
            Entry::Session { id, .. } => Some(*id),
            _ => None,
        });
        id.or_else(|| name::id(&self.path))
    }

    /// Whether it has the line with the id of the session.
    pub(super) fn has_start(&self) -> bool {
        self.entries().any(|entry| matches!(entry, Entry::Session { .. }))
    }

    /// Whether it has the line with which a session ends, and the last one about a step, which tells when.
    pub(super) fn has_end(&self) -> bool {
        let is_end = |what: &What| matches!(what, What::Fact(Fact::Finished { .. }));
        self.entries().any(|entry| matches!(entry, Entry::Fact(event) if is_end(&event.what)))
            && self.entries().any(Entry::is_of_step)
    }

    /// Whether its last lines tell what was done: it has no end, or one that says so, and no reps were corrected later.
    pub(super) fn has_completion(&self) -> bool {
        let facts = self.entries().filter_map(|entry| match entry {
            Entry::Fact(Event { what: What::Fact(fact), .. }) => Some(fact),
            _ => None,
        });
        let mut afterwards = facts.skip_while(|fact| !matches!(fact, Fact::Finished { .. }));
        match afterwards.next() {
            Some(Fact::Finished { tally: None, .. }) => false,
            _ => !afterwards.any(|fact| matches!(fact, Fact::Amended { .. })),
        }
    }

    fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.lines.iter().map(|located| &located.line.entry)
    }
}

//! Merges the files of a session: which of their lines count, and in which order.
//!
//! The lines of a file up to the last that is about a step are the session itself; those behind it are corrections. The
//! former are identified by their numbers. Where two files differ in one, the file that goes further counts from there
//! on. Corrections are identified by their content: all of them count, in the order of their time, whichever files they
//! are in and whatever their numbers are.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use super::fault::{self, Fault, FaultKind};
use super::parse::{LocatedLine, ParsedFile};

/// The lines of a session that count, each once.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// What the session was, in the order of the numbers.
    pub(super) session: BTreeMap<u64, LocatedLine>,
    /// Corrections, in the order of time.
    pub(super) corrections: Vec<LocatedLine>,
    /// What is wrong with the files, and where they differ.
    pub(super) faults: Vec<Fault>,
    /// The file that counts where others differ; whatever is added belongs there.
    pub(super) leader: Option<Arc<Path>>,
}

/// Merges the files of a session, whatever order they come in.
pub(super) fn merge(mut files: Vec<ParsedFile>) -> Merged {
    // Corrections have no part in the choice: with one more of them the same file has to count.
    files.sort_by_cached_key(|file| {
        let session = &file.lines[..session_length(file)];
        let last = session.iter().map(|located| located.line.seq).max();
        let text: Vec<_> = session.iter().filter_map(|located| located.line.write().ok()).collect();
        (Reverse(last), text, Reverse(file.lines.len()), Arc::clone(&file.path))
    });
    let mut merged = Merged { leader: files.first().map(|file| Arc::clone(&file.path)), ..Merged::default() };
    let mut afterwards = Vec::new();
    for mut file in files {
        afterwards.push(file.lines.split_off(session_length(&file)));
        fault::add_all(&mut merged.faults, std::mem::take(&mut file.faults));
        merged.add_session(file);
    }
    merged.add_corrections(afterwards);
    merged
}

/// How many lines of a file are about its steps.
fn session_length(file: &ParsedFile) -> usize {
    file.lines.iter().rposition(|located| !located.line.entry.is_correction()).map_or(0, |last| last + 1)
}

impl Merged {
    /// Adds the lines of a file, up to the first line in which it differs from another file.
    fn add_session(&mut self, file: ParsedFile) {
        for located in file.lines {
            let seq = located.line.seq;
            match self.session.get(&seq) {
                None => drop(self.session.insert(seq, located)),
                Some(there) if there.line == located.line => {}
                Some(there) if there.path == located.path => {
                    fault::add(&mut self.faults, located.fault(FaultKind::Twice { seq }));
                }
                Some(there) => {
                    let other = there.path.display().to_string();
                    fault::add(&mut self.faults, located.fault(FaultKind::Fork { other }));
                    break;
                }
            }
        }
    }

    /// Adds the corrections at the ends of the files. One that another file goes on after has its place in the session.
    fn add_corrections(&mut self, files: Vec<Vec<LocatedLine>>) {
        let end = self.session.last_key_value().map(|(seq, _)| *seq);
        let mut timed: Vec<(Timestamp, LocatedLine)> = Vec::new();
        for file in files {
            // A clock that was set back does not change the order of a file.
            let mut latest = Timestamp::MIN;
            for located in file {
                latest = latest.max(located.line.at.timestamp());
                let seq = located.line.seq;
                match self.session.get(&seq) {
                    Some(there) if there.line == located.line => {}
                    None if end.is_some_and(|end| seq < end) => drop(self.session.insert(seq, located)),
                    _ => timed.push((latest, located)),
                }
            }
        }
        // Two files may have the same correction.
        let number = |(_, located): &(Timestamp, LocatedLine)| located.line.seq;
        timed.sort_by_key(number);
        if timed.windows(2).any(|pair| number(&pair[0]) == number(&pair[1])) {
            timed = each_once(timed);
        }
        timed.sort_by_key(|(time, _)| *time);
        self.corrections = timed.into_iter().map(|(_, located)| located).collect();
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = &LocatedLine> {
        self.session.values().chain(&self.corrections)
    }

    /// The numbers that no line has, each range a fault of the line before which it is missing.
    pub(super) fn missing(&self) -> Vec<Fault> {
        let mut lines: Vec<_> = self.lines().collect();
        lines.sort_by_key(|located| located.line.seq);
        let mut next = 0;
        let mut faults = Vec::new();
        for located in lines {
            let seq = located.line.seq;
            if seq > next {
                faults.push(located.fault(FaultKind::Missing { first: next, last: seq - 1 }));
            }
            next = seq.saturating_add(1);
        }
        faults
    }
}

/// Corrections by their content, each once, with the latest of its times.
fn each_once(timed: Vec<(Timestamp, LocatedLine)>) -> Vec<(Timestamp, LocatedLine)> {
    let mut once: BTreeMap<_, (Timestamp, LocatedLine)> = BTreeMap::new();
    for (latest, located) in timed {
        let text = (located.line.seq, located.line.write().ok());
        let (time, _) = once.entry(text).or_insert((latest, located));
        *time = latest.max(*time);
    }
    once.into_values().collect()
}

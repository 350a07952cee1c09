//! Checks every line of every journal, and repairs what can be repaired without a loss: torn tails.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::fault::{Fault, FaultKind};
use super::listing::{self, ReadDepth, StoredSession};
use super::parse::Detail;
use super::{folder, journal, name};

/// A fault that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub fault: Fault,
    /// Whether it has just been repaired.
    pub repaired: bool,
}

/// Examines a folder. The answer is the number of sessions, and what was found, in the order of the files.
pub fn doctor(folder: &Path) -> (usize, Vec<Finding>) {
    let listing = listing::list(folder, ReadDepth::Glance);
    let (files, mut faults) = folder::journals(folder);
    let known: BTreeSet<&PathBuf> = listing.sessions.iter().flat_map(StoredSession::files).collect();
    let mut buffer = Vec::new();
    for stray in files.iter().filter(|path| !known.contains(path)) {
        let file = folder::read(stray.clone(), Detail::All, &mut buffer);
        let is_journal = !file.lines.is_empty();
        // Nothing was written to it.
        let is_empty = file.faults.is_empty() && file.complete == 0 && name::id(stray).is_some();
        if !is_empty {
            faults.push(Fault::file(stray, "no line of it says what session it is"));
        }
        // What is no journal at all has no torn tail.
        faults.extend(file.faults.into_iter().filter(|_| is_journal));
    }
    let read = |stored: &StoredSession, _: &mut Vec<u8>| stored.read().map(|loaded| loaded.faults).unwrap_or_default();
    faults.extend(folder::map_parallel(&listing.sessions, read).into_iter().flatten());
    faults.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    (listing.sessions.len(), faults.into_iter().map(repair).collect())
}

/// Repairs a torn tail, unless it is only being written by a session under way.
fn repair(fault: Fault) -> Finding {
    let repaired = fault.kind == FaultKind::Torn && matches!(journal::repair(&fault.path), Ok(true));
    Finding { fault, repaired }
}

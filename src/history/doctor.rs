//! Checks every line of every journal, and repairs what can be repaired without a loss: torn tails.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::fault::{Fault, FaultKind};
use super::folder::{self, Reader};
use super::journal::{self, JournalError};
use super::listing::{self, ReadDepth, StoredSession};

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
    // A list may not have looked at all of a session.
    let read = |stored: &StoredSession, reader: &mut Reader| {
        stored.read_next(reader).map_or_else(|faults| faults, |loaded| loaded.faults)
    };
    let mut faults = folder::map_parallel(&listing.sessions, read).concat();
    let seen: HashSet<&Path> = listing.sessions.iter().flat_map(StoredSession::files).map(PathBuf::as_path).collect();
    faults.extend(listing.faults.into_iter().filter(|fault| !seen.contains(&*fault.path)));
    faults.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    (listing.sessions.len(), faults.into_iter().flat_map(repair).collect())
}

/// Repairs a torn tail.
fn repair(fault: Fault) -> Vec<Finding> {
    let found = |fault, repaired| vec![Finding { fault, repaired }];
    if fault.kind != FaultKind::Torn {
        return found(fault, false);
    }
    match journal::repair(&fault.path) {
        Ok(true) => found(fault, true),
        // It was only being written.
        Ok(false) | Err(JournalError::InUse) => Vec::new(),
        Err(error) => {
            let why = Fault::file(&fault.path, &format!("it was not repaired: {error}"));
            [found(fault, false), found(why, false)].concat()
        }
    }
}

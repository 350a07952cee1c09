//! Looks at every line of every journal, and mends what can be mended without losing anything: torn tails.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::contents::{Depth, Fault};
use super::line::Flaw;
use super::{ReadDepth, StoredSession, folder, journal};

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The flaw and its place.
    pub fault: Fault,
    /// Whether it was mended just now.
    pub mended: bool,
}

/// Examines a folder. The answer is how many sessions there are, and what was found, in the order of the files.
pub fn doctor(folder: &Path) -> (usize, Vec<Finding>) {
    let listing = super::list(folder, ReadDepth::Glance);
    let (files, faults) = folder::journals(folder);
    let known: BTreeSet<&PathBuf> = listing.sessions.iter().flat_map(|listed| &listed.files).collect();
    let strays = files.iter().filter(|path| !known.contains(path));
    let mut buffer = Vec::new();
    let mut all = faults;
    for stray in strays {
        let contents = folder::read(stray.clone(), Depth::All, &mut buffer);
        let is_ours = !contents.lines.is_empty() || folder::id_in_name(stray).is_some();
        // Nothing was written to it, or nothing of that is left once its torn tail is laid aside.
        let is_empty = is_ours && contents.whole == 0;
        if !is_empty {
            let flaw = Flaw::File("no line of it says what session it is".to_owned());
            all.push(Fault { path: Arc::clone(&contents.path), line: None, flaw });
        }
        // What is no journal at all has no torn tail.
        all.extend(contents.faults.into_iter().filter(|_| is_ours));
    }
    let read = |listed: &StoredSession, _: &mut Vec<u8>| listed.read().map(|kept| kept.faults).unwrap_or_default();
    all.extend(folder::each(&listing.sessions, read).into_iter().flatten());
    all.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    (listing.sessions.len(), all.into_iter().map(mend).collect())
}

/// Mends a torn tail. That of a session under way is only being written.
fn mend(fault: Fault) -> Finding {
    let mended = fault.flaw == Flaw::Torn && matches!(journal::repair(&fault.path), Ok(true));
    Finding { fault, mended }
}

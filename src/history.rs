//! The record on the disk: a journal for each session, append-only JSON Lines in `sessions/YYYY/`.
//!
//! A line is written once and never changed; a later correction is another line. A session is known by its id and a line
//! by its number in it, so any set of journals, copies and conflicts of a file synchroniser among them, reads as their
//! union. What cannot be read is reported, kept, and passed over. `docs/history.md` has the format.

mod disk;
mod doctor;
mod fault;
mod folder;
mod import;
mod journal;
mod line;
mod listing;
mod memo;
mod merge;
mod name;
mod parse;
mod recorder;
mod replay;
mod times;

pub use doctor::{Finding, doctor};
pub use fault::{Fault, FaultKind};
pub use import::{ImportOutcome, ImportReport, import};
pub use journal::{Journal, JournalError};
pub use listing::{Correction, Listing, LoadedSession, ReadDepth, StoredSession, list, read_each};
pub use recorder::Recorder;
pub use times::timestamp;

use std::io;
use std::path::Path;

/// Writes a new file that only its user can read. An existing one is an error; after an error there is none.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    disk::write_new(path, bytes)
}

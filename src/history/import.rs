//! Copies sessions from elsewhere, whole files, never over an existing one.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ulid::Ulid;

use super::fault::{Fault, FaultKind};
use super::journal::JournalError;
use super::line::Line;
use super::listing::{self, ReadDepth};
use super::parse::{self, Detail, ParsedFile};
use super::{disk, folder, name};
use crate::text;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportReport {
    pub files: Vec<(PathBuf, ImportOutcome)>,
    /// What in the imported files cannot be read, or differs from what was there. It was copied as it is.
    pub faults: Vec<Fault>,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportOutcome {
    /// A session that was not there yet.
    New,
    /// More of a session that was there.
    More,
    /// All of it was there.
    Known,
    /// It is not a journal, or cannot be read.
    Refused,
    /// It could not be written, and why.
    Failed(String),
}

/// Imports a journal, or all below a folder, into a folder of sessions.
pub fn import(from: &Path, into: &Path) -> Result<ImportReport, JournalError> {
    let mut report = ImportReport::default();
    let metadata = from.metadata().map_err(|error| JournalError::io(from, error))?;
    let files = if metadata.is_dir() {
        let (files, faults) = folder::journals(from);
        report.faults = faults;
        files
    } else {
        vec![from.to_owned()]
    };
    let mut own: BTreeMap<Ulid, Vec<PathBuf>> = BTreeMap::new();
    for found in listing::find(into, ReadDepth::Glance).0 {
        if let Some(id) = found.id {
            own.entry(id).or_default().extend(found.files);
        }
    }
    for path in files {
        let outcome = import_file(&path, into, &mut own, &mut report.faults);
        report.files.push((path, outcome));
    }
    Ok(report)
}

/// Imports a file. `own`: the files of the sessions that are there, those too that cannot be listed.
fn import_file(
    path: &Path,
    into: &Path,
    own: &mut BTreeMap<Ulid, Vec<PathBuf>>,
    faults: &mut Vec<Fault>,
) -> ImportOutcome {
    let mut bytes = Vec::new();
    if let Err(error) = disk::read(path, &mut bytes) {
        faults.push(Fault::io(path, &error));
        return ImportOutcome::Refused;
    }
    let theirs = ParsedFile::parse(path.to_owned(), &bytes, Detail::All);
    let (Some(id), Some(first)) = (theirs.session(), theirs.lines.first()) else {
        return ImportOutcome::Refused;
    };
    let wanted = into.join(name::path(id, &first.line.at));
    let files = own.entry(id).or_default();
    let mut buffer = Vec::new();
    let mut all: Vec<_> = files.iter().map(|path| folder::read(path.clone(), Detail::All, &mut buffer)).collect();
    let is_known = |line: &Line| all.iter().flat_map(|file| &file.lines).any(|located| located.line == *line);
    // Lines of a newer program cannot be parsed, and are compared as bytes.
    let is_newer = |fault: &&Fault| matches!(fault.kind, FaultKind::NewerVersion(_) | FaultKind::UnknownType(_));
    let mut newer = theirs.faults.iter().filter(is_newer).filter_map(|fault| lines(&bytes).nth(fault.line? - 1));
    let mut has_bytes =
        |line| files.iter().any(|path| disk::read(path, &mut buffer).is_ok() && lines(&buffer).any(|own| own == line));
    if theirs.lines.iter().all(|located| is_known(&located.line)) && newer.all(&mut has_bytes) {
        faults.extend(theirs.faults);
        return ImportOutcome::Known;
    }
    match disk::write_whole(&wanted, &bytes) {
        Err(error) => ImportOutcome::Failed(text::io_error(&error)),
        Ok(path) => {
            let is_new = files.is_empty();
            files.push(path);
            all.push(theirs);
            faults.extend(parse::merge(all).1);
            if is_new { ImportOutcome::New } else { ImportOutcome::More }
        }
    }
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|&byte| byte == b'\n')
}

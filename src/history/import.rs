//! Copies sessions from elsewhere, whole files, never over an existing one.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use ulid::Ulid;

use super::fault::Fault;
use super::journal::JournalError;
use super::line;
use super::listing::{self, ReadDepth};
use super::merge::merge;
use super::parse::{Detail, ParsedFile};
use super::{disk, folder, name};
use crate::text;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportReport {
    pub files: Vec<(PathBuf, ImportOutcome)>,
    /// What in the imported files cannot be read, or differs from what was there. It was copied as it is.
    pub faults: Vec<Fault>,
}

/// What the import did with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportOutcome {
    /// A session that was not there yet.
    New,
    /// It has more of a session that was there already.
    More,
    /// Nothing in it is new.
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
    let texts: Vec<_> = files.iter().map(|path| read(path)).collect();
    if has_all(texts.iter().map(Vec::as_slice), &bytes) {
        faults.extend(theirs.faults);
        return ImportOutcome::Known;
    }
    // Another program may be importing the same at this moment.
    match disk::create_synced(&wanted, &bytes, |taken| has_all([read(taken).as_slice()], &bytes)) {
        Err(error) => ImportOutcome::Failed(text::io_error(&error)),
        Ok(None) => ImportOutcome::Known,
        Ok(Some(path)) => {
            let is_new = files.is_empty();
            let parse = |(path, text): (&PathBuf, &Vec<u8>)| ParsedFile::parse(path.clone(), text, Detail::All);
            let all = files.iter().zip(&texts).map(parse).chain([theirs]).collect();
            faults.extend(merge(all).faults);
            files.push(path);
            if is_new { ImportOutcome::New } else { ImportOutcome::More }
        }
    }
}

/// The bytes of a journal; none where it cannot be read.
fn read(path: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    let read = disk::read(path, &mut bytes);
    if read.is_ok() { bytes } else { Vec::new() }
}

/// Whether every whole line of a journal is in one of these, as it is: lines of a newer program are compared too.
fn has_all<'a>(own: impl IntoIterator<Item = &'a [u8]>, theirs: &[u8]) -> bool {
    let own: HashSet<&[u8]> = own.into_iter().flat_map(whole_lines).collect();
    whole_lines(theirs).all(|line| own.contains(line))
}

fn whole_lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let lines = bytes.split_inclusive(|&byte| byte == b'\n').filter_map(|line| line.strip_suffix(b"\n"));
    lines.map(|line| line.strip_suffix(b"\r").unwrap_or(line)).filter(|line| line::is_sealed(line))
}

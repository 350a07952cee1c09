//! Takes sessions over from elsewhere, whole files, never over anything that is there.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use ulid::Ulid;

use super::contents::{self, Contents, Depth, Fault};
use super::line::{Flaw, Line};
use super::{NoJournal, ReadDepth, folder, journal};
use crate::text;

/// What became of what was to be imported.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Files, and what became of each.
    pub files: Vec<(PathBuf, Import)>,
    /// What in them cannot be read, or disagrees with what was there; it was taken over as it is.
    pub faults: Vec<Fault>,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Import {
    /// A session that was not there yet.
    New,
    /// More of a session that was there.
    More,
    /// All of it was there.
    Known,
    /// Not a journal, or not readable: nothing of it was taken.
    Refused,
    /// It could not be written, and why.
    Failed(String),
}

/// Imports a journal, or all that are under a folder, into a folder of sessions.
pub fn import(from: &Path, into: &Path) -> Result<Report, NoJournal> {
    let mut report = Report::default();
    let about = from.metadata().map_err(|error| NoJournal::Io { path: from.to_owned(), error })?;
    let files = if about.is_dir() {
        let (files, faults) = folder::journals(from);
        report.faults = faults;
        files
    } else {
        vec![from.to_owned()]
    };
    // Those too of which nobody knows what the session was.
    let mut own: BTreeMap<Ulid, Vec<PathBuf>> = BTreeMap::new();
    for found in super::found(into, ReadDepth::Glance).0 {
        if let Some(id) = found.id {
            own.entry(id).or_default().extend(found.files);
        }
    }
    for path in files {
        let became = take(&path, into, &mut own, &mut report.faults);
        report.files.push((path, became));
    }
    Ok(report)
}

fn take(path: &Path, into: &Path, own: &mut BTreeMap<Ulid, Vec<PathBuf>>, faults: &mut Vec<Fault>) -> Import {
    let bytes = match folder::bytes(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            faults.push(folder::fault(path, &error));
            return Import::Refused;
        }
    };
    let theirs = Contents::of(path.to_owned(), &bytes, Depth::All);
    let (Some(id), Some(first)) = (theirs.session(), theirs.lines.first()) else {
        return Import::Refused;
    };
    let name = journal::name(id, &first.line.at);
    let files = own.entry(id).or_default();
    let mut buffer = Vec::new();
    let mut all: Vec<_> = files.iter().map(|path| folder::read(path.clone(), Depth::All, &mut buffer)).collect();
    let known = |line: &Line| all.iter().flat_map(|contents| &contents.lines).any(|placed| placed.line == *line);
    // What a newer program wrote is known by its bytes.
    let newer = theirs.faults.iter().filter(|fault| matches!(fault.flaw, Flaw::Newer(_) | Flaw::Unknown(_)));
    let mut newer = newer.filter_map(|fault| pieces(&bytes).nth(fault.line? - 1));
    let held = |piece| files.iter().any(|path| folder::bytes(path).is_ok_and(|own| pieces(&own).any(|it| it == piece)));
    if theirs.lines.iter().all(|placed| known(&placed.line)) && newer.all(held) {
        faults.extend(theirs.faults);
        return Import::Known;
    }
    let written = journal::create(&into.join(name)).and_then(|(path, mut file)| {
        let whole = file.write_all(&bytes).and_then(|()| file.sync_all());
        // A part of it would be a session that was cut off.
        whole.inspect_err(|_| drop(fs::remove_file(&path)))?;
        Ok(path)
    });
    match written {
        Err(error) => Import::Failed(text::io_error(&error)),
        Ok(path) => {
            let is_new = files.is_empty();
            files.push(path);
            all.push(theirs);
            faults.extend(contents::union(all).1);
            if is_new { Import::New } else { Import::More }
        }
    }
}

fn pieces(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|&byte| byte == b'\n')
}

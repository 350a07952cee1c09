//! The journal of a session that is being written: all of its lines in memory, and how far they are on the disk.
//!
//! After a failure nothing is lost: the next attempt writes what the disk does not have, and all of it where the file
//! is gone.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Zoned;
use ulid::Ulid;

use super::disk::Created;
use super::fault::Fault;
use super::line::{self, Entry, Line};
use super::parse::{self, Detail, ParsedFile};
use super::replay::{Replayed, replay};
use super::{disk, name};
use crate::plan::Plan;
use crate::session::Event;
use crate::text;

/// The journal of a session.
#[derive(Debug)]
pub struct Journal {
    id: Ulid,
    /// `None` where there is no folder for it.
    path: Option<PathBuf>,
    /// The file, locked, once there is one.
    file: Option<File>,
    /// The same file, opened again after it failed; the lock stays with the first.
    reopened: Option<File>,
    /// Every line, as it is or will be in the file.
    text: Vec<u8>,
    /// How many bytes of it are on the disk.
    synced: usize,
    next_seq: u64,
    /// Why the latest attempt failed.
    trouble: Option<String>,
}

/// Why a journal cannot be opened or written.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// Another program writes to it.
    #[error("the session is under way in another terminal, or suspended there")]
    InUse,
    #[error("its plan cannot be read")]
    NoPlan,
    /// It was not written, and why.
    #[error("{0}")]
    NotSaved(String),
    #[error("{}: {}", path.display(), text::io_error(error))]
    Io { path: PathBuf, error: io::Error },
}

impl JournalError {
    pub(super) fn io(path: &Path, error: io::Error) -> Self {
        Self::Io { path: path.to_owned(), error }
    }
}

impl Journal {
    /// Begins the journal of a session in a folder, at this wall time, and writes its first two lines.
    pub fn begin(folder: Option<&Path>, plan: &Plan, at: &Zoned) -> Self {
        let id = name::new_id(at);
        let path = folder.map(|folder| folder.join(name::path(id, at)));
        let mut journal =
            Self { id, path, file: None, reopened: None, text: Vec::new(), synced: 0, next_seq: 0, trouble: None };
        journal.push(at, Entry::Session { id, routine: plan.routine.clone() });
        journal.push(at, Entry::Plan(Box::new(plan.clone())));
        journal.sync();
        journal
    }

    /// Opens the journal of a session that has these files, to go on with it. A torn tail is set aside.
    pub(super) fn reopen(id: Ulid, files: &[PathBuf]) -> Result<(Self, Replayed), JournalError> {
        let mut all = Vec::new();
        let mut longest: Option<(PathBuf, File, Vec<u8>)> = None;
        for path in files {
            let failed = |error| JournalError::io(path, error);
            let file = open_to_write(path)?;
            let mut bytes = Vec::new();
            disk::read_file(&file, &mut bytes).map_err(failed)?;
            let parsed = ParsedFile::parse(path.clone(), &bytes, Detail::All);
            if parsed.complete < bytes.len() {
                disk::set_tail_aside(path, &file, &bytes, parsed.complete).map_err(failed)?;
                bytes.truncate(parsed.complete);
            }
            all.push(parsed);
            if longest.as_ref().is_none_or(|(_, _, longest)| longest.len() < bytes.len()) {
                longest = Some((path.clone(), file, bytes));
            }
        }
        let (lines, _) = parse::merge(all);
        let Some((path, file, text)) = longest else { return Err(JournalError::NoPlan) };
        let next = lines.last().map_or(0, |located| located.line.seq + 1);
        // Lines that cannot be parsed, such as those of a newer program, have their numbers all the same.
        let next_seq = next.max(text.split(|&byte| byte == b'\n').skip(1).count() as u64);
        let synced = text.len();
        let (path, file) = (Some(path), Some(file));
        Ok((Self { id, path, file, reopened: None, text, synced, next_seq, trouble: None }, replay(id, lines, false)))
    }

    /// The id of the session.
    pub fn id(&self) -> String {
        self.id.to_string()
    }

    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Adds a fact, to be written by the next [`Journal::sync`].
    pub fn add(&mut self, at: &Zoned, event: &Event) {
        self.push(at, Entry::Fact(event.clone()));
    }

    pub(super) fn push(&mut self, at: &Zoned, entry: Entry) {
        match (Line { seq: self.next_seq, at: at.clone(), entry }).write() {
            Ok(line) => {
                self.text.extend(line);
                self.next_seq += 1;
            }
            Err(error) => self.trouble = Some(error.to_string()),
        }
    }

    /// Whether everything that was added is on the disk.
    pub fn is_saved(&self) -> bool {
        self.synced == self.text.len()
    }

    /// What is wrong with the lines that are not on the disk yet.
    pub(super) fn check_unsaved(&self) -> Option<Fault> {
        ParsedFile::parse(PathBuf::new(), &self.text[self.synced..], Detail::All).faults.into_iter().next()
    }

    /// Why the latest attempt to write failed; `None` where it did not.
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }

    /// All of it, for somebody who wants to save it elsewhere.
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// Writes what is not on the disk yet, and waits until the disk has it.
    pub fn sync(&mut self) {
        self.trouble = self.try_sync().err().map(|error| match &self.path {
            None => "there is no folder for it: set HOME or CALFGUIDE_DATA_DIR".to_owned(),
            // What is wrong comes first: a screen may have no room for both.
            Some(path) => format!("{} ({})", text::io_error(&error), path.display()),
        });
    }

    fn try_sync(&mut self) -> io::Result<()> {
        let wanted = self.path.as_deref().ok_or(io::ErrorKind::NotFound)?;
        if !self.file.as_ref().is_some_and(|file| disk::is_same(file, wanted)) {
            // There is none yet, or what was there is gone: all of it is written.
            let Created { path, file, folders } = disk::create(wanted)?;
            folders.iter().try_for_each(|folder| disk::sync_folder(folder))?;
            (self.path, self.file, self.reopened, self.synced) = (Some(path), Some(file), None, 0);
        }
        let Some(file) = self.reopened.as_ref().or(self.file.as_ref()) else { return Ok(()) };
        if self.trouble.is_some() {
            file.set_len(self.synced as u64)?;
        }
        while let Some(length) = line::length(&self.text[self.synced..]) {
            let line = &self.text[self.synced..self.synced + length];
            if let Err(error) = disk::append(file, line).and_then(|()| file.sync_data()) {
                // Cut off now, so that nobody reads half a line, or before the next attempt.
                let _ = file.set_len(self.synced as u64);
                self.reopened = self.path.as_deref().and_then(|path| disk::reopen(path, file).ok());
                return Err(error);
            }
            self.synced += length;
        }
        Ok(())
    }
}

fn open_to_write(path: &Path) -> Result<File, JournalError> {
    disk::open_to_write(path).map_err(|error| match error.kind() {
        io::ErrorKind::WouldBlock => JournalError::InUse,
        _ => JournalError::io(path, error),
    })
}

/// Repairs the torn tail of a journal; `false`: there is none.
pub(super) fn repair(path: &Path) -> Result<bool, JournalError> {
    let failed = |error| JournalError::io(path, error);
    let file = open_to_write(path)?;
    let mut bytes = Vec::new();
    disk::read_file(&file, &mut bytes).map_err(failed)?;
    let complete = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    if complete == bytes.len() {
        return Ok(false);
    }
    disk::set_tail_aside(path, &file, &bytes, complete).map_err(failed)?;
    Ok(true)
}

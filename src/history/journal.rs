//! The journal of a session that is being written: all of its lines in memory, and how far they are on the disk.
//!
//! After a failure nothing is lost: the next attempt writes what the disk does not have, and all of it where the file
//! is gone.

use std::fs::File;
use std::io;
use std::panic;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use jiff::Zoned;
use ulid::Ulid;

use super::disk::Created;
use super::fault::Fault;
use super::line::{self, Entry, Line};
use super::merge::merge;
use super::parse::{Detail, ParsedFile};
use super::replay::{Replayed, replay};
use super::{disk, name};
use crate::plan::Plan;
use crate::session::Event;
use crate::text;

/// The journal of a session.
pub struct Journal {
    id: Ulid,
    /// `None` where there is no folder for it.
    path: Option<PathBuf>,
    /// The file, locked, once there is one.
    locked: Option<Arc<File>>,
    /// The same file, to be written through. After a failure there is none until it is opened again.
    file: Option<Arc<File>>,
    /// Folders that have to be synced, so that the file is found after a power cut.
    folders: Vec<PathBuf>,
    /// Every line, as it is or will be in the file.
    text: Vec<u8>,
    /// How many bytes of it are in the file.
    written: usize,
    /// How many bytes of it are certainly on the disk.
    synced: usize,
    next_seq: u64,
    /// Why the latest attempt failed.
    trouble: Option<String>,
    sync_file: SyncFile,
}

/// Waits until the disk has what was written to a file.
type SyncFile = Arc<dyn Fn(&File) -> io::Result<()> + Send + Sync>;

/// What was written and is not certainly on the disk. Syncing it takes as long as the disk takes, and needs no journal.
#[derive(Clone)]
pub(super) struct Unsynced {
    file: Arc<File>,
    folders: Vec<PathBuf>,
    /// The length of the journal when it was written.
    pub(super) end: usize,
    sync_file: SyncFile,
}

pub(super) struct SyncOutcome {
    file: Arc<File>,
    end: usize,
    result: io::Result<()>,
}

/// Why a journal cannot be opened or written.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// Another program is writing to it.
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
    /// The journal of a session that begins at this wall time, in a folder. Nothing is written yet.
    pub fn new(folder: Option<&Path>, plan: &Plan, at: &Zoned) -> Self {
        Self::begin(folder, plan, at, false)
    }

    /// The journal of a session that was done without the program.
    pub fn entered(folder: Option<&Path>, plan: &Plan, at: &Zoned, events: &[Event]) -> Self {
        let mut journal = Self::begin(folder, plan, at, true);
        for event in events {
            // Near the end of all time the last events share a moment.
            journal.add(&at.checked_add(event.at.0).unwrap_or_else(|_| at.clone()), event);
        }
        journal
    }

    fn begin(folder: Option<&Path>, plan: &Plan, at: &Zoned, entered: bool) -> Self {
        let id = name::new_id(at);
        let mut journal = Self::of(id, folder.map(|folder| folder.join(name::path(id, at))));
        journal.push(at, Entry::Session { id, routine: plan.routine.clone(), entered });
        journal.push(at, Entry::Plan(Arc::new(plan.clone())));
        journal
    }

    fn of(id: Ulid, path: Option<PathBuf>) -> Self {
        Self {
            id,
            path,
            locked: None,
            file: None,
            folders: Vec::new(),
            text: Vec::new(),
            written: 0,
            synced: 0,
            next_seq: 0,
            trouble: None,
            sync_file: Arc::new(File::sync_data),
        }
    }

    /// Replaces what waits for the disk, so that a test has one that is slow or broken.
    #[must_use]
    pub fn with_sync(mut self, sync: impl Fn(&File) -> io::Result<()> + Send + Sync + 'static) -> Self {
        self.sync_file = Arc::new(sync);
        self
    }

    /// Opens the journal of a session that has these files, to go on with it. A torn tail is set aside.
    pub(super) fn reopen(id: Ulid, files: &[PathBuf]) -> Result<(Self, Replayed), JournalError> {
        let mut all = Vec::new();
        let mut opened = Vec::new();
        for path in files {
            let failed = |error| JournalError::io(path, error);
            let file = open_to_write(path)?;
            let mut bytes = Vec::new();
            disk::read_file(&file, &mut bytes).map_err(failed)?;
            let parsed = ParsedFile::parse(path.clone(), &bytes, Detail::All);
            if !parsed.is_journal {
                continue;
            }
            if parsed.complete < bytes.len() {
                disk::set_tail_aside(path, &file, &bytes, parsed.complete).map_err(failed)?;
                bytes.truncate(parsed.complete);
            }
            all.push(parsed);
            opened.push((path, file, bytes));
        }
        let next_seqs: Vec<_> = all.iter().map(|file| file.next_seq).collect();
        let merged = merge(all);
        // What is added to another file might not count.
        let leads = |path: &Path| merged.leader.as_deref() == Some(path);
        let leader = next_seqs.into_iter().zip(opened).find(|(_, (path, _, _))| leads(path));
        let Some((next_seq, (path, file, text))) = leader else { return Err(JournalError::NoPlan) };
        let (file, length) = (Some(Arc::new(file)), text.len());
        let journal = Self {
            locked: file.clone(),
            file,
            text,
            written: length,
            synced: length,
            next_seq,
            ..Self::of(id, Some(path.clone()))
        };
        Ok((journal, replay(id, &merged)))
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
        if let Some(unsynced) = self.write() {
            self.finish_sync(unsynced.sync());
        }
    }

    /// Writes the lines that are not in the file yet. `None`: there is nothing to sync, or it failed.
    pub(super) fn write(&mut self) -> Option<Unsynced> {
        match self.try_write() {
            Ok(file) if self.synced < self.written => Some(Unsynced {
                file,
                folders: self.folders.clone(),
                end: self.written,
                sync_file: Arc::clone(&self.sync_file),
            }),
            Ok(_) => None,
            Err(error) => {
                self.fail(&error);
                None
            }
        }
    }

    /// Each line is one write, so that a kill leaves no part of a line.
    fn try_write(&mut self) -> io::Result<Arc<File>> {
        let wanted = self.path.as_deref().ok_or(io::ErrorKind::NotFound)?;
        let file = match (&self.locked, &self.file) {
            (Some(locked), file) if disk::is_same(locked, wanted) => {
                let length = locked.metadata()?.len();
                // After a failure there may be a part of a line.
                let is_ours = length == self.written as u64 || (file.is_none() && length > self.written as u64);
                match file {
                    _ if !is_ours => {
                        // The next attempt writes all of it to a new file beside this one.
                        (self.locked, self.file, self.written, self.synced) = (None, None, 0, 0);
                        return Err(io::Error::other("another program has changed it"));
                    }
                    Some(file) => Arc::clone(file),
                    None => {
                        let file = disk::reopen(wanted, locked)?;
                        file.set_len(self.written as u64)?;
                        Arc::new(file)
                    }
                }
            }
            _ => {
                (self.written, self.synced) = (0, 0);
                let Created { path, folders } = disk::create(wanted, &self.text)?;
                let file = Arc::new(disk::open_to_write(&path)?);
                (self.path, self.folders, self.locked) = (Some(path), folders, Some(Arc::clone(&file)));
                self.written = self.text.len();
                file
            }
        };
        self.file = Some(Arc::clone(&file));
        while let Some(length) = line::length(&self.text[self.written..]) {
            let end = self.written + length;
            disk::check_length(end as u64)?;
            disk::append(&file, &self.text[self.written..end])?;
            self.written = end;
        }
        Ok(file)
    }

    /// Notes the outcome of a sync.
    pub(super) fn finish_sync(&mut self, SyncOutcome { file, end, result }: SyncOutcome) {
        match result {
            Ok(()) if self.file.as_ref().is_some_and(|current| Arc::ptr_eq(current, &file)) => {
                self.synced = self.synced.max(end);
                self.folders.clear();
                self.trouble = None;
            }
            // It says nothing of a file that was opened again since.
            Ok(()) => {}
            Err(error) => {
                // Nobody knows what the disk has of it.
                self.written = self.synced;
                self.fail(&error);
            }
        }
    }

    fn fail(&mut self, error: &io::Error) {
        // The next attempt cuts it off too; until then nobody reads a part of a line.
        let _ = self.file.take().map(|file| file.set_len(self.written as u64));
        self.trouble = Some(match &self.path {
            None => "there is no folder for it: set HOME or CALFGUIDE_DATA_DIR".to_owned(),
            // What is wrong comes first: a screen may have no room for both.
            Some(path) => format!("{} ({})", text::io_error(error), path.display()),
        });
    }

    /// How many bytes of the journal are on the disk.
    pub(super) fn synced(&self) -> usize {
        self.synced
    }
}

impl Unsynced {
    /// The folders are synced at the same time, each of which may take as long as the file.
    pub(super) fn sync(self) -> SyncOutcome {
        let result = thread::scope(|scope| {
            let folders = self.folders.iter().map(|folder| {
                let sync = || disk::sync_folder(folder);
                thread::Builder::new().spawn_scoped(scope, sync).map_err(|_| sync())
            });
            let folders: Vec<_> = folders.collect();
            let file = (self.sync_file)(&self.file);
            let joined = folders.into_iter().map(|folder| match folder {
                Ok(thread) => thread.join().unwrap_or_else(|panic| panic::resume_unwind(panic)),
                Err(synced) => synced,
            });
            joined.fold(file, io::Result::and)
        });
        SyncOutcome { file: self.file, end: self.end, result }
    }
}

impl SyncOutcome {
    pub(super) fn is_error(&self) -> bool {
        self.result.is_err()
    }
}

fn open_to_write(path: &Path) -> Result<File, JournalError> {
    disk::open_to_write(path).map_err(|error| match error.kind() {
        io::ErrorKind::WouldBlock => JournalError::InUse,
        _ => JournalError::io(path, error),
    })
}

/// Repairs the torn tail of a journal; `false`: there is none. A file without a line of a journal is not ours to cut.
pub(super) fn repair(path: &Path) -> Result<bool, JournalError> {
    let failed = |error| JournalError::io(path, error);
    let file = open_to_write(path)?;
    let mut bytes = Vec::new();
    disk::read_file(&file, &mut bytes).map_err(failed)?;
    let parsed = ParsedFile::parse(path.to_owned(), &bytes, Detail::All);
    if !parsed.is_journal || parsed.complete == bytes.len() {
        return Ok(false);
    }
    disk::set_tail_aside(path, &file, &bytes, parsed.complete).map_err(failed)?;
    Ok(true)
}

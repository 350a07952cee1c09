//! The journal of the session under way: each fact is on the disk before it is called kept.
//!
//! A fact that cannot be written is held in memory with all that went before it, and tried again with the next one; the
//! session never stops for it.

use std::ffi::OsStr;
use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use jiff::{Timestamp, Zoned};
use ulid::Ulid;

use super::contents::{self, Contents, Depth, Fault};
use super::fold::{self, Fold};
use super::folder::{self, ENDING};
use super::line::{self, Entry, Line};
use crate::plan::Plan;
use crate::session::Event;
use crate::text;

/// The journal of a session.
#[derive(Debug)]
pub struct Journal {
    id: Ulid,
    /// Where it is kept; `None` where there is no folder for it.
    path: Option<PathBuf>,
    /// The file, locked, once there is one.
    file: Option<File>,
    /// The same file, opened anew after it failed; the lock stays with the first.
    anew: Option<File>,
    /// Every line of the file, as it is or is to be written.
    text: Vec<u8>,
    /// How many bytes of it are on the disk.
    kept: usize,
    /// The number of the next line.
    seq: u64,
    /// Why the latest attempt failed.
    trouble: Option<String>,
}

/// Why a journal cannot be opened again.
#[derive(Debug, thiserror::Error)]
pub enum NoJournal {
    /// Another program writes to it.
    #[error("the session is under way in another terminal, or suspended there")]
    UnderWay,
    /// Its files do not say what the session was.
    #[error("its plan cannot be read")]
    PlanError,
    /// It was not written, and why.
    #[error("{0}")]
    NotKept(String),
    /// The system refused.
    #[error("{}: {}", path.display(), text::io_error(error))]
    Io { path: PathBuf, error: io::Error },
}

impl Journal {
    /// Begins the journal of a session in a folder, at this wall time, and writes its first two lines.
    pub fn begin(folder: Option<&Path>, plan: &Plan, at: &Zoned) -> Self {
        let id = new_id(at);
        let path = folder.map(|folder| folder.join(name(id, at)));
        let mut journal = Self { id, path, file: None, anew: None, text: Vec::new(), kept: 0, seq: 0, trouble: None };
        journal.push(at, Entry::Session { id, routine: plan.routine.clone() });
        journal.push(at, Entry::Plan(Box::new(plan.clone())));
        journal.sync();
        journal
    }

    /// Opens the journal of a session of which these are the files, to go on with it. What is torn is laid aside.
    pub(super) fn reopen(id: Ulid, files: &[PathBuf]) -> Result<(Self, Fold), NoJournal> {
        let mut all = Vec::new();
        let mut own: Option<(PathBuf, File, Vec<u8>)> = None;
        for path in files {
            let failed = |error| NoJournal::Io { path: path.clone(), error };
            let file = lock(path)?;
            let mut bytes = folder::bytes(path).map_err(failed)?;
            let contents = Contents::of(path.clone(), &bytes, Depth::All);
            if contents.whole < bytes.len() {
                lay_aside(path, &file, &bytes, contents.whole).map_err(failed)?;
                bytes.truncate(contents.whole);
            }
            all.push(contents);
            if own.as_ref().is_none_or(|(_, _, longest)| longest.len() < bytes.len()) {
                own = Some((path.clone(), file, bytes));
            }
        }
        let (lines, _) = contents::union(all);
        let Some((path, file, text)) = own else { return Err(NoJournal::PlanError) };
        let next = lines.last().map_or(0, |placed| placed.line.seq + 1);
        // Lines that cannot be read, those of a newer program among them, have their numbers all the same.
        let seq = next.max(text.split(|&byte| byte == b'\n').skip(1).count() as u64);
        let (kept, path) = (text.len(), Some(path));
        Ok((
            Self { id, path, file: Some(file), anew: None, text, kept, seq, trouble: None },
            fold::fold(id, lines, false),
        ))
    }

    /// The id of the session.
    pub fn id(&self) -> String {
        self.id.to_string()
    }

    /// Where it is kept.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Takes a fact, to be written by the next [`Journal::sync`].
    pub fn add(&mut self, at: &Zoned, event: &Event) {
        self.push(at, Entry::Fact(event.clone()));
    }

    pub(super) fn push(&mut self, at: &Zoned, entry: Entry) {
        // A line of plain data always becomes JSON.
        let line = Line { seq: self.seq, at: at.clone(), entry }.write();
        self.text.extend(line.unwrap_or_default());
        self.seq += 1;
    }

    /// Whether everything that was taken is on the disk.
    pub fn is_kept(&self) -> bool {
        self.kept == self.text.len()
    }

    /// What is wrong with the lines that are not on the disk yet.
    pub(super) fn flaws(&self) -> Vec<Fault> {
        Contents::of(PathBuf::new(), &self.text[self.kept..], Depth::All).faults
    }

    /// Why it is not, in words; `None` where it is.
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }

    /// All of it, for somebody who wants to keep it elsewhere.
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// Writes what is not on the disk yet, each line by itself, and waits until the disk has it.
    pub fn sync(&mut self) {
        self.trouble = self.try_sync().err().map(|error| match &self.path {
            None => "there is no folder for it: set HOME or CALFGUIDE_DATA_DIR".to_owned(),
            // What is wrong comes first: a screen may have no room for both.
            Some(path) => format!("{} ({})", text::io_error(&error), path.display()),
        });
    }

    fn try_sync(&mut self) -> io::Result<()> {
        let wanted = self.path.as_deref().ok_or(io::ErrorKind::NotFound)?;
        if !self.file.as_ref().is_some_and(|file| is_there(file, wanted)) {
            // There is none yet, or what was there is gone: all of it is written.
            let (path, file) = create(wanted)?;
            (self.path, self.file, self.anew, self.kept) = (Some(path), Some(file), None, 0);
        }
        let Some(file) = self.anew.as_ref().or(self.file.as_ref()) else { return Ok(()) };
        if self.trouble.is_some() {
            file.set_len(self.kept as u64)?;
        }
        while let Some(length) = line::length(&self.text[self.kept..]) {
            if let Err(error) = append(file, &self.text[self.kept..self.kept + length]) {
                // Cut off now, so that nobody reads half a line, or before the next attempt.
                let _ = file.set_len(self.kept as u64);
                // After a failed sync nobody knows what the disk has; a file that is opened anew does.
                self.anew = self.path.as_deref().and_then(|path| OpenOptions::new().append(true).open(path).ok());
                return Err(error);
            }
            self.kept += length;
        }
        Ok(())
    }
}

/// One line, one write, one sync.
fn append(mut file: &File, line: &[u8]) -> io::Result<()> {
    file.write_all(line)?;
    file.sync_data()
}

/// Whether the file that is written to is still the one with this name.
fn is_there(file: &File, path: &Path) -> bool {
    match (file.metadata(), path.metadata()) {
        (Ok(ours), Ok(named)) => (ours.dev(), ours.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

/// Makes a new file that only its user can read, locks it, and makes sure that it is found after a power cut. Where
/// there is one of this name already, the name gets a number.
pub(super) fn create(wanted: &Path) -> io::Result<(PathBuf, File)> {
    let folder = folder_of(wanted);
    make_folder(folder)?;
    let mut path = wanted.to_owned();
    for number in 2.. {
        match OpenOptions::new().append(true).create_new(true).mode(0o600).open(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                path = wanted.with_extension(format!("{number}.{ENDING}"));
            }
            Err(error) => return Err(error),
            Ok(file) => {
                // Where the system has no locks, one session at a time is up to the user.
                let _ = file.try_lock();
                file.sync_all()?;
                sync_folder(folder)?;
                return Ok((path, file));
            }
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// The folder that something is in; a bare name is in the current one.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

/// Makes a folder, and those above it that are not there; each is found after a power cut.
fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = folder_of(folder);
    make_folder(above)?;
    match DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    sync_folder(above)
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Opens a journal to add to it, and locks it.
fn lock(path: &Path) -> Result<File, NoJournal> {
    let failed = |error| NoJournal::Io { path: path.to_owned(), error };
    folder::open_journal(path).map_err(failed)?;
    let file = OpenOptions::new().append(true).open(path).map_err(failed)?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(NoJournal::UnderWay),
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
    }
}

/// Whether a program has this journal open to add to it.
pub(super) fn is_under_way(path: &Path) -> bool {
    let Ok((file, _)) = folder::open_journal(path) else { return false };
    matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock))
}

/// Copies what stands behind the whole lines to a file beside it, and cuts it off.
fn lay_aside(path: &Path, file: &File, bytes: &[u8], whole: usize) -> io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".torn");
    let mut torn = OpenOptions::new().append(true).create(true).mode(0o600).open(&beside)?;
    torn.write_all(&bytes[whole..])?;
    torn.write_all(b"\n")?;
    torn.sync_all()?;
    sync_folder(folder_of(path))?;
    file.set_len(whole as u64)?;
    file.sync_all()
}

/// Repairs the torn tail of a journal; `false`: there is none.
pub(super) fn repair(path: &Path) -> Result<bool, NoJournal> {
    let failed = |error| NoJournal::Io { path: path.to_owned(), error };
    let file = lock(path)?;
    let bytes = folder::bytes(path).map_err(failed)?;
    let whole = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    if whole == bytes.len() {
        return Ok(false);
    }
    lay_aside(path, &file, &bytes, whole).map_err(failed)?;
    Ok(true)
}

/// A new id: the wall time and 80 random bits.
fn new_id(at: &Zoned) -> Ulid {
    let millis = u64::try_from(at.timestamp().as_millisecond()).unwrap_or(0);
    let mut random = [0; 16];
    // Without random bits the time alone has to do.
    let _ = getrandom::fill(&mut random[6..]);
    Ulid::from_parts(millis, u128::from_be_bytes(random))
}

/// `2026/20260328T061203Z-01JQ….jsonl`, in universal time.
pub(super) fn name(id: Ulid, at: &Zoned) -> PathBuf {
    let at = at.timestamp();
    PathBuf::from(at.strftime("%Y").to_string()).join(format!("{}-{id}.{ENDING}", at.strftime(BEGUN)))
}

/// Whether the name of a journal says that it was begun before then; a name that says nothing does not.
pub(super) fn was_begun_before(path: &Path, then: Timestamp) -> bool {
    let then = then.strftime(BEGUN).to_string();
    let name = path.file_name().and_then(OsStr::to_str);
    folder::id_in_name(path).is_some() && name.is_some_and(|name| name < then.as_str())
}

/// How the name of a journal says when it was begun.
const BEGUN: &str = "%Y%m%dT%H%M%SZ";

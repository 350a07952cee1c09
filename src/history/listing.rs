//! The sessions in a folder: finding, reading and correcting them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::{Timestamp, Zoned};
use ulid::Ulid;

use super::fault::{self, Fault, FaultKind};
use super::folder::{self, Reader};
use super::journal::{Journal, JournalError};
use super::line::Entry;
use super::merge::merge;
use super::parse::{Detail, ParsedFile};
use super::replay::replay;
use super::{disk, name};
use crate::model::{Level, Load};
use crate::plan::{Plan, StepId};
use crate::record::{Past, Record};
use crate::session::{AnswerChanges, Event, Fact, Mono, What};

/// The sessions of a folder, oldest first.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// The sessions, deleted ones included.
    pub sessions: Vec<StoredSession>,
    /// What is wrong with their files, as far as they were read.
    pub faults: Vec<Fault>,
    /// How much of the journals was read.
    pub depth: ReadDepth,
}

/// A session as a list shows it, and where it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredSession {
    pub past: Past,
    id: Ulid,
    files: Vec<PathBuf>,
}

/// A session with all that its journal holds.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedSession {
    pub past: Past,
    /// The plan it followed; `None` where it cannot be read.
    pub plan: Option<Arc<Plan>>,
    pub events: Vec<Event>,
    pub record: Record,
    pub faults: Vec<Fault>,
}

/// How much of the journals is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReadDepth {
    /// As [`ReadDepth::Glance`], but only the sessions that began since then, as the names of their files tell.
    Since(Timestamp),
    /// The same of those that began before then.
    Before(Timestamp),
    /// The beginning and the end of each: when it was, what it was and how it ended. Pain that was reported on the way
    /// and damage in the middle may stay unseen.
    Glance,
    /// Every line: all that a list shows, and any damage.
    #[default]
    Lines,
}

/// A change to a session after it has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correction {
    /// How many reps a block really had.
    Reps {
        step: StepId,
        /// From 1.
        round: u32,
        reps: u32,
    },
    /// The load of a block.
    Load {
        step: StepId,
        /// From 1.
        round: u32,
        load: Load,
    },
    Answers(AnswerChanges),
    /// The pain of the morning after.
    Morning(Level),
    Deleted,
    Restored,
}

/// Lists the sessions in a folder; a missing folder has none.
pub fn list(folder: &Path, depth: ReadDepth) -> Listing {
    let (mut found, mut faults) = find(folder, depth);
    found.dedup_by(|next, first| {
        let is_same = first.id.is_some() && first.id == next.id;
        if is_same {
            first.files.append(&mut next.files);
        }
        is_same
    });
    for session in found.iter_mut().filter(|session| session.files.len() > 1) {
        // Which of them counts depends on all of their lines.
        (session.past, session.faults) = outline(session.id, read_whole(&session.files, &mut Reader::default()));
    }
    let stored = found.into_iter().filter_map(|session| {
        faults.extend(session.faults);
        Some(StoredSession { past: session.past?, id: session.id?, files: session.files })
    });
    let mut sessions: Vec<_> = stored.collect();
    sessions.sort_by_cached_key(|session| (session.past.began.timestamp(), session.id));
    Listing { sessions, faults, depth }
}

/// Reads all of these sessions, on as many processors as there are, and makes something of each that can be read.
pub fn read_each<T: Send>(sessions: &[StoredSession], make: impl Fn(LoadedSession) -> Option<T> + Sync) -> Vec<T> {
    folder::map_parallel(sessions, |session, reader| make(session.read_next(reader).ok()?))
        .into_iter()
        .flatten()
        .collect()
}

/// What was found in a file, or in all files of a session.
pub(super) struct FoundSession {
    pub(super) id: Option<Ulid>,
    past: Option<Past>,
    pub(super) files: Vec<PathBuf>,
    faults: Vec<Fault>,
}

/// Every journal in a folder, those of a session next to each other.
pub(super) fn find(folder: &Path, depth: ReadDepth) -> (Vec<FoundSession>, Vec<Fault>) {
    let (mut files, faults) = folder::journals(folder);
    if let ReadDepth::Since(instant) | ReadDepth::Before(instant) = depth {
        let is_before = name::began_before(instant);
        files.retain(|path| is_before(path) == matches!(depth, ReadDepth::Before(_)));
    }
    let mut found = folder::map_parallel(&files, |path, reader| {
        let file = read_outline(path, depth, reader);
        let id = file.session();
        let (past, faults) = outline(id, vec![file]);
        FoundSession { id, past, files: vec![path.to_owned()], faults }
    });
    found.sort_by_key(|found| found.id);
    (found, faults)
}

/// What a list shows of the files of a session.
fn outline(id: Option<Ulid>, files: Vec<ParsedFile>) -> (Option<Past>, Vec<Fault>) {
    let unknown: Vec<_> = files.iter().map(ParsedFile::without_session).collect();
    let merged = merge(files);
    match id.and_then(|id| replay(id, &merged).past) {
        Some(past) => (Some(past), merged.faults),
        None => (None, with_unknown(merged.faults, unknown)),
    }
}

/// The faults of files in which no line has the id of a session.
fn with_unknown(mut faults: Vec<Fault>, unknown: Vec<Fault>) -> Vec<Fault> {
    faults.retain(|fault| !unknown.contains(fault));
    faults.extend(unknown);
    faults
}

/// Reads every line of the files of a session.
fn read_whole(files: &[PathBuf], reader: &mut Reader) -> Vec<ParsedFile> {
    files.iter().map(|path| folder::read(path.clone(), Detail::All, reader)).collect()
}

/// Reads what a list needs of a journal.
fn read_outline(path: &Path, depth: ReadDepth, reader: &mut Reader) -> ParsedFile {
    let file = match depth {
        ReadDepth::Since(_) | ReadDepth::Before(_) | ReadDepth::Glance => folder::read_ends(path.to_owned(), reader),
        ReadDepth::Lines => folder::read(path.to_owned(), Detail::Outline, reader),
    };
    // The plan, which an outline passes over, names the routine too; and where a line is damaged or the end does not tell
    // it, what was done is in the lines about steps.
    let is_enough = file.has_start() && file.faults.is_empty() && file.has_completion();
    if is_enough { file } else { folder::read(path.to_owned(), Detail::All, reader) }
}

impl Listing {
    /// The sessions that are not deleted.
    pub fn seen(&self) -> impl DoubleEndedIterator<Item = &StoredSession> {
        self.sessions.iter().filter(|stored| !stored.past.deleted)
    }

    /// The newest session without an end that no program is running. Without its plan, which is missing where it was
    /// interrupted as it began, a session cannot go on.
    pub fn unfinished(&self) -> Option<&StoredSession> {
        let has_plan = |stored: &StoredSession| stored.read().is_ok_and(|loaded| loaded.plan.is_some());
        self.without_end().find(|stored| !stored.is_under_way() && has_plan(stored))
    }

    /// The newest session that another program is running.
    pub fn under_way(&self) -> Option<&StoredSession> {
        self.without_end().find(|stored| stored.is_under_way())
    }

    fn without_end(&self) -> impl Iterator<Item = &StoredSession> {
        self.seen().rev().filter(|stored| stored.past.completion.is_none())
    }
}

impl StoredSession {
    /// More than one where a program has made copies.
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// Reads all of it. An error is what is wrong where no line can be read that says what session it is, which a list may
    /// have seen at the beginning of a file that cannot be read any further.
    pub fn read(&self) -> Result<LoadedSession, Vec<Fault>> {
        self.read_next(&mut Reader::default())
    }

    /// As [`StoredSession::read`], after other sessions.
    pub(super) fn read_next(&self, reader: &mut Reader) -> Result<LoadedSession, Vec<Fault>> {
        let files = read_whole(&self.files, reader);
        let unknown: Vec<_> = files.iter().map(ParsedFile::without_session).collect();
        let (replayed, missing, mut faults) = {
            let merged = merge(files);
            (replay(self.id, &merged), merged.missing(), merged.faults)
        };
        // A line that cannot be parsed is a fault already, and not reported as missing too.
        let is_damage =
            |fault: &&Fault| !matches!(fault.kind, FaultKind::Torn | FaultKind::Fork { .. } | FaultKind::Twice { .. });
        let damaged = faults.iter().filter(is_damage).map(Fault::count).sum::<usize>();
        let is_explained = missing.iter().map(Fault::missing_lines).sum::<u64>() <= damaged as u64;
        fault::add_all(&mut faults, replayed.faults);
        fault::add_all(&mut faults, missing.into_iter().filter(|_| !is_explained));
        let Some(past) = replayed.past else { return Err(with_unknown(faults, unknown)) };
        Ok(LoadedSession { past, plan: replayed.plan, events: replayed.events, record: replayed.record, faults })
    }

    /// Whether a program is running it.
    pub fn is_under_way(&self) -> bool {
        self.files.iter().any(|path| disk::is_locked(path))
    }

    /// Opens its journal to go on with it; its plan and its facts until now.
    pub fn resume(&self) -> Result<(Journal, Plan, Vec<Event>), JournalError> {
        let (journal, replayed) = Journal::reopen(self.id, &self.files)?;
        Ok((journal, Arc::unwrap_or_clone(replayed.plan.ok_or(JournalError::NoPlan)?), replayed.events))
    }

    /// Adds corrections to its journal; what they correct stays in it.
    pub fn correct(&self, at: &Zoned, corrections: &[Correction]) -> Result<(), JournalError> {
        let (mut journal, replayed) = Journal::reopen(self.id, &self.files)?;
        let last = replayed.events.iter().rfind(|event| event.is_of_step());
        let last = last.map(|event| (event.at, event.step, event.round));
        let (time, step, round) = last.unwrap_or_else(|| (Mono::default(), StepId(0), 1));
        for correction in corrections {
            let fact = |step, round, fact| Entry::Fact(Event { at: time, step, round, what: What::Fact(fact) });
            journal.push(
                at,
                match correction {
                    Correction::Reps { step, round, reps } => fact(*step, *round, Fact::Amended { reps: *reps }),
                    Correction::Load { step, round, load } => fact(*step, *round, Fact::Load(*load)),
                    Correction::Answers(changes) => fact(step, round, Fact::Corrected(changes.clone())),
                    Correction::Morning(pain) => fact(step, round, Fact::Morning(*pain)),
                    Correction::Deleted => Entry::Deleted,
                    Correction::Restored => Entry::Restored,
                },
            );
        }
        // What could not be read again would be lost without a word.
        if let Some(fault) = journal.check_unsaved() {
            return Err(JournalError::NotSaved(fault.kind.to_string()));
        }
        journal.sync();
        journal.trouble().map_or(Ok(()), |trouble| Err(JournalError::NotSaved(trouble.to_owned())))
    }
}

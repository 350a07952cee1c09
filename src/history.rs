//! The record on the disk: a journal for each session, append-only JSON Lines in `sessions/YYYY/`.
//!
//! A line is written once and never changed; what is said of a session afterwards is another line. A session is known by
//! its id and a line by its number in it, so any heap of journals, copies and conflicts of a file synchroniser among
//! them, reads as their union. What cannot be read is reported, kept, and passed over. `docs/history.md` has the format.

mod contents;
mod doctor;
mod fold;
mod folder;
mod import;
mod journal;
mod line;

pub use contents::Fault;
pub use doctor::{Finding, doctor};
pub use import::{Import, Report, import};
pub use journal::{Journal, NoJournal};
pub use line::{Flaw, stamp};

use std::path::{Path, PathBuf};

use jiff::{Timestamp, Zoned};
use ulid::Ulid;

use crate::plan::Plan;
use crate::record::{Past, Record};
use crate::session::{Answers, Event, Fact, Mono, What};
use contents::{Contents, Depth};
use line::Entry;

/// The sessions that were found, the oldest first, and what could not be read.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// The sessions, those that were deleted too.
    pub sessions: Vec<StoredSession>,
    /// What is wrong with their files, as far as it was seen.
    pub faults: Vec<Fault>,
}

/// A session that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredSession {
    /// What a list tells of it.
    pub past: Past,
    id: Ulid,
    files: Vec<PathBuf>,
}

/// A session with all that its journal says.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedSession {
    /// What a list tells of it.
    pub past: Past,
    /// The plan it was done against; `None` where it cannot be read.
    pub plan: Option<Plan>,
    pub events: Vec<Event>,
    /// What was done.
    pub record: Record,
    /// What is wrong with its files.
    pub faults: Vec<Fault>,
}

/// How much of the journals is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadDepth {
    /// A glance, and only at the sessions that were begun since then, as the names of their files say.
    Since(Timestamp),
    /// The beginning and the end of each: when it was, what it was and how it ended. Pain that was told on the way and
    /// damage in the middle may stay unseen.
    Glance,
    /// Every line, whether it is damaged, and all that a list tells.
    Lines,
}

/// What somebody says of a session afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correction {
    /// How many reps a block really was.
    Reps {
        /// Index of its step in the plan.
        step: usize,
        /// Its round, from 1.
        round: u32,
        reps: u32,
    },
    /// The answers, all of them.
    Answers(Answers),
    /// It is to be seen no more.
    Deleted,
    /// It is to be seen again.
    Restored,
}

/// Finds the sessions in a folder; one that is not there has none.
pub fn list(folder: &Path, look: ReadDepth) -> Listing {
    let (mut found, mut faults) = found(folder, look);
    found.dedup_by(|next, one| {
        let is_same = one.id.is_some() && one.id == next.id;
        if is_same {
            one.files.append(&mut next.files);
        }
        is_same
    });
    for several in found.iter_mut().filter(|found| found.files.len() > 1) {
        let mut buffer = Vec::new();
        let all = several.files.iter().map(|path| outline(path, look, &mut buffer)).collect();
        (several.past, several.faults) = outlined(several.id, all);
    }
    let listed = found.into_iter().filter_map(|Found { id, past, files, faults: found }| {
        faults.extend(found);
        Some(StoredSession { past: past?, id: id?, files })
    });
    let mut sessions: Vec<_> = listed.collect();
    sessions.sort_by_cached_key(|listed| (listed.past.began.timestamp(), listed.id));
    Listing { sessions, faults }
}

/// What was found in a file, or in all files of a session.
struct Found {
    /// Of which session it is.
    id: Option<Ulid>,
    past: Option<Past>,
    files: Vec<PathBuf>,
    faults: Vec<Fault>,
}

/// The journals in a folder, those of a session one after the other. Of thousands there is little to hold.
fn found(folder: &Path, look: ReadDepth) -> (Vec<Found>, Vec<Fault>) {
    let (mut files, faults) = folder::journals(folder);
    if let ReadDepth::Since(since) = look {
        files.retain(|path| !journal::was_begun_before(path, since));
    }
    let mut found = folder::each(&files, |path, buffer| {
        let contents = outline(path, look, buffer);
        let id = contents.session();
        let (past, faults) = outlined(id, vec![contents]);
        Found { id, past, files: vec![path.to_owned()], faults }
    });
    found.sort_by_key(|found| found.id);
    (found, faults)
}

/// What a list tells of the files of a session.
fn outlined(id: Option<Ulid>, all: Vec<Contents>) -> (Option<Past>, Vec<Fault>) {
    let (lines, faults) = contents::union(all);
    (id.and_then(|id| fold::fold(id, lines, false).past), faults)
}

/// What a list needs of a journal.
fn outline(path: &Path, look: ReadDepth, buffer: &mut Vec<u8>) -> Contents {
    let contents = match look {
        ReadDepth::Since(_) | ReadDepth::Glance => folder::glance(path.to_owned(), buffer),
        ReadDepth::Lines => folder::read(path.to_owned(), Depth::Outline, buffer),
    };
    // The plan, which an outline passes over, says it too.
    if contents.tells_the_beginning() { contents } else { folder::read(path.to_owned(), Depth::All, buffer) }
}

impl Listing {
    /// The sessions that the user wants to see.
    pub fn seen(&self) -> impl DoubleEndedIterator<Item = &StoredSession> {
        self.sessions.iter().filter(|listed| !listed.past.deleted)
    }

    /// The newest session without an end that no program is at. One without its plan, which was cut off as it began,
    /// cannot go on.
    pub fn unfinished(&self) -> Option<&StoredSession> {
        let has_plan = |listed: &StoredSession| listed.read().is_some_and(|kept| kept.plan.is_some());
        self.without_end().find(|listed| !listed.is_under_way() && has_plan(listed))
    }

    /// The newest session that another program is at.
    pub fn under_way(&self) -> Option<&StoredSession> {
        self.without_end().find(|listed| listed.is_under_way())
    }

    fn without_end(&self) -> impl Iterator<Item = &StoredSession> {
        self.seen().rev().filter(|listed| listed.past.complete.is_none())
    }
}

impl StoredSession {
    /// Its files; more than one where something that copies files has been at it.
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// Reads all of it. `None`: since it was listed, its beginning has become unreadable.
    pub fn read(&self) -> Option<LoadedSession> {
        let mut buffer = Vec::new();
        let all = self.files.iter().map(|path| folder::read(path.clone(), Depth::All, &mut buffer)).collect();
        let (lines, mut faults) = contents::union(all);
        let fold = fold::fold(self.id, lines, true);
        // A line that cannot be read is told already, and not missing beside.
        let lacks = |fault: &Fault| if let Flaw::Missing { first, last } = fault.flaw { last - first + 1 } else { 0 };
        let unreadable = faults.iter().filter(|fault| !matches!(fault.flaw, Flaw::Torn | Flaw::Disagrees { .. }));
        let is_told = fold.faults.iter().map(lacks).sum::<u64>() <= unreadable.count() as u64;
        faults.extend(fold.faults.into_iter().filter(|fault| !is_told || lacks(fault) == 0));
        let record = Record::of(&fold.events);
        Some(LoadedSession { past: fold.past?, plan: fold.plan, events: fold.events, record, faults })
    }

    /// Whether a program is at it.
    pub fn is_under_way(&self) -> bool {
        self.files.iter().any(|path| journal::is_under_way(path))
    }

    /// Opens its journal to go on with it: the plan and the facts until now with it.
    pub fn resume(&self) -> Result<(Journal, Plan, Vec<Event>), NoJournal> {
        let (journal, fold) = Journal::reopen(self.id, &self.files)?;
        Ok((journal, fold.plan.ok_or(NoJournal::PlanError)?, fold.events))
    }

    /// Adds corrections to its journal; what they correct stays in it.
    pub fn correct(&self, at: &Zoned, corrections: &[Correction]) -> Result<(), NoJournal> {
        let (mut journal, fold) = Journal::reopen(self.id, &self.files)?;
        let last = fold.events.last().map(|event| (event.at, event.step, event.round));
        let (time, step, round) = last.unwrap_or_else(|| (Mono::default(), 0, 1));
        for correction in corrections {
            let fact = |step, round, fact| Entry::Fact(Event { at: time, step, round, what: What::Fact(fact) });
            journal.push(
                at,
                match correction {
                    Correction::Reps { step, round, reps } => fact(*step, *round, Fact::Amended { reps: *reps }),
                    Correction::Answers(answers) => fact(step, round, Fact::Answered(answers.clone())),
                    Correction::Deleted => Entry::Deleted,
                    Correction::Restored => Entry::Restored,
                },
            );
        }
        // What could not be read again would be lost without a word.
        if let Some(fault) = journal.flaws().into_iter().next() {
            return Err(NoJournal::NotKept(fault.flaw.to_string()));
        }
        journal.sync();
        journal.trouble().map_or(Ok(()), |trouble| Err(NoJournal::NotKept(trouble.to_owned())))
    }
}

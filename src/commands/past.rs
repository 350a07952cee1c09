//! What commands need of the record: the sessions that were done, what they are called, and which of them is meant.

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::Zoned;

use super::Failure;
use crate::history::{self, JournalError, Listing, ReadDepth, StoredSession};
use crate::model::{Routine, Today};
use crate::record::Past;
use crate::session::{Cursor, Event};
use crate::words::{self, past, step, time};
use crate::{host, paths, progression};

/// The sessions that were done, as far as there is a folder for them.
pub(super) fn sessions(look: ReadDepth) -> Listing {
    paths::sessions().map(|folder| history::list(&folder, look)).unwrap_or_default()
}

/// Those of a routine.
pub(super) fn of<'a>(listing: &'a Listing, routine: &Routine) -> Vec<&'a Past> {
    listing.seen().map(|listed| &listed.past).filter(|past| past.routine.id == routine.id).collect()
}

/// The sessions that the page before one of a routine looks back at: of the last weeks, or all where they are counted.
pub(super) fn lately(routine: &Routine, now: &Zoned) -> Listing {
    let min_gap = routine.frequency.as_ref().and_then(|frequency| frequency.min_gap);
    let since = now.checked_sub(LATELY.max(min_gap.unwrap_or_default()));
    sessions(match since {
        Ok(since) if !routine.counts_use() => ReadDepth::Since(since.timestamp()),
        _ => ReadDepth::Glance,
    })
}

/// How long ago is lately: what was read before a session then is still known.
const LATELY: Duration = Duration::from_hours(4 * 7 * 24);

/// Whether one of these sessions was begun lately.
pub(super) fn is_known(done: &[&Past], now: &Zoned) -> bool {
    now.checked_sub(LATELY).is_ok_and(|since| done.iter().any(|past| past.began >= since))
}

/// The day of use that today is for a routine.
pub(super) fn today(routine: &Routine) -> Today {
    if !routine.counts_use() {
        return Today::FIRST;
    }
    progression::today(of(&sessions(ReadDepth::Glance), routine), host::wall().date())
}

/// What sessions are called: the ends of their ids, as long as it takes to tell them apart.
pub(super) struct Names(usize);

impl Names {
    pub(super) fn of(listing: &Listing) -> Self {
        const LONGEST: usize = 26;
        let tells_apart = |length: &usize| {
            let mut seen = BTreeSet::new();
            listing.sessions.iter().all(|listed| seen.insert(tail(&listed.past.id, *length)))
        };
        Self((SHORTEST..LONGEST).find(tells_apart).unwrap_or(LONGEST))
    }

    pub(super) fn name(&self, id: &str) -> String {
        tail(id, self.0).to_lowercase()
    }
}

/// The name of a session where no other is at hand.
pub(super) fn name(id: &str) -> String {
    tail(id, SHORTEST).to_lowercase()
}

const SHORTEST: usize = 5;

fn tail(id: &str, length: usize) -> &str {
    id.get(id.len().saturating_sub(length)..).unwrap_or(id)
}

/// The session that an argument means: the end of its id, or `last`.
pub(super) fn find<'a>(listing: &'a Listing, typed: &str) -> Result<&'a StoredSession, Failure> {
    let none = |help: &str| {
        let message = format!("there is no session `{typed}`");
        Err(Failure::Usage { message, help: Some(help.to_owned()) })
    };
    if typed == "last" {
        return match listing.seen().next_back() {
            Some(last) => Ok(last),
            None => none("there is none yet; `calfguide run` makes one"),
        };
    }
    let tail = typed.to_uppercase();
    let meant: Vec<_> =
        listing.sessions.iter().filter(|listed| !tail.is_empty() && listed.past.id.ends_with(&tail)).collect();
    match meant.as_slice() {
        [one] => Ok(*one),
        [] => none("`calfguide history` lists them with their ids; `last` is the newest"),
        several => {
            let names = Names::of(listing);
            let names: Vec<_> = several.iter().map(|listed| names.name(&listed.past.id)).collect();
            let message = format!("`{typed}` is the end of several ids");
            Err(Failure::Usage { message, help: Some(format!("there are {}", names.join(", "))) })
        }
    }
}

/// That something could not be read, and who names it.
pub(super) fn complaint(listing: &Listing) -> Option<String> {
    let faults = listing.faults.len();
    (faults > 0).then(|| format!("{} in the record: `calfguide doctor` names them", words::many(faults, "fault")))
}

/// Where a session without an end broke off, in a sentence.
pub(super) fn broken_off(listed: &StoredSession) -> String {
    let when = past::when(&listed.past.began, host::wall().date());
    let at = listed.read().and_then(|kept| {
        let Event { step, round, .. } = *kept.events.last()?;
        let plan = kept.plan?;
        let work = Cursor { step, round }.work(&plan)?;
        Some(format!(" at {}", step::name(plan.card(work.step), plan.steps[work.step].side)))
    });
    let after = time::clock(listed.past.time);
    format!("{} of {when} has no end: it broke off after {after}{}.", listed.past.routine.name, at.unwrap_or_default())
}

impl From<JournalError> for Failure {
    fn from(error: JournalError) -> Self {
        Self::Failed { message: error.to_string(), help: None }
    }
}

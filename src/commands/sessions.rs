//! Recorded sessions as the commands use them: loading them, naming them by short ids, and finding one by its id.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;
use std::sync::Arc;
use std::time::Duration;

use jiff::Zoned;

use super::{Failure, naming, tell};
use crate::history::{self, Fault, JournalError, Listing, LoadedSession, ReadDepth, StoredSession};
use crate::model::{Exercise, Ladder, Routine, Rungs, Today};
use crate::plan::{self, Plan, StepId};
use crate::progression::{Decider, Decisions, PastSession};
use crate::record::{LastTimes, Past};
use crate::session::{self, Cursor, Event, Fact, What};
use crate::settings::Settings;
use crate::ui::page::Unfinished;
use crate::words::change::{self, Change};
use crate::words::{self, past, step, time};
use crate::{cli, paths, progression};

/// All recorded sessions; none where there is no folder for them.
pub(super) fn load(depth: ReadDepth) -> Listing {
    paths::sessions().map(|folder| history::list(&folder, depth)).unwrap_or_default()
}

/// The sessions of a routine that are not deleted.
pub(super) fn of_routine<'a>(listing: &'a Listing, routine: &Routine) -> Vec<&'a Past> {
    listing.seen().map(|session| &session.past).filter(|past| past.routine.id == routine.id).collect()
}

/// The sessions that the week, the session of use and the remarks of a moment depend on: those of the last weeks before
/// it and all since, or all where the routine counts its weeks or sessions of use. What it asks of exercises that grow
/// may take older ones too, which are then looked for.
pub(super) fn recent(routine: &Routine, moment: &Zoned) -> Listing {
    let min_gap = routine.frequency.as_ref().and_then(|frequency| frequency.min_gap);
    let since = moment.checked_sub(RECENT.max(min_gap.unwrap_or_default()));
    load(match since {
        Ok(since) if !routine.counts_use() => ReadDepth::Since(since.timestamp()),
        _ => ReadDepth::Glance,
    })
}

/// A routine that was done within this time is taken to be familiar.
const RECENT: Duration = Duration::from_hours(4 * 7 * 24);

/// Whether one of these sessions began recently.
pub(super) fn any_recent(done: &[&Past], now: &Zoned) -> bool {
    now.checked_sub(RECENT).is_ok_and(|since| done.iter().any(|past| past.began >= since))
}

/// What a moment is for a routine: its week and session of use, the rungs of its ladders, and what decided them.
pub(super) struct Day {
    pub(super) today: Today,
    pub(super) decisions: Decisions,
    pub(super) last_times: LastTimes,
}

/// What a moment is for a routine, after these sessions.
pub(super) fn day(routine: &Routine, listing: &Listing, moment: &Zoned) -> Day {
    let before = of_routine(listing, routine).into_iter().filter(|past| past.began <= *moment);
    let mut sessions = newest_first(&routine.id, listing, moment, |LoadedSession { past, plan, record, .. }| {
        let plan = plan?;
        Some((LastTimes::of(&plan, &record), PastSession::new(routine, past.began, &plan, &record)))
    });
    // What decides reads as many sessions as it needs, and each is read once.
    let mut last_times = LastTimes::default();
    let attended = sessions.by_ref().map(|(last, attended)| {
        last_times.add_older(last);
        attended
    });
    let decisions = Decider::new(routine, attended).at(moment);
    let today = Today { rungs: decisions.rungs(routine), ..progression::today(before, moment.date()) };
    if let Ok(plan) = plan::build(routine, &today, &Settings::default()) {
        complete(&mut last_times, &plan, sessions.map(|(last, _)| last));
    }
    Day { today, decisions, last_times }
}

/// Looks for the last time of each block of a plan in older sessions, a few weeks or months back.
fn complete(last_times: &mut LastTimes, plan: &Plan, older: impl Iterator<Item = LastTimes>) {
    const MOST: usize = 50;
    let mut older = older.take(MOST);
    while !last_times.cover(plan)
        && let Some(last) = older.next()
    {
        last_times.add_older(last);
    }
}

/// Notes in the plan of a session that began then what had been done before it. The loads in the plan are its own.
pub(super) fn note_last_times(plan: &mut Plan, began: &Zoned) {
    let since = began.checked_sub(RECENT).map_or(ReadDepth::Glance, |since| ReadDepth::Since(since.timestamp()));
    let listing = load(since);
    let earlier = began.checked_sub(Duration::from_millis(1)).unwrap_or_else(|_| began.clone());
    let sessions = newest_first(&plan.routine.id, &listing, &earlier, |LoadedSession { plan, record, .. }| {
        Some(LastTimes::of(plan.as_deref()?, &record))
    });
    let mut last_times = LastTimes::default();
    complete(&mut last_times, plan, sessions);
    let cards = plan.cards.clone();
    last_times.note_in(plan);
    plan.cards = cards;
}

/// What today is for a routine.
pub(super) fn today(routine: &Routine, now: &Zoned) -> Today {
    if routine.counts_use() || routine.grows() { day(routine, &recent(routine, now), now).today } else { Today::FIRST }
}

/// A routine as it is asked today, with the loads that were entered last in the place of those of its file, and what today is
/// for it.
pub(super) fn as_asked(mut routine: Routine, now: &Zoned) -> (Routine, Today) {
    let Day { today, last_times, .. } = day(&routine, &recent(&routine, now), now);
    last_times.enter_loads(&mut routine);
    (routine, today)
}

/// The moment that was typed, or now.
pub(super) fn moment(typed: Option<&cli::TypedMoment>, now: &Zoned) -> Result<Zoned, Failure> {
    typed.map_or_else(|| Ok(now.clone()), |when| when.at(now)).map_err(|error| Failure::usage(error.to_string()))
}

/// The rungs, replaced by those that were typed. A remark warns of one that is far above.
pub(super) fn chosen_rungs(routine: &Routine, rungs: Rungs, typed: &[(String, u32)]) -> Result<Rungs, Failure> {
    let typed = typed_rungs(routine, typed)?;
    for far in far_rungs(routine, &rungs, &typed) {
        tell(&far);
    }
    Ok(rungs.with(&typed))
}

/// The rungs that were typed, by the ids of their exercises.
pub(super) fn typed_rungs(routine: &Routine, typed: &[(String, u32)]) -> Result<BTreeMap<String, u32>, Failure> {
    let mut rungs = BTreeMap::new();
    for (typed, rung) in typed {
        let id = naming::require_growing(routine, typed)?;
        let ladder = routine.exercises().find(|exercise| exercise.id == id).and_then(Exercise::ladder);
        let top = ladder.map_or(1, Ladder::top);
        if !(1..=top).contains(rung) {
            return Err(Failure::usage(format!("`{id}` has no rung {rung}"))
                .help(format!("its rungs are 1 to {top}; `calfguide ladder` shows them")));
        }
        rungs.insert(id.to_owned(), *rung);
    }
    Ok(rungs)
}

/// A remark on each rung that is far above the one that is asked.
pub(super) fn far_rungs(routine: &Routine, asked: &Rungs, typed: &BTreeMap<String, u32>) -> Vec<String> {
    let remark = |exercise: &Exercise| {
        let far = words::progression::far(*typed.get(&exercise.id)?, asked.of(&exercise.id)?)?;
        Some(format!("{}: {far}.", exercise.name))
    };
    routine.exercises().filter_map(remark).collect()
}

/// What is made of the sessions of a routine up to a moment, the newest first. One of which nothing can be made, such as
/// one whose plan cannot be read, is left out.
fn newest_first<'a, T: Send + 'a>(
    routine: &'a str,
    listing: &'a Listing,
    moment: &'a Zoned,
    make: impl Fn(LoadedSession) -> Option<T> + Sync + Copy + 'a,
) -> impl Iterator<Item = T> + 'a {
    let is_own = move |stored: &&StoredSession| stored.past.routine.id == routine && stored.past.began <= *moment;
    in_parts(listing.seen().rev().filter(is_own).cloned(), make).chain(older_than(listing, routine, make))
}

/// The same of those that a listing of recent ones lacks. They are looked for when the first of them is asked for.
fn older_than<'a, T: Send + 'a>(
    listing: &'a Listing,
    routine: &'a str,
    make: impl Fn(LoadedSession) -> Option<T> + Sync + Copy + 'a,
) -> impl Iterator<Item = T> + 'a {
    let is_own = move |stored: &StoredSession| stored.past.routine.id == routine;
    iter::once_with(|| before(listing)).flat_map(move |older| in_parts(older.into_iter().filter(is_own), make))
}

/// The sessions of a routine that a listing of recent ones lacks, the newest first.
pub(super) fn older<'a>(routine: &'a Routine, listing: &'a Listing) -> impl Iterator<Item = PastSession> + 'a {
    older_than(listing, &routine.id, |LoadedSession { past, plan, record, .. }| {
        Some(PastSession::new(routine, past.began, plan.as_deref()?, &record))
    })
}

/// The sessions that a listing of recent ones lacks, the newest first.
fn before(listing: &Listing) -> Vec<StoredSession> {
    let ReadDepth::Since(since) = listing.depth else { return Vec::new() };
    let listed: BTreeSet<_> = listing.sessions.iter().map(|session| &session.past.id).collect();
    let before = load(ReadDepth::Before(since));
    before.seen().rev().filter(|session| !listed.contains(&session.past.id)).cloned().collect()
}

/// Reads sessions, a few at first and then more and more at a time, since few are enough for most answers.
fn in_parts<T: Send>(
    mut sessions: impl Iterator<Item = StoredSession>,
    make: impl Fn(LoadedSession) -> Option<T> + Sync,
) -> impl Iterator<Item = T> {
    const FIRST: usize = 8;
    let lengths = iter::successors(Some(FIRST), |length| length.checked_mul(2));
    let parts = lengths.map(move |length| sessions.by_ref().take(length).collect::<Vec<_>>());
    parts.take_while(|part| !part.is_empty()).flat_map(move |part| history::read_each(&part, &make))
}

/// Short ids: the ends of the ids, of the fewest characters that are unique.
pub(super) struct ShortIds(usize);

impl ShortIds {
    pub(super) fn of(listing: &Listing) -> Self {
        const LONGEST: usize = 26;
        let is_unique = |length: &usize| {
            let mut seen = BTreeSet::new();
            listing.sessions.iter().all(|session| seen.insert(tail(&session.past.id, *length)))
        };
        Self((SHORTEST..LONGEST).find(is_unique).unwrap_or(LONGEST))
    }

    /// How many characters they have.
    pub(super) fn length(&self) -> usize {
        self.0
    }

    pub(super) fn get(&self, id: &str) -> String {
        tail(id, self.0).to_lowercase()
    }
}

/// The short id of a session that was just recorded, without looking at the others.
pub(super) fn short_id(id: &str) -> String {
    tail(id, SHORTEST).to_lowercase()
}

const SHORTEST: usize = 5;

fn tail(id: &str, length: usize) -> &str {
    id.get(id.len().saturating_sub(length)..).unwrap_or(id)
}

/// The session that an argument names: by the end of its id, or as `last`.
pub(super) fn find<'a>(listing: &'a Listing, typed: &str) -> Result<&'a StoredSession, Failure> {
    let not_found = |help: &str| Err(Failure::usage(format!("there is no session `{typed}`")).help(help));
    if typed == "last" {
        return match listing.seen().next_back() {
            Some(last) => Ok(last),
            None => not_found("nothing is recorded yet; `calfguide run` starts a session"),
        };
    }
    let tail = typed.to_uppercase();
    let matching: Vec<_> =
        listing.sessions.iter().filter(|session| !tail.is_empty() && session.past.id.ends_with(&tail)).collect();
    match matching.as_slice() {
        [one] => Ok(*one),
        [] => not_found("`calfguide history` lists the ids; `last` is the newest session"),
        several => {
            let ids = ShortIds::of(listing);
            let ids: Vec<_> = several.iter().map(|session| ids.get(&session.past.id)).collect();
            let failure = Failure::usage(format!("several ids end in `{typed}`"));
            Err(failure.help(format!("type more of one: {}", ids.join(", "))))
        }
    }
}

/// A sentence about faults in the record, where there are any.
pub(super) fn fault_notice(listing: &Listing) -> Option<String> {
    let faults: usize = listing.faults.iter().map(Fault::count).sum();
    (faults > 0).then(|| format!("{} in the record: `calfguide doctor` lists them", words::count(faults, "fault")))
}

/// The block at which an unfinished session stopped, or before which, and its plan.
pub(super) fn stopped_at(session: &StoredSession) -> Option<(Arc<Plan>, StepId)> {
    let loaded = session.read().ok()?;
    let is_begin = |event: &&Event| matches!(event.what, What::Fact(Fact::Started { .. }));
    let Event { step, round, .. } = *loaded.events.iter().rfind(is_begin)?;
    let plan = loaded.plan?;
    let work = Cursor { step, round }.work(&plan)?;
    Some((plan, work.step))
}

/// Where an unfinished session was interrupted, in a sentence.
pub(super) fn interruption(session: &StoredSession, now: &Zoned) -> String {
    let when = past::when(&session.past.began, now.date());
    let at = stopped_at(session).map(|(plan, work)| format!(", at {}", step::name(plan.card(work), plan[work].side)));
    let after = time::clock(session.past.time);
    format!("{}, {when}. It stopped after {after}{}.", session.past.routine.name, at.unwrap_or_default())
}

/// An unfinished session, as the page before a new one offers it.
pub(super) fn unfinished(session: &StoredSession, now: &Zoned) -> Unfinished {
    let is_recent = now.checked_sub(JUST_NOW).is_ok_and(|since| session.past.ended >= since);
    Unfinished { sentence: interruption(session, now), is_recent }
}

/// Whoever comes back within this time most likely wants to go on.
const JUST_NOW: Duration = Duration::from_hours(1);

/// The last session of a routine that has an end, in a sentence, and what the plan of today asks that it did not.
pub(super) fn last_time(
    listing: &Listing,
    routine: &Routine,
    plan: &Plan,
    now: &Zoned,
) -> Option<(String, Vec<Change>)> {
    let ended = |stored: &&StoredSession| stored.past.routine.id == routine.id && stored.past.completion.is_some();
    let last = listing.seen().rfind(ended)?;
    let Past { began, time, completion, .. } = &last.past;
    let first = format!("{}, {} after {}", past::when(began, now.date()), past::end(*completion), time::clock(*time));
    let sentence = [vec![first], past::felt(&last.past)].concat().join(", ");
    let before = last
        .read()
        .ok()
        .and_then(|loaded| Some(session::plan_with_loads(Arc::unwrap_or_clone(loaded.plan?), &loaded.events)));
    Some((sentence, before.map(|before| change::changes(&before, plan)).unwrap_or_default()))
}

impl From<JournalError> for Failure {
    fn from(error: JournalError) -> Self {
        Self::failed(error.to_string())
    }
}

//! What a session is doing right now, and what the user is to do.

use std::time::Duration;

use super::{step, time};
use crate::model::{RepTarget, Rhythm};
use crate::plan::{StepKind, Work};
use crate::session::{Cursor, Stage, TimeDisplay, View};
use crate::words;

/// What it is doing: `get ready`, `rest`, `switch to the right: 3`, `go!`, `work`, `paused`.
pub fn state(view: &View<'_>) -> String {
    match view.stage {
        Stage::Paused => return "paused".to_owned(),
        Stage::Waiting => return "waiting for you".to_owned(),
        Stage::Closing | Stage::Over => return format!("session {}", word(view)),
        Stage::GetReady(left) => return format!("get ready: {}", time::ceil(left).as_secs()),
        Stage::Running => {}
    }
    let last = last_seconds(view);
    let named = match &view.step.kind {
        StepKind::Work(_) => {
            return match last {
                _ if is_go(view) => "go!".to_owned(),
                Some(seconds) => format!("work ends in {seconds}"),
                None => match view.part.zip(part(view)) {
                    Some((now, name)) => format!("{name}: {}", time::ceil(now.left).as_secs()),
                    None => "work".to_owned(),
                },
            };
        }
        StepKind::Prepare { .. } => "get ready".to_owned(),
        StepKind::Switch(_) => format!("switch to the {}", step::side(view.step.side)),
        StepKind::Rest { .. } => "rest".to_owned(),
    };
    match last {
        Some(seconds) => format!("{named}: {seconds}"),
        None => named,
    }
}

/// The state in one word: `ready`, `work`, `switch`, `rest`, `paused`, `waiting`, `done`, `ended`.
pub fn word(view: &View<'_>) -> &'static str {
    match (view.stage, &view.step.kind) {
        (Stage::Paused, _) => "paused",
        (Stage::Waiting, _) => "waiting",
        (Stage::Closing | Stage::Over, _) if view.complete => "done",
        (Stage::Closing | Stage::Over, _) => "ended",
        (Stage::GetReady(_), _) | (Stage::Running, StepKind::Prepare { .. }) => "ready",
        (Stage::Running, StepKind::Work(_)) => "work",
        (Stage::Running, StepKind::Switch(_)) => "switch",
        (Stage::Running, StepKind::Rest { .. }) => "rest",
    }
}

/// Whether work has begun this second: the moment of the *go*.
pub fn is_go(view: &View<'_>) -> bool {
    view.stage == Stage::Running && !view.step.is_gap() && view.elapsed < SECOND
}

/// The last three seconds of a step that ends by itself.
pub fn last_seconds(view: &View<'_>) -> Option<u64> {
    let timed = view.step.work().is_none_or(|work| matches!(work, Work::Time(_)));
    let left = time::ceil(view.length?.checked_sub(view.elapsed)?).as_secs();
    (timed && (1..=3).contains(&left)).then_some(left)
}

/// What to do, and how it ends: `6-8 reps, then Enter`, `0:30-1:30; Enter ends it from 0:30 on`. In a gap, what the
/// work that follows will be.
pub fn task(view: &View<'_>) -> String {
    let Some(work) = view.step.work() else {
        let next = view.next.and_then(|next| view.plan[next.step].work());
        return next.map(|work| step::dose(work, view.step.side, view.card)).unwrap_or_default();
    };
    let dose = step::dose(work, view.step.side, view.card);
    match view.pace {
        TimeDisplay::Up { low } if view.elapsed < low => {
            format!("{dose}; Enter ends it from {} on", time::clock(time::ceil(low)))
        }
        TimeDisplay::Up { .. } => match view.length {
            Some(end) => format!("low end reached: Enter, or on to {}", time::clock(end)),
            None => "low end reached: Enter goes on".to_owned(),
        },
        TimeDisplay::User if view.length.is_none() => format!("{dose}, then Enter"),
        TimeDisplay::Reps => format!("of {dose}"),
        TimeDisplay::Down | TimeDisplay::User => dose,
    }
}

/// The part of a rep that is under way: `hold`, `down`, `part 2 of 3` where the parts have no names.
pub fn part(view: &View<'_>) -> Option<String> {
    match view.step.work()?.rhythm()? {
        Rhythm::Hold(_) => Some("hold".to_owned()),
        Rhythm::Tempo(parts) => {
            let index = view.part?.index;
            let name = view.card.parts.get(index).cloned();
            Some(name.unwrap_or_else(|| format!("part {} of {}", index + 1, parts.len())))
        }
        Rhythm::Cadence(_) => None,
    }
}

/// The rep under way, where the timer counts: `rep 3 of 4`, `rep 3 of 6-8`, `rep 3` where there is no end.
pub fn rep(view: &View<'_>) -> Option<String> {
    let of = match view.step.work()? {
        Work::Reps { target: RepTarget::Count(reps), .. } => format!(" of {}", words::number_range(*reps)),
        _ => String::new(),
    };
    Some(format!("rep {}{of}", view.rep?))
}

/// What is being typed, and what Enter does with it.
pub fn entry(view: &View<'_>) -> Option<String> {
    if view.entry.is_empty() || view.question.is_some() {
        return None;
    }
    let verb = if view.step.is_gap() { "notes it for the block before" } else { "ends the set with it" };
    Some(format!("{} reps: Enter {verb}", view.entry))
}

/// The session's time left, changing in the same instant as the counter of the step.
pub fn left(view: &View<'_>) -> Duration {
    // How long the counter has stood at what it shows. What is left was that much more when it changed last.
    let since = match (view.stage, view.pace, view.length) {
        (Stage::GetReady(left), ..) => time::ceil(left).saturating_sub(left),
        (_, TimeDisplay::Down, Some(length)) => {
            let left = length.saturating_sub(view.elapsed);
            time::ceil(left).saturating_sub(left)
        }
        _ => Duration::from_nanos(view.elapsed.subsec_nanos().into()),
    };
    Duration::from_secs((view.left + since).as_secs())
}

/// What comes after this block, or after the one that this gap leads to.
pub fn next(view: &View<'_>) -> Option<Cursor> {
    if view.step.is_gap() { view.next?.next_work(view.plan) } else { view.next }
}

/// What comes after work in a word or a name: `right`, `rest`, `again`, `4-way pogos`, `done`.
pub fn then<'a>(view: &View<'a>) -> &'a str {
    let Some(next) = view.next else { return "done" };
    let (plan, here, there) = (view.plan, view.step, &view.plan[next.step]);
    if here.card != there.card {
        return plan.card(next.step).name();
    }
    match plan.step_after(view.index).map(|step| &plan[step].kind) {
        Some(StepKind::Rest { .. }) => "rest",
        _ if here.side != there.side => step::side(there.side),
        _ => "again",
    }
}

/// The round of this block, or of the one that this gap leads to.
pub fn round(view: &View<'_>) -> u32 {
    if view.step.is_gap() { view.next.map_or(view.round, |next| next.round) } else { view.round }
}

const SECOND: Duration = Duration::from_secs(1);

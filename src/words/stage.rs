//! What a session is doing right now, and what the user is to do.

use std::time::Duration;

use super::{done, step, time};
use crate::model::{RepTarget, Rhythm};
use crate::plan::{Card, Step, StepKind, Work};
use crate::session::{Cursor, Stage, TimeDisplay, View};
use crate::words;

/// What it is doing, with its last seconds: `get ready`, `rest`, `switch to the right: 3`, `go!`, `work`, `hold`, `paused`.
pub fn state(view: &View<'_>) -> String {
    let name = state_name(view);
    match (view.stage, last_seconds(view)) {
        (Stage::GetReady(left), _) => format!("{name}: {}", time::ceil(left).as_secs()),
        (Stage::Running, Some(seconds)) if view.step.is_gap() => format!("{name}: {seconds}"),
        (Stage::Running, Some(seconds)) if !is_go(view) => format!("work ends in {seconds}"),
        _ => name,
    }
}

/// What it is doing, without a time.
pub fn state_name(view: &View<'_>) -> String {
    let name = match (view.stage, &view.step.kind) {
        (Stage::Paused, _) => "paused",
        (Stage::Waiting, _) => "waiting for you",
        (Stage::Closing | Stage::Over, _) => return format!("session {}", word(view)),
        (Stage::GetReady(_), _) | (Stage::Running, StepKind::Prepare { .. }) => "get ready",
        (Stage::Running, StepKind::Work(_)) if is_go(view) => "go!",
        (Stage::Running, StepKind::Work(_)) if view.is_low_end_reached() => "minimum done",
        (Stage::Running, StepKind::Work(_)) => return part(view).unwrap_or_else(|| "work".to_owned()),
        (Stage::Running, StepKind::Switch(_)) => return format!("switch to the {}", step::side(view.step.side)),
        (Stage::Running, StepKind::Rest { .. }) => "rest",
    };
    name.to_owned()
}

/// The state in one word: `ready`, `work`, `switch`, `rest`, `paused`, `waiting`, `done`, `ended`.
pub fn word(view: &View<'_>) -> &'static str {
    match (view.stage, &view.step.kind) {
        (Stage::Paused, _) => "paused",
        (Stage::Waiting, _) => "waiting",
        (Stage::Closing | Stage::Over, _) if view.is_done => "done",
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

/// Whether the low end of a window is reached while work goes on.
pub fn is_minimum_done(view: &View<'_>) -> bool {
    view.stage == Stage::Running && view.is_low_end_reached()
}

/// The last three seconds of a step that ends by itself.
pub fn last_seconds(view: &View<'_>) -> Option<u64> {
    let timed = view.step.work().is_none_or(|work| matches!(work, Work::Time(_)));
    let left = time::ceil(view.length?.checked_sub(view.elapsed)?).as_secs();
    (timed && (1..=3).contains(&left)).then_some(left)
}

/// What to do, and how it ends: `6-8 reps, then Enter`, `0:30-1:30; finish (Enter) after 0:30`. In a gap, what
/// the work that follows will be.
pub fn task(view: &View<'_>) -> String {
    let Some(work) = view.step.work() else {
        let next = view.next.and_then(|next| view.plan[next.step].work());
        return next.map(|work| step::dose(work, view.step.side, view.card)).unwrap_or_default();
    };
    let dose = step::dose(work, view.step.side, view.card);
    match view.pace {
        TimeDisplay::Up { low } if view.elapsed < low => {
            format!("{dose}; finish (Enter) after {}", time::clock(time::ceil(low)))
        }
        TimeDisplay::Up { .. } => match view.length {
            Some(end) => format!("minimum done: Enter, or on to {}", time::clock(end)),
            None => "minimum done: Enter to finish".to_owned(),
        },
        TimeDisplay::User if view.length.is_none() => format!("{dose}, then Enter"),
        // Then the counter shows the reps so far.
        TimeDisplay::Reps if view.stage == Stage::Running && view.part.is_none() => format!("of {dose}"),
        TimeDisplay::Reps | TimeDisplay::Down | TimeDisplay::User => dose,
    }
}

/// What was done last time at the block that comes, or that has to be gone on with: `last time: 8, 7 at 20 kg`.
pub fn last_time(view: &View<'_>) -> Option<String> {
    let block = if view.step.is_gap() { &view.plan[view.next?.step] } else { view.step };
    done::last_time(&block.last_time).filter(|_| view.step.is_gap() || view.stage != Stage::Running)
}

/// The part of a rep that is under way: `hold`, `down`, `part 2` where the parts have no names.
pub fn part(view: &View<'_>) -> Option<String> {
    match view.step.work()?.rhythm()? {
        Rhythm::Hold(_) => Some(HOLD.to_owned()),
        Rhythm::Tempo(_) => Some(part_name(view.card, view.part?.index)),
        Rhythm::Cadence(_) => None,
    }
}

/// What a rep that is held is called while it is.
pub const HOLD: &str = "hold";

/// What a part of a tempo is called, counted from 0.
pub fn part_name(card: &Card, index: usize) -> String {
    card.parts.get(index).cloned().unwrap_or_else(|| format!("part {}", index + 1))
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
    let (of, to) = if view.step.is_gap() { (" for the last set", "save") } else { ("", "finish the set") };
    Some(format!("{} reps{of}: Enter to {to}", view.entry))
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

/// How well the time left of a session is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    Exact,
    /// It may take less: there are windows, or something optional.
    UpTo,
    /// The user ends some of the work, for which there is an estimate.
    About,
    /// There is work of which nobody knows how long it takes.
    MoreThan,
}

/// How well [`left`] is known.
pub fn precision(view: &View<'_>) -> Precision {
    let ahead = &view.plan.steps[view.index.0..];
    let is_range = |step: &Step| step.optional || step.seconds().is_some_and(|time| !time.is_exact());
    let is_self_paced =
        |step: &Step| step.work().is_some_and(|work| work.rhythm().is_none() && !matches!(work, Work::Time(_)));
    match () {
        () if view.hands_free => Precision::Exact,
        () if view.open_ahead => Precision::MoreThan,
        () if ahead.iter().any(is_range) => Precision::UpTo,
        () if ahead.iter().any(is_self_paced) => Precision::About,
        () => Precision::Exact,
    }
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

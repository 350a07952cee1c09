//! The screen of a session: what to do, in digits that are read from across a room, and what is around it.

use jiff::civil;
use ratatui::buffer::Buffer;
use ratatui::layout::{Alignment, Rect};
use ratatui::style::Style;

use super::widget::{bar, centred, left, take_bottom, take_top, text};
use super::{digits, question};
use crate::model::Side;
use crate::plan::{Amount, Work};
use crate::session::{Pace, Stage, View};
use crate::ui::{fit, keys, tip};
use crate::words::{self, stage, step, time};

/// From so many rows on there is room for bars and blank rows.
const ROOMY: u16 = 18;

/// What a session's screen shows beside the view.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    pub(super) wall: Option<civil::DateTime>,
    pub(super) muted: bool,
    /// The last thing that happened and is worth a line.
    pub(super) notice: Option<&'a str>,
}

/// The whole screen.
pub(super) fn draw(view: &View<'_>, around: Around<'_>, area: Rect, buf: &mut Buffer) {
    let mut room = area;
    let roomy = area.height >= ROOMY;
    header(view, around, take_top(&mut room, 1), buf);
    if roomy {
        bar(view.progress, take_top(&mut room, 1), buf);
    }
    let footer = take_bottom(&mut room, 1);
    if view.question.is_none() {
        left(&keys::footer(view, footer.width.into()), footer, Style::new().dim(), buf);
    }

    let state = take_top(&mut room, 1);
    if matches!(view.stage, Stage::Closing | Stage::Over) {
        state_line(view, &[], state, buf);
        if let Some(asked) = view.question {
            question::draw(asked, view.entry, room, buf);
        }
        return;
    }
    let name = if view.step.is_gap() { format!("Next: {}", view.card.name()) } else { view.card.name().to_owned() };
    if roomy {
        state_line(view, &[], state, buf);
        take_top(&mut room, 1);
        centred(&name, take_top(&mut room, 1), Style::new().bold(), buf);
        let exercise = view.card.movement.is_some().then(|| view.card.exercise.name.clone());
        let place: Vec<_> = exercise.into_iter().chain(place(view)).collect();
        centred(&place.join(", "), take_top(&mut room, 1), Style::new(), buf);
        take_top(&mut room, 1);
    } else {
        state_line(view, &place(view), state, buf);
        centred(&name, take_top(&mut room, 1), Style::new().bold(), buf);
    }
    below(view, around, roomy, &mut room, buf);
    counter(view, room, buf);
    if let Some(asked) = view.question {
        let below = Rect { y: state.bottom(), height: footer.y.saturating_sub(state.bottom()), ..area };
        question::draw(asked, view.entry, below, buf);
    }
}

/// What stands below the digits: the task, tips, what comes next, what happened.
fn below(view: &View<'_>, around: Around<'_>, roomy: bool, room: &mut Rect, buf: &mut Buffer) {
    let notice = stage::entry(view).or_else(|| notice(view, around));
    let word = if view.step.is_gap() { "Then" } else { "Next" };
    let next = stage::next(view).map(|next| format!("{word}: {}", next_line(view, next))).unwrap_or_default();
    let happened = take_bottom(room, 1);
    match notice {
        Some(notice) => centred(&notice, happened, Style::new().bold(), buf),
        None if !roomy => centred(&next, happened, Style::new(), buf),
        None => {}
    }
    if roomy {
        centred(&next, take_bottom(room, 1), Style::new(), buf);
    }
    let rows = if roomy { (room.height / 6).min(MOST_TIPS) } else { 1 };
    tips(view, take_bottom(room, rows), buf);
    if roomy {
        step_bar(view, take_bottom(room, 1), buf);
    }
    centred(&stage::task(view), take_bottom(room, 1), Style::new().bold(), buf);
    if roomy {
        take_bottom(room, 1);
    }
}

/// Rows for tips where there is room.
const MOST_TIPS: u16 = 8;

/// State, counter and name on one line, for where there is room for nothing else.
pub(super) fn status(view: &View<'_>) -> String {
    let state = stage::state(view).to_uppercase();
    let parts = [state, counted(view), step::name(view.card, view.step.side)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
}

/// Phase on the left; on the right how long it still takes and when it ends.
fn header(view: &View<'_>, around: Around<'_>, area: Rect, buf: &mut Buffer) {
    let left_over = stage::left(view);
    let mut right = format!("{} left", time::clock(left_over));
    // Nobody knows when a pause ends.
    let runs = matches!(view.stage, Stage::Running | Stage::GetReady(_));
    if let Some(ends) = around.wall.filter(|_| runs).and_then(|now| now.checked_add(view.left).ok()) {
        right = format!("{right}, ends {:02}:{:02}", ends.hour(), ends.minute());
    }
    if around.muted {
        right = format!("muted, {right}");
    }
    let room = area.width.saturating_sub(u16::try_from(fit::width(&right)).unwrap_or(u16::MAX) + 2);
    left(&step::phase(view.phase), Rect { width: room, ..area }, Style::new().dim(), buf);
    text(&right, Alignment::Right, area, Style::new(), buf);
}

/// The state as a word across the whole screen: work stands on a full bar, a gap between two lines.
fn state_line(view: &View<'_>, place: &[String], area: Rect, buf: &mut Buffer) {
    let mut words = stage::state(view).to_uppercase();
    if !place.is_empty() {
        words = format!("{words}  {}", place.join(", "));
    }
    let full = !view.step.is_gap() || view.stage != Stage::Running;
    if full {
        centred(&words, area, Style::new().bold(), buf);
        buf.set_style(area, Style::new().reversed().bold());
    } else {
        buf.set_string(area.x, area.y, "─".repeat(area.width.into()), Style::new().dim());
        centred(&format!(" {words} "), area, Style::new().bold().not_dim(), buf);
    }
}

/// Where it stands: legs alternating, which round and set, and whether that is owed.
fn place(view: &View<'_>) -> Vec<String> {
    let here = view.step;
    let side = match here.side {
        Side::Alternate => Some(step::side(here.side).to_owned()),
        Side::Both | Side::Left | Side::Right => None,
    };
    let optional = here.optional.then(|| "optional".to_owned());
    [side, step::round(stage::round(view), here.rounds), step::set(here), optional].into_iter().flatten().collect()
}

/// The big digits, with the side standing where it is.
fn counter(view: &View<'_>, area: Rect, buf: &mut Buffer) {
    let beside = match view.step.side {
        Side::Both => 0,
        Side::Left | Side::Right | Side::Alternate => SIDE.min(area.width / 4),
    };
    let middle = Rect { x: area.x + beside, width: area.width - 2 * beside, ..area };
    let taken = digits::draw(&counted(view), middle, buf);
    let (before, after) = (taken.x - area.x, area.right() - taken.right());
    if matches!(view.step.side, Side::Left | Side::Alternate) {
        side("LEFT", Rect { width: before, ..area }, buf);
    }
    if matches!(view.step.side, Side::Right | Side::Alternate) {
        side("RIGHT", Rect { x: taken.right(), width: after, ..area }, buf);
    }
}

/// Columns that a side needs beside the digits.
const SIDE: u16 = 8;

/// A side as a block with its name, in the middle of the place that is free on that side.
fn side(name: &str, free: Rect, buf: &mut Buffer) {
    let width = (free.width.saturating_sub(1)).min(if free.width > 16 { 13 } else { 7 });
    let height = if free.height > 6 { 5 } else { 3 }.min(free.height);
    let block = Rect { x: free.x + (free.width - width) / 2, y: free.y + (free.height - height) / 2, width, height };
    centred(name, Rect { y: block.y + height / 2, height: 1.min(height), ..block }, Style::new().bold(), buf);
    buf.set_style(block, Style::new().reversed());
}

/// What the big digits say: seconds left, seconds so far, reps so far, or the reps to be done.
fn counted(view: &View<'_>) -> String {
    if let Stage::GetReady(left) = view.stage {
        return time::ceil(left).as_secs().to_string();
    }
    match (view.pace, view.step.work()) {
        (Pace::Down, _) => time::clock(time::ceil(view.length.unwrap_or_default().saturating_sub(view.elapsed))),
        (Pace::Up { .. }, _) | (Pace::User, None) => time::clock(view.elapsed),
        (Pace::Reps, _) => view.reps.unwrap_or(0).to_string(),
        (Pace::User, Some(_)) if !view.entry.is_empty() && view.question.is_none() => view.entry.to_owned(),
        (Pace::User, Some(Work { amount, .. })) => match amount {
            Amount::Reps(reps) => words::numbers(*reps),
            Amount::AtLeast(n) => format!("{n}+"),
            Amount::Max | Amount::Time(_) | Amount::Distance(_) | Amount::Open => time::clock(view.elapsed),
        },
    }
}

/// How much of the step is over, where that is known.
fn step_bar(view: &View<'_>, area: Rect, buf: &mut Buffer) {
    if let Some(length) = view.length.filter(|length| !length.is_zero()) {
        bar(view.elapsed.as_secs_f64() / length.as_secs_f64(), area, buf);
    }
}

/// While working the one tip of this set; in a gap all the others after it.
fn tips(view: &View<'_>, area: Rect, buf: &mut Buffer) {
    let now = tip(view.card, view.step, view.round);
    let others = view.card.tips.iter().map(String::as_str).filter(|tip| Some(*tip) != now);
    let shown: Vec<_> = if view.step.is_gap() { others.chain(now).collect() } else { now.into_iter().collect() };
    let columns = usize::from(area.width).min(TIP_COLUMNS);
    let lines: Vec<_> = if area.height <= 1 {
        shown.first().map(|tip| fit::cut(&words::one_line(tip), columns)).into_iter().collect()
    } else {
        shown.iter().flat_map(|tip| fit::wrap(&words::one_line(tip), columns)).collect()
    };
    for (line, row) in lines.iter().zip(area.rows()) {
        centred(line, row, Style::new(), buf);
    }
}

/// Longer lines are hard to read from afar.
const TIP_COLUMNS: usize = 80;

/// The next block in short: its name, side and amount.
fn next_line(view: &View<'_>, next: usize) -> String {
    let (of, card) = (&view.plan.steps[next], view.plan.card(next));
    let name = step::name(card, of.side);
    match of.work() {
        Some(work) => format!("{name}, {}", step::amount(work, of.side)),
        None => name,
    }
}

/// What happened, else an overrun, else how the reps go.
fn notice(view: &View<'_>, around: Around<'_>) -> Option<String> {
    let overrun = || view.overrun.map(|by| format!("{} over the slot; the clock stays", time::told(by)));
    around.notice.map(str::to_owned).or_else(overrun)
}

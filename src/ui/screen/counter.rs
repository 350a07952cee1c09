//! The big digits of the current time or reps, between the sides of the body.

use ratatui_core::buffer::Buffer;
use ratatui_core::layout::{Alignment, Rect};
use ratatui_core::style::Modifier;

use super::digits;
use super::letters::Large;
use super::parts::SessionContext;
use super::theme::Role;
use super::widget::centred;
use crate::model::{RepTarget, Side};
use crate::plan::Work;
use crate::session::{Stage, TimeDisplay, View};
use crate::words::{self, stage, step, time};

/// The digits between the sides, all of it inverted for a second after the *go*.
pub(super) fn draw(view: &View<'_>, context: SessionContext<'_>, area: Rect, buf: &mut Buffer) {
    let mut middle = area;
    let wide = if area.width >= WIDE { (area.width / 4).clamp(22, 44) } else { 8 }.min(area.width / 3);
    if matches!(view.step.side, Side::Left | Side::Alternate) {
        side(view, Side::Left, Rect { width: wide, ..middle }, context, buf);
        middle.x += wide;
        middle.width -= wide;
    }
    if matches!(view.step.side, Side::Right | Side::Alternate) {
        middle.width -= wide;
        side(view, Side::Right, Rect { x: middle.right(), width: wide, ..middle }, context, buf);
    }
    // A column on each side keeps digits and sides apart.
    let middle = Rect { x: middle.x + 1.min(middle.width), width: middle.width.saturating_sub(2), ..middle };
    digits::draw(&counted(view), middle, buf);
    if stage::is_go(view) && !context.appearance.calm {
        invert(area, buf);
    }
}

/// The fewest columns on which a side is written in large letters.
const WIDE: u16 = 72;

/// A block with the name of a side; nothing where the step does not have that side.
pub(super) fn side(view: &View<'_>, which: Side, area: Rect, context: SessionContext<'_>, buf: &mut Buffer) {
    let name = match which {
        Side::Left => "LEFT",
        Side::Right => "RIGHT",
        Side::Both | Side::Alternate => return,
    };
    if view.step.side != which && view.step.side != Side::Alternate {
        return;
    }
    let style = Role::Filled.style(context.appearance);
    buf.set_style(area, style);
    match Large::fit(name, area.width, area.height, 1) {
        Some(large) => large.draw(Alignment::Center, middle(area, large.rows()), style, buf),
        None => centred(name, middle(area, 1), style.bold(), buf),
    }
}

/// As many rows from the middle of an area.
fn middle(area: Rect, rows: u16) -> Rect {
    Rect { y: area.y + area.height.saturating_sub(rows) / 2, height: rows.min(area.height), ..area }
}

/// Swaps what is reversed and what is not.
fn invert(area: Rect, buf: &mut Buffer) {
    for at in area.intersection(buf.area).positions() {
        buf[at].modifier.toggle(Modifier::REVERSED);
    }
}

/// The text of the counter: the time left, the time so far, the reps so far, or the reps to be done.
pub(super) fn counted(view: &View<'_>) -> String {
    if let Stage::GetReady(left) = view.stage {
        return time::ceil(left).as_secs().to_string();
    }
    match (view.pace, view.step.work()) {
        (TimeDisplay::Down, _) => time::clock(time::ceil(view.length.unwrap_or_default().saturating_sub(view.elapsed))),
        (TimeDisplay::Reps, _) => view.reps.unwrap_or(0).to_string(),
        (TimeDisplay::User, Some(_)) if !view.entry.is_empty() && view.question.is_none() => view.entry.to_owned(),
        (TimeDisplay::User, Some(Work::Reps { target: RepTarget::Count(reps), .. })) => words::number_range(*reps),
        (TimeDisplay::User, Some(Work::Reps { target: RepTarget::AtLeast(n), .. })) => format!("{n}+"),
        (TimeDisplay::Up { .. } | TimeDisplay::User, _) => time::clock(view.elapsed),
    }
}

/// State, counter and name on one line, for the window title and the smallest screens.
pub(super) fn status(view: &View<'_>) -> String {
    let state = stage::state(view).to_uppercase();
    if matches!(view.stage, Stage::Closing | Stage::Over) {
        return state;
    }
    let parts = [state, counted(view), step::name(view.card, view.step.side)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
}

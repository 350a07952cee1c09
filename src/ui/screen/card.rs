//! The screen of a gap, a pause or a get-ready: the state and its time on the left, the card of the current or the next
//! work on the right.

use ratatui_core::buffer::Buffer;
use ratatui_core::layout::{Alignment, Rect};
use ratatui_core::style::Style;

use super::letters::{LETTER, Large};
use super::parts::{SessionContext, event_line, next_line, position, progress, step_bar, tips};
use super::theme::Role;
use super::widget::{left, marks, take_bottom, take_top};
use super::{counter, digits};
use crate::model::Side;
use crate::session::{Stage, View};
use crate::ui::fit;
use crate::words::stage;

/// The columns between the two halves.
const GUTTER: u16 = 3;
/// The fewest and the most rows of the block that names a side.
const SIDE: (u16, u16) = (5, 10);

pub(super) fn draw(view: &View<'_>, context: SessionContext<'_>, area: Rect, buf: &mut Buffer) {
    let mut room = area;
    take_top(&mut room, 1);
    step_bar(view, take_bottom(&mut room, 1), context, buf);
    let line = take_bottom(&mut room, 1);
    left(&event_line(view, context).unwrap_or_default(), line, Role::Emphasized.style(context.appearance), buf);
    let width = room.width * 9 / 20;
    state(view, context, Rect { width, ..room }, buf);
    let x = room.x + width + GUTTER;
    card(view, context, Rect { x, width: room.right().saturating_sub(x), ..room }, buf);
}

/// The left half: the state in a word, its time, and the left side of the body.
fn state(view: &View<'_>, context: SessionContext<'_>, area: Rect, buf: &mut Buffer) {
    let mut room = area;
    let word = stage::word(view).to_uppercase();
    match Large::fit(&word, area.width, area.height / 4, 1) {
        Some(large) => large.draw(Alignment::Left, take_top(&mut room, large.rows()), Style::new(), buf),
        None => left(&word, take_top(&mut room, 1), Role::Emphasized.style(context.appearance), buf),
    }
    side(view, Side::Left, context, &mut room, buf);
    digits::draw(&counter::counted(view), room, buf);
}

/// The right half: the card, and the right side of the body.
fn card(view: &View<'_>, context: SessionContext<'_>, area: Rect, buf: &mut Buffer) {
    let mut room = area;
    let strong = Role::Emphasized.style(context.appearance);
    let faint = Role::Secondary.style(context.appearance);
    let columns = usize::from(area.width);
    side(view, Side::Right, context, &mut room, buf);

    let now = matches!(view.stage, Stage::Paused | Stage::Waiting | Stage::GetReady(_)) && !view.step.is_gap();
    let label: Vec<_> = std::iter::once(if now { "Now" } else { "Next" }.to_owned()).chain(position(view)).collect();
    left(&label.join(", "), take_top(&mut room, 1), faint, buf);
    // Two lines of the name matter more than the tips, a third one does not.
    let rows = (room.height * 3 / 4).max(2 * LETTER).min(room.height);
    match Large::fit(view.card.name(), room.width, rows, usize::from(rows / LETTER).min(3)) {
        Some(large) => large.draw(Alignment::Left, take_top(&mut room, large.rows()), Style::new(), buf),
        None => lines(&fit::wrap(view.card.name(), columns), strong, &mut room, buf),
    }
    if view.card.movement.is_some() {
        left(&view.card.exercise.name, take_top(&mut room, 1), faint, buf);
    }
    lines(&fit::wrap(&stage::task(view), columns), strong, &mut room, buf);
    let progress = progress(view);
    let marked = u16::from(!progress.is_empty());
    marks(&progress, Alignment::Left, take_top(&mut room, marked), context.appearance, buf);
    if let Some(then) = stage::next(view).filter(|_| room.height > 4) {
        let then = fit::wrap(&format!("Then: {}", next_line(view, then)), columns);
        let mut rows = take_bottom(&mut room, u16::try_from(then.len()).unwrap_or(u16::MAX));
        lines(&then, faint, &mut rows, buf);
        take_bottom(&mut room, 1);
    }
    let blank = u16::from(room.height > 2);
    take_top(&mut room, blank);
    tips(view, Alignment::Left, room, buf);
}

/// The block that names a side, at the bottom.
fn side(view: &View<'_>, which: Side, context: SessionContext<'_>, room: &mut Rect, buf: &mut Buffer) {
    if view.step.side == which || view.step.side == Side::Alternate {
        let block = take_bottom(room, (room.height / 5).clamp(SIDE.0, SIDE.1).min(room.height / 3));
        take_bottom(room, 1);
        counter::side(view, which, block, context, buf);
    }
}

/// Lines from the top.
fn lines(lines: &[String], style: Style, room: &mut Rect, buf: &mut Buffer) {
    for line in lines {
        left(line, take_top(room, 1), style, buf);
    }
}

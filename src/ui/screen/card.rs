//! The screen of a gap, a pause or a get-ready: the state and its time on one half, the card of the current or the next
//! work on the other. Beside a figure the card's words stand over both.

use ratatui_core::buffer::Buffer;
use ratatui_core::layout::{Alignment, Rect};
use ratatui_core::style::Style;

use super::figure::is_enough;
use super::letters::{LINE, Large};
use super::parts::{SessionContext, event_line, next_line, position, progress, step_bar, take_figure, tips};
use super::theme::Role;
use super::widget::{left, marks, spacing, take_bottom, take_top};
use super::{counter, digits};
use crate::model::Side;
use crate::pose::SMALLEST;
use crate::session::{Stage, View};
use crate::ui::fit;
use crate::words::stage;

/// The fewest columns for two halves side by side, and then the fewest rows of a screen.
const BESIDE: (u16, u16) = (72, 20);
/// The fewest columns and rows of a screen for two halves one above the other.
const ABOVE: (u16, u16) = (50, 28);
/// The columns between two halves.
const GUTTER: u16 = 4;
/// The fewest and the most rows of the block that names a side.
const SIDE: (u16, u16) = (5, 10);

/// Whether a screen of this size has room for it.
pub(super) fn fits(screen: Rect) -> bool {
    [BESIDE, ABOVE].iter().any(|(columns, rows)| screen.width >= *columns && screen.height >= *rows)
}

/// Returns the place that is left for the figure.
pub(super) fn draw(view: &View<'_>, context: SessionContext<'_>, area: Rect, buf: &mut Buffer) -> Option<Rect> {
    let mut room = area;
    let spacing = spacing(area.height).max(1);
    take_top(&mut room, spacing - 1);
    let line = take_bottom(&mut room, spacing);
    left(&event_line(view, context).unwrap_or_default(), line, Role::Emphasized.style(context.appearance), buf);
    let are_beside = buf.area.width >= BESIDE.0;
    if are_beside && context.has_figure {
        heading(view, context, spacing, &mut room, buf);
    }
    let [mut first, mut second] = halves(room);
    for (half, which) in [(&mut first, Side::Left), (&mut second, Side::Right)] {
        if counter::has(view, which) {
            let rows = (half.height / 4).clamp(SIDE.0, SIDE.1);
            counter::side(view, which, take_bottom(half, rows), context, buf);
            take_bottom(half, spacing);
        }
    }
    if are_beside && context.has_figure {
        state(view, context, first, buf);
        let figure = take_figure(view, context, &mut second);
        tips(view, Alignment::Left, second, buf);
        figure
    } else if are_beside {
        // Beside the label of the card.
        take_top(&mut first, 1);
        state(view, context, first, buf);
        card(view, context, second, buf)
    } else {
        room.height = first.height.min(second.height);
        take_top(&mut room, 1);
        state_beside_time(view, context, take_top(&mut room, digits::LEGIBLE + 2), buf);
        take_top(&mut room, spacing);
        // Where one side has a block, the place beside it is free.
        let beside = if first.height > second.height { first } else { second };
        let beside = Rect {
            y: room.bottom() + spacing,
            height: beside.bottom().saturating_sub(room.bottom() + spacing),
            ..beside
        };
        card(view, context, room, buf)
            .or_else(|| Some(beside).filter(|beside| context.has_figure && is_enough(*beside)))
    }
}

/// Two halves side by side.
fn halves(area: Rect) -> [Rect; 2] {
    let width = (area.width - GUTTER) / 2;
    [area.x, area.right() - width].map(|x| Rect { x, width, ..area })
}

/// The rows of a half below a heading: the least digits or the smallest figure, and the block of a side.
const HALF: u16 = digits::LEGIBLE + 1 + SIDE.0;

/// Above the state and the figure, over both halves: the name, as large as it can be on the fewest lines, and what is to
/// be done; and what comes then, below the halves.
fn heading(view: &View<'_>, context: SessionContext<'_>, spacing: u16, room: &mut Rect, buf: &mut Buffer) {
    let strong = Role::Emphasized.style(context.appearance);
    let then = stage::next(view).map(|then| format!("Then: {}", next_line(view, then)));
    left(&then.unwrap_or_default(), take_bottom(room, 1), Role::Secondary.style(context.appearance), buf);
    let free = room.height.saturating_sub(1);
    let rows = (free / 3).min(free.saturating_sub(HALF));
    match (1..=3).find_map(|lines| Large::fit(view.card.name(), room.width, rows, lines)) {
        Some(large) => large.draw(Alignment::Left, take_top(room, large.rows()), Style::new(), buf),
        None => left(view.card.name(), take_top(room, 1), strong, buf),
    }
    let line = take_top(room, 1);
    let exercise = view.card.movement.as_ref().map(|_| format!(", {}", view.card.exercise.name));
    let task = format!("{}{}: {}", when(view), exercise.unwrap_or_default(), stage::task(view));
    left(&task, line, strong, buf);
    let [first, second] = halves(line);
    if fit::width(&task) <= first.width.into() {
        marks(&progress(view), Alignment::Left, second, context.appearance, buf);
    }
    let spacing = spacing.min(room.height.saturating_sub(HALF) / 2);
    take_top(room, spacing);
    take_bottom(room, spacing);
}

/// The state in a word, its time below, and how much of it is over.
fn state(view: &View<'_>, context: SessionContext<'_>, area: Rect, buf: &mut Buffer) {
    let mut room = area;
    let word = stage::word(view).to_uppercase();
    // The digits come first, the bar next. The word is in the band too.
    let spare = area.height.saturating_sub(digits::LEGIBLE);
    step_bar(view, take_bottom(&mut room, spare.min(1)), context, buf);
    let spare = spare.saturating_sub(1);
    match Large::fit(&word, area.width, (area.height / 3).min(spare).max(LINE.min(spare)), 1) {
        Some(large) => large.draw(Alignment::Left, take_top(&mut room, large.rows()), Style::new(), buf),
        None => left(&word, take_top(&mut room, spare.min(1)), Role::Emphasized.style(context.appearance), buf),
    }
    digits::draw(&counter::counted(view), Alignment::Left, room, buf);
}

/// The columns of the longest of the words beside a time, `switch`, in the smallest letters.
const WORD: u16 = 24;

/// The same on few rows: the word is beside the time.
fn state_beside_time(view: &View<'_>, context: SessionContext<'_>, area: Rect, buf: &mut Buffer) {
    let mut room = area;
    let word = stage::word(view).to_uppercase();
    step_bar(view, take_bottom(&mut room, 1), context, buf);
    let time = Rect { x: room.x + WORD + 2, width: room.width - WORD - 2, ..room };
    let digits = digits::draw(&counter::counted(view), Alignment::Right, time, buf);
    let beside = Rect { width: WORD, y: digits.y, height: digits.height, ..room };
    match Large::fit(&word, beside.width, beside.height, 1) {
        Some(large) => large.draw_capitals(Alignment::Left, beside, Style::new(), buf),
        None => left(&word, beside, Role::Emphasized.style(context.appearance), buf),
    }
}

/// The card. Returns the place in it that is left for the figure.
fn card(view: &View<'_>, context: SessionContext<'_>, area: Rect, buf: &mut Buffer) -> Option<Rect> {
    let mut room = area;
    let strong = Role::Emphasized.style(context.appearance);
    let faint = Role::Secondary.style(context.appearance);
    let columns = usize::from(area.width);

    let label: Vec<_> = std::iter::once(when(view).to_owned()).chain(position(view)).collect();
    left(&label.join(", "), take_top(&mut room, 1), faint, buf);
    let task = fit::wrap(&stage::task(view), columns);
    let last_time = stage::last_time(view).map(|last| fit::wrap(&last, columns)).unwrap_or_default();
    let progress = progress(view);
    let marked = u16::from(!progress.is_empty());
    let then = stage::next(view).map(|then| fit::wrap(&format!("Then: {}", next_line(view, then)), columns));
    let movement = u16::from(view.card.movement.is_some());
    let fixed = movement + rows(&task) + rows(&last_time) + marked + then.as_ref().map_or(0, |then| rows(then));
    match name(view, context, room, movement, room.height.saturating_sub(fixed)) {
        Some(large) => large.draw(Alignment::Left, take_top(&mut room, large.rows()), Style::new(), buf),
        None => lines(&fit::wrap(view.card.name(), columns), strong, &mut room, buf),
    }
    if movement > 0 {
        left(&view.card.exercise.name, take_top(&mut room, 1), faint, buf);
    }
    lines(&task, strong, &mut room, buf);
    lines(&last_time, Style::new(), &mut room, buf);
    marks(&progress, Alignment::Left, take_top(&mut room, marked), context.appearance, buf);
    let then = then.filter(|_| room.height > 4).unwrap_or_default();
    let mut at_bottom = take_bottom(&mut room, rows(&then));
    lines(&then, faint, &mut at_bottom, buf);
    let figure = take_figure(view, context, &mut room);
    if figure.is_none() {
        take_bottom(&mut room, u16::from(!then.is_empty()));
        let blank = u16::from(room.height > 2);
        take_top(&mut room, blank);
    }
    tips(view, Alignment::Left, room, buf);
    figure
}

/// When it is done.
fn when(view: &View<'_>) -> &'static str {
    let now = matches!(view.stage, Stage::Paused | Stage::Waiting | Stage::GetReady(_)) && !view.step.is_gap();
    if now { "Now" } else { "Next" }
}

/// The name in large letters. Beside a figure it takes half of what is free, or as much as the figure leaves.
fn name(view: &View<'_>, context: SessionContext<'_>, room: Rect, movement: u16, free: u16) -> Option<Large> {
    let fit = |rows: u16| Large::fit(view.card.name(), room.width, rows, usize::from(rows / LINE).min(3));
    let beside_figure = [free / 2, free.saturating_sub(SMALLEST.rows)].into_iter();
    let beside_figure = beside_figure.filter(|rows| context.has_figure && free - rows >= SMALLEST.rows);
    // Two lines of the name matter more than the tips, a third one does not; what is to be done matters most.
    let alone = (room.height * 3 / 4).max(2 * LINE).min(room.height.saturating_sub(1 + movement));
    beside_figure.chain([alone]).find_map(fit)
}

fn rows(lines: &[String]) -> u16 {
    u16::try_from(lines.len()).unwrap_or(u16::MAX)
}

/// Draws lines from the top of an area.
fn lines(lines: &[String], style: Style, room: &mut Rect, buf: &mut Buffer) {
    for line in lines {
        left(line, take_top(room, 1), style, buf);
    }
}

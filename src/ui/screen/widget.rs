//! The grid, and the lines, bars, marks and scrolled text from which the screens are made.

use ratatui_core::buffer::Buffer;
use ratatui_core::layout::{Alignment, Rect};
use ratatui_core::style::Style;

use super::theme::Role;
use crate::settings::Appearance;
use crate::ui::fit;

/// The blank columns at both sides of a screen of this width.
pub(super) fn margin(columns: u16) -> u16 {
    match columns {
        ..60 => 1,
        60..120 => 2,
        _ => 4,
    }
}

/// An area without its margins.
pub(super) fn inset(area: Rect) -> Rect {
    let margin = margin(area.width).min(area.width / 2);
    Rect { x: area.x + margin, width: area.width - 2 * margin, ..area }
}

/// The blank rows between two parts of a screen with this many rows.
pub(super) fn spacing(rows: u16) -> u16 {
    match rows {
        ..28 => 0,
        28..48 => 1,
        _ => 2,
    }
}

/// One line, cut to the width of its area. The cells beside it stay as they are.
pub(super) fn text(words: &str, alignment: Alignment, area: Rect, style: Style, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let words = fit::cut(words, area.width.into());
    let free = area.width.saturating_sub(u16::try_from(fit::width(&words)).unwrap_or(u16::MAX));
    let before = match alignment {
        Alignment::Left => 0,
        Alignment::Center => free / 2,
        Alignment::Right => free,
    };
    buf.set_string(area.x + before, area.y, words, style);
}

pub(super) fn centred(words: &str, area: Rect, style: Style, buf: &mut Buffer) {
    text(words, Alignment::Center, area, style, buf);
}

pub(super) fn left(words: &str, area: Rect, style: Style, buf: &mut Buffer) {
    text(words, Alignment::Left, area, style, buf);
}

/// A share from 0 to 1 as a bar, and the rest as a line. `fill` is what the bar is made of.
pub(super) fn bar(share: f64, fill: &str, area: Rect, appearance: Appearance, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let done = part(share, area.width);
    repeat(fill, Rect { width: done, ..area }, Style::new(), buf);
    rule(Rect { x: area.x + done, width: area.width - done, ..area }, appearance, buf);
}

/// A share of this many columns.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the width")]
pub(super) fn part(share: f64, columns: u16) -> u16 {
    ((share.clamp(0.0, 1.0) * f64::from(columns)).round() as u16).min(columns)
}

/// A line across the top row of an area.
pub(super) fn rule(area: Rect, appearance: Appearance, buf: &mut Buffer) {
    repeat("─", area, Role::Secondary.style(appearance), buf);
}

/// A character of one column, all across the top row of an area.
fn repeat(symbol: &str, area: Rect, style: Style, buf: &mut Buffer) {
    for at in (Rect { height: 1, ..area }).intersection(buf.area).positions() {
        buf[at].set_symbol(symbol).set_style(style);
    }
}

pub(super) fn block(area: Rect, appearance: Appearance, buf: &mut Buffer) {
    buf.set_style(area, Role::Filled.style(appearance));
}

/// The state of one of several sets or rounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SetMark {
    Done,
    Now,
    Owed,
    Optional,
}

/// The columns of a mark and of the space behind it.
const MARK: u16 = 6;

/// Marks in a row; nothing where they do not fit.
pub(super) fn marks(all: &[SetMark], alignment: Alignment, area: Rect, appearance: Appearance, buf: &mut Buffer) {
    let wide = u16::try_from(all.len()).unwrap_or(u16::MAX).saturating_mul(MARK).saturating_sub(1);
    if wide > area.width || area.is_empty() {
        return;
    }
    let mut x = if alignment == Alignment::Center { area.x + (area.width - wide) / 2 } else { area.x };
    for mark in all {
        let place = Rect { x, width: MARK - 1, height: 1, ..area };
        match mark {
            SetMark::Done => block(place, appearance, buf),
            SetMark::Now => {
                left("[   ]", place, Role::Emphasized.style(appearance), buf);
                block(Rect { x: x + 1, width: MARK - 3, ..place }, appearance, buf);
            }
            SetMark::Owed => left("─────", place, Style::new(), buf),
            SetMark::Optional => left("·····", place, Style::new(), buf),
        }
        x += MARK;
    }
}

/// The lines of a long text from line `from` on, each with its style. Returns the last line to which it can be scrolled.
pub(super) fn scrolled<'a>(
    lines: impl ExactSizeIterator<Item = (&'a str, Style)>,
    from: usize,
    area: Rect,
    buf: &mut Buffer,
) -> usize {
    let last = last_top(lines.len(), area.height);
    for ((line, style), row) in lines.skip(from.min(last)).zip(area.rows()) {
        left(line, row, style, buf);
    }
    last
}

/// The line at the top when the last line is at the bottom.
fn last_top(lines: usize, rows: u16) -> usize {
    lines.saturating_sub(rows.into())
}

/// Cuts `rows` off the top of an area and returns them.
pub(super) fn take_top(area: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    let top = Rect { height: rows, ..*area };
    area.y += rows;
    area.height -= rows;
    top
}

/// Cuts `rows` off the bottom of an area and returns them.
pub(super) fn take_bottom(area: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    area.height -= rows;
    Rect { y: area.y + area.height, height: rows, ..*area }
}

//! The small things that screens are made of.

use ratatui::buffer::Buffer;
use ratatui::layout::{Alignment, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;
use ratatui::widgets::Widget as _;

use crate::ui::fit;

/// One line, cut to the width of its area.
pub(super) fn text(words: &str, alignment: Alignment, area: Rect, style: Style, buf: &mut Buffer) {
    let line = Line::styled(fit::cut(words, area.width.into()), style);
    line.alignment(alignment).render(area, buf);
}

/// One line in the middle.
pub(super) fn centred(words: &str, area: Rect, style: Style, buf: &mut Buffer) {
    text(words, Alignment::Center, area, style, buf);
}

/// One line from the left.
pub(super) fn left(words: &str, area: Rect, style: Style, buf: &mut Buffer) {
    text(words, Alignment::Left, area, style, buf);
}

/// What is over of something, 0 to 1, as a bar: reversed blanks, then a line.
pub(super) fn bar(share: f64, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the width")]
    let full = (share.clamp(0.0, 1.0) * f64::from(area.width)).round() as u16;
    buf.set_string(area.x, area.y, "─".repeat(area.width.into()), Style::new().add_modifier(Modifier::DIM));
    let done = Rect { width: full.min(area.width), height: 1, ..area };
    for x in done.left()..done.right() {
        buf[(x, done.y)].set_symbol(" ").set_style(Style::new().add_modifier(Modifier::REVERSED));
        buf[(x, done.y)].modifier = Modifier::REVERSED;
    }
}

/// The lines of a long text that an area shows from line `from` on; tells how far down it can be scrolled.
pub(super) fn page(lines: &[String], from: usize, area: Rect, buf: &mut Buffer) -> usize {
    let last = last_top(lines.len(), area.height);
    for (line, row) in lines.iter().skip(from.min(last)).zip(area.rows()) {
        left(line, row, Style::new(), buf);
    }
    last
}

/// The highest line that can stand at the top, with the last line still in sight.
fn last_top(lines: usize, rows: u16) -> usize {
    lines.saturating_sub(rows.into())
}

/// The top `rows` of an area, cut off it.
pub(super) fn take_top(area: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    let top = Rect { height: rows, ..*area };
    area.y += rows;
    area.height -= rows;
    top
}

/// The bottom `rows` of an area, cut off it.
pub(super) fn take_bottom(area: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    area.height -= rows;
    Rect { y: area.y + area.height, height: rows, ..*area }
}

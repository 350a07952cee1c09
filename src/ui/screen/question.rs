//! An open question: a band across the screen, between two lines.

use ratatui_core::buffer::Buffer;
use ratatui_core::layout::Rect;
use ratatui_core::style::Style;

use super::theme::Role;
use super::widget::{left, rule};
use crate::session::Question;
use crate::settings::Appearance;
use crate::ui::fit;
use crate::words::question;

/// The columns of its text, where there is room.
const COLUMNS: u16 = 60;

/// The question with its answers and the typed text, in the middle of an area. Nothing shows through its rows.
pub(super) fn draw(asked: Question, entry: &str, appearance: Appearance, area: Rect, buf: &mut Buffer) {
    let width = COLUMNS.min(area.width.saturating_sub(4));
    let columns = usize::from(width);
    let mut lines = fit::wrap(&question::prompt(asked), columns);
    lines.extend(fit::pack(&question::ways(asked, true), "   ", columns));
    if asked.takes_number() || asked.takes_text() {
        lines.push(typed(entry, columns));
    }
    let height = u16::try_from(lines.len() + 4).unwrap_or(u16::MAX).min(area.height);
    let band = Rect { y: area.y + (area.height - height) / 2, height, ..area };
    for (x, y) in band.positions().map(Into::into) {
        buf[(x, y)].reset();
    }
    let rows: Vec<Rect> = band.rows().collect();
    if let [first, .., last] = rows[..] {
        rule(first, appearance, buf);
        rule(last, appearance, buf);
    }
    for (i, (line, row)) in lines.iter().zip(rows.into_iter().skip(2)).enumerate() {
        let place = Rect { x: area.x + (area.width - width) / 2, width, ..row };
        left(line, place, if i == 0 { Role::Emphasized.style(appearance) } else { Style::new() }, buf);
    }
}

/// The end of the typed text that fits, with a cursor.
fn typed(entry: &str, columns: usize) -> String {
    let mut shown = entry;
    while fit::width(shown) + 3 > columns && !shown.is_empty() {
        let first = shown.chars().next().map_or(0, char::len_utf8);
        shown = &shown[first..];
    }
    format!("> {shown}_")
}

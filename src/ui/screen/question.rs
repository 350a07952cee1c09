//! The box of an open question.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::style::Style;
use ratatui::widgets::{Block, Clear, Widget as _};

use super::theme::Role;
use super::widget::left;
use crate::session::Question;
use crate::settings::Appearance;
use crate::ui::fit;
use crate::words::question;

/// The columns of the box, where there is room.
const COLUMNS: u16 = 60;

/// The question with its answers and the typed text, in the middle of an area.
pub(super) fn draw(asked: Question, entry: &str, appearance: Appearance, area: Rect, buf: &mut Buffer) {
    let width = COLUMNS.min(area.width);
    let columns = usize::from(width.saturating_sub(4));
    let mut lines = fit::wrap(&question::prompt(asked), columns);
    lines.extend(fit::pack(&question::ways(asked, true), "   ", columns));
    if asked.takes_number() || asked.takes_text() {
        lines.push(typed(entry, columns));
    }
    let height = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX).min(area.height);
    let place = Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height };
    // A blank margin sets the box off from what is behind it.
    Clear.render(place.outer(Margin::new(1, 1)).intersection(area), buf);
    Block::bordered().render(place, buf);
    let inner = Rect {
        x: place.x + 2.min(width),
        y: place.y + 1.min(height),
        width: width.saturating_sub(4),
        height: height.saturating_sub(2),
    };
    for (i, (line, row)) in lines.iter().zip(inner.rows()).enumerate() {
        left(line, row, if i == 0 { Role::Emphasized.style(appearance) } else { Style::new() }, buf);
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

//! The screen during work: from top to bottom the name, the counter between the sides, and the next step, each as large
//! as the room allows.

use ratatui_core::buffer::Buffer;
use ratatui_core::layout::{Alignment, Rect};
use ratatui_core::style::Style;

use super::counter;
use super::letters::Large;
use super::parts::{SessionContext, event_line, next_line, progress, step_bar, tips};
use super::theme::Role;
use super::widget::{centred, marks, take_bottom, take_top};
use crate::session::View;
use crate::words::stage;

/// The fewest rows of digits that can be read from across a room.
const LEGIBLE: u16 = 7;

pub(super) fn draw(view: &View<'_>, context: SessionContext<'_>, area: Rect, buf: &mut Buffer) {
    let mut room = area;
    let strong = Role::Emphasized.style(context.appearance);
    let progress = progress(view);
    let marked = u16::from(!progress.is_empty());
    let bar = u16::from(view.length.is_some());
    // The three are the name of the exercise (or a blank), the task and a tip.
    let rest = marked + bar + 3;
    let [name, then] = large(view, area.width, area.height, area.height.saturating_sub(rest + LEGIBLE));

    match &name {
        Some(name) => name.draw(Alignment::Center, take_top(&mut room, name.rows()), Style::new(), buf),
        None => centred(view.card.name(), take_top(&mut room, 1), strong, buf),
    }
    let caption = view.card.movement.as_ref().map_or("", |_| view.card.exercise.name.as_str());
    centred(caption, take_top(&mut room, 1), Style::new(), buf);
    if let Some(then) = &then {
        then.draw(Alignment::Center, take_bottom(&mut room, then.rows()), Style::new(), buf);
    } else {
        let next = view.next.map_or_else(|| "done".to_owned(), |next| next_line(view, next));
        centred(&format!("Next: {next}"), take_bottom(&mut room, 1), strong, buf);
    }
    let line = take_bottom(&mut room, 1);
    match event_line(view, context) {
        Some(event) => centred(&event, line, strong, buf),
        None => tips(view, Alignment::Center, line, buf),
    }
    centred(&stage::task(view), take_bottom(&mut room, 1), strong, buf);
    marks(&progress, Alignment::Center, take_bottom(&mut room, marked), context.appearance, buf);
    step_bar(view, take_bottom(&mut room, bar), context, buf);
    counter::draw(view, context, room, buf);
}

/// The name and the next step in large letters, as far as both fit into `spare` rows; the name takes precedence. `None` is
/// one line of plain text.
fn large(view: &View<'_>, columns: u16, rows: u16, spare: u16) -> [Option<Large>; 2] {
    let name = Large::fit(view.card.name(), columns, rows * 9 / 20, 2).filter(|name| name.rows() < spare);
    // The next step is never larger than the current one.
    let most = name.as_ref().map_or(rows, Large::letter_rows).min(rows / 4);
    let then = Large::fit(&format!("> {}", stage::then(view)), columns, most, 1);
    let taken = name.as_ref().map_or(1, Large::rows);
    let then = then.filter(|then| taken + then.rows() <= spare);
    [name, then]
}

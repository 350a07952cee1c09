//! The screen of a session on a small terminal: one line each for the name, the task, a tip, and the next step.

use ratatui_core::buffer::Buffer;
use ratatui_core::layout::{Alignment, Rect};
use ratatui_core::style::Style;

use super::counter;
use super::parts::{SessionContext, event_line, next_line, tips};
use super::theme::Role;
use super::widget::{centred, take_bottom, take_top};
use crate::session::View;
use crate::words::stage;

pub(super) fn draw(view: &View<'_>, context: SessionContext<'_>, area: Rect, buf: &mut Buffer) {
    let mut room = area;
    let strong = Role::Emphasized.style(context.appearance);
    let (what, then) = if view.step.is_gap() { ("Next: ", "Then") } else { ("", "Next") };
    centred(&format!("{what}{}", view.card.name()), take_top(&mut room, 1), strong, buf);
    let line = take_bottom(&mut room, 1);
    match (event_line(view, context), stage::next(view)) {
        (Some(event), _) => centred(&event, line, strong, buf),
        (None, Some(next)) => centred(&format!("{then}: {}", next_line(view, next)), line, Style::new(), buf),
        (None, None) => {}
    }
    tips(view, Alignment::Center, take_bottom(&mut room, 1), buf);
    centred(&stage::task(view), take_bottom(&mut room, 1), strong, buf);
    counter::draw(view, context, room, buf);
}

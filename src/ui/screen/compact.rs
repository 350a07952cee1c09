//! The screen of a session where there is little room: one line each for what, how much, how, and what comes next.

use ratatui::buffer::Buffer;
use ratatui::layout::{Alignment, Rect};
use ratatui::style::Style;

use super::counter;
use super::parts::{SessionContext, happened, next_line, tips};
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
    match (happened(view, context), stage::next(view)) {
        (Some(happened), _) => centred(&happened, line, strong, buf),
        (None, Some(next)) => centred(&format!("{then}: {}", next_line(view, next)), line, Style::new(), buf),
        (None, None) => {}
    }
    tips(view, Alignment::Center, take_bottom(&mut room, 1), buf);
    centred(&stage::task(view), take_bottom(&mut room, 1), strong, buf);
    counter::draw(view, context, room, buf);
}

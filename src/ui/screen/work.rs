//! The screen of work, and of everything on a small terminal: from top to bottom the name, the counter between the sides,
//! what to do, and what comes next, each as large as the room allows.

use ratatui_core::buffer::Buffer;
use ratatui_core::layout::{Alignment, Rect};
use ratatui_core::style::Style;

use super::letters::{LINE, Large};
use super::parts::{SessionContext, event_line, next_line, progress, step_bar, tips};
use super::theme::Role;
use super::widget::{centred, marks, spacing, take_bottom, take_top};
use super::{counter, digits};
use crate::model::Side;
use crate::session::View;
use crate::words::stage;

/// The rows of digits on a small terminal.
pub(super) const SMALL: u16 = 5;
/// From this many rows on there is room for more than the lines of text.
const ROOMY: u16 = 16;

/// Returns the place that is left for the figure.
pub(super) fn draw(view: &View<'_>, context: SessionContext<'_>, area: Rect, buf: &mut Buffer) -> Option<Rect> {
    let strong = Role::Emphasized.style(context.appearance);
    let roomy = area.height >= ROOMY;
    let spacing = spacing(area.height);
    let top = spacing.max(u16::from(roomy));
    let progress = progress(view);
    let marked = u16::from(roomy && (view.length.is_some() || !progress.is_empty()));
    let tip_rows = 1 + spacing.min(1);
    // A line each for the task, the name and the next step.
    let fixed =
        top + spacing.saturating_sub(1) + counter_rows(view, area) + marked + spacing * (2 + marked) + tip_rows + 3;
    let [name, then] = large(view, area, area.height.saturating_sub(fixed));

    let mut room = area;
    let place = take_top(&mut room, top + name.as_ref().map_or(1, Large::rows));
    match &name {
        Some(name) => name.draw_between(Alignment::Center, place, Style::new(), buf),
        None => centred(&plain_name(view), Rect { y: place.bottom() - 1, height: 1, ..place }, strong, buf),
    }
    take_top(&mut room, spacing.saturating_sub(1));
    let mut next = take_bottom(&mut room, then.as_ref().map_or(1, Large::rows));
    match &then {
        Some(then) => then.draw(Alignment::Center, next, Style::new(), buf),
        None => centred(&plain_next(view), next, strong, buf),
    }
    take_bottom(&mut room, spacing);
    let line = take_bottom(&mut room, tip_rows);
    match event_line(view, context) {
        Some(event) => centred(&event, line, strong, buf),
        None if stage::is_minimum_done(view) => next = Rect { height: area.bottom() - line.y, ..line },
        None => match stage::last_time(view) {
            Some(last) => centred(&last, line, Style::new(), buf),
            None => tips(view, Alignment::Center, line, buf),
        },
    }
    if stage::is_minimum_done(view) {
        // From here on the next step is only a key away.
        buf.set_style(next, Role::Work.style(context.appearance));
    }
    centred(&stage::task(view), take_bottom(&mut room, 1), strong, buf);
    if marked > 0 {
        take_bottom(&mut room, spacing);
        let line = take_bottom(&mut room, marked);
        match view.length {
            Some(_) => step_bar(view, line, context, buf),
            None => marks(&progress, Alignment::Center, line, context.appearance, buf),
        }
    }
    take_bottom(&mut room, spacing);
    counter::draw(view, context, room, buf)
}

/// The fewest rows for the counter.
fn counter_rows(view: &View<'_>, area: Rect) -> u16 {
    let sided = [Side::Left, Side::Right].into_iter().any(|side| counter::has(view, side));
    match area.height {
        ..ROOMY => SMALL,
        height if spacing(height) > 0 && sided && area.width < counter::WIDE => counter::BELOW,
        _ => digits::LEGIBLE,
    }
}

fn plain_name(view: &View<'_>) -> String {
    let name = view.card.name();
    if view.step.is_gap() { format!("Next: {name}") } else { name.to_owned() }
}

pub(super) fn plain_next(view: &View<'_>) -> String {
    let next = stage::next(view).map_or_else(|| "done".to_owned(), |next| next_line(view, next));
    let when = if view.step.is_gap() { "Then" } else { "Next" };
    format!("{when}: {next}")
}

/// The name and the next step in large letters, as far as both fit into `spare` rows more than a line each; the name takes
/// precedence. `None` is one line of plain text.
fn large(view: &View<'_>, area: Rect, spare: u16) -> [Option<Large>; 2] {
    // The next step needs rows too.
    let most = (area.height * 3 / 10).min((spare + 2).saturating_sub(LINE).max(LINE)).min(spare + 1);
    let name = Large::fit(view.card.name(), area.width, most, 2);
    let spare = spare - name.as_ref().map_or(0, |name| name.rows() - 1);
    // The next step is never larger than the current one.
    let most = name.as_ref().map_or(area.height, Large::rows).min(area.height / 4).min(spare + 1);
    let then = Large::fit(&format!("> {}", stage::then(view)), area.width, most, 2);
    [name, then]
}

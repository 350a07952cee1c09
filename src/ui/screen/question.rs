//! An open question: a sheet in place of what the session shows, so that nothing distracts from it.

use ratatui_core::buffer::Buffer;
use ratatui_core::layout::{Alignment, Rect};
use ratatui_core::style::Style;

use super::counter;
use super::letters::{LINE, Large};
use super::theme::Role;
use super::widget::{air, left, rule, take_top};
use crate::session::{FeedbackField, Question, Stage, View};
use crate::settings::Appearance;
use crate::ui::fit;
use crate::words::question;

/// Longer lines are hard to read.
const COLUMNS: u16 = 84;

/// Where the session stands, the question, its answers, and what is typed.
pub(super) fn draw(asked: Question, view: &View<'_>, appearance: Appearance, area: Rect, buf: &mut Buffer) {
    let mut room = area;
    let strong = Role::Emphasized.style(appearance);
    let roomy = area.height > 2 * LINE + 4;
    take_top(&mut room, air(area.height).max(u16::from(roomy)));
    if view.stage != Stage::Closing {
        left(&counter::status(view), take_top(&mut room, 1), Style::new(), buf);
        rule(take_top(&mut room, 1), appearance, buf);
        take_top(&mut room, air(area.height).max(u16::from(roomy)));
    }
    let prompt = question::prompt(asked);
    let end = prompt.find('?').map_or(prompt.len(), |end| end + 1);
    let (first, rest) = prompt.split_at(end);
    let rows = if roomy { room.height / 2 } else { 0 };
    let columns = usize::from(room.width.min(COLUMNS));
    if let Some(large) = Large::fit(first, room.width, rows, 2) {
        large.draw(Alignment::Left, take_top(&mut room, large.rows()), Style::new(), buf);
        lines(&fit::wrap(rest, columns), Style::new(), &mut room, buf);
    } else {
        lines(&fit::wrap(&prompt, columns), strong, &mut room, buf);
    }
    take_top(&mut room, u16::from(roomy));
    let typed = inputs(asked, view, columns);
    if !typed.is_empty() {
        lines(&typed, strong, &mut room, buf);
        take_top(&mut room, u16::from(roomy));
    }
    lines(&question::ways(asked, true), Style::new(), &mut room, buf);
}

/// Draws lines from the top of an area.
fn lines(lines: &[String], style: Style, room: &mut Rect, buf: &mut Buffer) {
    for line in lines {
        left(line, take_top(room, 1), style, buf);
    }
}

/// What is typed: a number, or the fields of the sheet at the end.
fn inputs(asked: Question, view: &View<'_>, columns: usize) -> Vec<String> {
    match (asked, view.feedback) {
        (Question::Feedback(open), Some(texts)) => {
            let field = |(field, text)| {
                let label = format!("{}: ", question::field(field));
                if field == open { typed(&format!("> {label}"), text, columns) } else { format!("  {label}{text}") }
            };
            FeedbackField::ALL.into_iter().zip(texts).map(field).collect()
        }
        _ if asked.takes_number() => vec![typed("> ", view.entry, columns)],
        _ => Vec::new(),
    }
}

/// The end of the typed text that fits behind its label, with a cursor.
fn typed(label: &str, text: &str, columns: usize) -> String {
    let mut shown = text;
    while fit::width(label) + fit::width(shown) + 1 > columns && !shown.is_empty() {
        let first = shown.chars().next().map_or(0, char::len_utf8);
        shown = &shown[first..];
    }
    format!("{label}{shown}_")
}

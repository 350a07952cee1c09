//! An open question: a sheet in place of what the session shows, so that nothing distracts from it.

use ratatui_core::buffer::Buffer;
use ratatui_core::layout::{Alignment, Rect};
use ratatui_core::style::Style;

use super::counter;
use super::letters::{LINE, Large};
use super::theme::Role;
use super::widget::{left, rule, spacing, take_top};
use crate::session::{FeedbackField, Question, Stage, View};
use crate::settings::Appearance;
use crate::ui::fit;
use crate::words::question;

/// Longer lines are hard to read.
const COLUMNS: u16 = 84;

/// The state of the session, the question, what is typed, and how it is answered.
pub(super) fn draw(asked: Question, view: &View<'_>, appearance: Appearance, area: Rect, buf: &mut Buffer) {
    let mut room = area;
    let strong = Role::Emphasized.style(appearance);
    let roomy = area.height > 2 * LINE + 4;
    let gap = spacing(area.height).max(u16::from(roomy));
    take_top(&mut room, gap);
    if view.stage != Stage::Closing {
        left(&counter::status(view), take_top(&mut room, 1), Style::new(), buf);
        rule(take_top(&mut room, 1), appearance, buf);
        take_top(&mut room, gap);
    }
    let prompt = question::prompt(asked);
    let (first, rest) = prompt.split_at(prompt.find('?').map_or(prompt.len(), |end| end + 1));
    let columns = usize::from(room.width.min(COLUMNS));
    let rows = if roomy { room.height / 2 } else { 0 };
    match Large::fit(first, room.width, rows, 2).filter(|_| view.stage != Stage::Closing) {
        Some(large) => {
            large.draw(Alignment::Left, take_top(&mut room, large.rows()), Style::new(), buf);
            lines(&fit::wrap(rest, columns), Style::new(), &mut room, buf);
        }
        None => lines(&fit::wrap(&prompt, columns), strong, &mut room, buf),
    }
    take_top(&mut room, gap.min(1));
    let inputs = inputs(asked, view, columns);
    for (line, is_open) in &inputs {
        left(line, take_top(&mut room, 1), if *is_open { strong } else { Style::new() }, buf);
        take_top(&mut room, gap / 2);
    }
    take_top(&mut room, gap.min(u16::from(!inputs.is_empty())));
    lines(&question::ways(asked, true), Style::new(), &mut room, buf);
}

/// Draws lines from the top of an area.
fn lines(lines: &[String], style: Style, room: &mut Rect, buf: &mut Buffer) {
    for line in lines {
        left(line, take_top(room, 1), style, buf);
    }
}

/// What is typed: a number, or the fields of the sheet at the end; and whether the line is the one that is typed into.
fn inputs(asked: Question, view: &View<'_>, columns: usize) -> Vec<(String, bool)> {
    match (asked, view.feedback) {
        (Question::Feedback(open), Some(texts)) => {
            let labels = FeedbackField::ALL.map(question::field);
            let widest = labels.iter().map(|label| fit::width(label)).max().unwrap_or(0);
            let field = |((field, label), text): ((FeedbackField, &str), &str)| {
                let label = fit::padded(label, widest);
                if field == open {
                    (typed(&format!("> {label}  "), text, columns), true)
                } else {
                    (format!("  {label}  {text}"), false)
                }
            };
            FeedbackField::ALL.into_iter().zip(labels).zip(texts).map(field).collect()
        }
        _ if asked.takes_number() || asked.takes_text() => vec![(typed("> ", view.entry, columns), true)],
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

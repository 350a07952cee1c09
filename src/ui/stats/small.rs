//! What a small terminal has room for: the weeks without their days, and the latest of everything else, in lines.

use ratatui_core::buffer::Buffer;
use ratatui_core::layout::{Constraint, Layout, Rect};
use ratatui_core::style::Stylize as _;
use ratatui_core::text::Line;
use ratatui_core::widgets::Widget;

use super::super::fit;
use super::{bars, calendar};
use crate::settings::Charset;
use crate::stats::Stats;
use crate::words::stats as words;

const MORE: &str = "More: a larger window, or `stats | less`";

/// Draws the weeks, as many exercises as fit, how the last session felt, and how to see more.
pub(super) fn draw(stats: &Stats<'_>, area: Rect, set: Charset, buf: &mut Buffer) {
    let [weeks, lines] = Layout::vertical([Constraint::Length(calendar::SHORT_ROWS), Constraint::Fill(1)]).areas(area);
    calendar::draw(stats, weeks, set, buf);
    let last = stats.sessions.last().map(|session| words::felt(&session.past));
    let above = bars::above(stats).map(|(week, percent, _)| format!("Week of {week}: contacts {percent} above mean"));
    let below: Vec<_> = last.into_iter().chain(above).collect();
    let room = usize::from(lines.height).saturating_sub(below.len() + 1);
    let exercises = stats.done().take(room).map(words::stands);
    let fitted = |text: String| Line::raw(fit::cut(&text, lines.width.into()));
    let told = exercises.chain(below).map(fitted).chain([fitted(MORE.to_owned()).dim()]);
    told.zip(lines.rows()).for_each(|(line, row)| line.render(row, buf));
}

//! The statistics of some weeks: a picture for the terminal, the same as text, and as an SVG.

mod bars;
mod calendar;
mod chart;
mod print;
mod small;
mod svg;
mod text;

pub use print::lines;
pub use svg::svg;
pub use text::text;

use ratatui_core::buffer::Buffer;
use ratatui_core::layout::{Constraint, Layout, Rect};
use ratatui_core::style::{Style, Stylize as _};
use ratatui_core::symbols::Marker;
use ratatui_core::text::Line;
use ratatui_core::widgets::Widget;
use ratatui_widgets::block::Block;

use super::fit;
use super::screen::charset;
use crate::settings::Charset;
use crate::stats::{Series, Stats};
use crate::words::stats as words;

/// From this many columns on there are two panels beside each other.
const WIDE: u16 = 76;
/// The columns that a chart of an exercise needs.
const CHART_COLUMNS: u16 = 38;
/// The fewest rows of a panel below or beside another one.
const ROWS: u16 = 5;
/// The fewest rows of a panel of bars below the calendar.
const BARS_ROWS: u16 = 4;
/// The columns of a week.
const WEEK: u16 = 3;
/// The columns before the first week.
const LABEL: u16 = 4;

/// How many weeks fit on this many columns, at least 12.
pub fn weeks(columns: u16) -> u32 {
    let own = if columns < WIDE { columns } else { columns / 2 };
    u32::from(own.saturating_sub(LABEL) / WEEK).max(12)
}

/// The picture for a terminal of `size`, columns and rows, of which one row stays for what is typed next.
pub fn screen(stats: &Stats<'_>, (columns, rows): (u16, u16), set: Charset) -> Buffer {
    let area = Rect::new(0, 0, columns, rows.saturating_sub(1).max(1));
    let mut buf = Buffer::empty(area);
    Line::from(fit::cut(&words::title(stats.routine, stats.period), columns.into())).bold().render(area, &mut buf);
    let calendar_and_one = if columns < WIDE { calendar::ROWS + ROWS } else { calendar::ROWS };
    if area.height < 1 + calendar_and_one {
        small::draw(stats, Rect { y: 1, height: area.height - 1, ..area }, set, &mut buf);
    } else {
        panels(stats, area, set, &mut buf);
    }
    charset::adapt(set, &mut buf);
    buf
}

/// All panels, below the title.
fn panels(stats: &Stats<'_>, area: Rect, set: Charset, buf: &mut Buffer) {
    let columns = area.width;
    let drawn: Vec<&Series<'_>> = stats.done().collect();
    let beside = if columns < WIDE { 1 } else { columns / CHART_COLUMNS };
    let least = if columns < WIDE { calendar::ROWS + 3 * ROWS } else { calendar::ROWS + BARS_ROWS };
    let room = area.height.saturating_sub(1 + least);
    let (charts, hidden) = drawn.split_at_checked(fitting(room, beside, drawn.len())).unwrap_or((&drawn, &[]));
    let note = u16::from(!hidden.is_empty());
    let chart_rows = u16::try_from(charts.len().div_ceil(beside.into())).unwrap_or(u16::MAX);
    let grid = room.saturating_sub(note).min(chart_rows.saturating_mul(2 * ROWS));
    let upper = area.height.saturating_sub(1 + grid + note).min(least + ROWS);
    let [_, upper, grid, note] = Layout::vertical([1, upper, grid, note].map(Constraint::Length)).areas(area);
    overview(stats, upper, set, buf);
    let rows = Layout::vertical(vec![Constraint::Fill(1); charts.len().div_ceil(beside.into())]).split(grid);
    for (row, some) in rows.iter().zip(charts.chunks(beside.max(1).into())) {
        let places = Layout::horizontal(vec![Constraint::Fill(1); beside.into()]).spacing(2).split(*row);
        places.iter().zip(some).for_each(|(place, series)| chart::exercise(series, stats, *place, set, buf));
    }
    let names: Vec<_> = hidden.iter().map(|series| series.exercise.name.as_str()).collect();
    let more = format!("Without room here: {}. `--exercise` shows one.", names.join(", "));
    Line::from(fit::cut(&more, columns.into())).dim().render(note, buf);
}

/// How many charts fit into so many rows, so many beside each other; a row is kept to name those that do not.
fn fitting(rows: u16, beside: u16, charts: usize) -> usize {
    let beside = usize::from(beside);
    let all = usize::from(rows / ROWS) * beside;
    if charts <= all { charts } else { usize::from(rows.saturating_sub(1) / ROWS) * beside }
}

/// The calendar, how it felt, foot contacts and the time worked.
fn overview(stats: &Stats<'_>, area: Rect, set: Charset, buf: &mut Buffer) {
    let [calendar, contacts, feelings, worked] = if area.width < WIDE {
        let room = area.height.saturating_sub(calendar::ROWS) / ROWS;
        let below = [1, 2, 3].map(|place| if place <= room { Constraint::Fill(1) } else { Constraint::Length(0) });
        Layout::vertical([Constraint::Length(calendar::ROWS)].into_iter().chain(below)).areas(area)
    } else {
        let [left, right] =
            Layout::horizontal([Constraint::Length(area.width / 2), Constraint::Fill(1)]).spacing(1).areas(area);
        let rows = Layout::vertical([Constraint::Length(calendar::ROWS), Constraint::Fill(1)]);
        let ([calendar, contacts], [feelings, worked]) = (rows.areas(left), rows.areas(right));
        [calendar, contacts, feelings, worked]
    };
    calendar::draw(stats, calendar, set, buf);
    bars::contacts(stats, contacts, set, buf);
    chart::feelings(stats, feelings, set, buf);
    bars::worked(stats, worked, set, buf);
}

/// A panel: a title above, and perhaps a line below.
fn panel<'a>(title: &str, below: Option<&str>, width: u16) -> Block<'a> {
    let fitted = |text: &str| Line::from(fit::cut(text, width.into()));
    let block = Block::new().title_top(fitted(title).bold());
    match below {
        Some(below) => block.title_bottom(fitted(below).dim()),
        None => block,
    }
}

/// What lines are made of.
fn line_marker(set: Charset) -> Marker {
    match set {
        Charset::Unicode => Marker::Braille,
        Charset::Console | Charset::Ascii => Marker::Custom('.'),
    }
}

/// The style of what is there for orientation.
const AXIS: Style = Style::new().dim();

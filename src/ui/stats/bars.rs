//! A bar for each week.

use std::time::Duration;

use ratatui_core::buffer::Buffer;
use ratatui_core::layout::Rect;
use ratatui_core::symbols::bar;
use ratatui_core::widgets::Widget;
use ratatui_widgets::barchart::{Bar, BarChart};
use ratatui_widgets::block::Padding;

use super::{LABEL, WEEK, panel};
use crate::settings::Charset;
use crate::stats::{Stats, Week};
use crate::words::time;

/// Foot contacts a week, with a remark where a week has notably more than those before it.
pub(super) fn contacts(stats: &Stats<'_>, area: Rect, set: Charset, buf: &mut Buffer) {
    let most = stats.weeks.iter().map(|week| week.contacts).max().unwrap_or(0);
    let remark =
        above(stats).map(|(week, percent, mean)| format!("{week}: {percent} above four weeks' mean, {mean:.0}"));
    let title = format!("Foot contacts a week, at most {most}");
    draw(stats, &title, remark.as_deref(), |week| week.contacts.into(), area, set, buf);
}

/// The last week with notably more foot contacts than those before it: its Monday, by how much, and their mean.
pub(super) fn above(stats: &Stats<'_>) -> Option<(String, String, f64)> {
    let (week, before) = stats.above().next_back()?;
    let percent = f64::from(week.contacts) / before.mean() * 100.0 - 100.0;
    Some((week.monday.strftime("%-d %b").to_string(), format!("{percent:.0}%"), before.mean()))
}

/// The time worked a week.
pub(super) fn worked(stats: &Stats<'_>, area: Rect, set: Charset, buf: &mut Buffer) {
    let most = stats.weeks.iter().map(|week| week.worked).max().unwrap_or(Duration::ZERO);
    let title = format!("Time worked a week, at most {}", time::clock(most));
    draw(stats, &title, None, |week| week.worked.as_secs(), area, set, buf);
}

fn draw(
    stats: &Stats<'_>,
    title: &str,
    below: Option<&str>,
    value: impl Fn(&Week) -> u64,
    area: Rect,
    set: Charset,
    buf: &mut Buffer,
) {
    let fitting = usize::from(area.width.saturating_sub(LABEL) / WEEK);
    let weeks = stats.weeks.get(stats.weeks.len().saturating_sub(fitting)..).unwrap_or_default();
    let bars: Vec<_> = weeks.iter().map(|week| Bar::new(value(week)).text_value("")).collect();
    BarChart::vertical(bars)
        .bar_width(WEEK - 1)
        .bar_gap(1)
        .bar_set(match set {
            Charset::Unicode => bar::NINE_LEVELS,
            Charset::Console | Charset::Ascii => WHOLE,
        })
        .block(panel(title, below, area.width).padding(Padding::left(LABEL)))
        .render(area, buf);
}

/// Bars of whole cells.
const WHOLE: bar::Set<'_> = bar::Set {
    full: "#",
    seven_eighths: "#",
    three_quarters: "#",
    five_eighths: "#",
    half: "#",
    three_eighths: " ",
    one_quarter: " ",
    one_eighth: " ",
    empty: " ",
};

//! The calendar: a column a week, Monday first.

use jiff::{ToSpan, civil};
use ratatui_core::buffer::Buffer;
use ratatui_core::layout::{Constraint, Rect};
use ratatui_core::widgets::Widget;
use ratatui_widgets::table::{Row, Table};

use super::{AXIS, LABEL, WEEK, panel};
use crate::record::{Completion, Past};
use crate::settings::Charset;
use crate::stats::{Stats, Week};
use crate::words::stats as words;

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Draws the weeks that fit, the last ones.
pub(super) fn draw(stats: &Stats<'_>, area: Rect, set: Charset, buf: &mut Buffer) {
    let fitting = usize::from(area.width.saturating_sub(LABEL) / WEEK);
    let weeks = stats.weeks.get(stats.weeks.len().saturating_sub(fitting)..).unwrap_or_default();
    let days = DAYS.iter().zip(0..).map(|(name, place)| {
        let day = |week: &Week| mark(stats, week.monday.saturating_add(i64::from(place).days()), set);
        Row::new([(*name).to_owned()].into_iter().chain(weeks.iter().map(day)))
    });
    let sums = weeks.iter().map(|week| if week.sessions == 0 { String::new() } else { week.sessions.to_string() });
    let widths = [Constraint::Length(LABEL)].into_iter().chain(weeks.iter().map(|_| Constraint::Length(WEEK)));
    let [done, partly, without, _] = marks(set);
    let legend = format!("{} {done} done {partly} part {without} not", words::sessions(stats.routine));
    Table::new(days, widths)
        .header(Row::new([String::new()].into_iter().chain(months(weeks))).style(AXIS))
        .footer(Row::new(["sum".to_owned()].into_iter().chain(sums)).style(AXIS))
        .column_spacing(0)
        .block(panel(&legend, None, area.width))
        .render(area, buf);
}

/// The months, each above its first Monday.
fn months(weeks: &[Week]) -> impl Iterator<Item = String> {
    let mut last = None;
    weeks.iter().map(move |week| {
        let month = week.monday.first_of_month();
        if last.replace(month) == Some(month) { String::new() } else { month.strftime("%b").to_string() }
    })
}

/// What marks a day: the most that was done in a session of it.
fn mark(stats: &Stats<'_>, day: civil::Date, set: Charset) -> String {
    let [done, partly, without, none] = marks(set);
    let of_day = stats.sessions.iter().filter(|session| session.past.began.date() == day);
    let most = of_day.map(|session| share(&session.past)).max();
    match most {
        None if day > stats.on => "",
        None => none,
        Some(Share::Nothing) => without,
        Some(Share::Part) => partly,
        Some(Share::All) => done,
    }
    .to_owned()
}

/// How much of a session was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Share {
    Nothing,
    Part,
    All,
}

fn share(past: &Past) -> Share {
    match past.completion {
        Some(completion) if completion.is_complete() => Share::All,
        Some(Completion { tally, .. }) if tally.done == 0 => Share::Nothing,
        _ => Share::Part,
    }
}

/// All done, in part, nothing done, and a day without a session.
fn marks(set: Charset) -> [&'static str; 4] {
    match set {
        Charset::Unicode => ["●", "◐", "○", "·"],
        Charset::Console | Charset::Ascii => ["#", "+", "o", "."],
    }
}

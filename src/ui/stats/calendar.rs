//! The calendar: a column a week, Monday first, and below it how many sessions the week had.

use std::collections::BTreeSet;

use jiff::{ToSpan, civil};
use ratatui_core::buffer::Buffer;
use ratatui_core::layout::{Constraint, Rect};
use ratatui_core::text::{Line, Span};
use ratatui_core::widgets::Widget;
use ratatui_widgets::table::{Row, Table};

use super::{AXIS, LABEL, WEEK, panel};
use crate::model::Window;
use crate::record::{Completion, Past};
use crate::settings::Charset;
use crate::stats::{Stats, Week};
use crate::words::stats as words;

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/// The rows for the sessions of a week.
const LEVELS: u16 = 3;
/// The rows without the days: a title, the months, and the sessions of a week.
pub(super) const SHORT_ROWS: u16 = 2 + LEVELS;
/// All rows.
pub(super) const ROWS: u16 = SHORT_ROWS + 7;

/// Draws the weeks that fit, the last ones; the days where there is room for all of them.
pub(super) fn draw(stats: &Stats<'_>, area: Rect, set: Charset, buf: &mut Buffer) {
    let fitting = usize::from(area.width.saturating_sub(LABEL) / WEEK);
    let weeks = stats.weeks.get(stats.weeks.len().saturating_sub(fitting)..).unwrap_or_default();
    let days = DAYS.iter().zip(0..).map(|(name, place)| {
        let day = |week: &Week| mark(stats, week.monday.saturating_add(i64::from(place).days()), set);
        Row::new([(*name).to_owned()].into_iter().chain(weeks.iter().map(day)))
    });
    let days = days.filter(|_| area.height >= ROWS);
    let widths = [Constraint::Length(LABEL)].into_iter().chain(weeks.iter().map(|_| Constraint::Length(WEEK)));
    let [done, partly, without, _] = marks(set);
    let meant = words::per_week(stats.routine).unwrap_or_else(|| "Sessions".to_owned());
    let legend = format!("{meant}: {done} done {partly} part {without} not");
    Table::new(days.chain(levels(stats, weeks, set)), widths)
        .header(Row::new([String::new()].into_iter().chain(months(weeks))).style(AXIS))
        .column_spacing(0)
        .block(panel(&legend, None, area.width))
        .render(area, buf);
}

/// The months, each above its first Monday; one of which there is only the last week has no room beside the next one.
fn months(weeks: &[Week]) -> impl Iterator<Item = String> {
    let month = |place: usize| weeks.get(place).map(|week| week.monday.first_of_month());
    (0..weeks.len()).map(move |place| {
        let before = place.checked_sub(1).and_then(month);
        let has_room = before != month(place) && month(place + 1).is_none_or(|next| Some(next) == month(place));
        month(place).filter(|_| has_room).map_or_else(String::new, |month| month.strftime("%b").to_string())
    })
}

/// The sessions of each week, one above the other, with a line at the fewest and at the most that the routine is meant
/// for. Where that takes more rows than there are, a row stands for several sessions.
fn levels<'a>(stats: &Stats<'_>, weeks: &[Week], set: Charset) -> Vec<Row<'a>> {
    let meant = stats.routine.frequency.as_ref().and_then(|frequency| frequency.per_week);
    let ends = meant.map(|Window { min, max }| [min, max]);
    let most = weeks.iter().map(|week| week.sessions).chain(ends.map(|[_, max]| max)).max().unwrap_or(0);
    let mut levels = BTreeSet::new();
    for level in ends.into_iter().flatten().chain([1, most, 2]).filter(|level| (1..=most.max(1)).contains(level)) {
        if levels.len() < usize::from(LEVELS) {
            levels.insert(level);
        }
    }
    let rows = levels.into_iter().rev().map(|level| {
        let line = if ends.is_some_and(|ends| ends.contains(&level)) { across(set) } else { " " };
        let marks = weeks.iter().map(|week| nth_mark(stats, week, level, set));
        let cells = marks.map(|mark| {
            let mark = mark.map_or_else(|| Span::styled(line, AXIS), Span::raw);
            Line::from(vec![mark, Span::styled(line.repeat(usize::from(WEEK) - 1), AXIS)])
        });
        Row::new([Line::styled(format!("{level}x {line}"), AXIS)].into_iter().chain(cells))
    });
    rows.collect()
}

/// What marks the n-th session of a week in which something was done.
fn nth_mark(stats: &Stats<'_>, week: &Week, number: u32, set: Charset) -> Option<&'static str> {
    let next = week.monday.saturating_add(1.week());
    let own = stats.sessions.iter().filter(|session| (week.monday..next).contains(&session.past.began.date()));
    let mut done = own.map(|session| share(&session.past)).filter(|share| *share > Share::Nothing);
    done.nth(usize::try_from(number).ok()?.checked_sub(1)?).map(|share| share.mark(set))
}

/// What marks a day: the most that was done in a session of it.
fn mark(stats: &Stats<'_>, day: civil::Date, set: Charset) -> String {
    let [.., none] = marks(set);
    let of_day = stats.sessions.iter().filter(|session| session.past.began.date() == day);
    let most = of_day.map(|session| share(&session.past)).max();
    most.map_or(if day > stats.on { "" } else { none }, |share| share.mark(set)).to_owned()
}

/// How much of a session was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Share {
    Nothing,
    Part,
    All,
}

impl Share {
    fn mark(self, set: Charset) -> &'static str {
        let [done, partly, without, _] = marks(set);
        match self {
            Self::Nothing => without,
            Self::Part => partly,
            Self::All => done,
        }
    }
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

/// What a line is made of.
fn across(set: Charset) -> &'static str {
    match set {
        Charset::Unicode => "─",
        Charset::Console | Charset::Ascii => "-",
    }
}

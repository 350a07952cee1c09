//! The parts that the layouts of a session share: the event line, position, marks, bars and tips.

use std::time::Duration;

use jiff::civil;
use ratatui_core::buffer::Buffer;
use ratatui_core::layout::{Alignment, Rect};
use ratatui_core::style::Style;

use super::theme::Role;
use super::widget::{SetMark, bar, part, take_top, text};
use crate::model::Side;
use crate::pose::SMALLEST;
use crate::session::{Cursor, TimeDisplay, View};
use crate::settings::Appearance;
use crate::ui::fit;
use crate::words::{self, past, stage, step, time};

/// What a session's screen shows besides the view.
#[derive(Debug, Clone, Copy)]
pub(super) struct SessionContext<'a> {
    pub(super) wall: Option<civil::DateTime>,
    pub(super) muted: bool,
    /// How many times faster than real time it runs.
    pub(super) speed: u32,
    /// The last event that is worth a line.
    pub(super) notice: Option<&'a str>,
    /// Why the session is not saved.
    pub(super) trouble: Option<&'a str>,
    /// Whether there is a figure to be shown.
    pub(super) has_figure: bool,
    pub(super) appearance: Appearance,
}

/// What a layout reports of what it drew.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct DrawnLayout {
    /// The last line to which it can be scrolled.
    pub(super) last: usize,
    /// The place that is left for the figure.
    pub(super) figure: Option<Rect>,
}

/// The event line: what is being typed, else a notice, else why the session is not saved, else an overrun.
pub(super) fn event_line(view: &View<'_>, context: SessionContext<'_>) -> Option<String> {
    let overrun = || view.overrun.map(|by| format!("{} over; the next slot still starts on time", time::two_units(by)));
    let notice = || context.notice.map(str::to_owned);
    let trouble = || context.trouble.map(past::not_saved);
    stage::entry(view).or_else(notice).or_else(trouble).or_else(overrun)
}

/// The position in the exercise: alternating legs, round and set, and what of them is optional.
pub(super) fn position(view: &View<'_>) -> Vec<String> {
    let (here, round) = (view.step, stage::round(view));
    let side = (here.side == Side::Alternate).then(|| step::side(here.side).to_owned());
    let optional = here.optional.then(|| "optional".to_owned());
    let parts = [side, step::round(round, here.rounds), step::set(here), step::more(here, round), optional];
    parts.into_iter().flatten().collect()
}

/// A mark for each set, or for each round where there is only one set; none where there is one of both.
pub(super) fn progress(view: &View<'_>) -> Vec<SetMark> {
    let (here, gap) = (view.step, view.step.is_gap());
    let (now, all) = match here.rounds {
        Some(rounds) if here.sets.max == 1 => (stage::round(view), rounds),
        _ => (here.set, here.sets),
    };
    let mark = |one| match one {
        one if one < now => SetMark::Done,
        one if one == now && !gap => SetMark::Now,
        one if one <= all.min => SetMark::Owed,
        _ => SetMark::Optional,
    };
    if all.max > 1 { (1..=all.max).map(mark).collect() } else { Vec::new() }
}

/// How much of the step is over, where its length is known, and where the low end of its window lies.
pub(super) fn step_bar(view: &View<'_>, area: Rect, context: SessionContext<'_>, buf: &mut Buffer) {
    let Some(length) = view.length.filter(|length| !length.is_zero()) else { return };
    let share = |time: Duration| time.as_secs_f64() / length.as_secs_f64();
    bar(share(view.elapsed), STEP_BAR, area, context.appearance, buf);
    if let TimeDisplay::Up { low } = view.pace
        && view.elapsed < low
    {
        let x = area.x + part(share(low), area.width).min(area.width.saturating_sub(1));
        buf.set_string(x, area.y, "┼", Role::Emphasized.style(context.appearance));
    }
}

/// What a bar of a step is made of: it leaves air above, where digits or a side may stand.
const STEP_BAR: &str = "▄";

/// The lines of the tips: during work that of this set; in a gap the others, then that one.
fn tip_lines(view: &View<'_>, columns: u16) -> Vec<String> {
    let now = step::tip(view.card, view.step, stage::round(view));
    let others = view.card.tips.iter().map(String::as_str).filter(|tip| Some(*tip) != now);
    let shown: Vec<_> = if view.step.is_gap() { others.chain(now).collect() } else { now.into_iter().collect() };
    shown.iter().flat_map(|tip| fit::wrap(&words::one_line(tip), columns.min(TIP_COLUMNS).into())).collect()
}

pub(super) fn tips(view: &View<'_>, alignment: Alignment, area: Rect, buf: &mut Buffer) {
    let columns = usize::from(area.width.min(TIP_COLUMNS));
    let lines = tip_lines(view, area.width);
    for (i, (line, row)) in lines.iter().zip(area.rows()).enumerate() {
        let goes_on = i + 1 == usize::from(area.height) && i + 1 < lines.len();
        let shown = if goes_on { fit::cut(&format!("{line} {}", lines[i + 1]), columns) } else { line.clone() };
        text(&shown, alignment, row, Style::new(), buf);
    }
}

/// Longer lines are hard to read from a distance.
const TIP_COLUMNS: u16 = 80;

/// Takes the place of the figure off the top of the room for the tips, of which some are left where both have room.
pub(super) fn take_figure(view: &View<'_>, context: SessionContext<'_>, room: &mut Rect) -> Option<Rect> {
    let spare =
        room.height.checked_sub(SMALLEST.rows).filter(|_| context.has_figure && room.width >= SMALLEST.columns)?;
    let tips = tip_lines(view, room.width).len().min(usize::from(spare / 3));
    let blank = u16::from(spare > 5);
    let rows = room.height - u16::try_from(tips).unwrap_or(0) - blank;
    Some(take_top(room, rows))
}

/// The next block in a line: its name, side and amount.
pub(super) fn next_line(view: &View<'_>, next: Cursor) -> String {
    let (of, card) = (&view.plan[next.step], view.plan.card(next.step));
    let name = step::name(card, of.side);
    match of.work() {
        Some(work) => format!("{name}, {}", step::amount(work, of.side)),
        None => name,
    }
}

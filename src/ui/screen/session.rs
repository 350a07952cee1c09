//! The screen of a session: the state at the top, the progress of the session and the keys at the bottom, and the current
//! step between them, in the layout that fits its state and the size.

use ratatui_core::buffer::Buffer;
use ratatui_core::layout::{Alignment, Rect};
use ratatui_core::style::Style;

use super::letters::Large;
use super::parts::{SessionContext, position};
use super::theme::Role;
use super::widget::{bar, centred, inset, left, margin, rule, spacing, take_bottom, take_top, text};
use super::{card, question, work};
use crate::session::{Stage, View};
use crate::ui::{fit, keys};
use crate::words::stage::{self, Precision};
use crate::words::time;

/// What the bar of a session is made of.
const SESSION_BAR: &str = "━";
/// The fewest rows on which the state takes three of them.
const TALL: u16 = 40;

/// Returns the place that is left for the figure.
pub(super) fn draw(view: &View<'_>, context: SessionContext<'_>, area: Rect, buf: &mut Buffer) -> Option<Rect> {
    let mut room = area;
    band(view, context, take_top(&mut room, if area.height >= TALL { 3 } else { 1 }), buf);
    let mut room = inset(room);
    let footer = take_bottom(&mut room, 1);
    // A question names its keys itself, and leaves room for a notice about an answer.
    match (view.question, context.notice) {
        (None, _) => {
            left(&keys::footer(view, footer.width.into()), footer, Role::Secondary.style(context.appearance), buf);
        }
        (Some(_), notice) => left(notice.unwrap_or_default(), footer, Role::Emphasized.style(context.appearance), buf),
    }
    if matches!(view.stage, Stage::Closing | Stage::Over) {
        let word = stage::word(view).to_uppercase();
        if let Some(large) = Large::fit(&word, room.width, room.height / 3, 1) {
            take_top(&mut room, 1 + spacing(area.height));
            large.draw(Alignment::Left, take_top(&mut room, large.rows()), Style::new(), buf);
        }
    } else {
        foot(view, context, take_bottom(&mut room, 1), buf);
    }
    if let Some(asked) = view.question {
        question::draw(asked, view, context.appearance, room, buf);
        return None;
    }
    match view.stage {
        Stage::Closing | Stage::Over => None,
        Stage::Running if !view.step.is_gap() => work::draw(view, context, room, buf),
        _ if card::fits(area) => card::draw(view, context, room, buf),
        _ => work::draw(view, context, room, buf),
    }
}

/// The top band: the state as a word, the position in the exercise, and the phase. The band of work is full, and that of
/// a gap holds only the word. In the last three seconds the band of a gap fills, and that of work empties.
fn band(view: &View<'_>, context: SessionContext<'_>, area: Rect, buf: &mut Buffer) {
    let loud = Role::of(view).style(context.appearance);
    let line = Rect { y: area.y + area.height / 2, height: 1, ..area };
    let margin = " ".repeat(margin(area.width).into());
    let patch = |words: String| if words.is_empty() { words } else { format!("{margin}{words}{margin}") };
    let state = patch(stage::state(view).to_uppercase());
    let over = matches!(view.stage, Stage::Closing | Stage::Over);
    let beside = if over { Default::default() } else { [position(view).join(", "), view.phase.name.clone()] };
    let [place, phase] = beside.map(patch);
    let columns = |words: &str| u16::try_from(fit::width(words)).unwrap_or(u16::MAX);
    let full = filled(view, context, area.width);
    let free =
        Rect { x: line.x + columns(&state).min(line.width), width: line.width.saturating_sub(columns(&state)), ..line };
    if view.step.is_gap() && view.stage == Stage::Running && full == 0 {
        rule(free, context.appearance, buf);
    }
    // Where the three do not fit side by side, the phase is left out.
    let half = (line.width.saturating_sub(columns(&place)) / 2).saturating_sub(1);
    if columns(&state).max(columns(&phase)) <= half {
        centred(&place, line, Style::reset(), buf);
        text(&phase, Alignment::Right, line, Style::reset(), buf);
    } else {
        text(&place, Alignment::Right, free, Style::reset(), buf);
    }
    left(&state, line, Style::reset().patch(loud), buf);
    buf.set_style(Rect { width: full, ..area }, Style::reset().patch(loud));
}

fn filled(view: &View<'_>, context: SessionContext<'_>, columns: u16) -> u16 {
    let running = view.stage == Stage::Running;
    let seconds = stage::last_seconds(view).filter(|_| running && !context.appearance.calm);
    let thirds = match (seconds, running && view.step.is_gap()) {
        (None, true) => 0,
        (None, false) => 3,
        (Some(seconds), true) => 4_u64.saturating_sub(seconds),
        (Some(seconds), false) => seconds.saturating_sub(1),
    };
    u16::try_from(thirds * u64::from(columns) / 3).unwrap_or(columns)
}

/// How much of the session is over, the time left, and the time of day at which it ends.
fn foot(view: &View<'_>, context: SessionContext<'_>, area: Rect, buf: &mut Buffer) {
    let precision = stage::precision(view);
    let [about, by] = match precision {
        Precision::Exact => ["", ""],
        Precision::UpTo => ["up to ", "by "],
        Precision::About => ["about ", "about "],
        Precision::MoreThan => ["more than ", ""],
    };
    let mut words = format!(" {about}{} left", time::clock(stage::left(view)));
    // During a pause the end is unknown, and before open work.
    let runs = matches!(view.stage, Stage::Running | Stage::GetReady(_)) && precision != Precision::MoreThan;
    if let Some(ends) = context.wall.filter(|_| runs).and_then(|now| now.checked_add(view.left).ok()) {
        words = format!("{words}, ends {by}{:02}:{:02}", ends.hour(), ends.minute());
    }
    // The least important comes last, where a narrow screen cuts it off.
    if context.trouble.is_some() {
        words = format!("{words}, NOT SAVED");
    }
    if context.speed > 1 {
        words = format!("{words}, {}x speed", context.speed);
    }
    if view.hands_free {
        words = format!("{words}, hands-free");
    }
    if context.muted {
        words = format!("{words}, muted");
    }
    let room = area.width.saturating_sub(u16::try_from(fit::width(&words)).unwrap_or(u16::MAX));
    bar(view.progress, SESSION_BAR, Rect { width: room, ..area }, context.appearance, buf);
    text(&words, Alignment::Right, area, Style::new(), buf);
}

//! What counts: big digits between the sides of the body, beside them the part of a rep that runs, and a second counter
//! where two matter.

mod beside;

use ratatui_core::buffer::Buffer;
use ratatui_core::layout::{Alignment, Rect};
use ratatui_core::style::{Modifier, Style};

use super::digits;
use super::letters::Large;
use super::parts::SessionContext;
use super::theme::Role;
use super::widget::{centred, take_bottom};
use crate::model::{RepTarget, Side};
use crate::plan::{PhaseClock, Work};
use crate::session::{Stage, TimeDisplay, View};
use crate::ui::fit;
use crate::words::{self, stage, step, time};

/// The counters between the sides, or above them on a narrow and high screen, and in the first second of work *go*.
/// Returns the place that is left for the figure.
pub(super) fn draw(view: &View<'_>, context: SessionContext<'_>, area: Rect, buf: &mut Buffer) -> Option<Rect> {
    let below = area.width < WIDE && area.height >= BELOW;
    let has = [Side::Left, Side::Right].map(|side| has(view, side));
    let width = if below { (area.width - 1) / 2 } else { side_columns(view, area.width) };
    let sides = [area.x, area.right() - width].map(|x| Rect { x, width, ..area });
    let mut room = area;
    if !below {
        let [left, right] = has.map(|has| if has { width + APART } else { 0 });
        room = Rect { x: area.x + left, width: area.width.saturating_sub(left + right), ..area };
    }
    let figure = if below { None } else { beside::figure(view, context, room, buf.area) };
    if let Some(figure) = figure {
        let right = figure.x > room.x;
        room.width -= figure.width + APART;
        room.x = if right { room.x } else { figure.right() + APART };
    }
    let rows = (below && has.contains(&true)).then(|| {
        let rows = take_bottom(&mut room, SIDE);
        take_bottom(&mut room, 1);
        rows
    });
    let digits = if stage::is_go(view) && !context.appearance.calm {
        go(room, context, buf);
        room
    } else {
        counters(view, context, room, buf)
    };
    for (which, place) in [Side::Left, Side::Right].into_iter().zip(sides) {
        let rows = rows.unwrap_or(digits);
        side(view, which, Rect { y: rows.y, height: rows.height, ..place }, context, buf);
    }
    figure
}

/// The columns between the counters and a side.
const APART: u16 = 2;

/// How wide the block of a side is beside the digits.
fn side_columns(view: &View<'_>, columns: u16) -> u16 {
    match view.step.side {
        Side::Alternate if second(view).is_some() && columns < 100 => columns / 6,
        _ if columns >= WIDE => (columns / 4).clamp(20, 44),
        _ => 8.min(columns / 3),
    }
}

/// The rows of digits and, below them, of the blocks of the sides.
pub(super) const BELOW: u16 = digits::LEGIBLE + 1 + SIDE;
/// The rows of these blocks.
const SIDE: u16 = 6;

/// The part of a rep, the digits, and the second counter, side by side. Returns the part that the digits took.
fn counters(view: &View<'_>, context: SessionContext<'_>, area: Rect, buf: &mut Buffer) -> Rect {
    let mut room = area;
    let second = second(view);
    let third = area.width / 3;
    let part = if view.stage == Stage::Running { stage::part(view) } else { None };
    let beside = second.map(|second| {
        room.width -= third;
        (second, Rect { x: room.right() + 1, width: third.saturating_sub(2), ..area })
    });
    let named = part.map(|part| {
        room.x += third;
        room.width -= third;
        (part.to_uppercase(), Rect { width: third, ..area })
    });
    let taken = digits::draw(&counted(view), Alignment::Center, room, buf);
    let rows = Rect { y: taken.y, height: taken.height, ..area };
    if stage::is_minimum_done(view) {
        recolour(taken, Role::Work.style(context.appearance), buf);
    }
    if let Some((part, place)) = named {
        let place = place.intersection(rows);
        match Large::fit(&part, place.width.saturating_sub(2), place.height, 1) {
            Some(large) => large.draw_capitals(Alignment::Center, place, Style::new(), buf),
            None => centred(&part, middle(place, 1), Role::Emphasized.style(context.appearance), buf),
        }
    }
    if let Some(((text, of), place)) = beside {
        let mut place = place.intersection(rows);
        let line = take_bottom(&mut place, 1);
        let of = of.iter().find(|of| fit::width(of) <= usize::from(line.width)).map_or("", |of| of);
        centred(of, line, Role::Emphasized.style(context.appearance), buf);
        let gap = u16::from(place.height > 6);
        take_bottom(&mut place, gap);
        digits::draw(&text, Alignment::Center, place, buf);
    }
    rows
}

/// What else counts: the rep of a rhythm, or what is left on the clock of the phase. And what it is, in more and in fewer
/// words.
fn second(view: &View<'_>) -> Option<(String, [String; 2])> {
    if view.stage != Stage::Running {
        return None;
    }
    if let (Some(_), Some(rep), Some(words)) = (view.part, view.rep, stage::rep(view)) {
        return Some((rep.to_string(), [words, "rep".to_owned()]));
    }
    let left = time::clock(time::ceil(view.clock_left.filter(|_| !view.step.is_gap())?));
    match view.phase.clock {
        PhaseClock::None => None,
        PhaseClock::Every(length) | PhaseClock::Within(length) => {
            Some((left, [format!("left of {}", time::short(length)), "left".to_owned()]))
        }
    }
}

/// The fewest columns on which a side is written in large letters.
pub(super) const WIDE: u16 = 64;

/// Whether the step has this side of the body to itself, or both in turn.
pub(super) fn has(view: &View<'_>, which: Side) -> bool {
    view.step.side == which || view.step.side == Side::Alternate
}

/// A block with the name of a side; nothing where the step does not have that side.
pub(super) fn side(view: &View<'_>, which: Side, area: Rect, context: SessionContext<'_>, buf: &mut Buffer) {
    if !has(view, which) {
        return;
    }
    let name = step::side(which).to_uppercase();
    let style = Role::Filled.style(context.appearance);
    buf.set_style(area, style);
    // Both in one size.
    let longest = step::side(Side::Right).to_uppercase();
    let large = Large::fit(&longest, area.width.saturating_sub(2), area.height, 1);
    match large.and_then(|large| large.same_size(&name)) {
        Some(large) => large.draw_capitals(Alignment::Center, area, style, buf),
        None => centred(&name, middle(area, 1), style.bold(), buf),
    }
}

/// This many rows from the middle of an area.
fn middle(area: Rect, rows: u16) -> Rect {
    Rect { y: area.y + area.height.saturating_sub(rows) / 2, height: rows.min(area.height), ..area }
}

/// Gives digits the colour of a style.
fn recolour(digits: Rect, style: Style, buf: &mut Buffer) {
    for at in digits.positions() {
        if buf[at].modifier.contains(Modifier::REVERSED) {
            buf[at].set_style(Style::reset().patch(style));
        }
    }
}

/// The *go*: a block of the colour of work.
fn go(area: Rect, context: SessionContext<'_>, buf: &mut Buffer) {
    let style = Style::reset().patch(Role::Work.style(context.appearance));
    buf.set_style(area, style);
    match Large::fit(GO, area.width, area.height, 1) {
        Some(large) => large.draw_capitals(Alignment::Center, area, style, buf),
        None => centred(GO, middle(area, 1), style, buf),
    }
}

const GO: &str = "GO!";

/// The text of the counter: the time left, the time so far, the reps so far, or the reps to be done.
pub(super) fn counted(view: &View<'_>) -> String {
    if let Stage::GetReady(left) = view.stage {
        return time::ceil(left).as_secs().to_string();
    }
    match (view.pace, view.step.work()) {
        (TimeDisplay::Down, _) => time::clock(time::ceil(view.length.unwrap_or_default().saturating_sub(view.elapsed))),
        (TimeDisplay::Reps, _) => match view.part {
            Some(part) => time::ceil(part.left).as_secs().to_string(),
            None => view.reps.unwrap_or(0).to_string(),
        },
        (TimeDisplay::User, Some(_)) if !view.entry.is_empty() && view.question.is_none() => view.entry.to_owned(),
        (TimeDisplay::User, Some(Work::Reps { target: RepTarget::Count(reps), .. })) => words::number_range(*reps),
        (TimeDisplay::User, Some(Work::Reps { target: RepTarget::AtLeast(n), .. })) => format!("{n}+"),
        (TimeDisplay::Up { .. } | TimeDisplay::User, _) => time::clock(view.elapsed),
    }
}

/// State, counter and name on one line, for the window title and the smallest screens.
pub(super) fn status(view: &View<'_>) -> String {
    let state = stage::state_name(view).to_uppercase();
    if matches!(view.stage, Stage::Closing | Stage::Over) {
        return state;
    }
    let parts = [state, counted(view), step::name(view.card, view.step.side)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
}

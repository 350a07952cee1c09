//! The panels over a session (keys, steps, tips), and the page before it.

use ratatui_core::buffer::Buffer;
use ratatui_core::layout::{Alignment, Rect};
use ratatui_core::style::Style;

use super::counter;
use super::figure::is_enough;
use super::letters::Large;
use super::parts::{DrawnLayout, SessionContext};
use super::steps;
use super::theme::Role;
use super::widget::{inset, left, scrolled, spacing, take_bottom, take_top};
use crate::pose::SMALLEST;
use crate::session::View;
use crate::settings::Appearance;
use crate::ui::fit;
use crate::ui::keys::{self, Panel};
use crate::ui::page::{Page, PageLine, Prompt};
use crate::words::{self, step};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OpenPanel {
    pub(super) panel: Panel,
    /// The line to which it is scrolled; in the list of steps the selected one.
    pub(super) at: usize,
}

/// Draws the page before a session.
pub(super) fn draw_page(
    shown: &Page,
    state: PageState,
    has_figure: bool,
    appearance: Appearance,
    area: Rect,
    buf: &mut Buffer,
) -> DrawnLayout {
    let footer = Rect { y: area.bottom().saturating_sub(1), height: area.height.min(1), ..area };
    buf.set_style(footer, Role::Selected.style(appearance));
    let mut room = inset(area);
    let footer = take_bottom(&mut room, 1);
    let gap = spacing(area.height).max(u16::from(area.height > 6));
    take_top(&mut room, gap);
    match Large::fit(&shown.title, room.width, area.height / 4, 1) {
        Some(large) => large.draw(Alignment::Left, take_top(&mut room, large.rows()), Style::new(), buf),
        None => left(&shown.title, take_top(&mut room, 1), Role::Emphasized.style(appearance), buf),
    }
    take_top(&mut room, gap);
    let heading = Role::Emphasized.style(appearance);
    let prompt = prompt(shown, state, room.width.into());
    take_bottom(&mut room, gap.min(u16::from(!prompt.is_empty() && area.height >= SPACED)));
    let below = take_bottom(&mut room, u16::try_from(prompt.len()).unwrap_or(u16::MAX).min(area.height / 4));
    for (line, row) in prompt.iter().zip(below.rows()) {
        left(line, row, heading, buf);
    }
    let (lines, figure) = text_and_figure(shown, state, has_figure, area.height >= SPACED, room);
    let styled = lines.iter().map(|line| (line.text.as_str(), if line.is_heading { heading } else { Style::new() }));
    let is_longer = lines.len() > usize::from(room.height);
    let below = take_bottom(&mut room, u16::from(is_longer));
    let last = scrolled(styled, state.at, room, buf);
    let more = last.saturating_sub(state.at);
    if more > 0 {
        let more = format!("↓ {} below", words::count(more, "more line"));
        left(&more, below, Role::Secondary.style(appearance), buf);
    }
    left(&keys::page_footer(shown, state.in_full, footer.width.into()), footer, Role::Selected.style(appearance), buf);
    DrawnLayout { last, figure }
}

/// The columns between a text and a figure.
const GUTTER: u16 = 3;

/// The most rows of a strip: on a page it is not what matters most.
const STRIP: u16 = 18;

/// The lines of a page, and the place of its strip: where the text leaves one, else beside the first lines, which are the
/// short ones.
fn text_and_figure(
    shown: &Page,
    state: PageState,
    has_figure: bool,
    is_spaced: bool,
    room: Rect,
) -> (Vec<PageLine>, Option<Rect>) {
    let columns = room.width.min(PAGE_COLUMNS);
    // So many lines are as much narrower.
    let lines = |first: u16, narrower: u16| {
        let columns = |line| columns - if line < usize::from(first) { narrower } else { 0 };
        let mut lines = shown.lines(|line| columns(line).into(), state.in_full);
        lines.retain(|line| is_spaced || !line.text.is_empty());
        lines
    };
    let wide = lines(0, 0);
    let place = strip(room, wide.len());
    if !has_figure || is_enough(place) || room.width < TIPS.1 {
        return (wide, Some(place).filter(|_| has_figure));
    }
    let beside = Rect { x: room.right() - TIPS.0, width: TIPS.0, ..room };
    let narrow = lines(SMALLEST.rows, TIPS.0 + GUTTER);
    let ends_before = |line: &&PageLine| room.x + u16::try_from(fit::width(&line.text)).unwrap_or(u16::MAX) < beside.x;
    let rows = u16::try_from(narrow.iter().take_while(ends_before).count()).unwrap_or(u16::MAX);
    let place = Rect { height: rows.min(STRIP / 2).min(room.height), ..beside };
    (narrow, Some(place).filter(|_| state.at == 0))
}

/// The larger place for a strip: below so many lines, or beside them where they leave columns.
fn strip(room: Rect, lines: usize) -> Rect {
    let from = room.y.saturating_add(u16::try_from(lines + 1).unwrap_or(u16::MAX)).min(room.bottom());
    let rows = (room.bottom() - from).saturating_sub(1).min(STRIP);
    let below = Rect { y: from, height: rows, width: room.width.min(PAGE_COLUMNS).min(rows * 5), ..room };
    let columns = room.width.saturating_sub(PAGE_COLUMNS + GUTTER);
    let rows = room.height.min(columns / 2).min(STRIP);
    let beside = Rect { x: room.right() - columns, width: columns, height: rows, ..room };
    if beside.height > below.height { beside } else { below }
}

/// The question or the message below the sections, with what is typed.
fn prompt(shown: &Page, state: PageState, columns: usize) -> Vec<String> {
    match &shown.prompt {
        Some(Prompt::Question(asked)) if shown.asks() => {
            let typed = if state.is_one_typed { "1" } else { "" };
            fit::wrap(&format!("{asked} {typed}_"), columns)
        }
        Some(Prompt::Question(line) | Prompt::Notice(line)) => fit::wrap(line, columns),
        None => Vec::new(),
    }
}

/// How the page is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct PageState {
    /// The line to which it is scrolled.
    pub(super) at: usize,
    /// Whether it shows what a user who knows the routine has read before.
    pub(super) in_full: bool,
    /// Whether the answer begins with a 1, which may become a ten.
    pub(super) is_one_typed: bool,
}

/// The fewest rows on which there are blank lines between the parts of a page.
const SPACED: u16 = 20;
/// Longer lines are hard to read.
const PAGE_COLUMNS: u16 = 84;

/// Draws a panel below one line with the status of the session.
pub(super) fn draw(
    view: &View<'_>,
    open: OpenPanel,
    context: SessionContext<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> DrawnLayout {
    let appearance = context.appearance;
    let status = (counter::status(view), Role::of(view).style(appearance));
    let (mut room, footer) = frame(&status.0, status.1, area, buf);
    let figure = (open.panel == Panel::Tips && context.has_figure).then(|| beside_tips(view, &mut room)).flatten();
    let columns = usize::from(room.width);
    let (last, hints) = match open.panel {
        Panel::Help => (plain(&help(keys::screen_help(), columns), open.at, room, buf), SCROLLED.as_slice()),
        Panel::Tips => (plain(&tips(view, columns), open.at, room, buf), SCROLLED.as_slice()),
        Panel::Steps => (steps::draw(view, open.at, appearance, room, buf), CHOSEN.as_slice()),
    };
    left(&keys::fitted_footer(hints, footer.width.into()), footer, Role::Secondary.style(appearance), buf);
    DrawnLayout { last, figure }
}

/// Draws the keys of the page before a session over it, and below them those of the session.
pub(super) fn draw_help(title: &str, at: usize, appearance: Appearance, area: Rect, buf: &mut Buffer) -> DrawnLayout {
    let (room, footer) = frame(title, Role::Selected.style(appearance), area, buf);
    let columns = usize::from(room.width);
    left(&keys::fitted_footer(&SCROLLED, columns), footer, Role::Secondary.style(appearance), buf);
    let own = help(keys::page_help(false), columns);
    let later = [String::new(), "In the session:".to_owned()].into_iter().chain(help(keys::screen_help(), columns));
    let last = plain(&own.into_iter().chain(later).collect::<Vec<_>>(), at, room, buf);
    DrawnLayout { last, figure: None }
}

const SCROLLED: [&str; 2] = ["↑ ↓ scroll", "Esc closes"];
const CHOSEN: [&str; 3] = ["Enter jumps there", "Esc closes", "↑ ↓"];

/// The top line of a panel. Returns the room below it and the line at the bottom.
fn frame(title: &str, style: Style, area: Rect, buf: &mut Buffer) -> (Rect, Rect) {
    let mut room = area;
    left(title, Rect { height: area.height.min(1), ..inset(area) }, Style::new(), buf);
    buf.set_style(take_top(&mut room, 1), style);
    let mut room = inset(room);
    let footer = take_bottom(&mut room, 1);
    let gap = spacing(area.height).min(1);
    take_top(&mut room, gap);
    (room, footer)
}

/// Lines without a style.
fn plain(lines: &[String], at: usize, area: Rect, buf: &mut Buffer) -> usize {
    scrolled(lines.iter().map(|line| (line.as_str(), Style::new())), at, area, buf)
}

/// The bindings, each with its help wrapped beside its keys.
fn help(bindings: Vec<(String, &str)>, columns: usize) -> Vec<String> {
    const KEYS: usize = 14;
    let mut lines = Vec::new();
    for (key, help) in bindings {
        let pad = " ".repeat(KEYS.saturating_sub(fit::width(&key)));
        let wrapped = fit::wrap(help, columns.saturating_sub(KEYS));
        for (i, line) in wrapped.into_iter().enumerate() {
            lines.push(if i == 0 { format!("{key}{pad}{line}") } else { format!("{}{line}", " ".repeat(KEYS)) });
        }
    }
    lines
}

/// The columns of the tips beside a figure, and the fewest of a room for both.
const TIPS: (u16, u16) = (34, 72);

/// Takes the place of the figure off the room of the tips: beside them, or above where that is narrow.
fn beside_tips(view: &View<'_>, room: &mut Rect) -> Option<Rect> {
    let place = if room.width >= TIPS.1 {
        let columns = TIPS.0.max(room.width / 4);
        let beside = Rect { x: room.x + columns + GUTTER, width: room.width - columns - GUTTER, ..*room };
        room.width = columns;
        beside
    } else {
        let lines = u16::try_from(tips(view, room.width.into()).len()).unwrap_or(u16::MAX);
        let spare = room.height.saturating_sub(lines + 1);
        let above = if spare >= SMALLEST.rows { take_top(room, spare) } else { return None };
        take_top(room, 1);
        above
    };
    Some(place)
}

/// Goal and tips of the exercise.
fn tips(view: &View<'_>, columns: usize) -> Vec<String> {
    let card = view.card;
    let mut lines = fit::wrap(&step::title(card), columns);
    for prose in card.goal.iter().chain(&card.tips) {
        lines.push(String::new());
        lines.extend(fit::wrap(&words::one_line(prose), columns));
    }
    if card.tips.is_empty() {
        lines.extend([String::new(), "no tips for this exercise".to_owned()]);
    }
    lines
}

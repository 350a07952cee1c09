//! The panels over a session (keys, steps, tips), and the page before it.

use ratatui_core::buffer::Buffer;
use ratatui_core::layout::{Alignment, Rect};
use ratatui_core::style::Style;

use super::counter;
use super::letters::Large;
use super::theme::Role;
use super::widget::{left, scrolled, take_bottom, take_top};
use crate::plan::StepId;
use crate::session::View;
use crate::settings::Appearance;
use crate::ui::fit;
use crate::ui::keys::{self, Panel};
use crate::ui::page::Page;
use crate::words::{self, step};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OpenPanel {
    pub(super) panel: Panel,
    /// The line to which it is scrolled; in the list of steps the selected one.
    pub(super) at: usize,
}

/// Draws the page before a session and returns the last line to which it can be scrolled.
pub(super) fn draw_page(shown: &Page, at: usize, appearance: Appearance, area: Rect, buf: &mut Buffer) -> usize {
    let mut room = area;
    match Large::fit(&shown.title, area.width, area.height / 5, 1) {
        Some(large) => large.draw(Alignment::Left, take_top(&mut room, large.rows()), Style::new(), buf),
        None => left(&shown.title, take_top(&mut room, 1), Role::Emphasized.style(appearance), buf),
    }
    if area.height > 6 {
        take_top(&mut room, 1);
    }
    let footer = take_bottom(&mut room, 1);
    let lines = shown.lines(area.width.min(PAGE_COLUMNS).into());
    let heading = Role::Emphasized.style(appearance);
    let styled = lines.iter().map(|line| (line.text.as_str(), if line.is_heading { heading } else { Style::new() }));
    let last = scrolled(styled, at, room, buf);
    let mut hints = shown.hints();
    if last > 0 {
        hints.push("↑ ↓ scroll");
    }
    let hints = keys::fitted_footer(&hints, footer.width.into());
    left(&hints, footer, Style::new(), buf);
    buf.set_style(footer, Role::Selected.style(appearance));
    last
}

/// Longer lines are hard to read.
const PAGE_COLUMNS: u16 = 84;

/// Draws a panel below one line with the status of the session. Returns the last line to which it can be scrolled.
pub(super) fn draw(view: &View<'_>, open: OpenPanel, appearance: Appearance, area: Rect, buf: &mut Buffer) -> usize {
    let mut room = area;
    let status = take_top(&mut room, 1);
    left(&counter::status(view), status, Style::new(), buf);
    buf.set_style(status, Role::of(view).style(appearance));
    let footer = take_bottom(&mut room, 1);
    let columns = usize::from(area.width);
    let (last, hints) = match open.panel {
        Panel::Help => (plain(&help(columns), open.at, room, buf), ["↑ ↓ scroll", "Esc closes"].as_slice()),
        Panel::Tips => (plain(&tips(view, columns), open.at, room, buf), ["↑ ↓ scroll", "Esc closes"].as_slice()),
        Panel::Steps => {
            (steps(view, open.at, appearance, room, buf), ["Enter jumps there", "Esc closes", "↑ ↓"].as_slice())
        }
    };
    left(&keys::fitted_footer(hints, columns), footer, Role::Secondary.style(appearance), buf);
    last
}

/// Lines without a style.
fn plain(lines: &[String], at: usize, area: Rect, buf: &mut Buffer) -> usize {
    scrolled(lines.iter().map(|line| (line.as_str(), Style::new())), at, area, buf)
}

/// The bindings, each with its help wrapped beside its keys.
fn help(columns: usize) -> Vec<String> {
    const KEYS: usize = 11;
    let mut lines = Vec::new();
    for (key, help) in keys::screen_help() {
        let pad = " ".repeat(KEYS.saturating_sub(fit::width(&key)));
        let wrapped = fit::wrap(help, columns.saturating_sub(KEYS));
        for (i, line) in wrapped.into_iter().enumerate() {
            lines.push(if i == 0 { format!("{key}{pad}{line}") } else { format!("{}{line}", " ".repeat(KEYS)) });
        }
    }
    lines
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

/// The list of steps around the selected one.
fn steps(view: &View<'_>, selected: usize, appearance: Appearance, area: Rect, buf: &mut Buffer) -> usize {
    let last = view.plan.steps.len() - 1;
    let selected = selected.min(last);
    let rows = usize::from(area.height);
    let top = selected.saturating_sub(rows / 2).min((last + 1).saturating_sub(rows));
    for (i, row) in (top..=last).zip(area.rows()) {
        let here = if StepId(i) == view.index { ">" } else { " " };
        left(&format!("{here}{:>4}  {}", i + 1, step::line(view.plan, StepId(i))), row, Style::new(), buf);
        if i == selected {
            buf.set_style(row, Role::Selected.style(appearance));
        }
    }
    last
}

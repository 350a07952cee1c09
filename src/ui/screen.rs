//! The face of a full screen: each frame is drawn whole, and only what changed is sent.

mod bytes;
mod card;
mod compact;
mod counter;
mod digits;
#[cfg(test)]
pub(crate) mod fixture;
mod letters;
mod parts;
mod question;
mod session;
mod sheet;
mod theme;
mod title;
mod widget;
mod work;

#[cfg(test)]
mod tests;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::keys::{self, Does, Sheet};
use super::{Action, Face, Scene};
use crate::session::{Cue, Event, Fact, Key, View, What};
use crate::settings::Appearance;
use crate::words::{cue, question as asking};
use parts::Around;
use sheet::Open;
use theme::Role;
pub use title::Title;

/// The smallest screen that a session fits on.
const SMALLEST: (u16, u16) = (40, 12);
/// Lines that a page key scrolls.
const LEAP: usize = 10;

/// The face of a full screen.
#[derive(Debug, Default)]
pub struct Screen {
    looks: Appearance,
    /// What is on the terminal.
    shown: Option<Buffer>,
    title: Option<Title>,
    overlay: Overlay,
    /// The last line that can be chosen or be the first in sight.
    last: usize,
}

/// What a face shows beside the scene.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Overlay {
    open: Option<Open>,
    /// The first line of the page in sight.
    page_at: usize,
    /// The last thing that happened in this step and is worth a line.
    notice: Option<String>,
}

/// What a key is to the face alone.
enum Own {
    /// None of its own.
    No,
    Taken,
    /// Taken, and it comes to a command.
    Gives(Action),
}

impl Screen {
    /// A face that has shown nothing. `title`: the terminal has one, and whether it is to notify.
    pub fn new(looks: Appearance, title: Option<Title>) -> Self {
        Self { looks, title, ..Self::default() }
    }

    fn notice(&mut self, events: &[Event]) {
        for event in events {
            match &event.what {
                What::Fact(Fact::Started { .. }) => self.overlay.notice = None,
                What::Fact(fact @ (Fact::Amended { .. } | Fact::Pain(_) | Fact::Gap(_))) => {
                    self.overlay.notice = cue::fact(fact);
                }
                What::Cue(told @ (Cue::HalfWay | Cue::Refused(_) | Cue::Length(_) | Cue::Assumed(_))) => {
                    self.overlay.notice = cue::cue(told);
                }
                What::Fact(_) | What::Cue(_) => {}
            }
        }
    }

    /// A key of a sheet or of the page.
    fn own_key(&mut self, scene: Scene<'_>, key: KeyEvent) -> Own {
        let asked = matches!(scene, Scene::Session { view, .. } if view.question.is_some());
        if asked || key.kind == KeyEventKind::Release || !key.modifiers.is_empty() {
            return Own::No;
        }
        if let Some(command) = key.code.as_char().and_then(|c| keys::taken(scene, c)) {
            return Own::Gives(command);
        }
        let at = match (&mut self.overlay.open, scene) {
            (Some(open), _) => &mut open.at,
            (None, Scene::Page(_)) => &mut self.overlay.page_at,
            (None, Scene::Session { .. }) => return Own::No,
        };
        let from = (*at).min(self.last);
        match key.code {
            KeyCode::Up => *at = from.saturating_sub(1),
            KeyCode::Down => *at = (from + 1).min(self.last),
            KeyCode::PageUp => *at = from.saturating_sub(LEAP),
            KeyCode::PageDown => *at = (from + LEAP).min(self.last),
            KeyCode::Home => *at = 0,
            KeyCode::End => *at = self.last,
            KeyCode::Esc if self.overlay.open.is_some() => self.overlay.open = None,
            KeyCode::Enter if self.overlay.open.is_some_and(|open| open.sheet == Sheet::Steps) => {
                self.overlay.open = None;
                return Own::Gives(Action::Session(Key::Jump(from)));
            }
            _ => return Own::No,
        }
        Own::Taken
    }

    /// Opens a sheet, or closes it where it is open.
    fn toggle(&mut self, scene: Scene<'_>, sheet: Sheet) {
        let Scene::Session { view, .. } = scene else { return };
        let at = if sheet == Sheet::Steps { view.index } else { 0 };
        self.overlay.open = match self.overlay.open {
            Some(open) if open.sheet == sheet => None,
            _ => Some(Open { sheet, at }),
        };
        self.last = usize::MAX;
    }
}

impl Face for Screen {
    fn show(&mut self, scene: Scene<'_>, events: &[Event], size: Option<(u16, u16)>, out: &mut Vec<u8>) {
        self.notice(events);
        let Some((columns, rows)) = size.filter(|(columns, rows)| *columns > 0 && *rows > 0) else { return };
        let mut next = Buffer::empty(Rect::new(0, 0, columns, rows));
        self.last = frame(scene, &self.overlay, self.looks, &mut next);
        bytes::between(self.shown.as_ref(), &next, out);
        self.shown = Some(next);
        if let (Some(title), Scene::Session { view, .. }) = (&mut self.title, scene) {
            title.show(view, events, out);
        }
    }

    fn shows_time(&self) -> bool {
        true
    }

    fn repaint(&mut self) {
        self.shown = None;
        if let Some(title) = &mut self.title {
            title.repaint();
        }
    }

    fn key(&mut self, scene: Scene<'_>, key: KeyEvent) -> Option<Action> {
        match self.own_key(scene, key) {
            Own::No => {}
            Own::Taken => return None,
            Own::Gives(command) => return Some(command),
        }
        let does = keys::pressed(super::asked(scene), key)?;
        if let Does::Show(sheet) = does {
            self.toggle(scene, sheet);
        }
        keys::command(scene, does)
    }

    fn line(&mut self, scene: Scene<'_>, line: &str) -> Vec<Action> {
        let all = keys::typed(super::asked(scene), line).unwrap_or_default();
        all.into_iter().filter_map(|does| keys::command(scene, does)).collect()
    }
}

/// Draws a whole frame. Tells the last line that can be chosen, or be the first in sight, of what can be scrolled.
fn frame(scene: Scene<'_>, overlay: &Overlay, looks: Appearance, buf: &mut Buffer) -> usize {
    let area = buf.area;
    let fits = area.width >= SMALLEST.0 && area.height >= SMALLEST.1;
    match scene {
        Scene::Page(page) => sheet::before(page, overlay.page_at, looks, area, buf),
        Scene::Session { view, .. } if !fits => {
            small(view, looks, area, buf);
            0
        }
        Scene::Session { view, wall, muted, trouble, .. } => {
            let around = Around { wall, muted, notice: overlay.notice.as_deref(), trouble, looks };
            if let Some(open) = overlay.open.filter(|_| view.question.is_none()) {
                return sheet::over(view, open, looks, area, buf);
            }
            session::draw(view, around, area, buf);
            0
        }
    }
}

/// What counts, on a screen that is too small for the rest.
fn small(view: &View<'_>, looks: Appearance, area: Rect, buf: &mut Buffer) {
    let (columns, rows) = SMALLEST;
    let question = view.question.map(asking::prompt);
    let mut lines = vec![counter::status(view)];
    lines.extend(question.iter().cloned());
    lines.push(keys::footer(view, area.width.into()));
    lines.push(format!("(too small: make it {columns}x{rows})"));
    if area.height == 1 {
        lines = vec![question.unwrap_or_else(|| counter::status(view))];
    }
    for (i, (line, row)) in lines.iter().zip(area.rows()).enumerate() {
        widget::left(line, row, if i == 0 { Role::Strong.style(looks) } else { Style::new() }, buf);
    }
}

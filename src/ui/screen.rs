//! The face of a full screen: each frame is drawn whole, and only the difference is sent to the terminal.

mod bytes;
mod card;
pub(super) mod charset;
mod counter;
mod diff;
mod digits;
mod figure;
#[cfg(test)]
pub(crate) mod fixture;
mod frame;
mod letters;
mod panel;
mod parts;
mod player;
mod question;
mod session;
mod steps;
mod theme;
mod title;
mod widget;
mod work;

#[cfg(test)]
mod tests;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind};
use ratatui_core::buffer::Buffer;
use ratatui_core::layout::Rect;

use super::keys::{self, KeyCommand, PageCommand, Panel};
use super::page::{Page, PageChoice};
use super::{Action, Face, Scene};
use crate::figure::Figure;
use crate::model::Level;
use crate::session::{Event, Fact, Key, Mono, NOTICE, Question, Shown, View, What};
use crate::settings::Appearance;
use crate::words;
use figure::{FigureCache, SceneFigure, ShownFigure};
use panel::{OpenPanel, PageState};
pub use player::FigurePlayer;
pub use title::Title;

/// How many lines the page keys scroll.
const PAGE_LINES: usize = 10;

/// The face of a full screen.
#[derive(Debug, Default)]
pub struct Screen {
    appearance: Appearance,
    /// The frame that is on the terminal; `None` where that is unknown.
    shown: Option<Buffer>,
    title: Option<Title>,
    overlay: Overlay,
    figures: FigureCache,
    figure: ShownFigure,
    /// Whether the frame that is shown waits for its figure.
    is_behind: bool,
    /// The last line to which the open panel or the page can be scrolled.
    last: usize,
}

/// What is shown on top of the scene.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Overlay {
    open: Option<OpenPanel>,
    page: PageState,
    notice: Option<Notice>,
}

/// A line about an event.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Notice {
    text: String,
    /// It is shown until then, or until another step begins.
    until: Mono,
}

/// What the face itself does with a key.
enum KeyUse {
    NotHandled,
    Handled,
    /// Handled, and it asks for an action.
    Action(Action),
}

impl Screen {
    /// `title` is for a terminal whose window has one.
    pub fn new(appearance: Appearance, title: Option<Title>) -> Self {
        Self { appearance, title, ..Self::default() }
    }

    /// The same with figures, of which each is asked for by its id when it is shown first.
    #[must_use]
    pub fn with_figures(self, source: fn(&str) -> Option<Figure>) -> Self {
        Self { figures: FigureCache::of(source), ..self }
    }

    fn draw(&mut self, scene: Scene<'_>, buf: &mut Buffer) {
        let wanted = SceneFigure::of(scene, &self.figures, self.appearance);
        let drawn = frame::draw(scene, &self.overlay, self.appearance, wanted.is_some(), buf);
        self.last = drawn.last;
        charset::adapt(self.appearance.charset, buf);
        self.figure.draw(wanted.zip(drawn.figure), self.appearance, buf);
    }

    fn update_notice(&mut self, view: &View<'_>, events: &[Event], news: &[String]) {
        for event in events {
            let (text, time) = match &event.what {
                What::Fact(Fact::Started { .. }) => {
                    self.overlay.notice = None;
                    continue;
                }
                What::Fact(fact @ (Fact::Amended { .. } | Fact::Load(_) | Fact::Pain(_) | Fact::Gap(_))) => {
                    (words::cue::fact(fact, view.plan[event.step].own_side()), NOTICE)
                }
                What::Fact(_) => continue,
                What::Cue(cue) => match cue.row().shown {
                    Shown::Notice(time) => (Some(words::cue::cue(cue)), time),
                    Shown::No | Shown::Line => continue,
                },
            };
            self.overlay.notice = text.map(|text| Notice { text, until: event.at + time });
        }
        if let Some(text) = news.last().cloned() {
            self.overlay.notice = Some(Notice { text, until: view.now + NOTICE });
        }
        self.overlay.notice = self.overlay.notice.take().filter(|notice| view.now < notice.until);
    }

    /// Scrolls the page, shows all of it, types an answer, or does what its table says.
    fn page_key(&mut self, page: &Page, key: KeyEvent) -> KeyUse {
        let state = &mut self.overlay.page;
        // Two buttons are all that a clicker has: the one that turns pages begins once there are no more.
        let begins = key.code == KeyCode::PageDown && state.at >= self.last;
        if !begins && scroll(&mut state.at, self.last, key.code) {
            return KeyUse::Handled;
        }
        let answer = |level| {
            Level::new(level)
                .map_or(KeyUse::Handled, |level| KeyUse::Action(Action::Choose(PageChoice::Morning(Some(level)))))
        };
        // One key is enough for an answer, but a 1 may still become a ten.
        let is_one_typed = std::mem::take(&mut state.is_one_typed) && page.asks();
        match (keys::parse_page_key(page, key), is_one_typed) {
            (Some(PageCommand::Digit(0)), true) => answer(10),
            (Some(PageCommand::Digit(1)), false) | (Some(PageCommand::Digit(_)), true) => {
                state.is_one_typed = true;
                KeyUse::Handled
            }
            (Some(PageCommand::Digit(digit)), false) => answer(digit),
            (Some(PageCommand::Enter), true) => answer(1),
            (None, true) if key.code == KeyCode::Backspace => KeyUse::Handled,
            (Some(PageCommand::InFull), _) => {
                *state = PageState { at: 0, in_full: !state.in_full, ..*state };
                KeyUse::Handled
            }
            (Some(PageCommand::Help), _) => {
                self.overlay.open = Some(OpenPanel { panel: Panel::Help, at: 0 });
                KeyUse::Handled
            }
            (Some(command), _) => keys::page_action(page, command).map_or(KeyUse::Handled, KeyUse::Action),
            (None, _) => KeyUse::NotHandled,
        }
    }

    /// Scrolls the open panel, or closes it. No other key passes through, except those that end or suspend the program.
    fn panel_key(&mut self, scene: Scene<'_>, mut open: OpenPanel, key: KeyEvent) -> KeyUse {
        let command = keys::parse_key(None, key);
        let own = KeyCommand::Toggle(open.panel);
        if matches!(command, Some(KeyCommand::Interrupt | KeyCommand::Suspend)) {
            return KeyUse::NotHandled;
        }
        if scroll(&mut open.at, self.last, key.code) {
            self.overlay.open = Some(open);
        } else if let Some(KeyCommand::Session(Key::Enter)) = command {
            self.overlay.open = None;
            if let (Panel::Steps, Scene::Session { view, .. }) = (open.panel, scene)
                && let Some(block) = steps::blocks(view.plan).get(open.at.min(self.last))
            {
                return KeyUse::Action(Action::Session(Key::Jump(*block)));
            }
        } else if command == Some(own) || matches!(command, Some(KeyCommand::Session(Key::Escape | Key::Quit))) {
            self.overlay.open = None;
        }
        KeyUse::Handled
    }

    fn open(&mut self, view: &View<'_>, panel: Panel) {
        let at = match (panel, view.question) {
            (Panel::Steps, Some(Question::LeftOut { first, .. })) => steps::block_at(view.plan, first),
            (Panel::Steps, _) => steps::block_at(view.plan, view.index),
            (Panel::Help | Panel::Tips, _) => 0,
        };
        self.overlay.open = Some(OpenPanel { panel, at });
        self.last = usize::MAX;
    }
}

/// Moves a line as a key asks for, at most to the last one. Whether the key is one that scrolls.
fn scroll(at: &mut usize, last: usize, key: KeyCode) -> bool {
    let from = (*at).min(last);
    *at = match key {
        KeyCode::Up => from.saturating_sub(1),
        KeyCode::Down => (from + 1).min(last),
        KeyCode::PageUp => from.saturating_sub(PAGE_LINES),
        KeyCode::PageDown => (from + PAGE_LINES).min(last),
        KeyCode::Home => 0,
        KeyCode::End => last,
        _ => return false,
    };
    true
}

/// Whether a panel can be open in this view: not under a question, but to see what was left out.
fn has_panels(view: &View<'_>) -> bool {
    matches!(view.question, None | Some(Question::LeftOut { .. }))
}

impl Face for Screen {
    fn show(&mut self, scene: Scene<'_>, events: &[Event], size: Option<(u16, u16)>, out: &mut Vec<u8>) {
        if let Scene::Session { view, news, .. } = scene {
            self.update_notice(view, events, news);
            // A question closes it.
            self.overlay.open = self.overlay.open.filter(|_| has_panels(view));
        }
        // The first frame comes at once: it waits for no figure.
        let is_first = self.shown.is_none() && !self.is_behind;
        self.is_behind = is_first && self.figures.lack(scene);
        if !self.is_behind {
            self.figures.read(scene);
        }
        let Some((columns, rows)) = size.filter(|(columns, rows)| *columns > 0 && *rows > 0) else { return };
        let mut next = Buffer::empty(Rect::new(0, 0, columns, rows));
        self.draw(scene, &mut next);
        bytes::paint(self.shown.as_ref(), &next, out);
        self.shown = Some(next);
        if let (Some(title), Scene::Session { view, .. }) = (&mut self.title, scene) {
            title.show(view, events, out);
        }
    }

    fn changes_at(&self, view: &View<'_>) -> Option<Mono> {
        let notice_ends = self.overlay.notice.as_ref().map(|notice| notice.until);
        [view.changes_at, notice_ends, self.figure.changes_at(view)].into_iter().flatten().min()
    }

    fn is_behind(&self) -> bool {
        self.is_behind
    }

    fn repaint(&mut self) {
        self.shown = None;
        if let Some(title) = &mut self.title {
            title.repaint();
        }
    }

    fn stand_still(&mut self) {
        self.appearance.calm = true;
    }

    fn key(&mut self, scene: Scene<'_>, key: KeyEvent) -> Option<Action> {
        if key.kind == KeyEventKind::Release {
            return None;
        }
        let used = match (scene, self.overlay.open) {
            (Scene::Page(_), Some(open)) => self.panel_key(scene, open, key),
            (Scene::Page(page), None) => self.page_key(page, key),
            (Scene::Session { view, .. }, Some(open)) if has_panels(view) => self.panel_key(scene, open, key),
            (Scene::Session { .. }, _) => KeyUse::NotHandled,
        };
        match used {
            KeyUse::NotHandled => {}
            KeyUse::Handled => return None,
            KeyUse::Action(action) => return Some(action),
        }
        let command = keys::parse_key(super::open_question(scene), key)?;
        if let (KeyCommand::Toggle(panel), Scene::Session { view, .. }) = (command, scene)
            && has_panels(view)
        {
            self.open(view, panel);
        }
        keys::action(scene, command)
    }

    fn line(&mut self, scene: Scene<'_>, line: &str) -> Vec<Action> {
        let commands = keys::parse_line(super::open_question(scene), line).unwrap_or_default();
        commands.into_iter().filter_map(|command| keys::action(scene, command)).collect()
    }
}

//! The faces of a session: plain lines and a full screen, over one key table.
//!
//! A face receives the scene and the events, and returns the bytes for its terminal; it writes nothing itself and reads
//! no clock.

mod event_lines;
pub mod figure;
pub mod fit;
#[cfg(test)]
mod fixture;
pub mod handout;
pub mod keys;
pub mod page;
pub mod plain;
pub mod printer;
pub mod report;
pub mod screen;
pub mod stats;
pub mod summary;

pub use event_lines::{EventLines, EventTarget};

use jiff::civil;

use crate::session::{Event, Key, Mono, Question, View};
use crossterm::event::KeyEvent;
use page::{Page, PageChoice};

/// What there is to show.
#[derive(Debug, Clone, Copy)]
pub enum Scene<'a> {
    /// The page before a session.
    Page(&'a Page),
    Session {
        view: &'a View<'a>,
        /// The time of day; `None` where time is virtual.
        wall: Option<civil::DateTime>,
        muted: bool,
        /// How many times faster than real time it runs.
        speed: u32,
        /// Whether it runs hands-free because there is no input to answer with.
        unattended: bool,
        /// Why the session is not saved, while it should be.
        trouble: Option<&'a str>,
        /// News that is no event.
        news: &'a [String],
    },
}

/// What the user asks for with a key or a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Leaves the page and starts the session.
    Start,
    /// Leaves the page with something that is chosen on it.
    Choose(PageChoice),
    /// A key for the session. On the page there is only [`Key::Quit`], which leaves it.
    Session(Key),
    /// Ctrl-C: asks whether to end; a second one ends at once.
    Interrupt,
    /// Gives the terminal back and stops the process.
    Suspend,
    /// Sound off, or on again.
    Mute,
    /// The sound gets louder, or quieter.
    Volume { louder: bool },
    /// The voice on, or off again.
    Voice,
}

pub trait Face {
    /// Appends to `out` the bytes that show the scene and the events since the last call on a terminal of `size`
    /// columns and rows (`None`: no terminal). Appends nothing where nothing changed.
    fn show(&mut self, scene: Scene<'_>, events: &[Event], size: Option<(u16, u16)>, out: &mut Vec<u8>);

    /// When it has to be called again because what it shows of this view changes with time.
    fn changes_at(&self, view: &View<'_>) -> Option<Mono>;

    /// Whether it has to be called again at once, for what would have kept the last call waiting.
    fn is_behind(&self) -> bool {
        false
    }

    /// Forgets what is on the terminal, so that the next call paints all of it.
    fn repaint(&mut self);

    /// From now on nothing moves that need not: the terminal takes long for what is sent.
    fn stand_still(&mut self) {}

    /// Handles a key. What concerns the face alone, such as opening the help, yields no action.
    fn key(&mut self, scene: Scene<'_>, key: KeyEvent) -> Option<Action>;

    /// Handles a typed line, which may hold several actions.
    fn line(&mut self, scene: Scene<'_>, line: &str) -> Vec<Action>;
}

fn open_question(scene: Scene<'_>) -> Option<Question> {
    match scene {
        Scene::Page(_) => None,
        Scene::Session { view, .. } => view.question,
    }
}

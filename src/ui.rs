//! The faces of a session: plain lines and a full screen, over one key table.
//!
//! A face is shown what happened and how things stand, and answers with the bytes for its terminal; it writes nothing
//! itself and reads no clock.

pub mod fit;
#[cfg(test)]
mod fixture;
pub mod keys;
pub mod page;
pub mod plain;
pub mod printer;
pub mod report;
pub mod screen;
pub mod summary;

use jiff::civil;

use crate::plan::{Card, Step};
use crate::session::{Event, Key, Question, View};
use crossterm::event::KeyEvent;
use page::{Offer, Page};

/// How things stand.
#[derive(Debug, Clone, Copy)]
pub enum Scene<'a> {
    /// The page before a session.
    Page(&'a Page),
    Session {
        /// How it stands.
        view: &'a View<'a>,
        /// What a clock on the wall says now; `None` where time is not real.
        wall: Option<civil::DateTime>,
        /// Whether the sound is off.
        muted: bool,
        /// Whether it goes by itself only because nobody is there to answer.
        unattended: bool,
        /// Why what was done is not on the disk, where it should be and is not.
        trouble: Option<&'a str>,
    },
}

/// What the user wants, when a face has understood a key or a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// From the page into the session.
    Start,
    /// Something that the page offers.
    Take(Offer),
    /// Something for the session. [`Key::Quit`] on the page leaves it.
    Session(Key),
    /// Ctrl-C: asks to end, a second one ends at once.
    Interrupt,
    /// Give the terminal back and stop the process.
    Suspend,
    /// Sound off, or on again.
    Mute,
}

pub trait Face {
    /// Shows what happened since the last call and how things stand, as bytes for a terminal of this size (columns
    /// and rows; `None`: no terminal), appended to `out`. Appends nothing where nothing changed.
    fn show(&mut self, scene: Scene<'_>, events: &[Event], size: Option<(u16, u16)>, out: &mut Vec<u8>);

    /// Whether it shows time passing, and so wants to be shown at [`View::changes_at`].
    fn shows_time(&self) -> bool;

    /// Forgets what is on the terminal: the next call paints it whole.
    fn repaint(&mut self);

    /// Understands a key. What concerns the face alone (help, the list of steps) it keeps to itself.
    fn key(&mut self, scene: Scene<'_>, key: KeyEvent) -> Option<Action>;

    /// Understands a line that was typed, which may come to several commands.
    fn line(&mut self, scene: Scene<'_>, line: &str) -> Vec<Action>;
}

/// The form tip of a block of work and of the gap before it: another one each set and round.
fn tip<'a>(card: &'a Card, step: &Step, round: u32) -> Option<&'a str> {
    let turn = (step.set + round).saturating_sub(2) as usize;
    let tips = &card.tips;
    tips.get(turn % tips.len().max(1)).map(String::as_str)
}

/// The question that is open in a scene.
fn asked(scene: Scene<'_>) -> Option<Question> {
    match scene {
        Scene::Page(_) => None,
        Scene::Session { view, .. } => view.question,
    }
}

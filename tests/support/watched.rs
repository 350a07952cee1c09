//! A face that is watched.

use calfguide::session::{Event, Mono, View};
use calfguide::ui::plain::Plain;
use calfguide::ui::{Action, Face, Scene};
use crossterm::event::KeyEvent;

/// A plain face whose events are watched.
pub struct WatchedFace<F: FnMut(&[Event])> {
    pub face: Plain,
    pub look: F,
}

impl<F: FnMut(&[Event])> Face for WatchedFace<F> {
    fn show(&mut self, scene: Scene<'_>, events: &[Event], size: Option<(u16, u16)>, out: &mut Vec<u8>) {
        (self.look)(events);
        self.face.show(scene, events, size, out);
    }
    fn changes_at(&self, view: &View<'_>) -> Option<Mono> {
        self.face.changes_at(view)
    }
    fn repaint(&mut self) {}
    fn key(&mut self, scene: Scene<'_>, key: KeyEvent) -> Option<Action> {
        self.face.key(scene, key)
    }
    fn line(&mut self, scene: Scene<'_>, line: &str) -> Vec<Action> {
        self.face.line(scene, line)
    }
}

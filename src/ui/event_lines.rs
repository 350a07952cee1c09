//! A face that also writes every event as a line of JSON.

use crossterm::event::KeyEvent;

use super::{Action, Face, Scene};
use crate::session::{Event, Mono, View, json};

/// A face, and where its events go.
pub struct EventLines<'a> {
    face: &'a mut dyn Face,
    to: EventTarget<'a>,
}

/// Where the lines of events go.
pub enum EventTarget<'a> {
    /// In the place of what the face shows.
    Output,
    /// Elsewhere, beside what it shows.
    Beside(&'a mut dyn FnMut(String)),
}

impl<'a> EventLines<'a> {
    pub fn new(face: &'a mut dyn Face, to: EventTarget<'a>) -> Self {
        Self { face, to }
    }
}

impl Face for EventLines<'_> {
    fn show(&mut self, scene: Scene<'_>, events: &[Event], size: Option<(u16, u16)>, out: &mut Vec<u8>) {
        let lines: Vec<String> = match scene {
            Scene::Session { view, .. } => {
                events.iter().map(|event| format!("{}\n", json::event(event, view))).collect()
            }
            Scene::Page(_) => Vec::new(),
        };
        match &mut self.to {
            EventTarget::Output => {
                // The face goes on with what it knows of the session.
                self.face.show(scene, events, size, &mut Vec::new());
                out.extend(lines.concat().into_bytes());
            }
            EventTarget::Beside(tell) => {
                self.face.show(scene, events, size, out);
                lines.into_iter().for_each(tell);
            }
        }
    }

    fn changes_at(&self, view: &View<'_>) -> Option<Mono> {
        self.face.changes_at(view)
    }

    fn repaint(&mut self) {
        self.face.repaint();
    }

    fn stand_still(&mut self) {
        self.face.stand_still();
    }

    fn key(&mut self, scene: Scene<'_>, key: KeyEvent) -> Option<Action> {
        self.face.key(scene, key)
    }

    fn line(&mut self, scene: Scene<'_>, line: &str) -> Vec<Action> {
        self.face.line(scene, line)
    }
}

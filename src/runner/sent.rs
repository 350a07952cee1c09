//! Keys that another process sent.

use super::{End, Runner};
use crate::host::ClientId;
use crate::ui::{Action, keys};
use crate::words::answer::answer;
use crate::words::sound;

impl Runner<'_> {
    /// Does what a key does, and answers what came of it.
    pub(super) fn obey(&mut self, name: &str, client: ClientId) -> Option<End> {
        let asked = self.question();
        let action = keys::by_name(name).and_then(|command| self.on_scene(|_, scene| keys::action(scene, command)));
        let end = action.and_then(|action| self.perform(action));
        let now = self.now();
        let line = match (end, action, &self.session) {
            (Some(End::Chose(_)), ..) => "taken: what the page offers".to_owned(),
            (Some(_), ..) => "left: no session has begun".to_owned(),
            (None, Some(Action::Volume { .. }), _) => sound::volume(self.audio.volume().percent),
            (None, Some(Action::Voice), _) => sound::voice(self.audio.speaks()).to_owned(),
            (None, Some(Action::Mute), _) => format!("sound {}", if self.audio.volume().muted { "off" } else { "on" }),
            (None, _, Some(session)) => answer(&session.view(now), &self.new_events, asked),
            (None, _, None) => "the session has not begun: `done` starts it".to_owned(),
        };
        self.world.answer(client, &line);
        end
    }
}

//! Keys that another process or the desktop sent.

use super::{End, Runner};
use crate::host::ClientId;
use crate::ui::Action;
use crate::ui::keys::{self, KeyCommand};
use crate::words::answer::answer;
use crate::words::sound;

impl Runner<'_> {
    /// Does what a key does, even under an open panel: whoever sends a key does not see the screen.
    pub(super) fn press(&mut self, command: Option<KeyCommand>) -> (Option<Action>, Option<End>) {
        let action = command.and_then(|command| self.on_scene(|_, scene| keys::action(scene, command)));
        (action, action.and_then(|action| self.perform(action)))
    }

    /// Does what a key does, and answers the client with the result.
    pub(super) fn press_for_client(&mut self, name: &str, client: ClientId) -> Option<End> {
        let asked = self.question();
        let (action, end) = self.press(keys::by_name(name));
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

//! What the runner does with sound.

use std::sync::Arc;
use std::time::Duration;

use super::Runner;
use crate::audio::{HORIZON, Surroundings};
use crate::host::{self, World};
use crate::words::sound;

/// How long what is scheduled stays as it is while nothing happens: much shorter than [`HORIZON`].
const RESCHEDULE_AFTER: Duration = Duration::from_secs(1);

/// What rings the bell of a terminal.
pub const BELL: u8 = 0x07;

/// What live sound needs of a world; `None` where time is virtual, and nothing can be heard.
pub fn surroundings(world: &dyn World) -> Option<Surroundings> {
    let waker = world.waker()?;
    Some(Surroundings {
        clock: host::uptime,
        speed: world.speed(),
        thread: host::DISPENSABLE_THREAD,
        has_bell: world.has_bell(),
        wake: Arc::new(move || waker.wake()),
    })
}

impl Runner<'_> {
    pub(super) fn enter_audio(&mut self) {
        if let Some(surroundings) = surroundings(self.world) {
            self.audio.enter(surroundings);
        }
    }

    /// Plays what happened, and schedules what is ahead.
    pub(super) fn play(&mut self) {
        let now = self.now();
        // A figure that moves changes nothing about what is heard.
        if self.unheard.is_empty() && self.scheduled.is_some_and(|then| now < then + RESCHEDULE_AFTER) {
            return;
        }
        self.scheduled = Some(now);
        let happened = std::mem::take(&mut self.unheard);
        if self.audio.rings(&happened) && self.world.has_bell() {
            self.world.write(&[BELL]);
        }
        match &self.session {
            None => self.audio.prepare(self.plan),
            Some(session) if self.audio.looks_ahead() => {
                self.audio.play(session.plan(), now, &happened, session.ahead(now + HORIZON));
            }
            Some(_) => {}
        }
    }

    /// The page shows the voice itself.
    pub(super) fn toggle_voice(&mut self) {
        self.audio.toggle_voice();
        if self.session.is_some() {
            self.news.push(sound::voice(self.audio.speaks()).to_owned());
        }
    }

    pub(super) fn turn_volume(&mut self, louder: bool) {
        self.audio.turn(louder);
        self.news.push(sound::volume(self.audio.volume().percent));
    }
}

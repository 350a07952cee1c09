//! The sounds in words.

use crate::session::Sound;

/// What a sound means.
pub fn sound(sound: Sound) -> &'static str {
    match sound {
        Sound::Tick => "a beat, a part of a rep, a second of a hold",
        Sound::Accent => "a rep is complete",
        Sound::HalfWay => "half-way",
        Sound::Last => "3, 2, 1 before the end of work",
        Sound::Ready => "3, 2, 1 before work",
        Sound::Minimum => "the minimum is done",
        Sound::Go => "go",
        Sound::Question => "a question",
        Sound::SetDone => "done",
        Sound::Switch => "switch sides",
        Sound::Resumed => "going on",
        Sound::Paused => "paused",
        Sound::Restored => "the sound is back",
        Sound::SessionDone => "session done",
    }
}

/// Whether a voice says what comes next; `None` where it could not be heard.
pub fn voice(speaks: Option<bool>) -> &'static str {
    match speaks {
        Some(true) => "voice on",
        Some(false) => "voice off",
        None => "no voice: there is no sound to hear it on",
    }
}

/// How loud it is.
pub fn volume(percent: u8) -> String {
    format!("volume {percent}")
}

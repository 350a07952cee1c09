//! Sound: the events of a session, made audible. What happens next is scheduled ahead, so that it is heard on time however
//! late the program wakes up, and scheduled anew whenever something happens.
//!
//! The [`score`] says what is heard and when, a [`mixer`] turns it into samples, and an output takes them.

mod announcer;
mod file;
mod mixer;
mod score;
mod speech;
mod tone;

use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use announcer::{Announcer, Studio};
use file::AudioFile;
use mixer::{Channel, Placed};
use tone::Clip;

pub use speech::{Program, Voice};

use crate::plan::Plan;
use crate::session::{Event, Fact, Mono, Sound, What};
use crate::words::spoken::Reasons;

/// Samples a second, of one channel.
const RATE: u32 = 48_000;

/// How far ahead of the session sound is scheduled: longer than anything that is said takes.
pub const HORIZON: Duration = Duration::from_secs(12);

/// The sound of a session.
pub struct Audio {
    output: Output,
    clips: HashMap<Sound, Clip>,
    /// What was ahead when sound was scheduled last.
    planned: Vec<Event>,
    volume: Volume,
    /// Whether what is heard ends before anything else is played: the voice was turned off.
    has_to_cut: bool,
    /// `None` where no voice could be heard.
    announcer: Option<Announcer>,
}

/// How loud it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Volume {
    /// 0 to 100.
    pub percent: u8,
    pub muted: bool,
}

/// Where the sound goes.
enum Output {
    /// Nowhere.
    Off,
    /// To the bell of the terminal, which is not the business of this module.
    Bell,
    File(Box<AudioFile>),
}

impl Default for Volume {
    fn default() -> Self {
        Self { percent: 80, muted: false }
    }
}

impl Volume {
    /// What samples are multiplied with.
    fn gain(self) -> f32 {
        if self.muted { 0.0 } else { f32::from(self.percent) / 100.0 }
    }
}

impl Audio {
    pub fn off() -> Self {
        Self::new(Output::Off, Volume::default())
    }

    /// Turns of the session ring the bell of the terminal.
    pub fn bell(volume: Volume) -> Self {
        Self::new(Output::Bell, volume)
    }

    /// All of it is written to a new WAV file, on the time of the session.
    pub fn file(path: &Path, volume: Volume) -> io::Result<Self> {
        let file = AudioFile::create(path, volume.gain())?;
        Ok(Self::new(Output::File(Box::new(file)), volume))
    }

    fn new(output: Output, volume: Volume) -> Self {
        let clips = match output {
            Output::Off | Output::Bell => HashMap::new(),
            Output::File(_) => Sound::ALL.into_iter().map(|sound| (sound, tone::clip(sound))).collect(),
        };
        Self { output, clips, planned: Vec::new(), volume, has_to_cut: false, announcer: None }
    }

    /// With a voice, which is on from the beginning or waits for a key.
    #[must_use]
    pub fn with_voice(mut self, voice: Voice, is_on: bool) -> Self {
        self.announcer = match self.output {
            Output::Off | Output::Bell => None,
            Output::File(_) => Some(Announcer::new(voice, is_on)),
        };
        self
    }

    /// Hands it what sound needs where time is real: nobody waits for a sentence to be rendered.
    pub fn enter(&mut self, speed: u32, wake: impl Fn() + Send + Sync + 'static) {
        if let Some(announcer) = &mut self.announcer {
            announcer.move_to(Studio::Thread { name: "voice", wake: Arc::new(wake), speed });
        }
    }

    /// Why amounts have changed since last time, which the voice tells.
    pub fn explain(&mut self, reasons: Reasons) {
        if let Some(announcer) = &mut self.announcer {
            announcer.explain(reasons);
        }
    }

    /// Whether a voice says what comes next; `None` where it could not be heard.
    pub fn speaks(&self) -> Option<bool> {
        self.announcer.as_ref().map(Announcer::is_on)
    }

    pub fn toggle_voice(&mut self) {
        if let Some(announcer) = &mut self.announcer {
            announcer.toggle();
            self.has_to_cut = true;
        }
    }

    pub fn volume(&self) -> Volume {
        self.volume
    }

    pub fn toggle_mute(&mut self) {
        self.set_volume(Volume { muted: !self.volume.muted, ..self.volume });
    }

    fn set_volume(&mut self, volume: Volume) {
        self.volume = volume;
        if let Output::File(file) = &mut self.output {
            file.mixer().set_volume(volume.gain());
        }
    }

    /// Whether any of these events has to ring the bell of the terminal.
    pub fn rings(&self, happened: &[Event]) -> bool {
        let rings = |event: &Event| event.what.sound().is_some_and(Sound::rings);
        matches!(self.output, Output::Bell) && self.volume.gain() > 0.0 && happened.iter().any(rings)
    }

    /// Whether it has to be told what is ahead.
    pub fn looks_ahead(&self) -> bool {
        matches!(self.output, Output::File(_))
    }

    /// Plays what happened, and schedules what is ahead up to [`HORIZON`], in the place of all that was scheduled before.
    pub fn play(&mut self, plan: &Plan, now: Mono, happened: &[Event], ahead: Vec<Event>) {
        // What came otherwise than it was planned ends what is heard of the plan.
        let cut = happened.iter().any(|event| is_turn(event) && !self.planned.contains(event));
        let announcer = self.announcer.as_mut();
        let said = announcer.map(|announcer| announcer.sentences(plan, now, cut, happened, &ahead)).unwrap_or_default();
        let cut = cut || std::mem::take(&mut self.has_to_cut);
        let notes = score::notes(happened).chain(score::notes(&ahead));
        let clips = notes.filter_map(|note| {
            let clip = self.clips.get(&note.sound)?.clone();
            Some(Placed { at: note.at, channel: Channel::Tone, frame: 0, clip })
        });
        let said = said.into_iter().map(|(at, clip)| Placed { at, channel: Channel::Voice, frame: 0, clip });
        let clips: Vec<_> = clips.chain(said).collect();
        match &mut self.output {
            Output::Off | Output::Bell => {}
            Output::File(file) => file.play(now, cut, clips),
        }
        self.planned = ahead;
    }

    /// Completes what is written.
    ///
    /// # Errors
    ///
    /// The first failure to write the file, or why the voice was silent.
    pub fn finish(mut self) -> io::Result<()> {
        let trouble = self.announcer.as_mut().and_then(Announcer::trouble);
        match self.output {
            Output::Off | Output::Bell => Ok(()),
            Output::File(file) => {
                file.finish()?;
                trouble.map_or(Ok(()), |why| Err(io::Error::other(why)))
            }
        }
    }
}

/// Whether the session goes on in another way from here on.
fn is_turn(event: &Event) -> bool {
    matches!(event.what, What::Fact(Fact::Started { .. } | Fact::Ended { .. } | Fact::Paused))
}

/// The frame of a stream at this time from its start.
fn frame_at(at: Mono) -> u64 {
    let frames = (at.0.as_nanos() * u128::from(RATE) + 500_000_000) / 1_000_000_000;
    u64::try_from(frames).unwrap_or(u64::MAX)
}

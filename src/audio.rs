//! Sound: the events of a session, made audible. What happens next is scheduled ahead, so that it is heard on time however
//! late the program wakes up, and scheduled anew whenever something happens.
//!
//! The `timeline` says what is heard and when, a `mixer` turns it into samples, and an output takes them.

mod announcer;
mod file;
mod live;
mod mixer;
mod output;
mod scheduler;
mod speech;
mod stream_position;
mod timeline;
mod tone;

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use announcer::{Announcer, Studio};
use file::AudioFile;
use live::Live;
use scheduler::Ending;
use timeline::{TimedSound, Timeline};

pub use live::{OutputStatus, Surroundings};
pub use speech::{Program, Voice};

use crate::plan::Plan;
use crate::session::{Event, Fact, Mono, Sound, What};
use crate::settings::AudioOutput;
use crate::words::spoken::Reasons;

/// Samples a second, of one channel.
const RATE: u32 = 48_000;

/// How far ahead of the session sound is scheduled: longer than anything that is said takes.
pub const HORIZON: Duration = Duration::from_secs(12);

/// By how much a key changes the volume, in percent.
const VOLUME_STEP: u8 = 10;

/// The sound of a session.
pub struct Audio {
    destination: Destination,
    /// What was ahead when sound was scheduled last.
    planned: Vec<Event>,
    /// Whether the session stands still: it is paused, or over.
    stands_still: bool,
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
enum Destination {
    Off,
    /// To the bell of the terminal, which is not the business of this module.
    Bell,
    File(Box<AudioFile>),
    /// Out of the machine.
    Live(Box<Live>),
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
        Self::new(Destination::Off, Volume::default())
    }

    /// Turns of the session ring the bell of the terminal.
    pub fn bell(volume: Volume) -> Self {
        Self::new(Destination::Bell, volume)
    }

    /// Out of the machine, in the way that is chosen.
    pub fn live(choice: AudioOutput, volume: Volume) -> Self {
        match choice {
            AudioOutput::Off => Self::off(),
            AudioOutput::Bell => Self::bell(volume),
            AudioOutput::Auto | AudioOutput::Pulse | AudioOutput::Player => {
                Self::new(Destination::Live(Box::new(Live::new(choice))), volume)
            }
        }
    }

    /// All of it is written to a new WAV file, on the time of the session.
    pub fn file(path: &Path, volume: Volume) -> io::Result<Self> {
        let file = AudioFile::create(path, volume.gain())?;
        Ok(Self::new(Destination::File(Box::new(file)), volume))
    }

    fn new(destination: Destination, volume: Volume) -> Self {
        Self { destination, planned: Vec::new(), stands_still: false, volume, has_to_cut: false, announcer: None }
    }

    /// With a voice, which is on from the beginning or waits for a key.
    #[must_use]
    pub fn with_voice(mut self, voice: Voice, is_on: bool) -> Self {
        self.announcer = match self.destination {
            Destination::Off | Destination::Bell => None,
            Destination::File(_) | Destination::Live(_) => Some(Announcer::new(voice, is_on)),
        };
        self
    }

    /// Hands it what sound needs where time is real. Nobody waits for a sentence to be rendered, and live sound starts
    /// once there is something to hear.
    pub fn enter(&mut self, surroundings: Surroundings) {
        if let Some(announcer) = &mut self.announcer {
            let Surroundings { thread, speed, .. } = surroundings;
            announcer.move_to(Studio::Thread { name: thread, wake: Arc::clone(&surroundings.wake), speed });
        }
        if let Destination::Live(live) = &mut self.destination {
            live.enter(surroundings);
        }
    }

    /// Why amounts have changed since last time; the voice says it.
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

    /// Ten percent louder or quieter, and never muted.
    pub fn turn(&mut self, louder: bool) {
        let Volume { percent, .. } = self.volume;
        let percent = if louder { (percent + VOLUME_STEP).min(100) } else { percent.saturating_sub(VOLUME_STEP) };
        self.set_volume(Volume { percent, muted: false });
    }

    fn set_volume(&mut self, volume: Volume) {
        self.volume = volume;
        match &mut self.destination {
            Destination::Off | Destination::Bell => {}
            Destination::File(file) => file.set_volume(volume.gain()),
            Destination::Live(live) => live.set_volume(volume.gain()),
        }
    }

    /// Whether any of these events has to ring the bell of the terminal.
    pub fn rings(&self, happened: &[Event]) -> bool {
        let rings = |event: &Event| event.what.sound().is_some_and(Sound::rings);
        self.volume.gain() > 0.0 && happened.iter().any(rings) && self.status().bell
    }

    /// Whether it needs to know what is ahead.
    pub fn looks_ahead(&self) -> bool {
        matches!(self.destination, Destination::File(_) | Destination::Live(_))
    }

    /// Plays what happened, and schedules what is ahead up to [`HORIZON`], which replaces all that was scheduled
    /// before.
    pub fn play(&mut self, plan: &Plan, now: Mono, happened: &[Event], ahead: Vec<Event>) {
        // What came otherwise than it was planned ends what is heard of the plan.
        let cut = happened.iter().any(|event| is_turn(event) && !self.planned.contains(event));
        let announcer = self.announcer.as_mut();
        let said = announcer.map(|announcer| announcer.sentences(plan, now, cut, happened, &ahead)).unwrap_or_default();
        let cut = cut || std::mem::take(&mut self.has_to_cut);
        self.stands_still = happened.iter().filter_map(stands_still).next_back().unwrap_or(self.stands_still);
        let sounds = timeline::sounds(happened).chain(timeline::sounds(&ahead)).collect();
        self.planned = ahead;
        self.perform(Timeline { now, cut, stands_still: self.stands_still, sounds, said });
    }

    /// Gets the voice ready for a session that has not begun.
    pub fn prepare(&mut self, plan: &Plan) {
        if let Some(announcer) = &mut self.announcer {
            announcer.prepare(plan);
        }
    }

    /// Starts live sound, so that an output is opened before there is something to hear.
    pub fn start(&mut self, now: Mono) {
        self.perform(Timeline { now, stands_still: true, ..Timeline::default() });
    }

    pub fn play_sound(&mut self, now: Mono, sound: Sound) {
        self.perform(Timeline { now, sounds: vec![TimedSound { at: now, sound }], ..Timeline::default() });
    }

    /// Says a sentence that is not one of the session, once it is rendered: then, how long it takes.
    pub fn say(&mut self, now: Mono, sentence: &str) -> Option<Duration> {
        let Ok(clip) = self.announcer.as_mut()?.one(sentence)? else { return Some(Duration::ZERO) };
        let length = Duration::from_secs(clip.len() as u64) / RATE;
        self.perform(Timeline { now, said: vec![(now, clip)], ..Timeline::default() });
        Some(length)
    }

    fn perform(&mut self, timeline: Timeline) {
        match &mut self.destination {
            Destination::Off | Destination::Bell => {}
            Destination::File(file) => file.play(timeline),
            Destination::Live(live) => live.play(timeline, self.volume.gain()),
        }
    }

    /// News of the outputs and of the voice, each once.
    pub fn news(&mut self) -> Vec<String> {
        let Destination::Live(live) = &self.destination else { return Vec::new() };
        let trouble = self.announcer.as_mut().and_then(Announcer::trouble);
        live.news().into_iter().chain(trouble).collect()
    }

    /// Which output there is, and why others are not used.
    pub fn status(&self) -> OutputStatus {
        match &self.destination {
            Destination::Live(live) => live.status(),
            Destination::Bell => OutputStatus { bell: true, ..OutputStatus::default() },
            Destination::Off | Destination::File(_) => OutputStatus::default(),
        }
    }

    /// Lets what is heard come to its end, and completes what is written.
    ///
    /// # Errors
    ///
    /// The first failure to write the file, or why the voice was silent.
    pub fn finish(mut self) -> io::Result<()> {
        let trouble = self.announcer.as_mut().and_then(Announcer::trouble);
        match self.destination {
            Destination::Off | Destination::Bell => Ok(()),
            Destination::File(file) => {
                file.finish()?;
                trouble.map_or(Ok(()), |why| Err(io::Error::other(why)))
            }
            Destination::Live(live) => {
                live.close(Ending::HeardOut);
                Ok(())
            }
        }
    }

    /// Ends what is heard at once, and completes what is written as far as it goes.
    pub fn break_off(self) -> io::Result<()> {
        match self.destination {
            Destination::Live(live) => {
                live.close(Ending::AtOnce);
                Ok(())
            }
            _ => self.finish(),
        }
    }
}

/// Whether the session goes on in another way from here on.
fn is_turn(event: &Event) -> bool {
    matches!(event.what, What::Fact(Fact::Started { .. } | Fact::Ended { .. } | Fact::Paused))
}

/// Whether the session stands still from this event on, where it decides that.
fn stands_still(event: &Event) -> Option<bool> {
    match event.what {
        What::Fact(Fact::Paused | Fact::Finished { .. }) => Some(true),
        What::Fact(Fact::Resumed | Fact::Started { .. }) => Some(false),
        _ => None,
    }
}

/// The frame of a stream at this time from its start.
fn frame_at(at: Mono) -> u64 {
    let frames = (at.0.as_nanos() * u128::from(RATE) + 500_000_000) / 1_000_000_000;
    u64::try_from(frames).unwrap_or(u64::MAX)
}

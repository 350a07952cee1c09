//! The mixer: clips placed on a line of frames become one stream of samples.

#![expect(clippy::cast_precision_loss, reason = "no clip has as many samples as a float has exact integers")]

use std::collections::VecDeque;

use super::RATE;
use super::tone::{Clip, to_sample};
use crate::session::Mono;

/// What a clip is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Channel {
    Tone,
    /// A voice steps back under a tone, and a new sentence ends the one before.
    Voice,
}

/// A clip with its place.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    /// When it is due in the session. With the channel it identifies a clip: one that has begun does not begin again
    /// when it is scheduled again.
    pub(super) at: Mono,
    pub(super) channel: Channel,
    /// The frame at which it starts. One that has passed means at once.
    pub(super) frame: u64,
    pub(super) clip: Clip,
}

/// A clip that is heard.
struct PlayingClip {
    placed: Placed,
    /// The next frame of the clip.
    next: usize,
    /// How many frames are left of its fading away, where it was cut off.
    fading: Option<usize>,
}

/// Turns clips into samples, from the first frame on.
pub(super) struct Mixer {
    /// The next frame.
    frame: u64,
    waiting: Vec<Placed>,
    playing: Vec<PlayingClip>,
    begun: Begun,
    /// 0 to 1.
    volume: f32,
    /// How strong the voice is, from 0 to 1; it changes step by step.
    voice: f32,
}

/// How long what is cut off is heard while it fades away.
const FADE: usize = RATE as usize / 100;

/// How strong a voice is beside a tone: 9 dB less.
const DUCKED: f32 = 0.355;

/// By how much the strength of the voice changes in a frame: in 5 ms from one to the other.
const DUCKING: f32 = (1.0 - DUCKED) / (RATE as f32 / 200.0);

/// Above this share of full scale, samples are bent so that they stay below it: 1 dB.
const LIMIT: f32 = 0.89;

/// What began is remembered for as many clips: more than a horizon holds of those that begin at once.
const REMEMBERED: usize = 64;

/// What began a short time ago.
#[derive(Default)]
pub(super) struct Begun(VecDeque<(Mono, Channel)>);

impl Begun {
    pub(super) fn has(&self, clip: &Placed) -> bool {
        self.0.contains(&(clip.at, clip.channel))
    }

    pub(super) fn add(&mut self, clip: &Placed) {
        self.0.truncate(REMEMBERED - 1);
        self.0.push_front((clip.at, clip.channel));
    }
}

impl Mixer {
    pub(super) fn new(volume: f32) -> Self {
        Self { frame: 0, waiting: Vec::new(), playing: Vec::new(), begun: Begun::default(), volume, voice: 1.0 }
    }

    /// The next frame to be rendered.
    pub(super) fn frame(&self) -> u64 {
        self.frame
    }

    pub(super) fn set_volume(&mut self, volume: f32) {
        self.volume = volume;
    }

    /// Whether nothing is heard and nothing waits.
    pub(super) fn is_silent(&self) -> bool {
        self.waiting.is_empty() && self.playing.is_empty()
    }

    /// Replaces all that has not begun.
    pub(super) fn schedule(&mut self, clips: impl IntoIterator<Item = Placed>) {
        self.waiting = clips.into_iter().filter(|clip| !self.begun.has(clip)).collect();
        self.waiting.sort_by_key(|clip| clip.frame);
    }

    /// Lets all that is heard fade away.
    pub(super) fn cut(&mut self) {
        self.playing.iter_mut().for_each(PlayingClip::fade);
    }

    /// The next samples.
    pub(super) fn render(&mut self, out: &mut [i16]) {
        let mut rest = out;
        while !rest.is_empty() {
            self.begin_due();
            let to_next = self.waiting.first().map_or(rest.len(), |next| {
                usize::try_from(next.frame - self.frame).unwrap_or(usize::MAX).min(rest.len())
            });
            let (now, later) = rest.split_at_mut(to_next);
            self.mix(now);
            self.frame += to_next as u64;
            rest = later;
        }
    }

    fn begin_due(&mut self) {
        let due = self.waiting.partition_point(|clip| clip.frame <= self.frame);
        for placed in self.waiting.drain(..due) {
            self.begun.add(&placed);
            if placed.channel == Channel::Voice {
                self.playing
                    .iter_mut()
                    .filter(|other| other.placed.channel == Channel::Voice)
                    .for_each(PlayingClip::fade);
            }
            self.playing.push(PlayingClip { placed, next: 0, fading: None });
        }
    }

    fn mix(&mut self, out: &mut [i16]) {
        if self.playing.is_empty() {
            return out.fill(0);
        }
        for sample in out {
            let has_tone = self.playing.iter().any(|playing| playing.placed.channel == Channel::Tone);
            let change = if has_tone { -DUCKING } else { DUCKING };
            self.voice = (self.voice + change).clamp(DUCKED, 1.0);
            let mut sum = 0.0;
            for playing in &mut self.playing {
                let strength = if playing.placed.channel == Channel::Voice { self.voice } else { 1.0 };
                sum += strength * playing.take();
            }
            *sample = to_sample(limited(sum * self.volume));
            self.playing.retain(PlayingClip::goes_on);
        }
    }
}

impl PlayingClip {
    fn fade(&mut self) {
        self.fading.get_or_insert(FADE);
    }

    /// Its next sample, of full scale 1.
    fn take(&mut self) -> f32 {
        let sample = self.placed.clip.get(self.next).map_or(0.0, |sample| f32::from(*sample) / f32::from(i16::MAX));
        self.next += 1;
        let left = self.fading.as_mut().map_or(1.0, |left| {
            *left = left.saturating_sub(1);
            *left as f32 / FADE as f32
        });
        sample * left
    }

    fn goes_on(&self) -> bool {
        self.next < self.placed.clip.len() && self.fading != Some(0)
    }
}

/// Keeps a sum of samples below full scale, and leaves what is below the limit as it is.
fn limited(sample: f32) -> f32 {
    let over = sample.abs() - LIMIT;
    if over <= 0.0 { sample } else { (LIMIT + (1.0 - LIMIT) * (over / (1.0 - LIMIT)).tanh()).copysign(sample) }
}

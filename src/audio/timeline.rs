//! The timeline: what is heard of the events of a session, and when.

use std::collections::HashMap;
use std::time::Duration;

use super::mixer::{Channel, Placed};
use super::tone::Clip;
use super::{frame_at, tone};
use crate::plan::Plan;
use crate::session::{Cue, Event, Mono, Sound, What};
use crate::words::spoken::{self, Reasons};

/// A sound with its instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TimedSound {
    pub(super) at: Mono,
    pub(super) sound: Sound,
}

/// A sentence with its instant, and the one at which it is over at the latest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sentence {
    pub(super) at: Mono,
    pub(super) until: Mono,
    /// From long to short: the first that is over in time is said.
    pub(super) wordings: Vec<String>,
}

/// Between a tone and a sentence that belongs to it.
const AFTER_TONE: Duration = Duration::from_millis(100);

/// Between a sentence and what must be heard clearly: a countdown, or the start of work.
const BEFORE_COUNTDOWN: Duration = Duration::from_millis(500);

/// No sentence takes longer, so that all that it might get in the way of is known when it begins.
const LONGEST: Duration = Duration::from_secs(10);

/// What is heard from an instant on. It replaces all that was scheduled before.
#[derive(Default)]
pub(super) struct Timeline {
    pub(super) now: Mono,
    /// Whether what is heard now has to end.
    pub(super) cut: bool,
    /// Whether the session stands still: it is paused, or over.
    pub(super) stands_still: bool,
    /// In the order of their time; some may be earlier than now.
    pub(super) sounds: Vec<TimedSound>,
    /// Sentences, and when each begins.
    pub(super) said: Vec<(Mono, Clip)>,
}

impl Timeline {
    /// All of it as clips, which have no place in a stream yet.
    pub(super) fn clips(self, tones: &HashMap<Sound, Clip>) -> impl Iterator<Item = Placed> {
        let placed = |channel| move |(at, clip)| Placed { at, channel, frame: 0, clip };
        let tones = self.sounds.into_iter().filter_map(|timed| Some((timed.at, tones.get(&timed.sound)?.clone())));
        tones.map(placed(Channel::Tone)).chain(self.said.into_iter().map(placed(Channel::Voice)))
    }
}

/// What is heard of events that are in the order of their time: of those that coincide, the one that matters most.
pub(super) fn sounds(events: &[Event]) -> impl Iterator<Item = TimedSound> {
    events.chunk_by(|one, next| one.at == next.at).filter_map(sound_of)
}

/// The sound of events that coincide.
fn sound_of(together: &[Event]) -> Option<TimedSound> {
    let at = together.first()?.at;
    Some(TimedSound { at, sound: together.iter().filter_map(|event| event.what.sound()).max()? })
}

/// What is said of events that are in the order of their time: one sentence of those that coincide, after their sound.
pub(super) fn sentences(plan: &Plan, events: &[Event], reasons: &Reasons) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    // From the end on, as each gives way to what comes after it.
    let mut limit = None;
    for together in events.chunk_by(|one, next| one.at == next.at).collect::<Vec<_>>().into_iter().rev() {
        let Some(at) = together.first().map(|event| event.at) else { continue };
        let wordings = together.iter().rev().map(|event| spoken::wordings(plan, event, reasons));
        let wordings = wordings.into_iter().find(|wordings| !wordings.is_empty());
        if let Some(wordings) = wordings {
            let start = sound_of(together).map_or(at, |timed| at + tone::length(timed.sound) + AFTER_TONE);
            let until = limit.map_or(start + LONGEST, |limit: Mono| limit.min(start + LONGEST));
            sentences.push(Sentence { at: start, until, wordings });
            limit = Some(at);
        }
        if together.iter().any(is_clear_of_speech) {
            limit = Some(Mono(at.0.saturating_sub(BEFORE_COUNTDOWN)));
        }
    }
    sentences.reverse();
    sentences
}

/// Whether nothing is said when it is heard.
fn is_clear_of_speech(event: &Event) -> bool {
    matches!(event.what, What::Cue(Cue::Ready(_) | Cue::Last(_) | Cue::Go))
}

impl Sentence {
    /// Whether this many frames are over in time, in a session that runs this many times faster than real time.
    pub(super) fn has_room_for(&self, frames: usize, speed: u32) -> bool {
        frames as u64 * u64::from(speed) <= frame_at(Mono(self.until.since(self.at)))
    }
}

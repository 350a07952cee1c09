//! The tones: what each sound is made of, and the samples of it.
//!
//! Frequencies and lengths follow those of timing tracks for rope skipping and of starts in unicycling (the switch is
//! theirs), and of alarms that have to be heard through other noise: a fundamental of 150 to 1000 Hz with harmonics. The
//! rest is chosen so that no two can be mistaken for each other.

#![expect(clippy::cast_precision_loss, reason = "no clip has as many samples as a float has exact integers")]

use std::collections::HashMap;
use std::f32::consts::TAU;
use std::sync::Arc;
use std::time::Duration;

use super::RATE;
use crate::session::Sound;

/// Samples of one channel at [`RATE`].
pub(super) type Clip = Arc<[i16]>;

/// A sound as notes after each other.
struct ToneSpec {
    notes: &'static [Note],
    /// Milliseconds of silence between notes.
    gap: u16,
    /// Milliseconds in which each note rises.
    attack: u16,
    /// Milliseconds in which each note falls.
    release: u16,
    /// The peak, in dB below full scale.
    below_full: f32,
}

/// A frequency in Hz, and a length in milliseconds.
struct Note(f32, u16);

/// The table of tones.
fn tone(sound: Sound) -> ToneSpec {
    let tone = |notes, gap, attack, release, below_full| ToneSpec { notes, gap, attack, release, below_full };
    match sound {
        Sound::Tick => tone(&[Note(1_000.0, 30)], 0, 1, 20, 9.0),
        Sound::Accent => tone(&[Note(1_500.0, 30)], 0, 1, 20, 5.0),
        Sound::HalfWay => tone(&[Note(988.0, 80), Note(988.0, 80)], 70, 4, 25, 6.0),
        Sound::Last => tone(&[Note(660.0, 90)], 0, 4, 25, 5.0),
        Sound::Ready => tone(&[Note(880.0, 100)], 0, 4, 25, 3.0),
        Sound::Minimum => tone(&[Note(784.0, 90), Note(1_175.0, 220)], 20, 4, 40, 4.0),
        Sound::Go => tone(&[Note(1_760.0, 350)], 0, 4, 60, 3.0),
        Sound::Question => tone(&[Note(587.0, 100), Note(784.0, 100), Note(587.0, 100)], 30, 4, 25, 6.0),
        Sound::SetDone => tone(&[Note(1_319.0, 150), Note(880.0, 300)], 20, 4, 60, 3.0),
        Sound::Switch => tone(&[Note(494.0, 350)], 0, 4, 60, 3.0),
        Sound::Resumed => tone(&[Note(440.0, 80), Note(880.0, 80)], 0, 4, 25, 9.0),
        Sound::Paused => tone(&[Note(440.0, 120)], 0, 4, 25, 9.0),
        Sound::Restored => tone(&[Note(330.0, 200)], 0, 4, 40, 6.0),
        Sound::SessionDone => {
            tone(&[Note(784.0, 120), Note(988.0, 120), Note(1_175.0, 120), Note(1_568.0, 500)], 20, 4, 120, 3.0)
        }
    }
}

/// How long a sound is.
pub(super) fn length(sound: Sound) -> Duration {
    let ToneSpec { notes, gap, .. } = tone(sound);
    let heard: u64 = notes.iter().map(|Note(_, length)| u64::from(*length)).sum();
    Duration::from_millis(heard + u64::from(gap) * (notes.len() as u64 - 1))
}

/// The samples of every sound.
pub(super) fn clips() -> HashMap<Sound, Clip> {
    Sound::ALL.into_iter().map(|sound| (sound, clip(sound))).collect()
}

/// The samples of a sound.
fn clip(sound: Sound) -> Clip {
    let ToneSpec { notes, gap, attack, release, below_full } = tone(sound);
    let silence = vec![0.0; frames(gap)];
    let notes: Vec<Vec<f32>> = notes.iter().map(|note| samples(note, frames(attack), frames(release))).collect();
    let wave = notes.join(&silence[..]);
    let highest = wave.iter().fold(f32::EPSILON, |highest: f32, sample| highest.max(sample.abs()));
    let gain = 10_f32.powf(-below_full / 20.0) / highest;
    wave.into_iter().map(|sample| to_sample(sample * gain)).collect()
}

/// A note with two harmonics, which starts and ends without a click.
fn samples(&Note(frequency, length): &Note, attack: usize, release: usize) -> Vec<f32> {
    let length = frames(length);
    let sample = |index: usize| {
        let phase = TAU * frequency * index as f32 / RATE as f32;
        let wave = phase.sin() + 0.3 * (2.0 * phase).sin() + 0.1 * (3.0 * phase).sin();
        wave * rise(index, attack) * rise(length - 1 - index, release)
    };
    (0..length).map(sample).collect()
}

/// From silence to full strength within a number of frames, along half a cosine.
pub(super) fn rise(index: usize, frames: usize) -> f32 {
    if index >= frames { 1.0 } else { 0.5 - 0.5 * (TAU / 2.0 * index as f32 / frames as f32).cos() }
}

fn frames(milliseconds: u16) -> usize {
    usize::from(milliseconds) * (RATE as usize / 1_000)
}

/// From full scale 1.
pub(super) fn to_sample(value: f32) -> i16 {
    #[expect(clippy::cast_possible_truncation, reason = "it is within the range of the type")]
    let sample = (value.clamp(-1.0, 1.0) * f32::from(i16::MAX)).round() as i16;
    sample
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tone_starts_and_ends_in_silence_and_has_its_peak() {
        for sound in Sound::ALL {
            let clip = clip(sound);
            assert!(clip[0].abs() < 200 && clip[clip.len() - 1].abs() < 200, "{sound:?} clicks");
            let peak = f32::from(clip.iter().map(|sample| sample.unsigned_abs()).max().unwrap()) / 32_767.0;
            let expected = 10_f32.powf(-tone(sound).below_full / 20.0);
            assert!((peak - expected).abs() < 0.001, "{sound:?}: {peak} instead of {expected}");
        }
    }
}

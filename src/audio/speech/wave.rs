//! From the samples of a voice, of whatever rate and format, to a clip.

#![expect(clippy::cast_precision_loss, reason = "no sentence has as many samples as a float has exact integers")]

use std::f32::consts::PI;
use std::io::Cursor;
use std::ops::RangeInclusive;

use hound::{SampleFormat, WavReader};

use super::super::RATE;
use super::super::tone::{Clip, rise, to_sample};

/// The peak of a sentence, of full scale 1.
const PEAK: f32 = 0.8;

/// What is softer than this share of the peak, at either end, is silence.
const SILENCE: f32 = 0.01;

/// Frames in which a sentence rises and falls: 5 ms.
const EDGE: usize = RATE as usize / 200;

/// The rates that are understood, in Hz.
const RATES: RangeInclusive<u32> = 4_000..=384_000;

/// Samples on each side of one between two that it is made of.
const REACH: usize = 8;

/// The clip of a WAV file.
pub(super) fn clip(file: &[u8]) -> Result<Clip, &'static str> {
    let (samples, rate) = decoded(file).ok_or("its output is no WAV file of one or two channels")?;
    finished(&samples, rate).ok_or("it said nothing")
}

/// The clip of samples without the silence around them; `None` where that is all.
pub(super) fn finished(samples: &[f32], rate: u32) -> Option<Clip> {
    let highest = peak(samples);
    let is_heard = |sample: &f32| sample.abs() > SILENCE * highest;
    let (first, last) = (samples.iter().position(is_heard)?, samples.iter().rposition(is_heard)?);
    let wave = resampled(&samples[first..=last], rate);
    let gain = PEAK / peak(&wave).max(f32::EPSILON);
    let edge = |index: usize| rise(index, EDGE) * rise(wave.len() - 1 - index, EDGE);
    Some(wave.iter().enumerate().map(|(index, sample)| to_sample(sample * gain * edge(index))).collect())
}

fn peak(samples: &[f32]) -> f32 {
    samples.iter().fold(0.0, |highest: f32, sample| highest.max(sample.abs()))
}

/// The samples of a WAV file as one channel, and their rate.
fn decoded(file: &[u8]) -> Option<(Vec<f32>, u32)> {
    let mut file = file.to_vec();
    correct_length(&mut file)?;
    let reader = WavReader::new(Cursor::new(file)).ok()?;
    let spec = reader.spec();
    if !RATES.contains(&spec.sample_rate) || !(1..=2).contains(&spec.channels) {
        return None;
    }
    let samples: Vec<f32> = match spec.sample_format {
        SampleFormat::Float => reader.into_samples::<f32>().map_while(Result::ok).collect(),
        SampleFormat::Int => {
            let full = 2_f32.powi(i32::from(spec.bits_per_sample) - 1);
            reader.into_samples::<i32>().map_while(Result::ok).map(|sample| sample as f32 / full).collect()
        }
    };
    let frames = samples.chunks_exact(spec.channels.into());
    let one = frames.map(|frame| frame.iter().sum::<f32>() / f32::from(spec.channels));
    Some((one.map(|sample| if sample.is_finite() { sample.clamp(-1.0, 1.0) } else { 0.0 }).collect(), spec.sample_rate))
}

/// Gives the chunk of samples the length that it has: a program that writes to a pipe cannot know it beforehand.
fn correct_length(file: &mut [u8]) -> Option<()> {
    let mut at = 12;
    loop {
        let header = file.get(at..at + 8)?;
        let length = usize::try_from(u32::from_le_bytes(header[4..].try_into().ok()?)).ok()?;
        if &header[..4] == b"data" {
            let there = (file.len() - at - 8).min(length);
            // Whole frames of any format: two channels with up to four bytes each, or three.
            let whole = u32::try_from(there - there % 24).ok()?;
            file[at + 4..at + 8].copy_from_slice(&whole.to_le_bytes());
            return Some(());
        }
        at = at.checked_add(8)?.checked_add(length)?.checked_add(length % 2)?;
    }
}

/// The samples at [`RATE`], by a windowed sinc.
fn resampled(samples: &[f32], rate: u32) -> Vec<f32> {
    if rate == RATE {
        return samples.to_vec();
    }
    let common = common_divisor(rate, RATE);
    let (step, phases) = ((rate / common) as usize, (RATE / common) as usize);
    // Where the rate is higher than ours, the window is wider and takes away what we have no room for.
    let narrowing = (RATE as f32 / rate as f32).min(1.0);
    let reach = (REACH * rate as usize).div_ceil(RATE as usize).max(REACH);
    let windows: Vec<Vec<f32>> =
        (0..phases).map(|phase| window(phase as f32 / phases as f32, reach, narrowing)).collect();
    let frames = samples.len() * phases / step;
    let sample = |frame: usize| {
        let (whole, phase) = (frame * step / phases, frame * step % phases);
        let taps = windows[phase].iter().enumerate();
        let at = |tap: usize| (whole + tap + 1).checked_sub(reach).and_then(|index| samples.get(index)).copied();
        taps.map(|(tap, weight)| weight * at(tap).unwrap_or(0.0)).sum()
    };
    (0..frames).map(sample).collect()
}

/// The weights of the samples around a place between two of them, from 0 to 1.
fn window(between: f32, reach: usize, narrowing: f32) -> Vec<f32> {
    let weight = |tap: usize| {
        let distance = tap as f32 + 1.0 - reach as f32 - between;
        let angle = PI * distance * narrowing;
        let sinc = if angle.abs() < 1e-6 { 1.0 } else { angle.sin() / angle };
        sinc * (0.5 + 0.5 * (PI * distance / reach as f32).clamp(-PI, PI).cos())
    };
    let weights: Vec<f32> = (0..2 * reach).map(weight).collect();
    let sum: f32 = weights.iter().sum();
    weights.into_iter().map(|weight| weight / sum).collect()
}

fn common_divisor(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hound::{WavSpec, WavWriter};

    /// Half a second of 500 Hz with a tenth of silence around it, as a WAV file.
    fn tone(sample_rate: u32, channels: u16, bits_per_sample: u16, sample_format: SampleFormat) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        let spec = WavSpec { channels, sample_rate, bits_per_sample, sample_format };
        let mut writer = WavWriter::new(&mut file, spec).unwrap();
        for frame in 0..sample_rate * 7 / 10 {
            let is_heard = (sample_rate / 10..sample_rate * 6 / 10).contains(&frame);
            let wave = if is_heard { (2.0 * PI * 500.0 * frame as f32 / sample_rate as f32).sin() * 0.5 } else { 0.0 };
            for _ in 0..channels {
                match sample_format {
                    SampleFormat::Float => writer.write_sample(wave).unwrap(),
                    SampleFormat::Int => {
                        let full = 2_f32.powi(i32::from(bits_per_sample) - 1);
                        #[expect(clippy::cast_possible_truncation, reason = "it is within the range of the type")]
                        writer.write_sample((wave * full) as i32).unwrap();
                    }
                }
            }
        }
        writer.finalize().unwrap();
        file.into_inner()
    }

    /// Whether a clip is half a second of 500 Hz with the peak of a sentence.
    fn assert_is_tone(clip: &Clip, of: &str) {
        let half = RATE as usize / 2;
        assert!((half - 300..=half + 300).contains(&clip.len()), "{of}: {} frames", clip.len());
        let peak = clip.iter().map(|sample| sample.unsigned_abs()).max().unwrap();
        assert!((26_000..=26_300).contains(&peak), "{of}: {peak}");
        let crossings = clip.windows(2).filter(|pair| (pair[0] < 0) != (pair[1] < 0)).count();
        assert!((495..=505).contains(&crossings), "{of}: {crossings} crossings");
        assert!(clip.windows(2).all(|pair| pair[0].abs_diff(pair[1]) < 2_500), "{of} clicks");
    }

    #[test]
    fn every_rate_and_format_becomes_the_same_clip() {
        use SampleFormat::{Float, Int};
        for rate in [8_000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000, 96_000] {
            assert_is_tone(&clip(&tone(rate, 1, 16, Int)).unwrap(), &format!("{rate} Hz"));
        }
        for (bits, format) in [(8, Int), (16, Int), (24, Int), (32, Int), (32, Float)] {
            for channels in [1, 2] {
                let of = format!("{bits} bits, {channels} channels");
                assert_is_tone(&clip(&tone(22_050, channels, bits, format)).unwrap(), &of);
            }
        }
    }

    #[test]
    fn a_length_that_cannot_be_is_that_of_what_is_there() {
        let whole = tone(22_050, 1, 16, SampleFormat::Int);
        for length in [0x7fff_f000, 0xffff_ffff_u32] {
            let mut file = whole.clone();
            let at = file.windows(4).position(|bytes| bytes == b"data").unwrap();
            file[at + 4..at + 8].copy_from_slice(&length.to_le_bytes());
            assert_is_tone(&clip(&file).unwrap(), "a length of too much");
        }
    }

    #[test]
    fn what_is_no_sound_is_no_clip() {
        let silent = tone(8_000, 1, 16, SampleFormat::Int)[..44].to_vec();
        assert_eq!(clip(&silent), Err("it said nothing"));
        for bytes in
            [&b""[..], b"RIFF", b"RIFF....WAVEdata", b"<html>not found, and more than twelve bytes of it</html>"]
        {
            assert_eq!(clip(bytes), Err("its output is no WAV file of one or two channels"));
        }
    }
}

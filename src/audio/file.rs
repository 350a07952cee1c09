//! A session as a WAV file: the whole of it, exact to the sample, as fast as it can be computed.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;

use hound::{SampleFormat, WavSpec, WavWriter};

use super::mixer::{Mixer, Placed};
use super::timeline::Timeline;
use super::tone::{self, Clip};
use super::{RATE, frame_at};
use crate::session::{Mono, Sound};

pub(super) struct AudioFile {
    writer: WavWriter<BufWriter<File>>,
    mixer: Mixer,
    tones: HashMap<Sound, Clip>,
    /// The instant of the first frame.
    start: Option<Mono>,
    /// The first failure to write.
    failed: Option<io::Error>,
}

/// How sound is stored.
pub(super) const SPEC: WavSpec =
    WavSpec { channels: 1, sample_rate: RATE, bits_per_sample: 16, sample_format: SampleFormat::Int };

/// How many samples are rendered at once.
const BLOCK: usize = 4_096;

impl AudioFile {
    /// Creates the file. One that exists is left as it is, and is an error.
    pub(super) fn create(path: &Path, volume: f32) -> io::Result<Self> {
        let writer = WavWriter::new(BufWriter::new(File::create_new(path)?), SPEC).map_err(io_error)?;
        Ok(Self { writer, mixer: Mixer::new(volume), tones: tone::clips(), start: None, failed: None })
    }

    pub(super) fn set_volume(&mut self, volume: f32) {
        self.mixer.set_volume(volume);
    }

    /// Writes what is heard until now, and then schedules anew.
    pub(super) fn play(&mut self, timeline: Timeline) {
        let start = *self.start.get_or_insert(timeline.now);
        let frame = |at: Mono| frame_at(Mono(at.since(start)));
        self.render_to(frame(timeline.now));
        if timeline.cut {
            self.mixer.cut();
        }
        self.mixer.schedule(timeline.clips(&self.tones).map(|clip| Placed { frame: frame(clip.at), ..clip }));
    }

    fn render_to(&mut self, frame: u64) {
        let mut block = [0; BLOCK];
        while let Some(left) = frame.checked_sub(self.mixer.frame()).filter(|left| *left > 0) {
            let block = &mut block[..usize::try_from(left).map_or(BLOCK, |left| left.min(BLOCK))];
            self.mixer.render(block);
            self.write(block);
        }
    }

    fn write(&mut self, samples: &[i16]) {
        let mut write = || samples.iter().try_for_each(|sample| self.writer.write_sample(*sample));
        if self.failed.is_none() {
            self.failed = write().map_err(io_error).err();
        }
    }

    /// Lets what is heard come to its end, and completes the file.
    pub(super) fn finish(mut self) -> io::Result<()> {
        while !self.mixer.is_silent() && self.failed.is_none() {
            self.render_to(self.mixer.frame() + BLOCK as u64);
        }
        match self.failed {
            Some(error) => Err(error),
            None => self.writer.finalize().map_err(io_error),
        }
    }
}

pub(super) fn io_error(error: hound::Error) -> io::Error {
    match error {
        hound::Error::IoError(error) => error,
        other => io::Error::other(other),
    }
}

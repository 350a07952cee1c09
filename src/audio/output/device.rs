//! The default device of macOS and Windows. The system converts what it cannot play as it is.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use cpal::traits::{DeviceTrait, HostTrait, StreamTrait};
use cpal::{BufferSize, ErrorKind, OutputCallbackInfo, Stream, StreamConfig};

use super::{CHECK_EVERY, Output, OutputEnd};
use crate::audio::RATE;
use crate::audio::scheduler::{AudioMessage, Scheduler};
use crate::audio::stream_position::StreamPosition;
use crate::text;

/// A stream to the device.
pub(super) struct Device {
    stream: Stream,
    shared: Arc<Mutex<DeviceQueue>>,
}

/// What the thread that plays and the thread of the system share.
#[derive(Default)]
struct DeviceQueue {
    /// What the device takes next.
    queue: VecDeque<i16>,
    /// How many frames it has taken.
    taken: u64,
    /// Known once it has taken some.
    position: Option<StreamPosition>,
    failed: Option<String>,
}

/// How much is in the queue: enough for a busy machine, and no more than may be heard after a cut.
const AHEAD: usize = RATE as usize / 20;

impl Device {
    /// # Errors
    ///
    /// Why there is no stream.
    pub(super) fn open(scheduler: &mut Scheduler) -> Result<Self, String> {
        let device = cpal::default_host().default_output_device().ok_or("there is no device")?;
        let channels = device.default_output_config().map_err(|error| words(&error))?.channels();
        let config = StreamConfig { channels, sample_rate: RATE, buffer_size: BufferSize::Default };
        let shared = Arc::<Mutex<DeviceQueue>>::default();
        let (clock, inbox) = (scheduler.clock(), scheduler.inbox());
        let take = {
            let (shared, inbox) = (Arc::clone(&shared), inbox.clone());
            move |out: &mut [f32], info: &OutputCallbackInfo| {
                let times = info.timestamp();
                let heard_at = clock() + times.playback.saturating_duration_since(times.callback);
                lock(&shared).take(out, channels.into(), heard_at);
                let _ = inbox.send(AudioMessage::Output);
            }
        };
        let fail = {
            let shared = Arc::clone(&shared);
            move |error: cpal::Error| {
                // The system goes on after these.
                if !matches!(error.kind(), ErrorKind::DeviceChanged | ErrorKind::Xrun | ErrorKind::RealtimeDenied) {
                    lock(&shared).failed = Some(words(&error));
                    let _ = inbox.send(AudioMessage::Output);
                }
            }
        };
        let stream = device.build_output_stream(config, take, fail, None).map_err(|error| words(&error))?;
        stream.play().map_err(|error| words(&error))?;
        Ok(Self { stream, shared })
    }

    fn play(&mut self, scheduler: &mut Scheduler) -> Result<(), String> {
        let (mut compare_at, mut is_paused) = (Duration::ZERO, false);
        loop {
            let now = scheduler.now();
            if now >= compare_at {
                compare_at = now + CHECK_EVERY;
                scheduler.change();
            }
            let mut shared = lock(&self.shared);
            if let Some(why) = shared.failed.take() {
                return Err(why);
            }
            let position = shared.position;
            scheduler.update_mixer(position);
            let mut samples = vec![0; AHEAD.saturating_sub(shared.queue.len())];
            scheduler.mixer().render(&mut samples);
            shared.queue.extend(samples);
            drop(shared);
            let pause = scheduler.is_asleep();
            if pause != is_paused {
                is_paused = pause;
                let done = if pause { self.stream.pause() } else { self.stream.play() };
                done.map_err(|error| words(&error))?;
            }
            if scheduler.is_over(position) {
                return Ok(());
            }
            scheduler.wait_for_stream(compare_at);
        }
    }
}

impl DeviceQueue {
    /// Gives the device what it asks for. What is not there yet is silence.
    fn take(&mut self, out: &mut [f32], channels: usize, heard_at: Duration) {
        self.position = Some(StreamPosition { frame: self.taken, at: heard_at });
        for frame in out.chunks_mut(channels.max(1)) {
            let sample = self.queue.pop_front();
            self.taken += u64::from(sample.is_some());
            frame.fill(sample.map_or(0.0, |sample| f32::from(sample) / f32::from(i16::MAX)));
        }
    }
}

impl Output for Device {
    fn words(&self) -> String {
        "the default device".to_owned()
    }

    fn run(&mut self, scheduler: &mut Scheduler) -> OutputEnd {
        let end = self.play(scheduler);
        let _ = self.stream.pause();
        end.map_or_else(OutputEnd::Lost, |()| OutputEnd::Closed)
    }
}

fn lock(shared: &Mutex<DeviceQueue>) -> MutexGuard<'_, DeviceQueue> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

fn words(error: &cpal::Error) -> String {
    text::line(&error.to_string()).into_owned()
}

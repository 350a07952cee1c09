//! The sound server, `PulseAudio` or `PipeWire`, in the native protocol of `PulseAudio`.
//!
//! One stream is open all the time and plays silence, because a device that is opened for a sound swallows its beginning.
//! The server is asked every second which frame is heard when, so that sounds are on time however much it buffers.

mod address;
mod connection;

use std::path::Path;
use std::sync::mpsc::Receiver;
use std::time::{Duration, UNIX_EPOCH};

use pulseaudio::protocol::{
    ChannelMap, Command, CorkStreamParams, CreatePlaybackStreamReply, LatencyParams, PlaybackLatency,
    PlaybackStreamParams, Prop, Props, SampleFormat, SampleSpec,
    stream::{BufferAttr, StreamFlags},
};

use super::{CHECK_EVERY, Output, OutputEnd};
use crate::audio::scheduler::Scheduler;
use crate::audio::stream_position::StreamPosition;
use crate::audio::{RATE, frame_at};
use crate::session::Mono;
use crate::text;
use connection::{Incoming, ServerConnection, io_words, server_words};

/// A stream to a sound server.
pub(super) struct Pulse {
    connection: ServerConnection,
    address: String,
    incoming: Receiver<Incoming>,
    channel: u32,
    /// How many bytes the server asks for.
    wanted: usize,
    /// Known from the first answer on.
    position: Option<StreamPosition>,
    /// The question about the latency that has no answer yet.
    asked: Option<LatencyQuestion>,
    /// When to ask next.
    ask_at: Duration,
    is_corked: bool,
}

struct LatencyQuestion {
    number: u32,
    at: Duration,
    /// The next frame to be written then.
    frame: u64,
}

const BYTES_PER_FRAME: usize = 2;
const BYTES_PER_SECOND: u32 = RATE * 2;

/// What the server buffers: enough for a busy machine, and no more than may be heard after a cut.
const BUFFER: Duration = Duration::from_millis(100);
/// How much of it has to be free before the server asks for more.
const REFILL: Duration = Duration::from_millis(25);
/// A server that takes longer to answer is lost.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(3);
/// The most that is written at once.
const MOST: usize = BYTES_PER_SECOND as usize;

impl Pulse {
    /// Opens a stream.
    ///
    /// # Errors
    ///
    /// Why there is none.
    pub(super) fn open(scheduler: &mut Scheduler) -> Result<Self, String> {
        Self::at(&address::server()?, scheduler)
    }

    /// Opens a stream to the server at this socket.
    fn at(path: &Path, scheduler: &mut Scheduler) -> Result<Self, String> {
        let address = text::line(&path.to_string_lossy()).into_owned();
        let mut connection = ServerConnection::open(path).map_err(|why| format!("{address}: {why}"))?;
        let created: Result<CreatePlaybackStreamReply, _> = connection.ask(&Command::CreatePlaybackStream(stream()));
        let CreatePlaybackStreamReply { channel, requested_bytes, .. } =
            created.map_err(|why| format!("{address}: {why}"))?;
        let incoming =
            connection.listen(scheduler.clock(), scheduler.inbox()).map_err(|error| text::io_error(&error))?;
        Ok(Self {
            connection,
            address,
            incoming,
            channel,
            wanted: requested_bytes as usize,
            position: None,
            asked: None,
            ask_at: Duration::ZERO,
            is_corked: false,
        })
    }

    /// Goes on until there is nothing left to play, or an error.
    fn play(&mut self, scheduler: &mut Scheduler) -> Result<(), String> {
        loop {
            self.receive(scheduler)?;
            self.ask_for_latency(scheduler)?;
            scheduler.update_mixer(self.position);
            self.write(scheduler)?;
            self.cork(scheduler)?;
            if scheduler.is_over(self.position) {
                return Ok(());
            }
            scheduler.wait_for_stream(self.ask_at);
        }
    }

    /// Takes what has come from the server.
    fn receive(&mut self, scheduler: &mut Scheduler) -> Result<(), String> {
        while let Ok(Incoming { at, message }) = self.incoming.try_recv() {
            let message = message.map_err(|error| io_words(&error))?;
            match self.connection.parse(&message) {
                Some((_, Command::Request(request), _)) => self.wanted += request.length as usize,
                // Where it is heard is not what it was.
                Some((_, Command::Underflow(_) | Command::PlaybackStreamMoved(_), _)) => self.ask_at = at,
                Some((_, Command::PlaybackStreamKilled(_), _)) => return Err("the server has ended it".to_owned()),
                Some((number, Command::Reply, body)) => {
                    if let Some(asked) = self.asked.take_if(|asked| asked.number == number) {
                        let latency = self.connection.parse_answer(body)?;
                        self.position = Some(position(&asked, at, &latency));
                        scheduler.change();
                    }
                }
                Some((_, Command::Error(error), _)) => return Err(server_words(error)),
                _ => {}
            }
        }
        Ok(())
    }

    fn ask_for_latency(&mut self, scheduler: &mut Scheduler) -> Result<(), String> {
        let now = scheduler.now();
        if self.asked.as_ref().is_some_and(|asked| now > asked.at + ANSWER_TIMEOUT) {
            return Err("no answer".to_owned());
        }
        if now >= self.ask_at {
            self.ask_at = now + CHECK_EVERY;
            if self.asked.is_none() {
                // The time is for the server to hand back, and not needed here.
                let question = LatencyParams { channel: self.channel, now: UNIX_EPOCH };
                let number = self.connection.send(&Command::GetPlaybackLatency(question))?;
                self.asked = Some(LatencyQuestion { number, at: now, frame: scheduler.mixer().frame() });
            }
        }
        Ok(())
    }

    /// Writes as much as the server asks for.
    fn write(&mut self, scheduler: &mut Scheduler) -> Result<(), String> {
        let frames = self.wanted.min(MOST) / BYTES_PER_FRAME;
        if frames == 0 {
            return Ok(());
        }
        self.wanted = 0;
        let mut samples = vec![0; frames];
        scheduler.mixer().render(&mut samples);
        self.connection.send_samples(self.channel, &samples)
    }

    /// Lets the device sleep in a long pause, and wakes it up after.
    fn cork(&mut self, scheduler: &mut Scheduler) -> Result<(), String> {
        let cork = scheduler.is_asleep();
        if cork != self.is_corked {
            self.is_corked = cork;
            self.connection.send(&Command::CorkPlaybackStream(CorkStreamParams { channel: self.channel, cork }))?;
            self.ask_at = Duration::ZERO;
        }
        Ok(())
    }
}

impl Output for Pulse {
    fn words(&self) -> String {
        format!("sound server at {}", self.address)
    }

    fn run(&mut self, scheduler: &mut Scheduler) -> OutputEnd {
        self.play(scheduler).map_or_else(OutputEnd::Lost, |()| OutputEnd::Closed)
    }
}

/// The stream that is asked for.
fn stream() -> PlaybackStreamParams {
    let mut props = Props::new();
    props.set(Prop::MediaName, c"session");
    // Short sounds about something that happens, and no music.
    props.set(Prop::MediaRole, c"event");
    PlaybackStreamParams {
        sample_spec: SampleSpec { format: SampleFormat::S16Le, channels: 1, sample_rate: RATE },
        channel_map: ChannelMap::mono(),
        buffer_attr: BufferAttr {
            target_length: bytes(BUFFER),
            pre_buffering: 0,
            minimum_request_length: bytes(REFILL),
            ..BufferAttr::default()
        },
        flags: StreamFlags { adjust_latency: true, ..StreamFlags::default() },
        props,
        ..PlaybackStreamParams::default()
    }
}

fn bytes(time: Duration) -> u32 {
    u32::try_from(frame_at(Mono(time)) * BYTES_PER_FRAME as u64).unwrap_or(u32::MAX)
}

/// Where the stream is, as the server answered at this time.
fn position(asked: &LatencyQuestion, answered: Duration, latency: &PlaybackLatency) -> StreamPosition {
    // The server looked some time between.
    let looked = asked.at + answered.saturating_sub(asked.at) / 2;
    // All that was written before the question had arrived. After an underrun less than nothing is buffered.
    let buffered = latency.write_offset - latency.read_offset;
    let time = Duration::from_secs(1) * u32::try_from(buffered.unsigned_abs()).unwrap_or(u32::MAX) / BYTES_PER_SECOND;
    let at = looked + Duration::from_micros(latency.sink_usec);
    StreamPosition { frame: asked.frame, at: if buffered < 0 { at.saturating_sub(time) } else { at + time } }
}

#[cfg(test)]
mod tests;

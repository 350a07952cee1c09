use std::io::Write;
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

use pulseaudio::protocol::{
    self, AuthReply, CommandReply, DESCRIPTOR_SIZE, MAX_VERSION, Request, SetClientNameReply, read_descriptor,
};
use tempfile::TempDir;

use super::*;
use crate::audio::scheduler::AudioMessage;
use crate::audio::timeline::{TimedSound, Timeline};
use crate::session::Sound;

/// A clock that stands still.
fn clock() -> Duration {
    Duration::from_secs(10)
}

/// What a device takes to play what it was given.
const SINK: Duration = Duration::from_millis(20);

/// The server says that so much is buffered.
const BUFFERED: i64 = 9_600;

/// A server that plays nothing and takes all: at first as much as fits, then more until it has so many frames.
struct Server {
    socket: UnixStream,
    samples: Vec<i16>,
    /// The frame that came next when it was asked for the latency first.
    asked_at: Option<usize>,
}

impl Server {
    /// Serves one client, and hangs up.
    fn start(frames: usize) -> (TempDir, PathBuf, JoinHandle<Self>) {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("native");
        let listener = UnixListener::bind(&path).unwrap();
        let serve = move || {
            let socket = listener.accept().unwrap().0;
            let mut server = Self { socket, samples: Vec::new(), asked_at: None };
            while server.samples.len() < frames {
                server.serve();
            }
            let _ = server.socket.shutdown(Shutdown::Both);
            server
        };
        (folder, path, thread::spawn(serve))
    }

    fn serve(&mut self) {
        let head = read_descriptor(&mut self.socket).unwrap();
        let mut body = vec![0; head.length as usize];
        std::io::Read::read_exact(&mut self.socket, &mut body).unwrap();
        if head.channel != u32::MAX {
            self.samples.extend(body.chunks(2).map(|sample| i16::from_le_bytes([sample[0], sample[1]])));
            let request = Command::Request(Request { channel: 0, length: head.length });
            return protocol::write_command_message(&mut self.socket, u32::MAX, &request, MAX_VERSION).unwrap();
        }
        let (number, command) = Command::read_tag_prefixed(&mut &body[..], MAX_VERSION).unwrap();
        match command {
            Command::Auth(_) => {
                self.answer(number, &AuthReply { version: MAX_VERSION, use_memfd: false, use_shm: false });
            }
            Command::SetClientName(_) => self.answer(number, &SetClientNameReply { client_id: 0 }),
            Command::CreatePlaybackStream(asked) => {
                assert_eq!(asked.sample_spec.sample_rate, RATE);
                let reply =
                    CreatePlaybackStreamReply { requested_bytes: 4_800, ..CreatePlaybackStreamReply::default() };
                self.answer(number, &reply);
            }
            Command::GetPlaybackLatency(_) => {
                self.asked_at.get_or_insert(self.samples.len());
                let write_offset = i64::try_from(self.samples.len() * BYTES_PER_FRAME).unwrap();
                self.answer(
                    number,
                    &PlaybackLatency {
                        sink_usec: u64::try_from(SINK.as_micros()).unwrap(),
                        source_usec: 0,
                        playing: true,
                        local_time: UNIX_EPOCH,
                        remote_time: UNIX_EPOCH,
                        write_offset,
                        read_offset: write_offset - BUFFERED,
                        underrun_for: 0,
                        playing_for: 0,
                    },
                );
            }
            other => panic!("not expected: {other:?}"),
        }
    }

    fn answer<R: CommandReply>(&mut self, number: u32, reply: &R) {
        let mut message = Vec::new();
        protocol::write_reply_message(&mut message, number, reply, MAX_VERSION).unwrap();
        assert!(message.len() > DESCRIPTOR_SIZE);
        self.socket.write_all(&message).unwrap();
    }
}

/// A scheduler, and the sender of its messages.
fn scheduler() -> (Scheduler, Sender<AudioMessage>) {
    let (inbox, messages) = mpsc::channel();
    (Scheduler::new(messages, inbox.clone(), clock, 1, 1.0), inbox)
}

/// A timeline with one go, so many milliseconds after now.
fn go_in(millis: u64) -> AudioMessage {
    let at = Mono(Duration::from_millis(millis));
    AudioMessage::Timeline(
        Timeline { sounds: vec![TimedSound { at, sound: Sound::Go }], ..Timeline::default() },
        clock(),
    )
}

#[test]
fn a_sound_is_in_the_frame_that_is_heard_when_it_is_due() {
    let (_folder, path, server) = Server::start(3 * RATE as usize);
    let (mut scheduler, inbox) = scheduler();
    inbox.send(go_in(1_000)).unwrap();
    scheduler.wait(clock());
    let mut pulse = Pulse::at(&path, &mut scheduler).unwrap();
    let OutputEnd::Lost(why) = pulse.run(&mut scheduler) else { panic!("nobody has closed it") };
    assert_eq!(why, "the server is gone");
    let server = server.join().unwrap();
    // What was written before the question is heard when the buffer and the device have played what is in them.
    let heard_later = frame_at(Mono(SINK)) + u64::try_from(BUFFERED).unwrap() / 2;
    let expected = server.asked_at.unwrap() as u64 + u64::from(RATE) - heard_later;
    let begins = server.samples.iter().position(|sample| *sample != 0).unwrap() as u64;
    // The first sample of a tone is silent.
    assert!((1..=2).contains(&(begins - expected)), "{begins} instead of {expected}");
}

#[test]
fn a_server_that_refuses_is_quoted() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("native");
    let listener = UnixListener::bind(&path).unwrap();
    let refuse = thread::spawn(move || {
        let mut socket = listener.accept().unwrap().0;
        protocol::write_error(&mut socket, 0, &protocol::PulseError::AccessDenied).unwrap();
        socket
    });
    let why = Pulse::at(&path, &mut scheduler().0).err().unwrap();
    assert!(why.ends_with("native: the server says \"access failure\""), "{why}");
    drop(refuse.join());
}

//! The connection to a sound server: messages out and in.

use std::io::{self, ErrorKind, Read, Write};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use pulseaudio::protocol::{
    self, AuthParams, AuthReply, Command, CommandReply, DESCRIPTOR_SIZE, MAX_VERSION, Prop, Props, ProtocolError,
    PulseError, SetClientNameReply, TagStructReader,
};
use rustix::net::{AddressFamily, SocketAddrUnix, SocketFlags, SocketType, connect, socket_with};

use super::address;
use crate::audio::scheduler::AudioMessage;
use crate::text;

/// Messages to the server.
pub(super) struct ServerConnection {
    socket: UnixStream,
    version: u16,
    /// The number of the next message.
    next: u32,
}

/// A message from the server, and when it arrived.
pub(super) struct Incoming {
    pub(super) at: Duration,
    /// What was read, or why nothing more will be.
    pub(super) message: io::Result<Vec<u8>>,
}

/// How long the server may take to answer while the stream is opened, and to take what is written.
const TIMEOUT: Duration = Duration::from_millis(500);

/// The messages that are read here are short.
const LONGEST: usize = 64 * 1024;

impl ServerConnection {
    /// Connects and introduces itself.
    pub(super) fn open(path: &Path) -> Result<Self, String> {
        let socket = connected(path).map_err(|error| text::io_error(&error))?;
        let timeouts = socket.set_read_timeout(Some(TIMEOUT)).and_then(|()| socket.set_write_timeout(Some(TIMEOUT)));
        timeouts.map_err(|error| text::io_error(&error))?;
        let mut connection = Self { socket, version: MAX_VERSION, next: 0 };
        let cookie = address::cookie();
        let auth = AuthParams { version: MAX_VERSION, supports_shm: false, supports_memfd: false, cookie };
        let AuthReply { version, .. } = connection.ask(&Command::Auth(auth))?;
        connection.version = version.min(MAX_VERSION);
        let mut name = Props::new();
        name.set(Prop::ApplicationName, c"calfguide");
        let SetClientNameReply { .. } = connection.ask(&Command::SetClientName(name))?;
        Ok(connection)
    }

    /// Sends a message and returns its number.
    pub(super) fn send(&mut self, command: &Command) -> Result<u32, String> {
        let number = self.next;
        self.next += 1;
        let mut message = Vec::new();
        protocol::write_command_message(&mut message, number, command, self.version).map_err(|error| words(&error))?;
        self.write(&message)?;
        Ok(number)
    }

    /// Sends the next samples of a stream.
    pub(super) fn send_samples(&mut self, channel: u32, samples: &[i16]) -> Result<(), String> {
        let bytes: Vec<u8> = samples.iter().flat_map(|sample| sample.to_le_bytes()).collect();
        let mut message = Vec::with_capacity(DESCRIPTOR_SIZE + bytes.len());
        protocol::write_memblock(&mut message, channel, &bytes, 0).map_err(|error| words(&error))?;
        self.write(&message)
    }

    fn write(&mut self, message: &[u8]) -> Result<(), String> {
        self.socket.write_all(message).map_err(|error| io_words(&error))
    }

    /// Sends a message and waits for its answer. Nothing else that comes meanwhile is kept.
    pub(super) fn ask<T: CommandReply>(&mut self, command: &Command) -> Result<T, String> {
        let number = self.send(command)?;
        loop {
            let message = read(&mut self.socket).map_err(|error| io_words(&error))?;
            match self.parse(&message) {
                Some((answered, Command::Reply, body)) if answered == number => return self.parse_answer(body),
                Some((failed, Command::Error(error), _)) if failed == number => return Err(server_words(error)),
                _ => {}
            }
        }
    }

    /// A message with its number, and what is behind it, which is the content of an answer. `None` is nothing that
    /// matters here.
    pub(super) fn parse<'a>(&self, message: &'a [u8]) -> Option<(u32, Command, &'a [u8])> {
        let mut rest = message;
        let (number, command) = Command::read_tag_prefixed(&mut rest, self.version).ok()?;
        Some((number, command, rest))
    }

    /// The content of an answer.
    pub(super) fn parse_answer<T: CommandReply>(&self, mut body: &[u8]) -> Result<T, String> {
        TagStructReader::new(&mut body, self.version).read().map_err(|error| words(&error))
    }

    /// Reads messages on a thread of their own, which ends with the connection. `arrived` is called after each.
    pub(super) fn listen(
        &self,
        clock: fn() -> Duration,
        arrived: Sender<AudioMessage>,
    ) -> io::Result<Receiver<Incoming>> {
        let mut socket = self.socket.try_clone()?;
        socket.set_read_timeout(None)?;
        let (sender, incoming) = mpsc::channel();
        let listen = move || {
            loop {
                let message = read(&mut socket);
                let is_last = message.is_err();
                let is_heard = sender.send(Incoming { at: clock(), message }).is_ok();
                if !is_heard || arrived.send(AudioMessage::Output).is_err() || is_last {
                    return;
                }
            }
        };
        let name = thread::current().name().unwrap_or_default().to_owned();
        thread::Builder::new().name(name).spawn(listen)?;
        Ok(incoming)
    }
}

impl Drop for ServerConnection {
    fn drop(&mut self) {
        // The thread that listens has a handle of its own.
        let _ = self.socket.shutdown(Shutdown::Both);
    }
}

/// Connects without waiting for a server that has no room for more clients.
fn connected(path: &Path) -> io::Result<UnixStream> {
    let address = SocketAddrUnix::new(path)?;
    let socket =
        socket_with(AddressFamily::UNIX, SocketType::STREAM, SocketFlags::CLOEXEC | SocketFlags::NONBLOCK, None)?;
    connect(&socket, &address)?;
    let socket = UnixStream::from(socket);
    socket.set_nonblocking(false)?;
    Ok(socket)
}

/// Reads a message.
fn read(socket: &mut UnixStream) -> io::Result<Vec<u8>> {
    let mut head = [0; DESCRIPTOR_SIZE];
    socket.read_exact(&mut head)?;
    let [a, b, c, d, ..] = head;
    let length = u32::from_be_bytes([a, b, c, d]) as usize;
    if length > LONGEST {
        return Err(io::Error::other("a message is too long"));
    }
    let mut body = vec![0; length];
    socket.read_exact(&mut body)?;
    Ok(body)
}

pub(super) fn io_words(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::WouldBlock | ErrorKind::TimedOut => "no answer".to_owned(),
        ErrorKind::UnexpectedEof | ErrorKind::BrokenPipe | ErrorKind::ConnectionReset => {
            "the server is gone".to_owned()
        }
        _ => text::io_error(error),
    }
}

pub(super) fn server_words(error: PulseError) -> String {
    format!("the server says \"{}\"", error.to_string().to_lowercase())
}

fn words(error: &ProtocolError) -> String {
    match error {
        ProtocolError::Io(error) => io_words(error),
        error => text::line(&error.to_string()).into_owned(),
    }
}

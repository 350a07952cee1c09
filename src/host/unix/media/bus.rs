//! A connection to the session bus of the user. It never waits, and its buffers are bounded.

use std::env;
use std::ffi::OsString;
use std::io::{ErrorKind, Read, Write};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::net::UnixStream;
use std::path::Path;

use memchr::memmem;
use rustix::event::{PollFd, PollFlags};
use rustix::net::SocketAddrUnix;
use rustix::process::geteuid;
use tokio_dbus::{BodyBuf, Variant, org_freedesktop_dbus as dbus};

use super::super::socket::connect_at_once;
use super::message::{self, HeaderField, MessageKind};

/// No message to us has more bytes than this, and no more than this waits to be sent. Else the bus is given up.
const MAX_BYTES: usize = 1 << 16;

/// What the bus says when it lets us in.
const LET_IN: &[u8] = b"OK ";

/// A connection.
pub(super) struct Bus {
    stream: UnixStream,
    /// Whether the bus has let us in. Nothing is sent before.
    let_in: bool,
    unsent: Vec<u8>,
    received: Vec<u8>,
    /// That of the last message that was sent.
    serial: u32,
}

impl Bus {
    /// Connects, without waiting; `None` where there is no bus.
    pub(super) fn connect() -> Option<Self> {
        addresses().iter().find_map(|address| connect_at_once(address).ok()).and_then(Self::over)
    }

    /// Speaks to the bus at the other end, without waiting.
    pub(super) fn over(mut stream: UnixStream) -> Option<Self> {
        let user = geteuid().as_raw().to_string();
        // In hexadecimal digits, as it is sent, a digit is a 3 and itself.
        let user: String = user.chars().flat_map(|digit| ['3', digit]).collect();
        stream.write_all(format!("\0AUTH EXTERNAL {user}\r\n").as_bytes()).ok()?;
        let mut bus = Self { stream, let_in: false, unsent: b"BEGIN\r\n".to_vec(), received: Vec::new(), serial: 0 };
        bus.call("Hello", &BodyBuf::new());
        Some(bus)
    }

    /// What to poll.
    pub(super) fn interest(&self) -> PollFd<'_> {
        let sends = self.let_in && !self.unsent.is_empty();
        PollFd::new(&self.stream, if sends { PollFlags::IN | PollFlags::OUT } else { PollFlags::IN })
    }

    /// Calls a method of the bus itself, and returns the serial of the call.
    pub(super) fn call(&mut self, method: &str, arguments: &BodyBuf) -> u32 {
        let fields = [
            (HeaderField::Destination, Variant::String(dbus::DESTINATION)),
            (HeaderField::Path, Variant::ObjectPath(dbus::PATH)),
            (HeaderField::Interface, Variant::String(dbus::INTERFACE)),
            (HeaderField::Member, Variant::String(method)),
        ];
        self.send(MessageKind::Call, &fields, arguments)
    }

    /// Sends a message as soon as the bus takes it, and returns its serial.
    pub(super) fn send(&mut self, kind: MessageKind, fields: &[(HeaderField, Variant<'_>)], body: &BodyBuf) -> u32 {
        self.serial += 1;
        self.unsent.extend(message::encode(kind, self.serial, fields, body));
        // A bus that has gone is noticed by the next `poll`.
        let _ = self.flush();
        self.serial
    }

    /// Sends what the bus takes; `None` where it has gone, or takes nothing for too long.
    fn flush(&mut self) -> Option<()> {
        while self.let_in && !self.unsent.is_empty() {
            match self.stream.write(&self.unsent) {
                Ok(count @ 1..) => drop(self.unsent.drain(..count)),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Ok(0) | Err(_) => return None,
            }
        }
        (self.unsent.len() <= MAX_BYTES).then_some(())
    }

    /// Sends what waits, takes some of what has arrived, and returns the messages that are complete. `None`: the bus
    /// has gone, does not let us in, or sends what is too long.
    pub(super) fn serve(&mut self) -> Option<Vec<BodyBuf>> {
        let mut bytes = [0; 4096];
        match self.stream.read(&mut bytes) {
            Ok(count @ 1..) => self.received.extend_from_slice(&bytes[..count]),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => {}
            Ok(0) | Err(_) => return None,
        }
        if !self.let_in
            && let Some(end) = memmem::find(&self.received, b"\r\n")
        {
            if !self.received.starts_with(LET_IN) {
                return None;
            }
            self.received.drain(..end + 2);
            self.let_in = true;
        }
        self.flush()?;
        let mut messages = Vec::new();
        while self.let_in
            && let Some(length) = message::length(&self.received)
        {
            let length = usize::try_from(length).ok().filter(|length| *length <= MAX_BYTES)?;
            let Some(message) = self.received.get(..length) else { break };
            messages.push(message::copy(message));
            self.received.drain(..length);
        }
        (self.received.len() <= MAX_BYTES).then_some(messages)
    }
}

/// Where the bus may be: what the environment says, or else the usual place.
fn addresses() -> Vec<SocketAddrUnix> {
    let variable = |name| env::var_os(name).filter(|value| !value.is_empty());
    match (variable("DBUS_SESSION_BUS_ADDRESS"), variable("XDG_RUNTIME_DIR")) {
        (Some(addresses), _) => addresses.as_bytes().split(|byte| *byte == b';').filter_map(address).collect(),
        (None, Some(folder)) => SocketAddrUnix::new(Path::new(&folder).join("bus")).into_iter().collect(),
        (None, None) => Vec::new(),
    }
}

/// The socket of an address such as `unix:path=/run/user/1000/bus,guid=1f`; `None` for what is none.
fn address(text: &[u8]) -> Option<SocketAddrUnix> {
    let mut pairs = text.strip_prefix(b"unix:")?.split(|byte| *byte == b',');
    pairs.find_map(|pair| {
        let (key, value) = pair.split_at(memchr::memchr(b'=', pair)?);
        let value = unescaped(value.get(1..)?)?;
        match key {
            b"path" => SocketAddrUnix::new(OsString::from_vec(value)).ok(),
            #[cfg(target_os = "linux")]
            b"abstract" => SocketAddrUnix::new_abstract_name(&value).ok(),
            _ => None,
        }
    })
}

/// A value with `%2c` for a comma.
fn unescaped(mut value: &[u8]) -> Option<Vec<u8>> {
    let mut plain = Vec::new();
    while let Some((first, rest)) = value.split_first() {
        value = rest;
        plain.push(if *first == b'%' {
            let (digits, rest) = value.split_at_checked(2)?;
            value = rest;
            u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()?
        } else {
            *first
        });
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::super::message::Received;
    use super::*;

    /// A connection, and the end of the bus.
    fn pair() -> (Bus, UnixStream) {
        let (ours, bus) = UnixStream::pair().unwrap();
        ours.set_nonblocking(true).unwrap();
        (Bus::over(ours).unwrap(), bus)
    }

    fn read(bus: &mut UnixStream) -> Vec<u8> {
        let mut bytes = vec![0; 1024];
        let count = bus.read(&mut bytes).unwrap();
        bytes.truncate(count);
        bytes
    }

    #[test]
    fn nothing_is_said_before_the_bus_lets_us_in() {
        let (mut ours, mut bus) = pair();
        assert!(read(&mut bus).starts_with(b"\0AUTH EXTERNAL 3"));
        bus.write_all(b"OK 1234").unwrap();
        assert_eq!(ours.serve(), Some(Vec::new()));
        bus.set_nonblocking(true).unwrap();
        assert_eq!(bus.read(&mut [0]).unwrap_err().kind(), ErrorKind::WouldBlock);
        bus.write_all(b"5678\r\n").unwrap();
        assert_eq!(ours.serve(), Some(Vec::new()));
        let said = read(&mut bus);
        let message = message::copy(said.strip_prefix(b"BEGIN\r\n").unwrap());
        let Ok(Received::Call(call)) = Received::parse(&message) else { panic!("no call") };
        assert_eq!((call.method, call.serial), ("Hello", 1));
    }

    #[test]
    fn messages_may_arrive_in_pieces_and_several_at_once() {
        let (mut ours, mut bus) = pair();
        let message =
            message::encode(MessageKind::Signal, 1, &[(HeaderField::Member, Variant::String("One"))], &BodyBuf::new());
        let bytes = [b"OK 1\r\n", &message[..], &message, &message].concat();
        let arrived = bytes.iter().flat_map(|byte| {
            bus.write_all(&[*byte]).unwrap();
            ours.serve().unwrap()
        });
        assert_eq!(arrived.map(|one| one.get().to_vec()).collect::<Vec<_>>(), [&message[..]; 3]);
        bus.write_all(&[&message[..], &message].concat()).unwrap();
        assert_eq!(ours.serve().unwrap().len(), 2);
    }

    #[test]
    fn a_bus_that_refuses_us_or_goes_or_sends_too_much_is_given_up() {
        let endless = [&b"OK 1\r\nl\x04\0\x01\xff\xff\xff\x0f"[..], &[0; 8]].concat();
        let table: [&[u8]; 4] = [b"REJECTED EXTERNAL\r\n", b"", &endless, b"OK 1\r\n"];
        for said in table {
            let (mut ours, mut bus) = pair();
            bus.write_all(said).unwrap();
            drop(bus);
            let served = std::iter::from_fn(|| ours.serve());
            assert_eq!(served.flatten().count(), 0, "{said:?}");
        }
    }

    // Kills: a bus that is stopped, and a session that queues messages for it without end.
    #[test]
    fn a_bus_that_reads_nothing_is_given_up() {
        let (mut ours, mut bus) = pair();
        bus.write_all(b"OK 1\r\n").unwrap();
        ours.serve().unwrap();
        let body = BodyBuf::new();
        let gives_up = |_| {
            ours.send(MessageKind::Signal, &[], &body);
            ours.serve().is_none()
        };
        assert!((0..1_000_000).any(gives_up));
        assert!(ours.unsent.len() < 2 * MAX_BYTES);
    }

    #[test]
    fn an_address_is_a_path_or_no_place_that_we_know() {
        let path = |text: &str| {
            let address = address(text.as_bytes())?;
            Some(address.path_bytes()?.to_vec())
        };
        assert_eq!(path("unix:path=/run/user/1000/bus").unwrap(), b"/run/user/1000/bus");
        assert_eq!(path("unix:guid=1f,path=/tmp/a%2cb%20c").unwrap(), b"/tmp/a,b c");
        for unknown in
            ["", "unix:", "unix:path", "unix:path=/a%2", "unix:path=/a%xy", "tcp:host=a,port=1", "unix:tmpdir=/a"]
        {
            assert_eq!(path(unknown), None, "{unknown}");
        }
        #[cfg(target_os = "linux")]
        assert_eq!(address(b"unix:abstract=/tmp/dbus-1,guid=1f").unwrap().abstract_name().unwrap(), b"/tmp/dbus-1");
    }
}

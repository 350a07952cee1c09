//! Keys that other processes of the same user send over a socket: each connection sends a name and a line end, and gets
//! a line back. Nothing here ever waits, and memory is bounded: however many connect, and whatever they send or do not
//! send, the session goes on.

mod folder;
mod send;

use std::collections::VecDeque;
use std::io::{ErrorKind, Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;

use jiff::Timestamp;
use rustix::event::{PollFd, PollFlags};

use super::super::world::{ClientId, Wake};
use super::poll::{is_hung_up, is_readable};
use folder::SocketFolder;
pub use send::send;

/// How many connections are kept. Another one takes the place of the oldest.
const MAX_CLIENTS: usize = 8;

/// No name has more bytes than this.
const MAX_NAME: usize = 32;

/// A socket that listens. Dropping it removes it.
pub(super) struct Remote {
    listener: UnixListener,
    folder: SocketFolder,
    name: String,
    clients: VecDeque<Client>,
    /// How many have connected so far.
    connected: u64,
}

struct Client {
    id: ClientId,
    stream: UnixStream,
    /// What it has sent of a name.
    line: Vec<u8>,
    /// Whether it has sent all of it, and waits for an answer.
    waits: bool,
}

/// What was read of a client.
enum ClientLine {
    NothingYet,
    Name(String),
    /// It has gone, or sends what is no name.
    Gone,
}

impl Remote {
    /// `None` where the folder will not do: then nobody can send anything. `now` is the date and time.
    pub(super) fn listen(folder: &Path, now: Timestamp) -> Option<Self> {
        let folder = SocketFolder::make(folder).ok()?;
        // Removes what killed sessions have left behind.
        folder.sessions().ok()?.for_each(drop);
        let (listener, name) = folder.listen(now).ok()?;
        Some(Self { listener, folder, name, clients: VecDeque::new(), connected: 0 })
    }

    /// What to poll.
    pub(super) fn interest(&self) -> impl Iterator<Item = PollFd<'_>> {
        let connections = self.clients.iter().filter(|client| !client.waits);
        let connections = connections.map(|client| PollFd::new(&client.stream, PollFlags::IN));
        connections.chain([PollFd::new(&self.listener, PollFlags::IN)])
    }

    /// Takes what has arrived, and some of those who have connected. `None`: the system lets nobody in, and waiting for
    /// somebody would take no time and never end.
    pub(super) fn serve(&mut self) -> Option<Vec<Wake>> {
        for _ in 0..MAX_CLIENTS {
            // A system without a file descriptor for a connection says so even if there is none.
            if !is_readable(&self.listener) {
                break;
            }
            match self.listener.accept() {
                Ok((stream, _)) => {
                    stream.set_nonblocking(true).ok()?;
                    self.connected += 1;
                    let id = ClientId(self.connected);
                    self.clients.push_back(Client { id, stream, line: Vec::new(), waits: false });
                }
                Err(error) => match error.kind() {
                    // It has gone again.
                    ErrorKind::WouldBlock | ErrorKind::ConnectionAborted => {}
                    // It gets the file descriptor of the oldest.
                    _ => drop(self.clients.pop_front()?),
                },
            }
        }
        while self.clients.len() > MAX_CLIENTS {
            self.clients.pop_front();
        }
        let mut wakes = Vec::new();
        self.clients.retain_mut(|client| match client.read() {
            ClientLine::NothingYet => true,
            ClientLine::Gone => false,
            ClientLine::Name(name) => {
                wakes.push(Wake::Sent { name, client: client.id });
                true
            }
        });
        Some(wakes)
    }

    /// Answers a client and closes its connection. A line always fits into the buffer of the system.
    pub(super) fn answer(&mut self, to: ClientId, line: &str) {
        if let Some(at) = self.clients.iter().position(|client| client.id == to)
            && let Some(mut client) = self.clients.remove(at)
        {
            let _ = client.stream.write(format!("{line}\n").as_bytes());
        }
    }
}

impl Drop for Remote {
    fn drop(&mut self) {
        self.folder.remove(&self.name);
    }
}

impl Client {
    fn read(&mut self) -> ClientLine {
        if self.waits {
            return ClientLine::NothingYet;
        }
        let mut bytes = [0; MAX_NAME];
        match self.stream.read(&mut bytes) {
            Ok(count @ 1..) => self.line.extend_from_slice(&bytes[..count]),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => {
                return ClientLine::NothingYet;
            }
            Ok(0) | Err(_) => return ClientLine::Gone,
        }
        match self.line.iter().position(|byte| *byte == b'\n') {
            // Who has given up waiting, because the session was suspended, does not want it any more.
            Some(end) if !is_hung_up(&self.stream) => {
                self.waits = true;
                ClientLine::Name(String::from_utf8_lossy(&self.line[..end]).into_owned())
            }
            None if self.line.len() < MAX_NAME => ClientLine::NothingYet,
            _ => ClientLine::Gone,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader};

    use super::*;

    fn remote() -> (tempfile::TempDir, Remote, impl Fn() -> UnixStream) {
        let home = tempfile::tempdir().unwrap();
        let remote = Remote::listen(&home.path().join("sockets"), Timestamp::UNIX_EPOCH).unwrap();
        let socket = home.path().join("sockets").join(&remote.name);
        (home, remote, move || UnixStream::connect(&socket).unwrap())
    }

    fn sent(wakes: &[Wake]) -> Vec<&str> {
        wakes.iter().filter_map(|wake| if let Wake::Sent { name, .. } = wake { Some(&**name) } else { None }).collect()
    }

    #[test]
    fn a_name_may_arrive_in_pieces_and_is_answered_once() {
        let (_home, mut remote, connect) = remote();
        let mut client = connect();
        client.write_all(b"pa").unwrap();
        assert_eq!(remote.serve(), Some(Vec::new()));
        client.write_all(b"use\ndone\n").unwrap();
        let wakes = remote.serve().unwrap();
        assert_eq!(sent(&wakes), ["pause"]);
        assert_eq!(remote.serve(), Some(Vec::new()), "a connection sends one name");
        remote.answer(ClientId(1), "paused");
        remote.answer(ClientId(1), "twice");
        let lines: Vec<_> = BufReader::new(client).lines().map_while(Result::ok).collect();
        assert_eq!(lines, ["paused"]);
    }

    // Kills: a key that takes effect when a suspended session comes back, long after its client gave up.
    #[test]
    fn who_has_given_up_waiting_is_not_obeyed() {
        let (_home, mut remote, connect) = remote();
        let mut client = connect();
        client.write_all(b"done\n").unwrap();
        drop(client);
        assert_eq!(remote.serve(), Some(Vec::new()));
        assert!(remote.clients.is_empty());
    }

    #[test]
    fn however_many_connect_few_are_kept_and_the_latest_is_heard() {
        let (_home, mut remote, connect) = remote();
        let silent: Vec<_> = (0..10 * MAX_CLIENTS).map(|_| connect()).collect();
        let mut client = connect();
        client.write_all(b"done\n").unwrap();
        let wakes: Vec<_> = (0..=10).flat_map(|_| remote.serve().unwrap()).collect();
        assert_eq!(sent(&wakes), ["done"]);
        assert!(remote.clients.len() <= MAX_CLIENTS);
        drop(silent);
    }

    #[test]
    fn a_client_that_sends_no_name_is_dropped() {
        let (_home, mut remote, connect) = remote();
        let mut client = connect();
        client.write_all(&[b'x'; 10 * MAX_NAME]).unwrap();
        assert_eq!(remote.serve(), Some(Vec::new()));
        assert!(remote.clients.is_empty());
    }

    #[test]
    fn without_a_folder_nobody_can_send_anything() {
        let home = tempfile::tempdir().unwrap();
        let too_long = home.path().join("x".repeat(120));
        for folder in [Path::new("/dev/null/calfguide"), &too_long] {
            assert!(Remote::listen(folder, Timestamp::UNIX_EPOCH).is_none());
        }
    }
}

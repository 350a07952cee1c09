//! An output that takes bytes when it likes. What it does not take yet is kept; nothing ever waits for a reader.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::OFlags;
use rustix::io::{Errno, write};

use super::tty;

/// The most that is written at once where a write could block: a pipe that polls writable takes that much.
const SMALL: usize = 512;

/// Held while bytes go out. A panic takes it and never gives it back, so that no other thread writes to a terminal that
/// was given back.
static WRITING: Mutex<()> = Mutex::new(());

/// From now on no sink writes: whoever tries waits for the end of the program.
pub(super) fn silence() {
    std::mem::forget(WRITING.lock().unwrap_or_else(PoisonError::into_inner));
}

/// An output, and what it did not take yet.
pub(super) struct Sink {
    fd: OwnedFd,
    /// The most to write at once.
    chunk: usize,
    unsent: Vec<u8>,
    /// How much of the beginning of `unsent` is sent.
    sent: usize,
    /// It takes no more.
    gone: bool,
}

impl Sink {
    /// An output that others may hold too; a terminal is opened anew, so that its other holders do not notice us.
    pub(super) fn to(fd: BorrowedFd<'_>) -> io::Result<Self> {
        let (fd, chunk) = match tty::reopen(fd, OFlags::WRONLY) {
            Some(own) => (own, usize::MAX),
            None => (fd.try_clone_to_owned()?, SMALL),
        };
        Ok(Self { fd, chunk, unsent: Vec::new(), sent: 0, gone: false })
    }

    /// Adds bytes to what is to be sent.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        if !self.gone {
            self.unsent.extend_from_slice(bytes);
        }
    }

    /// Whether everything is sent, or never will be.
    pub(super) fn drained(&self) -> bool {
        self.unsent.is_empty()
    }

    /// Drops what was not sent.
    pub(super) fn discard(&mut self) {
        self.unsent.clear();
        self.sent = 0;
    }

    /// Sends what it takes without waiting.
    pub(super) fn send(&mut self) -> io::Result<()> {
        let _writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some(rest) = self.unsent.get(self.sent..).filter(|rest| !rest.is_empty()) {
            if self.chunk != usize::MAX && !is_writable(self.fd.as_fd(), Duration::ZERO) {
                return Ok(());
            }
            match write(&self.fd, &rest[..rest.len().min(self.chunk)]) {
                Ok(count) => self.sent += count,
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => return Ok(()),
                Err(error) => {
                    self.hang_up();
                    // A terminal that was closed says EIO.
                    return Err(if error == Errno::IO { io::ErrorKind::BrokenPipe.into() } else { error.into() });
                }
            }
        }
        self.discard();
        Ok(())
    }

    /// Sends, and waits this long at most for an output that is only slow.
    pub(super) fn send_within(&mut self, patience: Duration) {
        let _ = self.send();
        if !self.drained() && is_writable(self.fd.as_fd(), patience) {
            let _ = self.send();
        }
    }

    /// Nobody reads it any more.
    pub(super) fn hang_up(&mut self) {
        self.gone = true;
        self.discard();
    }

    /// What to poll: for room while something is unsent, and always for the end of its reader.
    pub(super) fn interest(&self) -> Option<PollFd<'_>> {
        let flags = if self.drained() { PollFlags::empty() } else { PollFlags::OUT };
        (!self.gone).then(|| PollFd::new(&self.fd, flags))
    }
}

impl AsFd for Sink {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

/// Whether a write would find room within this time.
pub(super) fn is_writable(fd: BorrowedFd<'_>, within: Duration) -> bool {
    let within = Timespec::try_from(within).ok();
    let mut fds = [PollFd::new(&fd, PollFlags::OUT)];
    poll(&mut fds, within.as_ref()).is_ok_and(|ready| ready > 0)
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io::{PipeReader, Read, pipe};

    use super::*;

    fn to_pipe() -> (PipeReader, Sink) {
        let (reader, writer) = pipe().unwrap();
        (reader, Sink::to(writer.as_fd()).unwrap())
    }

    #[test]
    fn sends_what_there_is_room_for() {
        let (mut reader, mut sink) = to_pipe();
        sink.push(b"one ");
        sink.push(b"two");
        assert!(!sink.drained());
        sink.send().unwrap();
        assert!(sink.drained());
        drop(sink);
        let mut all = String::new();
        reader.read_to_string(&mut all).unwrap();
        assert_eq!(all, "one two");
    }

    #[test]
    fn a_full_pipe_stops_nothing_and_loses_nothing() {
        let (mut reader, mut sink) = to_pipe();
        let sent: Vec<u8> = (0..300_000_u32).map(|i| i.to_le_bytes()[0]).collect();
        sink.push(&sent);
        sink.send().unwrap();
        assert!(!sink.drained());
        let mut got = vec![0; 100_000];
        let mut all = Vec::new();
        while !sink.drained() {
            let count = reader.read(&mut got).unwrap();
            all.extend_from_slice(&got[..count]);
            sink.send().unwrap();
        }
        drop(sink);
        reader.read_to_end(&mut all).unwrap();
        assert!(all == sent);
    }

    #[test]
    fn a_pipe_without_a_reader_is_an_error_once() {
        let (reader, mut sink) = to_pipe();
        drop(reader);
        sink.push(b"anybody?");
        assert_eq!(sink.send().unwrap_err().kind(), io::ErrorKind::BrokenPipe);
        assert!(sink.drained());
        sink.push(b"no");
        assert!(sink.drained());
        sink.send().unwrap();
        assert!(sink.interest().is_none());
    }

    #[test]
    fn a_full_disk_is_no_broken_pipe() {
        let Ok(full) = File::options().write(true).open("/dev/full") else { return };
        let mut sink = Sink::to(full.as_fd()).unwrap();
        sink.push(b"x");
        assert_eq!(sink.send().unwrap_err().kind(), io::ErrorKind::StorageFull);
    }
}

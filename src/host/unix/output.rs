//! An output that is never waited for: bytes that it does not take yet are queued.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags};
use rustix::fs::OFlags;
use rustix::io::{Errno, write};
use rustix::termios::{QueueSelector, isatty, tcflush};

use super::poll::{is_pollable, is_writable};
use super::tty;

/// The most that is written at once where a write could block: POSIX guarantees that a pipe with room takes this much.
const MAX_BLOCKING_WRITE: usize = 512;

/// Held while bytes are written. A panic takes it and never releases it, so that no other thread writes to a terminal
/// that was given back.
static WRITING: Mutex<()> = Mutex::new(());

/// From now on no output writes: whoever tries waits for the end of the program.
pub(super) fn silence() {
    std::mem::forget(WRITING.lock().unwrap_or_else(PoisonError::into_inner));
}

pub(super) struct OutputQueue {
    fd: OwnedFd,
    /// A write could block, because the flag against that would be shared with others who have the file open.
    blocks: bool,
    is_terminal: bool,
    /// Where it is not, nothing shows that the output has room or has lost its reader; it is then written to at once.
    pollable: bool,
    queue: Vec<u8>,
    /// How much of the beginning of the queue is sent.
    sent: usize,
    state: OutputState,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum OutputState {
    /// It took everything that was sent.
    Open,
    /// It left some of what was sent in the queue.
    Full,
    /// It takes no more.
    Gone,
}

impl OutputQueue {
    /// Writes to a file that others may have open too. A terminal is opened anew, so that they do not notice.
    pub(super) fn to(fd: BorrowedFd<'_>) -> io::Result<Self> {
        let (fd, blocks) = match tty::reopen(fd, OFlags::WRONLY) {
            Some(own) => (own, false),
            None => (fd.try_clone_to_owned()?, true),
        };
        let pollable = is_pollable(fd.as_fd());
        let is_terminal = isatty(&fd);
        Ok(Self { fd, blocks, is_terminal, pollable, queue: Vec::new(), sent: 0, state: OutputState::Open })
    }

    /// Whether it is a terminal, or was one until it was closed.
    pub(super) fn is_terminal(&self) -> bool {
        self.is_terminal
    }

    /// Adds bytes to the queue.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        if self.state != OutputState::Gone {
            self.queue.extend_from_slice(bytes);
        }
    }

    /// Whether it would take more, as far as is known. Bytes that are only queued go out with the next ones, in one write.
    pub(super) fn drained(&self) -> bool {
        self.state != OutputState::Full
    }

    /// Drops the queue.
    pub(super) fn discard(&mut self) {
        self.queue.clear();
        self.sent = 0;
        if self.state == OutputState::Full {
            self.state = OutputState::Open;
        }
    }

    /// Sends what it takes without waiting.
    pub(super) fn send(&mut self) -> io::Result<()> {
        let _writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some(rest) = self.queue.get(self.sent..).filter(|rest| !rest.is_empty()) {
            if self.blocks && !is_writable(self.fd.as_fd(), Duration::ZERO) {
                self.state = OutputState::Full;
                return Ok(());
            }
            let at_once = if self.blocks { rest.len().min(MAX_BLOCKING_WRITE) } else { rest.len() };
            match write(&self.fd, &rest[..at_once]) {
                Ok(count) => self.sent += count,
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => {
                    self.state = OutputState::Full;
                    return Ok(());
                }
                Err(error) => {
                    self.hang_up();
                    return Err(error.into());
                }
            }
        }
        self.discard();
        Ok(())
    }

    /// Sends, and waits this long at most for an output that is only slow.
    pub(super) fn send_within(&mut self, timeout: Duration) {
        let _ = self.send();
        if !self.drained() && is_writable(self.fd.as_fd(), timeout) {
            let _ = self.send();
        }
    }

    /// Sends for the last time. A terminal that stopped reading loses what it has not read yet: it makes room for this,
    /// which is read when somebody reads again.
    pub(super) fn send_last(&mut self, timeout: Duration) {
        self.send_within(timeout);
        if !self.drained() && tcflush(&self.fd, QueueSelector::OFlush).is_ok() {
            let _ = self.send();
        }
    }

    /// Takes no more: nobody reads it.
    pub(super) fn hang_up(&mut self) {
        self.discard();
        self.state = OutputState::Gone;
    }

    /// What to poll for: room while something is queued, and always the loss of its reader.
    pub(super) fn interest(&self) -> Option<PollFd<'_>> {
        let flags = if self.queue.is_empty() { PollFlags::empty() } else { PollFlags::OUT };
        (self.pollable && self.state != OutputState::Gone).then(|| PollFd::new(&self.fd, flags))
    }
}

impl AsFd for OutputQueue {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io::{PipeReader, Read, pipe};

    use super::*;

    fn to_pipe() -> (PipeReader, OutputQueue) {
        let (reader, writer) = pipe().unwrap();
        (reader, OutputQueue::to(writer.as_fd()).unwrap())
    }

    #[test]
    fn sends_what_there_is_room_for() {
        let (mut reader, mut output) = to_pipe();
        output.push(b"one ");
        output.push(b"two");
        assert!(output.drained());
        output.send().unwrap();
        assert!(output.drained());
        drop(output);
        let mut all = String::new();
        reader.read_to_string(&mut all).unwrap();
        assert_eq!(all, "one two");
    }

    #[test]
    fn a_full_pipe_stops_nothing_and_loses_nothing() {
        let (mut reader, mut output) = to_pipe();
        let sent: Vec<u8> = (0..300_000_u32).map(|i| i.to_le_bytes()[0]).collect();
        output.push(&sent);
        output.send().unwrap();
        assert!(!output.drained());
        let mut got = vec![0; 100_000];
        let mut all = Vec::new();
        while !output.drained() {
            let count = reader.read(&mut got).unwrap();
            all.extend_from_slice(&got[..count]);
            output.send().unwrap();
        }
        drop(output);
        reader.read_to_end(&mut all).unwrap();
        assert!(all == sent);
    }

    #[test]
    fn a_pipe_without_a_reader_is_an_error_once() {
        let (reader, mut output) = to_pipe();
        drop(reader);
        output.push(b"anybody?");
        assert_eq!(output.send().unwrap_err().kind(), io::ErrorKind::BrokenPipe);
        assert!(output.drained());
        output.push(b"no");
        assert!(output.drained());
        output.send().unwrap();
        assert!(output.interest().is_none());
    }

    #[test]
    fn a_full_disk_is_no_broken_pipe() {
        let Ok(full) = File::options().write(true).open("/dev/full") else { return };
        let mut output = OutputQueue::to(full.as_fd()).unwrap();
        output.push(b"x");
        assert_eq!(output.send().unwrap_err().kind(), io::ErrorKind::StorageFull);
    }
}

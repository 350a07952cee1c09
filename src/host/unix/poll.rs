//! What is asked of a file descriptor with `poll`.

use std::os::fd::{AsFd, BorrowedFd};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

/// Whether `poll` works on it: on macOS it does not on `/dev/null` and `/dev/tty`.
pub(super) fn is_pollable(fd: BorrowedFd<'_>) -> bool {
    let mut fds = [PollFd::new(&fd, PollFlags::empty())];
    poll(&mut fds, Some(&Timespec::default())).is_err() || !fds[0].revents().contains(PollFlags::NVAL)
}

/// Whether nobody holds its other end any more.
pub(super) fn is_hung_up(fd: impl AsFd) -> bool {
    let mut fds = [PollFd::new(&fd, PollFlags::empty())];
    poll(&mut fds, Some(&Timespec::default())).is_err() || fds[0].revents().contains(PollFlags::HUP)
}

/// Whether it has something to read, or somebody to let in.
pub(super) fn is_readable(fd: impl AsFd) -> bool {
    let mut fds = [PollFd::new(&fd, PollFlags::IN)];
    poll(&mut fds, Some(&Timespec::default())).is_ok_and(|ready| ready > 0)
}

/// Whether a write would find room within this time.
pub(super) fn is_writable(fd: BorrowedFd<'_>, within: Duration) -> bool {
    let within = Timespec::try_from(within).ok();
    let mut fds = [PollFd::new(&fd, PollFlags::OUT)];
    poll(&mut fds, within.as_ref()).is_ok_and(|ready| ready > 0)
}

//! Questions to a terminal, and how to open it anew.

use std::ffi::CStr;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use nix::unistd::getpgrp;
use rustix::fs::{Mode, OFlags, open};
use rustix::io::Errno;
use rustix::process::{Signal, kill_current_process_group};
use rustix::stdio::{stderr, stdout};
use rustix::termios::{tcgetpgrp, tcgetwinsize, ttyname};

use super::super::size;
use super::poll::is_pollable;

/// Columns and rows of the terminal on stdout; `None` without one.
pub fn stdout_size() -> Option<(u16, u16)> {
    size_of(stdout())
}

/// Columns and rows of the terminal on stderr; `None` without one.
pub fn stderr_size() -> Option<(u16, u16)> {
    size_of(stderr())
}

/// The kind of terminal, as `TERM` names it; empty without one.
pub fn terminal_type() -> String {
    std::env::var_os("TERM").unwrap_or_default().to_string_lossy().into_owned()
}

/// Whether the terminal takes UTF-8, as the locale says.
pub fn is_utf8() -> bool {
    let set = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(std::env::var_os);
    let locale = set.map(|value| value.to_string_lossy().to_lowercase()).find(|value| !value.is_empty());
    locale.is_some_and(|locale| locale.contains("utf-8") || locale.contains("utf8"))
}

/// Opens a terminal anew for reading or writing, so that reads and writes never block, without an effect on others who
/// have it open: the flag belongs to the open file description, which would otherwise be shared with the shell.
pub(super) fn reopen(fd: BorrowedFd<'_>, direction: OFlags) -> Option<OwnedFd> {
    let flags = direction | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let open = |path: &CStr| open(path, flags, Mode::empty()).ok().filter(|fd| is_pollable(fd.as_fd()));
    let by_name = || open(&ttyname(fd, Vec::new()).ok()?);
    // Another user's terminal, as under `su`, cannot be opened by name.
    let as_ours = || (tcgetpgrp(fd) != Err(Errno::NOTTY)).then(|| open(c"/dev/tty"))?;
    by_name().or_else(as_ours)
}

/// Columns and rows, within reason.
pub(super) fn size_of(fd: BorrowedFd<'_>) -> Option<(u16, u16)> {
    let size = tcgetwinsize(fd).ok()?;
    Some(size::sane(size.ws_col, size.ws_row))
}

/// Whether this process may read a terminal and change its modes. One without job control may be used by everybody.
pub(super) fn is_in_foreground(fd: BorrowedFd<'_>) -> bool {
    tcgetpgrp(fd).map_or(true, |foreground| foreground.as_raw_pid() == getpgrp().as_raw())
}

/// In the background, stops the process as the system would, until the shell hands it the terminal. The modes of the
/// terminal before that are those of the shell.
pub(super) fn come_to_foreground(fd: BorrowedFd<'_>) -> io::Result<()> {
    // The signal stops the process each time, unless nobody could continue it: then it does nothing.
    const MAX_ATTEMPTS: usize = 100;
    for _ in 0..MAX_ATTEMPTS {
        if is_in_foreground(fd) {
            return Ok(());
        }
        kill_current_process_group(Signal::TTIN)?;
    }
    Err(io::Error::other("the terminal belongs to another job"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pipe_has_no_size_and_cannot_be_reopened() {
        let (read, _write) = io::pipe().unwrap();
        let read = read.as_fd();
        assert_eq!(size_of(read), None);
        assert!(reopen(read, OFlags::RDONLY).is_none());
        assert!(is_in_foreground(read));
    }
}

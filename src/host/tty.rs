//! What is asked of a terminal: its size, whose it is, a way to it of our own.

use std::io;
use std::os::fd::{BorrowedFd, OwnedFd};

use rustix::fs::{Mode, OFlags, open};
use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use rustix::termios::{tcgetpgrp, tcgetsid, tcgetwinsize, ttyname};

/// What no screen is larger than. A terminal may call itself 65535 columns wide, and a frame has a cell for each.
const LARGEST: (u16, u16) = (1000, 500);

/// What is assumed of a terminal that does not know its size.
const USUAL: (u16, u16) = (80, 24);

/// Opens a terminal anew for reading or writing, so that reads and writes never block, and nobody else who has it open
/// gets to feel that: the flag belongs to the open file description, which we would else share with the shell.
pub(super) fn reopen(fd: BorrowedFd<'_>, direction: OFlags) -> Option<OwnedFd> {
    let open = |path: &std::ffi::CStr| {
        open(path, direction | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC, Mode::empty()).ok()
    };
    let by_name = || open(&ttyname(fd, Vec::new()).ok()?);
    // Another user's terminal, as under `su`, cannot be opened by name.
    let as_ours = || (tcgetsid(fd).ok()? == getsid(None).ok()?).then(|| open(c"/dev/tty"))?;
    by_name().or_else(as_ours)
}

/// Columns and rows, within reason.
pub(super) fn size(fd: BorrowedFd<'_>) -> Option<(u16, u16)> {
    let size = tcgetwinsize(fd).ok()?;
    Some(sane(size.ws_col, size.ws_row))
}

fn sane(columns: u16, rows: u16) -> (u16, u16) {
    if columns == 0 || rows == 0 { USUAL } else { (columns.min(LARGEST.0), rows.min(LARGEST.1)) }
}

/// Whether we may read a terminal and change its modes. One that does not control jobs is everybody's.
pub(super) fn is_ours(fd: BorrowedFd<'_>) -> bool {
    tcgetpgrp(fd).map_or(true, |foreground| foreground == getpgrp())
}

/// Waits in the background, stopped as the system does it, until the shell hands us the terminal. To read the modes
/// before that would be to read the shell's.
pub(super) fn come_to_foreground(fd: BorrowedFd<'_>) -> io::Result<()> {
    // Every turn is a stop, unless nobody could make us go on: then the signal does nothing, and it is hopeless.
    const HOPELESS: usize = 100;
    for _ in 0..HOPELESS {
        if is_ours(fd) {
            return Ok(());
        }
        kill_current_process_group(Signal::TTIN)?;
    }
    Err(io::Error::other("the terminal belongs to another job"))
}

#[cfg(test)]
mod tests {
    use std::os::fd::AsFd;

    use super::*;

    #[test]
    fn sizes_stay_within_reason() {
        assert_eq!(sane(80, 24), (80, 24));
        assert_eq!(sane(1, 1), (1, 1));
        assert_eq!(sane(0, 0), USUAL);
        assert_eq!(sane(0, 24), USUAL);
        assert_eq!(sane(u16::MAX, u16::MAX), LARGEST);
    }

    #[test]
    fn what_is_no_terminal_has_neither_size_nor_name() {
        let (read, _write) = io::pipe().unwrap();
        let read = read.as_fd();
        assert_eq!(size(read), None);
        assert!(reopen(read, OFlags::RDONLY).is_none());
        assert!(is_ours(read));
    }
}

//! The terminal as it was before, kept where a panic in any thread finds it.
//!
//! A panic on a full screen would be seen by nobody and leave a terminal in which nothing can be typed. So the first
//! thing that happens is that the terminal is given back, then the panic is told, and then the program ends.

use std::io::{self, stderr};
use std::os::fd::{AsFd, OwnedFd};
use std::panic;
use std::sync::{Mutex, MutexGuard, Once, PoisonError, TryLockError};
use std::time::Duration;

use rustix::io::write;
use rustix::stdio::stdin;
use rustix::termios::{OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr};

use super::sink::{is_writable, silence};
use super::tty;

/// Another screen, no cursor, pasted text marked as such.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[2J\x1b[?25l\x1b[?2004h";

/// All of that back, and plain letters.
const LEAVE: &[u8] = b"\x1b[0m\x1b[?2004l\x1b[?25h\x1b[?1049l";

/// Lays the title of the window aside.
const KEEP_TITLE: &[u8] = b"\x1b[22;2t";

/// No title, and where the terminal has kept one, that.
const TITLE_BACK: &[u8] = b"\x1b]2;\x07\x1b[23;2t";

/// What takes the screen, and the title where the terminal has one.
pub(super) fn enter(titled: bool) -> Vec<u8> {
    [ENTER, if titled { KEEP_TITLE } else { &[] }].concat()
}

/// What gives them back.
pub(super) fn leave(titled: bool) -> Vec<u8> {
    [LEAVE, if titled { TITLE_BACK } else { &[] }].concat()
}

/// How long a terminal may take to make room for what gives it back. A program that is asked to end has about 50 ms.
pub(super) const BRIEFLY: Duration = Duration::from_millis(20);

/// What a panic needs to know.
struct Before {
    modes: Termios,
    /// A way to the terminal.
    output: OwnedFd,
    /// Whether it is ours now.
    taken: bool,
    /// Whether its title is ours with it.
    titled: bool,
}

static BEFORE: Mutex<Option<Before>> = Mutex::new(None);

/// Takes the modes of the terminal on stdin: every key comes at once and does nothing by itself. What they were before
/// is read the first time and never again.
pub(super) fn take(output: impl AsFd, titled: bool) -> io::Result<()> {
    tty::come_to_foreground(stdin())?;
    let mut before = lock();
    if before.is_none() {
        let output = output.as_fd().try_clone_to_owned()?;
        *before = Some(Before { modes: tcgetattr(stdin())?, output, taken: false, titled });
        hook();
    }
    if let Some(before) = before.as_mut() {
        before.taken = true;
        set(&raw(&before.modes))?;
    }
    Ok(())
}

/// Gives the modes back; the screen is the business of whoever writes to it.
pub(super) fn give_back() {
    if let Some(before) = lock().as_mut() {
        before.taken = false;
        let _ = set(&before.modes);
    }
}

/// Now, not once the output is drained: a terminal that stopped reading would never let us.
fn set(modes: &Termios) -> io::Result<()> {
    loop {
        match tcsetattr(stdin(), OptionalActions::Now, modes) {
            Err(rustix::io::Errno::INTR) => {}
            result => return Ok(result?),
        }
    }
}

fn raw(modes: &Termios) -> Termios {
    let mut raw = modes.clone();
    raw.make_raw();
    // A read takes what is there and never waits: crossterm reads on until a sequence is complete, and half of one
    // (Alt-[ is enough) would hold up the session until the next key.
    raw.special_codes[SpecialCodeIndex::VMIN] = 0;
    raw.special_codes[SpecialCodeIndex::VTIME] = 0;
    raw
}

fn lock() -> MutexGuard<'static, Option<Before>> {
    BEFORE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Installs, once, what is done before a panic is told.
fn hook() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let tell = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            silence();
            restore();
            if is_writable(stderr().as_fd(), BRIEFLY) {
                tell(panic);
            }
            #[expect(clippy::exit, reason = "the other threads would go on with a session that is broken")]
            std::process::exit(101);
        }));
    });
}

/// The terminal as it was, by whatever can still be done. The lock may be held by the thread that panics.
fn restore() {
    let before = match BEFORE.try_lock() {
        Ok(before) => before,
        Err(TryLockError::Poisoned(before)) => before.into_inner(),
        Err(TryLockError::WouldBlock) => return,
    };
    if let Some(before) = before.as_ref().filter(|before| before.taken) {
        let _ = set(&before.modes);
        if is_writable(before.output.as_fd(), BRIEFLY) {
            let _ = write(&before.output, &leave(before.titled));
        }
    }
}

//! The modes of the terminal: saved, changed and restored, after a panic in any thread too.
//!
//! The message of a panic would be lost with the full screen, and leave a terminal in which nothing can be typed. So the
//! terminal is restored first, then the message is printed, and then the program ends.

use std::io::{self, stderr};
use std::os::fd::{AsFd, OwnedFd};
use std::panic;
use std::sync::{Mutex, MutexGuard, Once, PoisonError, TryLockError};
use std::thread;
use std::time::Duration;

use rustix::io::write;
use rustix::stdio::stdin;
use rustix::termios::{OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr};

use super::super::{DISPENSABLE_THREAD, escapes};
use super::output::silence;
use super::poll::is_writable;
use super::tty;

/// How long a terminal may take to make room for what restores it. A program that is asked to end has about 50 ms.
pub(super) const RESTORE_TIMEOUT: Duration = Duration::from_millis(20);

/// What is needed to restore the terminal.
struct Saved {
    modes: Termios,
    output: OwnedFd,
    /// Whether there is anything to restore now.
    taken: bool,
    /// Whether the title has to be restored too.
    titled: bool,
}

static SAVED: Mutex<Option<Saved>> = Mutex::new(None);

/// Changes the modes of the terminal on stdin: every key arrives at once and does nothing by itself. The modes to
/// restore are read the first time and never again.
pub(super) fn take(output: impl AsFd, titled: bool) -> io::Result<()> {
    tty::come_to_foreground(stdin())?;
    let mut saved = lock();
    if saved.is_none() {
        let output = output.as_fd().try_clone_to_owned()?;
        *saved = Some(Saved { modes: tcgetattr(stdin())?, output, taken: false, titled });
        hook();
    }
    if let Some(saved) = saved.as_mut() {
        saved.taken = true;
        set(&raw(&saved.modes))?;
    }
    Ok(())
}

/// Restores the modes; whoever writes to the screen restores that.
pub(super) fn give_back() {
    if let Some(saved) = lock().as_mut() {
        saved.taken = false;
        let _ = set(&saved.modes);
    }
}

/// Sets the modes now and not once the output is drained: a terminal that stopped reading would wait for ever.
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
    // A read takes what is there and never waits: crossterm reads on until an escape sequence is complete, and half of
    // one (Alt-[ is enough) would stop the session until the next key.
    raw.special_codes[SpecialCodeIndex::VMIN] = 0;
    raw.special_codes[SpecialCodeIndex::VTIME] = 0;
    raw
}

fn lock() -> MutexGuard<'static, Option<Saved>> {
    SAVED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Installs, once, what is done before the message of a panic is printed.
fn hook() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let print = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if thread::current().name() == Some(DISPENSABLE_THREAD) {
                return;
            }
            silence();
            restore();
            if is_writable(stderr().as_fd(), RESTORE_TIMEOUT) {
                print(panic);
            }
            #[expect(clippy::exit, reason = "the other threads would go on with a broken session")]
            std::process::exit(101);
        }));
    });
}

/// Restores modes and screen as far as possible. The thread that panics may hold the lock.
fn restore() {
    let saved = match SAVED.try_lock() {
        Ok(saved) => saved,
        Err(TryLockError::Poisoned(saved)) => saved.into_inner(),
        Err(TryLockError::WouldBlock) => return,
    };
    if let Some(saved) = saved.as_ref().filter(|saved| saved.taken) {
        let _ = set(&saved.modes);
        if is_writable(saved.output.as_fd(), RESTORE_TIMEOUT) {
            let _ = write(&saved.output, &escapes::leave(saved.titled));
        }
    }
}

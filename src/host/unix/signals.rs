//! Signals: they make a pipe readable, so that a poll can wait for them, and the program dies of them only once the
//! terminal has been given back. Stopping and continuing are done here too.

use std::io::{self, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use nix::unistd::{Pid, getpgrp, getppid, getsid};
use rustix::process;
#[cfg(not(any(target_os = "linux", target_os = "android")))]
use signal_hook::consts::signal::SIGINFO;
use signal_hook::consts::signal::{
    SIGBUS, SIGCHLD, SIGCONT, SIGFPE, SIGHUP, SIGILL, SIGIO, SIGKILL, SIGPIPE, SIGSEGV, SIGSTOP, SIGTSTP, SIGTTIN,
    SIGTTOU, SIGURG, SIGWINCH, SIGXFSZ,
};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;
use signal_hook::{flag, low_level};

use super::super::world::Signal;

/// The last signal of the system. Linux has the real-time signals too.
const LAST: i32 = if cfg!(any(target_os = "linux", target_os = "android")) { 64 } else { 31 };

/// The signals that end a program that does not handle them, as far as they can be handled. The C library keeps some for
/// itself, and refuses them.
fn ending() -> impl Iterator<Item = i32> {
    (1..=LAST).filter(|signal| match *signal {
        // Nobody can handle these.
        SIGKILL | SIGSTOP => false,
        // The program itself is broken: they would come again as soon as a handler returns.
        SIGSEGV | SIGBUS | SIGILL | SIGFPE => false,
        // They stop the program, or do nothing to it. Rust ignores SIGPIPE, and `outlive_file_limits` handles SIGXFSZ.
        SIGTSTP | SIGTTIN | SIGTTOU | SIGCONT | SIGCHLD | SIGURG | SIGWINCH | SIGPIPE | SIGXFSZ => false,
        #[cfg(not(any(target_os = "linux", target_os = "android")))]
        SIGIO | SIGINFO => false,
        _ => true,
    })
}

/// Set while nobody handles them: then these signals end the program. Their handlers stay installed for ever, and without
/// this a program on its way out would ignore them.
static UNWATCHED: OnceLock<Arc<AtomicBool>> = OnceLock::new();

/// The signals that arrived and were not handled yet.
pub(super) struct Signals {
    delivery: SignalDelivery<UnixStream, SignalOnly>,
    /// The end of the pipe that signals are written to.
    pipe: Arc<UnixStream>,
}

/// What a signal means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    End(Signal),
    Suspend,
    /// The process was continued after it was stopped.
    Continued,
    /// The terminal has another size.
    Resized,
}

impl Signals {
    /// Begins to handle signals. Those that the program was started to ignore stay ignored: that is how `nohup` works.
    pub(super) fn watch() -> io::Result<Self> {
        let ignored = ignored();
        let is_handled = |signal: &i32| !ignored.contains(*signal);
        let unwatched = UNWATCHED.get_or_init(|| {
            let unwatched = Arc::new(AtomicBool::new(false));
            for signal in ending().filter(is_handled) {
                let unwatched = Arc::clone(&unwatched);
                let _ = if can_be_died_of(signal) {
                    flag::register_conditional_default(signal, unwatched)
                } else {
                    flag::register_conditional_shutdown(signal, 128 + signal, unwatched)
                };
            }
            unwatched
        });
        unwatched.store(false, Ordering::SeqCst);

        let (read, write) = UnixStream::pair()?;
        let pipe = Arc::new(write.try_clone()?);
        let stops = [SIGTSTP, SIGCONT, SIGWINCH].into_iter().filter(is_handled);
        let delivery = SignalDelivery::with_pipe(read, write, SignalOnly, stops)?;
        for signal in ending().filter(is_handled) {
            let _ = delivery.handle().add_signal(signal);
        }
        Ok(Self { delivery, pipe })
    }

    /// A function that makes the pipe readable, from any thread.
    pub(super) fn interrupter(&self) -> impl Fn() + Send + Sync + 'static {
        let pipe = Arc::clone(&self.pipe);
        move || drop((&*pipe).write(&[0]))
    }

    /// What arrived since this was asked last, in no particular order.
    pub(super) fn pending(&mut self) -> impl Iterator<Item = Meaning> + use<> {
        self.delivery.pending().map(|signal| match signal {
            SIGTSTP => Meaning::Suspend,
            SIGCONT => Meaning::Continued,
            SIGWINCH => Meaning::Resized,
            _ => Meaning::End(Signal(signal)),
        })
    }
}

impl AsFd for Signals {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.delivery.get_read().as_fd()
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        if let Some(unwatched) = UNWATCHED.get() {
            unwatched.store(true, Ordering::SeqCst);
        }
    }
}

/// Stops the process until it is continued, alone or with all of its process group.
pub(super) fn stop(with_group: bool) {
    // One signal for all, so that none of them can be continued before another is stopped.
    if with_group {
        let _ = process::kill_current_process_group(process::Signal::STOP);
    } else {
        let _ = low_level::raise(SIGSTOP);
    }
}

/// Makes a file that reaches the limit of its size an error of that write, and not the end of the program.
pub fn outlive_file_limits() {
    let _ = flag::register(SIGXFSZ, Arc::default());
}

/// Whether signal-hook knows how to end the program by a signal that has a handler.
fn can_be_died_of(signal: i32) -> bool {
    low_level::signal_name(signal).is_some() && signal != SIGIO
}

/// Dies of a signal, so that the parent process sees what it died of. Where that is impossible, exits with the code that
/// a shell gives to it.
pub fn die_of(signal: Signal) -> ! {
    if can_be_died_of(signal.0) {
        let _ = low_level::emulate_default_handler(signal.0);
    }
    #[expect(clippy::exit, reason = "the signal did not end the program")]
    std::process::exit(128 + signal.0)
}

/// Whether somebody could continue the process if it stopped: a shell with job control, which is in the same session but
/// not in the same process group. The program that a terminal or a container was started for has none, even with a
/// script in between, nor has a process whose parents have ended.
pub(super) fn can_be_continued() -> bool {
    // rustix cannot express 0: the id, in a container, of all processes, groups and sessions outside of it.
    const OUTSIDE: Pid = Pid::from_raw(0);
    let (session, parent) = (getsid(None), getppid());
    session.is_ok_and(|session| session != getpgrp()) && parent != OUTSIDE && getsid(Some(parent)) == session
}

/// The signal of a terminal that was closed, unless it is ignored.
pub(super) fn hang_up() -> Option<Signal> {
    (!ignored().contains(SIGHUP)).then_some(Signal(SIGHUP))
}

/// A bit for each signal.
struct Ignored(u64);

impl Ignored {
    fn contains(&self, signal: i32) -> bool {
        self.0 & (1 << (signal - 1)) != 0
    }
}

/// The signals that are ignored. Only Linux shows them without unsafe code: elsewhere all signals are handled, and the
/// program ends of a hang-up under `nohup` too.
fn ignored() -> Ignored {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    Ignored(mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signal_waits_to_be_handled() {
        let mut signals = Signals::watch().unwrap();
        low_level::raise(SIGWINCH).unwrap();
        assert!(signals.pending().any(|meaning| meaning == Meaning::Resized));
    }

    #[test]
    #[cfg(any(target_os = "linux", target_os = "android"))]
    fn rust_ignores_broken_pipes() {
        assert!(ignored().contains(SIGPIPE));
    }
}

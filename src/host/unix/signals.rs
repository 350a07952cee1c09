//! Signals: they make a pipe readable, so that a poll can wait for them, and the program dies of them only once the
//! terminal has been given back. Stopping and continuing are done here too.

use std::io::{self, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use rustix::process::{self, getpgrp, getppid, getsid};
use signal_hook::consts::signal::{
    SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGSTOP, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2, SIGWINCH, SIGXFSZ,
};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;
use signal_hook::{flag, low_level};

use super::super::world::Signal;

/// The signals that end a program that does not handle them.
const ENDING: [i32; 6] = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2];

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
        let is_handled = move |signal: &i32| ignored & (1 << (signal - 1)) == 0;
        let unwatched = UNWATCHED.get_or_init(|| {
            let unwatched = Arc::new(AtomicBool::new(false));
            for signal in ENDING.into_iter().filter(is_handled) {
                let _ = flag::register_conditional_default(signal, Arc::clone(&unwatched));
            }
            unwatched
        });
        unwatched.store(false, Ordering::SeqCst);

        let (read, write) = UnixStream::pair()?;
        let watched = ENDING.into_iter().chain([SIGTSTP, SIGCONT, SIGWINCH]).filter(is_handled);
        let pipe = Arc::new(write.try_clone()?);
        let delivery = SignalDelivery::with_pipe(read, write, SignalOnly, watched)?;
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

    /// Stops the process until it is continued, alone or with all of its process group. Returns the signal that asked it
    /// to end meanwhile.
    pub(super) fn stop(&mut self, with_group: bool) -> Option<Signal> {
        let end = |meaning: &Meaning| if let Meaning::End(signal) = *meaning { Some(signal) } else { None };
        // Those that were stopped by the same signal may have been continued already: that would not happen again.
        let arrived: Vec<Meaning> = self.pending().collect();
        if arrived.iter().any(|meaning| *meaning == Meaning::Continued || end(meaning).is_some()) {
            return arrived.iter().find_map(end);
        }
        // One signal for all, so that none of them can be continued before another is stopped.
        if with_group {
            let _ = process::kill_current_process_group(process::Signal::STOP);
        } else {
            let _ = low_level::raise(SIGSTOP);
        }
        self.pending().find_map(|meaning| end(&meaning))
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

/// Makes a file that reaches the limit of its size an error of that write, and not the end of the program.
pub fn outlive_file_limits() {
    let _ = flag::register(SIGXFSZ, Arc::default());
}

/// Dies of a signal, so that the parent process sees what it died of.
pub fn die_of(signal: Signal) -> ! {
    let _ = low_level::emulate_default_handler(signal.0);
    #[expect(clippy::exit, reason = "the signal did not end the program")]
    std::process::exit(128 + signal.0)
}

/// Whether somebody could continue the process if it stopped: a shell with job control, which is in the same session but
/// not in the same process group. The program that a terminal or a container was started for has none, even with a
/// script in between, nor has a process whose parents have ended.
pub(super) fn can_be_continued() -> bool {
    let Ok(session) = getsid(None) else { return false };
    session != getpgrp() && getppid().is_some_and(|parent| getsid(Some(parent)).is_ok_and(|theirs| theirs == session))
}

/// A bit for each signal that was ignored when the program started. Only Linux tells without unsafe code: elsewhere all
/// signals are handled, and the program ends of a hang-up under `nohup` too.
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"))
        .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .unwrap_or(0)
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
        const SIGPIPE: u64 = 13;
        assert_ne!(ignored() & (1 << (SIGPIPE - 1)), 0);
    }
}

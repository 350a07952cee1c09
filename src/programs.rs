//! Starts other programs in a way that Ctrl-Z cannot hang.
//!
//! Ctrl-Z stops the whole process group. A child that is stopped after the fork and before it has become its own program
//! never finishes starting, and the thread that waits for it cannot be stopped either: the shell would wait for us for ever.

use std::io;
use std::process::{Child, Command};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

#[cfg(unix)]
use nix::sys::signal::{SigSet, SigmaskHow, Signal};

/// How many programs are being started.
static STARTING: Mutex<usize> = Mutex::new(0);
static STARTED: Condvar = Condvar::new();

/// A program that takes longer than this to start, as on a disk that does not answer, is waited for no longer.
const TIMEOUT: Duration = Duration::from_secs(1);

/// Starts a program. It gets no signal of Ctrl-Z, neither while it starts nor later.
pub fn start(command: &mut Command) -> io::Result<Child> {
    change(1);
    // What is started has the mask of the thread that starts it.
    #[cfg(unix)]
    let mask = SigSet::from(Signal::SIGTSTP).thread_swap_mask(SigmaskHow::SIG_BLOCK);
    let child = command.spawn();
    #[cfg(unix)]
    if let Ok(mask) = mask {
        let _ = mask.thread_set_mask();
    }
    change(-1);
    child
}

fn change(by: isize) {
    let mut starting = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
    *starting = starting.saturating_add_signed(by);
    STARTED.notify_all();
}

/// Does something while no program is being started.
pub fn while_none_starts<T>(act: impl FnOnce() -> T) -> T {
    let starting = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
    let waited = STARTED.wait_timeout_while(starting, TIMEOUT, |starting| *starting > 0);
    let _none_starts = waited.unwrap_or_else(PoisonError::into_inner);
    act()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::process::Stdio;
    use std::sync::mpsc::channel;
    use std::thread;

    use super::*;

    // Kills: a program that Ctrl-Z stops before it is one.
    #[test]
    fn what_is_started_gets_no_signal_of_ctrl_z_and_others_get_it_again() {
        let blocks_it = |status: &str| {
            let mask = status.lines().find_map(|line| line.strip_prefix("SigBlk:")).unwrap();
            u64::from_str_radix(mask.trim(), 16).unwrap() & (1 << (Signal::SIGTSTP as i32 - 1)) != 0
        };
        let child = start(Command::new("cat").arg("/proc/self/status").stdout(Stdio::piped())).unwrap();
        assert!(blocks_it(&String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()));
        assert!(!blocks_it(&std::fs::read_to_string("/proc/thread-self/status").unwrap()));
    }

    // Kills: a stop of the process group while a program is being started.
    #[test]
    fn nothing_is_started_meanwhile_and_what_is_being_started_is_waited_for() {
        let (tell, told) = channel();
        change(1);
        let waiting = thread::spawn({
            let tell = tell.clone();
            move || while_none_starts(|| tell.send("stops").unwrap())
        });
        tell.send("is started").unwrap();
        change(-1);
        waiting.join().unwrap();
        assert_eq!(told.try_iter().collect::<Vec<_>>(), ["is started", "stops"]);
    }
}

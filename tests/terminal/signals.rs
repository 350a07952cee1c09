//! Signals and panics.

use rustix::process::Signal;

use crate::pty::{TASK, calfguide};
use crate::screen::Seen;

#[test]
fn a_signal_gives_the_terminal_back_and_is_died_of() {
    for signal in [Signal::INT, Signal::TERM, Signal::HUP, Signal::QUIT, Signal::USR1, Signal::USR2] {
        let pty = calfguide(&[]).start();
        pty.wait_for_session();
        pty.signal(signal);
        let end = pty.end();
        assert_eq!(end.died_of(), Some(signal.as_raw()));
        end.assert_restored();
    }
}

// Kills: a list of the signals that somebody thought of.
#[test]
fn a_signal_that_nobody_thinks_of_gives_the_terminal_back_too() {
    for signal in [Signal::ALARM, Signal::XCPU, Signal::VTALARM, Signal::PROF, Signal::SYS, Signal::TRAP, Signal::ABORT]
    {
        let pty = calfguide(&[]).start();
        pty.wait_for_session();
        pty.signal(signal);
        let end = pty.end();
        assert_eq!(end.died_of(), Some(signal.as_raw()));
        end.assert_restored();
    }
}

/// A program with handlers cannot die of these: two with names, and some of the real-time signals.
#[cfg(target_os = "linux")]
#[test]
fn a_signal_of_linux_gives_the_terminal_back_too() {
    for signal in [Signal::IO.as_raw(), Signal::POWER.as_raw(), 35, 50, 64] {
        let pty = calfguide(&[]).start();
        pty.wait_for_session();
        pty.signal_by_number(signal);
        let end = pty.end();
        assert_eq!(end.code(), 128 + signal);
        end.assert_restored();
    }
}

// Kills: a reader that goes on for as long as something comes.
#[test]
fn keys_that_are_held_down_stop_neither_the_clock_nor_a_signal() {
    for keys in ["x", "\x1b[A", "\x1b[200~"] {
        let mut pty = calfguide(&[]).start();
        pty.wait_for_session();
        pty.hold_down(keys);
        let later = |seen: &Seen| seen.text().contains("9:57 left");
        pty.wait_until("time", later);
        pty.signal(Signal::TERM);
        let end = pty.end();
        assert_eq!(end.died_of(), Some(15), "{keys:?}");
        end.assert_restored();
    }
}

#[test]
fn a_signal_ends_plain_lines() {
    for signal in [Signal::TERM, Signal::HUP, Signal::QUIT] {
        let pty = calfguide(&["--plain"]).start();
        pty.wait_for(TASK);
        pty.signal(signal);
        assert_eq!(pty.end().died_of(), Some(signal.as_raw()));
    }
}

#[cfg(debug_assertions)]
#[test]
fn a_panic_in_any_thread_gives_the_terminal_back_and_is_told() {
    for place in ["main", "thread"] {
        let end = calfguide(&[]).env("CALFGUIDE_TEST_PANIC", place).start().end();
        assert_eq!(end.code(), 101, "{place}");
        end.assert_restored();
        assert!(end.text().contains("panicked"), "{}", end.text());
    }
}

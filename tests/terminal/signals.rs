//! Ends that come from outside, and from within.

use rustix::process::Signal;

use crate::pty::{TASK, calfguide};

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

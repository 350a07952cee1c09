//! Terminals that go away, or stop reading.

use std::time::Duration;

use rustix::process::Signal;

use crate::pty::{TASK, calfguide};

/// What "at once" may take on a machine that is busy: it ends, and does not wait for the terminal.
const AT_ONCE: Duration = Duration::from_secs(10);

#[test]
fn a_terminal_that_is_closed_ends_it_at_once() {
    for args in [&[][..], &["--plain"]] {
        let mut pty = calfguide(args).start();
        pty.wait_for(TASK);
        pty.close();
        let end = pty.end_within(AT_ONCE);
        assert_eq!(end.died_of(), Some(1), "{args:?} {}", end.status);
    }
}

#[test]
fn a_terminal_that_is_closed_ends_it_even_if_it_is_to_ignore_that() {
    for args in [&[][..], &["--plain"]] {
        let mut pty = calfguide(args).in_shell(r#"trap "" HUP; exec "$@""#).start();
        pty.wait_for(TASK);
        pty.close();
        assert_eq!(pty.end_within(AT_ONCE).code(), 3);
    }
}

#[test]
fn a_terminal_that_stopped_reading_stops_no_signal() {
    for signal in [Signal::TERM, Signal::INT, Signal::HUP] {
        let mut pty = calfguide(&[]).start();
        pty.wait_for_session();
        pty.stall();
        pty.press("?");
        pty.signal(signal);
        let end = pty.end_within(AT_ONCE);
        assert_eq!(end.died_of(), Some(signal.as_raw()));
        // When somebody reads again.
        end.assert_restored();
    }
}

#[test]
fn a_terminal_that_reads_again_is_drawn_again() {
    let mut pty = calfguide(&[]).start();
    pty.wait_for_session();
    pty.stall();
    pty.press(" ");
    pty.unstall();
    pty.resize(90, 30);
    pty.wait_for("paused");
    pty.press("\x03\x03");
    let end = pty.end();
    assert_eq!(end.died_of(), Some(2));
    end.assert_restored();
}

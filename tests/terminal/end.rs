//! How a program ended, and what it left behind.

use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;
use std::sync::Arc;

use crate::screen::Watched;

/// How a program ended and left its terminal.
pub(crate) struct End {
    /// What it ended with.
    pub(crate) status: ExitStatus,
    /// Whether the modes of the terminal are as they were.
    pub(crate) modes_are_back: bool,
    pub(crate) seen: Arc<Watched>,
}

impl End {
    /// The exit code, or 128 and the signal that it died of, as a shell says it.
    pub(crate) fn code(&self) -> i32 {
        self.status.code().or_else(|| self.status.signal().map(|signal| 128 + signal)).unwrap()
    }

    pub(crate) fn died_of(&self) -> Option<i32> {
        self.status.signal()
    }

    pub(crate) fn text(&self) -> String {
        self.seen.lock().text()
    }

    pub(crate) fn was_sent(&self, bytes: &str) -> bool {
        self.seen.lock().was_sent(bytes)
    }

    pub(crate) fn times_sent(&self, bytes: &str) -> usize {
        self.seen.lock().times_sent(bytes)
    }

    /// The terminal is as it was: its modes, its screen, its cursor, its way to paste.
    pub(crate) fn assert_restored(&self) {
        let seen = self.seen.lock();
        let screen = seen.screen.screen();
        assert!(self.modes_are_back, "the modes are not as they were");
        assert!(!screen.alternate_screen(), "still on the full screen");
        assert!(!screen.hide_cursor(), "no cursor");
        assert!(!screen.bracketed_paste(), "pasted text is still marked");
    }
}

//! What is drawn on a terminal, and a thread that reads it.

use std::io::Read;
use std::num::NonZeroU16;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// What takes longer than this counts as never happening.
pub(crate) const NEVER: Duration = Duration::from_secs(20);

/// What was drawn so far.
pub(crate) struct Seen {
    pub(crate) screen: vt100::Parser,
    bytes: Vec<u8>,
    pub(crate) reader: Reader,
}

/// What the thread that reads does, or is told to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    Reads,
    IsToSleep,
    Sleeps,
    IsToGo,
    Gone,
}

/// What was drawn so far, for all who wait for it.
pub(crate) struct Watched {
    seen: Mutex<Seen>,
    changed: Condvar,
}

impl Watched {
    pub(crate) fn of((columns, rows): (u16, u16)) -> Self {
        // Nobody looks at a screen of 65535 columns.
        let sane = |length: u16, usual| NonZeroU16::new(length.min(500)).unwrap_or(usual);
        let screen = vt100::Parser::new(
            sane(rows, vt100::Parser::DEFAULT_ROWS),
            sane(columns, vt100::Parser::DEFAULT_COLS),
            1000,
        );
        let seen = Seen { screen, bytes: Vec::new(), reader: Reader::Reads };
        Self { seen: Mutex::new(seen), changed: Condvar::new() }
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut Seen) -> T) -> T {
        let answer = change(&mut self.lock());
        self.changed.notify_all();
        answer
    }

    /// Waits until a condition holds.
    pub(crate) fn wait(&self, what: &str, so: impl Fn(&Seen) -> bool) {
        let waiting = |seen: &mut Seen| !so(seen);
        let (seen, gave_up) = self.changed.wait_timeout_while(self.lock(), NEVER, waiting).unwrap();
        let text = seen.text();
        drop(seen);
        assert!(!gave_up.timed_out(), "no {what} on\n{text}");
    }

    /// Waits a moment and returns whether a condition holds.
    pub(crate) fn wait_briefly(&self, so: impl Fn(&Seen) -> bool) -> bool {
        let waiting = |seen: &mut Seen| !so(seen);
        let (_seen, gave_up) =
            self.changed.wait_timeout_while(self.lock(), Duration::from_millis(150), waiting).unwrap();
        !gave_up.timed_out()
    }

    /// Reads what is drawn, as long as somebody reads.
    pub(crate) fn watch(self: Arc<Self>, mut terminal: Box<dyn Read + Send>) -> JoinHandle<()> {
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            loop {
                self.change(|seen| {
                    if seen.reader == Reader::IsToSleep {
                        seen.reader = Reader::Sleeps;
                    }
                });
                drop(self.changed.wait_while(self.lock(), |seen| seen.reader == Reader::Sleeps));
                let count = terminal.read(&mut bytes).unwrap_or(0);
                let over = self.change(|seen| {
                    seen.screen.process(&bytes[..count]);
                    seen.bytes.extend_from_slice(&bytes[..count]);
                    count == 0 || seen.reader == Reader::IsToGo
                });
                if over {
                    break;
                }
            }
            drop(terminal);
            self.change(|seen| seen.reader = Reader::Gone);
        })
    }
}

impl Seen {
    /// The letters on the screen.
    pub(crate) fn text(&self) -> String {
        self.screen.screen().contents()
    }

    pub(crate) fn is_full_screen(&self) -> bool {
        self.screen.screen().alternate_screen()
    }

    pub(crate) fn marks_pasted_text(&self) -> bool {
        self.screen.screen().bracketed_paste()
    }

    /// Whether this row and column has a ground of its own.
    pub(crate) fn has_ground(&self, row: u16, column: u16) -> bool {
        self.screen.screen().cell(row, column).is_some_and(|cell| cell.bgcolor() != vt100::Color::Default)
    }

    /// Whether these bytes were ever sent.
    pub(crate) fn was_sent(&self, bytes: &str) -> bool {
        self.times_sent(bytes) > 0
    }

    /// How often these bytes were sent.
    pub(crate) fn times_sent(&self, bytes: &str) -> usize {
        self.bytes.windows(bytes.len()).filter(|window| *window == bytes.as_bytes()).count()
    }
}

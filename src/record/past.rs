//! Past sessions, as lists show them.

use std::time::Duration;

use jiff::Zoned;

use crate::model::{Label, Level};
use crate::session::Tally;

/// A past session, as lists show it.
#[derive(Debug, Clone, PartialEq)]
pub struct Past {
    /// The id of the session.
    pub id: String,
    pub routine: Label,
    /// Wall time at its start.
    pub began: Zoned,
    /// Wall time at the end of its last step, or at its last event where it has no end. Questions and corrections after
    /// that do not count.
    pub ended: Zoned,
    /// How long it lasted until then, in session time.
    pub time: Duration,
    /// How it ended; `None` where it has no end.
    pub completion: Option<Completion>,
    /// The worst pain.
    pub pain: Option<Level>,
    /// The worst pain of the morning after.
    pub morning: Option<Level>,
    pub effort: Option<Level>,
    pub note: Option<String>,
    /// Whether it was done without the program and entered afterwards.
    pub entered: bool,
    /// Whether the user deleted it. Its journal stays.
    pub deleted: bool,
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Completion {
    /// Whether it reached its last step.
    pub reached_end: bool,
    pub tally: Tally,
}

impl Completion {
    /// Whether all that was owed was done.
    pub fn is_complete(self) -> bool {
        self.tally.done > 0 && self.tally.left_out == 0
    }

    /// Whether it is a session of use: something was done, and all of it or up to the end.
    pub fn is_use(self) -> bool {
        self.tally.done > 0 && (self.reached_end || self.tally.left_out == 0)
    }
}

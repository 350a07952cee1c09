//! Weeks and sessions, as problems name them.

use crate::model::Schedule;

/// The week or session that a resolved prescription is for, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Occasion {
    pub(super) schedule: Schedule,
    pub(super) number: usize,
}

impl std::fmt::Display for Occasion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.schedule.entry(), self.number)
    }
}

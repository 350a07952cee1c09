//! What a list of prescriptions counts by.

/// The key of a list of prescriptions: one entry for each week, or for each session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Schedule {
    Weeks,
    Sessions,
}

impl Schedule {
    pub(super) const ALL: [Self; 2] = [Self::Weeks, Self::Sessions];

    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Weeks => "weeks",
            Self::Sessions => "sessions",
        }
    }

    /// What one entry is called.
    pub(super) fn entry(self) -> &'static str {
        match self {
            Self::Weeks => "week",
            Self::Sessions => "session",
        }
    }
}

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

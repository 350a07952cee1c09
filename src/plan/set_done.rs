//! What was done in a set: for the summary, and for what a plan shows of the last time.

use std::time::Duration;

/// What was done in a set, and with which load.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetDone {
    pub amount: AmountDone,
    /// As text.
    pub load: Option<String>,
}

/// The amount done in a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountDone {
    Reps(u32),
    /// Reps with alternating legs.
    Alternating(u32),
    Time(Duration),
}

impl AmountDone {
    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        match (self, other) {
            (Self::Time(one), Self::Time(other)) => Self::Time(one + other),
            (Self::Reps(one) | Self::Alternating(one), Self::Reps(other) | Self::Alternating(other)) => {
                Self::Reps(one.saturating_add(other))
            }
            // Some sets of open work were counted and others timed: the reps are what was entered.
            (Self::Time(_), reps) | (reps, Self::Time(_)) => reps,
        }
    }
}

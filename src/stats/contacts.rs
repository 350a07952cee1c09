//! Foot contacts: how often a foot lands.

use jiff::civil;

use super::Session;
use super::span::{self, WEEKS_BEFORE};
use crate::plan::Plan;
use crate::record::Block;

/// The foot contacts of the four weeks before a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Before {
    /// Of the four weeks together.
    pub contacts: u32,
}

impl Before {
    /// `None` where there is no session of the first of these weeks or of an earlier one.
    pub(super) fn of(sessions: &[Session], monday: civil::Date) -> Option<Self> {
        let from = span::later(monday, -i64::from(WEEKS_BEFORE));
        let oldest = sessions.first()?.past.began.date();
        let contacts = sum(span::between(sessions, from, monday));
        (oldest < span::later(from, 1)).then_some(Self { contacts })
    }

    /// A week of them, on average.
    pub fn mean(self) -> f64 {
        f64::from(self.contacts) / f64::from(WEEKS_BEFORE)
    }

    /// Whether a week with so many is more than a quarter above the mean.
    pub fn is_below(self, contacts: u32) -> bool {
        self.contacts > 0 && u64::from(contacts) * u64::from(WEEKS_BEFORE) * 4 > u64::from(self.contacts) * 5
    }
}

/// Those of the blocks that were done in a session.
pub(super) fn of(plan: &Plan, done: &[Block<'_>]) -> u32 {
    let landings = done.iter().filter(|block| plan.card(block.step).contacts);
    let reps = landings.filter_map(|block| block.attempt?.reps);
    reps.fold(0, u32::saturating_add)
}

pub(super) fn sum<'a>(sessions: impl Iterator<Item = &'a Session>) -> u32 {
    sessions.map(|session| session.contacts).fold(0, u32::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_is_above_where_it_has_more_than_a_quarter_more_than_the_mean() {
        let before = Before { contacts: 400 };
        assert!(!before.is_below(125) && before.is_below(126));
        assert!(!Before { contacts: 0 }.is_below(1_000), "nothing is above a quarter more than nothing");
    }
}

//! Foot contacts: how often a foot lands.

use std::collections::BTreeSet;

use jiff::civil;

use super::SessionStats;
use super::period::{self, WEEKS_BEFORE};
use crate::model::Routine;
use crate::plan::{Card, Plan};
use crate::record::Block;

/// The foot contacts of the four weeks before a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Before {
    /// Of the four weeks together.
    pub contacts: u32,
    /// In how many of them something was done.
    pub weeks: u32,
}

/// The fewest weeks with sessions of which the mean shows what somebody is used to.
const ENOUGH_WEEKS: u32 = 3;

impl Before {
    /// `None` where there is no session of the first of these weeks or of an earlier one.
    pub(super) fn of(sessions: &[SessionStats], monday: civil::Date) -> Option<Self> {
        let from = period::later(monday, -i64::from(WEEKS_BEFORE));
        let oldest = sessions.first()?.past.began.date();
        let contacts = sum(period::between(sessions, from, monday));
        let mondays = (0..WEEKS_BEFORE).map(|week| period::later(from, week.into()));
        let weeks = mondays.filter(|monday| period::of_week(sessions, *monday).any(SessionStats::was_done));
        (oldest < period::later(from, 1)).then_some(Self { contacts, weeks: weeks.fold(0, |count, _| count + 1) })
    }

    /// A week of them, on average.
    pub fn mean(self) -> f64 {
        f64::from(self.contacts) / f64::from(WEEKS_BEFORE)
    }

    /// Whether a week with so many is more than a quarter above the mean, of weeks of which most had sessions.
    pub fn is_below(self, contacts: u32) -> bool {
        self.contacts > 0
            && self.weeks >= ENOUGH_WEEKS
            && u64::from(contacts) * u64::from(WEEKS_BEFORE) * 4 > u64::from(self.contacts) * 5
    }
}

/// Those of the blocks that were done in a session: of what the routine of today or the plan of the session marks, which an
/// older program may have written without marks.
pub(super) fn of(routine: &Routine, plan: &Plan, done: &[Block<'_>]) -> u32 {
    let marked: BTreeSet<_> = routine
        .exercises()
        .flat_map(|exercise| exercise.movements.iter().map(move |movement| (&exercise.id, movement)))
        .filter(|(_, movement)| movement.contacts)
        .map(|(exercise, movement)| (exercise, movement.label.as_ref().map(|label| &label.id)))
        .collect();
    let is_landing = |card: &Card| {
        card.contacts || marked.contains(&(&card.exercise.id, card.movement.as_ref().map(|label| &label.id)))
    };
    let landings = done.iter().filter(|block| is_landing(plan.card(block.step)));
    let reps = landings.filter_map(|block| block.attempt?.reps);
    reps.fold(0, u32::saturating_add)
}

pub(super) fn sum<'a>(sessions: impl Iterator<Item = &'a SessionStats>) -> u32 {
    sessions.map(|session| session.contacts).fold(0, u32::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_is_above_where_it_has_more_than_a_quarter_more_than_the_mean() {
        let before = Before { contacts: 400, weeks: 4 };
        assert!(!before.is_below(125) && before.is_below(126));
        assert!(!Before { contacts: 0, weeks: 4 }.is_below(1_000), "nothing is above a quarter more than nothing");
    }

    #[test]
    fn after_a_holiday_the_mean_is_compared_with_nothing() {
        let before = |weeks| Before { contacts: 400, weeks };
        assert!(before(3).is_below(126), "a week off");
        assert!(!before(2).is_below(1_000), "two weeks off");
    }
}

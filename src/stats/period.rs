//! Weeks that follow each other.

use jiff::{ToSpan, civil};

use super::SessionStats;
use crate::progression::monday;

/// The weeks before a week that it is compared with.
pub(super) const WEEKS_BEFORE: u32 = 4;

/// Weeks that follow each other, Monday first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// A Monday.
    pub first: civil::Date,
    /// At least 1.
    pub weeks: u32,
}

impl Period {
    /// So many weeks from the week of a day on.
    pub fn from(day: civil::Date, weeks: u32) -> Self {
        Self { first: monday(day), weeks: weeks.max(1) }
    }

    /// So many weeks, the last of them the week of a day.
    pub fn until(day: civil::Date, weeks: u32) -> Self {
        Self { first: later(monday(day), -i64::from(weeks.max(1) - 1)), weeks: weeks.max(1) }
    }

    /// The weeks from the week of one day to the week of another.
    pub fn between(from: civil::Date, to: civil::Date) -> Self {
        let days = (monday(to) - monday(from)).get_days();
        Self::from(from, u32::try_from(days / 7).unwrap_or(0) + 1)
    }

    /// The last Sunday.
    pub fn last_day(self) -> civil::Date {
        self.end().yesterday().unwrap_or(self.first)
    }

    /// The first day after it.
    pub fn end(self) -> civil::Date {
        later(self.first, i64::from(self.weeks))
    }

    /// The first day of which the sessions must be known.
    pub fn known_from(self) -> civil::Date {
        later(self.first, -i64::from(WEEKS_BEFORE))
    }

    pub fn holds(self, day: civil::Date) -> bool {
        (self.first..self.end()).contains(&day)
    }

    pub fn mondays(self) -> impl Iterator<Item = civil::Date> {
        (0..self.weeks).map(move |week| later(self.first, week.into()))
    }
}

/// The day this many weeks later.
pub(super) fn later(day: civil::Date, weeks: i64) -> civil::Date {
    day.saturating_add(weeks.weeks())
}

/// The sessions of the week that begins on a Monday, of sessions in the order of time.
pub(super) fn of_week(sessions: &[SessionStats], monday: civil::Date) -> impl Iterator<Item = &SessionStats> + Clone {
    between(sessions, monday, later(monday, 1))
}

/// The sessions from one day to another, which is not one of them, of sessions in the order of time.
pub(super) fn between(
    sessions: &[SessionStats],
    from: civil::Date,
    to: civil::Date,
) -> impl Iterator<Item = &SessionStats> + Clone {
    let place = |day| sessions.partition_point(|session| session.past.began.date() < day);
    sessions.iter().take(place(to)).skip(place(from))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: &str) -> civil::Date {
        day.parse().unwrap()
    }

    #[test]
    fn a_period_begins_on_a_monday_and_ends_on_a_sunday() {
        // 2 March 2026 is a Monday.
        let period = Period::until(day("2026-03-04"), 2);
        assert_eq!((period.first, period.last_day()), (day("2026-02-23"), day("2026-03-08")));
        assert_eq!(period, Period::from(day("2026-03-01"), 2));
        assert_eq!(period, Period::between(day("2026-03-01"), day("2026-03-02")));
        assert_eq!(period.known_from(), day("2026-01-26"));
        assert!(period.holds(day("2026-03-08")) && !period.holds(day("2026-03-09")));
    }
}

//! From the sessions so far to today: its week and session of use, whether another session comes early, and what is not
//! known of the last one.

mod attendance;
mod decide;
mod decision;
mod lookback;

pub use attendance::{PastSession, Unknown};
pub use decide::Decider;
pub use decision::{Decision, Decisions, Felt, Reason};

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::{ToSpan, Zoned, civil};

use crate::model::{Routine, Rungs, Today, Window};
use crate::record::{Completion, Past};

/// The day of use that a date is. A week of use is a calendar week, Monday first: one more than the earlier weeks in
/// which a session reached its end; a session of use is one more than the sessions that did. One in which nothing was done
/// is none.
pub fn today<'a>(done: impl IntoIterator<Item = &'a Past>, date: civil::Date) -> Today {
    let ended = done.into_iter().filter(|past| past.completion.is_some_and(Completion::is_use));
    let days: Vec<_> = ended.map(|past| past.began.date()).collect();
    let weeks: BTreeSet<_> = days.iter().map(|day| monday(*day)).filter(|week| *week < monday(date)).collect();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).saturating_add(1);
    Today { week: count(weeks.len()), session: count(days.len()), rungs: Rungs::At(BTreeMap::new()) }
}

/// A remark before another session. It refuses nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrequencyRemark {
    /// The previous session ended recently.
    Soon {
        /// Time since its end.
        since: Duration,
        /// The least time between two sessions.
        min_gap: Duration,
    },
    /// This week has as many sessions as the routine wants.
    Often {
        begun: u32,
        /// How many the routine wants.
        per_week: Window<u32>,
    },
}

/// The remarks before another session of a routine, given its past sessions.
pub fn remarks<'a>(routine: &Routine, done: impl IntoIterator<Item = &'a Past>, now: &Zoned) -> Vec<FrequencyRemark> {
    let Some(frequency) = &routine.frequency else { return Vec::new() };
    // An unfinished session can still be resumed. One in the future does not count: the clock was set back, or the
    // record comes from another machine. Nor does one in which nothing was done.
    let was_done = |past: &&Past| past.completion.is_some_and(|completion| completion.tally.done > 0);
    let done = done.into_iter().filter(|past| was_done(past) && past.began <= *now);
    let done: Vec<_> = done.collect();
    let last = done.iter().map(|past| &past.ended).max();
    let since = last.and_then(|last| Duration::try_from(now.duration_since(last)).ok());
    let soon = frequency.min_gap.zip(since).filter(|(min_gap, since)| since < min_gap);
    let this_week = done.iter().filter(|past| monday(past.began.date()) == monday(now.date())).count();
    let begun = u32::try_from(this_week).unwrap_or(u32::MAX);
    let often = frequency.per_week.filter(|per_week| begun >= per_week.max);
    let soon = soon.map(|(min_gap, since)| FrequencyRemark::Soon { since, min_gap });
    soon.into_iter().chain(often.map(|per_week| FrequencyRemark::Often { begun, per_week })).collect()
}

/// The last session in which something was done, where there was a morning since and its pain was not entered. After a
/// longer break it is of no use.
pub fn open_morning<'a>(routine: &Routine, done: impl IntoIterator<Item = &'a Past>, now: &Zoned) -> Option<&'a Past> {
    let was_done = |past: &&Past| past.completion.is_none_or(|completion| completion.tally.done > 0);
    let done: Vec<_> = done.into_iter().filter(|past| was_done(past) && past.began <= *now).collect();
    let last = *done.iter().max_by_key(|past| &past.began)?;
    let day = last.began.date();
    let is_known = done.iter().any(|past| past.began.date() == day && past.morning.is_some());
    let layoff = routine.gate.layoff;
    let is_open = day < now.date() && !is_known && decide::between(&last.began, now, layoff) <= layoff;
    is_open.then_some(last)
}

/// The Monday of the week of a day.
pub fn monday(day: civil::Date) -> civil::Date {
    let since = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(since.days()).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Frequency, Gate, Label, Level};
    use crate::session::Tally;

    const HOUR: Duration = Duration::from_hours(1);

    fn past(began: &str, complete: Option<bool>) -> Past {
        let began: Zoned = format!("2026-{began}+01:00[+01:00]").parse().unwrap();
        Past {
            id: String::new(),
            routine: Label { id: "calves".to_owned(), name: "Calves".to_owned(), say_as: None },
            ended: began.clone() + HOUR,
            began,
            time: HOUR,
            completion: complete.map(|reached_end| Completion {
                reached_end,
                tally: Tally { done: 1, left_out: u32::from(!reached_end) },
            }),
            pain: None,
            morning: None,
            effort: None,
            note: None,
            entered: false,
            deleted: false,
        }
    }

    fn day(day: &str) -> civil::Date {
        format!("2026-{day}").parse().unwrap()
    }

    fn routine(min_gap: Duration, per_week: Window<u32>) -> Routine {
        let frequency = Frequency { per_week: Some(per_week), min_gap: Some(min_gap), occasions: Vec::new() };
        Routine {
            id: "calves".to_owned(),
            name: "Calves".to_owned(),
            summary: None,
            equipment: Vec::new(),
            notes: Vec::new(),
            source: None,
            frequency: Some(frequency),
            safety: None,
            background: Vec::new(),
            gate: Gate::default(),
            phases: Vec::new(),
        }
    }

    #[test]
    fn a_week_counts_once_it_is_over_and_had_a_session_that_reached_its_end() {
        // 2 March 2026 is a Monday.
        let done = [
            past("03-02T07:00", Some(true)),
            past("03-08T23:30", Some(true)),
            past("03-10T07:00", Some(false)),
            past("03-17T07:00", None),
            past("03-25T07:00", Some(true)),
        ];
        let use_at = |date: &str| {
            let today = today(&done, day(date));
            (today.week, today.session)
        };
        assert_eq!(use_at("03-08"), (1, 4));
        assert_eq!(use_at("03-09"), (2, 4));
        assert_eq!(use_at("03-25"), (2, 4));
        assert_eq!(use_at("03-30"), (3, 4));
        assert_eq!(today(&[], day("03-30")), Today::FIRST);
    }

    #[test]
    fn a_session_that_comes_early_is_remarked() {
        let routine = routine(48 * HOUR, Window { min: 1, max: 3 });
        let done = [past("03-02T07:00", Some(true)), past("03-03T08:00", Some(false))];
        let now = |at: &str| format!("2026-{at}+01:00[+01:00]").parse::<Zoned>().unwrap();
        let soon = FrequencyRemark::Soon { since: 22 * HOUR, min_gap: 48 * HOUR };
        assert_eq!(remarks(&routine, &done, &now("03-04T07:00")), [soon]);
        assert_eq!(remarks(&routine, &done, &now("03-05T09:00")), []);
        assert_eq!(remarks(&routine, &done, &now("03-01T09:00")), [], "what is to come is no reason");
    }

    #[test]
    fn a_morning_is_open_once_it_has_been_and_until_somebody_tells_of_it() {
        let routine = routine(HOUR, Window { min: 1, max: 3 });
        let at = |at: &str| format!("2026-{at}+01:00[+01:00]").parse::<Zoned>().unwrap();
        let open = |done: &[Past], now: &str| open_morning(&routine, done, &at(now)).map(|past| past.began.day());
        let told = |past: Past| Past { morning: Level::new(0), ..past };
        let (second, third) = (past("03-02T07:00", Some(true)), past("03-03T08:00", Some(true)));
        assert_eq!(open(&[], "03-03T08:00"), None);
        assert_eq!(open(std::slice::from_ref(&second), "03-02T23:59"), None, "it is still to come");
        assert_eq!(open(std::slice::from_ref(&second), "03-03T00:01"), Some(2));
        assert_eq!(open(std::slice::from_ref(&second), "03-16T23:59"), Some(2), "14 days later");
        assert_eq!(open(std::slice::from_ref(&second), "03-17T00:01"), None);
        assert_eq!(open(&[told(second.clone())], "03-03T08:00"), None);
        assert_eq!(open(&[second.clone(), third.clone()], "03-03T20:00"), None, "the last one was today");
        assert_eq!(open(&[told(second.clone()), third.clone()], "03-04T08:00"), Some(3));
        assert_eq!(open(&[second.clone(), told(past("03-02T19:00", None))], "03-03T08:00"), None, "of the same day");
        let nothing = Completion { reached_end: false, tally: Tally { done: 0, left_out: 1 } };
        let nothing = Past { completion: Some(nothing), ..third };
        assert_eq!(open(&[second, nothing], "03-03T20:00"), Some(2), "one in which nothing was done is none");
    }

    #[test]
    fn a_week_that_is_full_is_remarked() {
        let routine = routine(HOUR, Window { min: 1, max: 2 });
        let done = [past("03-02T07:00", Some(true)), past("03-03T08:00", Some(false)), past("03-03T09:00", None)];
        let now = |at: &str| format!("2026-{at}+01:00[+01:00]").parse::<Zoned>().unwrap();
        let often = FrequencyRemark::Often { begun: 2, per_week: Window { min: 1, max: 2 } };
        assert_eq!(remarks(&routine, &done, &now("03-08T23:59")), [often]);
        assert_eq!(remarks(&routine, &done, &now("03-09T00:00")), []);
    }
}

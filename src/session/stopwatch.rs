//! The stopwatch that a session is timed with.

use std::ops::{Add, Sub};
use std::time::Duration;

use jiff::SignedDuration;

use super::mono::Mono;

/// A stopwatch. It is stopped in pauses, questions and get-readies, so that each of them shifts everything that is
/// timed with it by exactly its own length.
#[derive(Debug, Clone)]
pub(super) struct Stopwatch {
    /// What it showed when it was started or stopped last.
    accumulated: Reading,
    running_since: Option<Mono>,
}

/// What a stopwatch shows. It is negative before the start: a clock that was running already when the session was
/// resumed, or that a jump leads into, has begun at a negative reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Reading(SignedDuration);

impl Reading {
    /// What a stopwatch shows when it is started first.
    pub(super) const START: Self = Self(SignedDuration::ZERO);

    /// The time since an earlier reading; zero if it was not earlier.
    pub(super) fn since(self, earlier: Self) -> Duration {
        Duration::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(Duration::ZERO)
    }
}

impl Add<Duration> for Reading {
    type Output = Self;
    fn add(self, time: Duration) -> Self {
        Self(self.0.saturating_add(signed(time)))
    }
}

impl Sub<Duration> for Reading {
    type Output = Self;
    fn sub(self, time: Duration) -> Self {
        Self(self.0.saturating_sub(signed(time)))
    }
}

fn signed(time: Duration) -> SignedDuration {
    SignedDuration::try_from(time).unwrap_or(SignedDuration::MAX)
}

impl Stopwatch {
    /// A stopwatch that is started now.
    pub(super) fn started(now: Mono) -> Self {
        Self { accumulated: Reading::START, running_since: Some(now) }
    }

    pub(super) fn reading(&self, now: Mono) -> Reading {
        self.running_since.map_or(self.accumulated, |since| self.accumulated + now.since(since))
    }

    pub(super) fn is_running(&self) -> bool {
        self.running_since.is_some()
    }

    pub(super) fn start(&mut self, now: Mono) {
        self.accumulated = self.reading(now);
        self.running_since = Some(now);
    }

    pub(super) fn stop(&mut self, now: Mono) {
        self.accumulated = self.reading(now);
        self.running_since = None;
    }

    /// Adds time that went by while session time stood still.
    pub(super) fn add(&mut self, time: Duration) {
        self.accumulated = self.accumulated + time;
    }

    /// The instant at which it shows a reading, or has begun to run where it showed that before; `None` while it is
    /// stopped.
    pub(super) fn reaches(&self, reading: Reading) -> Option<Mono> {
        self.running_since.map(|since| since + reading.since(self.accumulated))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Mono {
        Mono(secs(seconds))
    }

    fn secs(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn time_in_which_it_is_stopped_does_not_count() {
        let mut stopwatch = Stopwatch::started(at(10));
        assert_eq!(stopwatch.reading(at(15)), Reading::START + secs(5));
        stopwatch.stop(at(15));
        assert_eq!(stopwatch.reading(at(90)), Reading::START + secs(5));
        stopwatch.start(at(100));
        assert_eq!(stopwatch.reading(at(101)), Reading::START + secs(6));
        stopwatch.start(at(102));
        assert_eq!(stopwatch.reading(at(103)), Reading::START + secs(8), "it ran already");
    }

    #[test]
    fn it_says_when_it_shows_a_reading() {
        let mut stopwatch = Stopwatch::started(at(10));
        assert_eq!(stopwatch.reaches(Reading::START + secs(5)), Some(at(15)));
        stopwatch.add(secs(2));
        assert_eq!(stopwatch.reaches(Reading::START + secs(5)), Some(at(13)));
        assert_eq!(stopwatch.reaches(Reading::START), Some(at(10)), "it showed that before");
        stopwatch.stop(at(20));
        assert_eq!(stopwatch.reaches(Reading::START + secs(50)), None);
    }

    #[test]
    fn a_reading_can_lie_before_the_start() {
        let before = Reading::START - secs(30);
        assert_eq!(Reading::START.since(before), secs(30));
        assert_eq!(before.since(Reading::START), Duration::ZERO);
        assert_eq!((before + secs(40)).since(Reading::START), secs(10));
        assert!(before - Duration::MAX < before && before + Duration::MAX > Reading::START, "and never overflows");
    }
}

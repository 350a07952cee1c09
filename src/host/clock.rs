//! Session time. It is computed from a clock that never steps and goes on while the machine sleeps, so that a time in
//! which the program could not run is seen as what it is, a gap, and taken out.

use std::time::Duration;

use jiff::Zoned;
use rustix::time::{ClockId, clock_gettime};

use crate::session::Mono;

/// The longest sleep on the way to a deadline. The program may have lived through this much of a gap at most.
const MAX_SLEEP: Duration = Duration::from_secs(1);

/// The last sleep before a deadline is this short: Linux lets a poll be late by a thousandth of its length, which is
/// visible after a second and not after this.
const FINAL_SLEEP: Duration = Duration::from_millis(25);

/// A sleep that ends this much too late is a gap.
const GAP_THRESHOLD: Duration = Duration::from_secs(2);

/// The clock of a session.
pub(super) struct Clock {
    /// What is read: the time since some fixed instant.
    source: fn() -> Duration,
    /// How many times faster than life the session goes.
    speed: u32,
    /// The latest reading.
    seen: Duration,
    /// What of it was not session time: before it began, in gaps, suspended.
    lost: Duration,
    /// A gap that was not told yet.
    gap: Duration,
}

impl Clock {
    /// A clock that stands at zero and goes at so many times the speed of life.
    pub(super) fn start(speed: u32) -> Self {
        Self::reading(since_boot, speed)
    }

    fn reading(source: fn() -> Duration, speed: u32) -> Self {
        let seen = source();
        Self { source, speed: speed.max(1), seen, lost: seen, gap: Duration::ZERO }
    }

    /// Session time now. However long the program was busy since the last reading, that was session time.
    pub(super) fn now(&mut self) -> Mono {
        self.seen = (self.source)();
        self.session()
    }

    /// How long to sleep at most on the way to an instant; `None` when it has come.
    pub(super) fn slice(&mut self, until: Mono) -> Option<Duration> {
        let left = until.since(self.now());
        (!left.is_zero()).then(|| slice(left, self.speed))
    }

    /// A sleep is over that began at the last reading and should have ended `at_most` later. When it ended much later,
    /// the machine slept or the process was stopped, and all of it is a gap. Without a limit no sleep is too long.
    pub(super) fn slept(&mut self, at_most: Option<Duration>) {
        let now = (self.source)();
        let asleep = now.saturating_sub(self.seen);
        if at_most.is_some_and(|at_most| asleep > at_most + GAP_THRESHOLD) {
            self.lost += asleep;
            self.gap += asleep;
        }
        self.seen = now;
    }

    /// A suspension is over: the time since the last look was neither session time nor a gap.
    pub(super) fn suspended(&mut self) {
        let now = (self.source)();
        self.lost += now.saturating_sub(self.seen);
        self.seen = now;
    }

    /// The gap since this was asked last, in session time.
    pub(super) fn gap(&mut self) -> Option<Duration> {
        let gap = std::mem::take(&mut self.gap);
        (!gap.is_zero()).then(|| gap.saturating_mul(self.speed))
    }

    /// What a clock on the wall says, unless time is sped up.
    pub(super) fn wall(&self) -> Option<Zoned> {
        (self.speed == 1).then(wall)
    }

    fn session(&self) -> Mono {
        Mono(self.seen.saturating_sub(self.lost).saturating_mul(self.speed))
    }
}

/// What a clock on the wall says.
pub fn wall() -> Zoned {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everybody else is handed")]
    Zoned::now()
}

/// How long to sleep for this much session time that is left.
fn slice(left: Duration, speed: u32) -> Duration {
    // Rounded up, so that it is not over a moment before the deadline.
    let real = if speed == 1 { left } else { left / speed + Duration::from_nanos(1) };
    if real > 2 * FINAL_SLEEP { real.saturating_sub(FINAL_SLEEP).min(MAX_SLEEP) } else { real }
}

/// The time since the machine started, sleep included where the system has such a clock.
fn since_boot() -> Duration {
    #[cfg(target_os = "linux")]
    let id = ClockId::Boottime;
    #[cfg(not(target_os = "linux"))]
    let id = ClockId::Monotonic;
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everybody else is handed")]
    let time = clock_gettime(id);
    time.try_into().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    thread_local! {
        static TIME: Cell<Duration> = const { Cell::new(Duration::from_secs(1_000)) };
    }

    fn pass(millis: u64) {
        TIME.set(TIME.get() + Duration::from_millis(millis));
    }

    fn clock(speed: u32) -> Clock {
        Clock::reading(|| TIME.get(), speed)
    }

    fn at(millis: u64) -> Mono {
        Mono(Duration::from_millis(millis))
    }

    #[test]
    fn starts_at_zero_and_goes_with_the_clock() {
        let mut clock = clock(1);
        assert_eq!(clock.now(), at(0));
        pass(1_500);
        assert_eq!(clock.now(), at(1_500));
        assert_eq!(clock.gap(), None);
    }

    #[test]
    fn sleeps_in_slices_and_exactly_to_the_end() {
        let mut clock = clock(1);
        assert_eq!(clock.slice(at(2_250)), Some(MAX_SLEEP));
        pass(1_000);
        assert_eq!(clock.slice(at(2_250)), Some(MAX_SLEEP));
        pass(1_000);
        assert_eq!(clock.slice(at(2_250)), Some(Duration::from_millis(225)));
        pass(225);
        assert_eq!(clock.slice(at(2_250)), Some(Duration::from_millis(25)));
        pass(24);
        assert_eq!(clock.slice(at(2_250)), Some(Duration::from_millis(1)));
        pass(1);
        assert_eq!(clock.slice(at(2_250)), None);
    }

    #[test]
    fn a_late_sleep_is_a_gap_and_no_session_time() {
        let mut clock = clock(1);
        pass(500);
        assert_eq!(clock.slice(at(10_000)), Some(MAX_SLEEP));
        pass(60_000);
        clock.slept(Some(MAX_SLEEP));
        assert_eq!(clock.now(), at(500));
        assert_eq!(clock.gap(), Some(Duration::from_mins(1)));
        assert_eq!(clock.gap(), None);
        pass(100);
        assert_eq!(clock.now(), at(600));
    }

    #[test]
    fn a_little_late_is_no_gap() {
        let mut clock = clock(1);
        pass(3_000);
        clock.slept(Some(MAX_SLEEP));
        assert_eq!(clock.gap(), None);
        assert_eq!(clock.now(), at(3_000));
    }

    #[test]
    fn time_that_the_program_spends_between_waits_is_lived() {
        let mut clock = clock(1);
        pass(60_000);
        assert_eq!(clock.now(), at(60_000));
        pass(500);
        clock.slept(Some(MAX_SLEEP));
        assert_eq!(clock.gap(), None);
        assert_eq!(clock.now(), at(60_500));
    }

    #[test]
    fn a_sleep_without_an_end_is_no_gap() {
        let mut clock = clock(1);
        pass(3_600_000);
        clock.slept(None);
        assert_eq!(clock.gap(), None);
        assert_eq!(clock.now(), at(3_600_000));
    }

    #[test]
    fn a_suspension_is_neither_session_time_nor_a_gap() {
        let mut clock = clock(1);
        pass(700);
        assert_eq!(clock.now(), at(700));
        pass(90_000);
        clock.suspended();
        assert_eq!(clock.gap(), None);
        assert_eq!(clock.now(), at(700));
    }

    #[test]
    fn speed_multiplies_time_and_gaps_and_divides_sleeps() {
        let mut clock = clock(60);
        pass(500);
        assert_eq!(clock.now(), at(30_000));
        assert_eq!(clock.slice(at(36_000)), Some(Duration::from_nanos(75_000_001)));
        assert_eq!(clock.slice(at(360_000)), Some(MAX_SLEEP));
        pass(5_000);
        clock.slept(Some(MAX_SLEEP));
        assert_eq!(clock.gap(), Some(Duration::from_mins(5)));
        assert_eq!(clock.wall(), None);
    }

    #[test]
    fn the_real_clock_goes_on() {
        let mut clock = Clock::start(1);
        let before = clock.now();
        assert!(clock.now() >= before);
        assert!(clock.wall().is_some());
    }
}

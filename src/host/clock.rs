//! Session time. It is computed from a clock that never steps and goes on while the machine sleeps. A wait that takes
//! much longer than it should is a gap, in which the program could not run, and is taken out.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use std::{env, fs};

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::session::Mono;

/// The longest sleep on the way to a deadline. The program may have lived through this much of a gap at most.
const MAX_SLEEP: Duration = Duration::from_secs(1);

/// The longest sleep that ends at a deadline: Linux lets a poll be late by a thousandth of its length, which is visible
/// after a second and not after this.
const EXACT_SLEEP: Duration = Duration::from_millis(200);

/// The last sleep before a deadline that is further away.
const FINAL_SLEEP: Duration = Duration::from_millis(25);

/// A sleep that ends this much too late is a gap.
const GAP_THRESHOLD: Duration = Duration::from_secs(2);

/// The clock of a session.
pub(super) struct Clock {
    source: fn() -> Duration,
    /// How many times faster than real time the session runs.
    speed: u32,
    /// The latest reading of the source.
    seen: Duration,
    /// How much of it was not session time: before the start, in gaps, suspended.
    lost: Duration,
}

impl Clock {
    /// A clock that stands at zero and runs at `speed` times real time. `source` is the time since some fixed instant;
    /// it never steps, and goes on while the machine sleeps.
    pub(super) fn start(source: fn() -> Duration, speed: u32) -> Self {
        let seen = source();
        Self { source, speed: speed.max(1), seen, lost: seen }
    }

    /// How many times faster than real time it runs.
    pub(super) fn speed(&self) -> u32 {
        self.speed
    }

    /// Session time now. However long the program was busy since the last reading, that was session time.
    pub(super) fn now(&mut self) -> Mono {
        self.seen = (self.source)();
        self.session()
    }

    /// How long to sleep at most on the way to an instant, from this reading on; zero once it has come.
    pub(super) fn time_to_sleep(&mut self, until: Mono) -> Duration {
        let left = until.since(self.now());
        if left.is_zero() {
            return left;
        }
        // Rounded up, so that it is not over a moment before the deadline.
        let real = if self.speed == 1 { left } else { left / self.speed + Duration::from_nanos(1) };
        if real > EXACT_SLEEP { real.saturating_sub(FINAL_SLEEP).min(MAX_SLEEP) } else { real }
    }

    /// A sleep is over that began at the last reading and should have ended `at_most` later. When it ended much later,
    /// the machine slept or the process was stopped: all of it is a gap, which is returned in session time. Without a
    /// limit no sleep is too long.
    pub(super) fn slept(&mut self, at_most: Option<Duration>) -> Option<Duration> {
        let now = (self.source)();
        let asleep = now.saturating_sub(self.seen);
        self.seen = now;
        let limit = at_most? + GAP_THRESHOLD;
        (asleep > limit).then(|| {
            self.lost += asleep;
            asleep.saturating_mul(self.speed)
        })
    }

    /// A suspension is over that began at the last reading: it was neither session time nor a gap.
    pub(super) fn suspended(&mut self) {
        let now = (self.source)();
        self.lost += now.saturating_sub(self.seen);
        self.seen = now;
    }

    /// The date and time, unless time is sped up.
    pub(super) fn wall(&self) -> Option<Zoned> {
        (self.speed == 1).then(wall)
    }

    fn session(&self) -> Mono {
        Mono(self.seen.saturating_sub(self.lost).saturating_mul(self.speed))
    }
}

/// The date and time.
pub fn wall() -> Zoned {
    static ZONE: LazyLock<TimeZone> = LazyLock::new(|| local_zone().unwrap_or_else(TimeZone::system));
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everybody else is handed")]
    timestamp(SystemTime::now()).to_zoned(ZONE.clone())
}

/// Refuses a `TZ` that names something else than a regular file, which is returned: a device or a pipe would be read to
/// its end.
pub fn check_zone() -> Result<(), String> {
    let Some(zone) = env::var_os("TZ").map(|zone| zone.to_string_lossy().into_owned()) else { return Ok(()) };
    let name = zone.strip_prefix(':').unwrap_or(&zone);
    let in_folder = env::var_os("TZDIR").map(|folder| Path::new(&folder).join(name));
    let files = [Some(name.into()), in_folder];
    // A folder cannot be read at all, and may be called as a zone is.
    let is_endless = |file: PathBuf| fs::metadata(file).is_ok_and(|found| !found.is_file() && !found.is_dir());
    if files.into_iter().flatten().any(is_endless) { Err(zone) } else { Ok(()) }
}

/// The time of a clock. One that is set to after the year 9999 stands still at its end.
fn timestamp(time: SystemTime) -> Timestamp {
    let latest = if time < UNIX_EPOCH { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::try_from(time).unwrap_or(latest)
}

/// The zone that `/etc/localtime` links to, unless `TZ` is set. jiff would find it too, but lists the whole database
/// first, which takes 1.2 ms.
fn local_zone() -> Option<TimeZone> {
    const LOCALTIME: &str = "/etc/localtime";
    if env::var_os("TZ").is_some() {
        return None;
    }
    let link = fs::read_link(LOCALTIME).ok()?;
    let (_, name) = link.to_str()?.rsplit_once("zoneinfo/")?;
    TimeZone::tzif(name, &fs::read(LOCALTIME).ok()?).ok()
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
        Clock::start(|| TIME.get(), speed)
    }

    fn at(millis: u64) -> Mono {
        Mono(Duration::from_millis(millis))
    }

    #[test]
    fn a_clock_that_is_set_to_nonsense_has_a_time() {
        let millennium = Duration::from_hours(1_000 * 365 * 24);
        assert_eq!(timestamp(UNIX_EPOCH + 9 * millennium), Timestamp::MAX);
        assert_eq!(timestamp(UNIX_EPOCH + millennium).as_second(), millennium.as_secs().cast_signed());
    }

    #[test]
    fn starts_at_zero_and_goes_with_the_clock() {
        let mut clock = clock(1);
        assert_eq!(clock.now(), at(0));
        pass(1_500);
        assert_eq!(clock.now(), at(1_500));
    }

    #[test]
    fn sleeps_in_parts_and_exactly_to_the_end() {
        let mut clock = clock(1);
        assert_eq!(clock.time_to_sleep(at(2_250)), MAX_SLEEP);
        pass(1_000);
        assert_eq!(clock.time_to_sleep(at(2_250)), MAX_SLEEP);
        pass(1_000);
        assert_eq!(clock.time_to_sleep(at(2_250)), Duration::from_millis(225));
        pass(225);
        assert_eq!(clock.time_to_sleep(at(2_250)), Duration::from_millis(25));
        pass(24);
        assert_eq!(clock.time_to_sleep(at(2_250)), Duration::from_millis(1));
        pass(1);
        assert_eq!(clock.time_to_sleep(at(2_250)), Duration::ZERO);
    }

    #[test]
    fn a_sleep_that_ends_much_too_late_is_a_gap_and_no_session_time() {
        let mut clock = clock(1);
        pass(500);
        assert_eq!(clock.time_to_sleep(at(10_000)), MAX_SLEEP);
        pass(60_000);
        assert_eq!(clock.slept(Some(MAX_SLEEP)), Some(Duration::from_mins(1)));
        assert_eq!(clock.now(), at(500));
        pass(100);
        assert_eq!(clock.now(), at(600));
    }

    #[test]
    fn a_sleep_that_ends_a_little_late_is_no_gap() {
        let mut clock = clock(1);
        pass(3_000);
        assert_eq!(clock.slept(Some(MAX_SLEEP)), None);
        assert_eq!(clock.now(), at(3_000));
    }

    #[test]
    fn time_that_the_program_spends_between_waits_is_lived() {
        let mut clock = clock(1);
        pass(60_000);
        assert_eq!(clock.now(), at(60_000));
        pass(60_000);
        assert_eq!(clock.time_to_sleep(at(121_000)), Duration::from_millis(975));
        pass(975);
        assert_eq!(clock.slept(Some(Duration::from_millis(975))), None);
        assert_eq!(clock.now(), at(120_975));
    }

    #[test]
    fn a_sleep_without_a_limit_is_no_gap() {
        let mut clock = clock(1);
        pass(3_600_000);
        assert_eq!(clock.slept(None), None);
        assert_eq!(clock.now(), at(3_600_000));
    }

    #[test]
    fn a_suspension_is_neither_session_time_nor_a_gap() {
        let mut clock = clock(1);
        pass(700);
        assert_eq!(clock.now(), at(700));
        pass(90_000);
        clock.suspended();
        assert_eq!(clock.now(), at(700));
    }

    #[test]
    fn speed_multiplies_time_and_gaps_and_divides_sleeps() {
        let mut clock = clock(60);
        pass(500);
        assert_eq!(clock.now(), at(30_000));
        assert_eq!(clock.time_to_sleep(at(36_000)), Duration::from_nanos(100_000_001));
        assert_eq!(clock.time_to_sleep(at(360_000)), MAX_SLEEP);
        pass(5_000);
        assert_eq!(clock.slept(Some(MAX_SLEEP)), Some(Duration::from_mins(5)));
        assert_eq!(clock.wall(), None);
    }
}

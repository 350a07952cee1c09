//! Times, as clocks show them and in words.

use std::time::Duration;

use super::{count, number_range};
use crate::model::Window;
use crate::plan::Length;

/// As a clock shows it, in whole seconds, rounded down: `0:45`, `12:40`, `1:02:03`.
pub fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// The time rounded up to whole seconds, as a countdown shows it.
pub fn ceil(time: Duration) -> Duration {
    Duration::from_secs(time.as_secs() + u64::from(time.subsec_nanos() > 0))
}

/// A time or a window of times as clocks: `0:30-1:30`; what is exact and under a minute as `45 s`.
pub fn clock_range(range: Window<Duration>) -> String {
    if range.is_exact() || range.max < MINUTE {
        return short_range(range);
    }
    format!("{}-{}", precise_clock(range.min), precise_clock(range.max))
}

/// In words, exactly: `45 s`, `2.5 s`, `3 min`, `1:30`, `2 h`.
pub fn short(time: Duration) -> String {
    if time < MINUTE {
        format!("{} s", decimal(time))
    } else if is_whole(time, HOUR) {
        format!("{} h", time.as_secs() / HOUR.as_secs())
    } else if is_whole(time, MINUTE) && time < HOUR {
        format!("{} min", time.as_secs() / 60)
    } else {
        precise_clock(time)
    }
}

/// A long time in words: `7 days`, `36 h`.
pub fn days(time: Duration) -> String {
    const DAY: u64 = 24 * 60 * 60;
    let whole = time.as_secs() / DAY;
    if whole > 0 && time == Duration::from_secs(whole * DAY) { count(whole, "day") } else { short(time) }
}

/// In words, in the two largest units: `45 s`, `2 min 30 s`, `1 h 15 min`.
pub fn two_units(time: Duration) -> String {
    let seconds = ceil(time).as_secs();
    let (large, small, names) = match seconds {
        0..60 => return format!("{seconds} s"),
        60..3600 => (seconds / 60, seconds % 60, ["min", "s"]),
        _ => (seconds / 3600, seconds / 60 % 60, ["h", "min"]),
    };
    let [one, other] = names;
    if small == 0 { format!("{large} {one}") } else { format!("{large} {one} {small} {other}") }
}

/// A time or a window of times in words: `45 s`, `60-90 s`, `1-3 min`, `0:45-2:30`.
pub fn short_range(range: Window<Duration>) -> String {
    let Window { min, max } = range;
    if range.is_exact() {
        short(min)
    } else if is_whole(min, HOUR) && is_whole(max, HOUR) {
        format!("{}-{} h", min.as_secs() / 3600, max.as_secs() / 3600)
    } else if is_whole(min, MINUTE) && is_whole(max, MINUTE) && max < HOUR {
        format!("{}-{} min", min.as_secs() / 60, max.as_secs() / 60)
    } else if max <= Duration::from_secs(90) {
        format!("{}-{} s", decimal(min), decimal(max))
    } else {
        format!("{}-{}", precise_clock(min), precise_clock(max))
    }
}

/// How long something takes, roughly: `about 17-34 min`, `about 5 min`, `about 40 s`.
pub fn about(range: Window<Duration>) -> String {
    let minutes = range.map(|time| (time.as_secs() + 30) / 60);
    if range.max < MINUTE {
        format!("about {} s", number_range(range.map(|time| ceil(time).as_secs())))
    } else if minutes.min == 0 {
        format!("up to {} min", minutes.max)
    } else if minutes.max < 180 {
        format!("about {} min", number_range(minutes))
    } else {
        let hours = minutes.map(|n| format!("{}:{:02}", n / 60, n % 60));
        format!("about {} h", if minutes.is_exact() { hours.min } else { format!("{}-{}", hours.min, hours.max) })
    }
}

/// How long a session or an exercise takes: `about 17-34 min`, or `more than 12 min` where some of it is open.
pub fn length(length: Length) -> String {
    if !length.open {
        return about(length.time);
    }
    let (seconds, minutes) = (length.time.min.as_secs(), length.time.min.as_secs() / 60);
    match minutes {
        0 => format!("more than {seconds} s"),
        1..180 => format!("more than {minutes} min"),
        _ => format!("more than {}:{:02} h", minutes / 60, minutes % 60),
    }
}

/// How often something comes: `every minute`, `every 2 min`.
pub fn every(time: Duration) -> String {
    match time {
        MINUTE => "every minute".to_owned(),
        HOUR => "every hour".to_owned(),
        other => format!("every {}", short(other)),
    }
}

/// A length of time as a number of seconds: `45`, `2.5`.
pub fn decimal(time: Duration) -> String {
    let seconds = time.as_secs();
    match time.subsec_millis() {
        0 => seconds.to_string(),
        millis => format!("{seconds}.{millis:03}").trim_end_matches('0').to_owned(),
    }
}

const MINUTE: Duration = Duration::from_mins(1);
const HOUR: Duration = Duration::from_hours(1);

fn is_whole(time: Duration, unit: Duration) -> bool {
    time >= unit && time.as_nanos().is_multiple_of(unit.as_nanos())
}

fn precise_clock(time: Duration) -> String {
    match decimal(time).split_once('.') {
        Some((_, fraction)) => format!("{}.{fraction}", clock(time)),
        None => clock(time),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    fn window(min: u64, max: u64) -> Window<Duration> {
        Window { min: ms(min * 1000), max: ms(max * 1000) }
    }

    #[test]
    fn a_clock_shows_full_seconds() {
        let table = [(0, "0:00"), (45_999, "0:45"), (65_000, "1:05"), (760_000, "12:40"), (3_723_000, "1:02:03")];
        for (millis, text) in table {
            assert_eq!(clock(ms(millis)), text);
        }
        assert_eq!(clock(ceil(ms(9_001))), "0:10");
        assert_eq!(clock(ceil(ms(9_000))), "0:09");
    }

    #[test]
    fn a_sentence_says_a_time_exactly() {
        let table = [
            (500, "0.5 s"),
            (2_500, "2.5 s"),
            (45_000, "45 s"),
            (60_000, "1 min"),
            (90_000, "1:30"),
            (90_500, "1:30.5"),
            (600_000, "10 min"),
            (7_200_000, "2 h"),
            (3_723_000, "1:02:03"),
        ];
        for (millis, text) in table {
            assert_eq!(short(ms(millis)), text);
        }
    }

    #[test]
    fn a_time_is_told_in_two_units() {
        let table = [(4_200, "5 s"), (60_000, "1 min"), (150_000, "2 min 30 s"), (4_520_000, "1 h 15 min")];
        for (millis, text) in table {
            assert_eq!(two_units(ms(millis)), text);
        }
        assert_eq!(every(ms(60_000)), "every minute");
        assert_eq!(every(ms(90_000)), "every 1:30");
    }

    #[test]
    fn a_sentence_says_a_window_in_one_unit_where_it_can() {
        let table = [
            (45, 45, "45 s"),
            (20, 30, "20-30 s"),
            (60, 90, "60-90 s"),
            (60, 180, "1-3 min"),
            (45, 150, "0:45-2:30"),
            (3600, 7200, "1-2 h"),
        ];
        for (min, max, text) in table {
            assert_eq!(short_range(window(min, max)), text);
        }
        assert_eq!(clock_range(window(30, 90)), "0:30-1:30");
        assert_eq!(clock_range(window(20, 30)), "20-30 s");
    }

    #[test]
    fn an_open_length_is_more_than_what_is_known_of_it() {
        let table = [(40, "more than 40 s"), (779, "more than 12 min"), (11_430, "more than 3:10 h")];
        for (min, text) in table {
            assert_eq!(length(Length { time: window(min, 20_000), open: true }), text);
        }
        assert_eq!(length(Length { time: window(170, 550), open: false }), "about 3-9 min");
    }

    #[test]
    fn a_length_is_told_roughly() {
        let table = [
            (0, 0, "about 0 s"),
            (40, 40, "about 40 s"),
            (20, 200, "up to 3 min"),
            (170, 550, "about 3-9 min"),
            (300, 301, "about 5 min"),
            (9_000, 12_600, "about 2:30-3:30 h"),
        ];
        for (min, max, text) in table {
            assert_eq!(about(window(min, max)), text);
        }
    }
}

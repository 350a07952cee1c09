//! Numbers and times as a voice says them.

use std::time::Duration;

use super::time;
use crate::model::Window;

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

const ORDINALS: [&str; 12] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
];

/// A number in words: `forty-two`, `one hundred and twenty`.
pub fn number(n: u64) -> String {
    let joined = |large: u64, name: &str, rest: u64| match rest {
        0 => format!("{} {name}", number(large)),
        1..100 => format!("{} {name} and {}", number(large), number(rest)),
        _ => format!("{} {name} {}", number(large), number(rest)),
    };
    let digits = |n: u64| usize::try_from(n).unwrap_or(0);
    match n {
        0..20 => SMALL[digits(n)].to_owned(),
        20..100 if n.is_multiple_of(10) => TENS[digits(n / 10)].to_owned(),
        20..100 => format!("{}-{}", TENS[digits(n / 10)], SMALL[digits(n % 10)]),
        100..1_000 => joined(n / 100, "hundred", n % 100),
        1_000..1_000_000 => joined(n / 1_000, "thousand", n % 1_000),
        _ => n.to_string(),
    }
}

/// The place in an order: `second`; `None` beyond the twelfth.
pub fn ordinal(n: u32) -> Option<&'static str> {
    ORDINALS.get(usize::try_from(n).ok()?.checked_sub(1)?).copied()
}

/// A window of numbers: `six`, `six to eight`.
pub fn range(numbers: Window<u64>) -> String {
    ends(numbers, number)
}

/// A time or a window of times: `thirty seconds`, `one to three minutes`, `one minute thirty seconds`.
pub fn seconds(times: Window<Duration>) -> String {
    const MINUTE: u64 = 60;
    let is_whole = |time: Duration| time.subsec_nanos() == 0;
    let of = |unit: u64, noun: &str| {
        let numbers = times.map(|time| time.as_secs() / unit);
        let plural = if numbers.max == 1 { "" } else { "s" };
        format!("{} {noun}{plural}", range(numbers))
    };
    let both = |holds: &dyn Fn(Duration) -> bool| holds(times.min) && holds(times.max);
    let are_minutes = both(&|time| is_whole(time) && time.as_secs() >= MINUTE && time.as_secs().is_multiple_of(MINUTE));
    match () {
        () if are_minutes && times.max < Duration::from_hours(1) => of(MINUTE, "minute"),
        () if both(&is_whole) && times.max <= Duration::from_secs(if times.is_exact() { 59 } else { 90 }) => {
            of(1, "second")
        }
        () => ends(times, length),
    }
}

/// A single time.
fn length(time: Duration) -> String {
    let (hours, minutes, rest) = (time.as_secs() / 3_600, time.as_secs() / 60 % 60, time.as_secs() % 60);
    let seconds = match (time.subsec_nanos(), time.as_secs() < 60) {
        // A voice makes words of a decimal.
        (1.., true) => Some(format!("{} seconds", time::decimal(time))),
        _ => unit(rest, "second"),
    };
    let parts: Vec<_> = [unit(hours, "hour"), unit(minutes, "minute"), seconds].into_iter().flatten().collect();
    parts.join(" ")
}

/// So many of a unit; `None` where it is none.
fn unit(n: u64, noun: &str) -> Option<String> {
    (n > 0).then(|| format!("{} {noun}{}", number(n), if n == 1 { "" } else { "s" }))
}

/// Both ends of a window, or the one that it has.
fn ends<T: Copy + PartialEq>(window: Window<T>, words: impl Fn(T) -> String) -> String {
    if window.is_exact() { words(window.min) } else { format!("{} to {}", words(window.min), words(window.max)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_said_in_words() {
        let table = [
            (0, "zero"),
            (8, "eight"),
            (20, "twenty"),
            (42, "forty-two"),
            (100, "one hundred"),
            (120, "one hundred and twenty"),
            (1_000, "one thousand"),
            (1_250, "one thousand two hundred and fifty"),
            (10_000, "ten thousand"),
        ];
        for (n, words) in table {
            assert_eq!(number(n), words);
        }
        assert_eq!(range(Window { min: 6, max: 8 }), "six to eight");
        assert_eq!((ordinal(2), ordinal(13), ordinal(0)), (Some("second"), None, None));
    }

    #[test]
    fn a_time_is_said_in_words() {
        let exact = |millis| Window::exact(Duration::from_millis(millis));
        let window = |min, max| Window { min: Duration::from_secs(min), max: Duration::from_secs(max) };
        let table = [
            (exact(1_000), "one second"),
            (exact(30_000), "thirty seconds"),
            (exact(2_500), "2.5 seconds"),
            (exact(60_000), "one minute"),
            (exact(90_000), "one minute thirty seconds"),
            (exact(3_900_000), "one hour five minutes"),
            (window(30, 90), "thirty to ninety seconds"),
            (window(60, 180), "one to three minutes"),
            (window(45, 150), "forty-five seconds to two minutes thirty seconds"),
        ];
        for (time, words) in table {
            assert_eq!(seconds(time), words);
        }
    }
}

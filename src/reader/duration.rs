//! Durations and tempos. humantime reads more than the format allows: the rest is refused here.

use std::time::Duration;

use humantime::DurationError;
use toml::de::DeValue;

use super::problem::{Collector, DurationField, DurationProblem, DurationReason, Expected, TempoProblem};
use super::table::Item;
use super::value::{DASHES, split_range};
use crate::model::Window;

/// The units of the format from the largest to the smallest.
const UNITS: [&str; 6] = ["w", "d", "h", "m", "s", "ms"];

/// The rank of the hour among the units.
const HOUR: usize = 2;

/// A duration of work, or of a clock.
pub(super) fn work(item: &Item<'_>, problems: &mut Collector) -> Option<Duration> {
    one(item, DurationField::Work, problems)
}

/// A duration or a range of durations of work.
pub(super) fn work_window(item: &Item<'_>, problems: &mut Collector) -> Option<Window<Duration>> {
    window(item, DurationField::Work, problems)
}

/// A duration between two blocks.
pub(super) fn gap(item: &Item<'_>, problems: &mut Collector) -> Option<Duration> {
    one(item, DurationField::Gap, problems)
}

/// A duration or a range of durations between two blocks.
pub(super) fn gap_window(item: &Item<'_>, problems: &mut Collector) -> Option<Window<Duration>> {
    window(item, DurationField::Gap, problems)
}

/// A duration between two sessions.
pub(super) fn between_sessions(item: &Item<'_>, problems: &mut Collector) -> Option<Duration> {
    one(item, DurationField::Sessions, problems)
}

fn one(item: &Item<'_>, field: DurationField, problems: &mut Collector) -> Option<Duration> {
    let text = text(item, field, problems)?;
    let reason = match parse(text, field) {
        Ok(time) => return Some(time),
        Err(_) if split_range(text).is_some_and(|(low, _)| parse(low, field).is_ok()) => DurationReason::Range,
        Err(reason) => reason,
    };
    item.reject(DurationProblem { field, reason }, problems)
}

fn window(item: &Item<'_>, field: DurationField, problems: &mut Collector) -> Option<Window<Duration>> {
    let text = text(item, field, problems)?;
    let Some((low, high)) = split_range(text).filter(|(low, _)| !low.is_empty()) else {
        return one(item, field, problems).map(Window::exact);
    };
    let reason = match (parse(low, field), parse(high, field)) {
        (Ok(min), Ok(max)) if min < max => return Some(Window { min, max }),
        (Ok(min), Ok(max)) if min == max => DurationReason::EqualEnds,
        (Ok(_), Ok(_)) => DurationReason::Reversed,
        (Err(_), Ok(_)) if low.chars().all(is_numeric) => DurationReason::UnitOnHighEndOnly,
        (Err(reason), _) | (_, Err(reason)) => reason,
    };
    item.reject(DurationProblem { field, reason }, problems)
}

fn text<'a>(item: &Item<'a>, field: DurationField, problems: &mut Collector) -> Option<&'a str> {
    match item.value {
        DeValue::String(text) => Some(text),
        _ => item.reject(item.wrong_type(Expected::Duration(field)), problems),
    }
}

fn parse(text: &str, field: DurationField) -> Result<Duration, DurationReason> {
    let time = humantime::parse_duration(text).map_err(|error| explain(&error, text))?;
    check_spelling(text, field)?;
    if time.subsec_nanos() % 1_000_000 != 0 {
        Err(DurationReason::TooFine)
    } else if time.is_zero() && !field.takes_zero() {
        Err(DurationReason::Zero)
    } else if time > field.max() {
        Err(DurationReason::TooLong)
    } else {
        Ok(time)
    }
}

fn explain(error: &DurationError, text: &str) -> DurationReason {
    match error {
        _ if text.starts_with('-') => DurationReason::Negative,
        DurationError::UnknownUnit { start, unit, .. } if !unit.is_empty() && text[..*start].ends_with(is_numeric) => {
            unknown_unit(unit)
        }
        DurationError::NumberOverflow if text.contains('.') => DurationReason::TooFine,
        DurationError::NumberOverflow => DurationReason::Overflow,
        _ => DurationReason::NoNumberWithUnit,
    }
}

/// Refuses what humantime takes beyond the format: other units, more than one space, units in any order, decimals
/// before the last unit.
fn check_spelling(text: &str, field: DurationField) -> Result<(), DurationReason> {
    let parts = parts(text);
    let mut next_rank = 0;
    for (n, (number, unit)) in parts.iter().enumerate() {
        let is_last = n + 1 == parts.len();
        let unit = match unit.strip_suffix(' ') {
            Some(_) if is_last => return Err(DurationReason::TrailingSpace),
            Some(unit) => unit,
            None => unit,
        };
        if number.is_empty() || unit.is_empty() || unit.contains(char::is_whitespace) {
            return Err(DurationReason::NoNumberWithUnit);
        }
        let rank = UNITS.iter().position(|known| *known == unit).ok_or_else(|| unknown_unit(unit))?;
        if rank < HOUR && !field.takes_days() {
            return Err(DurationReason::DaysOrWeeks);
        }
        if rank < next_rank {
            return Err(DurationReason::UnitOrder);
        }
        if number.contains('.') && !is_last {
            return Err(DurationReason::DecimalsBeforeLast);
        }
        next_rank = rank + 1;
    }
    Ok(())
}

fn unknown_unit(unit: &str) -> DurationReason {
    match unit {
        "M" | "mo" | "month" | "months" | "y" | "yr" | "year" | "years" => DurationReason::MonthOrYear,
        "us" | "µs" | "ns" => DurationReason::TooFineUnit,
        _ => DurationReason::UnknownUnit,
    }
}

/// The numbers of a text, each with what is behind it up to the next number.
fn parts(text: &str) -> Vec<(&str, &str)> {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (number, tail) = rest.split_at(rest.find(|c| !is_numeric(c)).unwrap_or(rest.len()));
        let (unit, tail) = tail.split_at(tail.find(is_numeric).unwrap_or(tail.len()));
        parts.push((number, unit));
        rest = tail;
    }
    parts
}

fn is_numeric(c: char) -> bool {
    c.is_ascii_digit() || c == '.'
}

/// The seconds of each part of a rep: two to four numbers.
pub(super) fn tempo(item: &Item<'_>, problems: &mut Collector) -> Option<Vec<Duration>> {
    let DeValue::String(text) = item.value else {
        return item.reject(item.wrong_type(Expected::Tempo), problems);
    };
    let seconds = |part: &str| parse(&format!("{part}s"), DurationField::Gap).ok();
    let parts: Option<Vec<Duration>> = text.split(DASHES).map(seconds).collect();
    let problem = match parts {
        None => TempoProblem::NotNumbers,
        Some(parts) if !(2..=4).contains(&parts.len()) => TempoProblem::NumberOfParts,
        Some(parts) if parts.iter().all(Duration::is_zero) => TempoProblem::Zero,
        Some(parts) if parts.iter().sum::<Duration>() > DurationField::Gap.max() => TempoProblem::TooLong,
        Some(parts) => return Some(parts),
    };
    item.reject(problem, problems)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DAY: Duration = Duration::from_hours(24);

    #[test]
    fn durations_are_read() {
        let ms = |words| parse(words, DurationField::Gap).map(|time| time.as_millis());
        assert_eq!(ms("90s"), Ok(90_000));
        assert_eq!(ms("1m30s"), Ok(90_000));
        assert_eq!(ms("1m 30s"), Ok(90_000));
        assert_eq!(ms("2.5s"), Ok(2_500));
        assert_eq!(ms("0.5m"), Ok(30_000));
        assert_eq!(ms("1h0.5s"), Ok(3_600_500));
        assert_eq!(ms("250ms"), Ok(250));
        assert_eq!(ms("0s"), Ok(0));
        assert_eq!(ms("24h"), Ok(86_400_000));
        assert_eq!(parse("2w", DurationField::Sessions), Ok(14 * DAY));
    }

    #[test]
    fn other_texts_are_refused() {
        for words in [
            "",
            " ",
            "0s",
            "0",
            "5",
            "90",
            "1:30",
            "-5s",
            "+5s",
            "1M",
            "1mo",
            "1y",
            "1ns",
            "1us",
            "1µs",
            "1d",
            "1w",
            "5s 5s",
            "30s1m",
            "1.5m30s",
            "1e9s",
            "1h30",
            "٥s",
            "５s",
            "5\u{200b}s",
            "5S",
            "1,5s",
            "1_000s",
            "5s\n",
            " 5s",
            "5s ",
            "1m  30s",
            "30 s",
            "30sec",
            "1..5s",
            ".5s",
            "5.s",
            "s",
            "24h1ms",
            "25h",
            "1.0001s",
            "0.0000000001s",
            "18446744073709551615s",
            "99999999999999999999s",
            "584542046090h",
        ] {
            assert!(parse(words, DurationField::Work).is_err(), "{words:?} was read");
        }
        for words in ["1M", "1y", "3651d", "0d", "1d1w"] {
            assert!(parse(words, DurationField::Sessions).is_err(), "{words:?} was read");
        }
    }

    proptest! {
        #[test]
        fn every_duration_that_humantime_writes_is_read(ms in 1_u64..=86_400_000) {
            let time = Duration::from_millis(ms);
            prop_assume!(time < DAY);
            let words = humantime::format_duration(time).to_string();
            prop_assert_eq!(parse(&words, DurationField::Work), Ok(time));
        }

        #[test]
        fn no_text_is_read_as_more_than_the_field_takes(words in "[0-9.:a-zA-Zµ -]{0,12}") {
            if let Ok(time) = parse(&words, DurationField::Work) {
                prop_assert!(!time.is_zero() && time <= DAY && time.subsec_nanos() % 1_000_000 == 0);
            }
        }
    }
}

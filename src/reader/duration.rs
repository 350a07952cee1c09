//! Durations as people write them: humantime behind a guard that refuses what the format refuses.

use std::time::Duration;

use toml::de::DeValue;

use super::faults::{Fault, Faults};
use super::table::Item;
use super::value;
use crate::model::Window;

const DAY: Duration = Duration::from_hours(24);

/// Which durations a field takes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    /// Whether zero is one.
    zero: bool,
    /// Whether it takes days and weeks.
    days: bool,
}

/// Work and clocks: more than zero.
pub(super) const WORK: Rule = Rule { zero: false, days: false };
/// What stands between blocks: zero is no gap.
pub(super) const GAP: Rule = Rule { zero: true, days: false };
/// Between sessions: also in days and weeks.
pub(super) const LONG: Rule = Rule { zero: false, days: true };

impl Rule {
    /// What a number without a unit was probably meant in.
    fn usual_unit(self) -> &'static str {
        if self.days { "h" } else { "s" }
    }

    fn example(self) -> &'static str {
        if self.days { "48h" } else { "1m30s" }
    }

    fn longest(self) -> Duration {
        if self.days { 3650 * DAY } else { DAY }
    }
}

/// Why some text is not a duration: what to say at its place, and how to write it where that can be told.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    label: &'static str,
    meant: Option<String>,
}

/// The units from the largest to the smallest.
const UNITS: [&str; 6] = ["w", "d", "h", "m", "s", "ms"];

/// Reads a duration.
pub(super) fn parse(words: &str, rule: Rule) -> Result<Duration, Wrong> {
    let wrong = |label, meant: Option<String>| Wrong { label, meant: meant.filter(|m| guarded(m, rule).is_ok()) };
    guarded(words, rule).map_err(|label| wrong(label, meant(words, rule)))
}

fn guarded(words: &str, rule: Rule) -> Result<Duration, &'static str> {
    if words.is_empty() {
        return Err("expected a number with a unit");
    }
    if words.starts_with('-') {
        return Err("a duration cannot be negative");
    }
    let mut rest = words;
    let mut next = 0;
    let mut decimal = false;
    while !rest.is_empty() {
        let unit_at = rest.find(|c: char| !c.is_ascii_digit() && c != '.').ok_or("expected a number with a unit")?;
        let (number, tail) = rest.split_at(unit_at);
        let end = tail.find(|c: char| !c.is_alphabetic()).unwrap_or(tail.len());
        let (unit, tail) = tail.split_at(end);
        if unit.is_empty() || number.is_empty() {
            return Err("expected a number with a unit");
        }
        let rank = UNITS.iter().position(|known| *known == unit).ok_or(match unit {
            "M" | "mo" | "month" | "months" | "y" | "yr" | "year" | "years" => "months and years have no fixed length",
            "us" | "µs" | "ns" => "the smallest unit is `ms`",
            _ if rule.days => "the units are `w`, `d`, `h`, `m`, `s` and `ms`",
            _ => "the units are `h`, `m`, `s` and `ms`",
        })?;
        if rank < 2 && !rule.days {
            return Err("days and weeks are too long here");
        }
        if rank < next {
            return Err("each unit stands once, the larger one first");
        }
        if decimal {
            return Err("only the last number may have decimals");
        }
        next = rank + 1;
        decimal = match number.split_once('.') {
            None => false,
            Some((whole, part)) if !whole.is_empty() && !part.is_empty() && !part.contains('.') => true,
            Some(_) => return Err("expected a number with a unit"),
        };
        rest = match tail.strip_prefix(' ') {
            Some("") => return Err("expected nothing after the unit"),
            Some(more) => more,
            None => tail,
        };
    }
    let time = match humantime::parse_duration(words) {
        Ok(time) => time,
        Err(humantime::DurationError::NumberOverflow) if decimal => return Err("nothing is finer than a millisecond"),
        Err(humantime::DurationError::NumberOverflow) => return Err("it is too long"),
        Err(_) => return Err("expected a number with a unit"),
    };
    if time.subsec_nanos() % 1_000_000 != 0 {
        return Err("nothing is finer than a millisecond");
    }
    if time.is_zero() && !rule.zero {
        return Err("expected more than zero");
    }
    if time > rule.longest() {
        return Err(if rule.days { "at most 3650 days" } else { "at most 24 hours" });
    }
    Ok(time)
}

/// What somebody probably meant, to be looked at again before it is offered.
fn meant(words: &str, rule: Rule) -> Option<String> {
    if words.len() > 40 || words.ends_with('M') {
        return None;
    }
    let bare: String = words.to_lowercase().split_whitespace().collect::<String>().replace(',', ".");
    if bare.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return Some(format!("{bare}{}", rule.usual_unit()));
    }
    if bare.contains(':') {
        let parts: Vec<u64> = bare.split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
        let units: &[&str] = if parts.len() == 2 { &["m", "s"] } else { &["h", "m", "s"] };
        let shown = parts.iter().zip(units).filter(|(n, _)| **n > 0).map(|(n, unit)| format!("{n}{unit}"));
        return (parts.len() <= 3).then(|| shown.collect());
    }
    let mut out = String::new();
    let mut rest = bare.as_str();
    while let Some(at) = rest.find(|c: char| !c.is_ascii_digit() && c != '.') {
        let (number, tail) = rest.split_at(at);
        let end = tail.find(|c: char| !c.is_alphabetic()).unwrap_or(tail.len());
        let (unit, tail) = tail.split_at(end);
        let unit = match unit {
            "week" | "weeks" | "w" => "w",
            "day" | "days" | "d" => "d",
            "hour" | "hours" | "hr" | "hrs" | "h" => "h",
            "minute" | "minutes" | "min" | "mins" | "m" => "m",
            "second" | "seconds" | "sec" | "secs" | "s" => "s",
            "ms" | "msec" | "millisecond" | "milliseconds" => "ms",
            _ => return None,
        };
        match (unit, number.parse::<u64>()) {
            ("d", Ok(1)) if !rule.days => out.push_str("24h"),
            _ => out.extend([number, unit]),
        }
        rest = tail;
    }
    if !rest.is_empty() {
        // "1h30": the unit after the last one.
        let last = if out.ends_with('h') { "m" } else { "s" };
        out.extend([rest, last]);
    }
    Some(out)
}

fn how(item: &Item<'_>, meant: Option<String>, rule: Rule) -> String {
    match meant {
        Some(meant) => item.write(&format!("\"{meant}\"")),
        None => item.example(&format!("\"{}\"", rule.example())),
    }
}

fn refuse(item: &Item<'_>, wrong: Wrong, rule: Rule, faults: &mut Faults) {
    faults.add(Fault::at(item.at.clone(), format!("`{}` is not a duration", item.key)).label(wrong.label).help(how(
        item,
        wrong.meant,
        rule,
    )));
}

/// A value that is not text.
fn not_text(item: &Item<'_>, rule: Rule, faults: &mut Faults) {
    let meant = match item.value {
        DeValue::Integer(n) => Some(format!("{}{}", n.as_str(), rule.usual_unit())),
        DeValue::Float(n) => Some(format!("{}{}", n.as_str(), rule.usual_unit())),
        DeValue::Datetime(at) => meant(&at.to_string(), rule),
        _ => None,
    };
    let meant = meant.filter(|meant| guarded(meant, rule).is_ok());
    faults.add(value::not(item, "a duration", "a number with a unit, in quotes").help(how(item, meant, rule)));
}

pub(super) fn one(item: &Item<'_>, rule: Rule, faults: &mut Faults) -> Option<Duration> {
    let DeValue::String(words) = item.value else {
        not_text(item, rule, faults);
        return None;
    };
    match parse(words, rule) {
        Ok(time) => Some(time),
        Err(wrong) => {
            if let Some((low, _)) = words.split_once(['-', '–']).filter(|(low, _)| guarded(low, rule).is_ok()) {
                let range = Wrong { label: "expected one duration, not a range", meant: Some(low.to_owned()) };
                refuse(item, range, rule, faults);
            } else {
                refuse(item, wrong, rule, faults);
            }
            None
        }
    }
}

/// A duration or a range of them.
pub(super) fn range(item: &Item<'_>, rule: Rule, faults: &mut Faults) -> Option<Window<Duration>> {
    let DeValue::String(words) = item.value else {
        not_text(item, rule, faults);
        return None;
    };
    let Some((low, high)) = words.split_once(['-', '–']).filter(|(low, _)| !low.is_empty()) else {
        return one(item, rule, faults).map(Window::exact);
    };
    let wrong = match (parse(low, rule), parse(high, rule)) {
        (Ok(min), Ok(max)) if min < max => return Some(Window { min, max }),
        (Ok(min), Ok(max)) if min == max => Wrong { label: "both ends are the same", meant: Some(low.to_owned()) },
        (Ok(_), Ok(_)) => Wrong { label: "the low end comes first", meant: Some(format!("{high}-{low}")) },
        (Err(first), _) if low.bytes().all(|b| b.is_ascii_digit() || b == b'.') => {
            let unit = high.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
            let meant = Some(format!("{low}{unit}-{high}")).filter(|_| {
                let ends = (guarded(&format!("{low}{unit}"), rule), guarded(high, rule));
                matches!(ends, (Ok(min), Ok(max)) if min < max)
            });
            let label = if meant.is_some() { "both ends carry their units" } else { first.label };
            Wrong { label, meant }
        }
        (low_end, high_end) => {
            let ends = [meant_end(low, &low_end), meant_end(high, &high_end)];
            let label = low_end.err().or_else(|| high_end.err()).map_or("expected a range", |wrong| wrong.label);
            let meant = match ends {
                [Some(low), Some(high)] if guarded(&low, rule) < guarded(&high, rule) => Some(format!("{low}-{high}")),
                _ => None,
            };
            Wrong { label, meant }
        }
    };
    refuse(item, wrong, rule, faults);
    None
}

fn meant_end(words: &str, read: &Result<Duration, Wrong>) -> Option<String> {
    match read {
        Ok(_) => Some(words.to_owned()),
        Err(wrong) => wrong.meant.clone(),
    }
}

/// The parts of a rep: two to four numbers of seconds.
pub(super) fn tempo(item: &Item<'_>, faults: &mut Faults) -> Option<Vec<Duration>> {
    let DeValue::String(words) = item.value else {
        faults.add(value::not(item, "a tempo", "two to four numbers, such as `\"3-1-3\"`"));
        return None;
    };
    let parts: Option<Vec<Duration>> =
        words.split(['-', '–']).map(|part| guarded(&format!("{part}s"), GAP).ok()).collect();
    let label = match parts {
        None => "expected the seconds of each part of a rep, with `-` between them",
        Some(parts) if !(2..=4).contains(&parts.len()) => "expected two to four parts",
        Some(parts) if parts.iter().all(Duration::is_zero) => "a rep takes more than no time",
        Some(parts) if parts.iter().sum::<Duration>() > DAY => "at most 24 hours",
        Some(parts) => return Some(parts),
    };
    faults.add(
        Fault::at(item.at.clone(), format!("`{}` is not a tempo", item.key))
            .label(label)
            .help(item.example("\"3-1-3\"")),
    );
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn meant_by(words: &str) -> Option<String> {
        parse(words, WORK).unwrap_err().meant
    }

    #[test]
    fn what_people_write_is_read() {
        let ms = |words| parse(words, GAP).map(|time| time.as_millis());
        assert_eq!(ms("90s"), Ok(90_000));
        assert_eq!(ms("1m30s"), Ok(90_000));
        assert_eq!(ms("1m 30s"), Ok(90_000));
        assert_eq!(ms("2.5s"), Ok(2_500));
        assert_eq!(ms("0.5m"), Ok(30_000));
        assert_eq!(ms("1h0.5s"), Ok(3_600_500));
        assert_eq!(ms("250ms"), Ok(250));
        assert_eq!(ms("0s"), Ok(0));
        assert_eq!(ms("24h"), Ok(86_400_000));
        assert_eq!(parse("2w", LONG), Ok(14 * DAY));
    }

    #[test]
    fn what_is_no_duration_is_refused() {
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
            assert!(parse(words, WORK).is_err(), "{words:?} was read");
        }
        for words in ["1M", "1y", "3651d", "0d", "1d1w"] {
            assert!(parse(words, LONG).is_err(), "{words:?} was read");
        }
    }

    #[test]
    fn what_was_meant_is_offered() {
        for (words, meant) in [
            ("90", "90s"),
            ("1:30", "1m30s"),
            ("1:02:03", "1h2m3s"),
            ("0:45", "45s"),
            ("30 s", "30s"),
            ("30 sec", "30s"),
            ("2 minutes", "2m"),
            ("1h30", "1h30m"),
            ("1m30", "1m30s"),
            ("5S", "5s"),
            ("1,5s", "1.5s"),
            ("1d", "24h"),
        ] {
            assert_eq!(meant_by(words).as_deref(), Some(meant), "{words:?}");
        }
        for words in ["soon", "0", "-5s", "25h", "5s 5s"] {
            assert_eq!(meant_by(words), None, "{words:?}");
        }
    }

    proptest! {
        #[test]
        fn what_humantime_writes_is_read(ms in 1_u64..=86_400_000) {
            let time = Duration::from_millis(ms);
            prop_assume!(time < DAY);
            let words = humantime::format_duration(time).to_string();
            prop_assert_eq!(parse(&words, WORK), Ok(time));
        }

        #[test]
        fn no_text_is_read_as_more_than_its_rule_allows(words in "[0-9.:a-zA-Zµ -]{0,12}") {
            if let Ok(time) = parse(&words, WORK) {
                prop_assert!(!time.is_zero() && time <= DAY && time.subsec_nanos() % 1_000_000 == 0);
            }
        }

        #[test]
        fn what_is_offered_can_be_read(words in "[0-9.:,a-z ]{0,10}") {
            if let Err(Wrong { meant: Some(meant), .. }) = parse(&words, WORK) {
                prop_assert!(parse(&meant, WORK).is_ok());
            }
        }
    }
}

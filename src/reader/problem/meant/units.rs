//! Numbers and their units, as people write them.

use crate::reader::problem::duration::DurationField;
use crate::reader::wording::quoted;

/// The units of time from the largest to the smallest, each with the other ways in which people write it.
const TIME: [(&str, &[&str]); 6] = [
    ("w", &["week", "weeks"]),
    ("d", &["day", "days"]),
    ("h", &["hr", "hrs", "hour", "hours"]),
    ("m", &["min", "mins", "minute", "minutes", "'"]),
    ("s", &["sec", "secs", "second", "seconds", "\"", "''"]),
    ("ms", &["msec", "millisecond", "milliseconds"]),
];

/// The units of length.
const LENGTH: [(&str, &[&str]); 3] = [
    ("m", &["", "meter", "meters", "metre", "metres"]),
    ("km", &["k", "kms", "kilometer", "kilometers", "kilometre", "kilometres"]),
    ("mi", &["mile", "miles"]),
];

fn known(units: &[(&'static str, &[&str])], unit: &str) -> Option<&'static str> {
    units.iter().find(|(known, others)| *known == unit || others.contains(&unit)).map(|(known, _)| *known)
}

/// A whole number without leading zeros.
pub(super) fn number(text: &str) -> Option<String> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| match text.trim_start_matches('0') {
        "" => "0".to_owned(),
        number => number.to_owned(),
    })
}

/// A number that may have a sign and decimals, with its unit left out.
pub(super) fn decimal(text: &str) -> Option<String> {
    let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '.');
    let number = text.replace(',', ".");
    let number = &number[..number.find(|c| !is_of_number(c)).unwrap_or(number.len())];
    let value: f64 = number.parse().ok()?;
    Some(value.to_string())
}

/// A count, a range of counts, `"12+"` or `"max"`; where a range is not allowed, its low end.
pub(super) fn counts(text: &str) -> Vec<String> {
    if text == "max" {
        return vec![quoted("max")];
    }
    if let Some(low) = text.strip_suffix('+').and_then(number) {
        return vec![quoted(&format!("{low}+"))];
    }
    if let Some(count) = number(text) {
        return vec![count];
    }
    let ends = text.split_once('-').and_then(|(low, high)| Some((number(low)?, number(high)?)));
    let Some((low, high)) = ends else { return Vec::new() };
    let value = |end: &str| end.parse::<u64>().unwrap_or(u64::MAX);
    if value(&low) == value(&high) {
        return vec![low];
    }
    let (low, high) = if value(&low) < value(&high) { (low, high) } else { (high, low) };
    vec![quoted(&format!("{low}-{high}")), low]
}

/// A duration or a range of them; where a range is not allowed, its low end.
pub(super) fn duration(text: &str, field: DurationField) -> Vec<String> {
    let Some((low, high)) = text.split_once('-').filter(|(low, _)| !low.is_empty()) else {
        return one_duration(text, field).map(|time| quoted(&time)).into_iter().collect();
    };
    // The unit of the high end is that of the low end too.
    let unit = if low.chars().all(is_numeric) { high.trim_start_matches(is_numeric) } else { "" };
    let low = one_duration(&format!("{low}{unit}"), field);
    let Some((low, high)) = low.zip(one_duration(high, field)) else { return Vec::new() };
    match (humantime::parse_duration(&low), humantime::parse_duration(&high)) {
        (Ok(min), Ok(max)) if min < max => vec![quoted(&format!("{low}-{high}")), quoted(&low)],
        (Ok(min), Ok(max)) if min > max => vec![quoted(&format!("{high}-{low}")), quoted(&high)],
        (Ok(_), Ok(_)) => vec![quoted(&low)],
        _ => Vec::new(),
    }
}

fn one_duration(text: &str, field: DurationField) -> Option<String> {
    let text = text.replace(',', ".");
    if text.contains(':') { from_clock(&text) } else { with_units(&text, field) }
}

/// `1:30` as `1m30s`, `1:02:03` as `1h2m3s`.
fn from_clock(text: &str) -> Option<String> {
    let numbers: Vec<u64> = text.split(':').map(|number| number.parse().ok()).collect::<Option<_>>()?;
    let units = ["h", "m", "s"];
    let units = units.get(units.len().checked_sub(numbers.len())?..)?;
    let parts = numbers.iter().zip(units).filter(|(number, _)| **number > 0);
    Some(parts.map(|(number, unit)| format!("{number}{unit}")).collect::<Vec<_>>().concat())
}

/// Each number with its unit as the format writes it. A number without one takes the usual unit, or the one below the
/// unit before it: `1h30`.
fn with_units(text: &str, field: DurationField) -> Option<String> {
    let mut guess = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (number, tail) = rest.split_at(rest.find(|c| !is_numeric(c)).unwrap_or(rest.len()));
        let (unit, tail) = tail.split_at(tail.find(is_numeric).unwrap_or(tail.len()));
        let unit = match unit {
            "" if guess.is_empty() => field.usual_unit(),
            "" if guess.ends_with('h') => "m",
            "" => "s",
            _ => known(&TIME, unit)?,
        };
        match (unit, number) {
            ("d", "1") if !field.takes_days() => guess.push_str("24h"),
            _ => guess.extend([number, unit]),
        }
        rest = tail;
    }
    (!guess.is_empty()).then_some(guess)
}

fn is_numeric(c: char) -> bool {
    c.is_ascii_digit() || c == '.'
}

/// A number and its unit of length.
pub(super) fn distance(text: &str) -> Option<String> {
    let text = text.replace(',', ".");
    let (number, unit) = text.split_at(text.find(|c| !is_numeric(c)).unwrap_or(text.len()));
    let unit = known(&LENGTH, unit)?;
    (!number.is_empty()).then(|| quoted(&format!("{number}{unit}")))
}

/// `3010`, `3/1/3` or `3s up, 1s down` as `3-1-3`; an `x` is a part that takes no time.
pub(super) fn tempo(text: &str) -> Option<String> {
    let bare: String = text.to_lowercase().split_whitespace().collect();
    let parts: Vec<String> = if bare.chars().all(|c| c.is_ascii_digit() || c == 'x') {
        bare.chars().map(|c| c.to_string().replace('x', "0")).collect()
    } else {
        let is_decimal = bare.contains(|c| !is_numeric(c));
        let parts = bare.split(|c: char| !(c.is_ascii_digit() || is_decimal && c == '.'));
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    (!parts.is_empty()).then(|| parts.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_guessed() {
        let one = |text: &str| one_duration(text, DurationField::Work);
        for (text, meant) in [
            ("90", "90s"),
            ("1:30", "1m30s"),
            ("1:02:03", "1h2m3s"),
            ("0:45", "45s"),
            ("30sec", "30s"),
            ("2minutes", "2m"),
            ("1h30", "1h30m"),
            ("1m30", "1m30s"),
            ("1,5s", "1.5s"),
            ("1d", "24h"),
        ] {
            assert_eq!(one(text).as_deref(), Some(meant), "{text:?}");
        }
        assert_eq!(one("soon"), None);
        assert_eq!(one_duration("48", DurationField::Sessions).as_deref(), Some("48h"));
    }
}

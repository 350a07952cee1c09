//! The plain values of a file: counts, ranges of counts, text, slugs, lists.

use toml::de::{DeInteger, DeValue};

use super::faults::{Fault, Faults};
use super::table::Item;
use crate::model::{Distance, DistanceUnit, Level, Window};
use crate::text;

/// The highest count.
pub(super) const COUNT_MAX: u32 = 10_000;

/// The longest name, in characters.
const NAME_MAX: usize = 120;

/// The longest piece of somebody's text that a message repeats, in characters.
const QUOTED_MAX: usize = 40;

/// What a value is, for "expected ..., found ...".
pub(super) fn describe(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(float) => match float.as_str().trim_start_matches(['+', '-']) {
            "inf" | "nan" => "no number at all",
            _ => "a decimal number",
        },
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or a time of day",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// Somebody's text in a message: its beginning, if it is long.
pub(super) fn short(words: &str) -> String {
    match words.char_indices().nth(QUOTED_MAX) {
        Some((end, _)) => format!("{}...", &words[..end]),
        None => words.to_owned(),
    }
}

/// A value of another kind than the expected one.
pub(super) fn not(item: &Item<'_>, what: &str, expected: &str) -> Fault {
    let name = if item.in_list { format!("an item of `{}`", item.key) } else { format!("`{}`", item.key) };
    Fault::at(item.at.clone(), format!("{name} is not {what}"))
        .label(format!("expected {expected}, found {}", describe(item.value)))
}

/// A whole number; too large a one as `i128::MAX`.
fn integer(number: &DeInteger<'_>) -> i128 {
    i128::from_str_radix(number.as_str(), number.radix()).unwrap_or(i128::MAX)
}

/// A whole number in a span.
fn number(item: &Item<'_>, written: &DeInteger<'_>, low: u32, high: u32, faults: &mut Faults) -> Option<u32> {
    let value = integer(written);
    let fitting = u32::try_from(value).ok().filter(|n| (low..=high).contains(n));
    if fitting.is_none() {
        let relation = if value < i128::from(low) { format!("below {low}") } else { format!("over {}", grouped(high)) };
        faults.add(
            Fault::at(item.at.clone(), format!("`{}` is {relation}", item.key))
                .label(format!("expected {low} to {}", grouped(high))),
        );
    }
    fitting
}

fn grouped(number: u32) -> String {
    if number >= 1000 { format!("{},{:03}", number / 1000, number % 1000) } else { number.to_string() }
}

/// A whole number from `low` to `high`.
pub(super) fn whole(item: &Item<'_>, low: u32, high: u32, faults: &mut Faults) -> Option<u32> {
    match item.value {
        DeValue::Integer(written) => number(item, written, low, high, faults),
        DeValue::String(words) => {
            let help = plain_count(words).map(|n| item.write(&n.to_string()));
            faults.add(not(item, "a number", "a whole number without quotes").maybe_help(help));
            None
        }
        _ => {
            faults.add(not(item, "a number", "a whole number"));
            None
        }
    }
}

pub(super) fn count(item: &Item<'_>, faults: &mut Faults) -> Option<u32> {
    whole(item, 1, COUNT_MAX, faults)
}

/// A level of pain or effort, from 0 to 10.
pub(super) fn level(item: &Item<'_>, faults: &mut Faults) -> Option<Level> {
    whole(item, 0, 10, faults).and_then(|n| Level::new(u8::try_from(n).ok()?))
}

/// Digits and nothing else, without a leading zero.
pub(super) fn plain_count(words: &str) -> Option<u32> {
    let digits = !words.is_empty() && words.bytes().all(|b| b.is_ascii_digit());
    let padded = words.len() > 1 && words.starts_with('0');
    if digits && !padded { Some(words.parse().unwrap_or(u32::MAX)) } else { None }
}

/// A count or a range of counts.
pub(super) fn counts(item: &Item<'_>, faults: &mut Faults) -> Option<Window<u32>> {
    match item.value {
        DeValue::Integer(written) => number(item, written, 1, COUNT_MAX, faults).map(Window::exact),
        DeValue::String(words) => count_range(item, words, "a count or a range of counts", faults),
        _ => {
            faults.add(not(item, "a count", "a whole number, or a range as text"));
            None
        }
    }
}

/// The text of a range of counts.
pub(super) fn count_range(item: &Item<'_>, words: &str, what: &str, faults: &mut Faults) -> Option<Window<u32>> {
    let wrong = |label: &str| Fault::at(item.at.clone(), format!("`{}` is not {what}", item.key)).label(label);
    if let Some(n) = plain_count(words) {
        faults.add(wrong("a single count stands without quotes").help(item.write(&n.to_string())));
        return None;
    }
    let bare: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    let ends = bare.split_once(['-', '–']).and_then(|(low, high)| Some((plain_count(low)?, plain_count(high)?)));
    let Some((min, max)) = ends else {
        let times = bare.split_once(['x', 'X', '×', '*']);
        let help = match times.and_then(|(sets, reps)| Some((plain_count(sets)?, plain_count(reps)?))) {
            Some((sets, reps)) => format!("write each by its name: `sets = {sets}` and `reps = {reps}`"),
            None => item.example("\"6-8\""),
        };
        faults.add(wrong("expected a low end, `-` and a high end").help(help));
        return None;
    };
    if min == max {
        faults.add(wrong("both ends are the same").help(item.write(&min.to_string())));
    } else if min > max {
        faults.add(wrong("the low end comes first").help(item.write(&format!("\"{max}-{min}\""))));
    } else if bare != *words {
        faults.add(wrong("a range has no spaces").help(item.write(&format!("\"{min}-{max}\""))));
    } else if min == 0 || max > COUNT_MAX {
        faults.add(wrong("both ends are from 1 to 10,000"));
    } else {
        return Some(Window { min, max });
    }
    None
}

/// Text that is not empty and holds nothing that a terminal obeys.
fn safe<'a>(item: &Item<'a>, breaks: bool, faults: &mut Faults) -> Option<&'a str> {
    let DeValue::String(words) = item.value else {
        faults.add(not(item, "text", "text in quotes"));
        return None;
    };
    let allowed = |c: char| text::is_harmless(c) || (breaks && matches!(c, '\n' | '\t'));
    let name = if item.in_list { format!("an item of `{}`", item.key) } else { format!("`{}`", item.key) };
    let fault = if let Some(c) = words.chars().find(|&c| !allowed(c)) {
        let (kind, label) = match c {
            '\n' => ("line break", "this text stands on one line"),
            '\t' => ("tab", "this text stands on one line"),
            _ if c.is_control() => ("control character", "a terminal would obey it"),
            _ => ("character that turns the direction of text", "a terminal would obey it"),
        };
        Fault::at(item.at.clone(), format!("{name} holds a {kind}"))
            .label(label)
            .help(format!("leave out U+{:04X}", u32::from(c)))
    } else if words.trim().is_empty() {
        Fault::at(item.at.clone(), format!("{name} is empty")).label("expected text")
    } else {
        return Some(words);
    };
    faults.add(fault);
    None
}

/// Prose: line breaks and tabs are fine.
pub(super) fn prose(item: &Item<'_>, faults: &mut Faults) -> Option<String> {
    safe(item, true, faults).map(str::to_owned)
}

/// Text on one line.
pub(super) fn line(item: &Item<'_>, faults: &mut Faults) -> Option<String> {
    safe(item, false, faults).map(str::to_owned)
}

/// Text on one line, of at most 120 characters.
pub(super) fn name(item: &Item<'_>, faults: &mut Faults) -> Option<String> {
    let words = safe(item, false, faults)?;
    let length = words.chars().count();
    if length > NAME_MAX {
        faults.add(
            Fault::at(item.at.clone(), format!("`{}` is over {NAME_MAX} characters", item.key))
                .label(format!("these are {length}")),
        );
        return None;
    }
    Some(words.to_owned())
}

pub(super) fn slug(item: &Item<'_>, faults: &mut Faults) -> Option<String> {
    let words = name(item, faults)?;
    let slug = text::slug(&words);
    if slug.as_ref() == Some(&words) {
        return slug;
    }
    faults.add(
        Fault::at(item.at.clone(), format!("`{}` is not a slug", item.key))
            .label("expected letters and digits in lower case, with single `-` between them")
            .maybe_help(slug.map(|slug| item.write(&format!("\"{}\"", short(&slug))))),
    );
    None
}

/// A list that is not empty, each element read alike. All its faults are said.
pub(super) fn list<'a, T>(
    item: &Item<'a>,
    mut read: impl FnMut(&Item<'a>, &mut Faults) -> Option<T>,
    faults: &mut Faults,
) -> Option<Vec<T>> {
    let DeValue::Array(elements) = item.value else {
        let help = match item.value {
            DeValue::String(words) => Some(item.write(&format!("[\"{}\"]", short(words)))),
            _ => None,
        };
        faults.add(not(item, "a list", "a list in brackets").maybe_help(help));
        return None;
    };
    if elements.is_empty() {
        faults.add(
            Fault::at(item.at.clone(), format!("`{}` is an empty list", item.key))
                .label("expected at least one item")
                .help(format!("leave `{}` out, or name an item", item.key)),
        );
        return None;
    }
    if elements.len() > COUNT_MAX as usize {
        faults.add(
            Fault::at(item.key_at.clone(), format!("`{}` has {} items", item.key, elements.len()))
                .label("expected at most 10,000"),
        );
        return None;
    }
    let read: Vec<Option<T>> = elements.iter().map(|element| read(&item.element(element), faults)).collect();
    read.into_iter().collect()
}

/// A list of prose.
pub(super) fn proses(item: &Item<'_>, faults: &mut Faults) -> Option<Vec<String>> {
    list(item, prose, faults)
}

/// A list of text on one line each.
pub(super) fn lines(item: &Item<'_>, faults: &mut Faults) -> Option<Vec<String>> {
    list(item, line, faults)
}

/// True or false.
pub(super) fn flag(item: &Item<'_>, faults: &mut Faults) -> Option<bool> {
    if let DeValue::Boolean(flag) = item.value {
        return Some(*flag);
    }
    let meant = if let DeValue::String(words) = item.value { truth(words) } else { None };
    let help = meant.map_or_else(|| item.example("true"), |meant| item.write(meant));
    faults.add(not(item, "true or false", "`true` or `false`").help(help));
    None
}

/// What somebody means who writes true or false in another way.
pub(super) fn truth(words: &str) -> Option<&'static str> {
    match words.to_lowercase().as_str() {
        "true" | "yes" | "on" => Some("true"),
        "false" | "no" | "off" => Some("false"),
        _ => None,
    }
}

/// One of some words.
pub(super) fn one_of<T: Copy>(item: &Item<'_>, choices: &[(&str, T)], faults: &mut Faults) -> Option<T> {
    let DeValue::String(words) = item.value else {
        let example = choices.last().map(|(word, _)| item.example(&format!("\"{word}\"")));
        faults.add(not(item, "one of its words", "text in quotes").maybe_help(example));
        return None;
    };
    if let Some((_, choice)) = choices.iter().find(|(word, _)| *word == words.as_ref()) {
        return Some(*choice);
    }
    let known: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
    let meant = crate::words::nearest::nearest(words, known.iter().copied());
    let list: Vec<String> = known.iter().map(|word| format!("`{word}`")).collect();
    faults.add(
        Fault::at(item.at.clone(), format!("`{}` cannot be `{}`", item.key, short(words)))
            .label(format!("expected one of {}", list.join(", ")))
            .maybe_help(meant.map(|meant| format!("did you mean `{meant}`?"))),
    );
    None
}

/// A way: a number and its unit.
pub(super) fn distance(item: &Item<'_>, faults: &mut Faults) -> Option<Distance> {
    let DeValue::String(words) = item.value else {
        let help = match item.value {
            DeValue::Integer(n) => Some(item.write(&format!("\"{}m\"", short(n.as_str())))),
            _ => None,
        };
        faults.add(not(item, "a distance", "a number and a unit as text").maybe_help(help));
        return None;
    };
    let bare: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    let split = bare.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(bare.len());
    let (number, unit) = bare.split_at(split);
    let known = match unit {
        "m" => Some(DistanceUnit::M),
        "km" => Some(DistanceUnit::Km),
        "mi" => Some(DistanceUnit::Mi),
        _ => None,
    };
    let (whole, decimals) = number.split_once('.').unwrap_or((number, "0"));
    let fits = plain_count(whole).is_some_and(|n| n <= 1_000_000)
        && (1..=3).contains(&decimals.len())
        && decimals.bytes().all(|b| b.is_ascii_digit());
    let zero = number.bytes().all(|b| matches!(b, b'0' | b'.'));
    let label = match known {
        Some(unit) if fits && !zero && bare == *words => return Some(Distance { number: number.to_owned(), unit }),
        None => "expected a number and one of the units `m`, `km`, `mi`",
        Some(_) if !fits => "expected a number up to 1,000,000 with at most three decimals",
        Some(_) if zero => "expected more than zero",
        Some(_) => "number and unit stand together",
    };
    let meant = known.is_some() && fits && !zero;
    let help = if meant { item.write(&format!("\"{bare}\"")) } else { item.example("\"80m\"") };
    faults.add(Fault::at(item.at.clone(), format!("`{}` is not a distance", item.key)).label(label).help(help));
    None
}

//! The plain values of a file: counts, ranges of counts, text, slugs, lists.

use toml::de::{DeArray, DeInteger, DeValue};

use super::problem::{
    Bounds, ChoiceProblem, Collector, CountProblem, CountRange, DistanceProblem, Expected, ListProblem, NAME_MAX,
    NumberProblem, RangeReason, TextProblem,
};
use super::table::Item;
use crate::export::fit::FitExercise;
use crate::model::{Distance, DistanceUnit, Level, Window};
use crate::text;

/// The highest count, and the most items of a list.
pub(super) const COUNT_MAX: u32 = 10_000;

/// What is between the ends of a range: a hyphen or an en dash.
pub(super) const DASHES: [char; 2] = ['-', '–'];

/// A whole number; too large a one as `i128::MAX`.
fn integer(number: &DeInteger<'_>) -> i128 {
    i128::from_str_radix(number.as_str(), number.radix()).unwrap_or(i128::MAX)
}

fn bounded(item: &Item<'_>, number: &DeInteger<'_>, low: u32, high: u32, problems: &mut Collector) -> Option<u32> {
    match integer(number) {
        value if value < i128::from(low) => item.reject(CountProblem::TooLow { low, high }, problems),
        value if value > i128::from(high) => item.reject(CountProblem::TooHigh { low, high }, problems),
        value => u32::try_from(value).ok(),
    }
}

/// The words of an exercise of the FIT profile.
pub(super) fn fit_exercise(item: &Item<'_>, problems: &mut Collector) -> Option<String> {
    let text = line(item, problems)?;
    match FitExercise::parse(&text) {
        Ok(_) => Some(text),
        Err(unknown) => item.reject(ChoiceProblem::UnknownExercise { text, unknown }, problems),
    }
}

/// A whole number from `low` to `high`.
pub(super) fn whole(item: &Item<'_>, low: u32, high: u32, problems: &mut Collector) -> Option<u32> {
    match item.value {
        DeValue::Integer(number) => bounded(item, number, low, high, problems),
        DeValue::String(_) => item.reject(item.wrong_type(Expected::NumberWithoutQuotes), problems),
        _ => item.reject(item.wrong_type(Expected::Number), problems),
    }
}

/// A number within bounds, with decimals or without.
pub(super) fn number(item: &Item<'_>, bounds: Bounds, problems: &mut Collector) -> Option<f64> {
    let number = match item.value {
        DeValue::Integer(number) => {
            let whole = integer(number).clamp(i32::MIN.into(), i32::MAX.into());
            i32::try_from(whole).map_or(f64::NAN, f64::from)
        }
        DeValue::Float(number) => number.as_str().parse().unwrap_or(f64::NAN),
        _ => f64::NAN,
    };
    if number.is_nan() {
        item.reject(item.wrong_type(Expected::Decimal), problems)
    } else if number < bounds.low {
        item.reject(NumberProblem::TooLow(bounds), problems)
    } else if number > bounds.high {
        item.reject(NumberProblem::TooHigh(bounds), problems)
    } else {
        Some(number)
    }
}

/// A list of numbers, each within its bounds; those after the first `least` may be left out. `expected` says what they
/// are.
pub(super) fn numbers<'a>(
    item: &Item<'a>,
    list: &'a DeArray<'a>,
    bounds: &[Bounds],
    least: usize,
    expected: &'static str,
    problems: &mut Collector,
) -> Option<Vec<f64>> {
    let found = list.len();
    if !(least..=bounds.len()).contains(&found) {
        return item.reject(ListProblem::OtherNumbers { expected, found }, problems);
    }
    let elements = list.iter().zip(bounds);
    let read: Vec<Option<f64>> =
        elements.map(|(element, bounds)| number(&item.element(element), *bounds, problems)).collect();
    read.into_iter().collect()
}

pub(super) fn count(item: &Item<'_>, problems: &mut Collector) -> Option<u32> {
    whole(item, 1, COUNT_MAX, problems)
}

/// A level of pain or effort, from 0 to 10.
pub(super) fn level(item: &Item<'_>, problems: &mut Collector) -> Option<Level> {
    whole(item, 0, 10, problems).and_then(|n| Level::new(u8::try_from(n).ok()?))
}

/// Digits and nothing else, without a leading zero.
pub(super) fn plain_count(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let padded = text.len() > 1 && text.starts_with('0');
    if digits && !padded { Some(text.parse().unwrap_or(u32::MAX)) } else { None }
}

/// A count or a range of counts.
pub(super) fn counts(item: &Item<'_>, problems: &mut Collector) -> Option<Window<u32>> {
    match item.value {
        DeValue::Integer(number) => bounded(item, number, 1, COUNT_MAX, problems).map(Window::exact),
        DeValue::String(text) => count_range(item, text, CountRange::Counts, problems),
        _ => item.reject(item.wrong_type(Expected::CountOrRange), problems),
    }
}

/// The count of `"12+"`; `None` where the text is not of that kind, `Some(None)` where the count is out of bounds.
#[expect(clippy::option_option, reason = "three outcomes")]
pub(super) fn at_least(item: &Item<'_>, text: &str, problems: &mut Collector) -> Option<Option<u32>> {
    let low = text.strip_suffix('+').and_then(plain_count)?;
    if (1..=COUNT_MAX).contains(&low) {
        return Some(Some(low));
    }
    Some(item.reject(CountProblem::AtLeastOutOfBounds, problems))
}

/// The text of a range of counts.
pub(super) fn count_range(
    item: &Item<'_>,
    text: &str,
    expected: CountRange,
    problems: &mut Collector,
) -> Option<Window<u32>> {
    match parse_count_range(text) {
        Ok(range) => Some(range),
        Err(reason) => item.reject(CountProblem::Range { expected, reason }, problems),
    }
}

fn parse_count_range(text: &str) -> Result<Window<u32>, RangeReason> {
    if plain_count(text).is_some() {
        return Err(RangeReason::QuotedCount);
    }
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let pair = |(first, second)| Some((plain_count(first)?, plain_count(second)?));
    let is_spaced = split_range(text).and_then(pair).is_none();
    let Some((low, high)) = bare.split_once(DASHES).and_then(pair) else {
        return Err(RangeReason::NotARange);
    };
    if low == high {
        Err(RangeReason::EqualEnds)
    } else if low > high {
        Err(RangeReason::Reversed)
    } else if is_spaced {
        Err(RangeReason::Spaces)
    } else if low == 0 || high > COUNT_MAX {
        Err(RangeReason::OutOfBounds)
    } else {
        Ok(Window { min: low, max: high })
    }
}

/// The two ends of a range, without the spaces around its dash.
pub(super) fn split_range(text: &str) -> Option<(&str, &str)> {
    let (low, high) = text.split_once(DASHES)?;
    Some((low.trim_end(), high.trim_start()))
}

/// Text that is not empty and has nothing that a terminal obeys.
fn harmless(item: &Item<'_>, multiline: bool, problems: &mut Collector) -> Option<String> {
    let DeValue::String(text) = item.value else {
        return item.reject(item.wrong_type(Expected::Text), problems);
    };
    let text = if multiline { text.replace("\r\n", "\n") } else { text.clone().into_owned() };
    let allowed = |c: char| text::is_harmless(c) || (multiline && matches!(c, '\n' | '\t'));
    if let Some(c) = text.chars().find(|&c| !allowed(c)) {
        return item.reject(TextProblem::Holds(c), problems);
    }
    if !text::is_visible(&text) {
        return item.reject(TextProblem::Empty, problems);
    }
    Some(text)
}

/// Text that may have line breaks and tabs. A line may end in CR LF, which is read as one line break.
pub(super) fn prose(item: &Item<'_>, problems: &mut Collector) -> Option<String> {
    harmless(item, true, problems)
}

/// Text on one line.
pub(super) fn line(item: &Item<'_>, problems: &mut Collector) -> Option<String> {
    harmless(item, false, problems)
}

/// Text on one line, of at most 120 characters.
pub(super) fn name(item: &Item<'_>, problems: &mut Collector) -> Option<String> {
    let text = harmless(item, false, problems)?;
    let length = text.chars().count();
    if length > NAME_MAX {
        return item.reject(TextProblem::TooLong(length), problems);
    }
    Some(text)
}

pub(super) fn slug(item: &Item<'_>, problems: &mut Collector) -> Option<String> {
    let text = name(item, problems)?;
    let slug = text::slug(&text);
    if slug.as_deref() == Some(&text::composed(&text)) {
        return slug;
    }
    item.reject(TextProblem::NotASlug, problems)
}

/// A list that is not empty. Each element is read in the same way, and all their problems are collected.
pub(super) fn list<'a, T>(
    item: &Item<'a>,
    mut read: impl FnMut(&Item<'a>, &mut Collector) -> Option<T>,
    problems: &mut Collector,
) -> Option<Vec<T>> {
    let DeValue::Array(elements) = item.value else {
        return item.reject(item.wrong_type(Expected::List), problems);
    };
    if elements.is_empty() {
        return item.reject(ListProblem::Empty, problems);
    }
    if elements.len() > COUNT_MAX as usize {
        return item.reject_key(ListProblem::TooManyItems(elements.len()), problems);
    }
    let read: Vec<Option<T>> = elements.iter().map(|element| read(&item.element(element), problems)).collect();
    read.into_iter().collect()
}

/// A list of tables, each with its own `[[header]]` in a file.
pub(super) fn tables<'a, T>(
    item: &Item<'a>,
    read: impl FnMut(&Item<'a>, &mut Collector) -> Option<T>,
    problems: &mut Collector,
) -> Option<Vec<T>> {
    if let DeValue::Table(_) = item.value {
        return item.reject(ListProblem::SingleTable, problems);
    }
    list(item, read, problems)
}

/// A list of prose.
pub(super) fn proses(item: &Item<'_>, problems: &mut Collector) -> Option<Vec<String>> {
    list(item, prose, problems)
}

/// A list of text on one line each.
pub(super) fn lines(item: &Item<'_>, problems: &mut Collector) -> Option<Vec<String>> {
    list(item, line, problems)
}

/// True or false.
pub(super) fn flag(item: &Item<'_>, problems: &mut Collector) -> Option<bool> {
    match item.value {
        DeValue::Boolean(flag) => Some(*flag),
        _ => item.reject(item.wrong_type(Expected::Flag), problems),
    }
}

/// One of some words.
pub(super) fn one_of<T: Copy>(item: &Item<'_>, choices: &[(&'static str, T)], problems: &mut Collector) -> Option<T> {
    let words = || choices.iter().map(|(word, _)| *word).collect();
    let DeValue::String(text) = item.value else {
        return item.reject(item.wrong_type(Expected::Word(words())), problems);
    };
    match choices.iter().find(|(word, _)| *word == text.as_ref()) {
        Some((_, choice)) => Some(*choice),
        None => item.reject(ChoiceProblem::UnknownWord { word: text.as_ref().to_owned(), choices: words() }, problems),
    }
}

/// A number and its unit of length.
pub(super) fn distance(item: &Item<'_>, problems: &mut Collector) -> Option<Distance> {
    let DeValue::String(text) = item.value else {
        return item.reject(item.wrong_type(Expected::Distance), problems);
    };
    match parse_distance(text) {
        Ok(distance) => Some(distance),
        Err(problem) => item.reject(problem, problems),
    }
}

fn parse_distance(text: &str) -> Result<Distance, DistanceProblem> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (number, unit) = bare.split_at(bare.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(bare.len()));
    let unit = match unit {
        "m" => DistanceUnit::M,
        "km" => DistanceUnit::Km,
        "mi" => DistanceUnit::Mi,
        _ => return Err(DistanceProblem::NoUnit),
    };
    let (whole, decimals) = number.split_once('.').unwrap_or((number, "0"));
    let is_number = plain_count(whole).is_some_and(|n| n <= 1_000_000)
        && (1..=3).contains(&decimals.len())
        && decimals.bytes().all(|b| b.is_ascii_digit());
    if !is_number {
        Err(DistanceProblem::NotANumber)
    } else if number.bytes().all(|b| matches!(b, b'0' | b'.')) {
        Err(DistanceProblem::Zero)
    } else if bare != text {
        Err(DistanceProblem::Spaces)
    } else {
        Ok(Distance { number: number.to_owned(), unit })
    }
}

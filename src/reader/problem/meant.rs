//! What was probably meant by a value, in the order of likelihood. These are guesses: the reader itself is asked about
//! each of them before one is offered.

mod phrases;
mod units;

use super::duration::DurationField;
use super::value::Expected;
use crate::reader::offer::Offer;
use crate::reader::wording::{Subject, boolean_word, quoted};
use crate::text;
use crate::words::nearest::nearest;
use phrases::Phrase;

/// The longest text that is looked at.
const LONGEST: usize = 80;

/// What could be written for a value that is refused, as it is in the file, where this is expected.
pub(super) fn offers(expected: &Expected, subject: Subject, source: &str) -> Vec<Offer> {
    let mut offers = if source.len() <= LONGEST { guesses(expected, subject, source) } else { Vec::new() };
    offers.extend(examples(expected).iter().map(|example| Offer::example(subject, example)));
    if let (Expected::Word(choices), false) = (expected, source.starts_with(['"', '\''])) {
        offers.extend(choices.last().map(|word| Offer::example(subject, &quoted(word))));
    }
    offers
}

/// Good values, as TOML.
fn examples(expected: &Expected) -> &'static [&'static str] {
    match expected {
        Expected::CountOrRange | Expected::Reps => &["\"6-8\"", "8"],
        Expected::Flag => &["true"],
        Expected::Distance => &["\"80m\""],
        Expected::Duration(DurationField::Sessions) => &["\"48h\""],
        Expected::Duration(_) => &["\"1m30s\""],
        Expected::Tempo => &["\"3-1-3\""],
        Expected::Decimal => &["1.5"],
        Expected::Place => &["[14, 52]", "[10, 0]"],
        Expected::Leg => &["[20, -5]"],
        Expected::Arm => &["[20, 40]"],
        _ => &[],
    }
}

fn guesses(expected: &Expected, subject: Subject, source: &str) -> Vec<Offer> {
    let text = unquoted(source);
    let meant = |value: String| Offer::meant(subject, value, Vec::new());
    match expected {
        Expected::Format => vec![meant("1".to_owned())],
        Expected::Number | Expected::NumberWithoutQuotes => {
            let amount = Phrase::of(text).amount;
            units::number(amount.trim_end_matches('%')).map(meant).into_iter().collect()
        }
        Expected::CountOrRange | Expected::Reps => amounts(subject, text, units::counts),
        Expected::Duration(field) => durations(*field, subject, text),
        Expected::Distance => amounts(subject, text, |amount| units::distance(amount).into_iter().collect()),
        Expected::Tempo => units::tempo(text).map(|tempo| meant(quoted(&tempo))).into_iter().collect(),
        Expected::Flag => boolean_word(text).map(|flag| meant(flag.to_owned())).into_iter().collect(),
        Expected::Slug => text::slug(text).map(|slug| meant(quoted(&slug))).into_iter().collect(),
        Expected::List if !source.starts_with('[') => vec![meant(format!("[{source}]"))],
        Expected::List | Expected::Place | Expected::Leg | Expected::Arm => Vec::new(),
        Expected::Word(choices) => words(choices, subject, text),
        Expected::Decimal => units::decimal(&Phrase::of(text).amount).map(meant).into_iter().collect(),
        Expected::Text => texts(subject, source).map(meant).into_iter().collect(),
    }
}

/// An amount, and what else was said with it: how many sets, and that it is for each side. The format has a key for each.
fn amounts(subject: Subject, text: &str, values: impl Fn(&str) -> Vec<String>) -> Vec<Offer> {
    let phrase = Phrase::of(text);
    let mut beside = Vec::new();
    let amount = match (&phrase.sets, subject.key) {
        (Some(sets), "sets") => {
            beside.push(("reps", phrase.amount.as_str()));
            sets
        }
        (Some(sets), "reps" | "time" | "distance") => {
            beside.push(("sets", sets.as_str()));
            &phrase.amount
        }
        _ => &phrase.amount,
    };
    let mut beside: Vec<(&str, String)> =
        beside.into_iter().filter_map(|(key, amount)| Some((key, units::counts(amount).into_iter().next()?))).collect();
    if phrase.each {
        beside.push(("sides", quoted("each")));
    }
    let mut offers = Vec::new();
    for value in values(amount) {
        if !beside.is_empty() && !subject.in_list {
            offers.push(Offer::meant(subject, value.clone(), beside.clone()));
        }
        offers.push(Offer::meant(subject, value, Vec::new()));
    }
    offers
}

fn durations(field: DurationField, subject: Subject, text: &str) -> Vec<Offer> {
    let open = "work without an amount lasts as long as you like";
    match subject.key {
        "time" if !subject.in_list && Phrase::of(text).amount == "max" => vec![Offer::leave_out(open)],
        // A runner's pace is a time for a distance; `pace` is that of one rep.
        "pace" if text.contains('/') || text.contains("per ") => vec![Offer::other_key("effort", quoted(text))],
        _ => amounts(subject, text, |amount| units::duration(amount, field)),
    }
}

fn words(choices: &[&'static str], subject: Subject, text: &str) -> Vec<Offer> {
    let meant = phrases::choice(text, choices).map(quoted);
    let near = nearest(text, choices.iter().copied()).map(|word| Offer::near(subject, quoted(word)));
    meant.map(|word| Offer::meant(subject, word, Vec::new())).into_iter().chain(near).collect()
}

/// A number as text, with the unit that it was meant in.
fn texts(subject: Subject, source: &str) -> Option<String> {
    let unit = if subject.key == "load" { "kg" } else { "" };
    let is_number = source.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
    is_number.then(|| quoted(&format!("{source}{unit}")))
}

/// The text of a string as it is in the file.
fn unquoted(source: &str) -> &str {
    source.trim_matches(['"', '\''])
}

//! The words of each kind of problem.

mod figures;
mod tables;

use std::time::Duration;

use super::count::RangeReason;
use super::*;
use crate::model::{Increment, Schedule};
use crate::reader::schedule::Occasion;
use crate::reader::wording::type_name;

const KEY: Subject = Subject { key: "key", in_list: false };
const ITEM: Subject = Subject { key: "key", in_list: true };

const WEEK_2: Option<Occasion> = Some(Occasion { schedule: Schedule::Weeks, number: 2 });
const SESSION_3: Option<Occasion> = Some(Occasion { schedule: Schedule::Sessions, number: 3 });

/// Asserts the message, the label and the help of a kind; no help is an empty one.
#[track_caller]
fn says(kind: impl Into<ProblemKind>, message: &str, label: &str, help: &str) {
    let wording = kind.into().wording();
    let words = [&wording.message, &wording.label, wording.help.as_ref().unwrap_or(&String::new())].map(String::clone);
    assert_eq!(words, [message, label, help]);
}

fn of(subject: Subject, problem: impl Into<ValueProblem>) -> ProblemKind {
    (subject, problem.into()).into()
}

#[test]
fn types() {
    let found = |expected, found| of(KEY, TypeProblem { expected, found });
    let rows = [
        (Expected::Number, "a number", "a whole number"),
        (Expected::NumberWithoutQuotes, "a number", "a whole number without quotes"),
        (Expected::Format, "a number", "`1`"),
        (Expected::CountOrRange, "a count", "a whole number, or a range as text"),
        (Expected::Reps, "a number of reps", "a count, a range, \"12+\" or \"max\""),
        (Expected::Text, "text", "text in quotes"),
        (Expected::Slug, "text", "text in quotes"),
        (Expected::Word(vec!["each"]), "one of its words", "text in quotes"),
        (Expected::Flag, "true or false", "`true` or `false`"),
        (Expected::List, "a list", "a list in brackets"),
        (Expected::Distance, "a distance", "a number and a unit as text"),
        (Expected::Duration(DurationField::Work), "a duration", "a number with a unit, in quotes"),
        (Expected::Tempo, "a tempo", "two to four numbers, such as `\"3-1-3\"`"),
        (Expected::Decimal, "a number", "a number without quotes, such as `1.5`"),
        (Expected::Place, "a place", "two numbers, `[x, y]`"),
        (Expected::Leg, "a list of angles or a place", "`[thigh, shin]` or `{ toe = [x, y] }`"),
        (Expected::Arm, "a list of angles or a place", "`[upper arm, forearm]` or `{ hand = [x, y] }`"),
    ];
    for (expected, not, written) in rows {
        let label = format!("expected {written}, found a list");
        says(found(expected, "a list"), &format!("`key` is not {not}"), &label, "");
    }
}

#[test]
fn a_list_of_rests() {
    let subject = Subject { key: "rest", in_list: false };
    let list = TypeProblem { expected: Expected::Duration(DurationField::Gap), found: "a list" };
    let help = "where rests differ, write a `[[phase.exercise.movement]]` for each part, with its own `sets`, `reps` \
                and `rest`";
    let label = "expected a number with a unit, in quotes, found a list";
    says(of(subject, list), "`rest` is not a duration", label, help);
}

#[test]
fn types_that_are_found() {
    let text = "a = 'x'\nb = 1\nc = 1.5\nd = -inf\ne = true\nf = 07:30:00\ng = []\nh = {}\n";
    let table = toml::de::DeTable::parse(text).unwrap();
    let mut found: Vec<_> =
        table.get_ref().iter().map(|(key, value)| (key.get_ref().as_ref(), type_name(value.get_ref()))).collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("a", "text"),
            ("b", "a whole number"),
            ("c", "a decimal number"),
            ("d", "no number at all"),
            ("e", "true or false"),
            ("f", "a date or a time of day"),
            ("g", "a list"),
            ("h", "a table"),
        ]
    );
}

#[test]
fn texts() {
    let holds = |c| of(KEY, TextProblem::Holds(c));
    let obeyed = "a terminal would obey it";
    let one_line = "keep this text on one line";
    says(of(KEY, TextProblem::Empty), "`key` is empty", "expected text", "");
    says(of(ITEM, TextProblem::Empty), "an item of `key` is empty", "expected text", "");
    says(holds('\n'), "`key` contains a line break", one_line, "leave out U+000A");
    says(holds('\t'), "`key` contains a tab", one_line, "leave out U+0009");
    says(holds('\u{1b}'), "`key` contains a control character", obeyed, "leave out U+001B");
    let bidi = "`key` contains a character that changes the direction of text";
    says(holds('\u{202e}'), bidi, obeyed, "leave out U+202E");
    says(of(KEY, TextProblem::TooLong(126)), "`key` is over 120 characters", "this has 126", "");
    let slug = "expected letters and digits in lower case, with single `-` between them";
    says(of(KEY, TextProblem::NotASlug), "`key` is not a slug", slug, "");
}

#[test]
fn lists() {
    let empty = "leave `key` out, or name an item";
    says(of(KEY, ListProblem::Empty), "`key` is an empty list", "expected at least one item", empty);
    says(of(KEY, ListProblem::TooManyItems(10_001)), "`key` has 10001 items", "expected at most 10,000", "");
    says(of(KEY, ListProblem::TooManyEntries(1001)), "`key` has 1001 entries", "expected at most 1,000", "");
    for (key, header) in [("phase", "phase"), ("exercise", "phase.exercise"), ("movement", "phase.exercise.movement")] {
        let kind = of(Subject { key, in_list: false }, ListProblem::SingleTable);
        let label = "expected double brackets: there may be several";
        says(kind, &format!("`{key}` is one table"), label, &format!("write its header as `[[{header}]]`"));
    }
}

#[test]
fn choices() {
    let unknown =
        |word: &str| of(KEY, ChoiceProblem::UnknownWord { word: word.to_owned(), choices: vec!["left", "right"] });
    let label = "expected one of `left`, `right`";
    says(unknown("up"), "`key` cannot be `up`", label, "");
    let long = format!("`key` cannot be `{}...`", "x".repeat(40));
    says(unknown(&"x".repeat(50)), &long, label, "");
    let leave_out = "leave it out where nothing is a suggestion";
    let label = "expected `true` or a list of fields";
    says(of(KEY, ChoiceProblem::SuggestedFalse), "`suggested` cannot be `false`", label, leave_out);
}

#[test]
fn distances() {
    let rows = [
        (DistanceProblem::NoUnit, "expected a number and one of the units `m`, `km`, `mi`"),
        (DistanceProblem::NotANumber, "expected a number up to 1,000,000 with at most three decimals"),
        (DistanceProblem::Zero, "expected more than zero"),
        (DistanceProblem::Spaces, "number and unit stand together"),
    ];
    for (problem, label) in rows {
        says(of(KEY, problem), "`key` is not a distance", label, "");
    }
}

#[test]
fn counts() {
    let low = CountProblem::TooLow { low: 1, high: 10_000 };
    says(of(KEY, low), "`key` is below 1", "expected 1 to 10,000", "");
    let high = CountProblem::TooHigh { low: 1, high: 10_000 };
    says(of(KEY, high), "`key` is over 10,000", "expected 1 to 10,000", "");
    says(of(KEY, CountProblem::TooHigh { low: 10, high: 300 }), "`key` is over 300", "expected 10 to 300", "");
    let plus = "expected 1 to 10,000 before the `+`";
    says(of(KEY, CountProblem::AtLeastOutOfBounds), "`key` is out of bounds", plus, "");
    let range = of(ITEM, CountProblem::RangeInList);
    says(range, "an item of `key` is a range", "expected one amount for each set", "");

    let rows = [
        (RangeReason::QuotedCount, "a single count is written without quotes"),
        (RangeReason::NotARange, "expected a low end, `-` and a high end"),
        (RangeReason::EqualEnds, "both ends are the same"),
        (RangeReason::Reversed, "the low end comes first"),
        (RangeReason::Spaces, "spaces stand only around the dash"),
        (RangeReason::OutOfBounds, "both ends are from 1 to 10,000"),
    ];
    for (reason, label) in rows {
        for (expected, message) in [
            (CountRange::Counts, "`key` is not a count or a range of counts"),
            (CountRange::Reps, "`key` is not a number of reps"),
        ] {
            says(of(KEY, CountProblem::Range { expected, reason }), message, label, "");
        }
    }
}

#[test]
fn durations() {
    use DurationField::{Gap, Sessions, Work};
    let rows = [
        (Work, DurationReason::NoNumberWithUnit, "expected a number with a unit"),
        (Work, DurationReason::Negative, "a duration cannot be negative"),
        (Work, DurationReason::MonthOrYear, "months and years have no fixed length"),
        (Work, DurationReason::TooFineUnit, "the smallest unit is `ms`"),
        (Work, DurationReason::UnknownUnit, "the units are `h`, `m`, `s` and `ms`"),
        (Sessions, DurationReason::UnknownUnit, "the units are `w`, `d`, `h`, `m`, `s` and `ms`"),
        (Gap, DurationReason::DaysOrWeeks, "days and weeks are too long here"),
        (Work, DurationReason::UnitOrder, "each unit at most once, the largest first"),
        (Work, DurationReason::DecimalsBeforeLast, "only the last number may have decimals"),
        (Work, DurationReason::TrailingSpace, "expected nothing after the unit"),
        (Work, DurationReason::TooFine, "nothing is finer than a millisecond"),
        (Work, DurationReason::Overflow, "it is too long"),
        (Work, DurationReason::Zero, "expected more than zero"),
        (Gap, DurationReason::TooLong, "at most 24 hours"),
        (Sessions, DurationReason::TooLong, "at most 3650 days"),
        (Work, DurationReason::Range, "expected one duration, not a range"),
        (Work, DurationReason::EqualEnds, "both ends are the same"),
        (Work, DurationReason::Reversed, "the low end comes first"),
        (Work, DurationReason::UnitOnHighEndOnly, "both ends need their units"),
    ];
    for (field, reason, label) in rows {
        says(of(KEY, DurationProblem { field, reason }), "`key` is not a duration", label, "");
    }
}

#[test]
fn tempos() {
    let rows = [
        (TempoProblem::NotNumbers, "expected the seconds of each part of a rep, with `-` between them"),
        (TempoProblem::NumberOfParts, "expected two to four parts"),
        (TempoProblem::Zero, "a rep takes some time"),
        (TempoProblem::TooLong, "at most 24 hours"),
    ];
    for (problem, label) in rows {
        says(of(KEY, problem), "`key` is not a tempo", label, "");
    }
}

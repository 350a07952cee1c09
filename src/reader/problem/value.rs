//! Values of the wrong type, and what can be wrong with text, lists, words and distances.

use toml::de::DeValue;

use super::duration::DurationField;
use crate::export::fit::UnknownExercise;
use crate::reader::offer::Offer;
use crate::reader::wording::{Subject, Wording, excerpt, quoted, type_name};
use crate::words::nearest::nearest;

/// The longest name, in characters.
pub(in crate::reader) use crate::text::NAME_MAX;

/// A TOML value of another type than the expected one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reader) struct TypeProblem {
    pub(in crate::reader) expected: Expected,
    /// The type of the value that was found, see [`type_name()`].
    pub(in crate::reader) found: &'static str,
}

/// What a key expects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reader) enum Expected {
    Number,
    /// A number that may have decimals.
    Decimal,
    /// Two numbers: where something is.
    Place,
    /// Where a leg is.
    Leg,
    /// Where an arm is.
    Arm,
    /// A number, where the user put something in quotes.
    NumberWithoutQuotes,
    Format,
    CountOrRange,
    Reps,
    Text,
    Slug,
    Word(Vec<&'static str>),
    Flag,
    List,
    Distance,
    Duration(DurationField),
    Tempo,
}

impl Expected {
    /// What the value is not, and how it is written.
    fn words(&self) -> (&'static str, &'static str) {
        match self {
            Self::Number => ("a number", "a whole number"),
            Self::Decimal => ("a number", "a number without quotes, such as `1.5`"),
            Self::Place => ("a place", "two numbers, `[x, y]`"),
            Self::Leg => ("a list of angles or a place", "`[thigh, shin]` or `{ toe = [x, y] }`"),
            Self::Arm => ("a list of angles or a place", "`[upper arm, forearm]` or `{ hand = [x, y] }`"),
            Self::NumberWithoutQuotes => ("a number", "a whole number without quotes"),
            Self::Format => ("a number", "`1`"),
            Self::CountOrRange => ("a count", "a whole number, or a range as text"),
            Self::Reps => ("a number of reps", "a count, a range, \"12+\" or \"max\""),
            Self::Text | Self::Slug => ("text", "text in quotes"),
            Self::Word(_) => ("one of its words", "text in quotes"),
            Self::Flag => ("true or false", "`true` or `false`"),
            Self::List => ("a list", "a list in brackets"),
            Self::Distance => ("a distance", "a number and a unit as text"),
            Self::Duration(_) => ("a duration", "a number with a unit, in quotes"),
            Self::Tempo => ("a tempo", "two to four numbers, such as `\"3-1-3\"`"),
        }
    }
}

impl TypeProblem {
    pub(in crate::reader) fn new(expected: Expected, found: &DeValue<'_>) -> Self {
        Self { expected, found: type_name(found) }
    }

    pub(super) fn wording(&self, subject: Subject) -> Wording {
        let (what, written) = self.expected.words();
        let wording = Wording::new(
            format!("{} is not {what}", subject.named()),
            format!("expected {written}, found {}", self.found),
        );
        match (&self.expected, self.found, subject.key) {
            (Expected::Duration(_), "a list", "rest") => wording.help(
                "where rests differ, write a `[[phase.exercise.movement]]` for each part, with its own `sets`, `reps` \
                 and `rest`",
            ),
            _ => wording,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reader) enum TextProblem {
    Empty,
    /// It has a character that a terminal obeys, or that does not stand on one line.
    Holds(char),
    /// It is a name of this many characters.
    TooLong(usize),
    NotASlug,
}

impl TextProblem {
    pub(super) fn wording(&self, subject: Subject) -> Wording {
        let (name, key) = (subject.named(), subject.key);
        match self {
            Self::Empty => Wording::new(format!("{name} is empty"), "expected text"),
            Self::Holds(c) => {
                let (what, label) = match c {
                    '\n' => ("line break", "keep this text on one line"),
                    '\t' => ("tab", "keep this text on one line"),
                    _ if c.is_control() => ("control character", "a terminal would obey it"),
                    _ => ("character that changes the direction of text", "a terminal would obey it"),
                };
                Wording::new(format!("{name} contains a {what}"), label)
                    .help(format!("leave out U+{:04X}", u32::from(*c)))
            }
            Self::TooLong(length) => {
                Wording::new(format!("`{key}` is over {NAME_MAX} characters"), format!("this has {length}"))
            }
            Self::NotASlug => Wording::new(
                format!("`{key}` is not a slug"),
                "expected letters and digits in lower case, with single `-` between them",
            ),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reader) enum ListProblem {
    Empty,
    TooManyItems(usize),
    /// Too many entries of `weeks` or `sessions`.
    TooManyEntries(usize),
    /// So many numbers, where they have to be these.
    OtherNumbers {
        expected: &'static str,
        found: usize,
    },
    /// One table, where the key is a list of tables.
    SingleTable,
}

impl ListProblem {
    pub(super) fn wording(&self, subject: Subject) -> Wording {
        let key = subject.key;
        match self {
            Self::Empty => Wording::new(format!("`{key}` is an empty list"), "expected at least one item")
                .help(format!("leave `{key}` out, or name an item")),
            Self::TooManyItems(number) => {
                Wording::new(format!("`{key}` has {number} items"), "expected at most 10,000")
            }
            Self::TooManyEntries(number) => {
                Wording::new(format!("`{key}` has {number} entries"), "expected at most 1,000")
            }
            Self::OtherNumbers { expected, found } => {
                let numbers = if *found == 1 { "number" } else { "numbers" };
                Wording::new(format!("`{key}` has {found} {numbers}"), format!("expected {expected}"))
            }
            Self::SingleTable => {
                Wording::new(format!("`{key}` is one table"), "expected double brackets: there may be several")
                    .help(format!("write its header as `[[{}]]`", header(key)))
            }
        }
    }
}

/// What is in the header of each table of such a key.
pub(super) fn header(key: &str) -> &str {
    match key {
        "exercise" => "phase.exercise",
        "movement" => "phase.exercise.movement",
        other => other,
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reader) enum ChoiceProblem {
    /// A word that is none of the choices.
    UnknownWord { word: String, choices: Vec<&'static str> },
    /// `suggested = false`.
    SuggestedFalse,
    /// A text that names no exercise of the FIT profile.
    UnknownExercise { text: String, unknown: UnknownExercise },
}

impl ChoiceProblem {
    pub(super) fn wording(&self, subject: Subject) -> Wording {
        match self {
            Self::UnknownWord { word, choices } => {
                let choices: Vec<String> = choices.iter().map(|word| format!("`{word}`")).collect();
                Wording::new(
                    format!("`{}` cannot be `{}`", subject.key, excerpt(word)),
                    format!("expected one of {}", choices.join(", ")),
                )
            }
            Self::SuggestedFalse => {
                Wording::new("`suggested` cannot be `false`", "expected `true` or a list of fields")
                    .help("leave it out where nothing is a suggestion")
            }
            Self::UnknownExercise { unknown, .. } => Wording::new(
                format!("`{}` names no exercise of the FIT profile", subject.key),
                match unknown {
                    UnknownExercise::Category { .. } => {
                        "expected a category, and perhaps `/` and a name in it".to_owned()
                    }
                    UnknownExercise::Name { category, .. } => format!("`{category}` has no such name"),
                },
            ),
        }
    }
}

impl ChoiceProblem {
    /// What may be meant by a text that names no exercise: the nearest name, or else its category alone.
    pub(super) fn offers(&self, subject: Subject) -> Vec<Offer> {
        let Self::UnknownExercise { text, unknown } = self else { return Vec::new() };
        let near = |word: &str, known: &[String]| nearest(word, known.iter().map(String::as_str)).map(str::to_owned);
        let (category, name) = text.split_once('/').unwrap_or((text, ""));
        match unknown {
            UnknownExercise::Category { known } => {
                let category = near(category, known).map(|category| Offer::near(subject, quoted(&category)));
                category.into_iter().chain([Offer::example(subject, &quoted("calf_raise"))]).collect()
            }
            UnknownExercise::Name { category, known } => {
                let name = near(name, known).map(|name| Offer::near(subject, quoted(&format!("{category}/{name}"))));
                let alone = Offer::meant(subject, quoted(category), Vec::new());
                name.into_iter().chain([alone]).collect()
            }
        }
    }
}

/// Why a text is not a distance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reader) enum DistanceProblem {
    NoUnit,
    NotANumber,
    Zero,
    Spaces,
}

impl DistanceProblem {
    pub(super) fn wording(&self, subject: Subject) -> Wording {
        let label = match self {
            Self::NoUnit => "expected a number and one of the units `m`, `km`, `mi`",
            Self::NotANumber => "expected a number up to 1,000,000 with at most three decimals",
            Self::Zero => "expected more than zero",
            Self::Spaces => "number and unit stand together",
        };
        Wording::new(format!("`{}` is not a distance", subject.key), label)
    }
}

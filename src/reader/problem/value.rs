//! Values of the wrong type, and what can be wrong with text, lists, words and distances.

use toml::de::DeValue;

use crate::reader::wording::{Subject, Suggestion, Wording, did_you_mean, excerpt, quoted, type_name};

/// The longest name, in characters.
pub(in crate::reader) use crate::text::NAME_MAX;

/// A TOML value of another type than the expected one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reader) struct TypeProblem {
    pub(in crate::reader) expected: Expected,
    /// The type of the value that was found, see [`type_name()`].
    pub(in crate::reader) found: &'static str,
    pub(in crate::reader) suggestion: Option<Suggestion>,
}

/// What a key expects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reader) enum Expected {
    Number,
    /// A number, where the user put something in quotes.
    NumberWithoutQuotes,
    Format,
    CountOrRange,
    Reps,
    Text,
    Word,
    Flag,
    List,
    Distance,
    Duration,
    Tempo,
}

impl Expected {
    /// What the value is not, and how it is written.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Number => ("a number", "a whole number"),
            Self::NumberWithoutQuotes => ("a number", "a whole number without quotes"),
            Self::Format => ("a number", "`1`"),
            Self::CountOrRange => ("a count", "a whole number, or a range as text"),
            Self::Reps => ("a number of reps", "a count, a range, \"12+\" or \"max\""),
            Self::Text => ("text", "text in quotes"),
            Self::Word => ("one of its words", "text in quotes"),
            Self::Flag => ("true or false", "`true` or `false`"),
            Self::List => ("a list", "a list in brackets"),
            Self::Distance => ("a distance", "a number and a unit as text"),
            Self::Duration => ("a duration", "a number with a unit, in quotes"),
            Self::Tempo => ("a tempo", "two to four numbers, such as `\"3-1-3\"`"),
        }
    }
}

impl TypeProblem {
    pub(in crate::reader) fn new(expected: Expected, found: &DeValue<'_>) -> Self {
        Self { expected, found: type_name(found), suggestion: None }
    }

    pub(in crate::reader) fn suggest(self, suggestion: impl Into<Option<Suggestion>>) -> Self {
        Self { suggestion: suggestion.into(), ..self }
    }

    pub(super) fn wording(&self, subject: Subject) -> Wording {
        let (what, written) = self.expected.words();
        Wording::new(format!("{} is not {what}", subject.named()), format!("expected {written}, found {}", self.found))
            .maybe_help(self.suggestion.as_ref().map(|suggestion| suggestion.help(subject)))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reader) enum TextProblem {
    Empty,
    /// It has a character that a terminal obeys, or that does not stand on one line.
    Holds(char),
    /// It is a name of this many characters.
    TooLong(usize),
    /// It is not a slug; what it would be as one, where it has a letter or a digit.
    NotASlug(Option<String>),
}

impl TextProblem {
    pub(super) fn wording(&self, subject: Subject) -> Wording {
        let (name, key) = (subject.named(), subject.key);
        match self {
            Self::Empty => Wording::new(format!("{name} is empty"), "expected text"),
            Self::Holds(c) => {
                let (what, label) = match c {
                    '\n' => ("line break", "this text stands on one line"),
                    '\t' => ("tab", "this text stands on one line"),
                    _ if c.is_control() => ("control character", "a terminal would obey it"),
                    _ => ("character that turns the direction of text", "a terminal would obey it"),
                };
                Wording::new(format!("{name} holds a {what}"), label).help(format!("leave out U+{:04X}", u32::from(*c)))
            }
            Self::TooLong(length) => {
                Wording::new(format!("`{key}` is over {NAME_MAX} characters"), format!("these are {length}"))
            }
            Self::NotASlug(slug) => Wording::new(
                format!("`{key}` is not a slug"),
                "expected letters and digits in lower case, with single `-` between them",
            )
            .maybe_help(slug.as_ref().map(|slug| Suggestion::meant(quoted(&excerpt(slug))).help(subject))),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reader) enum ListProblem {
    Empty,
    TooManyItems(usize),
    /// Too many entries of `weeks` or `sessions`.
    TooManyEntries(usize),
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
            Self::SingleTable => {
                let header = match key {
                    "exercise" => "phase.exercise",
                    "movement" => "phase.exercise.movement",
                    other => other,
                };
                Wording::new(format!("`{key}` is one table"), "expected double brackets: there may be several")
                    .help(format!("write its header as `[[{header}]]`"))
            }
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reader) enum ChoiceProblem {
    /// A word that is none of the choices.
    UnknownWord { word: String, choices: Vec<&'static str>, nearest: Option<&'static str> },
    /// `suggested = false`.
    SuggestedFalse,
}

impl ChoiceProblem {
    pub(super) fn wording(&self, subject: Subject) -> Wording {
        match self {
            Self::UnknownWord { word, choices, nearest } => {
                let choices: Vec<String> = choices.iter().map(|word| format!("`{word}`")).collect();
                Wording::new(
                    format!("`{}` cannot be `{}`", subject.key, excerpt(word)),
                    format!("expected one of {}", choices.join(", ")),
                )
                .maybe_help(nearest.map(did_you_mean))
            }
            Self::SuggestedFalse => {
                Wording::new("`suggested` cannot be `false`", "expected `true` or a list of fields")
                    .help("leave it out where nothing is a suggestion")
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
    /// It has spaces; what it is without them.
    Spaces(String),
}

impl DistanceProblem {
    pub(super) fn wording(&self, subject: Subject) -> Wording {
        let example = Suggestion::example("\"80m\"");
        let (label, suggestion) = match self {
            Self::NoUnit => ("expected a number and one of the units `m`, `km`, `mi`", example),
            Self::NotANumber => ("expected a number up to 1,000,000 with at most three decimals", example),
            Self::Zero => ("expected more than zero", example),
            Self::Spaces(without) => ("number and unit stand together", Suggestion::meant(quoted(without))),
        };
        Wording::new(format!("`{}` is not a distance", subject.key), label).help(suggestion.help(subject))
    }
}

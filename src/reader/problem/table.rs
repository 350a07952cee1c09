//! What can be wrong with a table: missing and unknown keys, ids, and keys in the wrong table.

use std::collections::BTreeMap;

use super::value::header;
use crate::reader::offer::Offer;
use crate::reader::wording::{Subject, Wording, excerpt, listed, quoted};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reader) enum TableProblem {
    /// Another value where a table is expected; the type that was found.
    NotATable { key: &'static str, found: &'static str },
    /// `example` is a value for the key as TOML.
    MissingKey { table: &'static str, key: &'static str, example: &'static str },
    UnknownKey {
        table: &'static str,
        key: String,
        /// The keys of the table that are called so elsewhere, or written much alike.
        meant: Vec<&'static str>,
    },
    /// A key of an exercise, in a table inside of it.
    OnlyOnExercise { table: &'static str, key: &'static str },
    /// No `id`, and none can be made of the name of a phase, an exercise or a movement.
    NoIdFromName { table: &'static str },
    /// The key that it comes from (`id` or `name`), and the first number behind it that makes another id.
    DuplicateId { table: &'static str, id: String, key: &'static str, number: usize },
}

impl TableProblem {
    pub(super) fn wording(&self) -> Wording {
        match self {
            Self::NotATable { key, found } => {
                Wording::new(format!("`{key}` is not a table"), format!("expected a table, found {found}"))
            }
            Self::MissingKey { table, key, .. } => {
                Wording::new(format!("`{key}` is missing"), format!("this {} has no `{key}`", table.trim_matches('`')))
            }
            Self::UnknownKey { table, key, .. } => {
                let help = match (key.as_str(), *table) {
                    ("per_day", _) => Some("count by the week: twice a day is `per_week = 14`"),
                    ("id", "figure") => Some("its id is the name of its file, without `.toml`"),
                    _ => None,
                };
                let label = format!("{} has no such key", with_article(table));
                Wording::new(format!("unknown key `{}`", excerpt(key)), label).maybe_help(help.map(str::to_owned))
            }
            Self::OnlyOnExercise { table, key } => Wording::new(
                format!("`{key}` does not belong in a {table}"),
                format!("expected on the exercise, outside of its {table}s"),
            ),
            Self::NoIdFromName { .. } => {
                Wording::new("`id` is missing", "this name has no letter or digit to make an id of")
            }
            Self::DuplicateId { table, id, .. } => {
                Wording::new(format!("the id `{}` is given twice", excerpt(id)), format!("another {table} has it"))
            }
        }
    }

    pub(super) fn offers(&self) -> Vec<Offer> {
        match self {
            Self::MissingKey { key, example, .. } => vec![Offer::add(key, *example)],
            Self::UnknownKey { meant, .. } => meant.iter().map(|key| Offer::name(key)).collect(),
            Self::NoIdFromName { table } => ids(table, 1).map(|id| Offer::add("id", id)).collect(),
            Self::DuplicateId { id, key: "id", number, .. } => {
                let subject = Subject { key: "id", in_list: false };
                ids(id, *number).map(|id| Offer::meant(subject, id, Vec::new())).collect()
            }
            Self::DuplicateId { id, number, .. } => ids(id, *number).map(|id| Offer::add("id", id)).collect(),
            Self::NotATable { .. } | Self::OnlyOnExercise { .. } => Vec::new(),
        }
    }
}

/// The keys of each kind of table, by what it is called in messages.
pub(in crate::reader) type Tables = BTreeMap<&'static str, Vec<&'static str>>;

/// In which of these tables a key belongs, in words.
pub(super) fn home_of(key: &str, tables: &Tables) -> Option<String> {
    // The entries of `weeks` and `sessions` have the keys of their exercise.
    let tables = tables.iter().filter(|(table, keys)| keys.contains(&key) && !matches!(**table, "week" | "session"));
    let tables: Vec<String> = tables.map(|(table, _)| with_article(table)).collect();
    let header = match header(key) {
        header if header == key => String::new(),
        header => format!(": write its header as `[[{header}]]`"),
    };
    (!tables.is_empty()).then(|| format!("`{key}` belongs in {}{header}", listed(&tables, "or")))
}

/// Which keys a kind of table has, in words.
pub(super) fn keys_of(table: &str, tables: &Tables) -> Option<String> {
    Some(format!("the keys of {} are {}", with_article(table), tables.get(table)?.join(", ")))
}

/// Ids with a number behind this one, from a number on.
fn ids(id: &str, number: usize) -> impl Iterator<Item = String> {
    (number..number + 9).map(move |number| quoted(&format!("{id}-{number}")))
}

fn with_article(table: &str) -> String {
    match table.chars().next() {
        Some('`') => table.to_owned(),
        Some('a' | 'e' | 'i' | 'o' | 'u') => format!("an {table}"),
        _ => format!("a {table}"),
    }
}

/// Two keys, of which there can be only one. The related place is that of the other key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reader) enum SlotProblem {
    /// Two keys of one slot in a table; `slot` is what both say.
    TwoInOneTable {
        slot: &'static str,
        first: &'static str,
        second: &'static str,
    },
    /// Two ways for an exercise to change over time.
    TwoChangesOverTime {
        first: &'static str,
        second: &'static str,
    },
    WithinBesideRounds,
    EveryBesideWithin,
    /// `rest` or `between`.
    GapBesideEvery {
        key: &'static str,
    },
    /// A key for both limbs, beside one of them.
    BothBesideOne {
        both: &'static str,
        one: &'static str,
    },
    /// A thing around a figure that walks.
    PropBesideWalk(&'static str),
    RepsBesideAlternate,
    /// `full` and `short` of the settings are both on.
    FullBesideShort,
}

impl SlotProblem {
    pub(super) fn wording(self) -> Wording {
        let beside = |key: &str, other: &str| format!("`{key}` cannot be combined with `{other}`");
        match self {
            Self::TwoInOneTable { slot, first, second } => {
                Wording::new(format!("`{first}` and `{second}` in one table"), format!("expected one {slot}"))
                    .help(format!("keep `{first}` or `{second}`"))
            }
            Self::TwoChangesOverTime { first, second } => Wording::new(
                format!("`{first}` and `{second}` in one exercise"),
                "expected one way to change over time",
            )
            .help(format!("keep `{first}` or `{second}`")),
            Self::WithinBesideRounds => Wording::new(beside("within", "rounds"), "it does as many rounds as fit"),
            Self::EveryBesideWithin => Wording::new(beside("every", "within"), "expected one clock"),
            Self::GapBesideEvery { key } => {
                Wording::new(beside(key, "every"), "what is left of a slot is the rest").help("leave it out")
            }
            Self::BothBesideOne { both, one } => Wording::new(beside(one, both), "it says one of them again")
                .related("it says both")
                .help("leave one of them out"),
            Self::PropBesideWalk(prop) => Wording::new(beside(prop, "walk"), "a figure that walks leaves it behind")
                .related("it walks")
                .help("leave one of them out"),
            Self::RepsBesideAlternate => {
                Wording::new(beside("reps", "alternate"), "its loop is two reps, one with each side")
                    .related("it alternates")
                    .help("leave one of them out")
            }
            Self::FullBesideShort => Wording::new(beside("full", "short"), "the high end of every window")
                .related("the low end of every window")
                .help("keep one of them"),
        }
    }
}

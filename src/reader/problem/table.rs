//! What can be wrong with a table: missing and unknown keys, ids, and keys that stand where they cannot.

use crate::reader::wording::{Wording, did_you_mean, excerpt};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reader) enum TableProblem {
    /// Another value where a table is expected; the type that was found.
    NotATable {
        key: &'static str,
        found: &'static str,
    },
    /// `example` is a value for the key as TOML.
    MissingKey {
        table: &'static str,
        key: &'static str,
        example: &'static str,
    },
    UnknownKey {
        table: &'static str,
        key: String,
        nearest: Option<&'static str>,
    },
    /// A key of an exercise, in a table inside of it.
    OnlyOnExercise {
        table: &'static str,
        key: &'static str,
    },
    /// No `id`, and none can be made of the name of a phase, an exercise or a movement.
    NoIdFromName {
        table: &'static str,
    },
    DuplicateId {
        table: &'static str,
        id: String,
    },
}

impl TableProblem {
    pub(super) fn wording(&self) -> Wording {
        match self {
            Self::NotATable { key, found } => {
                Wording::new(format!("`{key}` is not a table"), format!("expected a table, found {found}"))
            }
            Self::MissingKey { table, key, example } => {
                Wording::new(format!("`{key}` is missing"), format!("this {} has no `{key}`", table.trim_matches('`')))
                    .help(format!("add `{key} = {example}`"))
            }
            Self::UnknownKey { table, key, nearest } => Wording::new(
                format!("unknown key `{}`", excerpt(key)),
                format!("{} has no such key", with_article(table)),
            )
            .maybe_help(nearest.map(did_you_mean)),
            Self::OnlyOnExercise { table, key } => Wording::new(
                format!("`{key}` cannot stand in a {table}"),
                format!("expected on the exercise, outside of its {table}s"),
            ),
            Self::NoIdFromName { table } => {
                Wording::new("`id` is missing", "this name has no letter or digit to make an id of")
                    .help(format!("add `id = \"{table}-1\"`"))
            }
            Self::DuplicateId { table, id } => {
                let id = excerpt(id);
                Wording::new(format!("the id `{id}` is given twice"), format!("another {table} has it"))
                    .help(format!("add `id = \"{id}-2\"`"))
            }
        }
    }
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
    RestBesideEvery,
    /// `full` and `short` of the settings are both on.
    FullBesideShort,
}

impl SlotProblem {
    pub(super) fn wording(self) -> Wording {
        let beside = |key: &str, other: &str| format!("`{key}` cannot stand beside `{other}`");
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
            Self::RestBesideEvery => {
                Wording::new(beside("rest", "every"), "what is left of a slot is the rest").help("leave it out")
            }
            Self::FullBesideShort => Wording::new(beside("full", "short"), "the high end of every window")
                .related("the low end of every window")
                .help("keep one of them"),
        }
    }
}

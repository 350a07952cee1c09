//! A cursor over one table: its keys are taken one by one, and those that are left at the end are unknown.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{Collector, Expected, TableProblem, TypeProblem, ValueProblem};
use super::synonyms::other_names;
use super::wording::{Subject, type_name};
use crate::diagnostic::Problems;
use crate::words::nearest::nearest;

/// The value of a key, or an element of its list.
#[derive(Debug, Clone)]
pub(super) struct Item<'a> {
    pub(super) subject: Subject,
    pub(super) key_at: Range<usize>,
    pub(super) value: &'a DeValue<'a>,
    /// Where the value is.
    pub(super) at: Range<usize>,
}

impl<'a> Item<'a> {
    /// An element of this item's list.
    pub(super) fn element(&self, element: &'a Spanned<DeValue<'a>>) -> Self {
        let subject = Subject { in_list: true, ..self.subject };
        Self { subject, key_at: self.key_at.clone(), value: element.get_ref(), at: element.span() }
    }

    pub(super) fn key(&self) -> &'static str {
        self.subject.key
    }

    /// The problem that the value has another type than the expected one.
    pub(super) fn wrong_type(&self, expected: Expected) -> TypeProblem {
        TypeProblem::new(expected, self.value)
    }

    /// Adds a problem of the value; there is nothing to return for it.
    pub(super) fn reject<T>(&self, problem: impl Into<ValueProblem>, problems: &mut Collector) -> Option<T> {
        problems.add(self.at.clone(), (self.subject, problem.into()));
        None
    }

    /// The same for a problem that is shown at the key.
    pub(super) fn reject_key<T>(&self, problem: impl Into<ValueProblem>, problems: &mut Collector) -> Option<T> {
        problems.add(self.key_at.clone(), (self.subject, problem.into()));
        None
    }
}

/// The result of looking up a key in a table.
#[derive(Debug, Clone, Default)]
pub(super) enum Lookup<T> {
    #[default]
    Missing,
    /// It could not be read, and the problem is in the [`Collector`].
    Invalid,
    Valid(Located<T>),
}

/// A value with its place.
#[derive(Debug, Clone)]
pub(super) struct Located<T> {
    pub(super) value: T,
    pub(super) key_at: Range<usize>,
    /// Where the value is.
    pub(super) at: Range<usize>,
}

impl<T> Lookup<T> {
    pub(super) fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    pub(super) fn is_invalid(&self) -> bool {
        matches!(self, Self::Invalid)
    }

    /// The valid value with its place.
    pub(super) fn located(&self) -> Option<&Located<T>> {
        match self {
            Self::Valid(located) => Some(located),
            Self::Missing | Self::Invalid => None,
        }
    }

    /// The valid value.
    pub(super) fn value(self) -> Option<T> {
        match self {
            Self::Valid(located) => Some(located.value),
            Self::Missing | Self::Invalid => None,
        }
    }

    /// The value, or this default where the key is missing.
    pub(super) fn value_or(self, default: T) -> Option<T> {
        match self {
            Self::Missing => Some(default),
            Self::Invalid => None,
            Self::Valid(located) => Some(located.value),
        }
    }

    pub(super) fn map<U>(self, f: impl FnOnce(T) -> U) -> Lookup<U> {
        match self {
            Self::Missing => Lookup::Missing,
            Self::Invalid => Lookup::Invalid,
            Self::Valid(Located { value, key_at, at }) => Lookup::Valid(Located { value: f(value), key_at, at }),
        }
    }
}

impl<T: Clone> Lookup<T> {
    /// This, or the other where the key is missing.
    pub(super) fn or(&self, other: &Self) -> Self {
        if self.is_missing() { other.clone() } else { self.clone() }
    }
}

#[derive(Debug)]
pub(super) struct Table<'a> {
    entries: &'a DeTable<'a>,
    /// Where its header or its braces are; empty for the whole file.
    pub(super) header: Range<usize>,
    /// What it is called in messages, such as "phase".
    pub(super) name: &'static str,
    /// The keys that were taken, whether they are there or not.
    known: Vec<&'static str>,
}

impl<'a> Table<'a> {
    /// The whole file.
    pub(super) fn root(entries: &'a DeTable<'a>, name: &'static str) -> Self {
        Self { entries, header: 0..0, name, known: Vec::new() }
    }

    /// The item as a table.
    pub(super) fn of(item: &Item<'a>, name: &'static str, problems: &mut Collector) -> Option<Self> {
        if let DeValue::Table(entries) = item.value {
            return Some(Self { entries, header: item.at.clone(), name, known: Vec::new() });
        }
        problems.add(item.at.clone(), TableProblem::NotATable { key: item.key(), found: type_name(item.value) });
        None
    }

    /// Takes a key out of the table.
    pub(super) fn take(&mut self, key: &'static str) -> Option<Item<'a>> {
        self.known.push(key);
        let (name, value) = self.entries.get_key_value(key)?;
        let subject = Subject { key, in_list: false };
        Some(Item { subject, key_at: name.span(), value: value.get_ref(), at: value.span() })
    }

    /// Takes a key and reads its value.
    pub(super) fn read<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&Item<'a>, &mut Collector) -> Option<T>,
        problems: &mut Collector,
    ) -> Lookup<T> {
        let Some(item) = self.take(key) else {
            return if problems.unreadable.may_hold(&self.header, key) { Lookup::Invalid } else { Lookup::Missing };
        };
        match read(&item, problems) {
            Some(value) => Lookup::Valid(Located { value, key_at: item.key_at, at: item.at }),
            None => Lookup::Invalid,
        }
    }

    /// Reads a key that has to be there; `example` is a value for it as TOML.
    pub(super) fn require<T>(
        &mut self,
        key: &'static str,
        example: &'static str,
        read: impl FnOnce(&Item<'a>, &mut Collector) -> Option<T>,
        problems: &mut Collector,
    ) -> Option<T> {
        let lookup = self.read(key, read, problems);
        if lookup.is_missing() {
            problems.add(self.header.clone(), TableProblem::MissingKey { table: self.name, key, example });
        }
        lookup.value()
    }

    /// Rejects a key that only an exercise has, in a table inside of the exercise.
    pub(super) fn forbid(&mut self, key: &'static str, problems: &mut Collector) {
        if let Some(item) = self.take(key) {
            problems.add(item.key_at, TableProblem::OnlyOnExercise { table: self.name, key });
        }
    }

    /// Rejects the keys that were not taken.
    pub(super) fn finish(self, problems: &mut Collector) {
        let mut unknown: Vec<(Range<usize>, &str)> = self
            .entries
            .keys()
            .filter(|key| !self.known.contains(&key.get_ref().as_ref()))
            .map(|key| (key.span(), key.get_ref().as_ref()))
            .collect();
        unknown.sort_by_key(|(at, _)| at.start);
        problems.note_table(self.name, &self.known);
        problems.add_uncounted(unknown.len().saturating_sub(Problems::SHOWN + 1));
        for (at, key) in unknown.into_iter().take(Problems::SHOWN + 1) {
            let known = |name: &&'static str| self.known.contains(name);
            let meant = other_names(key).filter(known).chain(nearest(key, self.known.iter().copied())).collect();
            problems.add(at, TableProblem::UnknownKey { table: self.name, key: key.to_owned(), meant });
        }
    }
}

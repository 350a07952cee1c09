//! A cursor over one table: takes its keys one by one, and what nobody took is unknown.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::faults::{Fault, Faults};
use super::value;
use crate::diagnostic::Problems;
use crate::words::nearest::nearest;

/// A key with its value, or an element of its list.
#[derive(Debug, Clone)]
pub(super) struct Item<'a> {
    pub(super) key: &'static str,
    /// Where the key stands.
    pub(super) key_at: Range<usize>,
    pub(super) value: &'a DeValue<'a>,
    /// Where the value stands.
    pub(super) at: Range<usize>,
    /// Whether it is an element of the key's list.
    pub(super) in_list: bool,
}

impl<'a> Item<'a> {
    /// An element of this item's list.
    pub(super) fn element(&self, element: &'a Spanned<DeValue<'a>>) -> Self {
        Self { value: element.get_ref(), at: element.span(), in_list: true, ..self.clone() }
    }

    /// "for example `key = value`", where nobody can tell what was meant.
    pub(super) fn example(&self, value: &str) -> String {
        self.write(value).replacen("write it as", "for example", 1)
    }

    /// "write it as `key = value`", with the value as TOML.
    pub(super) fn write(&self, value: &str) -> String {
        if self.in_list { format!("write it as `{value}`") } else { format!("write it as `{} = {value}`", self.key) }
    }
}

/// What a table says about a key.
#[derive(Debug, Clone, Default)]
pub(super) enum Given<T> {
    #[default]
    No,
    /// Something that could not be read, which has been said.
    Bad,
    Yes(Spot<T>),
}

/// A value that was read, and where.
#[derive(Debug, Clone)]
pub(super) struct Spot<T> {
    pub(super) value: T,
    /// Where its key stands.
    pub(super) key_at: Range<usize>,
    /// Where the value stands.
    pub(super) at: Range<usize>,
}

impl<T> Given<T> {
    /// Whether the table says nothing.
    pub(super) fn is_no(&self) -> bool {
        matches!(self, Self::No)
    }

    /// The value with its place, where there is one.
    pub(super) fn spot(&self) -> Option<&Spot<T>> {
        match self {
            Self::Yes(spot) => Some(spot),
            Self::No | Self::Bad => None,
        }
    }

    /// The value, where there is one.
    pub(super) fn value(self) -> Option<T> {
        match self {
            Self::Yes(spot) => Some(spot.value),
            Self::No | Self::Bad => None,
        }
    }

    /// The value or this default; nothing where it could not be read.
    pub(super) fn value_or(self, default: T) -> Option<T> {
        match self {
            Self::No => Some(default),
            Self::Bad => None,
            Self::Yes(spot) => Some(spot.value),
        }
    }

    /// The same place with another value.
    pub(super) fn map<U>(self, f: impl FnOnce(T) -> U) -> Given<U> {
        match self {
            Self::No => Given::No,
            Self::Bad => Given::Bad,
            Self::Yes(Spot { value, key_at, at }) => Given::Yes(Spot { value: f(value), key_at, at }),
        }
    }
}

impl<T: Clone> Given<T> {
    /// What stands here, or else what stands further away.
    pub(super) fn or(&self, far: &Self) -> Self {
        if self.is_no() { far.clone() } else { self.clone() }
    }
}

#[derive(Debug)]
pub(super) struct Table<'a> {
    entries: &'a DeTable<'a>,
    /// Where its header or its braces stand; empty for the whole file.
    pub(super) head: Range<usize>,
    /// What it is, such as "phase".
    pub(super) what: &'static str,
    known: Vec<&'static str>,
}

impl<'a> Table<'a> {
    /// The whole file.
    pub(super) fn root(entries: &'a DeTable<'a>, what: &'static str) -> Self {
        Self { entries, head: 0..0, what, known: Vec::new() }
    }

    /// The table that an item is.
    pub(super) fn of(item: &Item<'a>, what: &'static str, faults: &mut Faults) -> Option<Self> {
        if let DeValue::Table(entries) = item.value {
            return Some(Self { entries, head: item.at.clone(), what, known: Vec::new() });
        }
        faults.add(
            Fault::at(item.at.clone(), format!("`{}` is not a table", item.key))
                .label(format!("expected a table, found {}", value::describe(item.value))),
        );
        None
    }

    /// Takes a key out of the table.
    pub(super) fn take(&mut self, key: &'static str) -> Option<Item<'a>> {
        self.known.push(key);
        let (name, value) = self.entries.get_key_value(key)?;
        Some(Item { key, key_at: name.span(), value: value.get_ref(), at: value.span(), in_list: false })
    }

    /// Takes a key and reads its value.
    pub(super) fn read<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&Item<'a>, &mut Faults) -> Option<T>,
        faults: &mut Faults,
    ) -> Given<T> {
        let Some(item) = self.take(key) else {
            return if faults.is_broken(&self.head, key) { Given::Bad } else { Given::No };
        };
        match read(&item, faults) {
            Some(value) => Given::Yes(Spot { value, key_at: item.key_at, at: item.at }),
            None => Given::Bad,
        }
    }

    /// Reads a key that has to be there; `example` is a value for it as TOML.
    pub(super) fn need<T>(
        &mut self,
        key: &'static str,
        example: &str,
        read: impl FnOnce(&Item<'a>, &mut Faults) -> Option<T>,
        faults: &mut Faults,
    ) -> Option<T> {
        let given = self.read(key, read, faults);
        if given.is_no() {
            faults.add(
                Fault::at(self.head.clone(), format!("`{key}` is missing"))
                    .label(format!("this {} has no `{key}`", self.what.trim_matches('`')))
                    .help(format!("add `{key} = {example}`")),
            );
        }
        given.value()
    }

    /// Says which keys nobody took.
    pub(super) fn finish(self, faults: &mut Faults) {
        let mut unknown: Vec<(Range<usize>, &str)> = self
            .entries
            .keys()
            .filter(|key| !self.known.contains(&key.get_ref().as_ref()))
            .map(|key| (key.span(), key.get_ref().as_ref()))
            .collect();
        unknown.sort_by_key(|(span, _)| span.start);
        faults.add_uncounted(unknown.len().saturating_sub(Problems::SHOWN + 1));
        for (span, key) in unknown.into_iter().take(Problems::SHOWN + 1) {
            let meant = nearest(key, self.known.iter().copied());
            faults.add(
                Fault::at(span, format!("unknown key `{}`", value::short(key)))
                    .label(format!("{} has no such key", article(self.what)))
                    .maybe_help(meant.map(|meant| format!("did you mean `{meant}`?"))),
            );
        }
    }
}

fn article(what: &str) -> String {
    if what.starts_with('`') {
        return what.to_owned();
    }
    if what.starts_with(['a', 'e', 'i', 'o', 'u']) { format!("an {what}") } else { format!("a {what}") }
}

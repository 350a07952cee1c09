//! A list with at least one item.

use std::ops::{Deref, DerefMut};
use std::{slice, vec};

use serde::{Deserialize, Serialize};

/// A list with at least one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<T>", bound(deserialize = "T: Deserialize<'de>"))]
pub struct NonEmpty<T>(Vec<T>);

/// There is no item in a list that needs one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a list is empty")]
pub struct EmptyList;

impl<T> NonEmpty<T> {
    /// A list of this one item.
    pub fn one(item: T) -> Self {
        Self(vec![item])
    }

    pub fn first(&self) -> &T {
        &self.0[0]
    }

    pub fn last(&self) -> &T {
        &self.0[self.0.len() - 1]
    }

    /// The item at an index, or the last one where the list is shorter.
    pub fn get_or_last(&self, index: usize) -> &T {
        self.0.get(index).unwrap_or_else(|| self.last())
    }
}

impl<T> TryFrom<Vec<T>> for NonEmpty<T> {
    type Error = EmptyList;

    fn try_from(items: Vec<T>) -> Result<Self, EmptyList> {
        if items.is_empty() { Err(EmptyList) } else { Ok(Self(items)) }
    }
}

impl<T> Deref for NonEmpty<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T> DerefMut for NonEmpty<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.0
    }
}

impl<T> IntoIterator for NonEmpty<T> {
    type Item = T;
    type IntoIter = vec::IntoIter<T>;

    fn into_iter(self) -> vec::IntoIter<T> {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a NonEmpty<T> {
    type Item = &'a T;
    type IntoIter = slice::Iter<'a, T>;

    fn into_iter(self) -> slice::Iter<'a, T> {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_an_item() {
        let list: NonEmpty<u32> = serde_json::from_str("[8, 6]").unwrap();
        assert_eq!([list.first(), list.get_or_last(0), list.get_or_last(1), list.get_or_last(2)], [&8, &8, &6, &6]);
        assert_eq!(serde_json::to_string(&list).unwrap(), "[8,6]");
        assert!(serde_json::from_str::<NonEmpty<u32>>("[]").is_err());
    }
}

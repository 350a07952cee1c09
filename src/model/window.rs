//! An amount with a low and a high end.

use serde::{Deserialize, Serialize};

/// From a low end to a high end; an exact amount has both the same, and is one value in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Ends<T>", into = "Ends<T>")]
#[serde(bound(serialize = "T: Copy + PartialEq + Serialize", deserialize = "T: Copy + PartialOrd + Deserialize<'de>"))]
pub struct Window<T> {
    /// The low end.
    pub min: T,
    /// The high end, not below the low end.
    pub max: T,
}

/// A range in JSON.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Ends<T> {
    Exact(T),
    Window { min: T, max: T },
}

impl<T: Copy + PartialEq> From<Window<T>> for Ends<T> {
    fn from(range: Window<T>) -> Self {
        if range.is_exact() { Self::Exact(range.min) } else { Self::Window { min: range.min, max: range.max } }
    }
}

impl<T: Copy + PartialOrd> TryFrom<Ends<T>> for Window<T> {
    type Error = &'static str;

    fn try_from(ends: Ends<T>) -> Result<Self, Self::Error> {
        match ends {
            Ends::Exact(value) => Ok(Self { min: value, max: value }),
            Ends::Window { min, max } if min <= max => Ok(Self { min, max }),
            Ends::Window { .. } => Err("the low end of a window is above its high end"),
        }
    }
}

impl<T: Copy + PartialEq> Window<T> {
    /// An exact amount.
    pub fn exact(value: T) -> Self {
        Self { min: value, max: value }
    }

    /// Whether the two ends are the same.
    pub fn is_exact(&self) -> bool {
        self.min == self.max
    }

    /// The range with both ends changed alike.
    pub fn map<U>(self, f: impl Fn(T) -> U) -> Window<U> {
        Window { min: f(self.min), max: f(self.max) }
    }
}

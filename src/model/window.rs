//! An amount with a low and a high end.

use serde::{Deserialize, Serialize};

/// From a low end to a high end; an exact amount has both the same, and is one value in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "WindowJson<T>", into = "WindowJson<T>")]
#[serde(bound(serialize = "T: Copy + PartialEq + Serialize", deserialize = "T: Copy + PartialOrd + Deserialize<'de>"))]
pub struct Window<T> {
    /// The low end.
    pub min: T,
    /// The high end, not below the low end.
    pub max: T,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum WindowJson<T> {
    Exact(T),
    Window { min: T, max: T },
}

impl<T: Copy + PartialEq> From<Window<T>> for WindowJson<T> {
    fn from(window: Window<T>) -> Self {
        if window.is_exact() { Self::Exact(window.min) } else { Self::Window { min: window.min, max: window.max } }
    }
}

impl<T: Copy + PartialOrd> TryFrom<WindowJson<T>> for Window<T> {
    type Error = &'static str;

    fn try_from(json: WindowJson<T>) -> Result<Self, Self::Error> {
        match json {
            WindowJson::Exact(value) => Ok(Self { min: value, max: value }),
            WindowJson::Window { min, max } if min <= max => Ok(Self { min, max }),
            WindowJson::Window { .. } => Err("the low end of a window is above its high end"),
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

    /// The window with both ends changed alike.
    pub fn map<U>(self, f: impl Fn(T) -> U) -> Window<U> {
        Window { min: f(self.min), max: f(self.max) }
    }
}

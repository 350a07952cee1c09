//! Times as JSON tells them: seconds, an integer where whole, else a decimal, exact to the nanosecond up to a hundred
//! days.

use std::fmt;
use std::time::Duration;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Window;

/// A time that JSON tells in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seconds(pub Duration);

impl Serialize for Seconds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.subsec_nanos() {
            0 => serializer.serialize_u64(self.0.as_secs()),
            _ => serializer.serialize_f64(self.0.as_secs_f64()),
        }
    }
}

impl<'de> Deserialize<'de> for Seconds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;
        impl Visitor<'_> for Number {
            type Value = Seconds;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("seconds, from 0 on")
            }
            fn visit_u64<E: Error>(self, seconds: u64) -> Result<Seconds, E> {
                Ok(Seconds(Duration::from_secs(seconds)))
            }
            fn visit_f64<E: Error>(self, seconds: f64) -> Result<Seconds, E> {
                Duration::try_from_secs_f64(seconds).map(Seconds).map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Number)
    }
}

/// What is made of times, and is told with [`Seconds`] in their place: `#[serde(with = "seconds")]`.
pub trait Timed: Sized {
    /// The same with seconds.
    type Told: Serialize + for<'de> Deserialize<'de>;
    /// As it is told.
    fn tell(&self) -> Self::Told;
    /// As it was told.
    fn of(told: Self::Told) -> Self;
}

impl Timed for Duration {
    type Told = Seconds;
    fn tell(&self) -> Seconds {
        Seconds(*self)
    }
    fn of(told: Seconds) -> Self {
        told.0
    }
}

impl Timed for Window<Duration> {
    type Told = Window<Seconds>;
    fn tell(&self) -> Window<Seconds> {
        self.map(Seconds)
    }
    fn of(told: Window<Seconds>) -> Self {
        told.map(|end| end.0)
    }
}

impl Timed for Vec<Duration> {
    type Told = Vec<Seconds>;
    fn tell(&self) -> Vec<Seconds> {
        self.iter().copied().map(Seconds).collect()
    }
    fn of(told: Vec<Seconds>) -> Self {
        told.into_iter().map(|time| time.0).collect()
    }
}

/// Writes it in seconds.
pub fn serialize<T: Timed, S: Serializer>(time: &T, serializer: S) -> Result<S::Ok, S::Error> {
    time.tell().serialize(serializer)
}

/// Reads it in seconds.
pub fn deserialize<'de, T: Timed, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::Told::deserialize(deserializer).map(T::of)
}

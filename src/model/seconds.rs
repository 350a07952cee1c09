//! Times in JSON: seconds with at most three decimals, an integer where whole.

use std::time::Duration;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A time that is a number of seconds in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
pub struct Seconds(pub Duration);

impl Serialize for Seconds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let time = round(self.0);
        match time.subsec_millis() {
            0 => serializer.serialize_u64(time.as_secs()),
            // The double nearest to it, which is written with three decimals again.
            #[expect(clippy::cast_precision_loss, reason = "exact for 285,000 years")]
            _ => serializer.serialize_f64(time.as_millis() as f64 / 1000.0),
        }
    }
}

impl<'de> Deserialize<'de> for Seconds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let seconds = f64::deserialize(deserializer)?;
        Duration::try_from_secs_f64(seconds).map(|time| Self(round(time))).map_err(D::Error::custom)
    }
}

/// The nearest whole number of milliseconds.
pub fn round(time: Duration) -> Duration {
    Duration::from_millis(u64::try_from((time.as_nanos() + 500_000) / 1_000_000).unwrap_or(u64::MAX))
}

/// `#[serde(with = "seconds")]`
pub fn serialize<S: Serializer>(time: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    Seconds(*time).serialize(serializer)
}

pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    Seconds::deserialize(deserializer).map(|seconds| seconds.0)
}

/// `#[serde(with = "seconds::window")]`
pub mod window {
    use super::{Deserialize, Deserializer, Duration, Seconds, Serialize, Serializer};
    use crate::model::Window;

    pub fn serialize<S: Serializer>(window: &Window<Duration>, serializer: S) -> Result<S::Ok, S::Error> {
        window.map(Seconds).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Window<Duration>, D::Error> {
        Window::deserialize(deserializer).map(|window| window.map(|Seconds(time)| time))
    }
}

/// `#[serde(with = "seconds::optional")]`
pub mod optional {
    use super::{Deserialize, Deserializer, Duration, Seconds, Serialize, Serializer};

    pub fn serialize<S: Serializer>(time: &Option<Duration>, serializer: S) -> Result<S::Ok, S::Error> {
        time.map(Seconds).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Duration>, D::Error> {
        Ok(Option::<Seconds>::deserialize(deserializer)?.map(|Seconds(time)| time))
    }
}

/// `#[serde(with = "seconds::list")]`
pub mod list {
    use super::{Deserialize, Deserializer, Duration, Seconds, Serializer};

    pub fn serialize<S: Serializer>(times: &[Duration], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(times.iter().copied().map(Seconds))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Duration>, D::Error> {
        let times = Vec::<Seconds>::deserialize(deserializer)?;
        Ok(times.into_iter().map(|Seconds(time)| time).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        // Kills: a sum or a quotient of doubles, such as 1.5350000000000001, where there should be the nearest one.
        #[test]
        fn any_time_is_written_to_the_millisecond_and_read_again(nanos in 0..u64::MAX / 1_000) {
            let time = Duration::from_nanos(nanos);
            let text = serde_json::to_string(&Seconds(time)).unwrap();
            let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            prop_assert!(decimals <= 3, "{}", text);
            prop_assert_eq!(serde_json::from_str::<Seconds>(&text).unwrap().0, round(time));
        }
    }

    #[test]
    fn seconds_have_three_decimals_at_most() {
        let table = [
            (Duration::from_millis(1_535), "1.535"),
            (Duration::from_secs(20), "20"),
            (Duration::from_nanos(2_999_999_999), "3"),
            (Duration::from_micros(500), "0.001"),
            (Duration::from_millis(86_399_999), "86399.999"),
        ];
        for (time, text) in table {
            assert_eq!(serde_json::to_string(&Seconds(time)).unwrap(), text);
            assert_eq!(serde_json::from_str::<Seconds>(text).unwrap(), Seconds(round(time)));
        }
        assert_eq!(serde_json::from_str::<Seconds>("1.5350000000000001").unwrap().0, Duration::from_millis(1_535));
        for text in ["-1", "1e300", "\"1\"", "null"] {
            assert!(serde_json::from_str::<Seconds>(text).is_err(), "{text}");
        }
    }
}

//! A moment as it is typed: a day, or a time of a day.

use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;
use jiff::{Timestamp, Zoned, civil};

use super::day::TypedDay;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypedMoment {
    /// A day, at the time of day that it is now.
    Day(TypedDay),
    /// In the local zone.
    Local(civil::DateTime),
    Exact(Timestamp, Offset),
}

impl TypedMoment {
    pub(super) fn parse(word: &str) -> Result<Self, &'static str> {
        let exact = || Some(Self::Exact(word.parse().ok()?, Pieces::parse(word).ok()?.to_numeric_offset()?));
        let day = TypedDay::parse(word).ok().map(Self::Day);
        let when = day.or_else(exact).or_else(|| word.parse().ok().map(Self::Local));
        when.ok_or(
            "write a moment as 2026-03-28, yesterday or 2026-03-28T18:00, with an offset such as +01:00 or without",
        )
    }

    /// The moment, seen from now.
    pub fn at(&self, now: &Zoned) -> Result<Zoned, jiff::Error> {
        match self {
            Self::Day(day) => now.with().date(day.date(now.date())).build(),
            Self::Local(time) => time.to_zoned(now.time_zone().clone()),
            Self::Exact(at, offset) => Ok(at.to_zoned(offset.to_time_zone())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_day_or_a_time_of_a_day() {
        let now: Zoned = "2026-03-04T18:30+01:00[+01:00]".parse().unwrap();
        let table = [
            ("2026-02-28", "2026-02-28T18:30+01:00"),
            ("yesterday", "2026-03-03T18:30+01:00"),
            ("2026-03-02T07:15", "2026-03-02T07:15+01:00"),
            ("2026-03-02 07:15", "2026-03-02T07:15+01:00"),
            ("2026-03-02T07:15-05:00", "2026-03-02T07:15-05:00"),
        ];
        for (word, moment) in table {
            let typed = TypedMoment::parse(word).unwrap().at(&now).unwrap();
            assert_eq!(typed.strftime("%Y-%m-%dT%H:%M%:z").to_string(), moment, "{word}");
        }
        for word in ["", "soon", "7", "2026-13-01", "2026-03-02T25:00"] {
            assert!(TypedMoment::parse(word).is_err(), "{word}");
        }
    }
}

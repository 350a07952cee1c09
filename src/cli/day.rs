//! A day as it is typed: a date, or a word that means one from today.

use jiff::civil::{self, Weekday};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypedDay {
    Date(civil::Date),
    Today,
    Yesterday,
    /// The last one, which may be today.
    Last(Weekday),
}

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// A day of the week, in full or as its first letters: at least three.
pub(super) fn weekday(word: &str) -> Result<Weekday, &'static str> {
    let lower = word.trim().to_lowercase();
    let found = WEEKDAYS.iter().find(|(name, _)| lower.len() >= 3 && name.starts_with(&lower));
    found.map(|(_, weekday)| *weekday).ok_or("write days as `mon,thu`")
}

impl TypedDay {
    pub(super) fn parse(word: &str) -> Result<Self, &'static str> {
        let lower = word.to_lowercase();
        let weekday = WEEKDAYS.iter().find(|(name, _)| *name == lower);
        match (lower.as_str(), weekday) {
            ("today", _) => return Ok(Self::Today),
            ("yesterday", _) => return Ok(Self::Yesterday),
            (_, Some((_, weekday))) => return Ok(Self::Last(*weekday)),
            _ => {}
        }
        // A date that is followed by a time of day is one too, but the time would not be respected.
        match word.parse() {
            Ok(date) if word.len() == "2026-03-28".len() => Ok(Self::Date(date)),
            Ok(_) => Err("a day has no time: write it as 2026-03-28"),
            Err(_) => Err("write a day as 2026-03-28, or as today, yesterday or a weekday"),
        }
    }

    pub fn date(self, today: civil::Date) -> civil::Date {
        match self {
            Self::Date(date) => date,
            Self::Today => today,
            Self::Yesterday => today.yesterday().unwrap_or(today),
            Self::Last(weekday) => {
                // A week behind the first day of all there is nothing.
                today.tomorrow().and_then(|tomorrow| tomorrow.nth_weekday(-1, weekday)).unwrap_or(today)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_a_date_or_a_word() {
        // A Wednesday.
        let today = civil::date(2026, 3, 4);
        let table = [
            ("2026-02-28", civil::date(2026, 2, 28)),
            ("today", today),
            ("yesterday", civil::date(2026, 3, 3)),
            ("wednesday", today),
            ("Tuesday", civil::date(2026, 3, 3)),
            ("thursday", civil::date(2026, 2, 26)),
        ];
        for (word, date) in table {
            assert_eq!(TypedDay::parse(word).map(|day| day.date(today)), Ok(date), "{word}");
        }
    }

    #[test]
    fn a_time_of_day_is_refused() {
        for word in ["2026-11-25T23:00", "2026-11-25 23:00", "2026-11-25T23:00Z", "23:00", "soon", "", "2026-02-30"] {
            assert!(TypedDay::parse(word).is_err(), "{word}");
        }
    }
}

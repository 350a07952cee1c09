//! The sessions of the coming weeks as a calendar (iCalendar, RFC 5545).

mod zone;

use std::fmt::Write as _;
use std::time::Duration;

use jiff::civil::{DateTime, Time, Weekday};
use jiff::{ToSpan as _, Zoned};

use crate::plan::{Length, Plan};

/// When a routine is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timetable {
    /// At least one, each once, Monday first.
    pub days: Vec<Weekday>,
    pub at: Time,
    /// How many weeks it goes on.
    pub weeks: u32,
}

/// How long before a session the calendar reminds of it.
const REMINDER: &str = "-PT10M";

/// Lengths are rounded up to this many minutes.
const MINUTES: u64 = 5;

/// The sessions of a plan from now on, in the zone of this time. `command` starts one. Imported again, the same days and
/// time of a routine take the place of what was there.
pub fn calendar(plan: &Plan, timetable: &Timetable, command: &str, now: &Zoned) -> Result<String, jiff::Error> {
    let Timetable { days, at, weeks } = timetable;
    let first = first(days, *at, now)?;
    let last = first.checked_add(i64::from(*weeks).weeks())?;
    let codes: Vec<_> = days.iter().map(|day| code(*day)).collect();
    let count = days.len() as u64 * u64::from(*weeks);
    let zone = zone::name(now.time_zone());
    // The time as it was given, even if clocks leave it out on the first day: it holds for the others.
    let begins = local(first.date().to_datetime(*at));
    let start = match &zone {
        Some(name) => format!("DTSTART;TZID={name}:{begins}"),
        None => format!("DTSTART:{begins}Z"),
    };
    let minutes = Length::of(plan).time.max.as_secs().div_ceil(60).next_multiple_of(MINUTES);
    let mut lines = Lines::default();
    lines.add("BEGIN:VCALENDAR");
    lines.add("VERSION:2.0");
    lines.add(concat!("PRODID:-//calfguide//calfguide ", env!("CARGO_PKG_VERSION"), "//EN"));
    lines.add("CALSCALE:GREGORIAN");
    if let Some(name) = &zone {
        zone::definition(name, &first, &last, &mut lines);
    }
    lines.add("BEGIN:VEVENT");
    let days = codes.concat().to_lowercase();
    lines.add(&format!("UID:{}.{days}.{}@calfguide.local", escaped(&plan.routine.id), at.strftime("%H%M")));
    lines.add(&format!("DTSTAMP:{}Z", local(now.with_time_zone(jiff::tz::TimeZone::UTC).datetime())));
    lines.add(&start);
    lines.add(&format!("DURATION:PT{minutes}M"));
    lines.add(&format!("RRULE:FREQ=WEEKLY;COUNT={count};WKST=MO;BYDAY={}", codes.join(",")));
    lines.add(&format!("SUMMARY:{}", escaped(&plan.routine.name)));
    lines.add(&format!("DESCRIPTION:{}", escaped(&format!("In a terminal: {command}"))));
    lines.add("BEGIN:VALARM");
    lines.add("ACTION:DISPLAY");
    lines.add(&format!("DESCRIPTION:{}", escaped(&plan.routine.name)));
    lines.add(&format!("TRIGGER:{REMINDER}"));
    lines.add("END:VALARM");
    lines.add("END:VEVENT");
    lines.add("END:VCALENDAR");
    Ok(lines.0)
}

/// The shortest time from one of the days to the next.
pub fn shortest_gap(days: &[Weekday]) -> Duration {
    let between = |(day, next): (&Weekday, &Weekday)| match next.since(*day) {
        0 => 7,
        days => days.unsigned_abs().into(),
    };
    let following = days.iter().cycle().skip(1);
    let days: u64 = days.iter().zip(following).map(between).min().unwrap_or(7);
    Duration::from_hours(24 * days)
}

/// The first session: on one of the days, and still to come.
fn first(days: &[Weekday], at: Time, now: &Zoned) -> Result<Zoned, jiff::Error> {
    let mut date = now.date();
    loop {
        if days.contains(&date.weekday()) {
            let start = date.to_datetime(at).to_zoned(now.time_zone().clone())?;
            if start > *now {
                return Ok(start);
            }
        }
        date = date.tomorrow()?;
    }
}

fn code(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

fn local(at: DateTime) -> String {
    at.strftime("%Y%m%dT%H%M%S").to_string()
}

/// A text as the value of a property.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Lines of at most 75 bytes, with CR LF; a longer one goes on after a space on the next.
#[derive(Debug, Default)]
struct Lines(String);

impl Lines {
    fn add(&mut self, line: &str) {
        let mut rest = line;
        let mut room = 75;
        while rest.len() > room {
            let (head, tail) = rest.split_at(rest.floor_char_boundary(room));
            // Writing to a string cannot fail.
            let _ = write!(self.0, "{head}\r\n ");
            (rest, room) = (tail, 74);
        }
        self.0.push_str(rest);
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn zoned(text: &str) -> Zoned {
        text.parse().unwrap()
    }

    #[test]
    fn the_first_session_is_still_to_come() {
        let days = [Weekday::Monday, Weekday::Thursday];
        let at = Time::constant(7, 0, 0, 0);
        // A Monday.
        let table = [
            ("2026-11-30T06:59[Europe/Berlin]", "2026-11-30"),
            ("2026-11-30T07:00[Europe/Berlin]", "2026-12-03"),
            ("2026-12-04T00:00[Europe/Berlin]", "2026-12-07"),
        ];
        for (now, date) in table {
            let first = first(&days, at, &zoned(now)).unwrap();
            assert_eq!(first.date().to_string(), date, "{now}");
            assert_eq!(first.time(), at);
        }
    }

    #[test]
    fn the_shortest_gap_may_lie_over_the_end_of_the_week() {
        let hours = |days: &[Weekday]| shortest_gap(days).as_secs() / 3600;
        assert_eq!(hours(&[Weekday::Monday]), 168);
        assert_eq!(hours(&[Weekday::Monday, Weekday::Thursday]), 72);
        assert_eq!(hours(&[Weekday::Monday, Weekday::Thursday, Weekday::Sunday]), 24);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_folded_line_unfolds_to_itself(text in "[ a-zäß漢🏃;,]{0,300}") {
            let mut lines = Lines::default();
            lines.add(&text);
            prop_assert!(lines.0.ends_with("\r\n") && lines.0.lines().all(|line| line.len() <= 75));
            prop_assert_eq!(lines.0.replace("\r\n ", ""), text + "\r\n");
        }
    }
}

//! The time zone of a calendar: who reads it may know no zone by this name, or know it differently.

use jiff::tz::{Dst, TimeZone, TimeZoneTransition};
use jiff::{ToSpan as _, Zoned};

use super::{Lines, local};

/// The name by which times refer to the zone; `None` for UTC, which needs none.
pub(super) fn name(zone: &TimeZone) -> Option<String> {
    match zone.iana_name() {
        Some("UTC" | "Etc/UTC" | "GMT" | "Etc/GMT") => None,
        Some(name) => Some(name.to_owned()),
        None if zone == &TimeZone::UTC => None,
        // It was read from a file that does not say.
        None => Some("Local".to_owned()),
    }
}

/// What holds at the first of two times, and each change up to the second.
pub(super) fn definition(name: &str, from: &Zoned, until: &Zoned, lines: &mut Lines) {
    let zone = from.time_zone();
    lines.add("BEGIN:VTIMEZONE");
    lines.add(&format!("TZID:{name}"));
    // A change at the first time itself lies neither before nor behind it.
    match zone.preceding(from.timestamp().checked_add(1.nanosecond()).unwrap_or_else(|_| from.timestamp())).next() {
        Some(change) => observance(zone, &change, lines),
        None => unchanging(from, lines),
    }
    for change in zone.following(from.timestamp()).take_while(|change| change.timestamp() <= until.timestamp()) {
        observance(zone, &change, lines);
    }
    lines.add("END:VTIMEZONE");
}

fn observance(zone: &TimeZone, change: &TimeZoneTransition<'_>, lines: &mut Lines) {
    let at = change.timestamp();
    let before = zone.to_offset(at.checked_sub(1.nanosecond()).unwrap_or(at));
    let begins = local(before.to_datetime(at));
    part(change.dst(), &begins, before.seconds(), change.offset().seconds(), change.abbreviation(), lines);
}

/// A zone, or an offset, without a change up to then.
fn unchanging(at: &Zoned, lines: &mut Lines) {
    let info = at.time_zone().to_offset_info(at.timestamp());
    let offset = info.offset().seconds();
    part(info.dst(), "19700101T000000", offset, offset, info.abbreviation(), lines);
}

fn part(dst: Dst, begins: &str, from: i32, to: i32, abbreviation: &str, lines: &mut Lines) {
    let kind = if dst.is_dst() { "DAYLIGHT" } else { "STANDARD" };
    lines.add(&format!("BEGIN:{kind}"));
    lines.add(&format!("DTSTART:{begins}"));
    lines.add(&format!("TZOFFSETFROM:{}", offset(from)));
    lines.add(&format!("TZOFFSETTO:{}", offset(to)));
    lines.add(&format!("TZNAME:{abbreviation}"));
    lines.add(&format!("END:{kind}"));
}

/// `+0530`, and with seconds where old times have them.
fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, minutes, rest) = (seconds.abs() / 3600, seconds.abs() / 60 % 60, seconds.abs() % 60);
    let rest = if rest == 0 { String::new() } else { format!("{rest:02}") };
    format!("{sign}{hours:02}{minutes:02}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_have_a_sign_and_seconds_only_where_there_are_some() {
        let table = [(0, "+0000"), (19_800, "+0530"), (-12_600, "-0330"), (-1_172, "-001932")];
        for (seconds, text) in table {
            assert_eq!(offset(seconds), text);
        }
    }
}

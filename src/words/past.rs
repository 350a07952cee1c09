//! Past sessions, in words.

use jiff::{Zoned, civil};

use super::{count, number_range, time};
use crate::progression::FrequencyRemark;
use crate::record::{Completion, Past};
use crate::session::Tally;
use crate::text;

/// A time in relation to today: `today 07:12`, `yesterday 07:12`, `Tue 24 Nov 07:12`, `Tue 24 Nov 2025 07:12`.
pub fn when(at: &Zoned, today: civil::Date) -> String {
    let day = at.date();
    let format = match () {
        () if day == today => "today %H:%M",
        () if day.tomorrow().is_ok_and(|tomorrow| tomorrow == today) => "yesterday %H:%M",
        () if day.year() == today.year() => "%a %-d %b %H:%M",
        () => "%a %-d %b %Y %H:%M",
    };
    at.strftime(format).to_string()
}

/// How a session ended.
pub fn end(completion: Option<Completion>) -> String {
    match completion {
        None => "not finished".to_owned(),
        Some(Completion { tally: Tally { done: 0, .. }, .. }) => "nothing done".to_owned(),
        Some(Completion { tally: Tally { left_out: 0, .. }, .. }) => "done".to_owned(),
        Some(Completion { reached_end: true, tally }) => format!("{} left out", count(tally.left_out, "block")),
        Some(Completion { reached_end: false, .. }) => "ended early".to_owned(),
    }
}

/// Effort, pain and the note: `effort 6/10`, `pain 2/10`, `"left calf"`.
pub fn felt(past: &Past) -> Vec<String> {
    let levels = [("effort", past.effort), ("pain", past.pain), ("morning after", past.morning)];
    let levels = levels.into_iter().filter_map(|(what, level)| Some(format!("{what} {}/10", level?)));
    levels.chain(past.note.iter().map(|note| format!("\"{note}\""))).collect()
}

/// The warning that the session cannot be saved.
pub fn not_saved(why: &str) -> String {
    format!("not saved: {}", text::line(why))
}

/// A remark before another session.
pub fn remark(remark: &FrequencyRemark) -> String {
    match remark {
        FrequencyRemark::Soon { since, min_gap } => format!(
            "Your last session ended {} ago; leave {} between sessions.",
            time::two_units(*since),
            time::short(*min_gap)
        ),
        FrequencyRemark::Often { begun, per_week } => format!(
            "You began {} of this routine this week; it is meant for {} a week.",
            count(*begun, "session"),
            number_range(*per_week)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Window;
    use std::time::Duration;

    #[test]
    fn a_time_of_the_past_is_told_from_today() {
        let today = civil::date(2026, 3, 4);
        let text = |at: &str| when(&format!("{at}+01:00[+01:00]").parse().unwrap(), today);
        assert_eq!(text("2026-03-04T07:12"), "today 07:12");
        assert_eq!(text("2026-03-03T23:59"), "yesterday 23:59");
        assert_eq!(text("2026-03-02T07:12"), "Mon 2 Mar 07:12");
        assert_eq!(text("2025-12-24T18:00"), "Wed 24 Dec 2025 18:00");
    }

    #[test]
    fn a_remark_says_what_is_and_what_should_be() {
        let soon = FrequencyRemark::Soon { since: Duration::from_hours(22), min_gap: Duration::from_hours(48) };
        assert_eq!(remark(&soon), "Your last session ended 22 h ago; leave 48 h between sessions.");
        let often = FrequencyRemark::Often { begun: 3, per_week: Window { min: 1, max: 3 } };
        assert_eq!(remark(&often), "You began 3 sessions of this routine this week; it is meant for 1-3 a week.");
    }
}

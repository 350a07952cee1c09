//! What was done in each month and year.

use std::time::Duration;

use jiff::civil;

use crate::history::StoredSession;
use crate::model::Level;
use crate::record::Completion;
use crate::ui::printer::Printer;
use crate::words::{self, time};

/// A line for each month in which a session began, and with `years` one for each year.
pub(super) fn table(sessions: &[&StoredSession], years: bool, mut printer: Printer) -> String {
    if sessions.is_empty() {
        printer.line(0, "no matching sessions");
    }
    for year in sessions.chunk_by(|one, next| day(one).year() == day(next).year()) {
        for month in year.chunk_by(|one, next| day(one).first_of_month() == day(next).first_of_month()) {
            printer.line(0, &Sum::of(month).line(&day(month[0]).strftime("%b %Y").to_string()));
        }
        if years {
            printer.dim(0, &Sum::of(year).line(&day(year[0]).strftime("%Y").to_string()));
        }
    }
    printer.into_text()
}

fn day(session: &StoredSession) -> civil::Date {
    session.past.began.date()
}

/// The totals of some sessions.
struct Sum {
    sessions: usize,
    complete: usize,
    time: Duration,
    /// The mean of what was answered, rounded.
    effort: Option<u32>,
    /// The worst pain of its sessions.
    pain: Option<Level>,
}

impl Sum {
    fn of(sessions: &[&StoredSession]) -> Self {
        let pasts = sessions.iter().map(|session| &session.past);
        let efforts: Vec<u32> =
            pasts.clone().filter_map(|past| past.effort).map(|level| u32::from(u8::from(level))).collect();
        let count = u32::try_from(efforts.len()).unwrap_or(u32::MAX);
        Self {
            sessions: sessions.len(),
            complete: pasts.clone().filter(|past| past.completion.is_some_and(Completion::is_complete)).count(),
            time: pasts.clone().map(|past| past.time).sum(),
            effort: (efforts.iter().sum::<u32>() + count / 2).checked_div(count),
            pain: pasts.filter_map(|past| past.pain.max(past.morning)).max(),
        }
    }

    fn line(&self, name: &str) -> String {
        let mut parts = vec![words::count(self.sessions, "session")];
        if self.complete < self.sessions {
            parts.push(format!("{} complete", self.complete));
        }
        parts.push(time::clock(self.time));
        parts.extend(self.effort.map(|effort| format!("effort about {effort}")));
        parts.extend(self.pain.map(|pain| format!("worst pain {pain}")));
        format!("{name:<10}{}", parts.join(", "))
    }
}

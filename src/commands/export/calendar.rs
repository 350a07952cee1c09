//! The sessions of the coming weeks as a calendar.

use jiff::Zoned;

use crate::cli::CalendarArgs;
use crate::commands::{Failure, catalogue, sessions, tell};
use crate::export::ics::{self, Timetable};
use crate::model::Routine;
use crate::plan;
use crate::settings::Settings;
use crate::words::{self, time};

pub(super) fn calendar(args: &CalendarArgs, now: &Zoned) -> Result<String, Failure> {
    let routine = catalogue::load(args.routine.as_deref())?;
    let today = sessions::today(&routine, now);
    let plan = plan::build(&routine, &today, &Settings::default())?;
    let mut days = args.days.clone();
    days.sort_by_key(|day| day.to_monday_zero_offset());
    days.dedup();
    let timetable = Timetable { days, at: args.at, weeks: args.weeks };
    for remark in remarks(&routine, &timetable) {
        tell(&format!("warning: {remark}"));
    }
    let command = format!("calfguide run {}", args.routine.as_deref().unwrap_or(catalogue::DEFAULT));
    ics::calendar(&plan, &timetable, &command, now).map_err(|error| Failure::failed(error.to_string()))
}

/// Where the timetable is closer than the routine is meant.
fn remarks(routine: &Routine, timetable: &Timetable) -> Vec<String> {
    let Some(frequency) = &routine.frequency else { return Vec::new() };
    let count = u32::try_from(timetable.days.len()).unwrap_or(u32::MAX);
    let often = frequency.per_week.filter(|times| count > times.max).map(|times| {
        format!("these are {count} days a week, and the routine is meant for {}", words::number_range(times))
    });
    let gap = ics::shortest_gap(&timetable.days);
    let close = frequency.min_gap.filter(|least| gap < *least).map(|least| {
        format!("two of these days are {} apart, and the routine asks for {}", time::days(gap), time::days(least))
    });
    often.into_iter().chain(close).collect()
}

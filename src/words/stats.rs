//! Statistics in words.

use std::time::Duration;

use jiff::civil;

use super::{count, number_range, progression, time};
use crate::model::{Ladder, Level, Routine};
use crate::record::Past;
use crate::stats::{Before, Metric, Move, Period, Series, Week};

/// The days and the routine: `1 Sep to 23 Nov 2025: Strong, happy calves`.
pub fn title(routine: &Routine, period: Period) -> String {
    let (first, last) = (period.first, period.last_day());
    let year = if first.year() == last.year() { "" } else { " %Y" };
    let first = first.strftime(&format!("%-d %b{year}")).to_string();
    format!("{first} to {}: {}", last.strftime("%-d %b %Y"), routine.name)
}

/// How often the routine is meant to be done: `Meant for 1-3 a week`, or `Sessions` where that is not known.
pub fn sessions(routine: &Routine) -> String {
    per_week(routine).map_or_else(|| "Sessions".to_owned(), |per_week| format!("Meant for {per_week}"))
}

/// The same in short: `1-3 a week`.
pub fn per_week(routine: &Routine) -> Option<String> {
    Some(format!("{} a week", number_range(routine.frequency.as_ref()?.per_week?)))
}

/// Foot contacts: `304 foot contacts`.
pub fn contacts(contacts: u32) -> String {
    count(contacts, "foot contact")
}

/// A remark on a week with notably more foot contacts than those before it.
pub fn above(week: &Week, before: Before) -> String {
    let off = if before.weeks < 4 { ", one of them without a session" } else { "" };
    format!(
        "Week of {}: {}, above +25% of the mean of the four weeks before ({:.0}{off}).",
        week.monday.strftime("%-d %b"),
        contacts(week.contacts),
        before.mean()
    )
}

/// How a session felt: `20 Nov: effort 5, pain 0, morning 1`.
pub fn felt(past: &Past) -> String {
    let level = |level: Option<Level>| level.map_or_else(|| "?".to_owned(), |level| level.to_string());
    let [effort, pain, morning] = [past.effort, past.pain, past.morning].map(level);
    format!("{}: effort {effort}, pain {pain}, morning {morning}", past.began.strftime("%-d %b"))
}

/// An amount: `rung 3`, `24 reps`, `1:30`, `5 kg`.
pub fn amount(metric: Metric, value: f64) -> String {
    match metric {
        Metric::Rung => format!("rung {value}"),
        Metric::Reps if (value - 1.0).abs() < f64::EPSILON => "1 rep".to_owned(),
        Metric::Reps => format!("{value} reps"),
        Metric::Hold => time::short(Duration::from_secs_f64(value.max(0.0).round())),
        Metric::Load => format!("{value} kg"),
    }
}

/// The state of an exercise: `Single-leg hops: today rung 3 of 9`, `Ball roll: 3 min last time`.
pub fn stands(series: &Series<'_>) -> String {
    let name = &series.exercise.name;
    match (&series.today, series.exercise.ladder()) {
        (Some(today), Some(ladder)) if ladder.is_offered() => format!("{name}: today rung {}", today.rung),
        (Some(today), Some(ladder)) => format!("{name}: today rung {} of {}", today.rung, ladder.top()),
        _ => match series.points.last() {
            Some(last) => format!("{name}: {} last time", amount(series.metric, last.value)),
            None => format!("{name}: not done in these weeks"),
        },
    }
}

/// When and why a rung was another one: `Mon 8 Sep, rung 1 to 2. One rep more: complete on ...`
pub fn moved(moved: &Move, ladder: Ladder<'_>, today: civil::Date) -> String {
    let Move { on, from, to, .. } = moved;
    format!("{}, rung {from} to {to}. {}", progression::day(*on, today), why(moved, ladder, today))
}

/// Why a rung was another one.
pub fn why(moved: &Move, ladder: Ladder<'_>, today: civil::Date) -> String {
    let Move { to, decision, .. } = moved;
    if !moved.is_chosen() {
        progression::reason(decision, ladder, today)
    } else if decision.offered == Some(*to) {
        progression::chosen(decision, ladder, *to, today)
    } else {
        "As you chose.".to_owned()
    }
}

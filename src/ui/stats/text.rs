//! The numbers as text, for a pipe and for a screen reader.

use super::super::printer::Printer;
use crate::stats::{Series, SessionStats, Stats, Week};
use crate::words::{self, past, stats as of_stats, time};

/// Prints the same numbers as the picture shows.
pub fn text(stats: &Stats<'_>, printer: &mut Printer) {
    printer.heading(0, &of_stats::title(stats.routine, stats.period));
    printer.blank_line();
    printer.paragraph(0, &format!("{}:", of_stats::sessions(stats.routine)));
    for week in &stats.weeks {
        printer.line(2, &line_of(week));
    }
    for (week, before) in stats.above() {
        printer.paragraph(0, &of_stats::above(week, before));
    }
    if !stats.sessions.is_empty() {
        printer.blank_line();
    }
    for session in &stats.sessions {
        printer.labelled(0, &format!("{}:", session.past.began.strftime("%a %Y-%m-%d")), &line_of_session(session));
    }
    for series in &stats.exercises {
        printer.blank_line();
        exercise(series, stats, printer);
    }
}

fn line_of(week: &Week) -> String {
    let counts = [
        words::count(week.sessions, "session"),
        format!("{} worked", time::clock(week.worked)),
        of_stats::contacts(week.contacts),
    ];
    format!("week of {}: {}", week.monday, counts.join(", "))
}

fn line_of_session(session: &SessionStats) -> String {
    let did = [
        past::end(session.past.completion),
        format!("{} worked", time::clock(session.worked)),
        of_stats::contacts(session.contacts),
    ];
    did.into_iter().chain(past::felt(&session.past)).collect::<Vec<_>>().join(", ")
}

fn exercise(series: &Series<'_>, stats: &Stats<'_>, printer: &mut Printer) {
    printer.paragraph(0, &format!("{}.", of_stats::stands(series)));
    let points = series.points.iter();
    let points: Vec<_> = points
        .map(|point| format!("{} {}", point.on.strftime("%-d %b"), of_stats::amount(series.metric, point.value)))
        .collect();
    if !points.is_empty() {
        printer.paragraph(2, &format!("{}.", points.join(", ")));
    }
    if let Some(ladder) = series.exercise.ladder() {
        series.moves.iter().for_each(|moved| printer.line(2, &of_stats::moved(moved, ladder, stats.on)));
    }
}

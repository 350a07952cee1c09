//! Lines over time.

use jiff::civil;
use ratatui_core::buffer::Buffer;
use ratatui_core::layout::Rect;
use ratatui_core::symbols::Marker;
use ratatui_core::widgets::Widget;
use ratatui_widgets::chart::{Axis, Chart, Dataset, GraphType};

use super::{AXIS, line_marker, panel};
use crate::model::Level;
use crate::record::Past;
use crate::settings::Charset;
use crate::stats::{Metric, Move, Series, Stats};
use crate::words::stats as words;

/// A point of a chart: the day, and how much.
type Place = (f64, f64);

/// Effort and pain as two lines, and the pain of the mornings after; a letter at each session tells them apart.
pub(super) fn feelings(stats: &Stats<'_>, area: Rect, set: Charset, buf: &mut Buffer) {
    let told = |level: fn(&Past) -> Option<Level>, days_later: f64| -> Vec<Place> {
        let sessions = stats.sessions.iter().map(|session| &session.past);
        let places = sessions
            .filter_map(|past| Some((day(stats, past.began.date()) + days_later, f64::from(u8::from(level(past)?)))));
        places.collect()
    };
    let (effort, pain) = (told(|past| past.effort, 0.0), told(|past| past.pain, 0.0));
    let morning = told(|past| past.morning, 1.0);
    let lines = [&effort, &pain].map(|places| line(places, set));
    let letters = [('m', &morning), ('p', &pain), ('e', &effort)].map(|(letter, places)| letters(letter, places));
    let datasets = lines.into_iter().chain(letters).collect();
    let ends = [stats.period.first, stats.period.last_day()].map(|day| day.strftime("%-d %b").to_string());
    Chart::new(datasets)
        .x_axis(Axis::default().bounds(days(stats)).labels(ends).style(AXIS))
        .y_axis(Axis::default().bounds([0.0, 10.0]).labels(["0", "5", "10"]).style(AXIS))
        .legend_position(None)
        .block(panel("e effort, p pain, m the morning after", None, area.width))
        .render(area, buf);
}

/// An exercise: its rung as a step line up to today's, and when and why it moved last; or how much it was.
pub(super) fn exercise(series: &Series<'_>, stats: &Stats<'_>, area: Rect, set: Charset, buf: &mut Buffer) {
    let places: Vec<Place> = series.points.iter().map(|point| (day(stats, point.on), point.value)).collect();
    let today = series.today.as_ref().map(|today| (day(stats, stats.on), f64::from(today.rung)));
    let path = if series.metric == Metric::Rung { steps(&places, today) } else { places.clone() };
    let most = path.iter().map(|(_, value)| *value).fold(0.0, f64::max);
    let bounds = if series.metric == Metric::Rung { [1.0, most.max(2.0)] } else { [0.0, most.max(1.0)] };
    let now: Vec<Place> = today.into_iter().collect();
    let datasets = vec![line(&path, set), letters('o', &places), letters('x', &now)];
    let moved = series.moves.last().zip(series.exercise.ladder());
    let below = moved.map(|(last, ladder): (&Move, _)| words::moved(last, ladder, stats.on));
    Chart::new(datasets)
        .x_axis(Axis::default().bounds(days(stats)))
        .y_axis(Axis::default().bounds(bounds).labels(bounds.map(|value| format!("{value:>3.0}"))).style(AXIS))
        .legend_position(None)
        .block(panel(&words::stands(series), below.as_deref(), area.width))
        .render(area, buf);
}

/// A step line through these places, and on to today's.
fn steps(places: &[Place], today: Option<Place>) -> Vec<Place> {
    let mut path: Vec<Place> = Vec::new();
    for (day, value) in places.iter().copied().chain(today) {
        if let Some((_, before)) = path.last().copied() {
            path.push((day, before));
        }
        path.push((day, value));
    }
    path
}

fn line(places: &[Place], set: Charset) -> Dataset<'_> {
    Dataset::default().marker(line_marker(set)).graph_type(GraphType::Line).data(places)
}

fn letters(letter: char, places: &[Place]) -> Dataset<'_> {
    Dataset::default().marker(Marker::Custom(letter)).graph_type(GraphType::Scatter).data(places)
}

/// The number of a day, the first one 0.
fn day(stats: &Stats<'_>, on: civil::Date) -> f64 {
    f64::from((on - stats.period.first).get_days())
}

fn days(stats: &Stats<'_>) -> [f64; 2] {
    [0.0, day(stats, stats.period.last_day())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_line_stays_until_the_day_on_which_it_moves() {
        let path = steps(&[(0.0, 1.0), (7.0, 2.0)], Some((9.0, 2.0)));
        assert_eq!(path, [(0.0, 1.0), (7.0, 1.0), (7.0, 2.0), (9.0, 2.0), (9.0, 2.0)]);
    }
}

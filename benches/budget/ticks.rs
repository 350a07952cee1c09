//! How well the time on the screen keeps up with the clock.

use std::collections::BTreeMap;
use std::time::Instant;

use crate::table::{median, percentile};
use crate::terminal::{self, Chunk};

/// The changes of a time on the screen.
pub(crate) struct Ticks {
    /// For each tick, the minutes since the first one and its lateness in ms.
    late: Vec<(f64, f64)>,
}

impl Ticks {
    /// `None` for fewer than three ticks.
    pub(crate) fn seen_in(bursts: &[Chunk]) -> Option<Self> {
        let mut screen = terminal::screen();
        // The times shown at each place (a row, and the index in it), without repetitions.
        let mut shown: BTreeMap<(usize, usize), Vec<(Instant, u32)>> = BTreeMap::new();
        for burst in bursts {
            screen.process(&burst.bytes);
            for (row, line) in screen.screen().rows(0, u16::MAX).enumerate() {
                for (place, seconds) in times(&line).into_iter().enumerate() {
                    let values = shown.entry((row, place)).or_default();
                    if values.last().is_none_or(|&(_, last)| last != seconds) {
                        values.push((burst.at, seconds));
                    }
                }
            }
        }
        // `max_by_key` returns the last of equal elements; in reverse order that is the upper one.
        let values = shown.into_values().rev().max_by_key(Vec::len)?;
        // The first value was there from the start, so it is no tick.
        let [_, ticks @ ..] = &values[..] else { return None };
        let [(begin, first), _, _, ..] = *ticks else { return None };

        let offset = |&(at, seconds): &(Instant, u32)| {
            let since = (at - begin).as_secs_f64();
            (since / 60.0, (since - f64::from(seconds.abs_diff(first))) * 1e3)
        };
        let mut late: Vec<_> = ticks.iter().map(offset).collect();
        let earliest = late.iter().map(|&(_, ms)| ms).fold(f64::INFINITY, f64::min);
        for (_, ms) in &mut late {
            *ms -= earliest;
        }
        Some(Self { late })
    }

    pub(crate) fn count(&self) -> usize {
        self.late.len()
    }

    /// The given percentile of the lateness, in ms.
    pub(crate) fn late_ms(&self, percent: usize) -> f64 {
        percentile(&self.late.iter().map(|&(_, ms)| ms).collect::<Vec<_>>(), percent)
    }

    /// How many ms the ticks get later every minute: the median of the slopes between all pairs of ticks.
    pub(crate) fn drift_ms_min(&self) -> f64 {
        let pairs =
            self.late.iter().enumerate().flat_map(|(n, from)| self.late[n + 1..].iter().map(move |to| (from, to)));
        median(&pairs.map(|(from, to)| (to.1 - from.1) / (to.0 - from.0)).collect::<Vec<_>>())
    }
}

/// The times in a line, `M:SS` or `H:MM:SS`, in seconds.
fn times(line: &str) -> Vec<u32> {
    line.split(|c: char| !c.is_ascii_digit() && c != ':').filter_map(time).collect()
}

fn time(word: &str) -> Option<u32> {
    let (first, rest) = word.trim_matches(':').split_once(':')?;
    rest.split(':').try_fold(first.parse().ok()?, |sum: u32, part| {
        let value: u32 = if part.len() == 2 { part.parse().ok()? } else { return None };
        sum.checked_mul(60)?.checked_add(value)
    })
}

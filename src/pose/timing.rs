//! When a figure does what: its natural time, stretched to the rhythm of the reps that it shows.

use std::time::Duration;

use crate::figure::Figure;
use crate::model::Rhythm;
use crate::plan::Work;

/// The least seconds in which a rep is shown; a shorter one is shown in slow motion.
const FASTEST: f64 = 0.8;

/// The time of a figure while something is done.
#[derive(Debug, Clone, PartialEq)]
pub struct Timing {
    /// The stretches of a loop in order: how long each is shown, and what of the figure's natural time, in seconds.
    stretches: Vec<(f64, [f64; 2])>,
    /// The reps of a loop.
    reps: u32,
    /// How many times slower than it is done.
    slow: f64,
}

impl Timing {
    /// The time of a figure that shows this work; nothing that counts reps is its natural time.
    pub fn new(figure: &Figure, work: Option<&Work>) -> Self {
        let length = figure.length();
        let even = |rep: f64| vec![(rep * f64::from(figure.reps()), [0.0, length])];
        let natural = vec![(length, [0.0, length])];
        // A loop that is not one rep, or one of each side, has no place where a part of a rep begins.
        let is_rep = figure.reps() == 1 || figure.alternates();
        let stretches = match work.and_then(Work::rhythm) {
            None => natural,
            Some(Rhythm::Hold(hold)) if is_rep => held(figure, seconds(*hold)),
            Some(Rhythm::Tempo(parts)) if is_rep && let Some(stretches) = in_parts(figure, parts) => stretches,
            Some(rhythm) => even(seconds(rhythm.rep())),
        };
        Self { stretches, reps: figure.reps(), slow: 1.0 }.at_speed(1)
    }

    /// The same for a clock that goes this many times as fast.
    #[must_use]
    pub fn at_speed(mut self, speed: u32) -> Self {
        let fastest = FASTEST * f64::from(self.reps) * f64::from(speed);
        while self.length() > 0.0 && self.length() < fastest {
            self.slow *= 2.0;
        }
        self
    }

    /// Seconds in which a loop is shown.
    pub fn length(&self) -> f64 {
        self.stretches.iter().map(|(shown, _)| shown).sum::<f64>() * self.slow
    }

    /// Whether it is shown slower than it is done.
    pub fn is_slow(&self) -> bool {
        self.slow > 1.0
    }

    /// The seconds of the figure's loop that are shown after this time.
    pub fn at(&self, elapsed: Duration) -> f64 {
        let mut into = elapsed.as_secs_f64().rem_euclid(self.length().max(f64::MIN_POSITIVE)) / self.slow;
        for (shown, [from, to]) in &self.stretches {
            if into < *shown {
                return from + (to - from) * into / shown;
            }
            into -= shown;
        }
        self.stretches.last().map_or(0.0, |(_, [_, to])| *to)
    }
}

fn seconds(time: Duration) -> f64 {
    time.as_secs_f64()
}

/// The stretches of one rep, repeated for each rep of a loop.
fn repeated(figure: &Figure, rep: &[(f64, [f64; 2])]) -> Vec<(f64, [f64; 2])> {
    let natural = figure.length() / f64::from(figure.reps());
    let of_rep = |number: u32| {
        let shift = natural * f64::from(number);
        rep.iter().map(move |(shown, natural)| (*shown, natural.map(|at| at + shift)))
    };
    (0..figure.reps()).flat_map(of_rep).collect()
}

/// A tempo: of a figure with two poses that show what is done, the way to the second, its hold, the way back, and the
/// hold of the first.
fn in_parts(figure: &Figure, parts: &[Duration]) -> Option<Vec<(f64, [f64; 2])>> {
    let end = figure.length() / f64::from(figure.reps());
    let keys = figure.key_poses();
    // Of two reps the first is enough.
    let keys = &keys[..keys.len() / if figure.alternates() { 2 } else { 1 }];
    let [first, second] = keys else { return None };
    if first.at > 0.0 {
        return None;
    }
    let back = end - first.hold;
    let places = [[0.0, second.at - second.hold], [second.at - second.hold, second.at], [second.at, back], [back, end]];
    let part = |index: usize| parts.get(index).map_or(0.0, |part| seconds(*part));
    // Two parts are the ways, between which nothing is held.
    let shown = if parts.len() == 2 { [part(0), 0.0, part(1), 0.0] } else { [part(0), part(1), part(2), part(3)] };
    Some(repeated(figure, &std::array::from_fn::<_, 4, _>(|index| (shown[index], places[index]))))
}

/// A rep that is held: at natural speed to the pose that is held longest, and back.
fn held(figure: &Figure, rep: f64) -> Vec<(f64, [f64; 2])> {
    let end = figure.length() / f64::from(figure.reps());
    let mut left = 0.0;
    let mut longest = (0.0, 0.0);
    for pose in figure.poses().iter().skip(1).chain(figure.poses().first()) {
        left += pose.take + pose.hold;
        if pose.hold > longest.1 {
            longest = (left, pose.hold);
        }
    }
    let (until, hold) = longest;
    let (there, back) = (until - hold, end - until);
    // A hold that is too short for the ways is shown as a faster one.
    let share = (rep / (there + back).max(f64::MIN_POSITIVE)).min(1.0);
    let ways = (there * share, back * share);
    repeated(
        figure,
        &[(ways.0, [0.0, there]), ((rep - ways.0 - ways.1).max(0.0), [there, until]), (ways.1, [until, end])],
    )
}

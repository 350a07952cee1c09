//! Values that change with time, smoothly and without overshooting: a monotone cubic through the values of the poses,
//! round and round.
//!
//! The slopes are those of F. N. Fritsch and J. Butland, "A Method for Constructing Local Monotone Piecewise Cubic
//! Interpolants" (1984): none where a value turns or rests, a weighted harmonic mean where it goes on.

/// A stretch of time in which a value goes from one pose to the next, with its slopes at both ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Curve {
    pub(super) from: f64,
    pub(super) to: f64,
    /// In units a stretch.
    pub(super) slopes: [f64; 2],
}

impl Curve {
    /// The value at a share of the stretch, 0 to 1: Hermite's cubic.
    pub(super) fn at(&self, share: f64) -> f64 {
        let (square, cube) = (share * share, share * share * share);
        let rise = 3.0 * square - 2.0 * cube;
        let [first, last] = self.slopes;
        self.from + (self.to - self.from) * rise + first * (cube - 2.0 * square + share) + last * (cube - square)
    }
}

/// The slope between a stretch of `before` seconds with a rise and one of `after` seconds, in units a second.
pub(super) fn slope((before, rise_before): (f64, f64), (after, rise_after): (f64, f64)) -> f64 {
    let (first, second) = (rise_before / before, rise_after / after);
    if first * second <= 0.0 {
        return 0.0;
    }
    let weights = [2.0 * after + before, after + 2.0 * before];
    (weights[0] + weights[1]) / (weights[0] / first + weights[1] / second)
}

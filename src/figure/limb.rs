//! Limbs whose end has a place: the directions of two bones that reach it.

use super::point::Point;

/// The directions of two bones from a root to a place, in degrees, and by how much they are too short for it. A place out
/// of reach is pointed at. `bend` is the sign of the upper direction less the lower one: 1 bends as a knee, -1 as an elbow.
pub(super) fn reach(root: Point, place: Point, [upper, lower]: [f64; 2], bend: f64) -> ([f64; 2], f64) {
    let way = place - root;
    let distance = root.distance(place);
    // Straight down where the place is the root itself.
    let towards = if distance > 0.0 { way.x.atan2(-way.y).to_degrees() } else { 0.0 };
    let reached = distance.clamp((upper - lower).abs().max(1e-6), upper + lower);
    let corner = |near: f64, far: f64| {
        let cosine = (near * near + reached * reached - far * far) / (2.0 * near * reached);
        cosine.clamp(-1.0, 1.0).acos().to_degrees()
    };
    ([towards + bend * corner(upper, lower), towards - bend * corner(lower, upper)], (distance - reached).max(0.0))
}

//! The body: the lengths of its parts, and where they are when its angles are known.
//!
//! The lengths are about those of an adult, in hundredths of the height; the foot and the hands are drawn, not measured.

use super::draft::{FootEnd, Viewpoint};
use super::point::Point;

/// From the floor to the ankle of a foot that stands.
pub(super) const ANKLE: f64 = 4.0;
pub(super) const SHANK: f64 = 23.0;
pub(super) const THIGH: f64 = 23.0;
const TRUNK: f64 = 27.0;
/// From the top of the trunk to the middle of the head.
const NECK: f64 = 13.5;
pub const HEAD_RADIUS: f64 = 9.5;
pub(super) const UPPER_ARM: f64 = 17.0;
pub(super) const FOREARM: f64 = 18.0;
/// The foot before the ankle.
const TOE: f64 = 12.0;
/// The foot behind the ankle.
const HEEL: f64 = 4.0;
/// From the middle to a hip, seen from the front.
const HALF_HIPS: f64 = 6.0;
/// From the middle to a shoulder, seen from the front.
const HALF_SHOULDERS: f64 = 11.0;

/// The directions of the bones, in degrees. Of a pair, the working one is first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Angles {
    pub(super) lean: f64,
    pub(super) head: f64,
    /// Thigh, shin and foot.
    pub(super) legs: [[f64; 3]; 2],
    /// Upper arm and forearm.
    pub(super) arms: [[f64; 2]; 2],
}

/// Where the parts of a body are. Of a pair, the working one is first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Body {
    pub pelvis: Point,
    pub neck: Point,
    pub head: Point,
    pub legs: [LegPoints; 2],
    pub arms: [ArmPoints; 2],
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LegPoints {
    pub hip: Point,
    pub knee: Point,
    pub ankle: Point,
    pub heel: Point,
    pub toe: Point,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ArmPoints {
    pub shoulder: Point,
    pub elbow: Point,
    pub hand: Point,
}

/// The outward directions of the two sides: from the front the working side is on the right; from the side both bend
/// alike.
fn outward(viewpoint: Viewpoint) -> [f64; 2] {
    match viewpoint {
        Viewpoint::Side => [1.0, 1.0],
        Viewpoint::Front => [1.0, -1.0],
    }
}

impl Body {
    /// The body with its pelvis here.
    pub(super) fn new(viewpoint: Viewpoint, angles: &Angles, pelvis: Point) -> Self {
        let up = |from: Point, length: f64, lean: f64| from.hang(-length, -lean);
        let neck = up(pelvis, TRUNK, angles.lean);
        let head = up(neck, NECK, angles.lean + angles.head);
        let (hips, shoulders) = roots(viewpoint, angles.lean, pelvis);
        let outward = outward(viewpoint);
        let legs = [0, 1].map(|i| LegPoints::new(viewpoint, hips[i], angles.legs[i], outward[i]));
        let arms = [0, 1].map(|i| {
            let [upper, fore] = angles.arms[i].map(|angle| angle * outward[i]);
            let elbow = shoulders[i].hang(UPPER_ARM, upper);
            ArmPoints { shoulder: shoulders[i], elbow, hand: elbow.hang(FOREARM, fore) }
        });
        Self { pelvis, neck, head, legs, arms }
    }

    /// The same, moved.
    pub(super) fn moved(mut self, by: Point) -> Self {
        self.pelvis = self.pelvis + by;
        self.neck = self.neck + by;
        self.head = self.head + by;
        for leg in &mut self.legs {
            for point in [&mut leg.hip, &mut leg.knee, &mut leg.ankle, &mut leg.heel, &mut leg.toe] {
                *point = *point + by;
            }
        }
        for arm in &mut self.arms {
            for point in [&mut arm.shoulder, &mut arm.elbow, &mut arm.hand] {
                *point = *point + by;
            }
        }
        self
    }
}

/// The hips and the shoulders.
pub(super) fn roots(viewpoint: Viewpoint, lean: f64, pelvis: Point) -> ([Point; 2], [Point; 2]) {
    let neck = pelvis.hang(-TRUNK, -lean);
    match viewpoint {
        Viewpoint::Side => ([pelvis; 2], [neck; 2]),
        Viewpoint::Front => {
            let across = |from: Point, length: f64| [from.hang(length, 90.0 - lean), from.hang(-length, 90.0 - lean)];
            (across(pelvis, HALF_HIPS), across(neck, HALF_SHOULDERS))
        }
    }
}

impl LegPoints {
    pub(super) fn new(viewpoint: Viewpoint, hip: Point, [thigh, shin, foot]: [f64; 3], outward: f64) -> Self {
        let knee = hip.hang(THIGH, thigh * outward);
        let ankle = knee.hang(SHANK, shin * outward);
        let at = |end| ankle + from_ankle(viewpoint, end, foot);
        Self { hip, knee, ankle, heel: at(FootEnd::Heel), toe: at(FootEnd::Toe) }
    }

    /// How high the lower end of the foot is.
    pub(super) fn lowest(&self) -> f64 {
        self.heel.y.min(self.toe.y)
    }

    pub(super) fn end(&self, end: FootEnd) -> Point {
        match end {
            FootEnd::Toe => self.toe,
            FootEnd::Heel => self.heel,
        }
    }
}

/// The way from the ankle to an end of the foot. From the front a foot is as high as it is from the side, and points at
/// the one who looks.
pub(super) fn from_ankle(viewpoint: Viewpoint, end: FootEnd, foot: f64) -> Point {
    let along = match end {
        FootEnd::Toe => TOE,
        FootEnd::Heel => -HEEL,
    };
    let (sin, cos) = foot.to_radians().sin_cos();
    let side = Point { x: along * cos - ANKLE * sin, y: -along * sin - ANKLE * cos };
    match viewpoint {
        Viewpoint::Side => side,
        Viewpoint::Front => Point { x: 0.0, ..side },
    }
}

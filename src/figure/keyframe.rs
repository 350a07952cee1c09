//! A pose with all that its file leaves out, and the body in it.

use super::body::{Angles, Body, FOREARM, SHANK, THIGH, UPPER_ARM, from_ankle, roots};
use super::draft::{Anchor, Arm, Draft, FootEnd, Leg, Viewpoint, Which};
use super::limb::reach;
use super::point::Point;
use super::values::Values;

/// How far a foot that hangs loose points down from its leg, in degrees.
const LOOSE: f64 = 40.0;
/// From the middle of a knee that stands on the floor to the floor.
const KNEE: f64 = 3.75;

/// A pose that is complete.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Keyframe {
    pub(super) values: Values,
    pub(super) anchor: Anchor,
    /// The end of each foot that has a place.
    pub(super) feet: [Option<FootEnd>; 2],
    /// Whether each hand has a place.
    pub(super) hands: [bool; 2],
    /// How much each limb is too short for its place: legs, then arms.
    pub(super) short: [[f64; 2]; 2],
}

impl Keyframe {
    pub(super) fn exchanged(mut self, viewpoint: Viewpoint) -> Self {
        self.values = self.values.exchanged(viewpoint);
        self.feet.reverse();
        self.hands.reverse();
        self.short.iter_mut().for_each(|pair| pair.reverse());
        self.anchor = match self.anchor {
            Anchor::Foot(end, which) => Anchor::Foot(end, which.opposite()),
            Anchor::Knee(which) => Anchor::Knee(which.opposite()),
            Anchor::Hand(which) => Anchor::Hand(which.opposite()),
            Anchor::Feet(_) | Anchor::Hip => self.anchor,
        };
        self
    }
}

/// The legs that stand on the anchor.
pub(super) fn which_stand(anchor: Anchor) -> &'static [Which] {
    match anchor {
        Anchor::Foot(_, Which::Working) => &[Which::Working],
        Anchor::Foot(_, Which::Other) => &[Which::Other],
        Anchor::Feet(_) => &Which::BOTH,
        Anchor::Knee(_) | Anchor::Hand(_) | Anchor::Hip => &[],
    }
}

pub(super) fn angles(values: &Values) -> Angles {
    Angles { lean: values.lean, head: values.head, legs: values.legs, arms: values.arms }
}

/// Where the pelvis is when the anchor is here.
pub(super) fn pelvis(viewpoint: Viewpoint, values: &Values, anchor: Anchor, at: Point) -> Point {
    let body = Body::new(viewpoint, &angles(values), Point::default());
    match anchor {
        Anchor::Foot(end, which) => at - body.legs[which as usize].end(end),
        Anchor::Feet(end) => {
            let [one, other] = body.legs.map(|leg| leg.end(end));
            at - Point::new(f64::midpoint(one.x, other.x), one.y.min(other.y))
        }
        Anchor::Knee(which) => at + Point::new(0.0, KNEE) - body.legs[which as usize].knee,
        Anchor::Hand(which) => at - body.arms[which as usize].hand,
        Anchor::Hip => at,
    }
}

pub(super) fn reach_leg(hip: Point, ankle: Point, outward: f64) -> ([f64; 2], f64) {
    let way = Point::new((ankle.x - hip.x) * outward, ankle.y - hip.y);
    reach(Point::default(), way, [THIGH, SHANK], 1.0)
}

/// The numbers with the directions of the limbs that have a place, and how much each is too short: legs, then arms.
pub(super) fn placed(
    viewpoint: Viewpoint,
    mut values: Values,
    pelvis: Point,
    feet: [Option<FootEnd>; 2],
    hands: [bool; 2],
) -> (Values, [[f64; 2]; 2]) {
    let (hips, shoulders) = roots(viewpoint, values.lean, pelvis);
    let mut short = [[0.0; 2]; 2];
    for i in [0, 1] {
        let outward = if viewpoint == Viewpoint::Front && i == 1 { -1.0 } else { 1.0 };
        if let Some(end) = feet[i] {
            let foot = values.legs[i][2];
            let ankle = values.feet[i] - from_ankle(viewpoint, end, foot);
            let ([thigh, shin], missing) = reach_leg(hips[i], ankle, outward);
            values.legs[i] = [thigh, shin, foot];
            short[0][i] = missing;
        }
        if hands[i] {
            let way = values.hands[i] - shoulders[i];
            let way = Point::new(way.x * outward, way.y);
            (values.arms[i], short[1][i]) = reach(Point::default(), way, [UPPER_ARM, FOREARM], -1.0);
        }
    }
    (values, short)
}

/// The poses with all that they leave out.
pub(super) fn complete(draft: &Draft) -> Vec<Keyframe> {
    let viewpoint = draft.viewpoint;
    let mut legs = [Leg::Angles { thigh: 0.0, shin: 0.0, foot: None }; 2];
    let mut arms = [Arm::Angles { upper: 0.0, fore: 0.0 }; 2];
    let mut values = Values::default();
    draft
        .poses
        .iter()
        .map(|pose| {
            let kept = |new: Option<f64>, old: &mut f64| *old = new.unwrap_or(*old);
            kept(pose.x, &mut values.x);
            kept(pose.lift, &mut values.lift);
            kept(pose.lean, &mut values.lean);
            kept(pose.head, &mut values.head);
            kept(pose.ball, &mut values.ball);
            for i in [0, 1] {
                legs[i] = pose.legs[i].unwrap_or(legs[i]);
                arms[i] = pose.arms[i].unwrap_or(arms[i]);
            }
            key(viewpoint, draft.anchor, values, legs, arms)
        })
        .collect()
}

/// How a foot hangs from a shin with this direction: loose, or as far from that as the floor under an ankle of this height
/// wants it.
fn loose_foot(shin: f64, ankle: f64) -> f64 {
    let hangs = LOOSE - shin;
    if ankle + from_ankle(Viewpoint::Side, FootEnd::Toe, hangs).y >= 0.0 {
        return hangs;
    }
    let toe = from_ankle(Viewpoint::Side, FootEnd::Toe, 0.0);
    let (flat, length) = ((-toe.y).atan2(toe.x).to_degrees(), toe.x.hypot(toe.y));
    // The toe is on the floor at two angles: with the sole below, or the instep.
    let turned = (ankle.max(-toe.y) / length).asin().to_degrees();
    if hangs < 90.0 { turned - flat } else { 180.0 - turned - flat }
}

fn key(viewpoint: Viewpoint, anchor: Anchor, mut values: Values, legs: [Leg; 2], arms: [Arm; 2]) -> Keyframe {
    let (mut feet, mut hands, mut loose) = ([None; 2], [false; 2], [false; 2]);
    for which in Which::BOTH {
        let i = which as usize;
        match legs[i] {
            Leg::Angles { thigh, shin, foot } => {
                loose[i] = foot.is_none() && !which_stand(anchor).contains(&which);
                values.legs[i] = [thigh, shin, foot.unwrap_or(0.0)];
            }
            Leg::Placed { end, at, foot } => {
                values.legs[i][2] = foot;
                values.feet[i] = at;
                feet[i] = Some(end);
            }
        }
        match arms[i] {
            Arm::Angles { upper, fore } => values.arms[i] = [upper, fore],
            Arm::Placed { hand } => {
                values.hands[i] = hand;
                hands[i] = true;
            }
        }
    }
    let pelvis = pelvis(viewpoint, &values, anchor, Point::new(values.x, values.lift));
    let (mut values, short) = placed(viewpoint, values, pelvis, feet, hands);
    let body = Body::new(viewpoint, &angles(&values), pelvis);
    for i in [0, 1] {
        if loose[i] {
            values.legs[i][2] = loose_foot(values.legs[i][1], body.legs[i].ankle.y);
        }
        if feet[i].is_none() {
            values.feet[i] = body.legs[i].ankle + from_ankle(viewpoint, FootEnd::Toe, values.legs[i][2]);
        }
        if !hands[i] {
            values.hands[i] = body.arms[i].hand;
        }
    }
    Keyframe { values, anchor, feet, hands, short }
}

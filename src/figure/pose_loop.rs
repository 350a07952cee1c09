//! Where the body is at each instant of a loop.

use super::body::{Body, LegPoints};
use super::draft::{Anchor, Draft, PoseDraft, Viewpoint, Which};
use super::interpolation::{Curve, slope};
use super::keyframe::{Keyframe, angles, complete, pelvis, placed, reach_leg, which_stand};
use super::point::Point;
use super::values::{COUNT, Values};

/// The poses of a loop and the curves between them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PoseLoop {
    viewpoint: Viewpoint,
    walk: bool,
    pub(super) keys: Vec<Keyframe>,
    stretches: Vec<Stretch>,
    /// Seconds of a loop.
    pub(super) length: f64,
}

/// From a pose to the next one.
#[derive(Debug, Clone, PartialEq)]
struct Stretch {
    /// When it begins in the loop, in seconds.
    start: f64,
    take: f64,
    curves: [Curve; COUNT],
    /// How far the pelvis has gone along the floor when it begins.
    gone: f64,
}

/// A body at an instant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moment {
    pub body: Body,
    /// The middle of the ball along the floor.
    pub ball: f64,
    /// How far the body has gone along the floor.
    pub gone: f64,
}

impl PoseLoop {
    pub(super) fn new(draft: &Draft) -> Self {
        let mut keys = complete(draft);
        let mut poses: Vec<&PoseDraft> = draft.poses.iter().collect();
        if draft.alternate {
            let exchanged: Vec<Keyframe> = keys.iter().map(|key| key.exchanged(draft.viewpoint)).collect();
            keys.extend(exchanged);
            poses.extend_from_within(..);
        }
        let mut pose_loop =
            Self { viewpoint: draft.viewpoint, walk: draft.walk, keys, stretches: Vec::new(), length: 0.0 };
        pose_loop.stretches = pose_loop.stretched(&poses);
        pose_loop.length = poses.iter().map(|pose| pose.take + pose.hold).sum();
        if pose_loop.walk {
            pose_loop.go();
        }
        pose_loop
    }

    /// The stretches between poses that take their time.
    fn stretched(&self, poses: &[&PoseDraft]) -> Vec<Stretch> {
        let count = self.keys.len();
        let lists: Vec<_> = self.keys.iter().map(|key| key.values.list()).collect();
        // The slope at a pose: none where it is held.
        let slope_at = |key: usize, number: usize| {
            let (before, after) = ((key + count - 1) % count, (key + 1) % count);
            let rise = |from: usize, to: usize| lists[to][number] - lists[from][number];
            if poses[key].hold > 0.0 {
                return 0.0;
            }
            slope((poses[key].take, rise(before, key)), (poses[after].take, rise(key, after)))
        };
        let mut start = 0.0;
        (0..count)
            .map(|from| {
                let to = (from + 1) % count;
                let take = poses[to].take;
                let curves = std::array::from_fn(|number| Curve {
                    from: lists[from][number],
                    to: lists[to][number],
                    slopes: [slope_at(from, number) * take, slope_at(to, number) * take],
                });
                let stretch = Stretch { start, take, curves, gone: 0.0 };
                start += take + poses[to].hold;
                stretch
            })
            .collect()
    }

    /// Adds up how far a body that walks has gone.
    fn go(&mut self) {
        let mut gone = 0.0;
        for from in 0..self.stretches.len() {
            self.stretches[from].gone = gone;
            gone = self.moment(from, 1.0).gone;
        }
    }

    /// How far a body that walks goes in a loop.
    pub(super) fn way(&self) -> f64 {
        self.stretches.len().checked_sub(1).map_or(0.0, |last| self.moment(last, 1.0).gone)
    }

    /// The body at this many seconds of the loop.
    pub(super) fn at(&self, seconds: f64) -> Moment {
        let (from, share) = self.stretch_at(seconds);
        self.moment(from, share)
    }

    fn stretch_at(&self, seconds: f64) -> (usize, f64) {
        let seconds = seconds.rem_euclid(self.length);
        let from = self.stretches.iter().rposition(|stretch| stretch.start <= seconds).unwrap_or(0);
        let stretch = &self.stretches[from];
        (from, ((seconds - stretch.start) / stretch.take).min(1.0))
    }

    /// The body at this share of a stretch, with both feet above the floor.
    fn moment(&self, from: usize, share: f64) -> Moment {
        let (mut body, values, stretch) = (self.raw(from, share), self.values(from, share), &self.stretches[from]);
        let anchors = [from, (from + 1) % self.keys.len()].map(|key| self.keys[key].anchor);
        let standing = which_stand(anchors[0]);
        let below = |body: &Body, which: Which| -body.legs[which as usize].lowest();
        let mut gone = 0.0;
        if self.walk {
            let stands = standing.first().map_or(0, |which| *which as usize);
            let foot = |body: &Body| body.legs[stands].toe.x - body.pelvis.x;
            gone = stretch.gone + foot(&self.raw(from, 0.0)) - foot(&body);
            let lowest = Which::BOTH.into_iter().map(|which| below(&body, which)).fold(f64::MIN, f64::max);
            body = body.moved(Point::new(-body.pelvis.x, lowest + values.lift));
        } else {
            let [here, next] =
                anchors.map(|anchor| which_stand(anchor).iter().map(|which| below(&body, *which)).fold(0.0, f64::max));
            body = body.moved(Point::new(0.0, here + (next - here) * share));
        }
        for which in Which::BOTH {
            if below(&body, which) > 0.0 {
                let leg = &mut body.legs[which as usize];
                let ankle = Point::new(leg.ankle.x, leg.ankle.y - leg.lowest());
                let outward = if self.viewpoint == Viewpoint::Front && which == Which::Other { -1.0 } else { 1.0 };
                let ([thigh, shin], _) = reach_leg(leg.hip, ankle, outward);
                *leg = LegPoints::new(self.viewpoint, leg.hip, [thigh, shin, values.legs[which as usize][2]], outward);
            }
        }
        Moment { body, ball: values.ball, gone }
    }

    /// The numbers at this share of a stretch.
    fn values(&self, from: usize, share: f64) -> Values {
        let mut values = Values::of(self.stretches[from].curves.map(|curve| curve.at(share)));
        let [here, next] = [from, (from + 1) % self.keys.len()].map(|key| &self.keys[key]);
        if matches!(here.anchor, Anchor::Foot(..) | Anchor::Feet(_)) {
            values.lift = thrown(here.values.lift, next.values.lift, share);
        }
        values
    }

    /// The pose to which the body is on its way, and how much each limb is too short for its place: legs, then arms.
    pub(super) fn short(&self, seconds: f64) -> (usize, [[f64; 2]; 2]) {
        let (from, share) = self.stretch_at(seconds);
        ((from + 1) % self.keys.len(), self.solved(from, share).2)
    }

    /// The body as it is written, even if it is below the floor.
    pub(super) fn raw(&self, from: usize, share: f64) -> Body {
        let (values, pelvis, _) = self.solved(from, share);
        Body::new(self.viewpoint, &angles(&values), pelvis)
    }

    /// The numbers with the directions of all limbs, the pelvis, and how much each limb is too short for its place.
    fn solved(&self, from: usize, share: f64) -> (Values, Point, [[f64; 2]; 2]) {
        let [here, next] = [from, (from + 1) % self.keys.len()].map(|key| &self.keys[key]);
        let values = self.values(from, share);
        let place = |key: &Keyframe| {
            let at = Point::new(values.x, values.lift);
            pelvis(self.viewpoint, &values, key.anchor, at)
        };
        let pelvis =
            if self.walk || here.anchor == next.anchor { place(here) } else { place(here).towards(place(next), share) };
        let feet = [0, 1].map(|i| here.feet[i].filter(|end| next.feet[i] == Some(*end)));
        let hands = [0, 1].map(|i| here.hands[i] && next.hands[i]);
        let (values, short) = placed(self.viewpoint, values, pelvis, feet, hands);
        (values, pelvis, short)
    }
}

/// The height of what is thrown from one height to another: fast at the floor, slow at the top.
fn thrown(from: f64, to: f64, share: f64) -> f64 {
    let way = if to > from { 1.0 - (1.0 - share).powi(2) } else { share * share };
    from + (to - from) * way
}

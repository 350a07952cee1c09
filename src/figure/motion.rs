//! Where the body is at each instant of a loop.

use super::body::{Angles, Body, FOREARM, LegPoints, SHANK, THIGH, UPPER_ARM, from_ankle, roots};
use super::draft::{Anchor, Arm, Draft, FootEnd, Leg, PoseDraft, Viewpoint, Which};
use super::interpolation::{Curve, slope};
use super::limb::reach;
use super::point::Point;

/// How far a foot that hangs loose points down from its leg, in degrees.
const LOOSE: f64 = 40.0;
/// From the middle of a knee that stands on the floor to the floor.
const KNEE: f64 = 3.75;

/// The numbers of a pose. Of a pair, the working limb is first.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Values {
    pub(super) x: f64,
    pub(super) lift: f64,
    pub(super) lean: f64,
    pub(super) head: f64,
    pub(super) ball: f64,
    pub(super) legs: [[f64; 3]; 2],
    pub(super) arms: [[f64; 2]; 2],
    /// The places of the feet; of a foot without one, where its toe is.
    pub(super) feet: [Point; 2],
    pub(super) hands: [Point; 2],
}

/// As many numbers as [`Values`] has.
const COUNT: usize = 23;

impl Values {
    /// Hands out each of the numbers, always in the same order.
    fn each(&mut self, mut f: impl FnMut(&mut f64)) {
        for number in [&mut self.x, &mut self.lift, &mut self.lean, &mut self.head, &mut self.ball] {
            f(number);
        }
        self.legs.as_flattened_mut().iter_mut().for_each(&mut f);
        self.arms.as_flattened_mut().iter_mut().for_each(&mut f);
        for place in self.feet.iter_mut().chain(&mut self.hands) {
            f(&mut place.x);
            f(&mut place.y);
        }
    }

    fn list(mut self) -> [f64; COUNT] {
        let mut list = [0.0; COUNT];
        let mut slots = list.iter_mut();
        self.each(|number| slots.by_ref().take(1).for_each(|slot| *slot = *number));
        list
    }

    fn of(list: [f64; COUNT]) -> Self {
        let mut values = Self::default();
        let mut list = list.into_iter();
        values.each(|number| *number = list.next().unwrap_or_default());
        values
    }

    /// With legs and arms exchanged; from the front, in a mirror.
    fn exchanged(mut self, viewpoint: Viewpoint) -> Self {
        self.legs.reverse();
        self.arms.reverse();
        self.feet.reverse();
        self.hands.reverse();
        if viewpoint == Viewpoint::Front {
            for number in [&mut self.x, &mut self.lean, &mut self.ball] {
                *number = -*number;
            }
            for place in self.feet.iter_mut().chain(&mut self.hands) {
                place.x = -place.x;
            }
        }
        self
    }
}

/// A pose that is complete.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Key {
    pub(super) values: Values,
    anchor: Anchor,
    /// The end of each foot that has a place.
    feet: [Option<FootEnd>; 2],
    /// Whether each hand has a place.
    hands: [bool; 2],
    /// How much each limb is too short for its place: legs, then arms.
    pub(super) short: [[f64; 2]; 2],
}

/// The poses of a loop and the curves between them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Motion {
    viewpoint: Viewpoint,
    walk: bool,
    pub(super) keys: Vec<Key>,
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

impl Motion {
    pub(super) fn new(draft: &Draft) -> Self {
        let mut keys = complete(draft);
        let mut poses: Vec<&PoseDraft> = draft.poses.iter().collect();
        if draft.alternate {
            let exchanged: Vec<Key> = keys.iter().map(|key| key.exchanged(draft.viewpoint)).collect();
            keys.extend(exchanged);
            poses.extend_from_within(..);
        }
        let mut motion =
            Self { viewpoint: draft.viewpoint, walk: draft.walk, keys, stretches: Vec::new(), length: 0.0 };
        motion.stretches = motion.stretched(&poses);
        motion.length = poses.iter().map(|pose| pose.take + pose.hold).sum();
        if motion.walk {
            motion.go();
        }
        motion
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
        let anchor = self.keys[from].anchor;
        let standing = which_stand(anchor);
        let below = |body: &Body, which: Which| -body.legs[which as usize].lowest();
        let mut gone = 0.0;
        if self.walk {
            let stands = standing.first().map_or(0, |which| *which as usize);
            let foot = |body: &Body| body.legs[stands].toe.x - body.pelvis.x;
            gone = stretch.gone + foot(&self.raw(from, 0.0)) - foot(&body);
            let lowest = Which::BOTH.into_iter().map(|which| below(&body, which)).fold(f64::MIN, f64::max);
            body = body.moved(Point::new(-body.pelvis.x, lowest + values.lift));
        } else {
            let deepest = standing.iter().map(|which| below(&body, *which)).fold(0.0, f64::max);
            body = body.moved(Point::new(0.0, deepest));
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
        let place = |key: &Key| {
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

impl Key {
    fn exchanged(mut self, viewpoint: Viewpoint) -> Self {
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

/// The height of what is thrown from one height to another: fast at the floor, slow at the top.
fn thrown(from: f64, to: f64, share: f64) -> f64 {
    let way = if to > from { 1.0 - (1.0 - share).powi(2) } else { share * share };
    from + (to - from) * way
}

/// The legs that stand on the anchor.
fn which_stand(anchor: Anchor) -> &'static [Which] {
    match anchor {
        Anchor::Foot(_, Which::Working) => &[Which::Working],
        Anchor::Foot(_, Which::Other) => &[Which::Other],
        Anchor::Feet(_) => &Which::BOTH,
        Anchor::Knee(_) | Anchor::Hand(_) | Anchor::Hip => &[],
    }
}

fn angles(values: &Values) -> Angles {
    Angles { lean: values.lean, head: values.head, legs: values.legs, arms: values.arms }
}

/// Where the pelvis is when the anchor is here.
fn pelvis(viewpoint: Viewpoint, values: &Values, anchor: Anchor, at: Point) -> Point {
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

fn reach_leg(hip: Point, ankle: Point, outward: f64) -> ([f64; 2], f64) {
    let way = Point::new((ankle.x - hip.x) * outward, ankle.y - hip.y);
    reach(Point::default(), way, [THIGH, SHANK], 1.0)
}

/// The numbers with the directions of the limbs that have a place, and how much each is too short: legs, then arms.
fn placed(
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
fn complete(draft: &Draft) -> Vec<Key> {
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

fn key(viewpoint: Viewpoint, anchor: Anchor, mut values: Values, legs: [Leg; 2], arms: [Arm; 2]) -> Key {
    let (mut feet, mut hands) = ([None; 2], [false; 2]);
    for which in Which::BOTH {
        let i = which as usize;
        match legs[i] {
            Leg::Angles { thigh, shin, foot } => {
                let flat = which_stand(anchor).contains(&which);
                values.legs[i] = [thigh, shin, foot.unwrap_or(if flat { 0.0 } else { LOOSE - shin })];
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
        if feet[i].is_none() {
            values.feet[i] = body.legs[i].toe;
        }
        if !hands[i] {
            values.hands[i] = body.arms[i].hand;
        }
    }
    Key { values, anchor, feet, hands, short }
}

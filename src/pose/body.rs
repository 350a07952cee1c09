//! The shapes of a body.

use super::scene::{LEAST_HEAD, Scale};
use super::shape::{Form, Part, Shape};
use crate::figure::{Body, Figure, HEAD_RADIUS, Point, Viewpoint, Which};

/// The thickness of a part: hundredths of the body height, and the least in dots.
struct Thickness(f64, f64);

const LEG: Thickness = Thickness(7.5, 2.7);
const ARM: Thickness = Thickness(5.0, 2.0);
const TRUNK: Thickness = Thickness(9.0, 3.2);
const NECK: Thickness = Thickness(3.0, 2.0);
const FAR_LEG: Thickness = Thickness(6.0, 2.4);
const FAR_ARM: Thickness = Thickness(4.0, 1.3);
const HEAD: Thickness = Thickness(2.0 * HEAD_RADIUS, 2.0 * LEAST_HEAD);
const FOOT: Thickness = Thickness(4.5, 2.2);
/// How far below the neck an arm begins, as a share of the trunk: below the chin, even where that is drawn large.
const SHOULDER: f64 = 0.22;

impl Scale {
    pub(super) fn place(&self, point: Point) -> Point {
        let x = if self.mirrored { -point.x } else { point.x };
        Point::new(self.zero + x * self.dots, self.floor - point.y * self.dots)
    }

    fn radius(&self, thickness: &Thickness) -> f64 {
        (thickness.0 * self.dots).max(thickness.1) / 2.0
    }

    /// A capsule, above the floor with all its thickness.
    pub(super) fn capsule(&self, part: Part, from: Point, to: Point, radius: f64) -> Shape {
        let [from, to] =
            [from, to].map(|point| self.place(point)).map(|at| Point::new(at.x, at.y.min(self.floor - radius)));
        Shape { part, form: Form::Capsule { from, to, radius } }
    }

    /// The shapes of a body, those behind first.
    pub(super) fn body(&self, figure: &Figure, body: &Body) -> Vec<Shape> {
        let is_front = figure.viewpoint() == Viewpoint::Front;
        let mut shapes = Vec::with_capacity(18);
        let other_leg = if is_front && figure.both_legs_work() { Part::Leg } else { Part::Far };
        let other_arm = if is_front { Part::Body } else { Part::Far };
        self.leg(body, Which::Other, other_leg, is_front, &mut shapes);
        // The trunk ends below the shoulders, so that a neck is seen.
        let trunk = self.radius(&TRUNK);
        let shortened = body.neck.towards(body.pelvis, (trunk / self.dots / 27.0).min(0.5));
        if is_front {
            let [right, left] = body.arms.map(|arm| arm.shoulder.towards(body.pelvis, SHOULDER));
            shapes.push(self.capsule(Part::Body, right, left, self.radius(&ARM)));
            let inner = |shoulder: Point, hip: Point| {
                self.capsule(Part::Body, shoulder.towards(shortened, 0.45), hip, trunk * 0.8)
            };
            shapes.push(inner(right, body.legs[0].hip));
            shapes.push(inner(left, body.legs[1].hip));
        }
        shapes.push(self.capsule(Part::Body, shortened, body.pelvis, trunk));
        self.leg(body, Which::Working, Part::Leg, is_front, &mut shapes);
        shapes.push(self.capsule(Part::Neck, shortened, body.head, self.radius(&NECK)));
        // Always the same round head: it is a whole number of pixels high, and all of it is in the picture.
        let radius = self.radius(&HEAD).floor();
        let at = self.place(body.head);
        let row = ((at.y - radius) / 2.0).round() * 2.0 + radius;
        let head = Point::new(at.x.round(), row.min(self.floor - radius).max(radius));
        let form = Form::Capsule { from: head, to: head, radius };
        shapes.push(Shape { part: Part::Head, form });
        // The room that is kept for a neck is no gap in an arm beside the head.
        self.arm(body, Which::Other, other_arm, &mut shapes);
        self.arm(body, Which::Working, Part::Body, &mut shapes);
        shapes
    }

    fn leg(&self, body: &Body, which: Which, part: Part, is_front: bool, shapes: &mut Vec<Shape>) {
        let leg = &body.legs[which as usize];
        let radius = self.radius(if part == Part::Leg { &LEG } else { &FAR_LEG });
        shapes.push(self.capsule(part, leg.hip, leg.knee, radius));
        shapes.push(self.capsule(part, leg.knee, leg.ankle, radius));
        // The sole is where the foot ends.
        let foot = self.radius(&FOOT);
        let raised = Point::new(0.0, foot / self.dots);
        if is_front {
            shapes.push(self.capsule(part, leg.ankle, leg.toe + raised, radius));
            return;
        }
        let toe = leg.toe.towards(leg.heel, foot / self.dots / 16.0);
        let heel = leg.heel.towards(leg.toe, foot / self.dots / 16.0);
        // What is this thick stands on the sole.
        let up = |point: Point, thick: f64| {
            point + (leg.ankle - leg.heel.towards(leg.toe, 0.25)) * (thick / self.dots / 4.0).min(1.0)
        };
        shapes.push(self.capsule(part, up(heel, foot), up(toe, foot), foot));
        shapes.push(self.capsule(part, leg.ankle, up(heel.towards(toe, 0.25), radius * 0.8), radius * 0.8));
    }

    fn arm(&self, body: &Body, which: Which, part: Part, shapes: &mut Vec<Shape>) {
        let arm = &body.arms[which as usize];
        let radius = self.radius(if part == Part::Body { &ARM } else { &FAR_ARM });
        let shoulder = arm.shoulder.towards(body.pelvis, SHOULDER);
        let by = shoulder - arm.shoulder;
        shapes.push(self.capsule(part, shoulder, arm.elbow + by * 0.5, radius));
        shapes.push(self.capsule(part, arm.elbow + by * 0.5, arm.hand, radius));
    }
}

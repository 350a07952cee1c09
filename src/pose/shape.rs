//! What a picture of a figure is made of: forms, and what each is a part of.

use crate::figure::Point;

/// A form, in dots from the upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Form {
    /// All that is no further than the radius from the line between two points.
    Capsule { from: Point, to: Point, radius: f64 },
    /// A rectangle between its corners.
    Box { low: Point, high: Point },
}

/// What a form is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The trunk, the near arm.
    Body,
    Neck,
    Head,
    /// A leg that works.
    Leg,
    /// A limb behind the body.
    Far,
    /// What stands around.
    Prop,
    /// An arrow, or the bars of a hold.
    Mark,
    Ground,
}

impl Part {
    /// Whether it is drawn solid; the others are drawn as dots.
    pub fn is_near(self) -> bool {
        matches!(self, Self::Body | Self::Neck | Self::Head | Self::Leg)
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shape {
    pub part: Part,
    pub form: Form,
}

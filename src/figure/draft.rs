//! A figure as a file describes it: each value is allowed by itself. Whether they fit together is checked when a figure
//! is made of it.

use super::point::Point;

/// A figure as it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    pub name: String,
    pub viewpoint: Viewpoint,
    pub anchor: Anchor,
    /// The next rep has the legs and arms exchanged; from the front it is the mirror image.
    pub alternate: bool,
    /// Reps in one loop.
    pub reps: u32,
    /// The anchor goes on to the other foot.
    pub walk: bool,
    pub props: Props,
    pub in_hands: Option<InHands>,
    pub poses: Vec<PoseDraft>,
}

/// From where a figure is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewpoint {
    /// It faces right, so that its right limbs are near.
    Side,
    /// As in a mirror: its right is on the right.
    Front,
}

/// What stands around.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Props {
    /// Where the surface of a wall is.
    pub wall: Option<f64>,
    /// Where a line is on the floor.
    pub line: Option<f64>,
    /// The middle of the small flat top of a post, such as a stool or the back of a chair.
    pub post: Option<Point>,
    /// The radius of a ball on the floor.
    pub ball: Option<f64>,
    /// The near upper edge of a step that goes on to the right.
    pub step: Option<Point>,
}

impl Props {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What both hands hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InHands {
    /// Such as a dumbbell or a kettlebell.
    Weight,
    /// A skipping rope. It turns once in a rep: over the head where a rep begins, under the feet in its middle.
    Rope,
}

/// What does not move while a figure does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Foot(FootEnd, Which),
    /// Both feet, in the middle between them; then both legs work.
    Feet(FootEnd),
    Knee(Which),
    Hand(Which),
    Hip,
}

/// An end of a foot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FootEnd {
    Toe,
    Heel,
}

/// Which of two limbs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The one that works: the right one as written, which is near from the side.
    Working,
    Other,
}

impl Which {
    pub const BOTH: [Self; 2] = [Self::Working, Self::Other];

    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Self::Working => Self::Other,
            Self::Other => Self::Working,
        }
    }
}

/// A limb of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limb {
    Leg(Which),
    Arm(Which),
}

/// A pose as it is written. What it leaves out stays as it was in the pose before; at first the body stands upright with
/// hanging arms.
#[derive(Debug, Clone, PartialEq)]
pub struct PoseDraft {
    /// Seconds to get there.
    pub take: f64,
    /// Seconds to stay there.
    pub hold: f64,
    /// Where the anchor is along the floor.
    pub x: Option<f64>,
    /// How high the anchor is above its place on the floor.
    pub lift: Option<f64>,
    /// 0 upright, 90 face down, -90 on the back; from the front to the right.
    pub lean: Option<f64>,
    /// The nod of the head against the trunk.
    pub head: Option<f64>,
    /// The working leg and the other.
    pub legs: [Option<Leg>; 2],
    /// The arm of the working side and the other.
    pub arms: [Option<Arm>; 2],
    /// Where the ball is along the floor.
    pub ball: Option<f64>,
    pub arrow: Option<Arrow>,
}

impl Default for PoseDraft {
    /// A pose that changes nothing.
    fn default() -> Self {
        Self {
            take: 1.0,
            hold: 0.0,
            x: None,
            lift: None,
            lean: None,
            head: None,
            legs: [None; 2],
            arms: [None; 2],
            ball: None,
            arrow: None,
        }
    }
}

/// Where a leg is: by the directions of its bones, or by the place of its foot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Leg {
    Angles {
        thigh: f64,
        shin: f64,
        /// 0 flat, 50 on the toes, -25 on the heel; `None` is flat where the foot is the anchor, and hangs loose elsewhere.
        foot: Option<f64>,
    },
    Placed {
        end: FootEnd,
        at: Point,
        foot: f64,
    },
}

/// Where an arm is: by the directions of its bones, or by the place of its hand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Arm {
    Angles { upper: f64, fore: f64 },
    Placed { hand: Point },
}

/// The way that a movement goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrow {
    Up,
    Down,
    /// From the side.
    Forward,
    /// From the side.
    Back,
    /// From the front.
    Left,
    /// From the front.
    Right,
}

impl Arrow {
    /// The same in a mirror, from the front.
    pub(super) fn mirrored(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
            other => other,
        }
    }
}

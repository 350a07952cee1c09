//! How a movement is done, as a figure that moves: a body whose limbs keep their lengths, the poses that it takes, and
//! the way from each to the next, round and round.
//!
//! Lengths are hundredths of the height of the body, times are seconds at natural speed, and an angle of 0 is how one
//! stands. The format of the files is documented in `docs/figures.md`.

mod body;
mod check;
mod draft;
mod interpolation;
mod keyframe;
mod limb;
mod point;
mod pose_loop;
mod values;

pub use body::{ArmPoints, Body, HEAD_RADIUS, LegPoints};
pub use check::{FigureFault, Joint, LimbFault};
pub use draft::{Anchor, Arm, Arrow, Draft, FootEnd, InHands, Leg, Limb, PoseDraft, Props, Viewpoint, Which};
pub use point::Point;
pub use pose_loop::Moment;

use std::collections::BTreeMap;
use std::sync::Arc;

use pose_loop::PoseLoop;

/// Figures by their ids.
pub type Figures = BTreeMap<String, Arc<Figure>>;

/// A figure, checked: it can be drawn at each of its instants.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    draft: Draft,
    pose_loop: PoseLoop,
}

impl Figure {
    /// The figure, or everything that is wrong with it.
    pub fn new(draft: Draft) -> Result<Self, Vec<FigureFault>> {
        let faults = check::faults(&draft);
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Self { pose_loop: PoseLoop::new(&draft), draft })
    }

    pub fn name(&self) -> &str {
        &self.draft.name
    }

    pub fn viewpoint(&self) -> Viewpoint {
        self.draft.viewpoint
    }

    pub fn props(&self) -> &Props {
        &self.draft.props
    }

    pub fn in_hands(&self) -> Option<InHands> {
        self.draft.in_hands
    }

    /// Whether both legs work; otherwise it is the first one.
    pub fn both_legs_work(&self) -> bool {
        matches!(self.draft.anchor, Anchor::Feet(_))
    }

    /// Whether one of two reps is done with legs and arms exchanged.
    pub fn alternates(&self) -> bool {
        self.draft.alternate
    }

    /// How far the floor moves back under the body in a loop; 0 where it stays in its place.
    pub fn way(&self) -> f64 {
        self.pose_loop.way()
    }

    /// Reps in one loop.
    pub fn reps(&self) -> u32 {
        if self.draft.alternate { 2 } else { self.draft.reps }
    }

    /// The poses as they are written, in the order in which they are taken.
    pub fn poses(&self) -> &[PoseDraft] {
        &self.draft.poses
    }

    /// The poses of a loop that show what is done; the first one where none is marked.
    pub fn key_poses(&self) -> Vec<KeyPose> {
        let poses = &self.draft.poses;
        let rep: f64 = poses.iter().map(|pose| pose.take + pose.hold).sum();
        let mut at = 0.0;
        let mut keys: Vec<KeyPose> = Vec::new();
        for (index, pose) in poses.iter().enumerate() {
            if index > 0 {
                at += pose.take + pose.hold;
            }
            if pose.arrow.is_some() {
                keys.push(KeyPose { at, hold: pose.hold, arrow: pose.arrow });
            }
        }
        if keys.is_empty() {
            keys.extend(poses.first().map(|pose| KeyPose { at: 0.0, hold: pose.hold, arrow: None }));
        }
        if self.draft.alternate {
            let mirrored = self.draft.viewpoint == Viewpoint::Front;
            let exchanged = |key: &KeyPose| KeyPose {
                at: key.at + rep,
                arrow: key.arrow.map(|arrow| if mirrored { arrow.mirrored() } else { arrow }),
                ..*key
            };
            let others: Vec<KeyPose> = keys.iter().map(exchanged).collect();
            keys.extend(others);
        }
        keys
    }

    /// Whether it does not move.
    pub fn is_still(&self) -> bool {
        self.pose_loop.keys.len() == 1
    }

    /// Seconds of one loop at natural speed.
    pub fn length(&self) -> f64 {
        self.pose_loop.length
    }

    /// The body at this many seconds of the loop, which begins where the first pose is left. Each instant is in a loop.
    pub fn at(&self, seconds: f64) -> Moment {
        self.pose_loop.at(seconds)
    }
}

/// A pose that shows what is done.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KeyPose {
    /// When it is left, in seconds of the loop.
    pub at: f64,
    /// How long it is held before, in seconds.
    pub hold: f64,
    /// Where the movement goes from there.
    pub arrow: Option<Arrow>,
}

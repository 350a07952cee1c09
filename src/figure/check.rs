//! What can be wrong with a figure although each of its values is allowed by itself.

use super::body::Body;
use super::draft::{Anchor, Arm, Arrow, Draft, FootEnd, Leg, Limb, PoseDraft, Viewpoint, Which};
use super::keyframe::Keyframe;
use super::point::Point;
use super::pose_loop::PoseLoop;

/// How far below the floor a pose may be, in hundredths of the body height.
const BELOW: f64 = 2.0;
/// By how much a limb may be too short for its place, in a pose and on the way to it.
const SHORT: [f64; 2] = [1.5, 3.0];
/// The instants of a loop that are looked at, beside its poses.
const MOMENTS: u32 = 48;
/// What is less than this is an error of arithmetic, in degrees or hundredths of the body height.
const ROUNDING: f64 = 1e-6;

/// What is wrong with a figure. Poses are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FigureFault {
    NoPose,
    WalkWithoutAlternate,
    /// A figure that walks leaves what stands around.
    WalkWithProp,
    /// Two reps in a loop are said twice.
    RepsWithAlternate,
    /// A place of a ball that is not there.
    NoBall {
        pose: usize,
    },
    /// A direction that cannot be seen from there.
    UnseenArrow {
        pose: usize,
        arrow: Arrow,
        viewpoint: Viewpoint,
    },
    /// What stands on a limb that has a place would have two.
    PlacedAnchor {
        pose: usize,
        limb: Limb,
    },
    /// The trunk or the head is below the floor by this much, in hundredths of the body height.
    BodyBelowFloor {
        pose: usize,
        by: f64,
    },
    /// A limb is not where it could be in a pose.
    Limb {
        pose: usize,
        limb: Limb,
        fault: LimbFault,
    },
}

/// What is wrong with a limb. Lengths are hundredths of the body height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LimbFault {
    /// A joint bends to an angle to which people's do not.
    Bends { joint: Joint, angle: f64 },
    /// It is below the floor by this much; `end` is where the toe or the hand is.
    BelowFloor { by: f64, end: Point },
    /// It is too short for its place by this much; `end` is how far it comes.
    OutOfReach { by: f64, end: Point },
    /// The same between the pose before and this one.
    OutOfReachOnTheWay { by: f64 },
}

/// A joint, and how far it bends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    Hip,
    Knee,
    Ankle,
    Shoulder,
    Elbow,
}

impl Joint {
    /// The angles to which people bend it, in degrees, with room for what is drawn large. 0 is how one stands; a
    /// negative knee bends the wrong way, a negative ankle pulls the toes up.
    pub fn range(self) -> (f64, f64) {
        match self {
            Self::Hip => (-50.0, 150.0),
            Self::Knee | Self::Elbow => (-6.0, 155.0),
            Self::Ankle => (-45.0, 80.0),
            Self::Shoulder => (-80.0, 195.0),
        }
    }
}

/// Everything that is wrong with a draft, in the order of its poses.
pub(super) fn faults(draft: &Draft) -> Vec<FigureFault> {
    let mut faults = statements(draft);
    let placed: Vec<FigureFault> = (0..draft.poses.len()).filter_map(|pose| placed_anchor(draft, pose)).collect();
    let is_posed = !draft.poses.is_empty() && placed.is_empty();
    faults.extend(placed);
    if is_posed {
        let pose_loop = PoseLoop::new(draft);
        for (pose, key) in pose_loop.keys.iter().take(draft.poses.len()).enumerate() {
            in_pose(draft, pose, key, &pose_loop.raw(pose, 0.0), &mut faults);
        }
        if faults.is_empty() {
            faults.extend(on_the_way(draft, &pose_loop));
        }
    }
    faults
}

/// What contradicts itself without being drawn.
fn statements(draft: &Draft) -> Vec<FigureFault> {
    let props = &draft.props;
    let whole = [
        (draft.poses.is_empty(), FigureFault::NoPose),
        (draft.walk && !draft.alternate, FigureFault::WalkWithoutAlternate),
        (draft.walk && !props.is_empty(), FigureFault::WalkWithProp),
        (draft.alternate && draft.reps != 1, FigureFault::RepsWithAlternate),
    ];
    let whole = whole.into_iter().filter_map(|(is_wrong, fault)| is_wrong.then_some(fault));
    let of_poses = draft.poses.iter().enumerate().flat_map(|(pose, written)| {
        let ball = (written.ball.is_some() && props.ball.is_none()).then_some(FigureFault::NoBall { pose });
        let unseen = written.arrow.filter(|arrow| !is_seen(*arrow, draft.viewpoint));
        let arrow = unseen.map(|arrow| FigureFault::UnseenArrow { pose, arrow, viewpoint: draft.viewpoint });
        [ball, arrow].into_iter().flatten()
    });
    whole.chain(of_poses).collect()
}

fn is_seen(arrow: Arrow, viewpoint: Viewpoint) -> bool {
    match arrow {
        Arrow::Up | Arrow::Down => true,
        Arrow::Forward | Arrow::Back => viewpoint == Viewpoint::Side,
        Arrow::Left | Arrow::Right => viewpoint == Viewpoint::Front,
    }
}

/// The limb of the anchor where a pose gives it a place.
fn placed_anchor(draft: &Draft, pose: usize) -> Option<FigureFault> {
    let PoseDraft { legs, arms, .. } = &draft.poses[pose];
    let leg = |which: &Which| matches!(legs[*which as usize], Some(Leg::Placed { .. })).then_some(Limb::Leg(*which));
    let limb = match draft.anchor {
        Anchor::Foot(_, which) | Anchor::Knee(which) => leg(&which),
        Anchor::Feet(_) => Which::BOTH.iter().find_map(leg),
        Anchor::Hand(which) => matches!(arms[which as usize], Some(Arm::Placed { .. })).then_some(Limb::Arm(which)),
        Anchor::Hip => None,
    };
    limb.map(|limb| FigureFault::PlacedAnchor { pose, limb })
}

fn in_pose(draft: &Draft, pose: usize, key: &Keyframe, body: &Body, faults: &mut Vec<FigureFault>) {
    let lowest = body.pelvis.y.min(body.neck.y).min(body.head.y);
    if lowest < -BELOW {
        faults.push(FigureFault::BodyBelowFloor { pose, by: -lowest });
    }
    for which in Which::BOTH {
        let i = which as usize;
        let (leg, arm) = (Limb::Leg(which), Limb::Arm(which));
        for (limb, by) in [leg, arm].into_iter().zip(key.short.map(|pair| pair[i])) {
            if by > SHORT[0] {
                let fault = LimbFault::OutOfReach { by, end: placed_end(draft, pose, limb, body) };
                faults.push(FigureFault::Limb { pose, limb, fault });
            }
        }
        // From the front bends are not seen, only their shadows.
        if draft.viewpoint == Viewpoint::Side {
            faults.extend(bends(pose, which, key));
        }
        let depths = [
            (leg, body.legs[i].lowest().min(body.legs[i].knee.y), body.legs[i].toe),
            (arm, body.arms[i].hand.y.min(body.arms[i].elbow.y), body.arms[i].hand),
        ];
        for (limb, height, end) in depths {
            if height < -BELOW {
                faults.push(FigureFault::Limb { pose, limb, fault: LimbFault::BelowFloor { by: -height, end } });
            }
        }
    }
}

/// Where the end of a limb is that has a place.
fn placed_end(draft: &Draft, pose: usize, limb: Limb, body: &Body) -> Point {
    match limb {
        Limb::Arm(which) => body.arms[which as usize].hand,
        Limb::Leg(which) => {
            let leg = draft.poses[..=pose].iter().rev().find_map(|pose| pose.legs[which as usize]);
            let end = if let Some(Leg::Placed { end, .. }) = leg { end } else { FootEnd::Toe };
            body.legs[which as usize].end(end)
        }
    }
}

/// The joints of one side that bend too far.
fn bends(pose: usize, which: Which, key: &Keyframe) -> impl Iterator<Item = FigureFault> {
    let (i, values) = (which as usize, &key.values);
    let ([thigh, shin, foot], [upper, fore]) = (values.legs[i], values.arms[i]);
    let (leg, arm) = (Limb::Leg(which), Limb::Arm(which));
    let joints = [
        (Joint::Hip, leg, thigh + values.lean),
        (Joint::Knee, leg, thigh - shin),
        (Joint::Ankle, leg, foot + shin),
        (Joint::Shoulder, arm, upper + values.lean),
        (Joint::Elbow, arm, fore - upper),
    ];
    joints.into_iter().filter_map(move |(joint, limb, angle)| {
        let (least, most) = joint.range();
        let bends = angle < least - ROUNDING || angle > most + ROUNDING;
        bends.then_some(FigureFault::Limb { pose, limb, fault: LimbFault::Bends { joint, angle } })
    })
}

/// Limbs that are too short for a place between two poses; the first instant of each.
fn on_the_way(draft: &Draft, pose_loop: &PoseLoop) -> Vec<FigureFault> {
    let mut found: Vec<FigureFault> = Vec::new();
    for moment in 0..MOMENTS {
        let (pose, short) = pose_loop.short(f64::from(moment) * pose_loop.length / f64::from(MOMENTS));
        let pose = pose % draft.poses.len();
        for which in Which::BOTH {
            for (limb, by) in
                [Limb::Leg(which), Limb::Arm(which)].into_iter().zip(short.map(|pair| pair[which as usize]))
            {
                let is_limb =
                    |fault: &FigureFault| matches!(fault, FigureFault::Limb { limb: other, .. } if *other == limb);
                if by > SHORT[1] && !found.iter().any(is_limb) {
                    found.push(FigureFault::Limb { pose, limb, fault: LimbFault::OutOfReachOnTheWay { by } });
                }
            }
        }
    }
    found
}

//! What is wrong with a figure as a whole, at the keys that say so, and with what could be written instead.

use std::ops::Range;

use super::pose::{ARROWS, WrittenPose};
use super::{ANCHOR, ANCHORS, Written, said};
use crate::figure::{
    Arm, Arrow, FigureFault, FootEnd, Joint, Leg, Limb, LimbFault, Point, PoseDraft, Viewpoint, Which,
};
use crate::reader::problem::{Collector, FigureProblem, Instead, Problem, SlotProblem};
use crate::reader::wording::{decimal, decimals};

/// How a limb is that no pose mentions.
const STANDING: Leg = Leg::Angles { thigh: 0.0, shin: 0.0, foot: None };
const HANGING: Arm = Arm::Angles { upper: 0.0, fore: 0.0 };

/// Adds the problems of faults, where they are written. A limb that is wrong in several poses or ways is reported once
/// for each time that it is written. Of a figure of which a part was not read nobody knows where its limbs are.
pub(super) fn report(faults: &[FigureFault], figure: &Written, is_whole: bool, problems: &mut Collector) {
    let mut told = Vec::new();
    for fault in faults {
        match *fault {
            FigureFault::Limb { pose, limb, fault } if is_whole => {
                let said = figure.poses.iter().take(pose + 1).rev().find_map(|pose| pose.limb(limb));
                let identity = said.as_ref().map_or(Err(limb), |(_, at)| Ok(at.start));
                if let (Some(here), false) = (figure.poses.get(pose), told.contains(&identity)) {
                    told.push(identity);
                    problems.push(of_limb((pose + 1, here), limb, fault, said));
                }
            }
            FigureFault::Limb { .. } | FigureFault::BodyBelowFloor { .. } if !is_whole => {}
            _ => contradiction(fault, figure, problems),
        }
    }
}

/// The problem of a limb in a pose (by its number), where the limb was written last. What could be written there
/// instead is known only in this pose.
fn of_limb(
    (pose, here): (usize, &WrittenPose),
    limb: Limb,
    fault: LimbFault,
    said: Option<(&'static str, Range<usize>)>,
) -> Problem {
    let problem = |key, instead| FigureProblem::Limb { pose, key, fault, instead };
    match said {
        Some((key, at)) if here.limb(limb).is_some() => {
            Problem::new(at, problem(key, Instead::Value(instead(limb, fault, &here.draft))))
        }
        Some((key, at)) => Problem::new(at, problem(key, Instead::Value(Vec::new()))).related(here.at.clone()),
        None => {
            let key = match limb {
                Limb::Leg(Which::Working) => "leg",
                Limb::Leg(Which::Other) => "other_leg",
                Limb::Arm(Which::Working) => "arm",
                Limb::Arm(Which::Other) => "other_arm",
            };
            Problem::new(here.at.clone(), problem(key, Instead::Key(instead(limb, fault, &here.draft))))
        }
    }
}

/// Other values of a limb with which the pose would not have this fault, as TOML.
fn instead(limb: Limb, fault: LimbFault, pose: &PoseDraft) -> Vec<String> {
    match fault {
        LimbFault::Bends { joint, angle } => {
            let (least, most) = joint.range();
            bent_less(pose, limb, joint, angle - angle.clamp(least, most))
        }
        LimbFault::BelowFloor { end, .. } => on_the_floor(limb, end),
        LimbFault::OutOfReach { end, .. } => in_reach(pose, limb, end),
        LimbFault::OutOfReachOnTheWay { .. } => Vec::new(),
    }
}

/// Adds the problem of what contradicts itself.
fn contradiction(fault: &FigureFault, figure: &Written, problems: &mut Collector) {
    match *fault {
        FigureFault::NoPose => problems.add(0..0, FigureProblem::NoPose),
        FigureFault::WalkWithoutAlternate => {
            if let Some(walk) = figure.walk.located() {
                problems.add(walk.key_at.clone(), FigureProblem::WalkNeedsAlternate);
            }
        }
        FigureFault::WalkWithProp => beside_walk(figure, problems),
        FigureFault::RepsWithAlternate => {
            if let (Some(reps), Some(alternate)) = (figure.reps.located(), figure.alternate.located()) {
                let problem = Problem::new(reps.key_at.clone(), SlotProblem::RepsBesideAlternate);
                problems.push(problem.related(alternate.key_at.clone()));
            }
        }
        FigureFault::NoBall { pose } => {
            if let Some(ball) = figure.poses.get(pose).and_then(|pose| pose.ball.as_ref()) {
                problems.add(ball.key_at.clone(), FigureProblem::NoBall);
            }
        }
        FigureFault::UnseenArrow { pose, arrow, viewpoint } => {
            if let Some(at) = figure.poses.get(pose).and_then(|pose| pose.arrow.as_ref()) {
                let problem = FigureProblem::UnseenArrow {
                    arrow: word(&ARROWS, &arrow),
                    viewpoint,
                    instead: seen(arrow, viewpoint),
                };
                problems.add(at.at.clone(), problem);
            }
        }
        FigureFault::PlacedAnchor { pose, limb } => {
            if let Some((key, at)) = figure.poses.get(pose).and_then(|pose| pose.limb(limb)) {
                let anchor = word(&ANCHORS, &said(&figure.anchor).unwrap_or(ANCHOR));
                let mut problem = Problem::new(at, FigureProblem::PlacedAnchor { key, anchor });
                problem.related = figure.anchor.located().map(|anchor| anchor.at.clone());
                problems.push(problem);
            }
        }
        FigureFault::BodyBelowFloor { pose, by } => below_floor(pose, by, figure, problems),
        FigureFault::Limb { .. } => {}
    }
}

/// A body that goes through the floor, where its `lean` was written last.
fn below_floor(pose: usize, by: f64, figure: &Written, problems: &mut Collector) {
    let Some(here) = figure.poses.get(pose) else { return };
    let problem = FigureProblem::BelowFloor { pose: pose + 1, by };
    problems.push(match (&here.lean, figure.poses.iter().take(pose).rev().find_map(|pose| pose.lean.as_ref())) {
        (Some(lean), _) => Problem::new(lean.at.clone(), problem),
        (None, Some(lean)) => Problem::new(lean.at.clone(), problem).related(here.at.clone()),
        (None, None) => Problem::new(here.at.clone(), problem),
    });
}

/// A figure that walks, beside each thing that stands around.
fn beside_walk(figure: &Written, problems: &mut Collector) {
    let Some(walk) = figure.walk.located() else { return };
    for (prop, at) in figure.props.keys() {
        problems.push(Problem::new(at, SlotProblem::PropBesideWalk(prop)).related(walk.key_at.clone()));
    }
}

/// What is seen from there of a movement in this direction.
fn seen(arrow: Arrow, viewpoint: Viewpoint) -> Option<&'static str> {
    match (arrow, viewpoint) {
        (Arrow::Right, Viewpoint::Side) => Some("forward"),
        (Arrow::Left, Viewpoint::Side) => Some("back"),
        _ => None,
    }
}

/// The word of a choice.
fn word<T: PartialEq>(choices: &[(&'static str, T)], choice: &T) -> &'static str {
    choices.iter().find(|(_, other)| other == choice).map_or("", |(word, _)| word)
}

/// The limb with this joint bent less by this many degrees.
fn bent_less(pose: &PoseDraft, limb: Limb, joint: Joint, degrees: f64) -> Vec<String> {
    match limb {
        Limb::Leg(which) => match pose.legs[which as usize].unwrap_or(STANDING) {
            Leg::Angles { thigh, shin, foot } => vec![match (joint, foot) {
                (Joint::Hip, None) => decimals(&[thigh - degrees, shin - degrees]),
                (Joint::Hip, Some(foot)) => decimals(&[thigh - degrees, shin - degrees, foot + degrees]),
                (Joint::Ankle, _) => decimals(&[thigh, shin, foot.unwrap_or(0.0) - degrees]),
                (_, None) => decimals(&[thigh, shin + degrees]),
                (_, Some(foot)) => decimals(&[thigh, shin + degrees, foot - degrees]),
            }],
            Leg::Placed { .. } => Vec::new(),
        },
        Limb::Arm(which) => match pose.arms[which as usize].unwrap_or(HANGING) {
            Arm::Angles { upper, fore } => vec![match joint {
                Joint::Shoulder => decimals(&[upper - degrees, fore - degrees]),
                _ => decimals(&[upper, fore - degrees]),
            }],
            Arm::Placed { .. } => Vec::new(),
        },
    }
}

/// A place on the floor, under where the end of the limb is.
fn on_the_floor(limb: Limb, end: Point) -> Vec<String> {
    let x = decimal(end.x.round());
    match limb {
        Limb::Leg(_) => ["", ", foot = 40", ", foot = 70"].map(|foot| format!("{{ toe = [{x}, 0]{foot} }}")).to_vec(),
        Limb::Arm(_) => vec![format!("{{ hand = [{x}, 0] }}")],
    }
}

/// The place within reach that is nearest to the one that is written.
fn in_reach(pose: &PoseDraft, limb: Limb, end: Point) -> Vec<String> {
    let place = decimals(&[end.x, end.y].map(f64::round));
    match limb {
        Limb::Leg(which) => match pose.legs[which as usize] {
            Some(Leg::Placed { end, foot, .. }) => {
                let key = if end == FootEnd::Toe { "toe" } else { "heel" };
                let foot = if foot == 0.0 { String::new() } else { format!(", foot = {}", decimal(foot)) };
                vec![format!("{{ {key} = {place}{foot} }}")]
            }
            _ => Vec::new(),
        },
        Limb::Arm(_) => vec![format!("{{ hand = {place} }}")],
    }
}

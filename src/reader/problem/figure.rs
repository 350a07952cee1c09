//! What can be wrong with a figure.

use crate::figure::{Joint, LimbFault, Viewpoint};
use crate::reader::offer::Offer;
use crate::reader::wording::{Subject, Wording, decimal, quoted};

/// The most poses of a figure.
pub(in crate::reader) const POSES_MAX: usize = 64;

const BELOW: &str = "nothing goes through the floor";
/// What is shown at a pose that leaves out what an earlier one says.
const KEEPS: &str = "this pose keeps it";

#[derive(Debug, Clone, PartialEq)]
pub(in crate::reader) enum FigureProblem {
    NoPose,
    /// So many.
    TooManyPoses(usize),
    /// A table as a limb, without a place; `ends` are the keys that could have one.
    NoEnd {
        limb: &'static str,
        ends: &'static str,
    },
    WalkNeedsAlternate,
    /// A place of a ball that is not there.
    NoBall,
    /// A direction that is not seen from there, and what is seen of it.
    UnseenArrow {
        arrow: &'static str,
        viewpoint: Viewpoint,
        instead: Option<&'static str>,
    },
    /// The anchor stands on a limb (by its key) that has a place.
    PlacedAnchor {
        key: &'static str,
        anchor: &'static str,
    },
    /// The trunk or the head in a pose, by its number from 1.
    BelowFloor {
        pose: usize,
        by: f64,
    },
    /// A limb that is not where it could be, by its key, in a pose, by its number from 1.
    Limb {
        pose: usize,
        key: &'static str,
        fault: LimbFault,
        instead: Instead,
    },
}

/// What could be written, the likeliest first.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::reader) enum Instead {
    /// Another value of the key.
    Value(Vec<String>),
    /// The key, which is not there, with one of these values.
    Key(Vec<String>),
}

impl FigureProblem {
    pub(super) fn wording(&self) -> Wording {
        match self {
            Self::NoPose => Wording::new("the figure has no pose", "expected `[[pose]]`")
                .help("add `[[pose]]`; one pose is a figure that stands still"),
            Self::TooManyPoses(number) => {
                Wording::new(format!("the figure has {number} poses"), format!("expected at most {POSES_MAX}"))
            }
            Self::NoEnd { limb, ends } => {
                Wording::new(format!("`{limb}` has no place"), format!("expected {ends} with a place, `[x, y]`"))
            }
            Self::WalkNeedsAlternate => {
                Wording::new("`walk` needs `alternate`", "the next step is that of the other leg")
                    .help("let it alternate, or leave `walk` out")
            }
            Self::NoBall => Wording::new("`ball` needs a ball", "the figure has none")
                .help("add `ball = 5`, its radius, above the first `[[pose]]`"),
            Self::UnseenArrow { arrow, viewpoint, .. } => {
                let label = match viewpoint {
                    Viewpoint::Side => "from the side it is `up`, `down`, `forward` or `back`",
                    Viewpoint::Front => "from the front it is `up`, `down`, `left` or `right`",
                };
                Wording::new(format!("`arrow` cannot be `{arrow}`"), label)
            }
            Self::PlacedAnchor { key, anchor } => {
                let has = if is_both(key) { "have" } else { "has" };
                Wording::new(format!("`{key}` {has} a place, and the anchor `{anchor}` is on it"), "expected angles")
                    .related("what stands still")
                    .help(format!("give `{key}` angles, or the figure an anchor elsewhere, such as `anchor = \"hip\"`"))
            }
            Self::BelowFloor { pose, by } => {
                Wording::new(format!("pose {pose}: the body is {} under the floor", above(*by)), BELOW)
                    .related(KEEPS)
                    .help("lean less, or raise it with `lift`")
            }
            Self::Limb { pose, key, fault, .. } => limb_wording(*pose, key, *fault),
        }
    }

    pub(super) fn offers(&self) -> Vec<Offer> {
        match self {
            Self::WalkNeedsAlternate => vec![Offer::add("alternate", "true")],
            Self::UnseenArrow { instead, .. } => {
                let subject = Subject { key: "arrow", in_list: false };
                instead.iter().map(|word| Offer::meant(subject, quoted(word), Vec::new())).collect()
            }
            Self::Limb { key, fault, instead: Instead::Value(values), .. } => {
                let subject = Subject { key, in_list: false };
                values.iter().map(|value| Offer::one_way(way_out(*fault), subject, value.clone())).collect()
            }
            Self::Limb { key, instead: Instead::Key(values), .. } => {
                values.iter().map(|value| Offer::add(key, value)).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Whether a key says where both limbs are.
fn is_both(key: &str) -> bool {
    matches!(key, "legs" | "arms")
}

fn limb_wording(pose: usize, key: &str, fault: LimbFault) -> Wording {
    let is = if is_both(key) { "are" } else { "is" };
    let (message, label) = match fault {
        LimbFault::Bends { joint, angle } => {
            let (least, most) = joint.range();
            let (name, sum) = named(joint);
            let angle = match joint {
                Joint::Knee | Joint::Elbow if angle < 0.0 => format!("{} the wrong way", above(-angle)),
                _ => format!("to {}", decimal(angle)),
            };
            (format!("the {name} of `{key}` bends {angle}"), format!("expected {least} to {most} degrees: {sum}"))
        }
        LimbFault::BelowFloor { by, .. } => (format!("`{key}` {is} {} under the floor", above(by)), BELOW.to_owned()),
        LimbFault::OutOfReach { by, .. } => {
            (format!("`{key}` {is} {} too short for this place", above(by)), "the place is out of reach".to_owned())
        }
        LimbFault::OutOfReachOnTheWay { by } => (
            format!("on the way there `{key}` {is} {} too short for the place", above(by)),
            "the place is out of reach there".to_owned(),
        ),
    };
    Wording::new(format!("pose {pose}: {message}"), label).related(KEEPS).help(way_out(fault))
}

/// What to do about a limb.
fn way_out(fault: LimbFault) -> &'static str {
    match fault {
        LimbFault::Bends { .. } => "bend it less",
        LimbFault::BelowFloor { .. } => "bend it, or place it elsewhere",
        LimbFault::OutOfReach { .. } => "bring the body or the place nearer",
        LimbFault::OutOfReachOnTheWay { .. } => "bring the body or the place nearer, or add a pose between",
    }
}

/// What a joint is called, and how its angle is made of those of a pose.
fn named(joint: Joint) -> (&'static str, &'static str) {
    match joint {
        Joint::Hip => ("hip", "the angle of the thigh, and `lean` added"),
        Joint::Knee => ("knee", "the angle of the thigh, less that of the shin"),
        Joint::Ankle => ("ankle", "the angle of the foot, and that of the shin added"),
        Joint::Shoulder => ("shoulder", "the angle of the upper arm, and `lean` added"),
        Joint::Elbow => ("elbow", "the angle of the forearm, less that of the upper arm"),
    }
}

/// An amount over a limit, rounded up: it never reads as the limit itself.
fn above(amount: f64) -> String {
    decimal(amount + 0.049)
}

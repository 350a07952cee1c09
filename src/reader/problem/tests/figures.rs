//! Messages about figures.

use super::*;
use crate::figure::{Joint, LimbFault, Point, Viewpoint};
use crate::reader::FigureState;

#[test]
fn numbers() {
    let bounds = Bounds { low: 0.01, high: 60.0, unit: "seconds" };
    says(of(KEY, NumberProblem::TooLow(bounds)), "`key` is below 0.01", "expected 0.01 to 60 seconds", "");
    says(of(ITEM, NumberProblem::TooHigh(bounds)), "an item of `key` is over 60", "expected 0.01 to 60 seconds", "");
    let numbers = |found| of(KEY, ListProblem::OtherNumbers { expected: "two numbers", found });
    says(numbers(1), "`key` has 1 number", "expected two numbers", "");
    says(numbers(4), "`key` has 4 numbers", "expected two numbers", "");
}

#[test]
fn contradictions() {
    let alternate = "the next step is that of the other leg";
    let help = "let it alternate, or leave `walk` out";
    says(FigureProblem::WalkNeedsAlternate, "`walk` needs `alternate`", alternate, help);
    let one = "leave one of them out";
    let beside = "`wall` cannot be combined with `walk`";
    says(SlotProblem::PropBesideWalk("wall"), beside, "a figure that walks leaves it behind", one);
    let reps = "`reps` cannot be combined with `alternate`";
    says(SlotProblem::RepsBesideAlternate, reps, "its loop is two reps, one with each side", one);
    let legs = SlotProblem::BothBesideOne { both: "legs", one: "leg" };
    says(legs, "`leg` cannot be combined with `legs`", "it says one of them again", one);
    let ball = "add `ball = 5`, its radius, above the first `[[pose]]`";
    says(FigureProblem::NoBall, "`ball` needs a ball", "the figure has none", ball);
    let unseen = |viewpoint| FigureProblem::UnseenArrow { arrow: "in", viewpoint, instead: None };
    let from_side = "from the side it is `up`, `down`, `forward` or `back`";
    says(unseen(Viewpoint::Side), "`arrow` cannot be `in`", from_side, "");
    let from_front = "from the front it is `up`, `down`, `left` or `right`";
    says(unseen(Viewpoint::Front), "`arrow` cannot be `in`", from_front, "");
    let placed = |key| FigureProblem::PlacedAnchor { key, anchor: "toe" };
    let help = |key| format!("give `{key}` angles, or the figure an anchor elsewhere, such as `anchor = \"hip\"`");
    says(placed("leg"), "`leg` has a place, and the anchor `toe` is on it", "expected angles", &help("leg"));
    says(placed("legs"), "`legs` have a place, and the anchor `toe` is on it", "expected angles", &help("legs"));
}

#[test]
fn poses() {
    let none = "add `[[pose]]`; one pose is a figure that stands still";
    says(FigureProblem::NoPose, "the figure has no pose", "expected `[[pose]]`", none);
    says(FigureProblem::TooManyPoses(65), "the figure has 65 poses", "expected at most 64", "");
    let no_end = FigureProblem::NoEnd { limb: "arm", ends: "`hand`" };
    says(no_end, "`arm` has no place", "expected `hand` with a place, `[x, y]`", "");
    let floor = "nothing goes through the floor";
    let body = FigureProblem::BelowFloor { pose: 2, by: 3.0 };
    says(body, "pose 2: the body is 3 under the floor", floor, "lean less, or raise it with `lift`");
    let limb = |key, fault| FigureProblem::Limb { pose: 2, key, fault, instead: Instead::Value(Vec::new()) };
    let end = Point::default();
    let leg = limb("leg", LimbFault::BelowFloor { by: 2.01, end });
    says(leg, "pose 2: `leg` is 2.1 under the floor", floor, "bend it, or place it elsewhere");
    let nearer = "bring the body or the place nearer";
    let arms = limb("arms", LimbFault::OutOfReach { by: 63.0, end });
    says(arms, "pose 2: `arms` are 63 too short for this place", "the place is out of reach", nearer);
    let on_the_way = limb("arm", LimbFault::OutOfReachOnTheWay { by: 4.0 });
    let message = "pose 2: on the way there `arm` is 4 too short for the place";
    let nearer = "bring the body or the place nearer, or add a pose between";
    says(on_the_way, message, "the place is out of reach there", nearer);
}

#[test]
fn joints() {
    let rows = [
        (Joint::Hip, 160.0, "hip", "to 160", "-50 to 150", "the angle of the thigh, and `lean` added"),
        (Joint::Knee, -20.0, "knee", "20 the wrong way", "-6 to 155", "the angle of the thigh, less that of the shin"),
        (Joint::Knee, 160.0, "knee", "to 160", "-6 to 155", "the angle of the thigh, less that of the shin"),
        (Joint::Ankle, -70.5, "ankle", "to -70.5", "-45 to 80", "the angle of the foot, and that of the shin added"),
        (Joint::Shoulder, -90.0, "shoulder", "to -90", "-80 to 195", "the angle of the upper arm, and `lean` added"),
        (
            Joint::Elbow,
            -6.01,
            "elbow",
            "6.1 the wrong way",
            "-6 to 155",
            "the angle of the forearm, less that of the upper arm",
        ),
    ];
    for (joint, angle, name, bends, range, sum) in rows {
        let fault = LimbFault::Bends { joint, angle };
        let problem = FigureProblem::Limb { pose: 1, key: "key", fault, instead: Instead::Key(Vec::new()) };
        let message = format!("pose 1: the {name} of `key` bends {bends}");
        says(problem, &message, &format!("expected {range} degrees: {sum}"), "bend it less");
    }
}

#[test]
fn figures_that_a_routine_names() {
    let figure = |state| Remark::Figure { id: "sqat".to_owned(), state };
    let label = "neither built in nor in your folder of figures";
    let missing = |nearest: Option<&str>| figure(FigureState::Missing { nearest: nearest.map(str::to_owned) });
    says(missing(Some("squat")), "there is no figure `sqat`", label, "did you mean `squat`?");
    let folder = "nothing is shown for it; `calfguide paths` names the folder";
    says(missing(None), "there is no figure `sqat`", label, folder);
    let help = "`calfguide figure sqat` lists them";
    says(figure(FigureState::Bad), "the figure `sqat` has problems", "nothing is shown for it", help);
}

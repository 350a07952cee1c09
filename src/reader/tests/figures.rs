//! Figures: which rule reads each key, what contradicts what, and what a body cannot do. How the problems are shown is
//! tested by `tests/bad-figure`.

use super::rules::{Rule, choice, flag, name, number, rule, whole, wrong_type};
use super::{marked, problems_of_figure};
use crate::figure::{Joint, LimbFault, Viewpoint};
use crate::reader::problem::{
    Bounds, Expected, FigureProblem, FormatProblem, Instead, ListProblem, ProblemKind, SlotProblem, TableProblem,
};
use crate::reader::wording::Subject;

const ALONG: Bounds = Bounds { low: -200.0, high: 200.0, unit: "hundredths of the body height" };
const HEIGHT: Bounds = Bounds { low: 0.0, high: 200.0, unit: "hundredths of the body height above the floor" };
const LIFT: Bounds = Bounds { high: 60.0, ..HEIGHT };
const RADIUS: Bounds = Bounds { low: 1.0, high: 50.0, ..ALONG };
const ANGLE: Bounds = Bounds { low: -180.0, high: 200.0, unit: "degrees" };
const TAKE: Bounds = Bounds { low: 0.01, high: 60.0, unit: "seconds" };
const HOLD: Bounds = Bounds { low: 0.0, ..TAKE };

/// A figure with these lines before its poses, and these in its only pose.
fn figure(lines: &str, pose: &str) -> String {
    let name = if lines.contains("name = ") { "" } else { "name = 'F'\n" };
    format!("format = 1\n{name}{lines}\n[[pose]]\n{pose}\n")
}

#[track_caller]
fn assert_refused(marked_text: &str, kind: impl Into<ProblemKind>) {
    let (text, problem) = marked(marked_text, kind);
    assert_eq!(problems_of_figure(&text), [problem], "{text}");
}

/// Whether each key is read by its rule where this writes it; a value that is good alone may still be one with which a
/// body cannot do what it says.
fn assert_rules(keys: Vec<(&'static str, Rule)>, write: impl Fn(&str) -> String) {
    for (key, Rule { good, bad }) in keys {
        for value in good {
            let text = write(&format!("{key} = {value}"));
            let found = problems_of_figure(&text);
            assert!(found.iter().all(|problem| problem.kind.is_of_body()), "{text}: {found:?}");
        }
        for (value, problem) in bad {
            let subject = Subject { key, in_list: value.starts_with('[') };
            let (text, problem) = marked(&write(&format!("{key} = {value}")), (subject, problem));
            let found = problems_of_figure(&text);
            let found: Vec<_> = found.into_iter().filter(|problem| !problem.kind.is_of_body()).collect();
            assert_eq!(found, [problem], "{text}");
        }
    }
}

/// Several numbers, each of which has bounds.
fn numbers(bounds: &[Bounds], expected: &'static str) -> Rule {
    let value = |changed: usize, value: &str| {
        let number = |n| if n == changed { value.to_owned() } else { "1".to_owned() };
        format!("[{}]", (0..bounds.len()).map(number).collect::<Vec<_>>().join(", "))
    };
    let mut all = rule([], vec![]).and("«[]»", ListProblem::OtherNumbers { expected, found: 0 });
    let many = format!("«[{}]»", "1, ".repeat(bounds.len() + 1));
    all = all.and(&many, ListProblem::OtherNumbers { expected, found: bounds.len() + 1 });
    for (n, bounds) in bounds.iter().enumerate() {
        let Rule { good, bad } = number(*bounds);
        all.good.extend(good.iter().map(|good| value(n, good)));
        all.bad.extend(bad.into_iter().map(|(bad, problem)| (value(n, &bad), problem)));
    }
    all
}

fn place() -> Rule {
    numbers(&[ALONG, HEIGHT], "two numbers: along the floor, and up")
        .and("«14»", wrong_type(Expected::Place, "a whole number"))
}

fn leg() -> Rule {
    numbers(&[ANGLE; 3], "two or three angles: thigh, shin, and the foot where it matters")
        .takes("[20, -10]")
        .takes("{ toe = [20, 0] }")
        .takes("{ heel = [20, 0], foot = -20 }")
        .and("«20»", wrong_type(Expected::Leg, "a whole number"))
}

fn arm() -> Rule {
    numbers(&[ANGLE; 2], "two angles: upper arm, forearm")
        .takes("{ hand = [20, 50] }")
        .and("«'up'»", wrong_type(Expected::Arm, "text"))
}

#[test]
fn the_keys_of_a_figure_have_their_rules() {
    let anchors =
        ["toe", "heel", "knee", "hand", "other toe", "other heel", "other knee", "other hand", "toes", "heels", "hip"];
    let keys = vec![
        ("name", name()),
        ("view", choice(&["front", "side"])),
        ("anchor", choice(&anchors)),
        ("alternate", flag()),
        ("reps", whole(1, 8)),
        ("walk", flag()),
        ("wall", number(ALONG)),
        ("line", number(ALONG)),
        ("post", place()),
        ("step", place()),
        ("ball", number(RADIUS)),
        ("in_hands", choice(&["rope", "weight"])),
    ];
    assert_rules(keys, |line| figure(line, ""));
}

#[test]
fn the_keys_of_a_pose_have_their_rules() {
    let keys = vec![
        ("take", number(TAKE)),
        ("hold", number(HOLD)),
        ("x", number(ALONG)),
        ("lift", number(LIFT)),
        ("lean", number(ANGLE)),
        ("head", number(ANGLE)),
        ("leg", leg()),
        ("other_leg", leg()),
        ("legs", leg()),
        ("arm", arm()),
        ("other_arm", arm()),
        ("arms", arm()),
        ("ball", number(ALONG)),
        ("arrow", choice(&["up", "down", "forward", "back", "left", "right"])),
    ];
    assert_rules(keys, |line| figure("anchor = 'hip'\nball = 5", line));
    assert_rules(vec![("toe", place()), ("heel", place())], |line| figure("", &format!("other_leg = {{ {line} }}")));
    assert_rules(vec![("hand", place())], |line| figure("", &format!("arm = {{ {line} }}")));
    assert_rules(vec![("foot", number(ANGLE))], |line| figure("", &format!("other_leg = {{ toe = [5, 0], {line} }}")));
}

#[test]
fn keys_that_are_missing_or_unknown_are_refused() {
    let missing = TableProblem::MissingKey { table: "figure", key: "name", example: "\"Squat\"" };
    assert_refused("«»format = 1\n[[pose]]\n", missing);
    assert_refused("«»name = 'F'\n[[pose]]\n", FormatProblem::Missing);
    assert_refused("format = «2»\nposes = 1\n", FormatProblem::Unknown(2));
    assert_refused("«»format = 1\nname = 'F'\n", FigureProblem::NoPose);
    let unknown = |table, key: &str, meant| TableProblem::UnknownKey { table, key: key.to_owned(), meant };
    assert_refused(&figure("«mirror» = true", ""), unknown("figure", "mirror", vec!["alternate"]));
    assert_refused(&figure("«id» = 'f'", ""), unknown("figure", "id", vec![]));
    assert_refused(&figure("", "«left_leg» = [0, 0]"), unknown("pose", "left_leg", vec!["other_leg", "leg"]));
    assert_refused(&figure("", "«right_leg» = [0, 0]"), unknown("pose", "right_leg", vec!["leg"]));
    assert_refused(&figure("", "«duration» = 1"), unknown("pose", "duration", vec!["take"]));
    assert_refused(
        &figure("", "other_leg = { toe = [5, 0], «fot» = 1 }"),
        unknown("place of a leg", "fot", vec!["foot"]),
    );
    assert_refused(&figure("", "arm = { hand = [9, 50], «x» = 1 }"), unknown("place of an arm", "x", vec![]));
}

#[test]
fn poses_are_a_list_of_at_most_64_tables() {
    let single = |text: &str, problem: ListProblem| {
        assert_refused(text, (Subject { key: "pose", in_list: false }, problem.into()));
    };
    single("format = 1\nname = 'F'\n«[pose]»\n", ListProblem::SingleTable);
    single("format = 1\nname = 'F'\npose = «[]»\n", ListProblem::Empty);
    let poses = |number: usize| format!("format = 1\nname = 'F'\n«pose» = [{}]\n", "{},".repeat(number));
    assert_refused(&poses(65), FigureProblem::TooManyPoses(65));
    assert_eq!(problems_of_figure(&poses(64).replace(['«', '»'], "")), []);
}

#[test]
fn a_limb_is_said_once_in_a_pose() {
    let beside = |both, one| SlotProblem::BothBesideOne { both, one };
    assert_refused(&figure("", "‹legs› = [9, -9]\n«leg» = [9, -9]"), beside("legs", "leg"));
    assert_refused(&figure("", "«other_arm» = [9, 9]\n‹arms› = [9, 9]"), beside("arms", "other_arm"));
    let twice = SlotProblem::TwoInOneTable { slot: "place", first: "toe", second: "heel" };
    assert_refused(&figure("", "other_leg = { ‹toe› = [5, 0], «heel» = [5, 0] }"), twice);
    let none = |limb, ends| FigureProblem::NoEnd { limb, ends };
    assert_refused(&figure("", "legs = «{}»"), none("legs", "`toe` or `heel`"));
    assert_refused(&figure("", "other_arm = «{}»"), none("other_arm", "`hand`"));
}

#[test]
fn what_contradicts_itself_is_refused() {
    assert_refused(&figure("«walk» = true", ""), FigureProblem::WalkNeedsAlternate);
    for prop in ["wall = 20", "line = 20", "post = [20, 50]", "step = [20, 10]", "ball = 5"] {
        let (key, value) = prop.split_once(' ').unwrap();
        let key = ["wall", "line", "post", "step", "ball"].into_iter().find(|prop| *prop == key).unwrap();
        let text = figure(&format!("alternate = true\n‹walk› = true\n«{key}» {value}"), "");
        assert_refused(&text, SlotProblem::PropBesideWalk(key));
    }
    assert_refused(&figure("‹alternate› = true\n«reps» = 2", ""), SlotProblem::RepsBesideAlternate);
    assert_eq!(problems_of_figure(&figure("alternate = true\nreps = 1", "")), []);
    assert_refused(&figure("", "«ball» = 9"), FigureProblem::NoBall);
    let unseen = |arrow, viewpoint, instead| FigureProblem::UnseenArrow { arrow, viewpoint, instead };
    assert_refused(&figure("", "arrow = «'left'»"), unseen("left", Viewpoint::Side, Some("back")));
    assert_refused(&figure("view = 'front'", "arrow = «'back'»"), unseen("back", Viewpoint::Front, None));
    let placed = |key, anchor| FigureProblem::PlacedAnchor { key, anchor };
    assert_refused(&figure("", "leg = «{ toe = [5, 0] }»"), placed("leg", "toe"));
    assert_refused(&figure("anchor = ‹'heels'›", "other_leg = «{ toe = [5, 0] }»"), placed("other_leg", "heels"));
    assert_refused(&figure("anchor = ‹'other hand'›", "arms = «{ hand = [5, 0] }»"), placed("arms", "other hand"));
}

#[test]
fn a_contradiction_is_told_though_a_value_is_wrong() {
    let found = problems_of_figure(&figure("walk = true", "leg = [20, 40]\nlift = 99"));
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0].kind, FigureProblem::WalkNeedsAlternate.into());
    assert!(!found[1].kind.is_of_body(), "where a limb is depends on `lift`: {found:?}");
}

fn limb(pose: usize, key: &'static str, fault: LimbFault, instead: Instead) -> FigureProblem {
    FigureProblem::Limb { pose, key, fault, instead }
}

fn bends(pose: usize, key: &'static str, joint: Joint, angle: f64, instead: &[&str]) -> FigureProblem {
    let instead = Instead::Value(instead.iter().map(|&value| value.to_owned()).collect());
    limb(pose, key, LimbFault::Bends { joint, angle }, instead)
}

#[test]
fn a_joint_that_bends_too_far_is_told_at_its_limb() {
    for (pose, problem) in [
        ("legs = «[20, 40]»", bends(1, "legs", Joint::Knee, -20.0, &["[20, 26]"])),
        ("other_leg = «[100, -80, 80]»", bends(1, "other_leg", Joint::Knee, 180.0, &["[100, -55, 55]"])),
        ("other_leg = «[30, -10, -60]»", bends(1, "other_leg", Joint::Ankle, -70.0, &["[30, -10, -35]"])),
        ("lean = 80\nother_leg = «[80, 20]»", bends(1, "other_leg", Joint::Hip, 160.0, &["[70, 10]"])),
        ("arm = «[60, 20.5]»", bends(1, "arm", Joint::Elbow, -39.5, &["[60, 54]"])),
        ("lean = 30\narms = «[170, 180]»", bends(1, "arms", Joint::Shoulder, 200.0, &["[165, 175]"])),
    ] {
        assert_refused(&figure("", pose), problem);
    }
}

#[test]
fn a_limb_that_a_later_pose_keeps_is_told_where_it_is_said() {
    let text = figure("", "arms = «[170, 180]»\n[[pose]]\nlean = 20\n‹[[pose]]›\nlean = 30\n[[pose]]\nlean = 60");
    assert_refused(&text, bends(3, "arms", Joint::Shoulder, 200.0, &[]));
    let (text, problem) = marked(
        "format = 1\nname = 'F'\n[[pose]]\n«[[pose]]»\nlean = -90\nlegs = [90, 90]\n",
        bends(2, "arm", Joint::Shoulder, -90.0, &[]),
    );
    let found = problems_of_figure(&text);
    assert!(found.iter().any(|one| one.at == problem.at), "{found:?}");
}

#[test]
fn a_limb_is_told_of_once_each_time_that_it_is_said() {
    let text = figure("", "arms = [60, 20]\n[[pose]]\nlean = 10\n[[pose]]\narms = [60, 20]\n[[pose]]\nlean = 0");
    let found = problems_of_figure(&text);
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn what_goes_through_the_floor_or_is_out_of_reach_is_told_with_what_would_not() {
    let only = |text: &str| -> FigureProblem {
        let found = problems_of_figure(text);
        let [problem] = &found[..] else { panic!("{text}: {found:?}") };
        let ProblemKind::Figure(problem) = &problem.kind else { panic!("{text}: {problem:?}") };
        problem.clone()
    };
    let text = figure("", "leg = [40, -20]\nother_leg = [-20, -24]");
    let FigureProblem::Limb { key: "other_leg", fault: LimbFault::BelowFloor { by, .. }, instead, .. } = only(&text)
    else {
        panic!("{text}")
    };
    assert!(by > 2.0 && by < 20.0, "{by}");
    assert!(matches!(instead, Instead::Value(values) if values[0].starts_with("{ toe = [") && values.len() == 3));
    let text = figure("", "leg = [50, -30]");
    assert!(matches!(only(&text), FigureProblem::Limb { key: "other_leg", instead: Instead::Key(_), .. }));
    let text = figure("", "lean = 30\narm = { hand = [60, 0] }");
    let FigureProblem::Limb { fault: LimbFault::OutOfReach { by, .. }, instead, .. } = only(&text) else {
        panic!("{text}")
    };
    assert!(by > 50.0, "{by}");
    assert!(matches!(instead, Instead::Value(values) if values.len() == 1));
    let text = figure("", "lean = -50\narms = { hand = [-25, 40] }\n[[pose]]\nlean = 80\narms = { hand = [30, 25] }");
    assert!(matches!(only(&text), FigureProblem::Limb { pose: 2, fault: LimbFault::OutOfReachOnTheWay { .. }, .. }));
    let text = figure("anchor = 'hip'", "lift = 9\nlean = -120\nlegs = [100, 90]\narms = [110, 120]");
    assert!(matches!(only(&text), FigureProblem::BelowFloor { pose: 1, .. }));
}

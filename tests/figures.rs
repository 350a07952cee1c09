//! Laws of figures: of those that are built in, and of any others.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::time::Duration;

use calfguide::figure::{
    Anchor, Arm, Arrow, Body, Draft, Figure, FootEnd, InHands, Leg, Point, PoseDraft, Props, Viewpoint, Which,
};
use calfguide::model::{Pacing, RepTarget, Rhythm, Window};
use calfguide::plan::Work;
use calfguide::pose::{Cell, Drawing, Form, Frame, Part, Shape, Size, Strip, Timing};
use calfguide::reader;
use proptest::prelude::*;

/// Instants all over a loop.
fn instants(figure: &Figure) -> impl Iterator<Item = f64> {
    let step = figure.length() / 97.0;
    (0..97).map(move |number| f64::from(number) * step)
}

/// The lengths of the bones that keep their length from this viewpoint.
fn bones(figure: &Figure, body: &Body) -> Vec<f64> {
    let mut lengths = vec![body.pelvis.distance(body.neck), body.neck.distance(body.head)];
    for leg in &body.legs {
        lengths.extend([leg.hip.distance(leg.knee), leg.knee.distance(leg.ankle), leg.hip.distance(body.pelvis)]);
        if figure.viewpoint() == Viewpoint::Side {
            lengths.extend([leg.ankle.distance(leg.heel), leg.ankle.distance(leg.toe), leg.heel.distance(leg.toe)]);
        }
    }
    for arm in &body.arms {
        lengths.extend([arm.shoulder.distance(arm.elbow), arm.elbow.distance(arm.hand)]);
    }
    lengths
}

fn points(body: &Body) -> Vec<Point> {
    let mut points = vec![body.pelvis, body.neck, body.head];
    points.extend(body.legs.iter().flat_map(|leg| [leg.hip, leg.knee, leg.ankle, leg.heel, leg.toe]));
    points.extend(body.arms.iter().flat_map(|arm| [arm.shoulder, arm.elbow, arm.hand]));
    points
}

fn furthest(one: &Body, other: &Body) -> f64 {
    points(one).iter().zip(points(other)).map(|(one, other)| one.distance(other)).fold(0.0, f64::max)
}

fn limbs_keep_their_lengths(figure: &Figure) {
    let first = bones(figure, &figure.at(0.0).body);
    for at in instants(figure) {
        let now = bones(figure, &figure.at(at).body);
        for (one, other) in first.iter().zip(&now) {
            assert!((one - other).abs() < 1e-6, "{} at {at}: {one} is {other}", figure.name());
        }
    }
}

fn feet_stay_above_the_floor(figure: &Figure) {
    for at in instants(figure) {
        for leg in figure.at(at).body.legs {
            let lowest = leg.heel.y.min(leg.toe.y);
            assert!(lowest > -1e-6, "{} at {at}: {lowest}", figure.name());
        }
    }
}

/// Nothing jumps: not on the way, not at a pose, not where the loop closes. What people throw and kick is slower than
/// thirty body heights a second.
fn nothing_jumps(figure: &Figure) {
    let moment = 1e-4;
    let mut poses = 0.0;
    let at_poses: Vec<f64> = figure
        .poses()
        .iter()
        .cycle()
        .skip(1)
        .take(figure.poses().len() * 2)
        .flat_map(|pose| {
            let reached = poses + pose.take;
            poses = reached + pose.hold;
            [reached, poses]
        })
        .collect();
    for at in instants(figure).chain(at_poses) {
        let (now, next) = (figure.at(at - moment / 2.0), figure.at(at + moment / 2.0));
        let furthest = furthest(&now.body, &next.body);
        assert!(furthest < 3_000.0 * moment, "{} jumps by {furthest} at {at} s of {}", figure.name(), figure.length());
    }
}

/// In the second of two reps the legs are exchanged.
fn alternating_reps_are_each_others_exchange(figure: &Figure) {
    if !figure.alternates() || figure.viewpoint() == Viewpoint::Front {
        return;
    }
    for at in instants(figure) {
        let (now, then) = (figure.at(at).body, figure.at(at + figure.length() / 2.0).body);
        for which in Which::BOTH {
            let (one, other) = (now.legs[which as usize], then.legs[which.opposite() as usize]);
            assert!(one.toe.distance(other.toe) < 1e-6, "{} at {at}", figure.name());
        }
    }
}

/// No head is cut, and nothing but the floor and the line on it is in the floor's row, so that every touch is seen.
fn heads_and_the_floor_are_whole(figure: &Figure) {
    for (columns, rows) in [(24, 7), (34, 9)] {
        let size = Size { columns, rows };
        let drawing = Drawing::new(figure, size, false).unwrap();
        let strip = Strip::new(figure, size, true).unwrap();
        for at in instants(figure) {
            is_whole(figure, size, &drawing.shapes(figure, at));
        }
        is_whole(figure, size, strip.shapes());
        let floor = |frame: &Frame| (0..columns).map(|column| frame.cell(column, rows - 1)).collect::<Vec<_>>();
        for at in instants(figure).step_by(12).filter(|_| figure.way() <= 0.0) {
            assert_eq!(floor(&drawing.frame(figure, at)), floor(&drawing.frame(figure, 0.0)), "{}", figure.name());
        }
    }
}

fn is_whole(figure: &Figure, size: Size, shapes: &[Shape]) {
    let (width, floor) = (f64::from(size.columns) * 2.0, f64::from(size.rows - 1) * 4.0);
    for shape in shapes.iter().filter(|shape| shape.part.is_near()) {
        let Form::Capsule { from, to, radius } = shape.form else { continue };
        assert!(from.y.max(to.y) + radius <= floor + 1e-6, "{} at {size:?}: {shape:?}", figure.name());
        let is_seen = (radius..=width - radius).contains(&from.x) && from.y >= radius;
        assert!(is_seen || shape.part != Part::Head, "{} at {size:?}: {from:?}", figure.name());
    }
}

fn laws(figure: &Figure) {
    limbs_keep_their_lengths(figure);
    feet_stay_above_the_floor(figure);
    nothing_jumps(figure);
    alternating_reps_are_each_others_exchange(figure);
    heads_and_the_floor_are_whole(figure);
}

#[test]
fn the_built_in_figures_keep_the_laws() {
    let files = std::fs::read_dir("routines/figures").unwrap();
    for file in files.map(|file| file.unwrap().path()) {
        laws(&reader::open_figure(&file).unwrap());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_figure_keeps_the_laws(draft in figure()) {
        laws(&Figure::new(draft).unwrap());
    }

    #[test]
    fn any_figure_is_drawn_at_any_size(
        draft in figure(), columns in 0u16..240, rows in 0u16..70, mirrored: bool, at in 0.0..1e9,
    ) {
        let figure = Figure::new(draft).unwrap();
        let size = Size { columns, rows };
        let is_enough = columns >= 24 && rows >= 7;
        let frame = Drawing::new(&figure, size, mirrored).map(|drawing| drawing.frame(&figure, at));
        prop_assert_eq!(frame.is_some(), is_enough);
        prop_assert_eq!(Strip::new(&figure, size, mirrored).is_some(), is_enough);
        if let Some(frame) = frame {
            prop_assert_eq!(frame.size, size);
            prop_assert!(cells(&frame).any(|cell| cell.near != 0), "nothing of the body is seen");
        }
    }

    #[test]
    fn any_numbers_are_a_figure_or_faults(draft in wild()) {
        if let Ok(figure) = Figure::new(draft) {
            for at in instants(&figure) {
                prop_assert!(points(&figure.at(at).body).iter().all(|point| point.x.is_finite() && point.y.is_finite()));
            }
        }
    }

    #[test]
    fn time_goes_once_round_a_loop(draft in figure(), work in work()) {
        let figure = Figure::new(draft).unwrap();
        let timing = Timing::new(&figure, Some(&work));
        prop_assert!(timing.length() >= 0.8);
        let steps = 200;
        let times: Vec<f64> = (0..steps)
            .map(|step| timing.at(Duration::from_secs_f64(timing.length() * f64::from(step) / f64::from(steps))))
            .collect();
        prop_assert!(times.windows(2).all(|pair| pair[0] <= pair[1] + 1e-9), "{:?}", times);
        prop_assert!(times.iter().all(|at| *at <= figure.length() + 1e-9));
    }
}

/// Reps whose timer counts them take as long in the figure as in the session, unless that is too fast to be seen.
#[test]
fn a_rep_is_as_long_as_in_the_session() {
    let figure = Figure::new(two_poses()).unwrap();
    let length = |rhythm| {
        let timing = Timing::new(&figure, Some(&reps(rhythm)));
        (timing.length(), timing.is_slow())
    };
    let seconds = Duration::from_secs;
    assert_eq!(length(Rhythm::Cadence(30)), (2.0, false));
    assert_eq!(length(Rhythm::Tempo(vec![seconds(3), seconds(1), seconds(3)])), (7.0, false));
    assert_eq!(length(Rhythm::Hold(seconds(8))), (8.0, false));
    // Four reps a second are shown at a quarter of their speed.
    assert_eq!(length(Rhythm::Cadence(240)), (1.0, true));
    assert_eq!((Timing::new(&figure, None).length(), false), (figure.length(), figure.is_still()));
}

/// Three seconds down, one below, one up, and the same again.
#[test]
fn a_tempo_is_shown_by_its_parts() {
    let figure = Figure::new(two_poses()).unwrap();
    let tempo = Rhythm::Tempo([3, 1, 1].map(Duration::from_secs).to_vec());
    let timing = Timing::new(&figure, Some(&reps(tempo)));
    let height = |seconds: f64| figure.at(timing.at(Duration::from_secs_f64(seconds))).body.pelvis.y;
    let (tall, low) = (height(0.0), height(3.0));
    assert!(low < tall - 10.0, "{low} is not below {tall}");
    for below in [3.0, 3.5, 3.99] {
        assert!((height(below) - low).abs() < 0.01, "{} at {below}", height(below));
    }
    assert!((height(4.5) - tall).abs() > 1.0 && (height(4.5) - low).abs() > 1.0);
    assert!((height(5.0) - tall).abs() < 0.01);
    assert!((height(8.5) - low).abs() < 0.01);
}

/// Of eight seconds of a hold most are at the pose that is held.
#[test]
fn a_hold_is_shown_as_one() {
    let figure = Figure::new(two_poses()).unwrap();
    let timing = Timing::new(&figure, Some(&reps(Rhythm::Hold(Duration::from_secs(8)))));
    let height = |tenths: u32| figure.at(timing.at(Duration::from_millis(u64::from(tenths) * 100))).body.pelvis.y;
    let low = (0..80).map(height).fold(f64::MAX, f64::min);
    let held = (0..80).filter(|tenths| (height(*tenths) - low).abs() < 0.01).count();
    assert!(held >= 55, "{held} tenths of a second");
}

/// Hips that go up and down between hands and feet that stand.
#[test]
fn what_has_a_place_stays_there() {
    let mut draft = two_poses();
    draft.anchor = Anchor::Hip;
    let (toe, hand) = (Point::new(2.0, 0.0), Point::new(20.0, 60.0));
    for (pose, lift) in draft.poses.iter_mut().zip([48.5, 44.0]) {
        pose.lift = Some(lift);
        pose.lean = Some(5.0);
        pose.legs = [Some(Leg::Placed { end: FootEnd::Toe, at: toe, foot: 0.0 }); 2];
        pose.arms = [Some(Arm::Placed { hand }); 2];
    }
    let figure = Figure::new(draft).unwrap();
    for at in instants(&figure) {
        let body = figure.at(at).body;
        assert!(body.legs[0].toe.distance(toe) < 1e-6, "{:?} at {at}", body.legs[0]);
        assert!(body.arms[1].hand.distance(hand) < 1e-6, "{:?} at {at}", body.arms[1]);
    }
    laws(&figure);
}

/// A foot that stands does not slide over a floor that moves.
#[test]
fn a_foot_that_stands_goes_with_the_floor() {
    let figure = Figure::new(walk()).unwrap();
    assert!(figure.way() > 10.0);
    // The first half of the loop is on the working leg.
    let places: Vec<f64> = instants(&figure)
        .filter(|at| *at < figure.length() / 2.0)
        .map(|at| figure.at(at))
        .map(|moment| moment.body.legs[0].toe.x + moment.gone)
        .collect();
    assert!(places.iter().all(|place| (place - places[0]).abs() < 1e-6), "{places:?}");
    laws(&figure);
}

#[test]
fn a_picture_is_the_same_round_and_round() {
    let figure = Figure::new(walk()).unwrap();
    let drawing = Drawing::new(&figure, Size { columns: 34, rows: 9 }, false).unwrap();
    for at in [0.0, 0.3, 0.9] {
        assert_eq!(drawing.frame(&figure, at), drawing.frame(&figure, at + figure.length()));
    }
}

/// The floor, the body and the working leg are told apart in every picture.
#[test]
fn a_side_is_seen_in_the_mirror() {
    let figure = Figure::new(two_poses()).unwrap();
    let size = Size { columns: 60, rows: 18 };
    let picture = |mirrored| Drawing::new(&figure, size, mirrored).unwrap().frame(&figure, figure.length() / 2.0);
    let middle = |frame: &Frame| {
        let columns = (0..size.rows).flat_map(|row| (0..size.columns).map(move |column| (column, row)));
        let solid: Vec<f64> =
            columns.filter(|(x, y)| frame.cell(*x, *y).near != 0).map(|(x, _)| f64::from(x)).collect();
        solid.iter().sum::<f64>() / f64::from(u32::try_from(solid.len()).unwrap())
    };
    // The arm is before the body, and the figure in the middle.
    let (right, left) = (picture(false), picture(true));
    assert_ne!(right, left);
    assert!((middle(&right) + middle(&left) - f64::from(size.columns)).abs() < 3.0);
}

fn cells(frame: &Frame) -> impl Iterator<Item = Cell> {
    let size = frame.size;
    (0..size.rows).flat_map(move |row| (0..size.columns).map(move |column| frame.cell(column, row)))
}

fn reps(rhythm: Rhythm) -> Work {
    Work::Reps { target: RepTarget::Count(Window::exact(10)), pacing: Pacing::Rhythm(rhythm) }
}

/// Tall, and a second later with bent knees.
fn two_poses() -> Draft {
    let tall = PoseDraft { take: 1.0, arrow: Some(Arrow::Down), ..PoseDraft::default() };
    let low = PoseDraft {
        take: 1.0,
        hold: 0.5,
        lean: Some(40.0),
        legs: [Some(Leg::Angles { thigh: 85.0, shin: -25.0, foot: None }); 2],
        arms: [Some(Arm::Angles { upper: 80.0, fore: 85.0 }); 2],
        arrow: Some(Arrow::Up),
        ..PoseDraft::default()
    };
    Draft { anchor: Anchor::Feet(FootEnd::Toe), ..draft(vec![tall, low]) }
}

fn walk() -> Draft {
    let leg = |thigh, shin| Some(Leg::Angles { thigh, shin, foot: Some(0.0) });
    let step = PoseDraft { take: 0.5, legs: [leg(20.0, 14.0), leg(-12.0, -22.0)], ..PoseDraft::default() };
    let passing = PoseDraft { take: 0.5, legs: [leg(2.0, -2.0), leg(26.0, -40.0)], ..PoseDraft::default() };
    Draft { alternate: true, walk: true, ..draft(vec![step, passing]) }
}

fn draft(poses: Vec<PoseDraft>) -> Draft {
    Draft {
        name: "Figure".to_owned(),
        viewpoint: Viewpoint::Side,
        anchor: Anchor::Foot(FootEnd::Toe, Which::Working),
        alternate: false,
        reps: 1,
        walk: false,
        props: Props::default(),
        in_hands: None,
        poses,
    }
}

/// What is written of figures that people could be.
fn figure() -> impl Strategy<Value = Draft> {
    let which = prop_oneof![Just(Which::Working), Just(Which::Other)];
    let anchor = prop_oneof![
        which.prop_map(|which| Anchor::Foot(FootEnd::Toe, which)),
        Just(Anchor::Feet(FootEnd::Toe)),
        Just(Anchor::Foot(FootEnd::Heel, Which::Working)),
    ];
    let in_hands = prop_oneof![Just(None), Just(Some(InHands::Weight)), Just(Some(InHands::Rope))];
    (any::<bool>(), anchor, 0..4u8, 1u32..4, in_hands, prop::collection::vec(pose(), 1..5)).prop_filter_map(
        "not a figure",
        |(front, anchor, kind, reps, in_hands, poses)| {
            let (alternate, walk) = (kind >= 2, kind == 3);
            let viewpoint = if front && !walk { Viewpoint::Front } else { Viewpoint::Side };
            let reps = if alternate { 1 } else { reps };
            let draft = Draft { viewpoint, anchor, alternate, walk, reps, in_hands, ..draft(poses) };
            Figure::new(draft.clone()).is_ok().then_some(draft)
        },
    )
}

fn pose() -> impl Strategy<Value = PoseDraft> {
    let leg = (-30.0..80.0, 0.0..60.0, prop::option::of(0.0..40.0))
        .prop_map(|(thigh, knee, foot): (f64, f64, Option<f64>)| Leg::Angles { thigh, shin: thigh - knee, foot });
    let arm = (-40.0..120.0, 0.0..90.0).prop_map(|(upper, elbow)| Arm::Angles { upper, fore: upper + elbow });
    let legs = prop::array::uniform2(prop::option::of(leg));
    let arms = prop::array::uniform2(prop::option::of(arm));
    (0.2..3.0, prop_oneof![Just(0.0), 0.0..2.0], prop::option::of(0.0..20.0), prop::option::of(-10.0..40.0), legs, arms)
        .prop_map(|(take, hold, lift, lean, legs, arms)| PoseDraft {
            take,
            hold,
            lift,
            lean,
            legs,
            arms,
            ..PoseDraft::default()
        })
}

/// Any numbers of the ranges that a file may hold.
fn wild() -> impl Strategy<Value = Draft> {
    let angle = || -180.0..200.0;
    let place = || (-200.0..200.0, 0.0..200.0).prop_map(|(x, y)| Point::new(x, y));
    let end = prop_oneof![Just(FootEnd::Toe), Just(FootEnd::Heel)];
    let leg = prop_oneof![
        (angle(), angle(), prop::option::of(angle())).prop_map(|(thigh, shin, foot)| Leg::Angles { thigh, shin, foot }),
        (end, place(), angle()).prop_map(|(end, at, foot)| Leg::Placed { end, at, foot }),
    ];
    let arm = prop_oneof![
        (angle(), angle()).prop_map(|(upper, fore)| Arm::Angles { upper, fore }),
        place().prop_map(|hand| Arm::Placed { hand }),
    ];
    let pose = (
        1e-3..60.0,
        0.0..60.0,
        prop::option::of(-200.0..200.0),
        prop::option::of(0.0..60.0),
        prop::option::of(angle()),
        prop::array::uniform2(prop::option::of(leg)),
        prop::array::uniform2(prop::option::of(arm)),
    )
        .prop_map(|(take, hold, x, lift, lean, legs, arms)| PoseDraft {
            take,
            hold,
            x,
            lift,
            lean,
            legs,
            arms,
            ..PoseDraft::default()
        });
    let anchor = prop_oneof![
        Just(Anchor::Hip),
        Just(Anchor::Feet(FootEnd::Heel)),
        Just(Anchor::Knee(Which::Working)),
        Just(Anchor::Hand(Which::Other)),
        Just(Anchor::Foot(FootEnd::Toe, Which::Other)),
    ];
    (prop::collection::vec(pose, 0..6), anchor, any::<[bool; 3]>()).prop_map(
        |(poses, anchor, [front, alternate, walk])| {
            let viewpoint = if front { Viewpoint::Front } else { Viewpoint::Side };
            Draft { viewpoint, anchor, alternate, walk, ..draft(poses) }
        },
    )
}

fn work() -> impl Strategy<Value = Work> {
    let part = || (0u64..5_000).prop_map(Duration::from_millis);
    prop_oneof![
        (10u32..=300).prop_map(|cadence| reps(Rhythm::Cadence(cadence))),
        (1u64..60_000).prop_map(|hold| reps(Rhythm::Hold(Duration::from_millis(hold)))),
        prop::collection::vec(part(), 2..=4)
            .prop_filter("no time", |parts| !parts.iter().sum::<Duration>().is_zero())
            .prop_map(|parts| reps(Rhythm::Tempo(parts))),
        Just(Work::Open),
    ]
}

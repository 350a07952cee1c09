//! The marks beside a figure: arrows that say where a movement goes, and two bars for a pose that is held.

use super::raster::Raster;
use super::scene::{Area, Scale};
use super::shape::{Form, Part, Shape};
use crate::figure::{Arrow, Figure, Point};

/// The length of the mark of a loop, as a share of the height of its picture.
const LENGTH: f64 = 0.36;
/// The length of the sides of an arrow's head, as a share of the arrow, and of each of two heads.
const HEAD: [f64; 2] = [0.34, 0.24];
/// The dots that a mark stays away from the figure.
const CLEAR: f64 = 3.0;
/// The dots that a mark stays away from the edges of its picture, and so from the picture beside it.
const EDGE: f64 = 2.0;
/// The dots of the row of cells in which the floor is: a mark there would take the floor's place.
const FLOOR: f64 = 4.0;

/// The one mark of all pictures of a loop, where there is room for it in each of them: beside what moves most, or above
/// what is held. There is none where the arrows of the poses go across each other.
pub(super) fn of_loop(
    figure: &Figure,
    scale: &Scale,
    area: &Area,
    scenes: &[Vec<Shape>],
    instants: impl Iterator<Item = f64>,
) -> Vec<Shape> {
    let scenes: Vec<&Vec<Shape>> = scenes.iter().collect();
    if figure.is_still() {
        return held(figure, scale, area, &scenes);
    }
    let mut ways =
        figure.key_poses().into_iter().filter_map(|key| key.arrow).map(|arrow| direction(arrow, scale.mirrored));
    let Some(way) = ways.next() else { return Vec::new() };
    let (mut both, mut across) = (false, false);
    for other in ways {
        both |= other == way * -1.0;
        across |= other != way && other != way * -1.0;
    }
    if across {
        return Vec::new();
    }
    let area = &scale.before_wall(figure, area);
    placed(scale, area, &scenes, focus(figure, instants), way, area.rows * LENGTH, both)
}

/// The arrow from one pose to the next, beside the part that moves most.
pub(super) fn of_pose(
    figure: &Figure,
    scale: &Scale,
    area: &Area,
    scene: &Vec<Shape>,
    [at, next]: [f64; 2],
    arrow: Arrow,
    length: f64,
) -> Vec<Shape> {
    let way = direction(arrow, scale.mirrored);
    let area = &scale.before_wall(figure, area);
    placed(scale, area, &[scene], focus(figure, [at, next].into_iter()), way, length, false)
}

/// Two bars above a figure that does not move.
pub(super) fn held(figure: &Figure, scale: &Scale, area: &Area, scenes: &[&Vec<Shape>]) -> Vec<Shape> {
    let body = figure.at(0.0).body;
    let length = area.rows * LENGTH / 2.0;
    let half = Point::new(length / 4.0, length / 2.0);
    let near = scale.place(Point::new(body.pelvis.x, body.pelvis.y.max(body.head.y)));
    let bars = free(&scale.before_wall(figure, area), scenes, half, near).map(|middle| {
        [-1.0, 1.0].map(|side| {
            let x = (middle.x + side * half.x).round();
            line(Point::new(x, middle.y - half.y), Point::new(x, middle.y + half.y), length)
        })
    });
    bars.into_iter().flatten().collect()
}

/// An arrow in the free place that is nearest to a part of the body.
fn placed(
    scale: &Scale,
    area: &Area,
    scenes: &[&Vec<Shape>],
    part: Point,
    way: Point,
    length: f64,
    both: bool,
) -> Vec<Shape> {
    let half = way * (length / 2.0);
    // What goes one way has its arrow before it.
    let ahead = if both { 0.0 } else { way.x * length };
    let head = length * HEAD[usize::from(both)];
    let reach = Point::new(half.x.abs().max(head), half.y.abs().max(head));
    let Some(middle) = free(area, scenes, reach, scale.place(part) + Point::new(ahead, 0.0)) else { return Vec::new() };
    let across = Point::new(-way.y, way.x);
    let tip = |end: f64| {
        let at = middle + half * end;
        [1.0, -1.0].map(|side| line(at, at - way * (head * end) + across * (head * side), length))
    };
    let mut shapes = vec![line(middle - half, middle + half, length)];
    shapes.extend(tip(1.0));
    if both {
        shapes.extend(tip(-1.0));
    }
    shapes
}

/// A line of a mark of this length.
fn line(from: Point, to: Point, length: f64) -> Shape {
    Shape { part: Part::Mark, form: Form::Capsule { from, to, radius: (length * 0.055).max(0.55) } }
}

/// Whether an arrow points to the left edge of the screen.
pub(super) fn points_left(arrow: Arrow, mirrored: bool) -> bool {
    direction(arrow, mirrored).x < 0.0
}

/// A direction on the screen, a dot long.
fn direction(arrow: Arrow, mirrored: bool) -> Point {
    let ahead = if mirrored { -1.0 } else { 1.0 };
    match arrow {
        Arrow::Up => Point::new(0.0, -1.0),
        Arrow::Down => Point::new(0.0, 1.0),
        Arrow::Forward | Arrow::Right => Point::new(ahead, 0.0),
        Arrow::Back | Arrow::Left => Point::new(-ahead, 0.0),
    }
}

/// The middle of what moves most between some instants.
fn focus(figure: &Figure, instants: impl Iterator<Item = f64>) -> Point {
    let parts: Vec<Vec<Point>> = instants
        .map(|at| {
            let body = figure.at(at).body;
            let limbs = body.legs.iter().flat_map(|leg| [leg.knee, leg.heel, leg.toe]);
            limbs.chain(body.arms.iter().map(|arm| arm.elbow)).chain([body.head, body.pelvis]).collect()
        })
        .collect();
    let ranges = (0..parts.first().map_or(0, Vec::len)).map(|part| {
        let places = parts.iter().map(|frame| frame[part]);
        let fold = |start: Point, pick: fn(f64, f64) -> f64| {
            places.clone().fold(start, |found, place| Point::new(pick(found.x, place.x), pick(found.y, place.y)))
        };
        let (low, high) =
            (fold(Point::new(f64::MAX, f64::MAX), f64::min), fold(Point::new(f64::MIN, f64::MIN), f64::max));
        (low.distance(high), low.towards(high, 0.5))
    });
    ranges.max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, middle)| middle).unwrap_or_default()
}

/// The middle of the free place that is nearest to another, and reaches so far to each side.
fn free(area: &Area, scenes: &[&Vec<Shape>], reach: Point, near: Point) -> Option<Point> {
    let mut taken = Raster::new(area.right.ceil(), area.rows, 1);
    for shape in scenes.iter().copied().flatten().filter(|shape| shape.part != Part::Ground) {
        taken.draw(shape, CLEAR, Some(()));
    }
    let reach = reach + Point::new(1.0, 1.0);
    let rows = steps(reach.y, area.rows - reach.y - FLOOR);
    let places = rows
        .flat_map(|y| steps(area.left + reach.x + EDGE, area.right - reach.x - EDGE).map(move |x| Point::new(x, y)));
    let is_free = |place: &Point| {
        let mut rows = steps(place.y - reach.y, place.y + reach.y);
        rows.all(|y| steps(place.x - reach.x, place.x + reach.x).all(|x| taken.at(x, y).is_none()))
    };
    let mut places: Vec<Point> = places.collect();
    places.sort_by(|one, other| one.distance(near).total_cmp(&other.distance(near)));
    places.into_iter().find(is_free)
}

/// Every second dot between two places.
fn steps(low: f64, high: f64) -> impl Iterator<Item = f64> {
    std::iter::successors(Some(low), |at| Some(at + 2.0)).take_while(move |at| *at <= high)
}

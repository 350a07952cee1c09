//! The arrows that say where a movement goes.

use super::raster::Raster;
use super::scene::{Area, Scale};
use super::shape::{Form, Part, Shape};
use crate::figure::{Arrow, Figure, Point};

/// An arrow that stands in a picture, in dots.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mark {
    from: Point,
    to: Point,
    /// With a head at both ends.
    both: bool,
}

impl Mark {
    pub(super) fn shapes(&self) -> impl Iterator<Item = Shape> {
        let length = self.from.distance(self.to);
        let head = (length * HEAD).clamp(2.5, 14.0);
        let thick = (length * 0.055).max(0.75);
        let unit = (self.to - self.from) * (1.0 / length.max(1e-6));
        let across = Point::new(-unit.y, unit.x);
        let line =
            move |from: Point, to: Point| Shape { part: Part::Arrow, form: Form::Capsule { from, to, radius: thick } };
        let tip = move |at: Point, back: f64| {
            [1.0, -1.0].map(|side| line(at, at + unit * (head * back) + across * (head * side)))
        };
        let ends = if self.both { vec![(self.to, -1.0), (self.from, 1.0)] } else { vec![(self.to, -1.0)] };
        std::iter::once(line(self.from, self.to)).chain(ends.into_iter().flat_map(move |(at, back)| tip(at, back)))
    }
}

/// The length of the arrow of a loop, as a share of the height of its picture.
const LENGTH: f64 = 0.36;
/// The length of the sides of an arrow's head, as a share of the arrow.
const HEAD: f64 = 0.34;
/// The dots that an arrow stays away from the figure.
const CLEAR: f64 = 3.0;

/// The one arrow of all pictures of a loop: where there is room for it in each of them, as near as possible to what moves
/// most. There is none where the arrows of the poses go across each other.
pub(super) fn of_loop(
    figure: &Figure,
    scale: &Scale,
    area: &Area,
    scenes: &[Vec<Shape>],
    instants: impl Iterator<Item = f64>,
) -> Option<Mark> {
    let arrows: Vec<Arrow> = figure.key_poses().into_iter().filter_map(|key| key.arrow).collect();
    let way = |arrow: Arrow| direction(arrow, scale.mirrored);
    let first = *arrows.first()?;
    if arrows.iter().any(|arrow| (way(*arrow).x == 0.0) != (way(first).x == 0.0)) {
        return None;
    }
    let both = arrows.iter().any(|arrow| way(*arrow) == way(first) * -1.0);
    let scenes: Vec<&Vec<Shape>> = scenes.iter().collect();
    let mark = placed(figure, scale, area, &scenes, instants, first, area.rows * LENGTH)?;
    Some(Mark { both, ..mark })
}

/// An arrow beside the part that moves most between some instants, where it is free of all these scenes.
pub(super) fn placed(
    figure: &Figure,
    scale: &Scale,
    area: &Area,
    scenes: &[&Vec<Shape>],
    instants: impl Iterator<Item = f64>,
    arrow: Arrow,
    length: f64,
) -> Option<Mark> {
    let way = direction(arrow, scale.mirrored);
    let half = way * (length / 2.0);
    // What goes on has its arrow before it.
    let near = scale.place(focus(figure, instants)) + Point::new(way.x * length, 0.0);
    let middle = free(area, scenes, half, near)?;
    Some(Mark { from: middle - half, to: middle + half, both: false })
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

/// The middle of an arrow in the free place that is nearest to another.
fn free(area: &Area, scenes: &[&Vec<Shape>], half: Point, near: Point) -> Option<Point> {
    let mut taken = Raster::new(area.right.ceil(), area.rows, 1);
    for shape in scenes.iter().copied().flatten().filter(|shape| shape.part != Part::Ground) {
        taken.draw(shape, CLEAR, Some(()));
    }
    // What the arrow takes on both sides of its middle.
    let head = half.x.hypot(half.y) * 2.0 * HEAD + 1.0;
    let reach = Point::new(half.x.abs().max(head), half.y.abs().max(head));
    let rows = steps(reach.y, area.rows - reach.y - 2.0);
    let places = rows.flat_map(|y| steps(area.left + reach.x, area.right - reach.x).map(move |x| Point::new(x, y)));
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

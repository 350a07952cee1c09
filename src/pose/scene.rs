//! A figure with all that stands around, in its place in a picture.

use super::Size;
use super::in_hands::{self, Polyline};
use super::shape::{Form, Part, Shape};
use crate::figure::{Figure, HEAD_RADIUS, Point};

/// The least room for what is drawn, in hundredths of the body height: a figure that lies is not drawn larger than one
/// that stands a little bent.
const LEAST_HEIGHT: f64 = 92.0;
/// The dot rows of the floor's row of cells. No other part is in these cells, so that the floor is unbroken under what
/// stands on it.
const FLOOR: f64 = 4.0;
/// The dots above all. A head is moved by up to a dot, and looks cut where it touches the edge.
const SKY: f64 = 1.5;
/// The least radius of a head, in dots.
pub(super) const LEAST_HEAD: f64 = 3.0;
/// The dots left and right of all, for a head that is drawn larger than it is.
const SIDES: f64 = 4.0;
/// The thickness of a wall, in hundredths of the body height.
const WALL: f64 = 4.0;
/// Half the width of a line on the floor, in hundredths of the body height.
const LINE: f64 = 10.0;
/// Half the width of the top of a post, in hundredths of the body height.
const SEAT: f64 = 7.0;
/// How far a step goes, in hundredths of the body height.
const STEP: f64 = 30.0;

/// A place for a body: how many dots a hundredth of its height is, where its floor is, and whether it faces left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    pub(super) dots: f64,
    /// The dot column of the place 0 along the floor.
    pub(super) zero: f64,
    /// The upper edge of the floor on which the body stands.
    pub(super) floor: f64,
    /// The dot rows of the floor.
    pub(super) ground: f64,
    pub(super) mirrored: bool,
}

/// A part of a picture between two columns of dots, over all its rows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) rows: f64,
}

impl Area {
    pub(super) fn of(size: Size) -> Self {
        Self { left: 0.0, right: f64::from(size.columns) * 2.0, rows: f64::from(size.rows) * 4.0 }
    }

    /// The same from the right edge of a picture.
    pub(super) fn mirrored(self, columns: f64) -> Self {
        Self { left: columns - self.right, right: columns - self.left, ..self }
    }
}

/// The room that a figure takes in all its frames, in hundredths of the body height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Room {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    /// How high the middle of the head is.
    pub(super) head: f64,
}

impl Room {
    /// The room of a figure at some instants.
    pub(super) fn of(figure: &Figure, instants: impl Iterator<Item = f64>) -> Self {
        let mut room = Self { left: f64::MAX, right: f64::MIN, top: 1.0, head: 1.0 };
        for seconds in instants {
            let moment = figure.at(seconds);
            let body = &moment.body;
            let limbs = body.legs.iter().flat_map(|leg| [leg.hip, leg.knee, leg.heel, leg.toe]);
            let arms = body.arms.iter().flat_map(|arm| [arm.elbow, arm.hand]);
            for point in limbs.chain(arms) {
                room.take(point, 3.0);
            }
            room.take(body.head, HEAD_RADIUS);
            room.head = room.head.max(body.head.y);
            if let Some(Polyline { places, radius }) = in_hands::line(figure, body, seconds) {
                for place in places {
                    room.take(place, radius);
                }
            }
            if let Some(radius) = figure.props().ball {
                room.take(Point::new(moment.ball, radius), radius);
            }
        }
        let props = figure.props();
        if let Some(wall) = props.wall {
            room.take(Point::new(wall + WALL, 0.0), 0.0);
        }
        if let Some(post) = props.post {
            room.take(post, 2.0);
        }
        if let Some(step) = props.step {
            room.take(Point::new(step.x + STEP, step.y), 0.0);
        }
        if let Some(line) = props.line {
            room.take(Point::new(line, 0.0), LINE);
        }
        room
    }

    fn take(&mut self, point: Point, around: f64) {
        self.left = self.left.min(point.x - around);
        self.right = self.right.max(point.x + around);
        self.top = self.top.max(point.y + around);
    }

    pub(super) fn width(&self) -> f64 {
        (self.right - self.left).max(1.0)
    }
}

impl Scale {
    /// The dots of a hundredth of the body height at which a room fits into a picture with these columns of dots.
    pub(super) fn dots(size: Size, room: &Room, columns: f64) -> f64 {
        let rows = f64::from(size.rows) * 4.0;
        let above = rows - FLOOR - SKY;
        let high = (above / room.top).min((above - LEAST_HEAD) / room.head);
        ((columns - SIDES) / room.width()).min(high).min(rows / LEAST_HEIGHT)
    }

    /// A scale with a room in the middle of an area.
    pub(super) fn centred(size: Size, room: &Room, area: &Area, dots: f64, mirrored: bool) -> Self {
        let middle = f64::midpoint(room.left, room.right) * if mirrored { -1.0 } else { 1.0 };
        let zero = (f64::midpoint(area.left, area.right) - middle * dots).round();
        Self { dots, zero, floor: area.rows - FLOOR, ground: ground(size), mirrored }
    }

    /// The part of an area that is on the body's side of a wall.
    pub(super) fn before_wall(&self, figure: &Figure, area: &Area) -> Area {
        let Some(wall) = figure.props().wall else { return *area };
        let surface = self.place(Point::new(wall, 0.0)).x;
        if self.mirrored {
            Area { left: area.left.max(surface), ..*area }
        } else {
            Area { right: area.right.min(surface), ..*area }
        }
    }

    /// A figure with all that stands around, those behind first.
    pub(super) fn scene(&self, figure: &Figure, area: &Area, seconds: f64) -> Vec<Shape> {
        let moment = figure.at(seconds);
        let mut shapes = self.floor(figure, area, moment.gone);
        shapes.extend(self.props(figure, moment.ball));
        if let Some(Polyline { places, radius }) = in_hands::line(figure, &moment.body, seconds) {
            let radius = (radius * self.dots).max(0.8);
            let pieces = places.iter().zip(places.iter().skip(1));
            shapes.extend(pieces.map(|(from, to)| self.capsule(Part::Prop, *from, *to, radius)));
        }
        shapes.extend(self.body(figure, &moment.body));
        shapes
    }

    /// The floor: a line, or dashes where it moves.
    fn floor(&self, figure: &Figure, area: &Area, gone: f64) -> Vec<Shape> {
        let ground = |low: f64, high: f64| Shape {
            part: Part::Ground,
            form: Form::Box {
                low: Point::new(low.clamp(area.left, area.right), self.floor),
                high: Point::new(high.clamp(area.left, area.right), self.floor + self.ground),
            },
        };
        let way = figure.way() * self.dots;
        if way < 1.0 {
            return vec![ground(area.left, area.right)];
        }
        // A whole number of dashes a loop, so that the loop is closed.
        let dash = way / (way / (area.right - area.left) * DASHES).round().max(1.0);
        let shift = (gone * self.dots).rem_euclid(dash) * if self.mirrored { 1.0 } else { -1.0 };
        let whole = |dots: f64| (dots / CELL).round() * CELL;
        std::iter::successors(Some(area.left + shift - dash), |start| Some(start + dash))
            .take_while(|start| *start < area.right)
            .map(|start| ground(whole(start), whole(start + dash * DASHED)))
            .collect()
    }

    fn props(&self, figure: &Figure, ball: f64) -> Vec<Shape> {
        let props = figure.props();
        let prop = |form| Shape { part: Part::Prop, form };
        let mut shapes = Vec::new();
        if let Some(wall) = props.wall {
            let [near, far] = [wall, wall + WALL].map(|x| self.place(Point::new(x, 0.0)).x);
            let thick = (far - near).signum() * (far - near).abs().max(2.0);
            let (low, high) = (near.min(near + thick).round(), near.max(near + thick).round());
            shapes.push(prop(Form::Box { low: Point::new(low, 0.0), high: Point::new(high, self.floor) }));
        }
        if let Some(post) = props.post {
            let half = Point::new(SEAT, 0.0);
            for (from, to) in [(post, Point::new(post.x, 0.0)), (post - half, post + half)] {
                shapes.push(self.capsule(Part::Prop, from, to, 0.8));
            }
        }
        if let Some(line) = props.line {
            let (middle, half) = (self.place(Point::new(line, 0.0)), LINE * self.dots);
            shapes.push(prop(Form::Box {
                low: Point::new(middle.x - half, self.floor),
                high: Point::new(middle.x + half, self.floor + FLOOR),
            }));
        }
        if let Some(step) = props.step {
            let [edge, end] = [step, Point::new(step.x + STEP, 0.0)].map(|point| self.place(point));
            let (low, high) = (edge.x.min(end.x).round(), edge.x.max(end.x).round());
            shapes.push(prop(Form::Box { low: Point::new(low, edge.y), high: Point::new(high, self.floor) }));
        }
        if let Some(radius) = props.ball {
            let middle = self.place(Point::new(ball, radius));
            shapes.push(prop(Form::Capsule { from: middle, to: middle, radius: (radius * self.dots).max(2.0) }));
        }
        shapes
    }
}

/// The dashes on a floor that moves, roughly: each edge of one costs bytes in every picture.
const DASHES: f64 = 2.0;
/// The dots by which their edges move, the columns of a cell: half of one would be one more cell that changes.
const CELL: f64 = 2.0;
/// How much of a dash and its gap is the dash.
const DASHED: f64 = 0.6;

/// The dot rows of the floor.
fn ground(size: Size) -> f64 {
    if size.rows >= 13 { 2.0 } else { 1.0 }
}

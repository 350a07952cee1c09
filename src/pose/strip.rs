//! The poses that show what is done, side by side: for where nothing may move, and for paper.

use super::Size;
use super::frame::Frame;
use super::mark;
use super::scene::{Area, Room, Scale};
use super::shape::Shape;
use crate::figure::{Arrow, Figure, KeyPose};

/// The most pictures of a strip.
const MOST: usize = 4;
/// The least share of the full scale at which a strip of two pictures is shown, and one of more.
const LEAST: [f64; 2] = [0.5, 0.85];
/// The length of an arrow, as a share of the height.
const LENGTH: f64 = 0.24;
/// The columns of dots between pictures, and beside an arrow.
const GAP: f64 = 6.0;

/// Some poses side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    size: Size,
    shapes: Vec<Shape>,
}

impl Strip {
    /// As many poses as can be told at this size; `None` where it is too small for one.
    pub fn new(figure: &Figure, size: Size, mirrored: bool) -> Option<Self> {
        if !size.is_enough() {
            return None;
        }
        let mut keys = figure.key_poses();
        keys.truncate(MOST);
        // The pose that needs the most room says how large all could be.
        let alone = keys.iter().map(|key| Panels::new(figure, size, std::slice::from_ref(key), mirrored).dots);
        let full = alone.fold(f64::MAX, f64::min);
        while keys.len() > 1 {
            let panels = Panels::new(figure, size, &keys, mirrored);
            if panels.dots >= full * LEAST[usize::from(keys.len() > 2)] {
                return Some(Self { size, shapes: panels.shapes(figure) });
            }
            keys.truncate(if keys.len() > 2 { 2 } else { 1 });
        }
        Some(Self { size, shapes: Panels::new(figure, size, &keys, mirrored).shapes(figure) })
    }

    pub fn frame(&self) -> Frame {
        Frame::new(self.size, &self.shapes)
    }

    /// What it is made of, in dots.
    pub fn shapes(&self) -> &[Shape] {
        &self.shapes
    }
}

/// A picture of a strip each for some poses.
struct Panels<'a> {
    size: Size,
    keys: &'a [KeyPose],
    rooms: Vec<Room>,
    /// The dots of a hundredth of the body height.
    dots: f64,
    mirrored: bool,
}

impl<'a> Panels<'a> {
    fn new(figure: &Figure, size: Size, keys: &'a [KeyPose], mirrored: bool) -> Self {
        let rooms: Vec<Room> = keys.iter().map(|key| Room::of(figure, std::iter::once(key.at))).collect();
        let wide = Room {
            left: 0.0,
            right: rooms.iter().map(Room::width).sum(),
            top: rooms.iter().map(|room| room.top).fold(0.0, f64::max),
        };
        let gaps: f64 = keys.iter().map(|_| GAP).sum();
        let dots = Scale::dots(size, &wide, f64::from(size.columns) * 2.0 - gaps);
        Self { size, keys, rooms, dots, mirrored }
    }

    fn shapes(&self, figure: &Figure) -> Vec<Shape> {
        let columns = f64::from(self.size.columns) * 2.0;
        let taken: f64 = self.rooms.iter().map(|room| room.width() * self.dots).sum();
        let count: f64 = self.rooms.iter().map(|_| 1.0).sum();
        let spare = (columns - taken) / count;
        let mut left = 0.0;
        let mut shapes = Vec::new();
        for (index, (key, room)) in self.keys.iter().zip(&self.rooms).enumerate() {
            let area =
                Area { left, right: left + room.width() * self.dots + spare, rows: f64::from(self.size.rows) * 4.0 };
            left = area.right;
            let area = if self.mirrored { area.mirrored(columns) } else { area };
            let next = self.keys.get(index + 1).or_else(|| self.keys.first()).map_or(key.at, |next| next.at);
            shapes.extend(self.panel(figure, &area, spare, room, [key.at, next], key.arrow));
        }
        shapes
    }

    /// A picture with its mark. The body makes room for an arrow before it, or behind it where there is a wall.
    fn panel(
        &self,
        figure: &Figure,
        area: &Area,
        spare: f64,
        room: &Room,
        instants: [f64; 2],
        arrow: Option<Arrow>,
    ) -> Vec<Shape> {
        let inner = Area { left: area.left + GAP / 2.0, right: area.right - GAP / 2.0, ..*area };
        let aside = (area.rows * LENGTH + GAP).min(spare - GAP).max(0.0);
        let left = Area { right: inner.right - aside, ..inner };
        let right = Area { left: inner.left + aside, ..inner };
        let places = match arrow {
            Some(arrow) if mark::points_left(arrow, self.mirrored) => [right, left, inner],
            Some(_) => [left, right, inner],
            None => [inner; 3],
        };
        let drawn = places.map(|place| {
            let scale = Scale::centred(self.size, room, &place, self.dots, self.mirrored);
            let scene = scale.scene(figure, area, instants[0]);
            let marks = match arrow {
                _ if figure.is_still() => mark::held(figure, &scale, area, &[&scene]),
                Some(arrow) => mark::of_pose(figure, &scale, area, &scene, instants, arrow, area.rows * LENGTH),
                None => Vec::new(),
            };
            (scene, marks)
        });
        let [first, second, last] = drawn;
        let (mut shapes, marks) = [first, second].into_iter().find(|(_, marks)| !marks.is_empty()).unwrap_or(last);
        shapes.extend(marks);
        shapes
    }
}

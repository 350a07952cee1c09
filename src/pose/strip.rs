//! The poses that show what is done, side by side: for where nothing may move, and for paper.

use std::cmp::Reverse;

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
/// The least share of the full scale at which pictures make room for their arrows.
const LEAST_BESIDE_ARROWS: f64 = 0.7;

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
        let alone = keys.iter().map(|key| Panels::new(figure, size, std::slice::from_ref(key), 0.0, mirrored).dots);
        let full = alone.fold(f64::MAX, f64::min);
        while keys.len() > 1
            && Panels::new(figure, size, &keys, 0.0, mirrored).dots < full * LEAST[usize::from(keys.len() > 2)]
        {
            keys.truncate(if keys.len() > 2 { 2 } else { 1 });
        }
        // As much room for arrows as the most of them want.
        let asides = std::iter::successors(Some(0.0), |aside| Some(aside + 2.0));
        let pictures = asides
            .take_while(|aside| *aside < f64::from(size.rows) * 4.0 * LENGTH + GAP)
            .map(|aside| Panels::new(figure, size, &keys, aside, mirrored))
            .take_while(|panels| panels.aside <= 0.0 || panels.dots >= full * LEAST_BESIDE_ARROWS)
            .map(|panels| panels.drawn(figure));
        let Drawn { shapes, .. } = pictures.min_by_key(|drawn| Reverse(drawn.marked))?;
        Some(Self { size, shapes })
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
    /// The columns of dots that each picture has besides for its arrow.
    aside: f64,
    /// The dots of a hundredth of the body height.
    dots: f64,
    mirrored: bool,
}

/// The pictures of a strip as they are drawn.
struct Drawn {
    shapes: Vec<Shape>,
    /// How many have a mark.
    marked: usize,
}

impl<'a> Panels<'a> {
    fn new(figure: &Figure, size: Size, keys: &'a [KeyPose], aside: f64, mirrored: bool) -> Self {
        let rooms: Vec<Room> = keys.iter().map(|key| Room::of(figure, std::iter::once(key.at))).collect();
        let highest = |of: fn(&Room) -> f64| rooms.iter().map(of).fold(1.0, f64::max);
        let wide = Room {
            left: 0.0,
            right: rooms.iter().map(Room::width).sum(),
            top: highest(|room| room.top),
            head: highest(|room| room.head),
        };
        let gaps: f64 = keys.iter().map(|_| GAP + aside).sum();
        let dots = Scale::dots(size, &wide, f64::from(size.columns) * 2.0 - gaps);
        Self { size, keys, rooms, aside, dots, mirrored }
    }

    fn drawn(&self, figure: &Figure) -> Drawn {
        let columns = f64::from(self.size.columns) * 2.0;
        let taken: f64 = self.rooms.iter().map(|room| room.width() * self.dots).sum();
        let count: f64 = self.rooms.iter().map(|_| 1.0).sum();
        let spare = (columns - taken) / count;
        let mut left = 0.0;
        let mut drawn = Drawn { shapes: Vec::new(), marked: 0 };
        for (index, (key, room)) in self.keys.iter().zip(&self.rooms).enumerate() {
            let area =
                Area { left, right: left + room.width() * self.dots + spare, rows: f64::from(self.size.rows) * 4.0 };
            left = area.right;
            let area = if self.mirrored { area.mirrored(columns) } else { area };
            let next = self.keys.get(index + 1).or_else(|| self.keys.first()).map_or(key.at, |next| next.at);
            let (scene, marks) = self.panel(figure, &area, spare, room, [key.at, next], key.arrow);
            drawn.marked += usize::from(!marks.is_empty());
            drawn.shapes.extend(scene.into_iter().chain(marks));
        }
        drawn
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
    ) -> (Vec<Shape>, Vec<Shape>) {
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
        [first, second].into_iter().find(|(_, marks)| !marks.is_empty()).unwrap_or(last)
    }
}

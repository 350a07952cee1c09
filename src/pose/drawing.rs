//! A figure laid out for a size: one scale and one place for all its frames, so that nothing jumps.

use super::Size;
use super::frame::Frame;
use super::mark;
use super::scene::{Area, Room, Scale};
use super::shape::Shape;
use crate::figure::Figure;

/// How many instants of a loop are looked at to lay it out.
const LOOKS: u32 = 24;

/// A figure laid out for a size.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    size: Size,
    scale: Scale,
    mark: Vec<Shape>,
}

impl Drawing {
    /// `None` where the size is too small.
    pub fn new(figure: &Figure, size: Size, mirrored: bool) -> Option<Self> {
        if !size.is_enough() {
            return None;
        }
        let room = Room::of(figure, looks(figure));
        let area = Area::of(size);
        let scale = Scale::centred(size, &room, &area, Scale::dots(size, &room, area.right), mirrored);
        let scenes: Vec<Vec<Shape>> = looks(figure).map(|look| scale.scene(figure, &area, look)).collect();
        let mark = mark::of_loop(figure, &scale, &area, &scenes, looks(figure));
        Some(Self { size, scale, mark })
    }

    /// The picture at this many seconds of the loop.
    pub fn frame(&self, figure: &Figure, seconds: f64) -> Frame {
        Frame::new(self.size, &self.shapes(figure, seconds))
    }

    /// What that picture is made of, in dots.
    pub fn shapes(&self, figure: &Figure, seconds: f64) -> Vec<Shape> {
        let mut shapes = self.scale.scene(figure, &Area::of(self.size), seconds);
        shapes.extend(&self.mark);
        shapes
    }
}

/// The instants that are looked at to lay a figure out.
fn looks(figure: &Figure) -> impl Iterator<Item = f64> + Clone {
    let step = figure.length() / f64::from(LOOKS);
    (0..LOOKS).map(move |look| f64::from(look) * step)
}

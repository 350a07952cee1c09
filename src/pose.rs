//! A figure as it is drawn: a figure, a size and an instant give a frame of two rasters, one of solid quarters of cells
//! for the body and the leg that works, and one of dots for everything behind.

mod animation;
mod body;
mod drawing;
mod frame;
mod in_hands;
mod mark;
mod raster;
mod scene;
mod shape;
mod strip;
mod timing;

pub use animation::Animation;
pub use drawing::Drawing;
pub use frame::{Cell, Frame, Tone};
pub use shape::{Form, Part, Shape};
pub use strip::Strip;
pub use timing::Timing;

/// A size in cells of a terminal, which are taken to be twice as high as wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Size {
    pub columns: u16,
    pub rows: u16,
}

/// The smallest size in which a figure can be told.
pub const SMALLEST: Size = Size { columns: 24, rows: 7 };

impl Size {
    /// Whether a figure can be told.
    pub fn is_enough(self) -> bool {
        self.columns >= SMALLEST.columns && self.rows >= SMALLEST.rows
    }
}

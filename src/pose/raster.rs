//! A grid of pixels, and the forms that are drawn on it. All lengths are in dots: a cell has two columns and four rows of
//! them.

#![expect(clippy::cast_precision_loss, reason = "no terminal has as many cells as a float has exact integers")]

use super::shape::{Form, Shape};
use crate::figure::Point;

/// A grid of pixels of equal size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Raster<T> {
    pub(super) width: usize,
    pub(super) height: usize,
    /// How many dots high a pixel is; it is one dot wide.
    tall: usize,
    pixels: Vec<Option<T>>,
}

impl<T: Copy> Raster<T> {
    /// An empty grid for this many columns and rows of dots.
    pub(super) fn new(columns: f64, rows: f64, tall: usize) -> Self {
        let (columns, rows) = (whole(columns), whole(rows));
        let height = rows / tall;
        Self { width: columns, height, tall, pixels: vec![None; columns * height] }
    }

    /// The pixel there; nothing outside of the grid.
    pub(super) fn get(&self, column: usize, row: usize) -> Option<T> {
        if column < self.width { self.pixels.get(row * self.width + column).copied().flatten() } else { None }
    }

    /// The pixel at a place in dots; nothing outside of the grid.
    pub(super) fn at(&self, x: f64, y: f64) -> Option<T> {
        self.get(whole(x), whole(y) / self.tall)
    }

    fn set(&mut self, column: usize, row: usize, value: Option<T>) {
        if column < self.width
            && let Some(pixel) = self.pixels.get_mut(row * self.width + column)
        {
            *pixel = value;
        }
    }

    /// Sets the pixels whose middle is in the form, or no further than `border` dots from it.
    pub(super) fn draw(&mut self, shape: &Shape, border: f64, value: Option<T>) {
        let (low, high) = shape.form.bounds(border);
        let columns = range(low.x, high.x, 1.0, self.width);
        let tall = self.tall as f64;
        for row in range(low.y, high.y, tall, self.height) {
            for column in columns.clone() {
                let (x, y) = (column as f64 + 0.5, (row as f64 + 0.5) * tall);
                if shape.form.reaches(x, y, border) {
                    self.set(column, row, value);
                }
            }
        }
    }
}

/// The pixels of this size between two places.
fn range(low: f64, high: f64, size: f64, count: usize) -> std::ops::Range<usize> {
    whole(low / size).min(count)..whole(high / size + 1.0).min(count)
}

/// A count of dots; what is left of the picture counts as its edge.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what does not fit is cut")]
fn whole(dots: f64) -> usize {
    dots as usize
}

impl Form {
    /// The least rectangle around it and its border.
    fn bounds(&self, border: f64) -> (Point, Point) {
        match *self {
            Self::Capsule { from, to, radius } => {
                let reach = radius + border;
                (
                    Point::new(from.x.min(to.x) - reach, from.y.min(to.y) - reach),
                    Point::new(from.x.max(to.x) + reach, from.y.max(to.y) + reach),
                )
            }
            Self::Box { low, high } => {
                (Point::new(low.x - border, low.y - border), Point::new(high.x + border, high.y + border))
            }
        }
    }

    /// Whether a place is in it, or no further than `border` from it.
    fn reaches(&self, x: f64, y: f64, border: f64) -> bool {
        match *self {
            Self::Capsule { from, to, radius } => {
                let (along_x, along_y) = (to.x - from.x, to.y - from.y);
                let square = along_x * along_x + along_y * along_y;
                let share = if square > 0.0 {
                    (((x - from.x) * along_x + (y - from.y) * along_y) / square).clamp(0.0, 1.0)
                } else {
                    0.0
                };
                let (aside_x, aside_y) = (x - from.x - share * along_x, y - from.y - share * along_y);
                let reach = radius + border;
                // Squares are compared, as a root for each pixel is most of what a picture costs.
                aside_x * aside_x + aside_y * aside_y <= reach * reach
            }
            Self::Box { low, high } => {
                let outside_x = (low.x - x).max(x - high.x).max(0.0);
                let outside_y = (low.y - y).max(y - high.y).max(0.0);
                outside_x * outside_x + outside_y * outside_y <= border * border
            }
        }
    }
}

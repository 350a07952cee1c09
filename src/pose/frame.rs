//! A picture of a figure at an instant: two rasters, to be merged cell by cell.

use super::Size;
use super::raster::Raster;
use super::scene::Area;
use super::shape::{Part, Shape};

/// A picture at an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    pub size: Size,
    /// By rows.
    cells: Vec<Cell>,
}

/// How a cell is shown; each is told from the others by its form too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// The floor.
    Dim,
    Plain,
    /// An arrow, or the bars of a hold.
    Mark,
    /// The leg that works.
    Bold,
}

/// What there is in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// The quarters that are solid: bit 0 upper left, 1 upper right, 2 lower left, 3 lower right.
    pub near: u8,
    /// The dots of what is behind: bit 2 * row + column, from the upper left.
    pub far: u8,
    pub tone: Tone,
}

impl Cell {
    const EMPTY: Self = Self { near: 0, far: 0, tone: Tone::Dim };

    /// The quarters and the dots, two columns and four rows, of a cell.
    fn merged(column: u16, row: u16, near: &Raster<Tone>, far: &Raster<Tone>) -> Self {
        let (x, y) = (usize::from(column) * 2, usize::from(row) * 4);
        let mut cell = Self::EMPTY;
        for quarter in 0..4 {
            if let Some(tone) = near.get(x + quarter % 2, y / 2 + quarter / 2) {
                cell.near |= 1 << quarter;
                cell.tone = cell.tone.max(tone);
            }
        }
        for dot in 0..8 {
            if let Some(tone) = far.get(x + dot % 2, y + dot / 2) {
                // The floor gives way to what stands on it, as a cell has one brightness.
                if tone > cell.tone && cell.near == 0 {
                    cell.far = 0;
                    cell.tone = tone;
                }
                if tone == cell.tone || cell.near != 0 {
                    cell.far |= 1 << dot;
                }
            }
        }
        cell
    }

    pub fn is_empty(self) -> bool {
        self.near == 0 && self.far == 0
    }

    /// The dots of the solid quarters.
    pub fn near_dots(self) -> u8 {
        (0..8).filter(|dot| self.near >> (dot / 4 * 2 + dot % 2) & 1 == 1).fold(0, |dots, dot| dots | 1 << dot)
    }
}

/// How far the dots of a limb stay away from what is solid, so that both are told apart.
const BORDER: f64 = 1.0;
/// How far the body stays away from the head, so that a neck is seen.
const CHIN: f64 = 2.2;

impl Frame {
    pub(super) fn new(size: Size, shapes: &[Shape]) -> Self {
        let Area { right, rows, .. } = Area::of(size);
        let mut near = Raster::new(right, rows, 2);
        let mut far = Raster::new(right, rows, 1);
        let drawn = |wanted: fn(Part) -> bool| shapes.iter().filter(move |shape| wanted(shape.part));
        for shape in drawn(|part| matches!(part, Part::Far | Part::Mark)) {
            far.draw(shape, 0.0, Some(tone(shape.part)));
        }
        for shape in drawn(Part::is_near) {
            if shape.part == Part::Head {
                near.draw(shape, CHIN, None);
                for neck in drawn(|part| part == Part::Neck) {
                    near.draw(neck, 0.0, Some(Tone::Plain));
                }
            }
            near.draw(shape, 0.0, Some(tone(shape.part)));
            far.draw(shape, BORDER, None);
        }
        // What stands around has no border: the body rests on it.
        for shape in drawn(|part| matches!(part, Part::Prop | Part::Ground)) {
            far.draw(shape, 0.0, Some(tone(shape.part)));
        }
        let positions = (0..size.rows).flat_map(|row| (0..size.columns).map(move |column| (column, row)));
        Self { size, cells: positions.map(|(column, row)| Cell::merged(column, row, &near, &far)).collect() }
    }

    /// What there is in a cell; nothing outside of the picture.
    pub fn cell(&self, column: u16, row: u16) -> Cell {
        let index = usize::from(row) * usize::from(self.size.columns) + usize::from(column);
        self.cells.get(index).copied().filter(|_| column < self.size.columns).unwrap_or(Cell::EMPTY)
    }
}

fn tone(part: Part) -> Tone {
    match part {
        Part::Leg => Tone::Bold,
        Part::Mark => Tone::Mark,
        Part::Ground => Tone::Dim,
        Part::Body | Part::Neck | Part::Head | Part::Far | Part::Prop => Tone::Plain,
    }
}

//! The characters that the picture of a figure is made of.

mod svg;

pub(super) use svg::escaped;
pub use svg::svg;

use ratatui_core::symbols::braille::BRAILLE;
use ratatui_core::symbols::pixel::QUADRANTS;

use crate::pose::{Cell, Frame, Tone};
use crate::settings::{Charset, FigureChoice};

/// A set of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyphs {
    /// Quarters of cells for the body, dots for what is behind.
    Mixed,
    /// Quarters of cells alone.
    Quarters,
    /// They can show poses, but no movement.
    Ascii,
}

/// The fewest dots behind a single quarter for which a cell is shown as dots: fewer would not be missed.
const WORTH: u32 = 3;

impl Glyphs {
    /// Those of a terminal; `None` where no figures are wanted.
    pub fn of(choice: FigureChoice, charset: Charset) -> Option<Self> {
        match (choice, charset) {
            (FigureChoice::Off, _) => None,
            (_, Charset::Console | Charset::Ascii) => Some(Self::Ascii),
            (FigureChoice::Quarters, Charset::Unicode) => Some(Self::Quarters),
            (FigureChoice::On, Charset::Unicode) => Some(Self::Mixed),
        }
    }

    /// The character of a cell; a blank where it is empty.
    pub fn glyph(self, cell: Cell) -> char {
        let near = usize::from(cell.near);
        match self {
            _ if cell.is_empty() => ' ',
            Self::Mixed => {
                let beside = cell.far & !cell.near_dots();
                let as_dots = cell.near == 0 || cell.near.is_power_of_two() && beside.count_ones() >= WORTH;
                if as_dots {
                    BRAILLE[usize::from(cell.far | cell.near_dots())]
                } else {
                    QUADRANTS[near | touched(cell.far)]
                }
            }
            Self::Quarters if cell.near > 0 => QUADRANTS[near],
            Self::Quarters if cell.tone == Tone::Dim => '▔',
            Self::Quarters if cell.tone == Tone::Mark => QUADRANTS[quarters(cell.far)],
            Self::Quarters if cell.far.count_ones() > 1 => '▚',
            Self::Quarters => ' ',
            Self::Ascii => ascii(cell),
        }
    }
}

/// The quarters of a cell that are full of dots. Beside a solid quarter they are solid too: a hand on a wall has no gap.
fn touched(dots: u8) -> usize {
    let quarter = |index: usize| 0b101 << (index % 2 + index / 2 * 4);
    (0..4).filter(|index| dots & quarter(*index) == quarter(*index)).map(|index| 1 << index).sum()
}

/// The quarters of a cell that have dots.
fn quarters(dots: u8) -> usize {
    let quarter = |index: usize| dots & 0b101 << (index % 2 + index / 2 * 4) > 0;
    (0..4).filter(|index| quarter(*index)).map(|index| 1 << index).sum()
}

/// `#` the working leg, `O` and `o` the body, `:` what is behind it, `|` what is upright there, `=` the floor. A mark
/// is made of lines.
fn ascii(cell: Cell) -> char {
    let is_upright = [0b11, 0b1100, 0b11_0000, 0b1100_0000].iter().all(|row| cell.far & row > 0);
    match (cell.near.count_ones(), cell.tone) {
        (0, Tone::Dim) => '=',
        (0, Tone::Mark) => line(quarters(cell.far)),
        (0, _) if is_upright => '|',
        (0, _) => ':',
        (_, Tone::Bold) => '#',
        (3.., _) => 'O',
        _ => 'o',
    }
}

/// The line that some quarters of a cell are nearest to.
fn line(quarters: usize) -> char {
    match quarters {
        0b0001 | 0b0010 => '\'',
        0b0100 | 0b1000 => '.',
        0b0011 | 0b1100 => '-',
        0b0101 | 0b1010 | 0b1111 => '|',
        0b0110 | 0b0111 | 0b1110 => '/',
        _ => '\\',
    }
}

/// A picture as lines of text, without the blanks at their ends.
pub fn lines(frame: &Frame, glyphs: Glyphs) -> Vec<String> {
    let row = |row| (0..frame.size.columns).map(|column| glyphs.glyph(frame.cell(column, row))).collect::<String>();
    (0..frame.size.rows).map(|at| row(at).trim_end().to_owned()).collect()
}

//! Words that can be read from across a room, in a font of our own.

mod font;

use std::ops::Range;

use ratatui_core::buffer::Buffer;
use ratatui_core::layout::{Alignment, Rect};
use ratatui_core::style::Style;
use ratatui_core::symbols::pixel::QUADRANTS;

use font::Letter;

/// Words that fit, broken into lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Large {
    /// The columns of points of each line.
    lines: Vec<Letter>,
    scale: PointSize,
}

/// The size of a point in halves of a cell. A cell is twice as high as wide, so a point as many halves wide as high is a
/// narrow one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct PointSize {
    wide: u16,
    high: u16,
}

impl PointSize {
    /// From the largest to the smallest.
    const ALL: [Self; 7] = [
        Self::new(4, 3),
        Self::new(3, 3),
        Self::new(4, 2),
        Self::new(3, 2),
        Self::new(2, 2),
        Self::new(2, 1),
        Self::new(1, 1),
    ];

    const fn new(wide: u16, high: u16) -> Self {
        Self { wide, high }
    }

    /// The rows of a line.
    fn rows(self) -> u16 {
        self.high * to_u16(font::ROWS / 2)
    }

    /// The columns of as many points.
    fn columns(self, points: usize) -> u16 {
        to_u16(points).saturating_mul(self.wide).div_ceil(2)
    }
}

/// The rows of the smallest line.
pub(super) const LINE: u16 = 5;

impl Large {
    /// The words in the largest size in which they fit into `columns`, `rows` and `most_lines` lines. `None` where no size
    /// fits or the font lacks one of the letters.
    pub(super) fn fit(words: &str, columns: u16, rows: u16, most_lines: usize) -> Option<Self> {
        let pieces = pieces(words)?;
        PointSize::ALL.into_iter().find_map(|scale| {
            let lines = broken(&pieces, |points| scale.columns(points) <= columns)?;
            let fits = lines.len() <= most_lines && to_u16(lines.len()) * scale.rows() <= rows;
            fits.then_some(Self { lines, scale })
        })
    }

    /// Other words on one line in the same size.
    pub(super) fn same_size(&self, words: &str) -> Option<Self> {
        let line = pieces(words)?.concat();
        Some(Self { lines: vec![line[..ink(&line)].to_vec()], scale: self.scale })
    }

    /// The rows it takes, the room for descenders included.
    pub(super) fn rows(&self) -> u16 {
        self.scale.rows() * to_u16(self.lines.len())
    }

    /// Draws it from the top of an area.
    pub(super) fn draw(&self, alignment: Alignment, area: Rect, style: Style, buf: &mut Buffer) {
        self.draw_from(0, alignment, area, style, buf);
    }

    /// Draws it in the middle rows of an area, which may begin in the middle of a cell.
    pub(super) fn draw_between(&self, alignment: Alignment, area: Rect, style: Style, buf: &mut Buffer) {
        self.draw_from(area.height.saturating_sub(self.rows()), alignment, area, style, buf);
    }

    /// As [`Self::draw_between`], for capitals: the room for descenders does not count.
    pub(super) fn draw_capitals(&self, alignment: Alignment, area: Rect, style: Style, buf: &mut Buffer) {
        let below = to_u16(font::ROWS - font::ABOVE) * self.scale.high;
        let halves = 2 * self.rows() - below;
        self.draw_from((2 * area.height).saturating_sub(halves) / 2, alignment, area, style, buf);
    }

    /// `top` is in halves of a cell.
    fn draw_from(&self, top: u16, alignment: Alignment, area: Rect, style: Style, buf: &mut Buffer) {
        let half_row = |half: u16| self.half_row(half.checked_sub(top)?, alignment, area.width);
        for row in area.intersection(buf.area).rows() {
            let halves = [0, 1].map(|half| half_row(2 * (row.y - area.y) + half));
            let taken = || halves.iter().flatten().map(|half| &half.columns);
            let from = taken().map(|columns| columns.start).min().unwrap_or(0);
            let to = taken().map(|columns| columns.end).max().unwrap_or(0);
            for column in from..to.min(row.width) {
                let [upper, lower] = halves.each_ref().map(|half| half.as_ref().map_or(0, |half| half.pair(column)));
                if upper + lower > 0 {
                    buf[(row.x + column, row.y)].set_char(QUADRANTS[upper | lower << 2]).set_style(style);
                }
            }
        }
    }

    /// The points of a half row; `None` below the last line.
    fn half_row(&self, half_row: u16, alignment: Alignment, width: u16) -> Option<HalfRow<'_>> {
        let row = usize::from(half_row / self.scale.high);
        let line = self.lines.get(row / font::ROWS)?;
        let columns = self.scale.columns(line.len());
        let free = width.saturating_sub(columns);
        let indent = match alignment {
            Alignment::Left => 0,
            Alignment::Center => free / 2,
            Alignment::Right => free,
        };
        Some(HalfRow { line, row: row % font::ROWS, wide: self.scale.wide, columns: indent..indent + columns })
    }
}

/// Half a row of cells of a line.
struct HalfRow<'a> {
    line: &'a Letter,
    /// The row of the font.
    row: usize,
    /// The width of a point in halves of a cell.
    wide: u16,
    /// The columns of cells that it takes.
    columns: Range<u16>,
}

impl HalfRow<'_> {
    /// Which of the two halves of a column are set: the left one is the lower bit.
    fn pair(&self, column: u16) -> usize {
        let Some(column) = column.checked_sub(self.columns.start) else { return 0 };
        let set = |half: u16| {
            let points = self.line.get(usize::from((2 * column + half) / self.wide)).copied().unwrap_or(0);
            usize::from(points >> self.row & 1)
        };
        set(0) | set(1) << 1
    }
}

/// The words in pieces that can stand on lines of their own: each ends in a space or a hyphen.
fn pieces(words: &str) -> Option<Vec<Letter>> {
    let letters = |piece: &str| piece.chars().map(font::letter).collect::<Option<Vec<_>>>();
    let pieces: Option<Vec<_>> = words.split_inclusive([' ', '-']).map(letters).collect();
    let pieces: Vec<Letter> = pieces?.into_iter().map(|letters| letters.concat()).collect();
    (!pieces.is_empty()).then_some(pieces)
}

/// Puts the pieces on as few lines as have room for them; `None` where there is none for a single piece.
fn broken(pieces: &[Letter], fits: impl Fn(usize) -> bool) -> Option<Vec<Letter>> {
    let mut lines: Vec<Letter> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if fits(line.len() + ink(piece)) => line.extend(piece),
            _ => lines.push(piece.clone()),
        }
    }
    for line in &mut lines {
        line.truncate(ink(line));
    }
    lines.retain(|line| !line.is_empty());
    (!lines.is_empty() && lines.iter().all(|line| fits(line.len()))).then_some(lines)
}

/// How many columns of points there are up to the last one that is not blank.
fn ink(line: &Letter) -> usize {
    line.iter().rposition(|column| *column != 0).map_or(0, |last| last + 1)
}

fn to_u16(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::picture;
    use super::*;

    fn drawn(words: &str, columns: u16, rows: u16, lines: usize) -> Option<String> {
        let mut buf = Buffer::empty(Rect::new(0, 0, columns, rows));
        Large::fit(words, columns, rows, lines)?.draw(Alignment::Left, buf.area, Style::new(), &mut buf);
        Some(picture(&buf))
    }

    #[test]
    fn words_break_behind_spaces_and_hyphens() {
        let lines = |words: &str, columns| {
            let pieces = pieces(words).unwrap();
            broken(&pieces, |points| PointSize::new(1, 1).columns(points) <= columns).map(|lines| lines.len())
        };
        assert_eq!(lines("Single-leg hops", 51), Some(1));
        assert_eq!(lines("Single-leg hops", 40), Some(2));
        assert_eq!(lines("Single-leg hops", 25), Some(3));
        assert_eq!(lines("Single-leg hops", 15), None);
    }

    #[test]
    fn the_largest_size_that_fits_is_taken() {
        let rows = |columns, rows, lines| Large::fit("Single-leg hops", columns, rows, lines).map(|large| large.rows());
        assert_eq!(rows(120, 12, 1), Some(10));
        assert_eq!(rows(80, 12, 1), Some(5));
        assert_eq!(rows(80, 20, 2), Some(20));
        assert_eq!(rows(80, 4, 1), None);
    }

    #[test]
    fn every_letter_of_the_keyboard_has_a_shape_of_its_own_among_its_kind() {
        let all: Vec<_> = (' '..='~').map(|c| (c, font::letter(c).unwrap())).collect();
        let kinds: [fn(&char) -> bool; 4] =
            [char::is_ascii_lowercase, char::is_ascii_uppercase, char::is_ascii_digit, char::is_ascii_punctuation];
        for kind in kinds {
            let shapes: Vec<_> = all.iter().filter(|(c, _)| kind(c)).collect();
            for (i, (c, shape)) in shapes.iter().enumerate() {
                assert!(shapes[..i].iter().all(|(_, other)| other != shape), "{c}");
            }
        }
    }

    #[test]
    fn words_that_the_font_lacks_are_not_drawn_in_part() {
        assert_eq!(drawn("足首を回す", 200, 60, 2), None);
        assert_eq!(drawn("e\u{301}", 200, 60, 2), None);
        insta::assert_snapshot!(drawn("Übersprünge, Żółć", 100, 5, 1).unwrap());
    }
}

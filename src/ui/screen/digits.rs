//! Digits that can be read from across a room: a font of three by five points, stretched to the available room.
//!
//! A point is a reversed blank: one byte, and every terminal font has it.

use ratatui_core::buffer::Buffer;
use ratatui_core::layout::{Alignment, Rect};
use ratatui_core::style::{Modifier, Style};

/// The fewest rows of digits that can be read from across a room.
pub(super) const LEGIBLE: u16 = 7;

/// The rows of a glyph, with its points as bits, the leftmost one highest.
type Glyph = [u8; 5];

fn glyph(c: char) -> Option<(u16, Glyph)> {
    Some(match c {
        '0' => (3, [0b111, 0b101, 0b101, 0b101, 0b111]),
        '1' => (3, [0b001, 0b001, 0b001, 0b001, 0b001]),
        '2' => (3, [0b111, 0b001, 0b111, 0b100, 0b111]),
        '3' => (3, [0b111, 0b001, 0b111, 0b001, 0b111]),
        '4' => (3, [0b101, 0b101, 0b111, 0b001, 0b001]),
        '5' => (3, [0b111, 0b100, 0b111, 0b001, 0b111]),
        '6' => (3, [0b111, 0b100, 0b111, 0b101, 0b111]),
        '7' => (3, [0b111, 0b001, 0b001, 0b001, 0b001]),
        '8' => (3, [0b111, 0b101, 0b111, 0b101, 0b111]),
        '9' => (3, [0b111, 0b101, 0b111, 0b001, 0b111]),
        '-' => (2, [0b00, 0b00, 0b11, 0b00, 0b00]),
        '+' => (5, [0b00000, 0b00100, 0b11111, 0b00100, 0b00000]),
        ':' => (1, [0, 1, 0, 1, 0]),
        _ => return None,
    })
}

/// A size of the font: the columns of its outer and inner points, the rows of its strokes and of what lies between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DigitSize {
    outer: u16,
    inner: u16,
    stroke: u16,
    between: u16,
}

impl DigitSize {
    /// From the largest to the smallest. A cell is about twice as high as wide, and so a stroke has twice as many columns
    /// as rows.
    const ALL: [Self; 13] = [
        Self::new(4, 10, 2, 6),
        Self::new(4, 8, 2, 4),
        Self::new(4, 6, 2, 3),
        Self::new(4, 5, 2, 2),
        Self::new(3, 6, 1, 4),
        Self::new(3, 5, 1, 3),
        Self::new(3, 4, 1, 2),
        Self::new(2, 5, 1, 3),
        Self::new(2, 4, 1, 2),
        Self::new(2, 3, 1, 2),
        Self::new(2, 2, 1, 1),
        Self::new(1, 2, 1, 1),
        Self::new(1, 1, 1, 1),
    ];

    const fn new(outer: u16, inner: u16, stroke: u16, between: u16) -> Self {
        Self { outer, inner, stroke, between }
    }

    pub(super) fn rows(self) -> u16 {
        3 * self.stroke + 2 * self.between
    }

    /// The first column of each of the points of a row, and the end of the last one.
    fn columns(self, points: u16) -> Vec<u16> {
        let widths = (0..points).map(|i| if points == 3 && i == 1 { self.inner } else { self.outer });
        edges(widths)
    }

    /// The largest in which a text fits into this many columns and rows of a screen, if the font has all of it.
    pub(super) fn fit(text: &str, columns: u16, rows: u16, screen: Rect) -> Option<Self> {
        let fits = |scale: &Self| scale.rows() <= rows && scale.width(text) <= columns;
        let worth = |scale: &Self| scale.stroke == 1 || screen.width >= WIDE;
        let known = text.chars().all(|c| glyph(c).is_some());
        Self::ALL.into_iter().find(|scale| known && fits(scale) && worth(scale))
    }

    fn width(self, text: &str) -> u16 {
        let widths = text.chars().filter_map(glyph).map(|(points, _)| self.columns(points)[usize::from(points)]);
        let glyphs = u16::try_from(text.chars().count()).unwrap_or(u16::MAX);
        widths.sum::<u16>() + self.outer.saturating_mul(glyphs.saturating_sub(1))
    }
}

/// The fewest columns of a screen on which strokes are two rows high. These cost up to twice the bytes a second, which a smaller
/// terminal, often at the end of a slow line, is spared.
const WIDE: u16 = 104;

/// The column at which each of these widths begins, and the one at which the last ends.
fn edges(widths: impl Iterator<Item = u16>) -> Vec<u16> {
    let mut edges = vec![0];
    for width in widths {
        edges.push(edges[edges.len() - 1] + width);
    }
    edges
}

/// Draws digits, `:`, `-` and `+` in the middle rows of an area, as large as they fit, and returns the part it took. A
/// text with other characters, or one that does not fit in the smallest size, is written in plain characters.
pub(super) fn draw(text: &str, alignment: Alignment, area: Rect, buf: &mut Buffer) -> Rect {
    let Some(scale) = DigitSize::fit(text, area.width, area.height, buf.area) else {
        let line = Rect { y: area.y + area.height / 2, height: 1.min(area.height), ..area };
        super::widget::text(text, alignment, line, Style::new().bold(), buf);
        return line;
    };
    let (width, height) = (scale.width(text), scale.rows());
    let free = area.width - width;
    let indent = match alignment {
        Alignment::Left => 0,
        Alignment::Center => free / 2,
        Alignment::Right => free,
    };
    let place = Rect { x: area.x + indent, y: area.y + (area.height - height) / 2, width, height };
    let rows = edges((0..5).map(|row| if row % 2 == 0 { scale.stroke } else { scale.between }));
    let mut x = place.x;
    for (points, glyph) in text.chars().filter_map(glyph) {
        let columns = scale.columns(points);
        for (row, bits) in glyph.into_iter().enumerate() {
            for column in (0..points).filter(|column| bits >> (points - 1 - column) & 1 == 1).map(usize::from) {
                let point = Rect {
                    x: x + columns[column],
                    y: place.y + rows[row],
                    width: columns[column + 1] - columns[column],
                    height: rows[row + 1] - rows[row],
                };
                buf.set_style(point, Style::new().add_modifier(Modifier::REVERSED));
            }
        }
        x += columns[usize::from(points)] + scale.outer;
    }
    place
}

#[cfg(test)]
mod tests {
    use super::super::fixture::picture;
    use super::*;

    fn drawn(text: &str, columns: u16, rows: u16) -> String {
        let mut buf = Buffer::empty(Rect::new(0, 0, columns, rows));
        draw(text, Alignment::Center, buf.area, &mut buf);
        picture(&buf)
    }

    #[test]
    fn digits_fill_the_room() {
        insta::assert_snapshot!(drawn("0:45", 30, 5));
        insta::assert_snapshot!(drawn("12:40", 60, 9));
        insta::assert_snapshot!(drawn("6-8", 24, 7));
    }

    #[test]
    fn text_that_does_not_fit_is_written_in_plain_characters() {
        assert_eq!(drawn("0:45", 6, 3).trim(), "0:45");
        assert_eq!(drawn("n/a", 40, 9).trim(), "n/a");
    }
}

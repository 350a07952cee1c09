//! Words that can be read from across a room: letters of eight by eight points, each point a quarter of a cell, or a
//! whole one where there is room.

use font8x8::{BASIC_FONTS, LATIN_FONTS, UnicodeFonts as _};
use ratatui_core::buffer::Buffer;
use ratatui_core::layout::{Alignment, Rect};
use ratatui_core::style::Style;
use ratatui_core::symbols::pixel::QUADRANTS;

/// Words that fit, broken into lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Large {
    lines: Vec<String>,
    /// The columns and rows of a letter.
    letter: u16,
}

/// The columns and rows of the smallest letters: a cell shows two by two points.
pub(super) const LETTER: u16 = 4;

/// The columns and rows of the largest letters: a cell shows one point.
const LARGEST_LETTER: u16 = 8;

impl Large {
    /// The words in the largest size in which they fit into `columns` and `most_lines` lines, and `rows` have room for that
    /// many lines. `None` where no size fits or the font lacks one of the letters.
    pub(super) fn fit(words: &str, columns: u16, rows: u16, most_lines: usize) -> Option<Self> {
        if words.is_empty() || !words.chars().all(|c| glyph(c).is_some()) {
            return None;
        }
        [LARGEST_LETTER, LETTER].into_iter().find_map(|letter| {
            let lines = broken(words, (columns / letter).into())?;
            let fits = lines.len() <= most_lines && most_lines <= (rows / letter).into();
            fits.then_some(Self { lines, letter })
        })
    }

    pub(super) fn rows(&self) -> u16 {
        self.letter.saturating_mul(u16::try_from(self.lines.len()).unwrap_or(u16::MAX))
    }

    pub(super) fn letter_rows(&self) -> u16 {
        self.letter
    }

    pub(super) fn draw(&self, alignment: Alignment, area: Rect, style: Style, buf: &mut Buffer) {
        let step = usize::from(self.letter);
        for (line, y) in self.lines.iter().zip((area.top()..area.bottom()).step_by(step)) {
            let width = u16::try_from(line.chars().count() * step).unwrap_or(u16::MAX);
            let indent = match alignment {
                Alignment::Left => 0,
                Alignment::Center => (area.width / 2).saturating_sub(width / 2),
                Alignment::Right => area.width.saturating_sub(width),
            };
            let columns = (area.left() + indent..area.right()).step_by(step);
            for (glyph, x) in line.chars().filter_map(glyph).zip(columns) {
                let place = Rect::new(x, y, self.letter, self.letter);
                for position in place.intersection(area).positions() {
                    let symbol = self.symbol(glyph, position.x - x, position.y - y);
                    buf[position].set_char(symbol).set_style(style);
                }
            }
        }
    }

    /// The character that shows the points of one cell.
    fn symbol(&self, glyph: [u8; 8], column: u16, row: u16) -> char {
        let row = usize::from(row);
        // The lowest bit of a row is its leftmost point.
        if self.letter == LARGEST_LETTER {
            let point = glyph[row] >> column & 1;
            QUADRANTS[usize::from(point * 0b1111)]
        } else {
            let pair = |row: usize| glyph[row] >> (2 * column) & 0b11;
            QUADRANTS[usize::from(pair(2 * row) | pair(2 * row + 1) << 2)]
        }
    }
}

/// The points of a letter, one byte for each row; `None` where the font has none.
fn glyph(letter: char) -> Option<[u8; 8]> {
    let glyph = BASIC_FONTS.get(letter).or_else(|| LATIN_FONTS.get(letter))?;
    (letter == ' ' || glyph != [0; 8]).then_some(glyph)
}

/// Breaks the words behind spaces and hyphens into lines of at most `letters`; `None` where a piece is longer.
fn broken(words: &str, letters: usize) -> Option<Vec<String>> {
    let mut lines = vec![String::new()];
    for piece in words.split_inclusive([' ', '-']) {
        let line = lines.last_mut()?;
        if line.chars().count() + piece.trim_end().chars().count() <= letters {
            line.push_str(piece);
        } else {
            lines.push(piece.to_owned());
        }
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines.retain(|line| !line.is_empty());
    lines.iter().all(|line| line.chars().count() <= letters).then_some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_break_behind_spaces_and_hyphens() {
        let lines = |words, letters| broken(words, letters).map(|lines| lines.join("|"));
        assert_eq!(lines("Single-leg hops", 20).as_deref(), Some("Single-leg hops"));
        assert_eq!(lines("Single-leg hops", 9).as_deref(), Some("Single-|leg hops"));
        assert_eq!(lines("Single-leg hops", 10).as_deref(), Some("Single-leg|hops"));
        assert_eq!(lines("Downward-dog pedal", 4), None);
    }

    #[test]
    fn the_largest_size_that_fits_is_taken() {
        let rows = |words, columns, rows, lines| Large::fit(words, columns, rows, lines).map(|large| large.rows());
        assert_eq!(rows("Single-leg hops", 120, 8, 1), Some(8));
        assert_eq!(rows("Single-leg hops", 119, 8, 1), Some(4));
        assert_eq!(rows("Single-leg hops", 120, 8, 2), Some(4));
        assert_eq!(rows("Single-leg hops", 59, 8, 2), Some(8));
        assert_eq!(rows("Single-leg hops", 59, 8, 1), None);
        assert_eq!(rows("Single-leg hops", 59, 7, 2), None);
    }

    #[test]
    fn words_that_the_font_lacks_are_not_drawn_in_part() {
        assert_eq!(Large::fit("足首を回す", 200, 60, 2), None);
        assert_eq!(Large::fit("e\u{301}", 200, 60, 2), None);
        assert_eq!(Large::fit("Knie\u{b4}s", 200, 60, 2), None);
        assert!(Large::fit("Übersprünge", 200, 60, 2).is_some());
    }
}

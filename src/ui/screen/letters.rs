//! Words that can be read from across a room: letters of eight by eight points, each point a quarter of a cell, or a
//! whole one where there is room.

use ratatui::buffer::Buffer;
use ratatui::layout::{Alignment, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Widget as _;
use tui_big_text::{BigText, PixelSize};

/// Words that fit, broken into lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Large {
    lines: Vec<String>,
    points: PixelSize,
}

/// The rows of the smallest letters.
pub(super) const LETTER: u16 = 4;

/// The sizes of a letter from the largest to the smallest: its points, its columns and its rows.
const SIZES: [(PixelSize, u16, u16); 2] = [(PixelSize::Full, 8, 8), (PixelSize::Quadrant, 4, LETTER)];

impl Large {
    /// The words in the largest size in which they fit into `columns` and `most_lines` lines, and `rows` have room for that
    /// many lines. `None` where no size fits or the font lacks one of the letters.
    pub(super) fn fit(words: &str, columns: u16, rows: u16, most_lines: usize) -> Option<Self> {
        if words.is_empty() || !words.chars().all(is_drawn) {
            return None;
        }
        SIZES.into_iter().find_map(|(points, wide, high)| {
            let lines = broken(words, (columns / wide).into())?;
            let fits = lines.len() <= most_lines && most_lines <= (rows / high).into();
            fits.then_some(Self { lines, points })
        })
    }

    pub(super) fn rows(&self) -> u16 {
        self.letter_rows().saturating_mul(u16::try_from(self.lines.len()).unwrap_or(u16::MAX))
    }

    pub(super) fn letter_rows(&self) -> u16 {
        SIZES.iter().find(|(points, ..)| *points == self.points).map_or(0, |(.., high)| *high)
    }

    pub(super) fn draw(&self, alignment: Alignment, area: Rect, style: Style, buf: &mut Buffer) {
        let lines: Vec<_> = self.lines.iter().map(|line| Line::raw(line.as_str())).collect();
        BigText::builder()
            .pixel_size(self.points)
            .style(style)
            .alignment(alignment)
            .lines(lines)
            .build()
            .render(area, buf);
    }
}

/// Whether the font has this character. It has those of Latin keyboards.
fn is_drawn(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{b2}' | '\u{b5}'..='\u{ff}')
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
    use super::super::fixture::picture;
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
        assert!(Large::fit("Übersprünge", 200, 60, 2).is_some());
    }

    #[test]
    fn every_letter_that_counts_as_drawn_has_points() {
        for c in ('!'..='\u{ff}').filter(|c| is_drawn(*c)) {
            let mut buf = Buffer::empty(Rect::new(0, 0, 4, 4));
            let large = Large::fit(&c.to_string(), 4, 4, 1).unwrap();
            large.draw(Alignment::Left, buf.area, Style::new(), &mut buf);
            assert!(!picture(&buf).trim().is_empty(), "{c:?}");
        }
    }
}

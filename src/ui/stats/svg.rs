//! The picture as an SVG for sharing, in the colour of the text around it, with the numbers as its text alternative.

use std::fmt::Write as _;

use ratatui_core::buffer::Cell;
use ratatui_core::style::Modifier;
use ratatui_core::symbols::bar::NINE_LEVELS;
use ratatui_core::symbols::braille::BRAILLE;

use super::super::figure::escaped;
use super::super::printer::Printer;
use super::{print, screen, text};
use crate::settings::Charset;
use crate::stats::Stats;
use crate::words::stats as words;

/// The size of the terminal that it shows.
const SIZE: (u16, u16) = (100, 44);
/// The width and the height of a cell.
const CELL: (usize, usize) = (8, 16);

/// The picture as an SVG.
pub fn svg(stats: &Stats<'_>) -> String {
    let picture = screen(stats, SIZE, Charset::Unicode);
    let (width, height) = (usize::from(picture.area.width) * CELL.0, usize::from(picture.area.height) * CELL.1);
    let mut numbers = Printer::new(usize::MAX, false);
    text(stats, &mut numbers);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" fill=\"currentColor\" \
         font-family=\"monospace\" font-size=\"13\">\n<title>{}</title>\n<desc>{}</desc>\n",
        escaped(&words::title(stats.routine, stats.period)),
        escaped(&numbers.into_text()),
    );
    for (y, row) in print::rows(&picture).enumerate() {
        for run in
            row.iter().enumerate().collect::<Vec<_>>().chunk_by(|(_, one), (_, next)| is_text(one) == is_text(next))
        {
            match run.first() {
                Some((_, first)) if is_text(first) => letters(y, run, &mut svg),
                _ => run.iter().for_each(|(x, cell)| shapes(*x * CELL.0, y * CELL.1, cell, &mut svg)),
            }
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// Whether a cell is a letter; others are drawn.
fn is_text(cell: &Cell) -> bool {
    dots(cell).is_none() && level(cell).is_none()
}

/// A run of letters, each in its own column whatever the font is.
fn letters(y: usize, run: &[(usize, &Cell)], svg: &mut String) {
    for same in run.chunk_by(|(_, one), (_, next)| one.modifier == next.modifier) {
        let Some((_, first)) = same.first() else { continue };
        let shown = same.iter().filter(|(_, cell)| cell.symbol() != " ");
        let columns: Vec<_> = shown.clone().map(|(x, _)| (x * CELL.0).to_string()).collect();
        if columns.is_empty() {
            continue;
        }
        let style = match first.modifier {
            modifier if modifier.contains(Modifier::BOLD) => " font-weight=\"bold\"",
            modifier if modifier.contains(Modifier::DIM) => " opacity=\"0.7\"",
            _ => "",
        };
        let symbols: String = shown.map(|(_, cell)| cell.symbol()).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\"{style}>{}</text>",
            columns.join(" "),
            y * CELL.1 + CELL.1 * 3 / 4,
            escaped(&symbols),
        );
    }
}

/// The dots of a line, or a part of a bar.
fn shapes(left: usize, top: usize, cell: &Cell, svg: &mut String) {
    // Writing to a string cannot fail.
    if let Some(eighths) = level(cell) {
        let height = CELL.1 * eighths / 8;
        let (width, y) = (CELL.0, top + CELL.1 - height);
        let _ = writeln!(
            svg,
            "<rect x=\"{left}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" shape-rendering=\"crispEdges\"/>"
        );
    }
    let dots = dots(cell).unwrap_or(0);
    // The bits of a pattern go by rows, two dots each.
    for dot in (0..8).filter(|dot| dots >> dot & 1 == 1) {
        let (x, y) = (left + dot % 2 * CELL.0 / 2 + 2, top + dot / 2 * CELL.1 / 4 + 2);
        let _ = writeln!(svg, "<circle cx=\"{x}\" cy=\"{y}\" r=\"1.2\"/>");
    }
}

/// The dots of a cell, as the bits of its place in [`BRAILLE`].
fn dots(cell: &Cell) -> Option<usize> {
    let c = cell.symbol().chars().next()?;
    BRAILLE.iter().position(|pattern| *pattern == c).filter(|dots| *dots > 0)
}

/// How many eighths of a cell are filled from below.
fn level(cell: &Cell) -> Option<usize> {
    let set = NINE_LEVELS;
    let levels = [
        set.one_eighth,
        set.one_quarter,
        set.three_eighths,
        set.half,
        set.five_eighths,
        set.three_quarters,
        set.seven_eighths,
        set.full,
    ];
    levels.iter().position(|level| *level == cell.symbol()).map(|place| place + 1)
}

//! A screen as an SVG.

use std::fmt::Write as _;
use std::ops::Range;

use vt100::Screen;

use crate::shape::{self, Rect};
use crate::style::{BACKGROUND, CellStyle, Colour, TEXT, hex};

/// The size of a cell: its eighths are whole numbers. It is shown larger by a quarter.
pub(crate) const WIDTH: usize = 8;
pub(crate) const HEIGHT: usize = 16;

const MARGIN: usize = 16;
/// The base line of letters.
const BASE: usize = 12;
const FONT: &str = "ui-monospace,SFMono-Regular,Menlo,Consolas,DejaVu Sans Mono,Liberation Mono,monospace";
/// The size at which the letters of most fonts are as wide as a cell.
const FONT_SIZE: &str = "13.3";

/// A dark window with `columns` and `rows` of cells.
pub(crate) fn picture(title: &str, columns: usize, rows: Range<usize>, style: &str, body: &str) -> String {
    let (top, width, height) = (rows.start * HEIGHT, columns * WIDTH + 2 * MARGIN, rows.len() * HEIGHT + 2 * MARGIN);
    let (shown_width, shown_height) = (width * 5 / 4, height * 5 / 4);
    let (title, text, background) = (escaped(title), hex(TEXT), hex(BACKGROUND));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{shown_width}\" height=\"{shown_height}\" \
         viewBox=\"0 {top} {width} {height}\" role=\"img\">\n\
         <title>{title}</title>{style}\n\
         <rect y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{background}\"/>\n\
         <g transform=\"translate({MARGIN} {MARGIN})\" fill=\"{text}\" font-family=\"{FONT}\" \
         font-size=\"{FONT_SIZE}\" shape-rendering=\"crispEdges\">\n{body}</g>\n</svg>\n"
    )
}

/// Each row of a screen at its place; a blank one is empty.
pub(crate) fn rows(screen: &Screen) -> impl Iterator<Item = String> {
    (0..screen.size().0.get()).map(|y| Row::of(screen, y).drawn(usize::from(y) * HEIGHT))
}

#[derive(Default)]
struct Row {
    backgrounds: Rects,
    shapes: Rects,
    words: Vec<Word>,
}

#[derive(Default)]
struct Rects(Vec<(Rect, Colour)>);

impl Rects {
    /// Fills a part of a cell, and joins it to the rectangle that it touches.
    fn fill(&mut self, x: usize, part: Rect, colour: Colour) {
        let new = Rect { left: x * WIDTH + part.left, right: x * WIDTH + part.right, ..part };
        let meets = |(old, of): &&mut (Rect, Colour)| {
            *of == colour && (old.top, old.bottom) == (new.top, new.bottom) && old.right >= new.left
        };
        match self.0.iter_mut().rev().find(meets) {
            Some((old, _)) => old.right = new.right,
            None => self.0.push((new, colour)),
        }
    }
}

impl Rects {
    /// Draws those of a colour as one path.
    fn draw(self, top: usize, out: &mut String) {
        let mut paths: Vec<(Colour, String)> = Vec::new();
        for (Rect { left, top: below, right, bottom }, colour) in self.0 {
            let part = format!("M{left} {}h{}v{}H{left}z", top + below, right - left, bottom - below);
            match paths.iter_mut().find(|(other, _)| *other == colour) {
                Some((_, path)) => path.push_str(&part),
                None => paths.push((colour, part)),
            }
        }
        for (colour, path) in paths {
            // Writing to a string cannot fail.
            let _ = write!(out, "<path d=\"{path}\"{}/>", fill(colour));
        }
    }
}

/// Adjacent letters of one style.
struct Word {
    columns: Range<usize>,
    letters: String,
    style: CellStyle,
}

impl Row {
    fn of(screen: &Screen, y: u16) -> Self {
        let mut row = Self::default();
        let cells = (0..screen.size().1.get()).filter_map(|x| Some((usize::from(x), screen.cell(y, x)?)));
        for (x, cell) in cells {
            let (letters, style) = (cell.contents(), CellStyle::of(cell));
            if style.background != BACKGROUND {
                row.backgrounds.fill(x, shape::WHOLE, style.background);
            }
            if let Some((rects, eighths)) = letters.chars().next().and_then(shape::of) {
                for rect in rects {
                    row.shapes.fill(x, rect, style.shaded(eighths));
                }
            } else if !letters.trim().is_empty() {
                row.write(x..x + if cell.is_wide() { 2 } else { 1 }, letters, style);
            }
        }
        row
    }

    /// Writes a character. Only ASCII is joined to words: other characters may come from fonts of other widths.
    fn write(&mut self, columns: Range<usize>, letters: &str, style: CellStyle) {
        let joins = |word: &&mut Word| {
            word.columns.end == columns.start && word.style == style && word.letters.is_ascii() && letters.is_ascii()
        };
        match self.words.last_mut().filter(joins) {
            Some(word) => {
                word.letters.push_str(letters);
                word.columns.end = columns.end;
            }
            None => self.words.push(Word { columns, letters: letters.to_owned(), style }),
        }
    }

    fn drawn(self, top: usize) -> String {
        let mut out = String::new();
        for rects in [self.backgrounds, self.shapes] {
            rects.draw(top, &mut out);
        }
        for Word { columns, letters, style } in self.words {
            let (x, y, length) = (columns.start * WIDTH, top + BASE, columns.len() * WIDTH);
            let bold = if style.bold { " font-weight=\"700\"" } else { "" };
            let stretched = if letters.is_ascii() { "" } else { " lengthAdjust=\"spacingAndGlyphs\"" };
            let (fill, letters) = (fill(style.text), escaped(&letters));
            let _ = write!(
                out,
                "<text x=\"{x}\" y=\"{y}\" textLength=\"{length}\"{stretched}{fill}{bold}>{letters}</text>"
            );
        }
        if !out.is_empty() {
            out.push('\n');
        }
        out
    }
}

/// The attribute of a colour that is not the default.
fn fill(colour: Colour) -> String {
    if colour == TEXT { String::new() } else { format!(" fill=\"{}\"", hex(colour)) }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

//! A picture as lines of a terminal.

use std::fmt::Write as _;

use crossterm::style::Attribute;
use ratatui_core::buffer::{Buffer, Cell};
use ratatui_core::style::Modifier;

/// The rows of a picture as lines, without the blanks at their ends and the rows below the last one; `styled` allows bold and dim.
pub fn lines(picture: &Buffer, styled: bool) -> String {
    let mut text = String::new();
    for row in rows(picture) {
        for run in row.chunk_by(|one, next| one.modifier == next.modifier) {
            let attribute = run.first().filter(|_| styled).and_then(attribute);
            let symbols: String = run.iter().map(Cell::symbol).collect();
            // Writing to a string cannot fail.
            let _ = match attribute {
                Some(attribute) => write!(text, "{attribute}{symbols}{}", Attribute::Reset),
                None => write!(text, "{symbols}"),
            };
        }
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// The rows, each up to its last cell that is not blank.
pub(super) fn rows(picture: &Buffer) -> impl Iterator<Item = &[Cell]> {
    picture.content.chunks(usize::from(picture.area.width).max(1)).map(|row| {
        let end = row.iter().rposition(|cell| cell.symbol() != " ").map_or(0, |last| last + 1);
        row.get(..end).unwrap_or(row)
    })
}

fn attribute(cell: &Cell) -> Option<Attribute> {
    match cell.modifier {
        modifier if modifier.contains(Modifier::BOLD) => Some(Attribute::Bold),
        modifier if modifier.contains(Modifier::DIM) => Some(Attribute::Dim),
        _ => None,
    }
}

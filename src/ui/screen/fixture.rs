//! Helpers for tests of screens.

use std::fmt::Write as _;

use ratatui_core::buffer::{Buffer, Cell};
use ratatui_core::style::{Color, Modifier};

/// A buffer as text: reversed blanks as blocks, rows without trailing blanks.
pub(crate) fn picture(buf: &Buffer) -> String {
    let mut out = String::new();
    for row in buf.area.rows() {
        let mut line = String::new();
        let mut skip = 0;
        for x in row.left()..row.right() {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let cell = &buf[(x, row.y)];
            let on = cell.modifier.contains(Modifier::REVERSED) && cell.symbol() == " ";
            line.push_str(if on { "█" } else { cell.symbol() });
            skip = crate::ui::fit::width(cell.symbol()).saturating_sub(1);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// The styles of a buffer: the ranges of each row that are not plain, with equal rows together.
pub(crate) fn styles(buf: &Buffer) -> String {
    let rows: Vec<String> = buf.area.rows().map(|row| ranges(row.columns().map(|at| style(&buf[at])))).collect();
    let mut out = String::new();
    let mut from = 0;
    for same in rows.chunk_by(|one, other| one == other) {
        let to = from + same.len() - 1;
        if !same[0].is_empty() {
            let rows = if from == to { from.to_string() } else { format!("{from}-{to}") };
            let _ = writeln!(out, "{rows:>5} {}", same[0]);
        }
        from = to + 1;
    }
    out
}

/// The styles of a row, such as `0-9 bold, 30-79 dim`.
fn ranges(styles: impl Iterator<Item = String>) -> String {
    let styles: Vec<String> = styles.collect();
    let mut ranges = Vec::new();
    let mut from = 0;
    for same in styles.chunk_by(|one, other| one == other) {
        let to = from + same.len() - 1;
        if !same[0].is_empty() {
            ranges.push(format!("{from}-{to} {}", same[0]));
        }
        from = to + 1;
    }
    ranges.join(", ")
}

fn style(cell: &Cell) -> String {
    let colors = [(cell.fg, ""), (cell.bg, "on ")].map(|(color, word)| {
        if color == Color::Reset { String::new() } else { format!("{word}{color}").to_lowercase() }
    });
    let modifiers = [(Modifier::BOLD, "bold"), (Modifier::DIM, "dim"), (Modifier::REVERSED, "reversed")]
        .map(|(modifier, word)| if cell.modifier.contains(modifier) { word.to_owned() } else { String::new() });
    let words: Vec<_> = colors.into_iter().chain(modifiers).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

//! The cells in which two frames differ.
//!
//! ratatui's own `Buffer::diff` does not write the second column of a wide character again where its cell stays the
//! same. But a terminal clears that column, in the style of whatever overwrites the first one.

use std::ops::Range;

use ratatui_core::buffer::{Buffer, Cell};

use crate::ui::fit;

/// The cells to be written on a terminal that shows `before`, a frame of the same size.
pub(super) fn changed<'a>(before: &Buffer, next: &'a Buffer) -> Vec<(u16, u16, &'a Cell)> {
    let columns = usize::from(next.area.width).max(1);
    let rows = before.content.chunks(columns).zip(next.content.chunks(columns));
    let mut cells = Vec::new();
    for ((old, new), y) in rows.zip(0..) {
        // Most rows stay the same from one second to the next.
        if old == new {
            continue;
        }
        let mut stale: Vec<_> = old.iter().zip(new).map(|(old, new)| old != new).collect();
        for row in [old, new] {
            for wide in characters(row).filter(|span| span.len() > 1) {
                let columns = &mut stale[wide];
                if columns.contains(&true) {
                    columns.fill(true);
                }
            }
        }
        // Writing the first column of a character writes the others.
        characters(new).for_each(|wide| stale[wide].iter_mut().skip(1).for_each(|column| *column = false));
        let written = (0..).zip(new).zip(stale).filter(|(_, stale)| *stale);
        cells.extend(written.map(|((x, cell), _)| (x, y, cell)));
    }
    cells
}

/// The columns of each character of a row.
fn characters(row: &[Cell]) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let width = fit::width(row.get(from)?.symbol()).max(1);
        let span = from..(from + width).min(row.len());
        from = span.end;
        Some(span)
    })
}

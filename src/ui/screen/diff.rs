//! The cells in which two frames differ.
//!
//! ratatui's own `Buffer::diff` does not write the second column of a wide character again where its cell stays the
//! same. But a terminal clears that column, in the style of whatever overwrites the first one.
//!
//! Terminals do not agree on the width of some sequences, such as an emoji with a variation selector. A row with one of
//! these is written whole, and its second column blank before it, so that nothing old is left beside one that turns out
//! narrower, and what turns out wider is overwritten.

use std::ops::Range;

use ratatui_core::buffer::{Buffer, Cell};

use crate::ui::fit;

/// A row in which there is something to be written.
pub(super) struct ChangedRow<'a> {
    pub(super) y: u16,
    pub(super) all: &'a [Cell],
    /// The cells that are to be written, each with its column.
    pub(super) cells: Vec<(u16, &'a Cell)>,
    /// Whether they are to be written in this order.
    pub(super) in_order: bool,
}

/// The rows that differ from those of a terminal that shows `before`, a frame of the same size.
pub(super) fn changed<'a>(before: &Buffer, next: &'a Buffer) -> Vec<ChangedRow<'a>> {
    let columns = usize::from(next.area.width).max(1);
    let rows = before.content.chunks(columns).zip(next.content.chunks(columns));
    let mut changed = Vec::new();
    for ((old, new), y) in rows.zip(0..) {
        // Most rows stay the same from one second to the next.
        if old == new {
            continue;
        }
        let is_narrow = [old, new].into_iter().flatten().all(takes_one_column);
        if !is_narrow && [old, new].into_iter().flatten().any(is_disputed) {
            changed.push(ChangedRow { y, all: new, cells: whole(new).collect(), in_order: true });
            continue;
        }
        let mut stale: Vec<_> = old.iter().zip(new).map(|(old, new)| old != new).collect();
        if !is_narrow {
            spread(&mut stale, old, new);
        }
        let written = (0..).zip(new).zip(stale).filter(|(_, stale)| *stale);
        let cells = written.map(|(cell, _)| cell).collect();
        changed.push(ChangedRow { y, all: new, cells, in_order: false });
    }
    changed
}

/// Marks all columns of a wide character of which one is stale, and of what is written instead only the first.
fn spread(stale: &mut [bool], old: &[Cell], new: &[Cell]) {
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
}

/// Whether all terminals move on by one column for a cell.
pub(super) fn takes_one_column(cell: &Cell) -> bool {
    fit::width(cell.symbol()) == 1 && !is_disputed(cell)
}

/// Whether terminals disagree on the width of what a cell shows: a wide one is made of several characters, or the width
/// of the whole is not that of its parts.
fn is_disputed(cell: &Cell) -> bool {
    let symbol = cell.symbol();
    let width = |c: char| fit::width(c.encode_utf8(&mut [0; 4]));
    let differs = |whole| whole > 1 || symbol.chars().map(width).sum::<usize>() != whole;
    // A single character is the whole.
    symbol.chars().nth(1).is_some() && differs(fit::width(symbol))
}

/// All cells of a row, the second column of each wide character before its first one.
fn whole(row: &[Cell]) -> impl Iterator<Item = (u16, &Cell)> {
    characters(row).flat_map(move |span| span.rev().filter_map(move |x| Some((u16::try_from(x).ok()?, &row[x]))))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_disagree_on_the_width_of_what_is_made_of_several_characters() {
        let lifter = "\u{1f3cb}\u{fe0f}\u{200d}\u{2640}\u{fe0f}";
        for (symbol, is) in [("a", false), ("首", false), ("e\u{301}", false), ("☺\u{fe0f}", true), (lifter, true)] {
            let mut cell = Cell::default();
            cell.set_symbol(symbol);
            assert_eq!(is_disputed(&cell), is, "{symbol}");
        }
    }
}

//! From one buffer to the next, in as few bytes as that takes.
//!
//! ratatui's own backend sets every attribute back after each draw and names each place in full; a countdown is one
//! small change a second for half an hour, often over a slow line. Here the cells are sorted by their looks, so that
//! each look is named once, a place close to the one before is reached by a short way, and a run of blanks is erased
//! and not written. The terminal has to be raw, so that a line feed is nothing but one row down.

use std::io::Write as _;
use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::ui::fit;

/// What makes the terminal show `next`, where it shows `shown` (nothing: it is cleared first).
pub(super) fn between(shown: Option<&Buffer>, next: &Buffer, out: &mut Vec<u8>) {
    let mut cells = match shown {
        Some(before) if before.area == next.area => changed(before, next),
        _ => {
            out.extend(b"\x1b[0m\x1b[2J");
            let cells = next.area.positions().zip(&next.content);
            cells.filter(|(_, cell)| **cell != Cell::EMPTY).map(|(at, cell)| (at.x, at.y, cell)).collect()
        }
    };
    // A stable sort: the cells of one look stay in reading order.
    cells.sort_by_key(|(.., cell)| Look::of(cell));
    let mut pen = Pen { look: Look::default(), at: None, columns: next.area.width, out };
    let mut rest = cells.as_slice();
    while let Some(((x, y, cell), others)) = rest.split_first() {
        pen.change(Look::of(cell));
        pen.go((*x, *y));
        let blanks = blanks(rest);
        if blanks >= WORTH_ERASING {
            pen.erase(blanks);
            rest = &rest[blanks..];
        } else {
            pen.print(cell);
            rest = others;
        }
    }
    pen.change(Look::default());
}

/// The cells to be written. ratatui's `diff` leaves the second column of a wide character alone where that looks the
/// same; but a terminal clears it, in the looks of whatever overwrites the first one.
fn changed<'a>(before: &Buffer, next: &'a Buffer) -> Vec<(u16, u16, &'a Cell)> {
    let columns = usize::from(next.area.width).max(1);
    let rows = before.content.chunks(columns).zip(next.content.chunks(columns));
    let mut cells = Vec::new();
    for ((old, new), y) in rows.zip(0..) {
        // Most of a screen stays from one second to the next.
        if old == new {
            continue;
        }
        let mut stale: Vec<_> = old.iter().zip(new).map(|(old, new)| old != new).collect();
        for row in [old, new] {
            for wide in characters(row).filter(|span| span.len() > 1) {
                let whole = &mut stale[wide];
                if whole.contains(&true) {
                    whole.fill(true);
                }
            }
        }
        // The first column brings the others.
        characters(new).for_each(|wide| stale[wide].iter_mut().skip(1).for_each(|column| *column = false));
        let written = (0..).zip(new).zip(stale).filter(|(_, stale)| *stale);
        cells.extend(written.map(|((x, cell), _)| (x, y, cell)));
    }
    cells
}

/// The columns of each character of a row, in their order.
fn characters(row: &[Cell]) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let wide = fit::width(row.get(from)?.symbol()).max(1);
        let span = from..(from + wide).min(row.len());
        from = span.end;
        Some(span)
    })
}

/// From so many blanks on it is as short to erase them, and the cursor stays where the next row begins.
const WORTH_ERASING: usize = 4;

/// How many plain blanks these cells begin with, one beside the other.
fn blanks(cells: &[(u16, u16, &Cell)]) -> usize {
    let Some((x, y, _)) = cells.first() else { return 0 };
    let beside = cells.iter().zip(*x..).take_while(|((x, row, cell), expected)| {
        x == expected && row == y && cell.symbol() == " " && Look::of(cell) == Look::default()
    });
    beside.count()
}

/// How a cell is written: bold, dim and reversed, a colour and a ground are all that these screens use. A colour is
/// its number among the terminal's first eight, from 1; 0 is the terminal's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Look {
    modifier: u16,
    color: u8,
    ground: u8,
}

impl Look {
    fn of(cell: &Cell) -> Self {
        Self { modifier: cell.modifier.bits(), color: number(cell.fg), ground: number(cell.bg) }
    }

    /// What `ESC [ ... m` takes for it, after everything is set back.
    fn codes(self) -> Vec<String> {
        let modifier = Modifier::from_bits_truncate(self.modifier);
        let set = [(Modifier::BOLD, "1"), (Modifier::DIM, "2"), (Modifier::REVERSED, "7")];
        let mut codes: Vec<_> =
            set.into_iter().filter(|(one, _)| modifier.contains(*one)).map(|(_, code)| code.to_owned()).collect();
        for (number, first) in [(self.color, 30), (self.ground, 40)] {
            codes.extend(number.checked_sub(1).map(|number| (first + number).to_string()));
        }
        codes
    }
}

/// The number of one of the terminal's first eight colours, from 1; 0 for any other.
fn number(color: Color) -> u8 {
    match color {
        Color::Black => 1,
        Color::Red => 2,
        Color::Green => 3,
        Color::Yellow => 4,
        Color::Blue => 5,
        Color::Magenta => 6,
        Color::Cyan => 7,
        Color::Gray => 8,
        _ => 0,
    }
}

/// The cursor of a terminal, and how it writes.
struct Pen<'a> {
    look: Look,
    /// Where it stands; `None` where terminals differ.
    at: Option<(u16, u16)>,
    columns: u16,
    out: &'a mut Vec<u8>,
}

impl Pen<'_> {
    /// Names a look.
    fn change(&mut self, look: Look) {
        if look == self.look {
            return;
        }
        let mut codes = look.codes();
        if !codes.is_empty() && self.look != Look::default() {
            codes.insert(0, "0".to_owned());
        }
        self.put(&format!("\x1b[{}m", codes.join(";")));
        self.look = look;
    }

    /// Moves the shortest way that it knows.
    fn go(&mut self, to: (u16, u16)) {
        if self.at == Some(to) {
            return;
        }
        let mut way = format!("\x1b[{};{}H", to.1 + 1, to.0 + 1);
        if let Some((x, y)) = self.at {
            let along = match x.abs_diff(to.0) {
                0 => String::new(),
                back @ 1..4 if to.0 < x => "\x08".repeat(back.into()),
                back if to.0 < x => steps(back, 'D'),
                on => steps(on, 'C'),
            };
            let down = to.1.checked_sub(y).map(|rows| match rows {
                0..4 => "\n".repeat(rows.into()),
                _ => steps(rows, 'B'),
            });
            if let Some(short) = down.map(|down| down + &along).filter(|short| short.len() < way.len()) {
                way = short;
            }
        }
        self.put(&way);
        self.at = Some(to);
    }

    fn print(&mut self, cell: &Cell) {
        self.put(cell.symbol());
        // After the last column and after what is not one plain column, terminals differ.
        let plain = fit::width(cell.symbol()) == 1 && cell.symbol().chars().count() == 1;
        self.at = self.at.filter(|(x, _)| plain && x + 1 < self.columns).map(|(x, y)| (x + 1, y));
    }

    fn erase(&mut self, blanks: usize) {
        self.put(&format!("\x1b[{blanks}X"));
    }

    fn put(&mut self, text: &str) {
        // A vector takes everything.
        let _ = self.out.write_all(text.as_bytes());
    }
}

fn steps(n: u16, letter: char) -> String {
    if n == 1 { format!("\x1b[{letter}") } else { format!("\x1b[{n}{letter}") }
}

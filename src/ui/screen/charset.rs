//! What a terminal shows in place of the characters that it lacks.

use ratatui_core::buffer::{Buffer, Cell};
use ratatui_core::style::Modifier;
use ratatui_core::symbols::pixel::QUADRANTS;

use crate::settings::Charset;

/// Puts other characters in place of those that a terminal lacks.
pub(in crate::ui) fn adapt(charset: Charset, buf: &mut Buffer) {
    let adapt: fn(char, &mut Cell) = match charset {
        Charset::Unicode => return,
        Charset::Console => console,
        Charset::Ascii => ascii,
    };
    for cell in &mut buf.content {
        if !cell.symbol().is_ascii() {
            // Nothing but the first character of a sequence can be shown there.
            let first = cell.symbol().chars().next().unwrap_or(' ');
            adapt(first, cell);
        }
    }
}

/// For the fonts of consoles, which have whole and half blocks: a half that is set in one of its columns only is blank,
/// which rounds the corners of letters.
fn console(c: char, cell: &mut Cell) {
    const HALVES: [char; 4] = [' ', '▀', '▄', '█'];
    let half = |set: usize| usize::from(set & 0b0011 == 0b0011) | usize::from(set & 0b1100 == 0b1100) << 1;
    cell.set_char(match c {
        '━' => '═',
        '…' => '.',
        '✓' => '√',
        _ => quarters(c).map_or(c, |set| HALVES[half(set)]),
    });
}

/// A block is a reversed blank, as in the digits.
fn ascii(c: char, cell: &mut Cell) {
    let instead = match c {
        '─' => '-',
        '━' => '=',
        '┼' => '|',
        '·' | '…' => '.',
        '↑' => '^',
        '↓' => 'v',
        '←' => '<',
        '→' => '>',
        '✓' => '*',
        _ => match quarters(c) {
            None => '?',
            Some(set) => {
                if set.count_ones() > 1 {
                    cell.modifier.toggle(Modifier::REVERSED);
                }
                ' '
            }
        },
    };
    cell.set_char(instead);
}

/// Which quarters of a cell a block sets, as bits: upper left, upper right, lower left, lower right.
fn quarters(c: char) -> Option<usize> {
    QUADRANTS.iter().position(|block| *block == c)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::picture;
    use super::super::letters::Large;
    use super::*;
    use ratatui_core::layout::{Alignment, Rect};
    use ratatui_core::style::Style;

    #[test]
    fn letters_can_be_read_with_the_blocks_that_a_terminal_has() {
        let drawn = |charset| {
            let mut buf = Buffer::empty(Rect::new(0, 0, 40, 5));
            let large = Large::fit("Wall sit", 40, 5, 1).unwrap();
            large.draw(Alignment::Left, buf.area, Style::new(), &mut buf);
            adapt(charset, &mut buf);
            picture(&buf)
        };
        insta::assert_snapshot!([Charset::Console, Charset::Ascii].map(drawn).join("\n"));
    }
}

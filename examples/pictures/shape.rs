//! Blocks and lines, which are drawn instead of written, so that they join up whatever font the viewer has.

use crate::svg::{HEIGHT, WIDTH};

/// A rectangle within a cell or a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rect {
    pub(crate) left: usize,
    pub(crate) top: usize,
    pub(crate) right: usize,
    pub(crate) bottom: usize,
}

const fn rect(left: usize, top: usize, right: usize, bottom: usize) -> Rect {
    Rect { left, top, right, bottom }
}

pub(crate) const WHOLE: Rect = rect(0, 0, WIDTH, HEIGHT);

/// The rectangles of a character and their strength in eighths; `None` for a character that is written.
pub(crate) fn of(c: char) -> Option<(Vec<Rect>, u8)> {
    let rects = match c {
        '▀' => vec![rect(0, 0, WIDTH, HEIGHT / 2)],
        '▁'..='█' => vec![rect(0, HEIGHT - (c as usize - '▁' as usize + 1) * HEIGHT / 8, WIDTH, HEIGHT)],
        '▉'..='▏' => vec![rect(0, 0, ('▏' as usize - c as usize + 1) * WIDTH / 8, HEIGHT)],
        '▐' => vec![rect(WIDTH / 2, 0, WIDTH, HEIGHT)],
        '░' => return Some((vec![WHOLE], 2)),
        '▒' => return Some((vec![WHOLE], 4)),
        '▓' => return Some((vec![WHOLE], 6)),
        '▔' => vec![rect(0, 0, WIDTH, HEIGHT / 8)],
        '▕' => vec![rect(WIDTH * 7 / 8, 0, WIDTH, HEIGHT)],
        '▖'..='▟' => quadrants(c),
        '⠁'..='⣿' => dots(c),
        _ => line(c)?,
    };
    Some((rects, 8))
}

fn quadrants(c: char) -> Vec<Rect> {
    const PLACES: [Rect; 4] = [
        rect(0, 0, WIDTH / 2, HEIGHT / 2),
        rect(WIDTH / 2, 0, WIDTH, HEIGHT / 2),
        rect(0, HEIGHT / 2, WIDTH / 2, HEIGHT),
        rect(WIDTH / 2, HEIGHT / 2, WIDTH, HEIGHT),
    ];
    /// For each character from `▖` on, which of the places are full.
    const FULL: [&str; 10] = ["  x ", "   x", "x   ", "x xx", "x  x", "xxx ", "xx x", " x  ", " xx ", " xxx"];
    let full = FULL[c as usize - '▖' as usize];
    PLACES.into_iter().zip(full.chars()).filter(|(_, full)| *full == 'x').map(|(place, _)| place).collect()
}

/// Braille: two columns and four rows of dots.
fn dots(c: char) -> Vec<Rect> {
    /// The columns and rows of the dots, as Unicode counts them.
    const PLACES: [(usize, usize); 8] = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)];
    const APART: usize = WIDTH / 2;
    let set = c as usize - '⠀' as usize;
    let places = PLACES.into_iter().enumerate().filter(|(dot, _)| set >> dot & 1 == 1);
    places
        .map(|(_, (column, row))| (column * APART, row * APART))
        .map(|(left, top)| rect(left, top, left + APART - 1, top + APART - 1))
        .collect()
}

/// A line, or a meeting of lines. A round corner is drawn as a sharp one.
fn line(c: char) -> Option<Vec<Rect>> {
    const NONE: usize = 0;
    const LIGHT: usize = 1;
    const HEAVY: usize = 3;
    let [left, up, right, down] = match c {
        '─' => [LIGHT, NONE, LIGHT, NONE],
        '━' => [HEAVY, NONE, HEAVY, NONE],
        '│' => [NONE, LIGHT, NONE, LIGHT],
        '┃' => [NONE, HEAVY, NONE, HEAVY],
        '┌' | '╭' => [NONE, NONE, LIGHT, LIGHT],
        '┐' | '╮' => [LIGHT, NONE, NONE, LIGHT],
        '└' | '╰' => [NONE, LIGHT, LIGHT, NONE],
        '┘' | '╯' => [LIGHT, LIGHT, NONE, NONE],
        '├' => [NONE, LIGHT, LIGHT, LIGHT],
        '┤' => [LIGHT, LIGHT, NONE, LIGHT],
        '┬' => [LIGHT, NONE, LIGHT, LIGHT],
        '┴' => [LIGHT, LIGHT, LIGHT, NONE],
        '┼' => [LIGHT; 4],
        '╴' => [LIGHT, NONE, NONE, NONE],
        '╶' => [NONE, NONE, LIGHT, NONE],
        '╸' => [HEAVY, NONE, NONE, NONE],
        '╺' => [NONE, NONE, HEAVY, NONE],
        '╼' => [LIGHT, NONE, HEAVY, NONE],
        '╾' => [HEAVY, NONE, LIGHT, NONE],
        _ => return None,
    };
    let band = |length: usize, thick: usize| ((length - thick) / 2, (length - thick) / 2 + thick);
    let (x, y) = (|thick| band(WIDTH - 1, thick), |thick| band(HEIGHT - 1, thick));
    let arms = [
        (left, rect(0, y(left).0, WIDTH / 2, y(left).1)),
        (up, rect(x(up).0, 0, x(up).1, HEIGHT / 2)),
        (right, rect(WIDTH / 2 - 1, y(right).0, WIDTH, y(right).1)),
        (down, rect(x(down).0, HEIGHT / 2 - 1, x(down).1, HEIGHT)),
    ];
    Some(arms.into_iter().filter(|(thick, _)| *thick > 0).map(|(_, arm)| arm).collect())
}

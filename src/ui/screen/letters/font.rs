//! The large letters: narrow, without serifs, with strokes of two points, eight points high and two more below the line.
//!
//! They are drawn in `letters.txt`. The first line of each band there has the letters, each above the left edge of its
//! picture, and the ten lines below have the pictures.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The rows of a letter.
pub(super) const ROWS: usize = 10;
/// The rows above the line.
pub(super) const ABOVE: usize = 8;
/// The rows above a small letter, in which its accent is.
const ACCENT: usize = 2;
/// The points of a space.
const SPACE: usize = 2;
/// The points between two letters.
const GAP: usize = 2;

/// The columns of a letter from left to right, the blank ones behind it included. The lowest bit is its top row.
pub(super) type Letter = Vec<u16>;

static FONT: LazyLock<HashMap<char, Letter>> = LazyLock::new(parse);

/// A letter; `None` where the font has no such letter.
pub(super) fn letter(c: char) -> Option<Letter> {
    FONT.get(&c).cloned().or_else(|| accented(c))
}

fn parse() -> HashMap<char, Letter> {
    let lines: Vec<Vec<char>> = include_str!("letters.txt").lines().map(|line| line.chars().collect()).collect();
    let mut font = HashMap::from([(' ', spaced(vec![0; SPACE]))]);
    for band in lines.chunks(ROWS + 1) {
        let [names, rows @ ..] = band else { continue };
        let starts: Vec<usize> = (0..names.len()).filter(|column| names[*column] != ' ').collect();
        let ends = starts.iter().skip(1).copied().chain([usize::MAX]);
        for (start, end) in starts.iter().copied().zip(ends) {
            let longest = rows.iter().map(Vec::len).max().unwrap_or(0);
            let mut letter: Letter = (start..end.min(longest)).map(|column| points(rows, column)).collect();
            letter.truncate(letter.iter().rposition(|column| *column != 0).map_or(0, |last| last + 1));
            font.insert(names[start], spaced(letter));
        }
    }
    font
}

fn points(rows: &[Vec<char>], column: usize) -> u16 {
    (0..).zip(rows).filter(|(_, row)| row.get(column) == Some(&'#')).map(|(row, _)| 1 << row).sum()
}

/// With the gap behind it. The width is even, so that each letter begins at the edge of a cell.
fn spaced(mut letter: Letter) -> Letter {
    letter.resize((letter.len() + GAP).next_multiple_of(2), 0);
    letter
}

/// The accents: their points from the top row, the letters that have them, and those letters without them.
const ACCENTS: [(&[&str], &str, &str); 10] = [
    (&["##", " ##"], "ÀÈÌÒÙàèìòù", "AEIOUaeıou"),
    (&["   ##", "  ##"], "ÁÉÍÓÚÝĆŃŚŹáéíóúýćńśź", "AEIOUYCNSZaeıouycnsz"),
    (&["  ##", "##  ##"], "ÂÊÎÔÛâêîôû", "AEIOUaeıou"),
    (&[" ## ##"], "ÃÑÕãñõ", "ANOano"),
    (&["##  ##"], "ÄËÏÖÜŸäëïöüÿ", "AEIOUYaeıouy"),
    (&["  ##", "  ##"], "ÅŮåů", "AUau"),
    (&["##  ##", "  ##"], "ČĎĚŇŘŠŤŽĞčěňřšžğ", "CDENRSTZGcenrszg"),
    (&["  ##"], "ĖİŻėż", "EIZez"),
    (&["######"], "ĀĒĪŌŪāēīōū", "AEIOUaeıou"),
    (&[" ## ##", "## ##"], "ŐŰőű", "OUou"),
];

/// The signs below a letter.
const BELOW: [(&[&str], &str, &str); 1] = [(&["  ##", " ##"], "ÇŞŢĄĘĮçşţąęį", "CSTAEIcstaei")];

fn accented(c: char) -> Option<Letter> {
    let of = |table: &[(&[&str], &str, &str)]| {
        table.iter().find_map(|(sign, with, without)| {
            let place = with.chars().position(|one| one == c)?;
            let rows: Vec<Vec<char>> = sign.iter().map(|row| row.chars().collect()).collect();
            let base = FONT.get(&without.chars().nth(place)?)?;
            Some((rows, base.clone()))
        })
    };
    if let Some((rows, mut letter)) = of(&BELOW) {
        put(&rows, ABOVE, &mut letter);
        return Some(letter);
    }
    let (rows, mut letter) = of(&ACCENTS)?;
    if letter.iter().any(|column| column & 1 == 1) {
        for column in &mut letter {
            *column = lowered(*column);
        }
    }
    put(&rows, 0, &mut letter);
    Some(letter)
}

/// A column of a capital made as low as a small letter: without two rows that repeat the ones above them.
fn lowered(column: u16) -> u16 {
    (0..).zip([0, 1, 3, 4, 6, 7]).map(|(to, from)| (column >> from & 1) << (ACCENT + to)).sum()
}

/// Sets the points of a sign in the middle of a letter.
fn put(rows: &[Vec<char>], from: usize, letter: &mut Letter) {
    let ink = letter.len() - GAP;
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let left = ink.saturating_sub(width) / 2;
    for (column, points) in letter[left..].iter_mut().zip((0..width).map(|column| points(rows, column))) {
        *column |= points << from;
    }
}

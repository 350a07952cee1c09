//! The bytes that turn the frame on a terminal into the next one: few, as the line to it may be slow.
//!
//! Rows are written from the top, and of a row next whatever takes the fewest bytes to get to. Three things save most: a
//! move from where the terminal writes to where it should, a change of style from the one that it has, and no change at
//! all for a blank. No sequence is used that a terminal might not know.

use ratatui_core::buffer::{Buffer, Cell};
use ratatui_core::style::{Color, Modifier};

use super::diff::{ChangedRow, changed, takes_one_column};

/// Appends the bytes that turn the frame on the terminal, where it is known, into the next one; none where they are the
/// same.
pub(super) fn paint(shown: Option<&Buffer>, next: &Buffer, out: &mut Vec<u8>) {
    let blank;
    let before = if let Some(shown) = shown.filter(|shown| shown.area == next.area) {
        shown
    } else {
        out.extend(b"\x1b[m\x1b[2J");
        blank = Buffer::empty(next.area);
        &blank
    };
    let mut pen = Pen { at: None, style: PLAIN, out };
    for row in changed(before, next) {
        pen.write_row(&row, next.area.width);
    }
    pen.restyle(PLAIN);
}

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Style {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

/// The style of a terminal that was told none.
const PLAIN: Style = Style { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

impl Style {
    fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// Whether a blank looks plain in it.
    fn is_unseen(self) -> bool {
        const SEEN: Modifier = Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT);
        self.bg == Color::Reset && !self.modifier.intersects(SEEN)
    }

    /// The parameters that add what another style has more than this one.
    fn parameters_to(self, other: Self) -> Vec<String> {
        // They are numbered from 1 on, in the order of the bits.
        let added = (1..=9).filter(|number| (other.modifier - self.modifier).bits() >> (number - 1) & 1 == 1);
        let mut parameters: Vec<String> = added.map(|number| number.to_string()).collect();
        for (from, to, first) in [(self.fg, other.fg, 30), (self.bg, other.bg, 40)] {
            if from != to {
                parameters.push(color(to, first));
            }
        }
        parameters
    }

    /// The shortest sequence that changes it into another one.
    fn change(self, other: Self) -> String {
        let sequence = |parameters: &[String]| format!("\x1b[{}m", parameters.join(";"));
        if self == other {
            return String::new();
        }
        // An empty parameter is a zero, which resets all.
        let anew = sequence(&[&[String::new()], &PLAIN.parameters_to(other)[..]].concat());
        if !other.modifier.contains(self.modifier) {
            return anew;
        }
        let added = sequence(&self.parameters_to(other));
        if added.len() < anew.len() { added } else { anew }
    }
}

/// The parameters of a colour; `first` is the number of the first one. The sixteen go by their numbers among all colours,
/// as a terminal may show the eight of `first` brighter in bold.
fn color(color: Color, first: u8) -> String {
    use Color::{
        Black, Blue, Cyan, DarkGray, Gray, Green, LightBlue, LightCyan, LightGreen, LightMagenta, LightRed,
        LightYellow, Magenta, Red, White, Yellow,
    };
    const SIXTEEN: [Color; 16] = [
        Black,
        Red,
        Green,
        Yellow,
        Blue,
        Magenta,
        Cyan,
        Gray,
        DarkGray,
        LightRed,
        LightGreen,
        LightYellow,
        LightBlue,
        LightMagenta,
        LightCyan,
        White,
    ];
    match (color, SIXTEEN.iter().position(|one| *one == color)) {
        (_, Some(index)) => format!("{};5;{index}", first + 8),
        (Color::Indexed(index), None) => format!("{};5;{index}", first + 8),
        (Color::Rgb(red, green, blue), None) => format!("{};2;{red};{green};{blue}", first + 8),
        (_, None) => (first + 9).to_string(),
    }
}

/// Cells of one style beside each other, of which each moves a terminal on by one column, but for the last one.
struct Run<'a> {
    x: u16,
    cells: &'a [(u16, &'a Cell)],
    style: Style,
    is_blank: bool,
}

impl<'a> Run<'a> {
    fn of(cells: &'a [(u16, &'a Cell)]) -> Option<Self> {
        let (x, cell) = *cells.first()?;
        let is_blank = cells.iter().all(|(_, cell)| cell.symbol() == " ");
        Some(Self { x, cells, style: Style::of(cell), is_blank })
    }
}

/// A terminal, as far as it is known how it writes.
struct Pen<'a> {
    /// Where, as column and row; `None` where terminals do not agree, as behind the last column.
    at: Option<(u16, u16)>,
    style: Style,
    out: &'a mut Vec<u8>,
}

impl Pen<'_> {
    fn write_row(&mut self, row: &ChangedRow<'_>, width: u16) {
        let beside = |(x, one): &(u16, &Cell), (next, other): &(u16, &Cell)| {
            x + 1 == *next && takes_one_column(one) && Style::of(one) == Style::of(other)
        };
        let mut runs: Vec<Run<'_>> = row.cells.chunk_by(beside).filter_map(Run::of).collect();
        let choice = if row.in_order { 1 } else { usize::MAX };
        loop {
            let starts = runs.iter().take(choice).map(|run| self.start(run, row)).enumerate();
            let Some((next, start)) = starts.min_by_key(|(_, start)| start.len()) else { break };
            let run = runs.remove(next);
            self.out.extend(start.bytes());
            self.style = self.style_for(&run);
            self.out.extend(run.cells.iter().flat_map(|(_, cell)| cell.symbol().bytes()));
            let end = run.cells.last().filter(|(x, cell)| x + 1 < width && takes_one_column(cell));
            self.at = end.map(|(x, _)| (x + 1, row.y));
        }
    }

    /// What brings the terminal to the beginning of a run, and into its style.
    fn start(&self, run: &Run<'_>, row: &ChangedRow<'_>) -> String {
        self.way(run.x, row) + &self.style.change(self.style_for(run))
    }

    /// The style in which a run is written: blanks may look the same in the one that there is.
    fn style_for(&self, run: &Run<'_>) -> Style {
        let is_kept = run.is_blank && run.style.is_unseen() && self.style.is_unseen();
        if is_kept { self.style } else { run.style }
    }

    fn restyle(&mut self, style: Style) {
        self.out.extend(self.style.change(style).bytes());
        self.style = style;
    }

    /// Whether these cells are blank, and look the same in the style that there is.
    fn leaves_blank(&self, cells: &[Cell]) -> bool {
        self.style.is_unseen() && cells.iter().all(|cell| cell.symbol() == " " && Style::of(cell).is_unseen())
    }

    /// The shortest way to a cell of a row that is not above.
    fn way(&self, x: u16, row: &ChangedRow<'_>) -> String {
        if self.at == Some((x, row.y)) {
            return String::new();
        }
        let absolute = format!("\x1b[{};{}H", row.y + 1, x + 1);
        let Some((from_x, from_y)) = self.at else { return absolute };
        let across = match x.checked_sub(from_x) {
            Some(right @ ..=3) if from_y == row.y && self.leaves_blank(&row.all[from_x.into()..x.into()]) => {
                " ".repeat(right.into())
            }
            Some(right) => step(right, 'C'),
            None if from_x - x <= 4 => "\x08".repeat((from_x - x).into()),
            None => step(from_x - x, 'D'),
        };
        let down = row.y - from_y;
        let relative = step(down, 'B') + &across;
        let from_margin = format!("\r{}{}", "\n".repeat(down.into()), step(x, 'C'));
        [relative, from_margin, absolute].into_iter().min_by_key(String::len).unwrap_or_default()
    }
}

/// Moves on by some columns or rows.
fn step(count: u16, direction: char) -> String {
    match count {
        0 => String::new(),
        1 => format!("\x1b[{direction}"),
        _ => format!("\x1b[{count}{direction}"),
    }
}

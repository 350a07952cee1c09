//! The colours of a dark terminal.

use vt100::{Cell, Color};

pub(crate) type Colour = [u8; 3];

pub(crate) const TEXT: Colour = [0xd8, 0xdc, 0xe3];
pub(crate) const BACKGROUND: Colour = [0x16, 0x18, 0x1d];

/// The sixteen colours, those of the second eight brighter.
const PALETTE: [Colour; 16] = [
    [0x2a, 0x2e, 0x37], // black
    [0xe0, 0x6c, 0x75], // red
    [0x8c, 0xc2, 0x65], // green
    [0xe5, 0xb5, 0x67], // yellow
    [0x61, 0xa5, 0xf0], // blue
    [0xc6, 0x82, 0xdd], // magenta
    [0x4c, 0xbf, 0xc9], // cyan
    [0xc4, 0xca, 0xd4], // white
    [0x6b, 0x73, 0x82],
    [0xff, 0x85, 0x8d],
    [0xa5, 0xde, 0x7c],
    [0xff, 0xd0, 0x80],
    [0x82, 0xbd, 0xff],
    [0xde, 0x9c, 0xf5],
    [0x67, 0xdb, 0xe4],
    [0xff, 0xff, 0xff],
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CellStyle {
    pub(crate) text: Colour,
    pub(crate) background: Colour,
    pub(crate) bold: bool,
}

impl CellStyle {
    pub(crate) fn of(cell: &Cell) -> Self {
        let (mut text, mut background) = (colour(cell.fgcolor(), TEXT), colour(cell.bgcolor(), BACKGROUND));
        if cell.dim() {
            text = mixed(background, text, 5);
        }
        if cell.inverse() {
            (text, background) = (background, text);
        }
        Self { text, background, bold: cell.bold() }
    }

    /// The text colour, mixed into the background by eighths.
    pub(crate) fn shaded(self, eighths: u8) -> Colour {
        mixed(self.background, self.text, eighths)
    }
}

/// One of the sixteen colours or `plain`; the program uses no others.
fn colour(named: Color, plain: Colour) -> Colour {
    match named {
        Color::Idx(index) => PALETTE.get(usize::from(index)).copied().unwrap_or(plain),
        Color::Default | Color::Rgb(..) => plain,
    }
}

/// A colour that is `eighths` of the way from one to another.
fn mixed(from: Colour, to: Colour, eighths: u8) -> Colour {
    std::array::from_fn(|i| {
        let [from, to] = [from[i], to[i]].map(u16::from);
        let mixed = (from * u16::from(8 - eighths) + to * u16::from(eighths)) / 8;
        u8::try_from(mixed).unwrap_or(u8::MAX)
    })
}

pub(crate) fn hex([red, green, blue]: Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

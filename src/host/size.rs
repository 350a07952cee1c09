//! The size of a terminal, within reason.

/// The largest screen. A terminal may claim to be 65535 columns wide, and a frame has a cell for each.
const LARGEST: (u16, u16) = (1000, 500);

/// The size of a terminal that does not know its own.
const DEFAULT: (u16, u16) = (80, 24);

/// Columns and rows within reason.
pub(super) fn sane(columns: u16, rows: u16) -> (u16, u16) {
    if columns == 0 || rows == 0 { DEFAULT } else { (columns.min(LARGEST.0), rows.min(LARGEST.1)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_stay_within_reason() {
        assert_eq!(sane(80, 24), (80, 24));
        assert_eq!(sane(1, 1), (1, 1));
        assert_eq!(sane(0, 0), DEFAULT);
        assert_eq!(sane(0, 24), DEFAULT);
        assert_eq!(sane(u16::MAX, u16::MAX), LARGEST);
    }
}

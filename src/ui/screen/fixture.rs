//! What tests of screens need.

use ratatui::buffer::Buffer;
use ratatui::style::Modifier;

/// A buffer as text: reversed blanks as blocks, rows without what is blank at their ends.
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

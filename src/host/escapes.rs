//! The escape sequences that take the screen of a terminal and give it back.

/// Switches to the alternate screen, clears it, hides the cursor, and has pasted text marked as such.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[2J\x1b[?25l\x1b[?2004h";

/// Undoes all of that, and resets colours and styles.
const LEAVE: &[u8] = b"\x1b[0m\x1b[?2004l\x1b[?25h\x1b[?1049l";

/// Saves the title of the window on the terminal's stack.
const SAVE_TITLE: &[u8] = b"\x1b[22;2t";

/// Clears the title, and restores the saved one where the terminal has a stack.
const RESTORE_TITLE: &[u8] = b"\x1b]2;\x07\x1b[23;2t";

/// What takes the screen, and the title where the terminal has one.
pub(super) fn enter(titled: bool) -> Vec<u8> {
    [ENTER, if titled { SAVE_TITLE } else { &[] }].concat()
}

/// What gives them back.
pub(super) fn leave(titled: bool) -> Vec<u8> {
    [LEAVE, if titled { RESTORE_TITLE } else { &[] }].concat()
}

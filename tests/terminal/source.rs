//! The text of a file on a terminal.

use std::fs;

use crate::pty::calfguide;

// Kills: a file that a terminal obeys, and a file that is not the same behind a pipe.
#[test]
fn the_source_of_a_routine_does_nothing_to_a_terminal_and_is_whole_in_a_pipe() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("test.toml"), "# \u{1b}[2J\r\n# the end").unwrap();
    let pty = calfguide(&[])
        .at(home.path())
        .in_shell(r#""$1" show "$3" --source; "$1" show "$3" --source | cmp - "$3" && echo "[same]""#)
        .start();
    pty.wait_for("[same]");
    let end = pty.end();
    assert!(end.text().contains("# \\u{1b}[2J\n# the end"), "{}", end.text());
    assert!(!end.was_sent("\u{1b}[2J"));
}

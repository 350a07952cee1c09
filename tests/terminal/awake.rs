//! The screen is kept on during a session, by the tool that the system has for that.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use rustix::process::Signal;
use tempfile::TempDir;

use crate::jobs::AND_FG;
use crate::pty::{Pty, SUMMARY, calfguide};
use crate::screen::NEVER;

/// Says over a pipe with a name when it begins and when it ends, and runs its command meanwhile.
const TOOL: &str = r#"#!/bin/sh
echo "begins $*" > "$0.pipe"
while [ "$1" != cat ]; do shift; done
"$@"
echo ends > "$0.pipe"
"#;

/// The name of the tool, and what it says with the arguments that it is to have.
const NAME_AND_WORDS: (&str, &str) = if cfg!(target_os = "macos") {
    ("caffeinate", "begins -di cat")
} else {
    ("systemd-inhibit", "begins --what=idle --who=calfguide --why=a workout session --mode=block cat")
};
const BEGINS: &str = NAME_AND_WORDS.1;

/// A folder with the tool, and what that says.
struct Tool {
    folder: TempDir,
    said: Receiver<String>,
}

impl Tool {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let tool = folder.path().join(NAME_AND_WORDS.0);
        fs::write(&tool, TOOL).unwrap();
        fs::set_permissions(&tool, Permissions::from_mode(0o700)).unwrap();
        let pipe = tool.with_extension("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        // Open for writing too, so that it has no end.
        let pipe: File = OpenOptions::new().read(true).write(true).open(pipe).unwrap();
        let (tell, said) = channel();
        thread::spawn(move || BufReader::new(pipe).lines().map_while(Result::ok).try_for_each(|line| tell.send(line)));
        Self { folder, said }
    }

    fn assert_says(&self, line: &str) {
        assert_eq!(self.said.recv_timeout(NEVER).as_deref(), Ok(line));
    }
}

#[test]
fn the_screen_is_kept_on_until_the_session_ends_however_that_is() {
    let ways: [fn(&mut Pty); 4] =
        [|pty| pty.end_early(SUMMARY), |pty| pty.signal(Signal::TERM), |pty| pty.signal(Signal::KILL), Pty::close];
    let tool = Tool::new();
    for end in ways {
        let mut pty = calfguide(&[]).with_tools(tool.folder.path()).start();
        tool.assert_says(BEGINS);
        pty.wait_for_session();
        end(&mut pty);
        tool.assert_says("ends");
    }
}

#[test]
fn a_suspended_session_lets_the_screen_go() {
    let tool = Tool::new();
    let mut pty = calfguide(&[]).with_tools(tool.folder.path()).in_shell(AND_FG).start();
    tool.assert_says(BEGINS);
    pty.wait_for_session();
    pty.press("\x1a");
    tool.assert_says("ends");
    pty.wait_for("[stopped]");
    pty.press("\n");
    tool.assert_says(BEGINS);
    pty.end_early("[ended 3]");
    tool.assert_says("ends");
}

#[test]
fn neither_the_page_before_nor_a_preview_keeps_the_screen_on() {
    let tool = Tool::new();
    let mut pty = calfguide(&[]).with_tools(tool.folder.path()).on_its_page().start();
    pty.wait_for("Enter starts");
    pty.press("q");
    assert_eq!(pty.end().code(), 3);
    assert_eq!(calfguide(&["--dry-run"]).with_tools(tool.folder.path()).start().end().code(), 0);
    // Whatever they started was started before this.
    let pty = calfguide(&[]).with_tools(tool.folder.path()).start();
    tool.assert_says(BEGINS);
    pty.signal(Signal::TERM);
    tool.assert_says("ends");
    assert_eq!(tool.said.try_recv().ok(), None);
}

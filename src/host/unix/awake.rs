//! Keeps the screen on, by the tool that the system has for that. The tool holds its lock for as long as a command runs:
//! here `cat`, which reads a pipe of which we hold the other end. However the program ends, by `kill -9` too, the pipe is
//! closed by that, and the lock is gone.

use std::io::{PipeWriter, pipe};
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::thread;

use crate::programs;

/// The tool and its arguments.
const TOOL: &[&str] = if cfg!(target_os = "macos") {
    &["caffeinate", "-di", "cat"]
} else {
    &["systemd-inhibit", "--what=idle", "--who=calfguide", "--why=a workout session", "--mode=block", "cat"]
};

/// While it lives the screen stays on, where the system has the tool.
pub(super) struct Awake {
    _pipe: PipeWriter,
}

impl Awake {
    /// Waits for nothing: a thread starts the tool, and waits for its end so that no zombie is left.
    pub(super) fn begin() -> Option<Self> {
        let (reader, writer) = pipe().ok()?;
        let mut tool = Command::new(TOOL[0]);
        tool.args(&TOOL[1..]).stdin(reader).stdout(Stdio::null()).stderr(Stdio::null());
        // Its own process group: it must not be stopped with ours, or it would hold the lock meanwhile.
        tool.process_group(0);
        let run = move || {
            let child = programs::start(&mut tool);
            // This end of the pipe is the tool's alone.
            drop(tool);
            child.and_then(|mut child| child.wait())
        };
        thread::Builder::new().spawn(run).ok()?;
        Some(Self { _pipe: writer })
    }
}

//! The editor of the user.

use std::io;
use std::os::windows::process::CommandExt;
use std::path::Path;
use std::process::{Command, ExitStatus};

/// A command that opens a file. The command processor reads it, so that it may have arguments, as in `code --wait`.
pub struct Editor {
    command: String,
}

impl Editor {
    pub fn new(command: String) -> io::Result<Self> {
        Ok(Self { command })
    }

    /// Opens a file, and waits until the editor ends.
    pub fn open(&self, file: &Path) -> io::Result<ExitStatus> {
        // The outer quotes are those of `cmd`; the name of a file has none.
        Command::new("cmd").raw_arg(format!("/D /S /C \"{} \"{}\"\"", self.command, file.display())).status()
    }
}

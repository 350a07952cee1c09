//! The editor of the user.

use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::stdio::stdin;
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
use signal_hook::consts::{SIGINT, SIGQUIT};
use signal_hook::flag;

/// A command that opens a file. The shell reads it, so that it may have arguments, as in `code --wait`.
pub struct Editor {
    command: String,
    /// Whether it is closed: while it is open, Ctrl-C is its own.
    is_closed: Arc<AtomicBool>,
}

impl Editor {
    pub fn new(command: String) -> io::Result<Self> {
        let is_closed = Arc::new(AtomicBool::new(true));
        for signal in [SIGINT, SIGQUIT] {
            flag::register_conditional_default(signal, is_closed.clone())?;
        }
        Ok(Self { command, is_closed })
    }

    /// Opens a file, and waits until the editor ends. The terminal is then as it was before.
    pub fn open(&self, file: &Path) -> io::Result<ExitStatus> {
        let modes = tcgetattr(stdin()).ok();
        self.is_closed.store(false, Ordering::Relaxed);
        // The shell outlives a Ctrl-C too; the editor does with it what it does.
        let script = format!("trap : INT QUIT; {} \"$@\"", self.command);
        let status = Command::new("sh").arg("-c").arg(script).arg("sh").arg(file).status();
        self.is_closed.store(true, Ordering::Relaxed);
        if let Some(modes) = modes {
            let _ = tcsetattr(stdin(), OptionalActions::Drain, &modes);
        }
        status
    }
}

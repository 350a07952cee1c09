//! The real program in a pseudo-terminal: presses its keys and watches its screen.

use std::env;
use std::error::Error;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;
use vt100::{Parser, Screen};

use crate::film::{Film, Shot};
use crate::{PACKAGE, Result};

/// How long to wait for anything.
pub(crate) const TIMEOUT: Duration = Duration::from_mins(1);
/// The time between two presses of a key.
const KEY_INTERVAL: Duration = Duration::from_millis(150);
/// Output that comes within this time belongs to the same frame.
const FRAME_GAP: Duration = Duration::from_millis(10);

/// Some output and its time.
struct Chunk {
    at: Instant,
    bytes: Vec<u8>,
}

/// A running program; it is killed when this is dropped.
pub(crate) struct Program {
    /// Rows and columns.
    size: (NonZeroU16, NonZeroU16),
    screen: Parser,
    seen: Vec<Chunk>,
    chunks: Receiver<Chunk>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    /// Hangs up when dropped.
    _terminal: Box<dyn MasterPty + Send>,
    _home: TempDir,
}

impl Program {
    /// Runs the routine for calves with these arguments on a terminal of this size.
    pub(crate) fn start(args: &[&str], (cols, rows): (u16, u16)) -> Result<Self> {
        let examples = env::current_exe()?;
        let program = examples.ancestors().nth(2).ok_or("a program without a folder")?.join("calfguide");
        if !program.is_file() {
            return Err("the program is not there; build it with `cargo build --release --locked`".into());
        }
        let home = tempfile::tempdir()?;
        let mut command = CommandBuilder::new(program);
        command.args(["run", "routines/calves.toml", "--yes"]);
        command.args(args);
        command.cwd(PACKAGE);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"] {
            command.env(name, home.path());
        }
        let pty = native_pty_system().openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 })?;
        let child = pty.slave.spawn_command(command)?;
        let (sender, chunks) = channel();
        let reader = pty.master.try_clone_reader()?;
        thread::spawn(move || listen(reader, &sender));
        let size = (rows.try_into()?, cols.try_into()?);
        Ok(Self {
            size,
            screen: Parser::new(size.0, size.1, 0),
            seen: Vec::new(),
            chunks,
            keyboard: pty.master.take_writer()?,
            child,
            _terminal: pty.master,
            _home: home,
        })
    }

    pub(crate) fn press(&mut self, keys: &str) -> Result<()> {
        Ok(self.keyboard.write_all(keys.as_bytes())?)
    }

    /// Presses a key again and again until the screen shows these words, in capitals or not.
    pub(crate) fn press_until(&mut self, key: &str, words: &str) -> Result<()> {
        let deadline = Instant::now() + TIMEOUT;
        while !self.shows(words) {
            if Instant::now() > deadline {
                return Err(self.missing(words));
            }
            self.press(key)?;
            self.watch(KEY_INTERVAL);
        }
        Ok(())
    }

    /// Waits until these words come up, in capitals or not, and returns when they did.
    pub(crate) fn wait_for(&mut self, words: &str) -> Result<Instant> {
        let deadline = Instant::now() + TIMEOUT;
        let mut before = self.shows(words);
        while let Some(at) = self.look(deadline) {
            let now = self.shows(words);
            if now && !before {
                return Ok(at);
            }
            before = now;
        }
        Err(self.missing(words))
    }

    /// Watches for this time, or until the program has ended.
    pub(crate) fn watch(&mut self, time: Duration) {
        let until = Instant::now() + time;
        while self.look(until).is_some() {}
    }

    /// Reads the next output and returns its time; `None` when nothing comes.
    fn look(&mut self, until: Instant) -> Option<Instant> {
        let chunk = self.chunks.recv_timeout(until.saturating_duration_since(Instant::now())).ok()?;
        self.screen.process(&chunk.bytes);
        let at = chunk.at;
        self.seen.push(chunk);
        Some(at)
    }

    pub(crate) fn screen(&self) -> &Screen {
        self.screen.screen()
    }

    /// The screens from `before` a moment until now.
    pub(crate) fn film(&self, before: Duration, moment: Instant) -> Film {
        let mut replay = Parser::new(self.size.0, self.size.1, 0);
        let mut shots: Vec<Shot> = Vec::new();
        for chunk in &self.seen {
            replay.process(&chunk.bytes);
            let from = (chunk.at + before).saturating_duration_since(moment);
            if shots.last().is_some_and(|last| from < last.from + FRAME_GAP) {
                shots.pop();
            }
            shots.push(Shot { from, screen: replay.screen().clone() });
        }
        Film { size: self.size, shots, length: before + moment.elapsed() }
    }

    fn shows(&self, words: &str) -> bool {
        self.screen().contents().to_lowercase().contains(&words.to_lowercase())
    }

    fn missing(&self, words: &str) -> Box<dyn Error> {
        format!("`{words}` did not come up\n{}", self.screen().contents()).into()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // An error says that it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Timestamps the output, as the first thing after each read.
fn listen(mut reader: Box<dyn Read + Send>, chunks: &Sender<Chunk>) {
    let mut buffer = vec![0; 1 << 16];
    while let Ok(length @ 1..) = reader.read(&mut buffer) {
        let chunk = Chunk { at: Instant::now(), bytes: buffer[..length].to_vec() };
        if chunks.send(chunk).is_err() {
            return;
        }
    }
}

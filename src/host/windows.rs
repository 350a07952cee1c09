//! The console on Windows. Threads write the output, read lines and handle Ctrl-C, and send what happens over one
//! channel; keys are read by crossterm.

mod editor;
mod interrupt;
mod output;
mod restore;

pub use editor::Editor;

use std::collections::VecDeque;
use std::io::{self, IsTerminal, Read};
use std::path::Path;
use std::sync::LazyLock;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::ansi_support::supports_ansi;
use crossterm::event::{self, Event, KeyEventKind};

use super::escapes;
use super::line_buffer::{LineBuffer, MAX_LINE};
use super::size;
use super::system::System;
use super::world::{ClientId, Signal, Wake};
use crate::session::View;
use output::OutputQueue;

/// How long a console may take for the last of the output.
const FLUSH_TIMEOUT: Duration = Duration::from_secs(1);

/// How long a console may take for what restores it.
const RESTORE_TIMEOUT: Duration = Duration::from_millis(20);

/// How often the channel is looked at while crossterm waits for keys, which nothing else can end.
const CHANNEL_INTERVAL: Duration = Duration::from_millis(50);

pub(super) use Windows as Platform;

/// stdin, stdout and the interrupts.
pub(super) struct Windows {
    mode: Mode,
    /// Whether somebody can still answer.
    has_input: bool,
    output: OutputQueue,
    /// What threads send. `Wake::Due` only ends a sleep.
    channel: Receiver<Wake>,
    sender: Sender<Wake>,
    /// What has happened and was not returned yet.
    wakes: VecDeque<Wake>,
}

enum Mode {
    Lines,
    Screen {
        /// Whether the console is taken now.
        entered: bool,
        titled: bool,
    },
}

/// Columns and rows of the console; `None` without one.
pub fn stdout_size() -> Option<(u16, u16)> {
    size_of(&io::stdout())
}

/// Columns and rows of the console on stderr; `None` without one.
pub fn stderr_size() -> Option<(u16, u16)> {
    size_of(&io::stderr())
}

fn size_of(output: &impl IsTerminal) -> Option<(u16, u16)> {
    let (columns, rows) = crossterm::terminal::size().ok()?;
    output.is_terminal().then(|| size::sane(columns, rows))
}

/// The kind of terminal, as `TERM` names it. Windows sets no `TERM`, and its console understands what an xterm does.
pub fn terminal_type() -> String {
    match std::env::var_os("TERM") {
        Some(name) => name.to_string_lossy().into_owned(),
        None if supports_ansi() => "xterm-256color".to_owned(),
        None => String::new(),
    }
}

/// Text goes to the console in its own encoding, whatever that is.
pub fn is_utf8() -> bool {
    true
}

/// Files have no limit of their size here.
pub fn outlive_file_limits() {}

/// Ends the program as a shell would report the signal.
pub fn die_of(signal: Signal) -> ! {
    #[expect(clippy::exit, reason = "there are no signals to die of")]
    std::process::exit(128 + signal.0)
}

/// There is no way to send keys to a session here.
pub fn send(_: &Path, _: &str) -> io::Result<String> {
    Err(io::ErrorKind::Unsupported.into())
}

/// The time since this was asked first, including sleep.
pub fn uptime() -> Duration {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everybody else is handed")]
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed()
}

impl Windows {
    fn new(mode: Mode, has_input: bool) -> io::Result<Self> {
        let (sender, channel) = mpsc::channel();
        interrupt::listen(sender.clone())?;
        let output = OutputQueue::start(sender.clone());
        Ok(Self { mode, has_input, output, channel, sender, wakes: VecDeque::new() })
    }

    /// Gives the console back.
    fn leave(&mut self) {
        if let Mode::Screen { entered, titled } = &mut self.mode
            && std::mem::take(entered)
        {
            restore::give_back();
            self.output.push(&escapes::leave(*titled));
        }
    }

    /// Handles what a thread sent.
    fn receive(&mut self, wake: Wake) {
        match wake {
            Wake::Due => {}
            // Interrupts jump the queue.
            Wake::Signal(_) => self.wakes.push_front(wake),
            Wake::InputGone => self.end_input(),
            _ => self.wakes.push_back(wake),
        }
    }

    fn receive_all(&mut self) {
        while let Ok(wake) = self.channel.try_recv() {
            self.receive(wake);
        }
    }

    /// Reads some of the keys that arrive within this time. The rest waits, so that the clock goes on however many come.
    fn read_keys(&mut self, within: Duration) -> io::Result<()> {
        const MAX_READ: usize = 64;
        let mut within = within;
        for _ in 0..MAX_READ {
            if !event::poll(within)? {
                break;
            }
            match event::read()? {
                Event::Key(key) if key.kind != KeyEventKind::Release => self.wakes.push_back(Wake::Key(key)),
                Event::Resize(..) => self.wakes.push_back(Wake::Repaint),
                _ => {}
            }
            within = Duration::ZERO;
        }
        Ok(())
    }

    fn end_input(&mut self) {
        self.has_input = false;
        self.wakes.push_back(Wake::InputGone);
    }

    /// Waits this long at most until the output has taken everything. Returns what cut it short.
    fn flush(&mut self, timeout: Option<Duration>) -> Option<Wake> {
        loop {
            self.receive_all();
            let cuts_short = |wake: &Wake| matches!(wake, Wake::Signal(_) | Wake::OutputGone(_));
            if let Some(at) = self.wakes.iter().position(cuts_short) {
                return self.wakes.remove(at);
            }
            if self.output.drained() {
                return None;
            }
            let wake = match timeout {
                Some(timeout) => self.channel.recv_timeout(timeout).ok()?,
                None => self.channel.recv().ok()?,
            };
            self.receive(wake);
        }
    }
}

impl System for Windows {
    fn lines() -> io::Result<Self> {
        let has_input = io::stdin().is_terminal();
        let windows = Self::new(Mode::Lines, has_input)?;
        if has_input {
            let sender = windows.sender.clone();
            thread::spawn(move || send_lines(&sender));
        }
        Ok(windows)
    }

    fn screen(titled: bool) -> io::Result<Self> {
        let windows = Self::new(Mode::Screen { entered: true, titled }, true)?;
        restore::take(titled)?;
        windows.output.push(&escapes::enter(titled));
        Ok(windows)
    }

    fn next(&mut self) -> Option<Wake> {
        self.receive_all();
        let wake = self.wakes.pop_front()?;
        let is_typed = wake == Wake::Signal(Signal::INTERRUPT) && matches!(self.mode, Mode::Lines) && self.has_input;
        Some(if is_typed { Wake::Interrupt } else { wake })
    }

    fn sleep(&mut self, at_most: Option<Duration>) {
        if self.has_input && matches!(self.mode, Mode::Screen { .. }) {
            let within = at_most.map_or(CHANNEL_INTERVAL, |at_most| at_most.min(CHANNEL_INTERVAL));
            if self.read_keys(within).is_err() {
                self.end_input();
            }
            return;
        }
        let wake = match at_most {
            Some(at_most) => self.channel.recv_timeout(at_most).ok(),
            None => self.channel.recv().ok(),
        };
        if let Some(wake) = wake {
            self.receive(wake);
        }
    }

    fn listen(&mut self, _: &Path) {}

    fn answer(&mut self, _: ClientId, _: &str) {}

    fn take_media_keys(&mut self) {}

    fn show_playback(&mut self, _: Option<&View<'_>>) {}

    fn keep_awake(&mut self, _: bool) {}

    fn interrupter(&self) -> impl Fn() + Send + Sync + 'static {
        let sender = self.sender.clone();
        move || drop(sender.send(Wake::Due))
    }

    fn write(&mut self, bytes: &[u8]) {
        self.output.push(bytes);
    }

    fn drained(&self) -> bool {
        self.output.drained()
    }

    fn has_bell(&self) -> bool {
        io::stdout().is_terminal()
    }

    fn has_input(&self) -> bool {
        self.has_input
    }

    fn suspend(&mut self) -> bool {
        false
    }

    fn finish(&mut self) -> Option<Wake> {
        self.leave();
        self.flush(io::stdout().is_terminal().then_some(FLUSH_TIMEOUT))
    }
}

impl Drop for Windows {
    fn drop(&mut self) {
        self.leave();
        let _ = self.flush(Some(RESTORE_TIMEOUT));
        interrupt::ignore();
    }
}

/// Sends the lines of stdin until it ends or nobody listens. A read cannot be ended: after the session, the first line
/// that is typed goes to this thread and is lost.
fn send_lines(wakes: &Sender<Wake>) {
    let mut buffer = LineBuffer::default();
    let mut bytes = [0; MAX_LINE];
    while let Ok(count @ 1..) = io::stdin().read(&mut bytes) {
        for line in buffer.push(&bytes[..count]) {
            if wakes.send(Wake::Line(line)).is_err() {
                return;
            }
        }
    }
    for wake in buffer.rest().map(Wake::Line).into_iter().chain([Wake::InputGone]) {
        let _ = wakes.send(wake);
    }
}

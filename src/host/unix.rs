//! The console on Unix: one `poll` waits for the input, the output and the signals.
//!
//! Keys are read by crossterm, but only once some have arrived: its own wait cannot be interrupted by a signal, notices
//! no hang-up, and never reads when it is not given any time.

mod output;
mod poll;
mod restore;
mod signals;
mod tty;

pub use signals::{die_of, outlive_file_limits};

use std::collections::VecDeque;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::Duration;

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::fs::OFlags;
use rustix::io::{Errno, read};
use rustix::stdio::{stdin, stdout};
use rustix::termios::isatty;
use rustix::time::{ClockId, clock_gettime};
use signal_hook::consts::signal::SIGQUIT;

use super::escapes;
use super::line_buffer::{LineBuffer, MAX_LINE};
use super::system::System;
use super::world::{Signal, Wake};
use output::Output;
use poll::is_pollable;
use restore::RESTORE_TIMEOUT;
use signals::{Meaning, Signals};

/// How long a terminal may take for the last of the output.
const FLUSH_TIMEOUT: Duration = Duration::from_secs(1);

/// How often a background job checks whether it is in the foreground: no signal tells.
const FOREGROUND_INTERVAL: Duration = Duration::from_secs(1);

/// How often an input is read that cannot be polled.
const READ_INTERVAL: Duration = Duration::from_millis(50);

/// The time that crossterm gets to notice that there is something to read.
const KEY_TIMEOUT: Duration = Duration::from_millis(1);

pub(super) use Unix as Platform;

/// stdin, stdout and the signals.
pub(super) struct Unix {
    /// Where keys or lines come from, until it ends.
    input: Option<ConsoleInput>,
    output: Output,
    signals: Signals,
    mode: Mode,
    /// What has happened and was not returned yet.
    wakes: VecDeque<Wake>,
    /// A signal asked to suspend, so the rest of the process group got it too.
    asked_to_stop: bool,
}

struct ConsoleInput {
    fd: OwnedFd,
    pollable: bool,
}

enum Mode {
    Lines(LineBuffer),
    Screen {
        /// Whether the terminal is taken now.
        entered: bool,
        titled: bool,
    },
}

/// What a sleep ended with, for each of the three that were polled.
struct Ready {
    input: PollFlags,
    output: PollFlags,
    signals: bool,
}

/// Columns and rows of the terminal on stdout; `None` without one.
pub fn stdout_size() -> Option<(u16, u16)> {
    tty::size_of(stdout())
}

/// The kind of terminal, as `TERM` names it; empty without one.
pub fn terminal_type() -> String {
    std::env::var_os("TERM").unwrap_or_default().to_string_lossy().into_owned()
}

/// The time since the machine started, including sleep where the system has such a clock.
pub(super) fn uptime() -> Duration {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let id = ClockId::Boottime;
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let id = ClockId::Monotonic;
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everybody else is handed")]
    let time = clock_gettime(id);
    time.try_into().unwrap_or_default()
}

impl ConsoleInput {
    fn new(fd: OwnedFd) -> Self {
        let pollable = is_pollable(fd.as_fd());
        Self { fd, pollable }
    }
}

impl Unix {
    fn new(mode: Mode, input: Option<OwnedFd>) -> io::Result<Self> {
        Ok(Self {
            input: input.map(ConsoleInput::new),
            output: Output::to(stdout())?,
            signals: Signals::watch()?,
            mode,
            wakes: VecDeque::new(),
            asked_to_stop: false,
        })
    }

    fn push(&mut self, wake: Wake) {
        // Signals jump the queue.
        if matches!(wake, Wake::Signal(_)) { self.wakes.push_front(wake) } else { self.wakes.push_back(wake) }
    }

    /// Takes the terminal. Modes before bytes: a background job that changes modes is stopped, one that writes is not.
    fn enter(&mut self) -> io::Result<()> {
        let Mode::Screen { entered, titled } = &mut self.mode else { return Ok(()) };
        restore::take(&self.output, *titled)?;
        *entered = true;
        // It is sent with the first frame.
        self.output.push(&escapes::enter(*titled));
        Ok(())
    }

    /// Takes the terminal again, after somebody else may have changed it. One that is gone is noticed later.
    fn enter_again(&mut self) {
        let _ = self.enter();
        self.push(Wake::Repaint);
    }

    /// Gives the terminal back. A frame that was not sent is not worth waiting for.
    fn leave(&mut self) {
        if let Mode::Screen { entered, titled } = &mut self.mode
            && std::mem::take(entered)
        {
            restore::give_back();
            self.output.discard();
            self.output.push(&escapes::leave(*titled));
        }
    }

    fn send(&mut self) {
        if let Err(error) = self.output.send() {
            self.lose_output(error.kind());
        }
    }

    fn lose_output(&mut self, why: io::ErrorKind) {
        self.output.hang_up();
        // A terminal that is closed fails a moment before the signal arrives, and the signal is the better reason.
        if self.poll(None, Some(RESTORE_TIMEOUT)).signals {
            self.drain_signals();
        }
        self.push(Wake::OutputGone(why));
    }

    /// Sends what the output has room for, or notices that it has lost its reader.
    fn serve_output(&mut self, ready: PollFlags) {
        if ready == PollFlags::OUT {
            self.send();
        } else if !ready.is_empty() {
            self.lose_output(io::ErrorKind::BrokenPipe);
        }
    }

    /// Sleeps until the input can be read, the output has room or loses its reader, a signal arrives, or time is up.
    fn poll(&self, input: Option<BorrowedFd<'_>>, at_most: Option<Duration>) -> Ready {
        let at_most = at_most.and_then(|time| Timespec::try_from(time).ok());
        let input = input.as_ref().map(|input| PollFd::new(input, PollFlags::IN));
        let output = self.output.interest();
        let (has_input, has_output) = (input.is_some(), output.is_some());
        let mut fds: Vec<PollFd<'_>> = input.into_iter().chain(output).collect();
        fds.push(PollFd::new(&self.signals, PollFlags::IN));
        if rustix::event::poll(&mut fds, at_most.as_ref()).is_err() {
            // Interrupted by a signal, which is on its pipe by now.
            return Ready { input: PollFlags::empty(), output: PollFlags::empty(), signals: true };
        }
        let mut ready = fds.iter().map(PollFd::revents);
        let mut next = |there| if there { ready.next() } else { None }.unwrap_or(PollFlags::empty());
        Ready { input: next(has_input), output: next(has_output), signals: !next(true).is_empty() }
    }

    /// Handles the signals that arrived. Returns whether the process was continued after it was stopped.
    fn drain_signals(&mut self) -> bool {
        let mut continued = false;
        for meaning in self.signals.pending() {
            match meaning {
                Meaning::End(signal) => self.push(Wake::Signal(signal)),
                Meaning::Suspend => {
                    self.asked_to_stop = true;
                    self.push(Wake::Suspend);
                }
                Meaning::Continued => continued = true,
                Meaning::Resized => self.push(Wake::Repaint),
            }
        }
        continued
    }

    /// Reads the keys or lines that arrived.
    fn read(&mut self) {
        let Some(input) = &self.input else { return };
        match &mut self.mode {
            Mode::Screen { .. } => self.read_keys(),
            // Reading a terminal in the background would stop the process.
            Mode::Lines(_) if !tty::is_in_foreground(input.fd.as_fd()) => {}
            Mode::Lines(buffer) => {
                let mut bytes = [0; MAX_LINE];
                match read(&input.fd, &mut bytes) {
                    Err(Errno::AGAIN | Errno::INTR) => {}
                    Ok(0) | Err(_) => self.end_input(),
                    Ok(count) => self.wakes.extend(buffer.push(&bytes[..count]).map(Wake::Line)),
                }
            }
        }
    }

    fn read_keys(&mut self) {
        // Once more after nothing was found: if the system took the processor away just then, crossterm may hold keys
        // that it has read already.
        let mut empty = 0;
        while empty < 2 {
            match event::poll(KEY_TIMEOUT).and_then(|some| if some { event::read().map(Some) } else { Ok(None) }) {
                Ok(None) => empty += 1,
                Ok(Some(Event::Key(key))) if key.kind != KeyEventKind::Release => self.push(meaning(key)),
                Ok(Some(_)) => {}
                Err(_) => return self.end_input(),
            }
        }
    }

    fn end_input(&mut self) {
        self.input = None;
        if let Mode::Lines(buffer) = &mut self.mode {
            self.wakes.extend(buffer.rest().map(Wake::Line));
        }
        self.push(Wake::InputGone);
    }
}

impl System for Unix {
    fn lines() -> io::Result<Self> {
        let terminal = || tty::reopen(stdin(), OFlags::RDONLY).map_or_else(|| stdin().try_clone_to_owned(), Ok);
        let input = if isatty(stdin()) { Some(terminal()?) } else { None };
        Self::new(Mode::Lines(LineBuffer::default()), input)
    }

    fn screen(titled: bool) -> io::Result<Self> {
        let mut unix = Self::new(Mode::Screen { entered: false, titled }, Some(stdin().try_clone_to_owned()?))?;
        unix.enter()?;
        Ok(unix)
    }

    fn next(&mut self) -> Option<Wake> {
        let wake = self.wakes.pop_front()?;
        // A terminal in its usual modes makes a signal of Ctrl-C.
        let is_typed =
            wake == Wake::Signal(Signal::INTERRUPT) && matches!(self.mode, Mode::Lines(_)) && self.has_input();
        Some(if is_typed { Wake::Interrupt } else { wake })
    }

    fn sleep(&mut self, at_most: Option<Duration>) {
        let readable =
            |input: &&ConsoleInput| matches!(self.mode, Mode::Screen { .. }) || tty::is_in_foreground(input.fd.as_fd());
        let input = self.input.as_ref().filter(readable);
        let polled = input.filter(|input| input.pollable);
        let interval = match (&self.input, input, polled) {
            (None, ..) | (.., Some(_)) => None,
            (_, Some(_), None) => Some(READ_INTERVAL),
            (Some(_), None, None) => Some(FOREGROUND_INTERVAL),
        };
        let unpolled = input.is_some() && polled.is_none();
        let ready = self.poll(polled.map(|input| input.fd.as_fd()), at_most.into_iter().chain(interval).min());

        self.serve_output(ready.output);
        if ready.output == PollFlags::OUT && self.output.drained() {
            self.push(Wake::Writable);
        }
        let continued = ready.signals && self.drain_signals();
        if continued && matches!(self.mode, Mode::Screen { entered: true, .. }) {
            self.enter_again();
        }
        if unpolled || ready.input.contains(PollFlags::IN) {
            self.read();
        } else if !ready.input.is_empty() {
            self.end_input();
        }
    }

    fn interrupter(&self) -> impl Fn() + Send + Sync + 'static {
        self.signals.interrupter()
    }

    fn write(&mut self, bytes: &[u8]) {
        self.output.push(bytes);
        self.send();
    }

    fn drained(&self) -> bool {
        self.output.drained()
    }

    fn has_bell(&self) -> bool {
        isatty(&self.output)
    }

    fn has_input(&self) -> bool {
        self.input.is_some()
    }

    fn suspend(&mut self) -> bool {
        if !signals::can_be_continued() {
            return false;
        }
        self.leave();
        self.output.send_within(RESTORE_TIMEOUT);
        match self.signals.stop(!std::mem::take(&mut self.asked_to_stop)) {
            Some(signal) => self.push(Wake::Signal(signal)),
            None => self.enter_again(),
        }
        true
    }

    fn finish(&mut self) -> Option<Wake> {
        self.leave();
        let timeout = isatty(&self.output).then_some(FLUSH_TIMEOUT);
        self.send();
        loop {
            let cuts_short = |wake: &Wake| matches!(wake, Wake::Signal(_) | Wake::OutputGone(_));
            if let Some(at) = self.wakes.iter().position(cuts_short) {
                return self.wakes.remove(at);
            }
            if self.output.drained() {
                return None;
            }
            let ready = self.poll(None, timeout);
            self.serve_output(ready.output);
            if ready.signals {
                self.drain_signals();
            } else if ready.output.is_empty() {
                // Time is up.
                self.output.hang_up();
            }
        }
    }
}

impl Drop for Unix {
    fn drop(&mut self) {
        self.leave();
        self.output.send_within(RESTORE_TIMEOUT);
    }
}

/// What a key means: mostly itself.
fn meaning(key: KeyEvent) -> Wake {
    match (key.code, key.modifiers) {
        // crossterm takes the byte of Ctrl-\ for Ctrl-4. A terminal that is not raw sends a signal instead.
        (KeyCode::Char('4' | '\\'), KeyModifiers::CONTROL) => Wake::Signal(Signal(SIGQUIT)),
        _ => Wake::Key(key),
    }
}

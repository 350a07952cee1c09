//! The console on Unix: one `poll` waits for the input, the output, the signals and the keys that others send.
//!
//! crossterm does not read the keys: a signal cannot interrupt its wait, it notices no hang-up, and it reads on for as
//! long as something comes.

mod awake;
mod editor;
mod full_screen;
mod input;
mod key_parser;
mod media;
mod output;
mod poll;
mod remote;
mod restore;
mod signals;
mod socket;
mod tty;

pub use editor::Editor;
pub use remote::send;
pub use signals::{die_of, outlive_file_limits};
pub use tty::{is_utf8, stderr_size, stdout_size, terminal_type};

use std::collections::VecDeque;
use std::io;
use std::os::fd::BorrowedFd;
use std::path::Path;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::fs::OFlags;
use rustix::stdio::{stdin, stdout};
use rustix::termios::isatty;
use rustix::time::{ClockId, clock_gettime};

use super::clock::wall;
use super::system::System;
use super::world::{ClientId, Signal, Wake};
use crate::programs;
use crate::session::View;
use awake::Awake;
use full_screen::FullScreen;
use input::TerminalInput;
use media::MediaPlayer;
use output::OutputQueue;
use remote::Remote;
use restore::RESTORE_TIMEOUT;
use signals::{Meaning, Signals};

/// How long a terminal may take for the last of the output.
const FLUSH_TIMEOUT: Duration = Duration::from_secs(1);

pub(super) use Unix as Platform;

/// stdin, stdout and the signals.
pub(super) struct Unix {
    /// Where keys or lines come from, until it ends.
    input: Option<TerminalInput>,
    output: OutputQueue,
    signals: Signals,
    /// Where others send keys, if they can.
    remote: Option<Remote>,
    /// Where the keys of a desktop come from, if they were asked for and it has a bus.
    media: Option<MediaPlayer>,
    /// Keeps the screen on.
    awake: Option<Awake>,
    /// Without it, plain lines.
    screen: Option<FullScreen>,
    /// What has happened and was not returned yet.
    wakes: VecDeque<Wake>,
    /// A signal asked to suspend, so the rest of the process group got it too.
    asked_to_stop: bool,
    /// The process was continued before it stopped. That will not happen again, so it must not stop.
    continued: bool,
}

/// What a sleep ended with, for each of those that were polled.
struct Ready {
    input: PollFlags,
    output: PollFlags,
    signals: bool,
    media: bool,
    remote: bool,
}

/// The time since the machine started, including sleep where the system has such a clock.
pub fn uptime() -> Duration {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let id = ClockId::Boottime;
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let id = ClockId::Monotonic;
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everybody else is handed")]
    let time = clock_gettime(id);
    time.try_into().unwrap_or_default()
}

impl Unix {
    fn new(screen: Option<FullScreen>, input: Option<TerminalInput>) -> io::Result<Self> {
        Ok(Self {
            input,
            output: OutputQueue::to(stdout())?,
            signals: Signals::watch()?,
            remote: None,
            media: None,
            awake: None,
            screen,
            wakes: VecDeque::new(),
            asked_to_stop: false,
            continued: false,
        })
    }

    fn push(&mut self, wake: Wake) {
        // Signals jump the queue.
        if matches!(wake, Wake::Signal(_)) { self.wakes.push_front(wake) } else { self.wakes.push_back(wake) }
    }

    fn enter(&mut self) -> io::Result<()> {
        self.screen.as_mut().map_or(Ok(()), |screen| screen.enter(&mut self.output))
    }

    /// Takes the terminal again, after somebody else may have changed it. One that is gone is noticed later.
    fn enter_again(&mut self) {
        let _ = self.enter();
        self.push(Wake::Repaint);
    }

    fn leave(&mut self) {
        if let Some(screen) = &mut self.screen {
            screen.leave(&mut self.output);
        }
    }

    fn send(&mut self) {
        if let Err(error) = self.output.send() {
            self.lose_output(error.kind());
        }
    }

    fn lose_output(&mut self, why: io::ErrorKind) {
        self.output.hang_up();
        // A terminal fails when it is closed, which is before the signal for that arrives.
        self.push(match signals::hang_up() {
            Some(signal) if self.output.is_terminal() => Wake::Signal(signal),
            None if self.output.is_terminal() => Wake::OutputGone(io::ErrorKind::BrokenPipe),
            _ => Wake::OutputGone(why),
        });
    }

    /// Sends what the output has room for, or notices that it has lost its reader.
    fn serve_output(&mut self, ready: PollFlags) {
        if ready == PollFlags::OUT {
            self.send();
        } else if !ready.is_empty() {
            self.lose_output(io::ErrorKind::BrokenPipe);
        }
    }

    /// Sleeps until the input can be read, the output has room or loses its reader, a signal or what others send
    /// arrives, or time is up.
    fn poll(&self, input: Option<BorrowedFd<'_>>, at_most: Option<Duration>) -> Ready {
        let at_most = at_most.and_then(|time| Timespec::try_from(time).ok());
        let input = input.as_ref().map(|input| PollFd::new(input, PollFlags::IN));
        let output = self.output.interest();
        let (has_input, has_output) = (input.is_some(), output.is_some());
        let mut fds: Vec<PollFd<'_>> = input.into_iter().chain(output).collect();
        fds.push(PollFd::new(&self.signals, PollFlags::IN));
        fds.extend(self.media.iter().map(MediaPlayer::interest));
        fds.extend(self.remote.iter().flat_map(Remote::interest));
        if rustix::event::poll(&mut fds, at_most.as_ref()).is_err() {
            // Interrupted by a signal, which is on its pipe by now.
            let none = PollFlags::empty();
            return Ready { input: none, output: none, signals: true, media: false, remote: false };
        }
        let mut ready = fds.iter().map(PollFd::revents);
        let mut next = |there| if there { ready.next() } else { None }.unwrap_or(PollFlags::empty());
        let (input, output, signals) = (next(has_input), next(has_output), !next(true).is_empty());
        let media = !next(self.media.is_some()).is_empty();
        Ready { input, output, signals, media, remote: ready.any(|remote| !remote.is_empty()) }
    }

    /// Handles the signals that arrived, in no particular order.
    fn drain_signals(&mut self) {
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
        if continued && self.asked_to_stop {
            self.continued = true;
        } else if continued && self.screen.as_ref().is_some_and(FullScreen::is_entered) {
            self.enter_again();
        }
    }

    fn has_to_end(&self) -> bool {
        self.wakes.iter().any(|wake| matches!(wake, Wake::Signal(_)))
    }
}

impl System for Unix {
    fn lines() -> io::Result<Self> {
        let terminal = || tty::reopen(stdin(), OFlags::RDONLY).map_or_else(|| stdin().try_clone_to_owned(), Ok);
        let input = if isatty(stdin()) { Some(TerminalInput::lines(terminal()?)) } else { None };
        Self::new(None, input)
    }

    fn screen(titled: bool) -> io::Result<Self> {
        let input = TerminalInput::keys(stdin().try_clone_to_owned()?);
        let mut unix = Self::new(Some(FullScreen::new(titled)), Some(input))?;
        unix.enter()?;
        Ok(unix)
    }

    fn next(&mut self) -> Option<Wake> {
        self.drain_signals();
        let wake = self.wakes.pop_front()?;
        // A terminal in its usual modes makes a signal of Ctrl-C.
        let is_typed = wake == Wake::Signal(Signal::INTERRUPT) && self.screen.is_none() && self.has_input();
        Some(if is_typed { Wake::Interrupt } else { wake })
    }

    fn sleep(&mut self, at_most: Option<Duration>) {
        let (input, interval) = self.input.as_ref().map_or((None, None), |input| input.interest(uptime()));
        let ready = self.poll(input, at_most.into_iter().chain(interval).min());
        self.serve_output(ready.output);
        if ready.output == PollFlags::OUT && self.output.drained() {
            self.push(Wake::Writable);
        }
        let arrived = self.input.as_mut().map(|input| input.serve(ready.input, uptime()));
        for wake in arrived.into_iter().flatten() {
            if wake == Wake::InputGone {
                self.input = None;
            }
            self.push(wake);
        }
        if let Some(media) = self.media.as_mut().filter(|_| ready.media) {
            match media.serve() {
                Some(keys) => self.wakes.extend(keys),
                None => self.media = None,
            }
        }
        if let Some(remote) = self.remote.as_mut().filter(|_| ready.remote) {
            match remote.serve() {
                Some(keys) => self.wakes.extend(keys),
                None => self.remote = None,
            }
        }
    }

    fn listen(&mut self, folder: &Path) {
        self.remote = Remote::listen(folder, wall().timestamp());
    }

    fn answer(&mut self, client: ClientId, line: &str) {
        if let Some(remote) = &mut self.remote {
            remote.answer(client, line);
        }
    }

    fn take_media_keys(&mut self) {
        self.media = MediaPlayer::begin();
    }

    fn show_playback(&mut self, view: Option<&View<'_>>) {
        if let Some(media) = &mut self.media {
            media.show(view);
        }
    }

    fn keep_awake(&mut self, awake: bool) {
        self.awake = if awake { self.awake.take().or_else(Awake::begin) } else { None };
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
        self.output.is_terminal()
    }

    fn has_input(&self) -> bool {
        self.input.is_some()
    }

    fn suspend(&mut self) -> bool {
        let can_stop = signals::can_be_continued();
        if can_stop {
            self.awake = None;
            // A desktop would keep the keys for later.
            let has_media = self.media.take().is_some();
            self.leave();
            self.output.send_within(RESTORE_TIMEOUT);
            self.drain_signals();
            if !self.continued && !self.has_to_end() {
                programs::while_none_starts(|| signals::stop(!self.asked_to_stop));
                self.drain_signals();
            }
            if !self.has_to_end() {
                self.enter_again();
                self.media = if has_media { MediaPlayer::begin() } else { None };
            }
        }
        (self.asked_to_stop, self.continued) = (false, false);
        can_stop
    }

    fn finish(&mut self) -> Option<Wake> {
        // The session is over.
        (self.remote, self.media, self.awake) = (None, None, None);
        self.leave();
        let timeout = self.output.is_terminal().then_some(FLUSH_TIMEOUT);
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
            self.drain_signals();
            if ready.output.is_empty() && !ready.signals {
                // Time is up.
                self.output.hang_up();
            }
        }
    }
}

impl Drop for Unix {
    fn drop(&mut self) {
        self.leave();
        self.output.send_last(RESTORE_TIMEOUT);
    }
}

#[cfg(test)]
mod tests {
    use signal_hook::consts::signal::{SIGCONT, SIGTSTP};
    use signal_hook::low_level::raise;

    use super::*;

    // Kills: a process that stops when nobody will continue it any more.
    #[test]
    fn a_stop_that_is_over_already_only_pauses() {
        let mut unix = Unix::lines().unwrap();
        raise(SIGTSTP).unwrap();
        raise(SIGCONT).unwrap();
        while unix.next() != Some(Wake::Suspend) {}
        // A process that stopped would not come back here.
        unix.suspend();
        assert!(!unix.continued && !unix.asked_to_stop);
    }
}

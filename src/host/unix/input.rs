//! Where keys or lines come from.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use rustix::event::PollFlags;
use rustix::io::{Errno, read};
use signal_hook::consts::signal::SIGQUIT;

use super::super::line_buffer::LineBuffer;
use super::super::world::{Signal, Wake};
use super::key_parser::KeyParser;
use super::poll::is_pollable;
use super::tty;

/// How often a background job checks whether it is in the foreground: there is no signal for it.
const FOREGROUND_INTERVAL: Duration = Duration::from_secs(1);

/// How often an input is read that cannot be polled.
const READ_INTERVAL: Duration = Duration::from_millis(50);

/// How many bytes are read at once. The rest waits, so that signals and the clock are looked at however much comes.
const MAX_READ: usize = 64;

/// A terminal that is read from.
pub(super) struct TerminalInput {
    fd: OwnedFd,
    pollable: bool,
    parser: Parser,
}

enum Parser {
    Lines(LineBuffer),
    Keys(KeyParser),
}

impl TerminalInput {
    /// A terminal in its usual modes.
    pub(super) fn lines(fd: OwnedFd) -> Self {
        Self { pollable: is_pollable(fd.as_fd()), fd, parser: Parser::Lines(LineBuffer::default()) }
    }

    /// A terminal in raw mode.
    pub(super) fn keys(fd: OwnedFd) -> Self {
        Self { pollable: is_pollable(fd.as_fd()), fd, parser: Parser::Keys(KeyParser::default()) }
    }

    /// What to poll, and after how long it wants to be served however that ends.
    pub(super) fn interest(&self, now: Duration) -> (Option<BorrowedFd<'_>>, Option<Duration>) {
        if !self.may_read() {
            return (None, Some(FOREGROUND_INTERVAL));
        }
        let rest_of_key = match &self.parser {
            Parser::Keys(keys) => keys.timeout(now),
            Parser::Lines(_) => None,
        };
        if self.pollable { (Some(self.fd.as_fd()), rest_of_key) } else { (None, Some(READ_INTERVAL)) }
    }

    /// Reads some of what arrived. Ends in [`Wake::InputGone`] when no more will.
    pub(super) fn serve(&mut self, ready: PollFlags, now: Duration) -> Vec<Wake> {
        let is_lost = !ready.is_empty() && ready != PollFlags::IN;
        let may_have_bytes = (ready.contains(PollFlags::IN) || !self.pollable) && self.may_read();
        if may_have_bytes {
            let mut bytes = [0; MAX_READ];
            match read(&self.fd, &mut bytes) {
                Ok(0) => {}
                Ok(count) => return self.parse(&bytes[..count], now),
                Err(Errno::AGAIN | Errno::INTR) => return Vec::new(),
                Err(_) => return self.end(),
            }
        }
        match &mut self.parser {
            _ if is_lost => self.end(),
            Parser::Lines(_) if may_have_bytes => self.end(),
            Parser::Lines(_) => Vec::new(),
            // A raw terminal has nothing to read now and then.
            Parser::Keys(keys) => keys.give_up(now).map(meaning).into_iter().collect(),
        }
    }

    fn parse(&mut self, bytes: &[u8], now: Duration) -> Vec<Wake> {
        match &mut self.parser {
            Parser::Lines(buffer) => buffer.push(bytes).map(Wake::Line).collect(),
            Parser::Keys(keys) => keys.push(bytes, now).into_iter().map(meaning).collect(),
        }
    }

    fn end(&mut self) -> Vec<Wake> {
        let rest = match &mut self.parser {
            Parser::Lines(buffer) => buffer.rest(),
            Parser::Keys(_) => None,
        };
        rest.map(Wake::Line).into_iter().chain([Wake::InputGone]).collect()
    }

    /// Reading a terminal in the background would stop the process. In raw mode it is in the foreground.
    fn may_read(&self) -> bool {
        matches!(self.parser, Parser::Keys(_)) || tty::is_in_foreground(self.fd.as_fd())
    }
}

/// What a key means: mostly itself.
fn meaning(key: KeyEvent) -> Wake {
    match (key.code, key.modifiers) {
        // A terminal that is not raw sends a signal instead.
        (KeyCode::Char('\\'), KeyModifiers::CONTROL) => Wake::Signal(Signal(SIGQUIT)),
        _ => Wake::Key(key),
    }
}

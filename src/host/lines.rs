//! Plain lines, on whatever stdin and stdout are.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::time::Duration;

use jiff::Zoned;
use rustix::fs::OFlags;
use rustix::io::{Errno, read};
use rustix::stdio::{stdin, stdout};
use rustix::termios::isatty;

use super::guard::BRIEFLY;
use super::tty;
use super::watch::{Input, Turn, Watch};
use super::{Signal, Wake, Waker, World};
use crate::session::Mono;

/// The longest line that is listened to; the rest of it is not.
const LONGEST: usize = 4096;

/// How often a background job looks whether it has come to the foreground: nothing tells it.
const A_WHILE: Duration = Duration::from_secs(1);

/// Lines on stdin and stdout.
pub struct Lines {
    watch: Watch,
    /// A terminal to read from, as long as it has not ended.
    input: Option<OwnedFd>,
    typed: Typed,
}

impl Lines {
    /// Begins to write and, where stdin is a terminal, to read. The session goes `speed` times as fast as life.
    pub fn open(speed: u32) -> io::Result<Self> {
        let watch = Watch::begin(speed)?;
        let terminal = || tty::reopen(stdin(), OFlags::RDONLY).map_or_else(|| stdin().try_clone_to_owned(), Ok);
        let input = if isatty(stdin()) { Some(terminal()?) } else { None };
        Ok(Self { watch, input, typed: Typed::default() })
    }

    /// Tells the lines that came.
    fn read(&mut self) {
        let Some(input) = &self.input else { return };
        // Somebody else's terminal is not read: that would stop us.
        if !tty::is_ours(input.as_fd()) {
            return;
        }
        let mut bytes = [0; LONGEST];
        match read(input, &mut bytes) {
            Err(Errno::AGAIN | Errno::INTR) => {}
            Ok(0) | Err(_) => self.end_of_input(),
            Ok(count) => self.typed.push(&bytes[..count]).for_each(|line| self.watch.tell(Wake::Line(line))),
        }
    }

    fn end_of_input(&mut self) {
        self.input = None;
        if let Some(line) = self.typed.rest() {
            self.watch.tell(Wake::Line(line));
        }
        self.watch.tell(Wake::InputGone);
    }
}

impl World for Lines {
    fn now(&mut self) -> Mono {
        self.watch.clock.now()
    }

    fn wait(&mut self, until: Option<Mono>) -> Wake {
        loop {
            let input = self.input.as_ref().map(AsFd::as_fd);
            let ours = input.filter(|&input| tty::is_ours(input));
            let at_most = (input.is_some() && ours.is_none()).then_some(A_WHILE);
            match self.watch.turn(until, ours, at_most) {
                // There is nothing to repaint.
                Turn::Over(Wake::Repaint) | Turn::Slept { input: Input::Quiet, .. } => {}
                // The terminal itself makes it of Ctrl-C, where somebody can press it.
                Turn::Over(Wake::Signal(Signal::INTERRUPT)) if self.input.is_some() => return Wake::Interrupt,
                Turn::Over(wake) => return wake,
                Turn::Slept { input: Input::Readable, .. } => self.read(),
                Turn::Slept { input: Input::Gone, .. } => self.end_of_input(),
            }
        }
    }

    fn waker(&self) -> Option<Waker> {
        Some(self.watch.waker())
    }

    fn write(&mut self, bytes: &[u8]) {
        self.watch.write(bytes);
    }

    fn drained(&self) -> bool {
        self.watch.sink.drained()
    }

    fn size(&self) -> Option<(u16, u16)> {
        tty::size(stdout())
    }

    fn wall(&self) -> Option<Zoned> {
        self.watch.clock.wall()
    }

    fn has_bell(&self) -> bool {
        isatty(stdout())
    }

    fn has_input(&self) -> bool {
        self.input.is_some()
    }

    fn suspend(&mut self) {
        if Watch::can_suspend() {
            self.watch.sink.send_within(BRIEFLY);
            self.watch.stop();
            self.watch.clock.suspended();
        }
    }

    fn finish(&mut self) -> Option<Wake> {
        self.watch.finish()
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        self.watch.sink.send_within(BRIEFLY);
    }
}

/// What was typed and is no whole line yet.
#[derive(Default)]
struct Typed(Vec<u8>);

impl Typed {
    /// Takes bytes; the answer is the lines that they complete.
    fn push(&mut self, bytes: &[u8]) -> impl Iterator<Item = String> {
        let mut lines = Vec::new();
        for piece in bytes.split_inclusive(|&byte| byte == b'\n') {
            let room = LONGEST.saturating_sub(self.0.len());
            let text = piece.strip_suffix(b"\n").unwrap_or(piece);
            self.0.extend_from_slice(&text[..text.len().min(room)]);
            if text.len() < piece.len() {
                lines.push(self.line());
            }
        }
        lines.into_iter()
    }

    /// What came after the last line.
    fn rest(&mut self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.line())
    }

    fn line(&mut self) -> String {
        let line = std::mem::take(&mut self.0);
        String::from_utf8_lossy(line.strip_suffix(b"\r").unwrap_or(&line)).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(typed: &mut Typed, bytes: &[u8]) -> Vec<String> {
        typed.push(bytes).collect()
    }

    #[test]
    fn lines_come_whole_however_they_are_read() {
        let mut typed = Typed::default();
        assert_eq!(lines(&mut typed, b"n"), [""; 0]);
        assert_eq!(lines(&mut typed, b"ow\n\nb\r\nre"), ["now", "", "b"]);
        assert_eq!(lines(&mut typed, b"st"), [""; 0]);
        assert_eq!(typed.rest().as_deref(), Some("rest"));
        assert_eq!(typed.rest(), None);
    }

    #[test]
    fn a_character_may_come_in_halves_and_what_is_none_is_replaced() {
        let mut typed = Typed::default();
        assert_eq!(lines(&mut typed, &[0xc3]), [""; 0]);
        assert_eq!(lines(&mut typed, &[0xa9, b'\n']), ["é"]);
        assert_eq!(lines(&mut typed, &[0xff, b'\n']), ["\u{fffd}"]);
    }

    #[test]
    fn a_line_without_end_takes_no_memory_without_end() {
        let mut typed = Typed::default();
        for _ in 0..100 {
            assert_eq!(lines(&mut typed, &[b'x'; 1000]), [""; 0]);
        }
        assert_eq!(lines(&mut typed, b"\nq\n"), ["x".repeat(LONGEST), "q".into()]);
    }
}

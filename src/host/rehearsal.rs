//! A virtual world, whose clock jumps to whatever is waited for: that of `--dry-run` and of the tests.

use std::collections::VecDeque;
use std::io::{self, Write};

use jiff::Zoned;

use super::waker::Waker;
use super::world::{ClientId, Wake, World};
use crate::session::{Mono, View};

/// A virtual world that writes to `W`.
pub struct Rehearsal<W> {
    out: W,
    now: Mono,
    /// The date and time at the start.
    started_at: Option<Zoned>,
    /// What happens, and when.
    script: VecDeque<(Mono, Wake)>,
    size: Option<(u16, u16)>,
    /// Whether somebody could answer when the last wait ended.
    attended: bool,
    /// Why the output takes no more, to be returned by the next wait.
    failed: Option<io::ErrorKind>,
    /// The output takes no more.
    gone: bool,
    answers: Vec<String>,
}

impl<W: Write> Rehearsal<W> {
    /// A world in which nothing happens and nobody answers.
    pub fn new(out: W) -> Self {
        Self {
            out,
            now: Mono::default(),
            started_at: None,
            script: VecDeque::new(),
            size: None,
            attended: false,
            failed: None,
            gone: false,
            answers: Vec::new(),
        }
    }

    /// What happens, and when, in this order. As long as some of it is left, somebody can answer.
    #[must_use]
    pub fn script(mut self, script: impl IntoIterator<Item = (Mono, Wake)>) -> Self {
        self.script.extend(script);
        self.attended = !self.script.is_empty();
        self
    }

    /// Sets the date and time at the start; without them time is not real.
    #[must_use]
    pub fn at(mut self, wall: Zoned) -> Self {
        self.started_at = Some(wall);
        self
    }

    /// Gives the output columns and rows.
    #[must_use]
    pub fn sized(mut self, columns: u16, rows: u16) -> Self {
        self.size = Some((columns, rows));
        self
    }

    /// Returns what was written to.
    pub fn into_output(self) -> W {
        self.out
    }

    /// What was answered to those who sent keys.
    pub fn answers(&self) -> &[String] {
        &self.answers
    }

    fn check(&mut self, result: io::Result<()>) {
        if let Err(error) = result {
            self.failed = Some(error.kind());
            self.gone = true;
        }
    }
}

impl<W: Write> World for Rehearsal<W> {
    fn now(&mut self) -> Mono {
        self.now
    }

    fn wait(&mut self, until: Option<Mono>) -> Wake {
        if let Some(error) = self.failed.take() {
            return Wake::OutputGone(error);
        }
        let due = |&mut (at, _): &mut (Mono, Wake)| until.is_none_or(|until| at <= until);
        if let Some((at, wake)) = self.script.pop_front_if(due) {
            self.now = self.now.max(at);
            return wake;
        }
        // The end of the script is the end of the input.
        let was_attended = std::mem::replace(&mut self.attended, !self.script.is_empty());
        match until {
            Some(until) if self.attended || !was_attended => {
                self.now = self.now.max(until);
                Wake::Due
            }
            _ => Wake::InputGone,
        }
    }

    fn waker(&self) -> Option<Waker> {
        None
    }

    fn write(&mut self, bytes: &[u8]) {
        if !self.gone {
            let result = self.out.write_all(bytes);
            self.check(result);
        }
    }

    fn drained(&self) -> bool {
        true
    }

    fn size(&self) -> Option<(u16, u16)> {
        self.size
    }

    fn wall(&self) -> Option<Zoned> {
        self.started_at.as_ref()?.checked_add(self.now.0).ok()
    }

    fn speed(&self) -> u32 {
        1
    }

    fn has_bell(&self) -> bool {
        false
    }

    fn has_input(&self) -> bool {
        !self.script.is_empty()
    }

    fn answer(&mut self, _: ClientId, line: &str) {
        self.answers.push(line.to_owned());
    }

    fn show_playback(&mut self, _: Option<&View<'_>>) {}

    fn keep_awake(&mut self, _: bool) {}

    fn suspend(&mut self) {}

    fn finish(&mut self) -> Option<Wake> {
        if !self.gone {
            let result = self.out.flush();
            self.check(result);
        }
        self.failed.take().map(Wake::OutputGone)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn at(seconds: u64) -> Mono {
        Mono(Duration::from_secs(seconds))
    }

    fn line(text: &str) -> Wake {
        Wake::Line(text.into())
    }

    #[test]
    fn time_jumps_to_what_is_waited_for() {
        let mut world = Rehearsal::new(Vec::new());
        assert_eq!(world.now(), at(0));
        assert_eq!(world.wait(Some(at(3_600))), Wake::Due);
        assert_eq!(world.now(), at(3_600));
        assert_eq!(world.wait(Some(at(10))), Wake::Due);
        assert_eq!(world.now(), at(3_600));
        assert_eq!(world.wait(None), Wake::InputGone);
    }

    #[test]
    fn the_script_happens_when_it_is_due() {
        let mut world =
            Rehearsal::new(Vec::new()).script([(at(5), line("a")), (at(5), line("b")), (at(90), line("c"))]);
        assert!(world.has_input());
        assert_eq!(world.wait(Some(at(4))), Wake::Due);
        assert_eq!(world.wait(Some(at(7))), line("a"));
        assert_eq!(world.now(), at(5));
        assert_eq!(world.wait(Some(at(7))), line("b"));
        assert_eq!(world.wait(Some(at(7))), Wake::Due);
        assert_eq!(world.now(), at(7));
        assert_eq!(world.wait(None), line("c"));
        assert_eq!(world.now(), at(90));
        assert!(!world.has_input());
        assert_eq!(world.wait(None), Wake::InputGone);
    }

    #[test]
    fn what_was_written_can_be_read() {
        let mut world = Rehearsal::new(Vec::new()).sized(80, 24);
        world.write(b"one ");
        world.write(b"two");
        assert_eq!(world.size(), Some((80, 24)));
        assert_eq!(world.finish(), None);
        assert_eq!(world.into_output(), b"one two");
    }

    #[test]
    fn a_broken_pipe_is_reported_once() {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        let mut world = Rehearsal::new(writer);
        world.write(b"anybody?");
        world.write(b"no");
        assert_eq!(world.wait(Some(at(1))), Wake::OutputGone(io::ErrorKind::BrokenPipe));
        assert_eq!(world.wait(Some(at(1))), Wake::Due);
    }
}

//! The real world: a terminal with a full screen, or plain lines on any input and output.

use std::io;
use std::path::Path;
use std::time::Duration;

use jiff::Zoned;

use super::clock::Clock;
use super::platform::{self, Platform};
use super::system::System;
use super::waker::Waker;
use super::world::{ClientId, Wake, World};
use crate::session::{Mono, View};

/// The real world.
pub struct Console {
    system: Platform,
    clock: Clock,
    waker: Waker,
}

impl Console {
    /// Plain lines on stdin and stdout. Only a terminal is read from. The session runs at `speed` times real time.
    pub fn lines(speed: u32) -> io::Result<Self> {
        Platform::lines().map(|system| Self::new(system, speed))
    }

    /// A full screen on the terminal on stdin and stdout. In a background job, waits for the foreground first. The
    /// session runs at `speed` times real time. `titled`: the terminal has a title, which has to be restored too.
    pub fn screen(speed: u32, titled: bool) -> io::Result<Self> {
        Platform::screen(titled).map(|system| Self::new(system, speed))
    }

    /// From now on takes keys that [`send`](super::send) sends by way of this folder. Where that is not possible,
    /// nobody can send any.
    pub fn listen(&mut self, folder: &Path) {
        self.system.listen(folder);
    }

    /// From now on takes the media keys of the desktop, where it has a way to send them.
    pub fn take_media_keys(&mut self) {
        self.system.take_media_keys();
    }

    fn new(system: Platform, speed: u32) -> Self {
        let waker = Waker::new(system.interrupter());
        Self { system, clock: Clock::start(platform::uptime, speed), waker }
    }
}

impl World for Console {
    fn now(&mut self) -> Mono {
        self.clock.now()
    }

    fn wait(&mut self, until: Option<Mono>) -> Wake {
        loop {
            if let Some(wake) = self.system.next() {
                return wake;
            }
            let at_most = until.map(|until| self.clock.time_to_sleep(until));
            if self.waker.take() || at_most == Some(Duration::ZERO) {
                return Wake::Due;
            }
            self.system.sleep(at_most);
            if let Some(gap) = self.clock.slept(at_most) {
                return Wake::Gap(gap);
            }
        }
    }

    fn waker(&self) -> Option<Waker> {
        Some(self.waker.clone())
    }

    fn write(&mut self, bytes: &[u8]) {
        self.system.write(bytes);
    }

    fn drained(&self) -> bool {
        self.system.drained()
    }

    fn size(&self) -> Option<(u16, u16)> {
        platform::stdout_size()
    }

    fn wall(&self) -> Option<Zoned> {
        self.clock.wall()
    }

    fn speed(&self) -> u32 {
        self.clock.speed()
    }

    fn has_bell(&self) -> bool {
        self.system.has_bell()
    }

    fn has_input(&self) -> bool {
        self.system.has_input()
    }

    fn answer(&mut self, client: ClientId, line: &str) {
        self.system.answer(client, line);
    }

    fn show_playback(&mut self, view: Option<&View<'_>>) {
        self.system.show_playback(view);
    }

    fn keep_awake(&mut self, awake: bool) {
        self.system.keep_awake(awake);
    }

    fn suspend(&mut self) {
        self.clock.now();
        if self.system.suspend() {
            self.clock.suspended();
        }
    }

    fn finish(&mut self) -> Option<Wake> {
        self.system.finish()
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    /// Waits a minute at most, and returns whether it was ended before.
    fn is_woken(console: &mut Console) -> bool {
        let minute = console.now() + Duration::from_mins(1);
        // The other tests of this process raise signals.
        while console.wait(Some(minute)) != Wake::Due {}
        console.now() < minute
    }

    #[test]
    fn the_real_clock_goes_on() {
        let mut console = Console::lines(1).unwrap();
        let before = console.now();
        let later = before + Duration::from_millis(1);
        while console.wait(Some(later)) != Wake::Due {}
        assert!(console.now() >= later);
        assert!(console.wall().is_some());
    }

    #[test]
    fn a_waker_ends_the_next_wait_once() {
        let mut console = Console::lines(1).unwrap();
        let waker = console.waker().unwrap();
        waker.wake();
        waker.wake();
        assert!(is_woken(&mut console));
        assert!(!console.waker.take());
    }

    #[test]
    fn a_waker_ends_a_wait_from_another_thread() {
        let mut console = Console::lines(1).unwrap();
        let waker = console.waker().unwrap();
        for _ in 0..100 {
            let thread = thread::spawn({
                let waker = waker.clone();
                move || waker.wake()
            });
            assert!(is_woken(&mut console));
            thread.join().unwrap();
        }
    }
}

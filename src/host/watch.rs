//! What both real worlds wait with: the clock, the signals, the output, and what came and was not told yet.

use std::collections::VecDeque;
use std::io;
use std::os::fd::BorrowedFd;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::stdio::stdout;
use rustix::termios::isatty;

use super::clock::Clock;
use super::guard::BRIEFLY;
use super::signals::{self, Meaning, Signals};
use super::sink::Sink;
use super::{Wake, Waker};
use crate::session::Mono;

/// How long a terminal may take for the last of the output.
const FAIR: Duration = Duration::from_secs(1);

/// What both real worlds wait with.
pub(super) struct Watch {
    pub(super) clock: Clock,
    pub(super) sink: Sink,
    signals: Signals,
    wakes: VecDeque<Wake>,
    /// A signal asked for the suspension to come, so everybody else who should stop was asked too.
    asked: bool,
}

/// How a turn of a wait ended.
pub(super) enum Turn {
    /// The wait is over.
    Over(Wake),
    /// Something came, or nothing did.
    Slept {
        /// How the input is.
        input: Input,
        /// Whether the process goes on after it was stopped.
        continued: bool,
    },
}

/// How an input is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Input {
    Quiet,
    Readable,
    Gone,
}

impl Watch {
    /// Begins to watch, with stdout as the output.
    pub(super) fn begin(speed: u32) -> io::Result<Self> {
        Ok(Self {
            clock: Clock::start(speed),
            sink: Sink::to(stdout())?,
            signals: Signals::watch()?,
            wakes: VecDeque::new(),
            asked: false,
        })
    }

    /// A handle that ends a wait.
    pub(super) fn waker(&self) -> Waker {
        self.signals.waker()
    }

    /// To be told in its turn.
    pub(super) fn tell(&mut self, wake: Wake) {
        // Whoever asks to end does not wait behind a hundred keys.
        if matches!(wake, Wake::Signal(_)) { self.wakes.push_front(wake) } else { self.wakes.push_back(wake) }
    }

    /// Takes bytes for the output.
    pub(super) fn write(&mut self, bytes: &[u8]) {
        self.sink.push(bytes);
        self.send();
    }

    fn send(&mut self) {
        if let Err(error) = self.sink.send() {
            self.lose_output(error.kind());
        }
    }

    fn lose_output(&mut self, why: io::ErrorKind) {
        self.sink.hang_up();
        // A terminal that is closed says so a moment before the signal comes, and the signal is the better reason.
        let [.., signals] = self.sleep(None, Some(BRIEFLY));
        if !signals.is_empty() {
            self.hear();
        }
        self.tell(Wake::OutputGone(why));
    }

    /// One turn of a wait: tells what is to be told, or sleeps until something comes, until the instant, or for a
    /// slice of the way there.
    pub(super) fn turn(
        &mut self,
        until: Option<Mono>,
        input: Option<BorrowedFd<'_>>,
        at_most: Option<Duration>,
    ) -> Turn {
        let slice = until.map(|until| self.clock.slice(until));
        if let Some(gap) = self.clock.gap() {
            return Turn::Over(Wake::Gap(gap));
        }
        if let Some(wake) = self.wakes.pop_front() {
            return Turn::Over(wake);
        }
        let slice = match slice {
            Some(None) => return Turn::Over(Wake::Due),
            Some(Some(slice)) => Some(slice),
            None => None,
        };
        if self.signals.take_wake() {
            return Turn::Over(Wake::Due);
        }
        let slice = slice.into_iter().chain(at_most).min();

        self.clock.now();
        let [input, output, signals] = self.sleep(input, slice);
        self.clock.slept(slice);
        self.supply(output);
        if output == PollFlags::OUT && self.sink.drained() {
            self.tell(Wake::Writable);
        }
        let continued = !signals.is_empty() && self.hear();
        let input = if input.contains(PollFlags::IN) {
            Input::Readable
        } else if input.is_empty() {
            Input::Quiet
        } else {
            Input::Gone
        };
        Turn::Slept { input, continued }
    }

    /// Sleeps until the input can be read, the output makes room or loses its reader, a signal comes, or time is up.
    fn sleep(&self, input: Option<BorrowedFd<'_>>, at_most: Option<Duration>) -> [PollFlags; 3] {
        let at_most = at_most.and_then(|time| Timespec::try_from(time).ok());
        let input = input.as_ref().map(|input| PollFd::new(input, PollFlags::IN));
        let output = self.sink.interest();
        let (has_input, has_output) = (input.is_some(), output.is_some());
        let mut fds: Vec<PollFd<'_>> = input.into_iter().chain(output).collect();
        fds.push(PollFd::new(&self.signals, PollFlags::IN));
        if poll(&mut fds, at_most.as_ref()).is_err() {
            // Interrupted by a signal, which is on its pipe by now.
            return [PollFlags::empty(), PollFlags::empty(), PollFlags::IN];
        }
        let mut came = fds.iter().map(PollFd::revents);
        let mut next = |there| if there { came.next() } else { None }.unwrap_or(PollFlags::empty());
        [next(has_input), next(has_output), next(true)]
    }

    /// Hears the signals that came. The answer is whether the process goes on after it was stopped.
    fn hear(&mut self) -> bool {
        let mut continued = false;
        for meaning in self.signals.pending() {
            match meaning {
                Meaning::End(signal) => self.tell(Wake::Signal(signal)),
                Meaning::Suspend => {
                    self.asked = true;
                    self.tell(Wake::Suspend);
                }
                Meaning::Continued => continued = true,
                Meaning::Resized => self.tell(Wake::Repaint),
            }
        }
        continued
    }

    /// Whether a suspension would ever end.
    pub(super) fn can_suspend() -> bool {
        signals::can_be_continued()
    }

    /// Stops the process. The answer is whether it is to go on, and not to end, when it comes back.
    pub(super) fn stop(&mut self) -> bool {
        let end = self.signals.stop(!std::mem::take(&mut self.asked));
        if let Some(signal) = end {
            self.tell(Wake::Signal(signal));
        }
        end.is_none()
    }

    /// Gives the output what it has room for, unless it has lost its reader.
    fn supply(&mut self, output: PollFlags) {
        if output == PollFlags::OUT {
            self.send();
        } else if !output.is_empty() {
            self.lose_output(io::ErrorKind::BrokenPipe);
        }
    }

    /// Waits until the output has taken everything, as long as that is reasonable. The answer is what cut it short.
    pub(super) fn finish(&mut self) -> Option<Wake> {
        let patience = isatty(&self.sink).then_some(FAIR);
        self.send();
        loop {
            let cut = |wake: &Wake| matches!(wake, Wake::Signal(_) | Wake::OutputGone(_));
            if let Some(at) = self.wakes.iter().position(cut) {
                return self.wakes.remove(at);
            }
            if self.sink.drained() {
                return None;
            }
            let [_, output, signals] = self.sleep(None, patience);
            self.supply(output);
            if !signals.is_empty() {
                self.hear();
            } else if output.is_empty() {
                // It takes nothing, and has had its time.
                self.sink.hang_up();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    /// Turns until a wait is over, or one has slept for a minute.
    fn wait(watch: &mut Watch) -> Option<Wake> {
        let minute = Duration::from_mins(1);
        let began = watch.clock.now();
        while watch.clock.now().since(began) < minute {
            match watch.turn(None, None, Some(minute)) {
                // Another test of this process raises a signal.
                Turn::Over(Wake::Repaint) | Turn::Slept { .. } => {}
                Turn::Over(wake) => return Some(wake),
            }
        }
        None
    }

    #[test]
    fn a_waker_ends_the_next_wait_once() {
        let mut watch = Watch::begin(1).unwrap();
        let waker = watch.waker();
        waker.wake();
        waker.wake();
        assert_eq!(wait(&mut watch), Some(Wake::Due));
        assert!(!matches!(watch.turn(None, None, Some(Duration::ZERO)), Turn::Over(Wake::Due)));
    }

    #[test]
    fn a_waker_ends_a_wait_from_another_thread() {
        let mut watch = Watch::begin(1).unwrap();
        let waker = watch.waker();
        for _ in 0..100 {
            let thread = thread::spawn({
                let waker = waker.clone();
                move || waker.wake()
            });
            assert_eq!(wait(&mut watch), Some(Wake::Due));
            thread.join().unwrap();
        }
    }
}

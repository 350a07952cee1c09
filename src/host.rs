//! The world that a session runs in: its clock, keys, signals and terminal. The only place that reads a clock.
//!
//! The runner sees one [`World`] and never asks which: a terminal with a full screen, lines on any input and output,
//! or a virtual one in which time passes as fast as it is asked for.
//!
//! The two real ones are made for Unix. Another system needs brothers of `terminal` and `lines` that wait in its way;
//! the rest of the program would not notice.

mod rehearsal;

#[cfg(unix)]
mod clock;
#[cfg(unix)]
mod guard;
#[cfg(unix)]
mod lines;
#[cfg(unix)]
mod signals;
#[cfg(unix)]
mod sink;
#[cfg(unix)]
mod terminal;
#[cfg(unix)]
mod tty;
#[cfg(unix)]
mod watch;

pub use rehearsal::Rehearsal;

#[cfg(unix)]
pub use clock::wall;
#[cfg(unix)]
pub use lines::Lines;
#[cfg(unix)]
pub use signals::{die_of, outlive_file_limits};
#[cfg(unix)]
pub use terminal::Terminal;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use crossterm::event::KeyEvent;
use jiff::Zoned;

use crate::session::Mono;

/// The world that a session runs in.
pub trait World {
    /// Session time: it starts at zero, never steps, and stands still in gaps.
    fn now(&mut self) -> Mono;

    /// Sleeps until something comes, or until this instant; without one, until something comes. Bytes that were not
    /// taken yet are sent meanwhile.
    fn wait(&mut self, until: Option<Mono>) -> Wake;

    /// A handle with which another thread ends a wait; `None` where time is virtual.
    fn waker(&self) -> Option<Waker>;

    /// Hands bytes to the output. They are kept until it takes them; nothing waits for it.
    fn write(&mut self, bytes: &[u8]);

    /// Whether the output has taken everything, so that a new frame is worth making.
    fn drained(&self) -> bool;

    /// Columns and rows of the output; `None` where it has none.
    fn size(&self) -> Option<(u16, u16)>;

    /// What a clock on the wall says; `None` where time is not real.
    fn wall(&self) -> Option<Zoned>;

    /// Whether a bell character can be heard.
    fn has_bell(&self) -> bool;

    /// Whether a user can still answer.
    fn has_input(&self) -> bool;

    /// Gives the terminal back, stops the process, and takes the terminal again when it goes on. Where nobody could
    /// make it go on, does nothing.
    fn suspend(&mut self);

    /// Gives the terminal back and waits until the output has taken everything: a terminal for a second at most, a
    /// pipe as long as somebody holds its other end. What is written afterwards stands below, and wants another
    /// `finish`. The answer is what cut it short: [`Wake::Signal`] or [`Wake::OutputGone`].
    ///
    /// Dropping a world gives the terminal back too, and waits for next to nothing: so ends what a signal ends, which
    /// has no second to spare.
    fn finish(&mut self) -> Option<Wake>;
}

/// Why a wait ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wake {
    /// The instant came, a [`Waker`] was called, or nothing that matters happened.
    Due,
    /// A key of a terminal.
    Key(KeyEvent),
    /// A line of an input that is read by lines, without its end.
    Line(String),
    /// The screen has another size, or has to be painted anew.
    Repaint,
    /// The output has taken everything.
    Writable,
    /// The program could not run for this long; session time stood still.
    Gap(Duration),
    /// Ctrl-C, to a program that reads lines.
    Interrupt,
    /// Somebody asks to suspend by a signal, as Ctrl-Z does to a program that reads lines.
    Suspend,
    /// The input has ended: nobody can answer any more.
    InputGone,
    /// The output takes no more: [`io::ErrorKind::BrokenPipe`] where nobody reads it any more, else what went wrong.
    OutputGone(io::ErrorKind),
    /// A signal asks the program to end.
    Signal(Signal),
}

/// Makes the current [`World::wait`], or else the next one, return [`Wake::Due`].
#[derive(Clone)]
pub struct Waker(Arc<dyn Fn() + Send + Sync>);

impl Waker {
    fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self(Arc::new(wake))
    }

    pub fn wake(&self) {
        (self.0)();
    }
}

/// A signal that ends a session: the terminal is given back, and the program dies of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signal(pub i32);

impl Signal {
    /// What a second Ctrl-C comes to.
    pub const INTERRUPT: Self = Self(2);
}

/// Columns and rows of the terminal on stdout; `None` without one.
#[cfg(unix)]
pub fn stdout_size() -> Option<(u16, u16)> {
    tty::size(rustix::stdio::stdout())
}

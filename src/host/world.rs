//! What the runner sees of the world.

use std::io;
use std::time::Duration;

use crossterm::event::{KeyEvent, MediaKeyCode};
use jiff::Zoned;

use super::waker::Waker;
use crate::session::{Mono, View};

/// The world that a session runs in.
pub trait World {
    /// Session time: it starts at zero, never steps, and stands still in gaps.
    fn now(&mut self) -> Mono;

    /// Sleeps until something happens, or until this instant; without one, until something happens. Bytes that the
    /// output has not taken yet are sent meanwhile.
    fn wait(&mut self, until: Option<Mono>) -> Wake;

    /// A handle with which another thread ends a wait; `None` where time is virtual.
    fn waker(&self) -> Option<Waker>;

    /// Queues bytes for the output. Nothing waits for it to take them.
    fn write(&mut self, bytes: &[u8]);

    /// Whether the output has taken everything, so that it is worth drawing a new frame.
    fn drained(&self) -> bool;

    /// Columns and rows of the output; `None` where it has none.
    fn size(&self) -> Option<(u16, u16)>;

    /// The date and time; `None` where time is not real.
    fn wall(&self) -> Option<Zoned>;

    /// How many times faster than real time a session runs.
    fn speed(&self) -> u32;

    /// Whether a bell character can be heard.
    fn has_bell(&self) -> bool;

    /// Whether a user can still answer.
    fn has_input(&self) -> bool;

    /// Answers a [`Wake::Sent`] with a line. Nothing waits for the sender to read it.
    fn answer(&mut self, client: ClientId, line: &str);

    /// Tells a desktop that sends media keys the state of the session; `None` before it begins.
    fn show_playback(&mut self, view: Option<&View<'_>>);

    /// Keeps the screen on, where the system has a way, or lets it go. Asked again, it does nothing.
    fn keep_awake(&mut self, awake: bool);

    /// Gives the terminal back, stops the process, and takes the terminal again when it is continued. Does nothing
    /// where nobody could continue it.
    fn suspend(&mut self);

    /// Gives the terminal back and waits until the output has taken everything: a terminal for a second at most, a
    /// pipe for as long as somebody holds its other end. Later output appears below and needs another `finish`.
    /// Returns what cut it short: [`Wake::Signal`] or [`Wake::OutputGone`].
    ///
    /// Dropping a world gives the terminal back too, but hardly waits for it: a program that a signal ends has no
    /// second to spare.
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
    /// Another process sent a key by its name, and waits for an answer.
    Sent { name: String, client: ClientId },
    /// The desktop sent a media key.
    Media(MediaKeyCode),
    /// The screen has another size, or has to be painted anew.
    Repaint,
    /// The output has taken everything.
    Writable,
    /// The program could not run for this long; session time stood still.
    Gap(Duration),
    /// Ctrl-C, to a program that reads lines.
    Interrupt,
    /// A signal asks to suspend, as Ctrl-Z does to a program that reads lines.
    Suspend,
    /// The input has ended: nobody can answer any more.
    InputGone,
    /// The output takes no more: [`io::ErrorKind::BrokenPipe`] where nobody reads it any more, else what went wrong.
    OutputGone(io::ErrorKind),
    /// A signal asks the program to end.
    Signal(Signal),
}

/// Another process that waits for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientId(pub u64);

/// A signal that ends a session: the terminal is given back, and the program dies of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signal(pub i32);

impl Signal {
    /// Ctrl-C.
    pub const INTERRUPT: Self = Self(2);
}

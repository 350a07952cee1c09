//! The world that a session runs in: its clock, keys, signals and terminal. The only place that reads a clock.
//!
//! The runner sees one [`World`] and never asks which. A [`Console`] is real: a terminal with a full screen, or plain
//! lines on any input and output. A [`Rehearsal`] is virtual: its clock jumps to whatever is waited for.
//!
//! What a console needs of the operating system is the trait in `system`; `unix` and `windows` implement it.

mod clock;
mod console;
mod escapes;
mod feed;
pub mod files;
mod line_buffer;
mod rehearsal;
mod size;
mod system;
mod waker;
mod world;

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as platform;
#[cfg(windows)]
use windows as platform;

/// The name of threads without which a session goes on: a panic in one of them ends nothing else.
pub const DISPENSABLE_THREAD: &str = "sound";

pub use clock::{check_zone, wall};
pub use console::Console;
pub use feed::Feed;
pub use platform::{
    Editor, die_of, is_utf8, outlive_file_limits, send, stderr_size, stdout_size, terminal_type, uptime,
};
pub use rehearsal::Rehearsal;
pub use waker::Waker;
pub use world::{ClientId, Signal, Wake, World};

//! What a console needs of the operating system.

use std::io;
use std::path::Path;
use std::time::Duration;

use super::world::{ClientId, Wake};
use crate::session::View;

/// The terminal, or whatever stdin and stdout are, and the signals. Dropping it gives the terminal back.
pub(super) trait System: Sized {
    /// Plain lines on stdin and stdout. Only a terminal is read from.
    fn lines() -> io::Result<Self>;

    /// A full screen on the terminal on stdin and stdout. Where the terminal has a title, that is taken too.
    fn screen(titled: bool) -> io::Result<Self>;

    /// What has happened and was not returned yet.
    fn next(&mut self) -> Option<Wake>;

    /// Sleeps until something happens, and this long at most; it may end early. Sends meanwhile what the output takes.
    fn sleep(&mut self, at_most: Option<Duration>);

    /// From now on takes keys that are sent by way of this folder, where the system has a way and the folder will do.
    fn listen(&mut self, folder: &Path);

    /// Answers who sent one.
    fn answer(&mut self, client: ClientId, line: &str);

    /// From now on takes the media keys of the desktop, where it has a way to send them.
    fn take_media_keys(&mut self);

    /// Tells a desktop that sends them the state of the session; `None` before it begins.
    fn show_playback(&mut self, view: Option<&View<'_>>);

    /// Keeps the screen on, where the system has a way, or lets it go. Asked again, it does nothing.
    fn keep_awake(&mut self, awake: bool);

    /// A function that ends a sleep, from any thread.
    fn interrupter(&self) -> impl Fn() + Send + Sync + 'static;

    /// Queues bytes for the output.
    fn write(&mut self, bytes: &[u8]);

    /// Whether the output has taken everything.
    fn drained(&self) -> bool;

    /// Whether a bell character can be heard.
    fn has_bell(&self) -> bool;

    /// Whether a user can still answer.
    fn has_input(&self) -> bool;

    /// Gives the terminal back, stops the process until it is continued, and takes the terminal again. Returns whether
    /// it did: where nobody could continue the process, nothing happens.
    fn suspend(&mut self) -> bool;

    /// Gives the terminal back and waits until the output has taken everything. Returns what cut that short.
    fn finish(&mut self) -> Option<Wake>;
}

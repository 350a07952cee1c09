//! The real program in a real terminal: what it does to one, and how it leaves it.
#![cfg(unix)]
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod awake;
mod end;
mod jobs;
mod loss;
mod media;
mod own;
mod page;
mod pty;
mod record;
mod remote;
mod screen;
mod session;
mod signals;
mod source;

//! Ctrl-C, Ctrl-Break and a window that is closed.

use std::io;
use std::sync::mpsc::Sender;
use std::sync::{Mutex, PoisonError};

use super::super::world::{Signal, Wake};

/// Who is notified. Without anybody, the program ends.
static LISTENER: Mutex<Option<Sender<Wake>>> = Mutex::new(None);

/// Sends an interrupt over this channel from now on.
pub(super) fn listen(wakes: Sender<Wake>) -> io::Result<()> {
    set(Some(wakes));
    match ctrlc::set_handler(handle) {
        // It was set before in this process.
        Ok(()) | Err(ctrlc::Error::MultipleHandlers) => Ok(()),
        Err(error) => Err(io::Error::other(error)),
    }
}

/// An interrupt ends the program again.
pub(super) fn ignore() {
    set(None);
}

fn set(listener: Option<Sender<Wake>>) {
    *LISTENER.lock().unwrap_or_else(PoisonError::into_inner) = listener;
}

fn handle() {
    let listener = LISTENER.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let is_delivered = listener.is_some_and(|wakes| wakes.send(Wake::Signal(Signal::INTERRUPT)).is_ok());
    if !is_delivered {
        super::die_of(Signal::INTERRUPT);
    }
}

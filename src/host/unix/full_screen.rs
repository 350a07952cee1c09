//! The full screen of a terminal, which is taken over and given back.

use std::io;

use super::output::OutputQueue;
use super::restore;
use crate::host::escapes;

pub(super) struct FullScreen {
    is_entered: bool,
    /// Whether the title of the window is changed too.
    titled: bool,
}

impl FullScreen {
    pub(super) fn new(titled: bool) -> Self {
        Self { is_entered: false, titled }
    }

    /// Whether the terminal is taken now.
    pub(super) fn is_entered(&self) -> bool {
        self.is_entered
    }

    /// Takes the terminal. Modes before bytes: a background job that changes modes is stopped, one that writes is not.
    pub(super) fn enter(&mut self, output: &mut OutputQueue) -> io::Result<()> {
        restore::take(&*output, self.titled)?;
        let was_entered = std::mem::replace(&mut self.is_entered, true);
        // It is sent with the first frame. A title that was not given back yet is on the stack of the terminal already.
        output.push(&escapes::enter(self.titled && !was_entered));
        Ok(())
    }

    /// Gives the terminal back. A frame that was not sent is not worth waiting for.
    pub(super) fn leave(&mut self, output: &mut OutputQueue) {
        if std::mem::take(&mut self.is_entered) {
            restore::give_back();
            output.discard();
            output.push(&escapes::leave(self.titled));
        }
    }
}

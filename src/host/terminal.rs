//! A terminal with a full screen.
//!
//! Keys are read by crossterm, but only once there are some: its own wait cannot be interrupted by a signal, sees no
//! hang-up, and never reads when it is not given any time.

use std::io;
use std::time::Duration;

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use jiff::Zoned;
use rustix::stdio::{stdin, stdout};
use signal_hook::consts::signal::SIGQUIT;

use super::guard::{self, BRIEFLY};
use super::tty;
use super::watch::{Input, Turn, Watch};
use super::{Signal, Wake, Waker, World};
use crate::session::Mono;

/// The time that crossterm gets to notice that there is something to read.
const A_MOMENT: Duration = Duration::from_millis(1);

/// A terminal with a full screen, on stdin and stdout.
pub struct Terminal {
    watch: Watch,
    /// Whether somebody can still press keys.
    attended: bool,
    /// Whether the screen is ours now.
    entered: bool,
    /// Whether the terminal has a title.
    titled: bool,
}

impl Terminal {
    /// Takes the terminal. In a background job, waits for the foreground first. The session goes `speed` times as
    /// fast as life. `titled`: the terminal has a title, which is to be given back too.
    pub fn enter(speed: u32, titled: bool) -> io::Result<Self> {
        let mut terminal = Self { watch: Watch::begin(speed)?, attended: true, entered: false, titled };
        terminal.take()?;
        Ok(terminal)
    }

    /// Modes before bytes: a background job that changes modes is stopped, one that writes is not.
    fn take(&mut self) -> io::Result<()> {
        guard::take(&self.watch.sink, self.titled)?;
        self.entered = true;
        // It goes out with the first frame.
        self.watch.sink.push(&guard::enter(self.titled));
        Ok(())
    }

    /// Takes what somebody else may have changed meanwhile. A terminal that is not there any more says so by itself.
    fn take_again(&mut self) {
        let _ = self.take();
        self.watch.tell(Wake::Repaint);
    }

    /// Gives the terminal back. A frame that was not sent is not worth waiting for.
    fn leave(&mut self) {
        if std::mem::take(&mut self.entered) {
            guard::give_back();
            self.watch.sink.discard();
            self.watch.sink.push(&guard::leave(self.titled));
        }
    }

    /// Tells the keys that came.
    fn read(&mut self) {
        // Once more after nothing was found: if the system took the processor away just then, crossterm may sit on
        // keys that it has read already.
        let mut nothing = 0;
        while nothing < 2 {
            match event::poll(A_MOMENT).and_then(|some| if some { event::read().map(Some) } else { Ok(None) }) {
                Ok(None) => nothing += 1,
                Ok(Some(Event::Key(key))) => self.watch.tell(meaning(key)),
                Ok(Some(_)) => {}
                Err(_) => return self.end_of_input(),
            }
        }
    }

    fn end_of_input(&mut self) {
        self.attended = false;
        self.watch.tell(Wake::InputGone);
    }
}

/// What a key is for the world: mostly itself.
fn meaning(key: KeyEvent) -> Wake {
    match (key.code, key.modifiers) {
        // The byte of Ctrl-\ is told as Ctrl-4. A terminal that is not raw ends programs with it.
        (KeyCode::Char('4' | '\\'), KeyModifiers::CONTROL) => Wake::Signal(Signal(SIGQUIT)),
        _ => Wake::Key(key),
    }
}

impl World for Terminal {
    fn now(&mut self) -> Mono {
        self.watch.clock.now()
    }

    fn wait(&mut self, until: Option<Mono>) -> Wake {
        loop {
            match self.watch.turn(until, self.attended.then(stdin), None) {
                Turn::Over(Wake::Key(key)) if key.kind == KeyEventKind::Release => {}
                Turn::Over(wake) => return wake,
                Turn::Slept { input, continued } => {
                    if continued && self.entered {
                        self.take_again();
                    }
                    match input {
                        Input::Quiet => {}
                        Input::Readable => self.read(),
                        Input::Gone => self.end_of_input(),
                    }
                }
            }
        }
    }

    fn waker(&self) -> Option<Waker> {
        Some(self.watch.waker())
    }

    fn write(&mut self, bytes: &[u8]) {
        self.watch.write(bytes);
    }

    fn drained(&self) -> bool {
        self.watch.sink.drained()
    }

    fn size(&self) -> Option<(u16, u16)> {
        tty::size(stdout())
    }

    fn wall(&self) -> Option<Zoned> {
        self.watch.clock.wall()
    }

    fn has_bell(&self) -> bool {
        true
    }

    fn has_input(&self) -> bool {
        self.attended
    }

    fn suspend(&mut self) {
        if !Watch::can_suspend() {
            return;
        }
        self.leave();
        self.watch.sink.send_within(BRIEFLY);
        if self.watch.stop() {
            self.take_again();
        }
        self.watch.clock.suspended();
    }

    fn finish(&mut self) -> Option<Wake> {
        self.leave();
        self.watch.finish()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.leave();
        self.watch.sink.send_within(BRIEFLY);
    }
}

//! The engine: a plan becomes a session. It knows no clock, file or screen; time comes in as [`Mono`].
//!
//! [`Session::start`] begins; after that call [`Session::handle`] with whatever comes, and with [`Input::Tick`] at the
//! latest at [`Session::deadline`]. Spurious ticks do nothing; late ones are caught up with, each thing at the instant
//! it fell due. After every call ask for the deadline again. [`Session::view`] is all that a face needs.

mod asking;
mod cursor;
mod engine;
mod event;
mod gap;
mod keys;
mod question;
mod resume;
mod steps;
mod timing;
mod view;

pub use cursor::Cursor;
pub use engine::Session;
pub use event::{Answers, Cue, Event, Fact, Outcome, Refusal, What};
pub use question::{Answer, Question};
pub use view::{Stage, TimeDisplay, View};

use std::time::Duration;

/// An instant of session time: since the session started, without the gaps in which the program could not run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Mono(pub Duration);

impl std::ops::Add<Duration> for Mono {
    type Output = Self;
    fn add(self, time: Duration) -> Self {
        Self(self.0.saturating_add(time))
    }
}

impl Mono {
    /// The time since an earlier instant; zero if it was not earlier.
    pub fn since(self, earlier: Self) -> Duration {
        self.0.saturating_sub(earlier.0)
    }
}

/// What can happen to a session from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// Time has passed; nothing else.
    Tick,
    /// The user did something.
    Key(Key),
    /// The program could not run for this long: asleep, stopped, woken late. Session time stood still.
    Gap(Duration),
}

/// What the user can do to a session. Which key does it is the business of the key table of the faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// Done, end this step now, confirm.
    Enter,
    /// Pause or resume.
    Pause,
    /// Pause, and never resume (a suspend).
    Hold,
    /// Skip this block, or the block that follows.
    Skip,
    /// Skip the rest of the exercise.
    SkipExercise,
    /// To the block before.
    Back,
    /// This block again.
    Redo,
    /// 15 s more of a countdown.
    More,
    /// 15 s less of a countdown.
    Less,
    /// A digit of how many reps it was, or of an answer.
    Digit(u8),
    /// Takes back a digit or a character.
    Backspace,
    /// A character of an answer in words.
    Char(char),
    Pain,
    /// Go to this step of the plan.
    Jump(usize),
    /// End the session.
    Quit,
    /// The harmless answer.
    Escape,
    /// An answer to the question that is open.
    Answer(Answer),
}

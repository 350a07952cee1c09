//! The engine: a plan becomes a session. It knows no clock, file or screen; time comes in as [`Mono`].
//!
//! [`Session::start`] begins; after that call [`Session::handle`] with whatever comes, and with [`Input::Tick`] at the
//! latest at [`Session::deadline`]. Spurious ticks do nothing; late ones are caught up with, each thing at the instant
//! it fell due. After every call ask for the deadline again. [`Session::view`] is all that a face needs.

mod asking;
mod closing;
mod cue;
mod cursor;
mod engine;
mod entered;
mod event;
mod input;
pub mod json;
mod mono;
mod phase_timer;
mod question;
mod restore;
mod sound;
mod step_progress;
mod stopwatch;
mod text_input;

pub use cue::{Cue, NOTICE, Refusal, Shown, Spoken, Words};
pub use cursor::Cursor;
pub use engine::Session;
pub use engine::view::{Stage, TimeDisplay, View};
pub use entered::{Exceptions, entered};
pub use event::{AnswerChanges, Answers, Event, Fact, NOTE_MAX, Outcome, Tally, What};
pub use input::{Input, Key};
pub use mono::Mono;
pub use question::{Answer, FeedbackField, Question};
pub use restore::plan_with_loads;
pub use sound::Sound;
pub use step_progress::RepPart;

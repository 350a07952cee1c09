//! What can happen to a session from outside.

use std::time::Duration;

use super::question::Answer;
use crate::plan::StepId;

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

/// A command of the user. The table in `ui::keys` maps keys to commands.
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
    /// Go to the block before.
    Back,
    /// Do this block again.
    Redo,
    /// Make a countdown 15 s longer.
    More,
    /// Make a countdown 15 s shorter.
    Less,
    /// A digit of a number of reps, or of an answer.
    Digit(u8),
    /// Takes back a digit or a character.
    Backspace,
    /// A character of an answer in words.
    Char(char),
    /// Tell how strong a pain is now.
    Pain,
    /// Tell the load of this block, or of the block before.
    Load,
    /// Go to this step of the plan.
    Jump(StepId),
    /// End the session.
    Quit,
    /// Give the harmless answer to a question.
    Escape,
    /// To the next field of a sheet.
    NextField,
    /// To the field before.
    PreviousField,
    /// An answer to the question that is open.
    Answer(Answer),
}

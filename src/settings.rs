//! What the user chose for one session.

use crate::model::Side;

/// The choices of one session: the flags of `run`, and later the settings file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// What becomes of windows.
    pub windows: Windows,
    /// Only this phase (its id).
    pub phase: Option<String>,
    /// Begin at this exercise (its id).
    pub from: Option<String>,
    /// Exercises (ids) left out.
    pub skip: Vec<String>,
    /// Which side of a pair comes first.
    pub first_side: FirstSide,
    /// Nothing waits for a key: self-paced reps end by their pace, questions take their default.
    pub hands_free: bool,
    /// No sound.
    pub mute: bool,
}

/// What becomes of a range without progression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Windows {
    /// A window: at least the low end, at most the high end.
    #[default]
    Open,
    /// The low end of each (`--short`).
    Low,
    /// The high end of each (`--full`).
    High,
}

/// Which side of a left-and-right pair comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FirstSide {
    /// Left, then right.
    #[default]
    Left,
    /// Right, then left.
    Right,
}

impl FirstSide {
    /// The two sides in their order.
    pub fn order(self) -> [Side; 2] {
        match self {
            Self::Left => [Side::Left, Side::Right],
            Self::Right => [Side::Right, Side::Left],
        }
    }
}

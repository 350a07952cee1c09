//! The sounds of a session: what each means. How each is made is a matter of the output.

/// A sound that the ear can distinguish from all others. Of those that coincide, the last in this order is heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sound {
    /// A beat of the metronome, a part of a rep, a second of a hold.
    Tick,
    /// The beat that counts: a rep of a tempo or a hold is complete, or ten of a cadence.
    Accent,
    HalfWay,
    /// One of the last three seconds of work.
    Last,
    /// One of the last three seconds before work.
    Ready,
    /// The low end of a window is reached.
    Minimum,
    /// Work starts.
    Go,
    /// A question is open.
    Question,
    SetDone,
    Switch,
    Resumed,
    Paused,
    /// Sound is back after it was lost.
    Restored,
    SessionDone,
}

impl Sound {
    pub const ALL: [Self; 14] = [
        Self::Tick,
        Self::Accent,
        Self::HalfWay,
        Self::Last,
        Self::Ready,
        Self::Minimum,
        Self::Go,
        Self::Question,
        Self::SetDone,
        Self::Switch,
        Self::Resumed,
        Self::Paused,
        Self::Restored,
        Self::SessionDone,
    ];

    /// Whether it is worth the bell of a terminal, which has only one sound: a turn of the session, and not a beat or a
    /// second that is counted.
    pub fn rings(self) -> bool {
        !matches!(self, Self::Tick | Self::Accent | Self::Last | Self::Ready | Self::Paused | Self::Resumed)
    }
}

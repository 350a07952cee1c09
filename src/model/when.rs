//! When a part of a routine takes part.

use super::Today;

/// Numbers from a first one on, up to a last one where there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub first: u32,
    /// Not below the first; `None` for all that follow.
    pub last: Option<u32>,
}

impl Span {
    pub fn contains(&self, number: u32) -> bool {
        number >= self.first && self.last.is_none_or(|last| number <= last)
    }
}

/// In which weeks of use, sessions of use and rounds of its phase a phase, exercise or movement takes part: in all that
/// it does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct When {
    pub weeks: Option<Span>,
    pub sessions: Option<Span>,
    /// Never of a phase.
    pub rounds: Option<Span>,
}

impl When {
    /// Whether it takes part on a day, in some round.
    pub fn on(&self, today: &Today) -> bool {
        let within = |span: Option<Span>, number| span.is_none_or(|span| span.contains(number));
        within(self.weeks, today.week) && within(self.sessions, today.session)
    }

    /// The first round in which it takes part.
    pub fn first_round(&self) -> u32 {
        self.rounds.map_or(1, |rounds| rounds.first)
    }

    /// Whether it takes part in a round, on a day on which it takes part.
    pub fn in_round(&self, round: u32) -> bool {
        self.rounds.is_none_or(|rounds| rounds.contains(round))
    }
}

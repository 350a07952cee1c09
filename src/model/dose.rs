//! How a prescription changes over the time of use.

use super::{NonEmpty, Prescription, Today};

/// What a list of prescriptions is counted by: it has an entry for each week, or for each session of use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schedule {
    Weeks,
    Sessions,
}

impl Schedule {
    pub const ALL: [Self; 2] = [Self::Weeks, Self::Sessions];

    /// The key of the list in a file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Weeks => "weeks",
            Self::Sessions => "sessions",
        }
    }

    /// What one entry is called.
    pub fn entry(self) -> &'static str {
        match self {
            Self::Weeks => "week",
            Self::Sessions => "session",
        }
    }
}

/// The prescriptions of a movement, resolved.
#[derive(Debug, Clone, PartialEq)]
pub struct Dose {
    /// `None` where it is the same every time.
    schedule: Option<Schedule>,
    list: NonEmpty<Prescription>,
    /// The index of the entry that comes after the last one.
    back_to: usize,
}

impl Dose {
    /// The same prescription every time.
    pub fn always(one: Prescription) -> Self {
        Self { schedule: None, list: NonEmpty::one(one), back_to: 0 }
    }

    /// An entry for each week or session. After the last one come those from `back_to` on again, at the latest the last.
    pub fn listed(schedule: Schedule, list: NonEmpty<Prescription>, back_to: usize) -> Self {
        let back_to = back_to.min(list.len() - 1);
        Self { schedule: Some(schedule), list, back_to }
    }

    /// Whether several entries come over and over.
    pub fn cycles(&self) -> bool {
        self.back_to + 1 < self.list.len()
    }

    pub fn schedule(&self) -> Option<Schedule> {
        self.schedule
    }

    /// The prescription of a week and session of use.
    pub fn at(&self, today: &Today) -> &Prescription {
        let number = match self.schedule {
            None => 1,
            Some(Schedule::Weeks) => today.week,
            Some(Schedule::Sessions) => today.session,
        };
        self.list.get_or_last(self.entry(number) - 1)
    }

    /// Which entry it is in the nth week or session, from 1.
    pub fn entry(&self, number: u32) -> usize {
        let (number, length) = (number.max(1) as usize, self.list.len());
        let again = |beyond| self.back_to + (beyond - 1) % (length - self.back_to) + 1;
        number.checked_sub(length).filter(|beyond| *beyond > 0).map_or(number, again)
    }

    /// The prescription of the first week or session.
    pub fn first(&self) -> &Prescription {
        self.list.first()
    }

    /// Every prescription that it holds.
    pub fn all(&self) -> &[Prescription] {
        &self.list
    }

    /// Changes every prescription.
    pub fn change(&mut self, change: impl FnMut(&mut Prescription)) {
        self.list.iter_mut().for_each(change);
    }
}

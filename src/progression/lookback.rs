//! The sessions of a routine, looked at from the newest on: as far back as a rule asks, and no further.

use std::cell::RefCell;
use std::ops::RangeInclusive;
use std::rc::Rc;

use jiff::{SignedDuration, Zoned, civil};

use super::attendance::{Feeling, PastSession};
use crate::model::{Gate, Level};

/// Finds a session by its place, which is the number of sessions that are newer. Each is taken from the iterator when it
/// is first looked at.
pub(super) fn by_place(newest_first: impl Iterator<Item = PastSession>) -> impl Fn(usize) -> Option<Rc<PastSession>> {
    let (read, unread) = (RefCell::new(Vec::new()), RefCell::new(newest_first.fuse()));
    move |place| {
        let mut read = read.borrow_mut();
        let missing = (place + 1).saturating_sub(read.len());
        read.extend(unread.borrow_mut().by_ref().take(missing).map(Rc::new));
        read.get(place).cloned()
    }
}

/// What is known of the sessions at a moment.
#[derive(Clone, Copy)]
pub(super) struct Lookback<'s> {
    session: &'s dyn Fn(usize) -> Option<Rc<PastSession>>,
    gate: &'s Gate,
    /// The place of the newest session that had been by then.
    pub(super) from: usize,
    today: civil::Date,
}

impl<'s> Lookback<'s> {
    /// What was known at a moment, of the sessions from this place on.
    pub(super) fn new(
        session: &'s dyn Fn(usize) -> Option<Rc<PastSession>>,
        gate: &'s Gate,
        from: usize,
        moment: &Zoned,
    ) -> Self {
        Self { session, gate, from, today: moment.date() }
    }

    /// What was known when the session at this place began.
    pub(super) fn as_of(self, place: usize, began: &Zoned) -> Self {
        Self::new(self.session, self.gate, place + 1, began)
    }

    /// The sessions from this place on, the newer ones first.
    pub(super) fn back_from(self, place: usize) -> impl Iterator<Item = (usize, Rc<PastSession>)> + use<'s> {
        (place..).map_while(move |place| Some((place, (self.session)(place)?)))
    }

    /// The sessions of the same calendar day as this one, itself included.
    pub(super) fn of_day(self, place: usize, session: &PastSession) -> impl Iterator<Item = Rc<PastSession>> + use<'s> {
        /// Sessions of one day begin within this of each other, wherever in the world each of them was: a day, and
        /// twice the largest offset, which is below 26 h.
        const ONE_DAY: SignedDuration = SignedDuration::from_hours(24 + 2 * 26);
        let (began, day) = (session.began.timestamp(), session.began.date());
        let is_near = move |other: &Rc<PastSession>| other.began.timestamp().duration_since(began).abs() <= ONE_DAY;
        let newer = (self.from..place).rev().map_while(move |place| (self.session)(place)).take_while(is_near);
        let older = self.back_from(place).map(|(_, session)| session).take_while(is_near);
        newer.chain(older).filter(move |other| other.began.date() == day)
    }

    /// How a session felt. Pain entered for a morning counts for every session of the day before it.
    pub(super) fn feeling(self, place: usize, session: &PastSession) -> Feeling {
        let is_over = session.began.date() < self.today;
        let morning = is_over.then(|| self.of_day(place, session).filter_map(|other| other.morning).max());
        Feeling { during: session.during, effort: session.effort, morning: morning.flatten() }
    }

    /// The day and the pain of the newest of these sessions that hurt at least so much.
    pub(super) fn newest_pain(self, places: RangeInclusive<usize>, limit: Level) -> Option<(civil::Date, Level)> {
        let told = self.back_from(*places.start()).take_while(|(place, _)| place <= places.end());
        let mut told = told.filter_map(|(place, it)| Some((it.began.date(), self.feeling(place, &it).pain()?)));
        told.find(|(_, pain)| *pain >= limit)
    }

    /// The day and the pain that take everything back: in the last session of which the pain is known, or in one since.
    pub(super) fn pain_back(self) -> Option<(civil::Date, Level)> {
        for (place, session) in self.back_from(self.from) {
            let feeling = self.feeling(place, &session);
            if let Some(pain) = feeling.pain().filter(|pain| *pain >= self.gate.pain_back) {
                return Some((session.began.date(), pain));
            }
            if feeling.during.is_some() {
                break;
            }
        }
        None
    }
}

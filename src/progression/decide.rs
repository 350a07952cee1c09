//! The rung of each ladder that a user is on, and what is asked today: the rules of `docs/progression.md`, in their
//! order.

use std::iter;
use std::rc::Rc;
use std::time::Duration;

use jiff::{Zoned, civil};

use super::attendance::{Attendance, Feeling, PastSession};
use super::decision::{Decision, Decisions, Felt, Reason};
use super::lookback::{Lookback, by_place};
use crate::model::{Exercise, Gate, Ladder, Routine};

/// Decides what is asked of a routine's exercises, from its sessions that are not deleted. No more of them are taken than
/// the answers need, and each once.
pub struct Decider<'s> {
    routine: &'s Routine,
    session: Box<dyn Fn(usize) -> Option<Rc<PastSession>> + 's>,
}

impl<'s> Decider<'s> {
    pub fn new(routine: &'s Routine, newest_first: impl IntoIterator<Item = PastSession> + 's) -> Self {
        Self { routine, session: Box::new(by_place(newest_first.into_iter())) }
    }

    /// What is asked at a moment.
    pub fn at(&self, moment: &Zoned) -> Decisions {
        let newest_first = (0..).map_while(|place| (self.session)(place));
        let to_come = newest_first.take_while(|session| session.began > *moment).count();
        self.decide(to_come, moment)
    }

    /// What was asked when a session began, by its place: the number of sessions that are newer.
    pub fn before(&self, place: usize) -> Option<Decisions> {
        Some(self.decide(place + 1, &(self.session)(place)?.began))
    }

    /// The rung that an exercise was asked last before a session.
    pub fn rung_before(&self, place: usize, exercise: usize) -> Option<u32> {
        let mut older = (place + 1..).map_while(|place| (self.session)(place));
        older.find_map(|session| match session.attendance[exercise] {
            Attendance::Present { asked, .. } => Some(asked),
            Attendance::Absent => None,
        })?
    }

    fn decide(&self, from: usize, moment: &Zoned) -> Decisions {
        let lookback = Lookback::new(&*self.session, &self.routine.gate, from, moment);
        let exercises: Vec<&Exercise> = self.routine.exercises().collect();
        let verdicts = exercises.iter().enumerate().map(|(place, exercise)| {
            let climb = Climb { exercise: place, ladder: exercise.ladder()?, gate: &self.routine.gate, lookback };
            Some(climb.verdict(moment))
        });
        let verdicts: Vec<_> = verdicts.collect();
        Decisions { exercises: take_turns(&exercises, verdicts), pain_back: lookback.pain_back() }
    }
}

/// An exercise, the ladder that it climbs, and the sessions so far.
#[derive(Clone, Copy)]
struct Climb<'a> {
    /// Its place among the exercises of the routine.
    exercise: usize,
    ladder: Ladder<'a>,
    gate: &'a Gate,
    lookback: Lookback<'a>,
}

/// A session in which the exercise was not absent.
#[derive(Debug, Clone)]
struct Present {
    place: usize,
    session: Rc<PastSession>,
    feeling: Feeling,
    complete: bool,
    asked: Option<u32>,
}

/// What is asked of an exercise, before it is known which one goes up.
enum Verdict<'a> {
    Asked(Decision),
    /// It may go up from this rung.
    Ready {
        rung: u32,
        climb: Climb<'a>,
        /// Its last session.
        last: Present,
        /// The sessions that count for it.
        counted: Vec<Felt>,
    },
}

impl Present {
    /// The rung that was asked, or the first.
    fn rung(&self) -> u32 {
        self.asked.unwrap_or(1)
    }

    fn rungs_below(&self, rungs: u32) -> u32 {
        self.rung().saturating_sub(rungs).max(1)
    }

    fn day(&self) -> civil::Date {
        self.session.began.date()
    }

    fn felt(&self) -> Option<Felt> {
        Some(Felt { on: self.day(), pain: self.feeling.pain()?, effort: self.feeling.effort? })
    }
}

impl<'a> Climb<'a> {
    /// The first rule that applies decides.
    fn verdict(self, moment: &Zoned) -> Verdict<'a> {
        let Some(last) = self.present(self.lookback.from) else {
            return Verdict::Asked(Decision { rung: 1, before: None, offered: None, reason: Reason::First });
        };
        let rung = self.position(&last, moment);
        let asked = |reason| Verdict::Asked(Decision { rung, before: last.asked, offered: None, reason });
        if let Some(reason) = self.reason_to_hold(&last, moment) {
            return asked(match reason {
                Reason::Pain { on, pain, .. } => Reason::Pain { on, pain, again: self.hurt_before(&last) },
                other => other,
            });
        }
        let (well, counted) = self.good_days(&last);
        if well < self.gate.after {
            return asked(Reason::Row { well, after: self.gate.after });
        }
        let gap = self.gate.step_gap;
        if self.row(&last).any(|it| between(&it.session.began, moment, gap) >= gap) {
            return Verdict::Ready { rung, climb: self, last, counted };
        }
        let since = self.row(&last).last().map_or_else(|| last.day(), |first| first.day());
        asked(Reason::StepGap { since, gap })
    }

    /// What was asked in the last session, or one rung below it after a setback, and lower after a long layoff.
    fn position(self, last: &Present, moment: &Zoned) -> u32 {
        last.rungs_below(self.layoffs(last, moment)).min(self.without_layoff(last))
    }

    fn without_layoff(self, last: &Present) -> u32 {
        last.rungs_below(self.is_set_back(last).into())
    }

    /// How many times the layoff was exceeded since the last session.
    fn layoffs(self, last: &Present, moment: &Zoned) -> u32 {
        let layoff = self.gate.layoff;
        let away = between(&last.session.began, moment, layoff);
        u32::try_from(away.as_nanos().saturating_sub(1) / layoff.as_nanos()).unwrap_or(u32::MAX)
    }

    /// Whether it goes down after its last session: it hurt so much then or since, or was missed twice.
    fn is_set_back(self, last: &Present) -> bool {
        self.lookback.newest_pain(self.lookback.from..=last.place, self.gate.pain_back).is_some()
            || self.missed_before(last).is_some()
    }

    /// The rules that hold it where it is or take it back.
    fn reason_to_hold(self, last: &Present, moment: &Zoned) -> Option<Reason> {
        let Gate { pain_hold, effort_hold, .. } = *self.gate;
        let on = last.day();
        let away = (self.position(last, moment) < self.without_layoff(last)).then_some(on);
        if let Some((on, pain)) = self.lookback.pain_back() {
            return Some(Reason::PainBack { on, pain, away });
        }
        if let Some(first) = self.missed_before(last) {
            return Some(Reason::MissedTwice { on: [first.day(), on], away });
        }
        if self.layoffs(last, moment) > 0 {
            return Some(Reason::Layoff { last: on });
        }
        if self.position(last, moment) == self.ladder.top() {
            return Some(Reason::Top);
        }
        if !last.complete {
            return Some(Reason::Incomplete { on });
        }
        if let Some((on, pain)) = self.lookback.newest_pain(self.lookback.from..=last.place, pain_hold) {
            return Some(Reason::Pain { on, pain, again: false });
        }
        if let Some(effort) = last.feeling.effort.filter(|effort| *effort >= effort_hold) {
            return Some(Reason::Effort { on, effort });
        }
        last.feeling.unknown().map(|what| Reason::Unknown { what, on })
    }

    /// Whether pain decided before the last session too, when the morning after its day was still to come.
    fn hurt_before(self, last: &Present) -> bool {
        let then = Self { lookback: self.lookback.as_of(last.place, &last.session.began), ..self };
        let held =
            then.present(then.lookback.from).and_then(|before| then.reason_to_hold(&before, &last.session.began));
        matches!(held, Some(Reason::Pain { .. }))
    }

    /// The last session from a place on in which it was not absent.
    fn present(self, from: usize) -> Option<Present> {
        self.lookback.back_from(from).find_map(|(place, session)| match session.attendance[self.exercise] {
            Attendance::Absent => None,
            Attendance::Present { complete, asked } => {
                let feeling = self.lookback.feeling(place, &session);
                Some(Present { place, session, feeling, complete, asked })
            }
        })
    }

    /// The session before this one, where both were incomplete and asked the same rung.
    fn missed_before(self, second: &Present) -> Option<Present> {
        let first = (!second.complete).then(|| self.present(second.place + 1))??;
        (!first.complete && first.rung() == second.rung()).then_some(first)
    }

    /// The row, its last session first.
    fn row(self, last: &Present) -> impl Iterator<Item = Present> + use<'a> {
        let is_in = last.asked.is_some() && !self.is_set_back(last);
        iter::successors(is_in.then(|| last.clone()), move |later| self.earlier_in_row(later))
    }

    /// The session of the row before this one, unless the row began with this one.
    fn earlier_in_row(self, later: &Present) -> Option<Present> {
        let earlier = self.present(later.place + 1)?;
        let is_far = between(&earlier.session.began, &later.session.began, self.gate.layoff) > self.gate.layoff;
        let hurt = || self.lookback.newest_pain(later.place + 1..=earlier.place, self.gate.pain_back).is_some();
        let is_in = earlier.asked == later.asked && !is_far && !hurt() && self.missed_before(&earlier).is_none();
        is_in.then_some(earlier)
    }

    /// The days at the end of the row on which all sessions of the exercise went well, as many as a step needs, and how
    /// those of the row felt.
    fn good_days(self, last: &Present) -> (u32, Vec<Felt>) {
        let (mut days, mut day, mut felt) = (0, None, Vec::new());
        for session in self.row(last) {
            if day != Some(session.day()) {
                if days == self.gate.after || !self.went_well(&session) {
                    break;
                }
                days += 1;
                day = Some(session.day());
            }
            felt.extend(session.felt());
        }
        felt.reverse();
        (days, felt)
    }

    /// Whether all sessions of the exercise on the day of this one were complete and felt well.
    fn went_well(self, session: &Present) -> bool {
        let mut of_day = self.lookback.of_day(session.place, &session.session);
        of_day.all(|other| match other.attendance[self.exercise] {
            Attendance::Absent => true,
            Attendance::Present { complete, .. } => {
                let feeling = Feeling { during: other.during, effort: other.effort, ..session.feeling };
                complete && feeling.qualifies(self.gate)
            }
        })
    }
}

/// Lets one exercise go up: the one whose row began earliest. Where none has a ceiling, each is offered.
fn take_turns(exercises: &[&Exercise], verdicts: Vec<Option<Verdict<'_>>>) -> Vec<Option<Decision>> {
    let ready = verdicts.iter().enumerate().filter_map(|(i, verdict)| match verdict {
        Some(Verdict::Ready { climb, last, .. }) if !climb.ladder.is_offered() => {
            let first = climb.row(last).last()?;
            Some((first.session.began.timestamp(), i))
        }
        _ => None,
    });
    let goes_up = ready.min().map(|(_, i)| i);
    let decided = verdicts.into_iter().enumerate().map(|(i, verdict)| match verdict? {
        Verdict::Asked(decision) => Some(decision),
        Verdict::Ready { rung, counted, .. } => {
            let (asked, offered, reason) = match goes_up {
                Some(up) if up == i => (rung + 1, None, Reason::Up { row: counted }),
                Some(up) => (rung, None, Reason::Turn { other: exercises[up].name.clone() }),
                None => (rung, Some(rung + 1), Reason::Offer { row: counted }),
            };
            Some(Decision { rung: asked, before: Some(rung), offered, reason })
        }
    });
    decided.collect()
}

/// The time between two moments as a limit measures it: a whole number of days counts calendar days.
pub(super) fn between(from: &Zoned, to: &Zoned, limit: Duration) -> Duration {
    const DAY: Duration = Duration::from_hours(24);
    if limit.as_nanos().is_multiple_of(DAY.as_nanos()) {
        let days = (to.date() - from.date()).get_days();
        return DAY * u32::try_from(days).unwrap_or(0);
    }
    Duration::try_from(to.duration_since(from)).unwrap_or_default()
}

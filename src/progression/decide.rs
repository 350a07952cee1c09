//! Where a user stands on each ladder, and what is asked today: the rules of `docs/progression.md`, in their order.

use std::time::Duration;

use jiff::{Zoned, civil};

use super::attendance::{self, Attendance, Feeling, PastSession};
use super::decision::{Decision, Decisions, Felt, Reason};
use crate::model::{Exercise, Gate, Ladder, Level, Routine};

/// Decides what is asked at a moment, from the sessions of the routine.
pub fn decide(routine: &Routine, sessions: &[PastSession<'_>], moment: &Zoned) -> Decisions {
    let mut before: Vec<_> = sessions.iter().copied().filter(|session| session.began <= moment).collect();
    before.sort_by(|a, b| a.began.cmp(b.began).then_with(|| a.id.cmp(b.id)));
    let feelings = Feeling::of_each(&before, moment.date());
    let exercises: Vec<&Exercise> = routine.exercises().collect();
    let verdicts = exercises.iter().map(|exercise| {
        let ladder = exercise.ladder()?;
        let seen = before.iter().zip(&feelings).map(|(session, feeling)| Seen {
            began: session.began,
            feeling: *feeling,
            attendance: attendance::attendance(session, exercise, ladder),
        });
        let seen: Vec<_> = seen.collect();
        Some(Climb { ladder, gate: &routine.gate, seen: &seen }.verdict(moment))
    });
    let verdicts: Vec<_> = verdicts.collect();
    let all: Vec<_> = before.iter().zip(&feelings).map(|(session, feeling)| (session.began, *feeling)).collect();
    Decisions { exercises: take_turns(&exercises, verdicts), pain_back: pain_back(&all, &routine.gate) }
}

/// A session as one exercise sees it.
#[derive(Debug, Clone, Copy)]
struct Seen<'a> {
    began: &'a Zoned,
    feeling: Feeling,
    attendance: Attendance,
}

/// The sessions of an exercise, in the order of their start, and the ladder that they climb.
#[derive(Debug, Clone, Copy)]
struct Climb<'s, 'a> {
    ladder: Ladder<'a>,
    gate: &'a Gate,
    seen: &'s [Seen<'a>],
}

/// What is asked of an exercise, before it is known which one goes up.
#[derive(Debug)]
enum Verdict<'a> {
    Asked(Decision),
    /// It may go up from this rung.
    Ready {
        rung: u32,
        ladder: Ladder<'a>,
        row_began: &'a Zoned,
        /// The sessions that count for it.
        row: Vec<Felt>,
    },
}

/// Where the sessions lead.
#[derive(Debug, Clone)]
struct Standing<'a> {
    rung: u32,
    /// The sessions that count for a step from there, the oldest first.
    row: Vec<Seen<'a>>,
}

impl<'a> Climb<'_, 'a> {
    /// Folds the sessions into a position: what was last asked, or one rung below.
    fn standing(&self) -> Standing<'a> {
        let mut standing = Standing { rung: 1, row: Vec::new() };
        let mut moved = false;
        let mut missed = None;
        for seen in self.seen {
            let mut is_missed_again = false;
            if let Attendance::Present { complete, asked } = seen.attendance {
                let rung = asked.unwrap_or(1);
                let is_far = standing
                    .row
                    .last()
                    .is_some_and(|last| between(last.began, seen.began, self.gate.layoff) > self.gate.layoff);
                if rung != standing.rung || asked.is_none() || is_far {
                    standing.row.clear();
                }
                standing.rung = rung;
                moved = false;
                is_missed_again = !complete && missed == Some(rung);
                missed = (!complete).then_some(rung);
                if asked.is_some() {
                    standing.row.push(*seen);
                }
            }
            let is_sore = seen.feeling.pain().is_some_and(|pain| pain >= self.gate.pain_back);
            if is_sore || is_missed_again {
                standing.row.clear();
                if !moved {
                    standing.rung = standing.rung.saturating_sub(1).max(1);
                    moved = true;
                }
            }
        }
        standing
    }

    /// The sessions in which it was not absent.
    fn present(&self) -> impl DoubleEndedIterator<Item = (usize, &Seen<'a>, bool, Option<u32>)> {
        self.seen.iter().enumerate().filter_map(|(i, seen)| match seen.attendance {
            Attendance::Present { complete, asked } => Some((i, seen, complete, asked)),
            Attendance::Absent => None,
        })
    }

    /// The first rule that applies decides.
    fn verdict(self, moment: &Zoned) -> Verdict<'a> {
        let Some((index, last, complete, last_asked)) = self.present().next_back() else {
            return Verdict::Asked(Decision { rung: 1, before: None, offered: None, reason: Reason::First });
        };
        let asked = |rung, reason| Verdict::Asked(Decision { rung, before: last_asked, offered: None, reason });
        let Standing { rung, row } = self.standing();
        let gate = self.gate;
        let on = last.began.date();
        let rested = self.after_layoff(last_asked.unwrap_or(1), last.began, moment);
        let low = rung.min(rested.unwrap_or(rung));
        let away = (low < rung).then_some(on);
        let all: Vec<_> = self.seen.iter().map(|seen| (seen.began, seen.feeling)).collect();
        if let Some((on, pain)) = pain_back(&all, gate) {
            return asked(low, Reason::PainBack { on, pain, away });
        }
        if let Some(on) = self.missed_twice() {
            return asked(low, Reason::MissedTwice { on, away });
        }
        if rested.is_some() {
            return asked(low, Reason::Layoff { last: on });
        }
        if rung == self.ladder.top() {
            return asked(rung, Reason::Top);
        }
        if !complete {
            return asked(rung, Reason::Incomplete { on });
        }
        if let Some((on, pain)) = sore(self.seen[index..].iter(), gate.pain_hold) {
            return asked(rung, Reason::Pain { on, pain, again: self.was_sore_before() });
        }
        if let Some(effort) = last.feeling.effort.filter(|effort| *effort >= gate.effort_hold) {
            return asked(rung, Reason::Effort { on, effort });
        }
        if let Some(what) = last.feeling.unknown() {
            return asked(rung, Reason::Unknown { what, on });
        }
        let well = u32::try_from(self.good_days(&row).len()).unwrap_or(u32::MAX);
        if well < gate.after {
            return asked(rung, Reason::Row { well, after: gate.after });
        }
        match row.first() {
            Some(first) if between(first.began, moment, gate.step_gap) >= gate.step_gap => {
                Verdict::Ready { rung, ladder: self.ladder, row_began: first.began, row: self.felt(&row) }
            }
            first => {
                let since = first.map_or(on, |first| first.began.date());
                asked(rung, Reason::StepGap { since, gap: gate.step_gap })
            }
        }
    }

    /// The rung after a layoff: one lower for each time that it was exceeded. `None` where it was not.
    fn after_layoff(&self, asked: u32, last: &Zoned, moment: &Zoned) -> Option<u32> {
        let layoff = self.gate.layoff;
        let away = between(last, moment, layoff);
        let times = away.as_nanos().saturating_sub(1) / layoff.as_nanos();
        let times = u32::try_from(times).unwrap_or(u32::MAX);
        (away > layoff).then(|| asked.saturating_sub(times).max(1))
    }

    /// The days of the last two sessions, where both were incomplete and asked the same rung.
    fn missed_twice(&self) -> Option<[civil::Date; 2]> {
        let mut last = self.present().rev();
        let (_, second, second_complete, second_asked) = last.next()?;
        let (_, first, first_complete, first_asked) = last.next()?;
        let is_missed = !first_complete && !second_complete && first_asked.unwrap_or(1) == second_asked.unwrap_or(1);
        is_missed.then(|| [first.began.date(), second.began.date()])
    }

    /// Whether pain decided before the last session too, when the morning after its day was still to come.
    fn was_sore_before(&self) -> bool {
        let Some((index, last, ..)) = self.present().next_back() else { return false };
        let known = |seen: &Seen<'a>| {
            let morning = seen.feeling.morning.filter(|_| seen.began.date() < last.began.date());
            Seen { feeling: Feeling { morning, ..seen.feeling }, ..*seen }
        };
        let seen: Vec<_> = self.seen[..index].iter().map(known).collect();
        let verdict = Climb { seen: &seen, ..*self }.verdict(last.began);
        matches!(verdict, Verdict::Asked(Decision { reason: Reason::Pain { .. }, .. }))
    }

    /// The days of a row, the last one first, as long as all sessions of the exercise on them went well.
    fn good_days(&self, row: &[Seen<'_>]) -> Vec<civil::Date> {
        let mut days: Vec<civil::Date> = row.iter().rev().map(|seen| seen.began.date()).collect();
        days.dedup();
        let went_well = |day: &civil::Date| {
            let mut that_day = self.present().filter(|(_, seen, ..)| seen.began.date() == *day);
            that_day.all(|(_, seen, complete, _)| complete && seen.feeling.qualifies(self.gate))
        };
        days.into_iter().take_while(went_well).collect()
    }

    /// How the sessions of a row felt that make up the days of a step.
    fn felt(&self, row: &[Seen<'_>]) -> Vec<Felt> {
        let days: Vec<_> = self.good_days(row).into_iter().take(self.gate.after as usize).collect();
        let counted = row.iter().filter(|seen| days.contains(&seen.began.date()));
        counted.filter_map(Seen::felt).collect()
    }
}

/// Lets one exercise go up: the one whose row began earliest. Where none has a ceiling, each is offered.
fn take_turns(exercises: &[&Exercise], verdicts: Vec<Option<Verdict<'_>>>) -> Vec<Option<Decision>> {
    let ready = verdicts.iter().enumerate().filter_map(|(i, verdict)| match verdict {
        Some(Verdict::Ready { ladder, row_began, .. }) if !ladder.is_offered() => Some((*row_began, i)),
        _ => None,
    });
    let goes_up = ready.min().map(|(_, i)| i);
    let decided = verdicts.into_iter().enumerate().map(|(i, verdict)| match verdict? {
        Verdict::Asked(decision) => Some(decision),
        Verdict::Ready { rung, row, .. } => {
            let (asked, offered, reason) = match goes_up {
                Some(up) if up == i => (rung + 1, None, Reason::Up { row }),
                Some(up) => (rung, None, Reason::Turn { other: exercises[up].name.clone() }),
                None => (rung, Some(rung + 1), Reason::Offer { row }),
            };
            Some(Decision { rung: asked, before: Some(rung), offered, reason })
        }
    });
    decided.collect()
}

impl Seen<'_> {
    fn felt(&self) -> Option<Felt> {
        Some(Felt { on: self.began.date(), pain: self.feeling.pain()?, effort: self.feeling.effort? })
    }
}

/// The day and the pain of the last of these sessions that hurt at least so much.
fn sore<'a>(seen: impl DoubleEndedIterator<Item = &'a Seen<'a>>, limit: Level) -> Option<(civil::Date, Level)> {
    let mut sore = seen.rev().filter_map(|seen| Some((seen.began.date(), seen.feeling.pain()?)));
    sore.find(|(_, pain)| *pain >= limit)
}

/// The day and the pain that take everything back: in the last session of which the pain is known, or in one since.
fn pain_back(sessions: &[(&Zoned, Feeling)], gate: &Gate) -> Option<(civil::Date, Level)> {
    let from = sessions.iter().rposition(|(_, feeling)| feeling.during.is_some()).unwrap_or(0);
    let mut told = sessions[from..].iter().rev().filter_map(|(began, feeling)| Some((began.date(), feeling.pain()?)));
    told.find(|(_, pain)| *pain >= gate.pain_back)
}

/// The time between two moments as a limit measures it: a whole number of days counts calendar days.
fn between(from: &Zoned, to: &Zoned, limit: Duration) -> Duration {
    const DAY: Duration = Duration::from_hours(24);
    if limit.as_nanos().is_multiple_of(DAY.as_nanos()) {
        let days = (to.date() - from.date()).get_days();
        return DAY * u32::try_from(days).unwrap_or(0);
    }
    Duration::try_from(to.duration_since(from)).unwrap_or_default()
}

//! The step under way: how long it has gone on, when it ends, how much was done.

use std::slice;
use std::time::Duration;

use super::cue::{Cue, CueTiming, Position};
use super::event::Outcome;
use super::stopwatch::Reading;
use super::text_input::TextInput;
use crate::model::{RepTarget, Rhythm};
use crate::plan::{RestEnd, Step, StepKind, Work};

/// No countdown is made longer than this.
const LONGEST: Duration = Duration::from_hours(24);

/// A part of a rep: of a tempo one of its times, of a hold all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RepPart {
    /// Its number, from 0.
    pub index: usize,
    /// How long it still goes on.
    pub left: Duration,
}

/// The step under way.
#[derive(Debug, Clone)]
pub(super) struct StepProgress {
    /// What the stopwatch showed when it began.
    began: Reading,
    /// When it ends by itself.
    length: Option<Duration>,
    /// Which of its cues are over.
    cues: Position,
    /// Digits of a number of reps.
    pub(super) entry: TextInput,
}

impl StepProgress {
    pub(super) fn new(began: Reading, length: Option<Duration>) -> Self {
        Self { began, length, cues: Position::at(Duration::ZERO), entry: TextInput::default() }
    }

    pub(super) fn began(&self) -> Reading {
        self.began
    }

    pub(super) fn elapsed(&self, now: Reading) -> Duration {
        now.since(self.began)
    }

    pub(super) fn length(&self) -> Option<Duration> {
        self.length
    }

    /// What the stopwatch shows when it ends by itself.
    pub(super) fn end(&self) -> Option<Reading> {
        self.length.map(|length| self.began + length)
    }

    /// Whether its time is over.
    pub(super) fn is_over(&self, now: Reading) -> bool {
        self.end().is_some_and(|end| now >= end)
    }

    /// The next cue that comes by itself, and what the stopwatch shows then.
    pub(super) fn next_cue(&self, step: &Step, leads_to_work: bool) -> Option<(Reading, Position, Cue)> {
        let timing = CueTiming { step, length: self.length, leads_to_work };
        let (position, cue) = timing.next(self.cues)?;
        Some((self.began + position.offset, position, cue))
    }

    /// Notes that a cue has come.
    pub(super) fn pass(&mut self, cue: Position) {
        self.cues = cue.passed();
    }

    /// Leaves out the cues up to now.
    pub(super) fn skip_cues(&mut self, now: Reading) {
        self.cues = Position::after(self.elapsed(now));
    }

    /// Ends it after this time, at the earliest now; cues that were due before now with that length are over.
    pub(super) fn set_length(&mut self, now: Reading, length: Duration) -> Duration {
        let elapsed = self.elapsed(now);
        let length = length.min(LONGEST).max(elapsed);
        self.length = Some(length);
        self.cues = self.cues.max(Position::at(elapsed));
        length
    }

    /// Reps that the timer has counted.
    pub(super) fn counted(&self, step: &Step, now: Reading) -> Option<u32> {
        let work = step.work()?;
        let counted = work.rhythm()?.completed(self.elapsed(now));
        // The length was rounded to the millisecond, and the last rep ends with it.
        let last = step.last_rep().filter(|_| self.is_over(now));
        Some(last.map_or(counted, |last| counted.max(last)))
    }

    /// The rep under way, from 1, where the timer counts them.
    pub(super) fn rep(&self, step: &Step, now: Reading) -> Option<u32> {
        let next = self.counted(step, now)? + 1;
        // The last one is under way until the step is over.
        let last = step.last_rep().filter(|_| self.length.is_some());
        Some(last.map_or(next, |last| next.min(last)))
    }

    /// The reps that were done if it ends now: as typed, else as counted, else as asked where it was done.
    pub(super) fn reps(&self, step: &Step, now: Reading, outcome: Outcome) -> Option<u32> {
        let work = step.work()?;
        self.entry.parse().or_else(|| match work {
            Work::Reps { pacing, .. } if pacing.rhythm().is_some() => self.counted(step, now),
            // Reps that nobody ended took the time of the most that were asked.
            Work::Reps { target: RepTarget::Count(reps), .. } if outcome == Outcome::Done => {
                Some(if self.is_over(now) { reps.max } else { reps.min })
            }
            _ => None,
        })
    }

    /// The outcome if it ends now: partial below the low end of the prescription, else done.
    pub(super) fn outcome(&self, step: &Step, now: Reading) -> Outcome {
        let falls_short = match step.work() {
            Some(Work::Reps { target, .. }) => {
                let reps = self.reps(step, now, Outcome::Done);
                reps.zip(target.least()).is_some_and(|(reps, asked)| reps < asked)
            }
            Some(Work::Time(asked)) => self.elapsed(now) < asked.min,
            Some(Work::Distance(_) | Work::Open) | None => false,
        };
        if falls_short { Outcome::Partial } else { Outcome::Done }
    }

    /// The part of a rep that is under way.
    pub(super) fn part(&self, step: &Step, now: Reading) -> Option<RepPart> {
        let parts = match step.work()?.rhythm()? {
            Rhythm::Tempo(parts) => parts,
            Rhythm::Hold(time) => slice::from_ref(time),
            Rhythm::Cadence(_) => return None,
        };
        let rep: Duration = parts.iter().sum();
        let nanos = u64::try_from(self.elapsed(now).as_nanos() % rep.as_nanos().max(1)).unwrap_or(0);
        let mut into = Duration::from_nanos(nanos);
        for (index, part) in parts.iter().enumerate() {
            match part.checked_sub(into) {
                Some(left) if !left.is_zero() => return Some(RepPart { index, left }),
                _ => into = into.saturating_sub(*part),
            }
        }
        None
    }
}

/// How long a step lasts when left alone; `None` where it waits for the user. `slot_left` is the rest of its slot.
pub(super) fn length(step: &Step, slot_left: Option<Duration>, hands_free: bool) -> Option<Duration> {
    match &step.kind {
        StepKind::Prepare { time, .. } | StepKind::Switch(time) => Some(*time),
        StepKind::Rest { until: RestEnd::SlotEnd, time } => Some(slot_left.unwrap_or(time.min)),
        StepKind::Rest { time, .. } | StepKind::Work(Work::Time(time)) => Some(time.max),
        StepKind::Work(Work::Reps { target: RepTarget::Count(reps), pacing })
            if hands_free || pacing.rhythm().is_some() =>
        {
            Some(pacing.length(reps.max))
        }
        StepKind::Work(_) if !hands_free => None,
        StepKind::Work(_) => step.seconds().map(|time| time.max),
    }
}

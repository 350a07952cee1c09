//! When things fall due inside a step: its end, its pips, its reps.

use std::time::Duration;

use super::Cue;
use super::Mono;
use super::engine::Session;
use crate::model::{Pacing, RepTarget};
use crate::plan::{PhaseClock, RestEnd, StepKind, Work};

/// Something that falls due at an offset in a step. Marks of the same instant come in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// A rep that the timer counts is complete.
    Rep(u32),
    /// A part of a tempo, not the first, begins.
    Part(u8),
    HalfWay,
    /// The low end of a window.
    LowEnd,
    /// Seconds until work starts.
    Ready(u8),
    /// Seconds until timed work ends.
    Last(u8),
    End,
}

/// From which length on timed work has a half-way.
const HALF_WAY_FROM: Duration = Duration::from_secs(20);

impl Mark {
    /// What is heard or seen of it; the end has its own way.
    pub(super) fn cue(self) -> Option<Cue> {
        match self {
            Self::Rep(count) => Some(Cue::Rep(count)),
            Self::Part(part) => Some(Cue::Part(part)),
            Self::HalfWay => Some(Cue::HalfWay),
            Self::LowEnd => Some(Cue::LowEnd),
            Self::Ready(seconds) => Some(Cue::Ready(seconds)),
            Self::Last(seconds) => Some(Cue::Last(seconds)),
            Self::End => None,
        }
    }
}

impl Session {
    /// How long a step lasts when left alone; `None` where it waits for the user.
    /// `run` is what the stopwatch shows when it begins.
    pub(super) fn length(&self, index: usize, run: Duration) -> Option<Duration> {
        let step = &self.plan.steps[index];
        match &step.kind {
            StepKind::Prepare { time, .. } | StepKind::Switch(time) => Some(*time),
            StepKind::Rest { until: RestEnd::SlotEnd, time } => {
                match (self.plan.phase(index).clock, self.clock_began) {
                    (PhaseClock::Every(slot), Some(began)) => Some((began + slot * step.slot).saturating_sub(run)),
                    _ => Some(time.min),
                }
            }
            StepKind::Rest { time, .. } => Some(time.max),
            StepKind::Work(work) => self.work_length(work),
        }
    }

    fn work_length(&self, work: &Work) -> Option<Duration> {
        match work {
            Work::Time(time) => Some(time.max),
            Work::Reps { target: RepTarget::Count(reps), pacing } if self.hands_free || pacing.rhythm().is_some() => {
                Some(pacing.length(reps.max))
            }
            Work::Reps { target: RepTarget::AtLeast(reps), pacing } if self.hands_free => Some(pacing.length(*reps)),
            Work::Reps { target: RepTarget::Max, .. } | Work::Distance(_) | Work::Open if self.hands_free => {
                Some(Self::HANDS_FREE_OPEN)
            }
            _ => None,
        }
    }

    /// Where the stopwatch stands when the clock ends the phase.
    pub(super) fn cap_at(&self) -> Option<Duration> {
        match (self.plan.phase(self.cursor.step).clock, self.clock_began) {
            (PhaseClock::Within(time), Some(began)) => Some(began + time),
            _ => None,
        }
    }

    /// Reps that the timer has counted.
    pub(super) fn counted(&self, now: Mono) -> Option<u32> {
        let work = self.step().work()?;
        let elapsed = self.elapsed(now);
        let counted = work.rhythm()?.completed(elapsed);
        // The block was rounded to the millisecond, and its last rep ends with it.
        let last = work.last_rep().filter(|_| self.block.length.is_some_and(|length| elapsed >= length));
        Some(last.map_or(counted, |last| counted.max(last)))
    }

    /// The next mark of the step under way, as an offset from its beginning.
    pub(super) fn next_mark(&self) -> Option<(Duration, Mark)> {
        let passed = self.block.passed;
        let later = |mark: &(Duration, Mark)| passed.is_none_or(|passed| *mark > passed);
        let length = self.block.length;
        let end = length.map(|length| (length, Mark::End));
        let before_end = |seconds: u8| length?.checked_sub(Duration::from_secs(seconds.into()));
        let step = self.step();
        let Some(work) = step.work() else {
            let leads_to_work = self.leads_to_work();
            let ready = [3, 2, 1].into_iter().filter(|_| leads_to_work);
            let ready = ready.filter_map(|seconds| Some((before_end(seconds)?, Mark::Ready(seconds))));
            let low = match &step.kind {
                StepKind::Rest { time, until }
                    if !time.is_exact() && *until != RestEnd::SlotEnd && !time.min.is_zero() =>
                {
                    Some((time.min, Mark::LowEnd))
                }
                _ => None,
            };
            return ready.chain(low).chain(end).filter(later).min();
        };
        let mut marks = Vec::with_capacity(8);
        if let Work::Time(time) = work {
            let last = [3, 2, 1].into_iter().filter_map(|s| Some((before_end(s)?, Mark::Last(s))));
            marks.extend(last.filter(|(offset, _)| !offset.is_zero()));
            if !time.is_exact() {
                marks.push((time.min, Mark::LowEnd));
            } else if time.max >= HALF_WAY_FROM {
                marks.push((time.max / 2, Mark::HalfWay));
            }
        }
        if let Work::Reps { target, pacing: Pacing::Rhythm(rhythm) } = work {
            let over = |rep| length.filter(|_| work.last_rep() == Some(rep)).unwrap_or_else(|| rhythm.start(rep));
            match target {
                RepTarget::Count(reps) if !reps.is_exact() => marks.push((over(reps.min), Mark::LowEnd)),
                RepTarget::AtLeast(reps) => marks.push((over(*reps), Mark::LowEnd)),
                _ => {}
            }
            // The rep under way: its parts and its end.
            let rep = passed.map_or(0, |(offset, _)| rhythm.completed(offset));
            marks.push((over(rep + 1), Mark::Rep(rep + 1)));
            if let Some(parts) = rhythm.parts() {
                let mut offset = rhythm.start(rep);
                for (part, time) in (0..).zip(parts) {
                    if part > 0 && !time.is_zero() {
                        marks.push((offset, Mark::Part(part)));
                    }
                    offset += *time;
                }
            }
        }
        // Nothing but the end falls due at the end or after it, except the last rep.
        let inside = |(offset, mark): &(Duration, Mark)| {
            length.is_none_or(|end| *offset < end || (*offset == end && matches!(mark, Mark::Rep(_) | Mark::LowEnd)))
        };
        marks.into_iter().filter(inside).chain(end).filter(later).min()
    }

    /// Whether this gap goes over into work.
    fn leads_to_work(&self) -> bool {
        let end = self.block.began + self.block.length.unwrap_or_default();
        let to = self.following(end, self.cursor).filter(|_| self.cap_at().is_none_or(|cap| end <= cap));
        to.is_some_and(|to| !to.is_gap(&self.plan))
    }
}

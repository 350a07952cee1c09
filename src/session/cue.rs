//! Cues: short signals that are heard or shown once. Everything about a cue is in this file: [`Cue::row`] holds its sound,
//! what a voice says, its words, and what is shown of it and for how long; [`CueTiming::table`] holds the time of each cue
//! that comes by itself.

use std::borrow::Cow;
use std::time::Duration;

use super::question::Question;
use super::sound::Sound;
use crate::model::{Pacing, RepTarget, Rhythm};
use crate::plan::{RestEnd, Step, StepKind, Work};

/// What is heard or shown once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cue {
    /// A gap begins that leads to other work, or to more of it.
    Next,
    /// This many seconds, 3 to 1, until work starts.
    Ready(u8),
    Go,
    /// Half of timed work of 20 s and more is over.
    HalfWay,
    /// The low end of a window is reached.
    LowEnd,
    /// This many seconds, 3 to 1, until timed work ends.
    Last(u8),
    /// Long timed work ends in 10 s.
    TenLeft,
    /// A rep of a tempo or a hold is complete; how many now.
    Rep(u32),
    /// A rep of a cadence is complete; how many now.
    Beat(u32),
    /// The next part of a rep begins, from 0.
    Part(u8),
    /// A second of a hold is over, not the last.
    HoldSecond,
    Done,
    Switch,
    /// The block took longer than its slot, by this much.
    Overrun(Duration),
    /// A get-ready of 3 s begins.
    GetReady,
    /// A question is open.
    Asked(Question),
    /// What hands-free answered to a question.
    Assumed(Question),
    /// A key that does nothing here, and why.
    Refused(Refusal),
    /// The countdown was made longer, or shorter, by this much.
    Adjusted {
        longer: bool,
        by: Duration,
    },
    /// The session is over.
    SessionDone,
}

/// Why a key does nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The end of a slot cannot be moved.
    SlotRest,
    /// There is no countdown.
    NoCountdown,
    /// No reps are counted here.
    NoReps,
    /// What was typed is no load.
    NotALoad,
    /// This is the first block.
    NoneBefore,
}

/// How a cue is heard and seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CueRow {
    pub sound: Option<Sound>,
    pub spoken: Spoken,
    pub shown: Shown,
    pub words: Words,
}

/// What a voice says at a cue: only what has no sound of its own, or is more than a sound can express.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spoken {
    Nothing,
    Words,
    /// The work that comes next, or that begins without a gap before it.
    Next,
    /// The side that comes next.
    Side,
}

/// How a cue is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Nothing: the screen shows the state itself, and a line would repeat another one.
    No,
    /// A line in the plain output. The screen shows the state itself.
    Line,
    /// A line in the plain output, and on the screen a notice, for this long or until the next step begins.
    Notice(Duration),
}

/// The words of a cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    Text(Cow<'static, str>),
    /// A length of time, with the words before and after it.
    Time(&'static str, Duration, &'static str),
    Asked(Question),
    /// A question, and the answer that was taken.
    Assumed(Question),
}

/// How long a notice is shown.
pub const NOTICE: Duration = Duration::from_secs(3);

impl Cue {
    /// The table of all cues.
    pub fn row(&self) -> CueRow {
        use Shown::{Line, No, Notice};
        use Spoken::Nothing;
        let row =
            |sound: Option<Sound>, spoken: Spoken, shown: Shown, words: Words| CueRow { sound, spoken, shown, words };
        let text = |text: &'static str| Words::Text(text.into());
        let number = |text: String| Words::Text(text.into());
        // Of a countdown one line is enough.
        let first = |n: u8| if n == 3 { Line } else { No };
        match self {
            Self::Next => row(None, Spoken::Next, No, text("next")),
            Self::Ready(n) => row(Some(Sound::Ready), Nothing, first(*n), number(format!("{n} s"))),
            Self::Last(n) => row(Some(Sound::Last), Nothing, first(*n), number(format!("{n} s"))),
            Self::Go => row(Some(Sound::Go), Spoken::Next, Line, text("go")),
            Self::HalfWay => row(Some(Sound::HalfWay), Nothing, Notice(NOTICE), text("half-way")),
            Self::LowEnd => row(Some(Sound::Minimum), Nothing, Line, text("minimum done, Enter to finish")),
            Self::TenLeft => row(None, Spoken::Words, No, text("ten seconds")),
            Self::Rep(n) => row(Some(Sound::Accent), Nothing, Line, number(format!("rep {n}"))),
            Self::Beat(n) => {
                let sound = if n % 10 == 0 { Sound::Accent } else { Sound::Tick };
                row(Some(sound), Nothing, Line, number(format!("rep {n}")))
            }
            // The screen wakes up for it, and shows which part it is.
            Self::Part(n) => row(Some(Sound::Tick), Nothing, No, number(format!("part {}", n + 1))),
            Self::HoldSecond => row(Some(Sound::Tick), Nothing, No, text("hold")),
            Self::Done => row(Some(Sound::SetDone), Nothing, No, text("done")),
            Self::Switch => row(Some(Sound::Switch), Spoken::Side, No, text("switch sides")),
            Self::Overrun(by) => row(None, Nothing, Line, Words::Time("", *by, " over: the next slot starts at once")),
            Self::GetReady => row(None, Nothing, Line, text("get ready, 3 s; Enter starts at once")),
            Self::Asked(question) => row(Some(Sound::Question), Nothing, Line, Words::Asked(*question)),
            Self::Assumed(question) => row(None, Nothing, Notice(NOTICE), Words::Assumed(*question)),
            Self::Refused(why) => row(None, Nothing, Notice(NOTICE), text(why.text())),
            Self::Adjusted { longer, by } => {
                row(None, Nothing, Notice(NOTICE), Words::Time("", *by, if *longer { " more" } else { " less" }))
            }
            Self::SessionDone => row(Some(Sound::SessionDone), Spoken::Words, Line, text("session done")),
        }
    }
}

impl Refusal {
    fn text(self) -> &'static str {
        match self {
            Self::SlotRest => "the rest of a slot cannot be changed",
            Self::NoCountdown => "there is no countdown to change",
            Self::NoReps => "there are no reps to enter here",
            Self::NotALoad => "write a load as 20kg, 12.5kg or 45lb",
            Self::NoneBefore => "this is the first block",
        }
    }
}

/// What decides when cues come by themselves in a step.
#[derive(Debug, Clone, Copy)]
pub(super) struct CueTiming<'a> {
    pub(super) step: &'a Step,
    /// When the step ends by itself.
    pub(super) length: Option<Duration>,
    /// Whether work follows at once.
    pub(super) leads_to_work: bool,
}

/// A place among the cues of a step. Those before it are over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    /// The offset from the beginning of the step.
    pub(super) offset: Duration,
    /// In [`CueTiming::table`], among those that come at this offset.
    row: usize,
}

impl Position {
    /// Before every cue at this offset.
    pub(super) fn at(offset: Duration) -> Self {
        Self { offset, row: 0 }
    }

    /// After every cue at this offset.
    pub(super) fn after(offset: Duration) -> Self {
        Self::at(offset + Duration::from_nanos(1))
    }

    /// After this one of the cues at its offset.
    pub(super) fn passed(self) -> Self {
        Self { row: self.row + 1, ..self }
    }
}

impl CueTiming<'_> {
    /// The first cue from a position on.
    pub(super) fn next(&self, from: Position) -> Option<(Position, Cue)> {
        let rows = self.table(from.offset).into_iter().enumerate();
        let cues = rows.filter_map(|(row, (offset, cue))| Some((Position { offset: offset?, row }, cue)));
        let to_come = |position: Position| position >= from && self.length.is_none_or(|end| position.offset <= end);
        cues.filter(|(position, _)| to_come(*position)).min_by_key(|(position, _)| *position)
    }

    /// The cues that come by themselves, with the offset in the step at which they do. Those of the same offset come in
    /// the order of the table. `from` says which rep and which second of it are under way.
    fn table(&self, from: Duration) -> impl IntoIterator<Item = (Option<Duration>, Cue)> + use<> {
        let rhythm = self.step.work().and_then(Work::rhythm);
        let rep = rhythm.map_or(0, |rhythm| rhythm.completed(from));
        let seconds = rhythm.map_or(0, |rhythm| from.saturating_sub(rhythm.start(rep)).as_secs());
        let is_metronome = matches!(rhythm, Some(Rhythm::Cadence(_)));
        [
            (self.rep_ends(rep + 1), if is_metronome { Cue::Beat(rep + 1) } else { Cue::Rep(rep + 1) }),
            (self.hold_second(rep, seconds), Cue::HoldSecond),
            (self.hold_second(rep, seconds + 1), Cue::HoldSecond),
            (self.part_begins(rep, 1), Cue::Part(1)),
            (self.part_begins(rep, 2), Cue::Part(2)),
            (self.part_begins(rep, 3), Cue::Part(3)),
            (self.half_of_work(Duration::from_secs(20)), Cue::HalfWay),
            (self.low_end(), Cue::LowEnd),
            (self.before_work(3), Cue::Ready(3)),
            (self.before_work(2), Cue::Ready(2)),
            (self.before_work(1), Cue::Ready(1)),
            (self.long_work_ends(Duration::from_secs(30), 10), Cue::TenLeft),
            (self.before_end_of_work(3), Cue::Last(3)),
            (self.before_end_of_work(2), Cue::Last(2)),
            (self.before_end_of_work(1), Cue::Last(1)),
        ]
    }

    /// When this many reps of a rhythm are complete. The length of a step is rounded, and its last rep ends with it.
    fn rep_ends(&self, rep: u32) -> Option<Duration> {
        let rhythm = self.step.work()?.rhythm()?;
        let last = self.length.filter(|_| self.step.last_rep() == Some(rep));
        Some(last.unwrap_or_else(|| rhythm.start(rep)))
    }

    /// When a part of a rep begins, both counted from 0; `None` where it takes no time.
    fn part_begins(&self, rep: u32, part: usize) -> Option<Duration> {
        let rhythm = self.step.work()?.rhythm()?;
        let (before, from_here) = rhythm.parts()?.split_at_checked(part)?;
        let begins = rhythm.start(rep) + before.iter().sum::<Duration>();
        from_here.first().filter(|time| !time.is_zero())?;
        Some(begins).filter(|begins| self.length.is_none_or(|end| *begins < end))
    }

    /// When this many seconds of a hold are over, unless it is over itself by then.
    fn hold_second(&self, rep: u32, seconds: u64) -> Option<Duration> {
        let rhythm = self.step.work()?.rhythm().filter(|rhythm| matches!(rhythm, Rhythm::Hold(_)))?;
        let second = rhythm.start(rep) + Duration::from_secs(seconds);
        Some(second).filter(|second| seconds > 0 && *second < rhythm.start(rep + 1))
    }

    /// Half of work that counts down and is not shorter than this.
    fn half_of_work(&self, shortest: Duration) -> Option<Duration> {
        match self.step.work()? {
            Work::Time(time) if time.is_exact() && time.max >= shortest => {
                Some(time.max / 2).filter(|half| self.length.is_none_or(|end| *half < end))
            }
            _ => None,
        }
    }

    /// So many seconds before the end of timed work that is not shorter than this.
    fn long_work_ends(&self, shortest: Duration, seconds: u64) -> Option<Duration> {
        self.length.filter(|length| *length >= shortest)?;
        self.before_end_of_work(seconds)
    }

    /// The low end of a window, from which on the step may be ended. The end of a slot is not one.
    fn low_end(&self) -> Option<Duration> {
        match &self.step.kind {
            StepKind::Work(Work::Time(time)) if !time.is_exact() => Some(time.min),
            StepKind::Work(Work::Reps { target, pacing: Pacing::Rhythm(_) }) => match target {
                RepTarget::Count(reps) if !reps.is_exact() => self.rep_ends(reps.min),
                RepTarget::AtLeast(reps) => self.rep_ends(*reps),
                RepTarget::Count(_) | RepTarget::Max => None,
            },
            StepKind::Rest { time, until } if !time.is_exact() && *until != RestEnd::SlotEnd => {
                Some(time.min).filter(|low| !low.is_zero())
            }
            _ => None,
        }
    }

    /// A countdown before work starts.
    fn before_work(&self, seconds: u64) -> Option<Duration> {
        self.countdown(seconds).filter(|_| self.leads_to_work)
    }

    /// So many seconds before timed work ends.
    fn before_end_of_work(&self, seconds: u64) -> Option<Duration> {
        self.countdown(seconds).filter(|_| matches!(self.step.kind, StepKind::Work(Work::Time(_))))
    }

    /// So many seconds before the end of a step. What is over in less than four begins and ends, and is not counted.
    fn countdown(&self, seconds: u64) -> Option<Duration> {
        let length = self.length.filter(|length| *length >= Duration::from_secs(4))?;
        length.checked_sub(Duration::from_secs(seconds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bell_rings_for_turns_alone() {
        let rings = |cue: &Cue| cue.row().sound.is_some_and(Sound::rings);
        assert!([Cue::Go, Cue::LowEnd, Cue::Done, Cue::Switch, Cue::SessionDone].iter().all(rings));
        assert!(![Cue::Ready(3), Cue::Last(1), Cue::Rep(1), Cue::Beat(10), Cue::GetReady].iter().any(rings));
    }
}

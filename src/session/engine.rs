//! The state of a session and its way through time: what is due, catching up, entering and leaving steps.

use std::sync::Arc;
use std::time::Duration;

use super::asking::Asked;
use super::cursor::Cursor;
use super::timing::Mark;
use super::{Answers, Cue, Event, Input, Mono};
use crate::plan::Plan;

/// A session under way. See the module for how to drive it.
#[derive(Debug, Clone)]
pub struct Session {
    pub(super) plan: Arc<Plan>,
    pub(super) hands_free: bool,
    pub(super) cursor: Cursor,
    /// The stopwatch that all deadlines are computed on. It stands still in pauses, questions and get-readies, so
    /// that each of them shifts everything that follows by exactly itself.
    pub(super) watch: Watch,
    /// What the stopwatch had counted when it last stood still.
    pub(super) banked: Duration,
    pub(super) block: Block,
    /// Where the stopwatch stood when the clock of this phase began.
    pub(super) clock_began: Option<Duration>,
    /// The block of work that ended last: what digits in a gap amend.
    pub(super) last_work: Option<Cursor>,
    pub(super) overrun: Option<Duration>,
    pub(super) asked: Option<Asked>,
    pub(super) answers: Answers,
    pub(super) progress: Progress,
    /// Whether it came to the end of its steps.
    pub(super) complete: bool,
    /// For each step, how long the steps after it in its phase last at the high end.
    pub(super) rest_of_phase: Arc<[Duration]>,
}

/// The stopwatch of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Watch {
    /// Runs since then.
    Running(Mono),
    /// Stands still, and runs from then on.
    GetReady {
        /// When it runs on.
        go: Mono,
        /// Which second of the countdown is told next; 0 when all are.
        next: u8,
    },
    Stopped,
}

/// How far a session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Progress {
    /// In its steps.
    Steps,
    /// After them: the questions at the end.
    Closing,
    Over,
}

/// The step under way.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// Where the stopwatch stood when it began.
    pub(super) began: Duration,
    /// When it was entered.
    pub(super) opened: Mono,
    /// When it ends by itself.
    pub(super) length: Option<Duration>,
    /// The last mark that was passed.
    pub(super) passed: Option<(Duration, Mark)>,
    /// Digits that were typed.
    pub(super) entry: String,
}

/// How a step is come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// In the order of the plan, by time or by finishing the block before.
    Flow,
    /// By a key or after an interruption: work gets a get-ready.
    Key,
    /// By a jump: as by a key, and the clock of the phase follows.
    Jump,
}

/// Something that is due by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Due {
    /// A second of the countdown of a get-ready that ends then.
    Ready(Mono, u8),
    Go,
    Mark(Duration, Mark),
    /// The clock of the phase ends it.
    Cap,
}

impl Session {
    /// How long a get-ready is.
    pub const GET_READY: Duration = Duration::from_secs(3);
    /// What is open, a distance or as many reps as possible gets when nobody can end it.
    pub const HANDS_FREE_OPEN: Duration = Duration::from_mins(1);

    /// Where the stopwatch begins: so late that the clock of a phase, at most a day, can have begun before the session
    /// did (after a jump into the middle of it, or when a session is resumed there).
    pub(super) const ORIGIN: Duration = Duration::from_hours(48);

    /// Begins a session. With `hands_free` nothing waits for a key.
    pub fn start(now: Mono, plan: Plan, hands_free: bool) -> (Self, Vec<Event>) {
        let first = Cursor::first(&plan, 0);
        let mut session = Self::at(now, plan, hands_free, first);
        let mut out = Vec::new();
        session.enter(now, first, Way::Flow, &mut out);
        session.catch_up(now, &mut out);
        (session, out)
    }

    /// A session at a place of its plan, not begun.
    pub(super) fn at(now: Mono, plan: Plan, hands_free: bool, cursor: Cursor) -> Self {
        let mut rest_of_phase = vec![Duration::ZERO; plan.steps.len()];
        for phase in &plan.phases {
            let mut after = Duration::ZERO;
            for index in phase.steps.clone().rev() {
                rest_of_phase[index] = after;
                after += plan.steps[index].seconds().map_or(Duration::ZERO, |time| time.max);
            }
        }
        let block = Block { began: Self::ORIGIN, opened: now, length: None, passed: None, entry: String::new() };
        Self {
            plan: Arc::new(plan),
            hands_free,
            cursor,
            watch: Watch::Running(now),
            banked: Self::ORIGIN,
            block,
            clock_began: None,
            last_work: None,
            overrun: None,
            asked: None,
            answers: Answers::default(),
            progress: Progress::Steps,
            complete: false,
            rest_of_phase: rest_of_phase.into(),
        }
    }

    /// Catches up with everything that fell due until `now`, each thing at its instant, then takes the input.
    pub fn handle(&mut self, now: Mono, input: Input) -> Vec<Event> {
        let mut out = Vec::new();
        self.catch_up(now, &mut out);
        match input {
            Input::Tick => {}
            Input::Key(key) => self.key(now, key, &mut out),
            Input::Gap(length) => self.interrupted(now, length, &mut out),
        }
        self.catch_up(now, &mut out);
        out
    }

    /// The next instant at which a tick does something; `None` while only the user can.
    pub fn deadline(&self) -> Option<Mono> {
        self.due().map(|(at, _)| at)
    }

    /// What ticks up to `until` would say.
    pub fn ahead(&self, until: Mono) -> Vec<Event> {
        let mut out = Vec::new();
        self.clone().catch_up(until, &mut out);
        out
    }

    /// Whether it is over, and there is nothing more to ask.
    pub fn is_over(&self) -> bool {
        self.progress == Progress::Over
    }

    /// The plan it goes by.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Nothing waits for a key any more: nobody is there to press one.
    pub fn let_go(&mut self, now: Mono) -> Vec<Event> {
        let mut out = Vec::new();
        self.catch_up(now, &mut out);
        self.hands_free = true;
        if let Some(asked) = &self.asked {
            self.assume(now, asked.question, &mut out);
        }
        if self.progress == Progress::Steps {
            if self.block.length.is_none() {
                let length = self.length(self.cursor.step, self.block.began);
                self.block.length = length.map(|length| length.max(self.elapsed(now)));
            }
            if self.watch == Watch::Stopped {
                self.unpause(now, &mut out);
            }
        }
        self.catch_up(now, &mut out);
        out
    }

    fn catch_up(&mut self, now: Mono, out: &mut Vec<Event>) {
        while let Some((at, due)) = self.due().filter(|(at, _)| *at <= now) {
            match due {
                Due::Ready(go, seconds) => {
                    self.watch = Watch::GetReady { go, next: seconds - 1 };
                    out.push(self.cue(at, Cue::Ready(seconds)));
                }
                Due::Go => self.begin_work(at, out),
                Due::Mark(offset, mark) => {
                    self.block.passed = Some((offset, mark));
                    match mark.cue() {
                        Some(cue) => out.push(self.cue(at, cue)),
                        None if self.asked.is_some() => self.set(at, Watch::Stopped),
                        None => self.complete(at, Way::Flow, out),
                    }
                }
                // A gap runs on under a question, and stops at its end.
                Due::Cap if self.asked.is_some() => self.set(at, Watch::Stopped),
                Due::Cap => self.cap(at, Way::Flow, out),
            }
        }
    }

    /// What falls due next by itself, and when.
    fn due(&self) -> Option<(Mono, Due)> {
        if self.progress != Progress::Steps {
            return None;
        }
        match self.watch {
            Watch::Stopped => None,
            Watch::GetReady { go, next: 0 } => Some((go, Due::Go)),
            Watch::GetReady { go, next } => {
                Some((Mono(go.0.saturating_sub(Duration::from_secs(next.into()))), Due::Ready(go, next)))
            }
            Watch::Running(since) => {
                let at = |run: Duration| since + run.saturating_sub(self.banked);
                let mark =
                    self.next_mark().map(|(offset, mark)| (at(self.block.began + offset), Due::Mark(offset, mark)));
                let cap = self.cap_at().map(|run| (at(run), Due::Cap));
                // A block that ends in the instant of the cap is done, not cut.
                match (mark, cap) {
                    (Some(mark), Some(cap)) => Some(if mark.0 <= cap.0 { mark } else { cap }),
                    (mark, cap) => mark.or(cap),
                }
            }
        }
    }
}

//! All that a face needs to show a session at one instant.

use std::collections::BTreeSet;
use std::time::Duration;

use super::{Session, State};
use crate::model::RepTarget;
use crate::plan::{Card, PhaseClock, PhaseSpan, Plan, RestEnd, Step, StepId, StepKind, Work, phase_seconds};
use crate::session::asking::Interrupted;
use crate::session::closing::Closing;
use crate::session::cursor::Cursor;
use crate::session::mono::Mono;
use crate::session::question::{FeedbackField, Question};
use crate::session::step_progress::RepPart;
use crate::session::stopwatch::Reading;

/// A session at one instant.
#[derive(Debug, Clone, PartialEq)]
pub struct View<'a> {
    /// The instant.
    pub now: Mono,
    /// The whole plan.
    pub plan: &'a Plan,
    pub index: StepId,
    pub step: &'a Step,
    /// What is done in it, or in the work that follows it.
    pub card: &'a Card,
    pub phase: &'a PhaseSpan,
    /// Round, from 1; a looping phase counts on.
    pub round: u32,
    /// What the session is doing.
    pub stage: Stage,
    /// The question that is open.
    pub question: Option<Question>,
    /// What was typed: digits of reps or of an answer, or words of a note.
    pub entry: &'a str,
    /// What was typed into each field of the sheet at the end, where it is open.
    pub feedback: Option<[&'a str; FeedbackField::ALL.len()]>,
    /// How long this step has gone on, without pauses.
    pub elapsed: Duration,
    /// How long it lasts when left alone; `None` where it waits for the user.
    pub length: Option<Duration>,
    /// How its time is shown.
    pub pace: TimeDisplay,
    /// Reps that the timer has counted.
    pub reps: Option<u32>,
    /// The rep under way, from 1, where the timer counts.
    pub rep: Option<u32>,
    /// The part of a tempo or hold that is under way.
    pub part: Option<RepPart>,
    /// The block whose reps the digits are: this one, or in a gap the one before; `None` where they are not taken.
    pub digits_for: Option<Cursor>,
    /// What is left on the clock of the phase, where it runs: of the slot under way, or until the phase ends.
    pub clock_left: Option<Duration>,
    /// The block of work that comes next: after this one, or after this gap.
    pub next: Option<Cursor>,
    /// The block of work before this one or this gap, where *back* leads.
    pub before: Option<Cursor>,
    /// How long the session still lasts when left alone, this step included; what waits for the user counts by
    /// its pace, or as nothing.
    pub left: Duration,
    /// Whether it lasts longer than `left`: work is ahead, or under way, of which nobody knows how long it takes.
    pub open_ahead: bool,
    /// Whether nothing waits for a key.
    pub hands_free: bool,
    /// How much of the session is over, 0 to 1.
    pub progress: f64,
    /// Whether it came to the end of its steps and nothing that was owed was left out.
    pub is_done: bool,
    /// The blocks in which work was done.
    pub worked: &'a BTreeSet<Cursor>,
    /// The latest overrun of a slot, while its exercise is under way.
    pub overrun: Option<Duration>,
    /// When a display in whole seconds changes next; `None` while time stands still.
    pub changes_at: Option<Mono>,
}

/// What a session is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The step is under way.
    Running,
    /// The user paused.
    Paused,
    /// A short get-ready before work goes on, with what is left of it.
    GetReady(Duration),
    /// Stands still until the open question is answered.
    Waiting,
    /// After the end of the session: the questions about it.
    Closing,
    Over,
}

/// How the time of a step is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeDisplay {
    /// Counts down to its end.
    Down,
    /// Counts up; from this low end on it may be ended.
    Up {
        /// The low end of the window.
        low: Duration,
    },
    /// Counts reps, by the timer.
    Reps,
    /// Waits for the user; the time goes up.
    User,
}

impl View<'_> {
    /// Whether the low end of the window is reached, so that Enter means done.
    pub fn is_low_end_reached(&self) -> bool {
        match (self.pace, self.step.work()) {
            (TimeDisplay::Up { low }, _) => self.elapsed >= low,
            (TimeDisplay::Reps, Some(Work::Reps { target: RepTarget::Count(asked), .. })) if asked.is_exact() => false,
            (TimeDisplay::Reps, Some(work)) => {
                self.reps.zip(work.least_reps()).is_some_and(|(reps, least)| reps >= least)
            }
            _ => false,
        }
    }
}

impl Session {
    /// The state of the session.
    pub fn view(&self, now: Mono) -> View<'_> {
        let step = self.step();
        let reading = self.stopwatch.reading(now);
        let elapsed = self.progress.elapsed(reading);
        let (spent, left) = (reading.since(Reading::START), self.left(reading));
        let (stage, pace) = (self.stage(now), time_display(step));
        let (part, clock_left) = (self.progress.part(step, reading), self.clock_left(reading));
        let step_changes = match stage {
            Stage::Running if pace == TimeDisplay::Down => {
                self.progress.length().and_then(|length| next_second_down(length.saturating_sub(elapsed)))
            }
            Stage::Running => Some(SECOND.saturating_sub(fraction(elapsed))),
            Stage::GetReady(left) => next_second_down(left),
            Stage::Paused | Stage::Waiting | Stage::Closing | Stage::Over => None,
        };
        let others = [part.map(|part| part.left), clock_left].into_iter().flatten().filter_map(next_second_down);
        let changes_in = step_changes.into_iter().chain(others.filter(|_| stage == Stage::Running)).min();
        let question = match &self.state {
            State::Asking(asking) => Some(asking.question),
            State::Closing(closing) => Some(closing.question()),
            State::Running | State::GetReady { .. } | State::Paused | State::Over => None,
        };
        let feedback = match &self.state {
            State::Closing(Closing::Feedback(feedback)) => Some(feedback.texts()),
            _ => None,
        };
        View {
            now,
            plan: &self.plan,
            index: self.cursor.step,
            step,
            card: self.plan.card(self.cursor.step),
            phase: self.plan.phase(self.cursor.step),
            round: self.cursor.round,
            stage,
            question,
            entry: self.entry(),
            feedback,
            elapsed,
            length: self.progress.length(),
            pace,
            reps: self.progress.counted(step, reading),
            rep: self.progress.rep(step, reading),
            part,
            digits_for: self.digits_for(),
            clock_left,
            next: self.cursor.next_work(&self.plan),
            before: self.before(),
            left,
            open_ahead: self.open_ahead(),
            hands_free: self.hands_free,
            progress: spent.as_secs_f64() / (spent + left).as_secs_f64().max(0.001),
            is_done: self.is_done,
            worked: &self.worked,
            overrun: self.phase_timer.overrun(),
            changes_at: changes_in.map(|wait| now + wait),
        }
    }

    fn stage(&self, now: Mono) -> Stage {
        match &self.state {
            State::Running => Stage::Running,
            State::GetReady { go, .. } => Stage::GetReady(go.since(now)),
            State::Paused => Stage::Paused,
            State::Asking(_) if self.stopwatch.is_running() => Stage::Running,
            State::Asking(asking) if asking.interrupted == Interrupted::Pause => Stage::Paused,
            State::Asking(_) | State::Closing(Closing::LeftOut { .. }) => Stage::Waiting,
            State::Closing(_) => Stage::Closing,
            State::Over => Stage::Over,
        }
    }

    /// What is left on the clock of the phase.
    fn clock_left(&self, now: Reading) -> Option<Duration> {
        let (clock, step) = (self.phase_clock(), self.step());
        let slot_rest = matches!(step.kind, StepKind::Rest { until: RestEnd::SlotEnd, .. });
        let slot_end = || self.phase_timer.left_to_slot(clock, step.slot + u32::from(!slot_rest), now);
        self.phase_end().map(|end| end.since(now)).or_else(slot_end)
    }

    /// Whether a step from here on takes as long as the user wants, unless the clock of its phase ends it.
    fn open_ahead(&self) -> bool {
        let in_time = |step: &Step| matches!(self.plan[step.phase].clock, PhaseClock::Within(_));
        let is_open = |step: &Step| !step.optional && !in_time(step) && step.is_open();
        self.is_in_steps() && !self.hands_free && self.plan.steps[self.cursor.step.0..].iter().any(is_open)
    }

    /// How long the session lasts from now on when left alone.
    fn left(&self, now: Reading) -> Duration {
        if !self.is_in_steps() {
            return Duration::ZERO;
        }
        let phase = self.plan.phase(self.cursor.step);
        let later = &self.plan.phases[self.step().phase.0 + 1..];
        let later: Duration = later.iter().map(|phase| phase_seconds(&self.plan, phase).max).sum();
        let whole = phase_seconds(&self.plan, phase).max;
        let here = match (phase.clock, self.phase_timer.time(now)) {
            (PhaseClock::None, _) => {
                let after: Duration =
                    self.plan.steps[self.cursor.step.0 + 1..phase.steps.end].iter().map(longest).sum();
                let length = self.progress.length().unwrap_or_else(|| longest(self.step()));
                length.saturating_sub(self.progress.elapsed(now)) + after
            }
            (PhaseClock::Every(_) | PhaseClock::Within(_), None) => whole.saturating_sub(self.progress.elapsed(now)),
            (PhaseClock::Every(_) | PhaseClock::Within(_), Some(on_clock)) => {
                let steps = &self.plan.steps[phase.steps.clone()];
                let prepare: Duration = steps.iter().take_while(|step| step.is_gap()).map(longest).sum();
                whole.saturating_sub(prepare).saturating_sub(on_clock)
            }
        };
        here + later
    }
}

/// How long a step lasts at its high end; nothing where nobody can know.
fn longest(step: &Step) -> Duration {
    step.seconds().map_or(Duration::ZERO, |time| time.max)
}

fn time_display(step: &Step) -> TimeDisplay {
    match step.work() {
        None => TimeDisplay::Down,
        Some(work) if work.rhythm().is_some() => TimeDisplay::Reps,
        Some(Work::Time(time)) if time.is_exact() => TimeDisplay::Down,
        Some(Work::Time(time)) => TimeDisplay::Up { low: time.min },
        Some(_) => TimeDisplay::User,
    }
}

const SECOND: Duration = Duration::from_secs(1);

/// How much of a second is over.
fn fraction(time: Duration) -> Duration {
    Duration::from_nanos(time.subsec_nanos().into())
}

/// When a countdown shows another second, which it rounds up; never at its end.
fn next_second_down(left: Duration) -> Option<Duration> {
    let fraction = fraction(left);
    (!left.is_zero()).then_some(if fraction.is_zero() { SECOND } else { fraction })
}

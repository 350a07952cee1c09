//! All that a face needs to show a session at one instant.

use std::time::Duration;

use super::cursor::Cursor;
use super::engine::{Progress, Session, Watch};
use super::{Mono, Question};
use crate::plan::{Card, PhaseClock, PhaseSpan, Plan, Step, StepKind, Work, phase_seconds};

/// A session at one instant.
#[derive(Debug, Clone, PartialEq)]
pub struct View<'a> {
    /// The whole plan.
    pub plan: &'a Plan,
    /// Index of the step.
    pub index: usize,
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
    /// How long this step has gone on, without pauses.
    pub elapsed: Duration,
    /// How long it lasts when left alone; `None` where it waits for the user.
    pub length: Option<Duration>,
    /// How its time is told.
    pub pace: TimeDisplay,
    /// Reps that the timer has counted.
    pub reps: Option<u32>,
    /// Which part of a tempo it is in, from 0, and how long that part still goes on.
    pub part: Option<(usize, Duration)>,
    /// The block of work that comes next: after this one, or after this gap.
    pub next: Option<Cursor>,
    /// How long the session still lasts when left alone, this step included; what waits for the user counts by
    /// its pace, or as nothing.
    pub left: Duration,
    /// How much of the session is over, 0 to 1.
    pub progress: f64,
    /// Whether it came to the end of its steps.
    pub complete: bool,
    /// The latest overrun of a slot, while its exercise is under way.
    pub overrun: Option<Duration>,
    /// When what is shown in whole seconds changes next; `None` while time stands still.
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
    /// After the last step: the questions at the end.
    Closing,
    Over,
}

/// How the time of a step is told.
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

impl Session {
    /// How the session stands.
    pub fn view(&self, now: Mono) -> View<'_> {
        let step = self.step();
        let elapsed = self.elapsed(now);
        let left = self.left(now);
        let run = self.run(now).saturating_sub(Self::ORIGIN);
        let pace = match &step.kind {
            StepKind::Work(work) => match work {
                _ if work.rhythm().is_some() => TimeDisplay::Reps,
                Work::Time(time) if time.is_exact() => TimeDisplay::Down,
                Work::Time(time) => TimeDisplay::Up { low: time.min },
                _ => TimeDisplay::User,
            },
            StepKind::Prepare { .. } | StepKind::Switch(_) | StepKind::Rest { .. } => TimeDisplay::Down,
        };
        let stage = match (self.progress, self.watch) {
            (Progress::Over, _) => Stage::Over,
            (Progress::Closing, _) => Stage::Closing,
            (Progress::Steps, Watch::Running(_)) => Stage::Running,
            (Progress::Steps, Watch::GetReady { go, .. }) => Stage::GetReady(go.since(now)),
            (Progress::Steps, Watch::Stopped) if self.asked.as_ref().is_some_and(|asked| asked.resumes) => {
                Stage::Waiting
            }
            (Progress::Steps, Watch::Stopped) => Stage::Paused,
        };
        let changes_in = match stage {
            Stage::Running if pace == TimeDisplay::Down => {
                self.block.length.and_then(|length| next_second_down(length.saturating_sub(elapsed)))
            }
            Stage::Running => Some(SECOND.saturating_sub(fraction(elapsed))),
            Stage::GetReady(left) => next_second_down(left),
            Stage::Paused | Stage::Waiting | Stage::Closing | Stage::Over => None,
        };
        View {
            plan: &self.plan,
            index: self.cursor.step,
            step,
            card: self.plan.card(self.cursor.step),
            phase: self.plan.phase(self.cursor.step),
            round: self.cursor.round,
            stage,
            question: self.asked.as_ref().map(|asked| asked.question),
            entry: self.asked.as_ref().map_or(&self.block.entry, |asked| &asked.entry),
            elapsed,
            length: self.block.length,
            pace,
            reps: self.counted(now),
            part: self.part(now),
            next: self.cursor.next_work(&self.plan),
            left,
            progress: run.as_secs_f64() / (run + left).as_secs_f64().max(0.001),
            complete: self.complete,
            overrun: self.overrun,
            changes_at: changes_in.map(|wait| now + wait),
        }
    }

    /// How long the session lasts from now on when left alone.
    fn left(&self, now: Mono) -> Duration {
        if self.progress != Progress::Steps {
            return Duration::ZERO;
        }
        let later: Duration =
            self.plan.phases[self.step().phase + 1..].iter().map(|phase| phase_seconds(&self.plan, phase).max).sum();
        let phase = self.plan.phase(self.cursor.step);
        let by_clock = self.clock_began.filter(|_| phase.clock != PhaseClock::None).map(|began| {
            let on_clock = self.run(now).saturating_sub(began);
            let steps = &self.plan.steps[phase.steps.clone()];
            let prepare: Duration =
                steps.iter().take_while(|step| step.is_gap()).filter_map(Step::seconds).map(|time| time.max).sum();
            phase_seconds(&self.plan, phase).max.saturating_sub(prepare).saturating_sub(on_clock)
        });
        let here = by_clock.unwrap_or_else(|| {
            let length = self.block.length.or_else(|| self.step().seconds().map(|time| time.max));
            let step = length.unwrap_or_default().saturating_sub(self.elapsed(now));
            let whole = phase_seconds(&self.plan, phase).max;
            match phase.clock {
                PhaseClock::None => step + self.rest_of_phase[self.cursor.step],
                PhaseClock::Every(_) | PhaseClock::Within(_) => whole.saturating_sub(self.elapsed(now)),
            }
        });
        here + later
    }

    /// Which part of a rep is under way, and how long it still goes on.
    fn part(&self, now: Mono) -> Option<(usize, Duration)> {
        let parts = self.step().work()?.rhythm()?.parts()?;
        let rep: Duration = parts.iter().sum();
        let nanos = u64::try_from(self.elapsed(now).as_nanos() % rep.as_nanos().max(1)).unwrap_or(0);
        let mut into = Duration::from_nanos(nanos);
        for (index, part) in parts.iter().enumerate() {
            match part.checked_sub(into) {
                Some(left) if !left.is_zero() => return Some((index, left)),
                _ => into = into.saturating_sub(*part),
            }
        }
        None
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

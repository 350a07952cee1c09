//! What a session means for an exercise: whether it was done, which rung was asked, and how it felt.

use std::time::Duration;

use jiff::Zoned;

use crate::model::{Exercise, Gate, Ladder, Level, Measure, Movement, RepTarget, Routine, Side, Sides, Window};
use crate::plan::{Plan, Step, StepId, Work};
use crate::record::Record;
use crate::session::Outcome;

/// What a session means for the exercises of a routine.
#[derive(Debug, Clone, PartialEq)]
pub struct PastSession {
    pub(super) began: Zoned,
    /// The worst pain in the session.
    pub(super) during: Option<Level>,
    pub(super) effort: Option<Level>,
    /// The worst pain of the morning after, as it was entered for this session.
    pub(super) morning: Option<Level>,
    /// Of each exercise in the order of the file; one without a ladder is absent.
    pub(super) attendance: Vec<Attendance>,
}

impl PastSession {
    /// What was done of this plan, as today's routine sees it.
    pub fn new(routine: &Routine, began: Zoned, plan: &Plan, record: &Record) -> Self {
        let attendance = routine.exercises().map(|exercise| match exercise.ladder() {
            Some(ladder) => attendance(plan, record, exercise, ladder),
            None => Attendance::Absent,
        });
        Self {
            began,
            during: record.worst_pain(),
            effort: record.answers.effort,
            morning: record.morning,
            attendance: attendance.collect(),
        }
    }

    /// The rung that was asked of an exercise, by its place in the routine; `None` where it was not done, or where today's
    /// ladder has no such rung.
    pub fn rung(&self, exercise: usize) -> Option<u32> {
        match self.attendance.get(exercise)? {
            Attendance::Present { asked, .. } => *asked,
            Attendance::Absent => None,
        }
    }
}

/// How a session felt; what was not entered is unknown.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Feeling {
    /// The worst pain in the session.
    pub(super) during: Option<Level>,
    pub(super) effort: Option<Level>,
    /// The worst pain entered for the morning after its day.
    pub(super) morning: Option<Level>,
}

/// What was not entered for a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    Pain,
    Effort,
    Morning,
}

impl Feeling {
    /// What is unknown first.
    pub(super) fn unknown(self) -> Option<Unknown> {
        match (self.during, self.effort, self.morning) {
            (None, ..) => Some(Unknown::Pain),
            (_, None, _) => Some(Unknown::Effort),
            (.., None) => Some(Unknown::Morning),
            _ => None,
        }
    }

    /// The worst pain that is known.
    pub(super) fn pain(self) -> Option<Level> {
        self.during.max(self.morning)
    }

    /// Whether all of it is known, and low enough to go up.
    pub(super) fn qualifies(self, gate: &Gate) -> bool {
        let known = self.during.is_some() && self.morning.is_some();
        known
            && self.pain().is_some_and(|pain| pain < gate.pain_hold)
            && self.effort.is_some_and(|effort| effort < gate.effort_hold)
    }
}

/// What became of an exercise in a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attendance {
    /// It was left out, not begun, or skipped; or the session has no end.
    Absent,
    Present {
        /// Every owed block was done.
        complete: bool,
        /// The rung that was asked, on the ladder of today; `None` where it has no such rung.
        asked: Option<u32>,
    },
}

/// What a session means for an exercise with a ladder.
fn attendance(plan: &Plan, record: &Record, exercise: &Exercise, ladder: Ladder<'_>) -> Attendance {
    if record.complete.is_none() {
        return Attendance::Absent;
    }
    let owed = owed(plan, exercise);
    let attempts = owed.iter().map(|block| record.attempt(block.id, block.step.round));
    let ends: Vec<_> = attempts.map(|attempt| attempt.and_then(|it| it.outcome(plan))).collect();
    if ends.iter().flatten().all(|outcome| *outcome == Outcome::Skipped) {
        return Attendance::Absent;
    }
    let complete = ends.iter().all(|outcome| *outcome == Some(Outcome::Done));
    Attendance::Present { complete, asked: asked(&owed, exercise, ladder) }
}

/// A block that a session owed.
struct Owed<'a> {
    id: StepId,
    step: &'a Step,
    work: &'a Work,
    movement: Option<&'a str>,
}

/// The blocks of an exercise that are not optional; in a phase that loops those of the first round.
fn owed<'a>(plan: &'a Plan, exercise: &Exercise) -> Vec<Owed<'a>> {
    let blocks = plan.steps_with_ids().filter(|(_, step)| !step.optional);
    let blocks = blocks.filter_map(|(id, step)| {
        let card = &plan[step.card];
        let movement = card.movement.as_ref().map(|label| label.id.as_str());
        let is_own = card.exercise.id == exercise.id;
        step.work().filter(|_| is_own).map(|work| Owed { id, step, work, movement })
    });
    blocks.collect()
}

/// The highest rung of today's ladder that asks for nothing above what was owed. A movement that was not in that plan is
/// not compared.
fn asked(owed: &[Owed<'_>], exercise: &Exercise, ladder: Ladder<'_>) -> Option<u32> {
    let movements = exercise.movements.iter().map(|movement| (movement, blocks_of(movement, owed)));
    let movements: Vec<_> = movements.filter(|(_, blocks)| !blocks.is_empty()).collect();
    if movements.is_empty() {
        return None;
    }
    ladder.highest(|rung| {
        movements.iter().all(|(movement, blocks)| {
            let (sets, measure) = ladder.amount(movement, rung);
            is_owed(sets, &measure, movement.dose.first().sides, blocks)
        })
    })
}

/// What was owed of a movement: of blocks on two sides the first.
fn blocks_of<'a, 'b>(movement: &Movement, owed: &'b [Owed<'a>]) -> Vec<&'b Owed<'a>> {
    let id = movement.label.as_ref().map(|label| label.id.as_str());
    let mut blocks: Vec<&Owed<'_>> = owed.iter().filter(|block| block.movement == id).collect();
    blocks.dedup_by_key(|block| (block.step.round, block.step.set));
    blocks
}

/// Whether neither the sets nor any amount that is asked is above what was owed.
fn is_owed(asked: Window<u32>, measure: &Measure, sides: Sides, blocks: &[&Owed<'_>]) -> bool {
    let sets = blocks.iter().map(|block| block.step.set).max().unwrap_or(0);
    let lows: Vec<Low> = blocks.iter().map(|block| Low::owed(block, sides)).collect();
    let items = Low::all(measure);
    let enough = match items.as_slice() {
        [one] => lows.iter().all(|low| one.is_at_most(*low)),
        several => several.iter().enumerate().all(|(i, item)| {
            let owed = lows.get(i).or_else(|| lows.last());
            owed.is_some_and(|owed| item.is_at_most(*owed))
        }),
    };
    asked.min <= sets && enough
}

/// The low end of an amount, as a file writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Low {
    Reps(u32),
    Time(Duration),
    /// As many reps as possible, or a number or more.
    Max,
    Distance,
    Open,
}

impl Low {
    /// Of a block: `alternate` doubles what is written, `split` halves it.
    fn owed(block: &Owed<'_>, sides: Sides) -> Self {
        match block.work {
            Work::Reps { target: RepTarget::Count(reps), .. } if block.step.side == Side::Alternate => {
                Self::Reps(reps.min / 2)
            }
            Work::Reps { target, .. } => Self::of(*target),
            Work::Time(time) if sides == Sides::Split => Self::Time(time.min * 2),
            Work::Time(time) => Self::Time(time.min),
            Work::Distance(_) => Self::Distance,
            Work::Open => Self::Open,
        }
    }

    /// Of each item of a measure.
    fn all(measure: &Measure) -> Vec<Self> {
        match measure {
            Measure::Reps { targets, .. } => targets.iter().map(|target| Self::of(*target)).collect(),
            Measure::Time(times) => times.iter().map(|time| Self::Time(time.min)).collect(),
            Measure::Distance(_) => vec![Self::Distance],
            Measure::Open => vec![Self::Open],
        }
    }

    fn of(target: RepTarget) -> Self {
        match target {
            RepTarget::Count(reps) => Self::Reps(reps.min),
            RepTarget::AtLeast(_) | RepTarget::Max => Self::Max,
        }
    }

    fn is_at_most(self, owed: Self) -> bool {
        match (self, owed) {
            (Self::Reps(asked), Self::Reps(owed)) => asked <= owed,
            (Self::Time(asked), Self::Time(owed)) => asked <= owed,
            (asked, owed) => asked == owed,
        }
    }
}

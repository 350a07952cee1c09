//! Progressions, and what an exercise has to be to have one.

use std::ops::Range;
use std::time::Duration;

use toml::de::DeValue;

use super::duration;
use super::problem::{AddObstacle, Collector, MeasureKind, Problem, ProgressionProblem, SlotProblem};
use super::table::{Item, Lookup, Table};
use super::value;
use crate::model::{Increment, Ladder, MAX_RUNGS, Measure, Movement, Progression, RepTarget};

#[derive(Debug)]
pub(super) struct WrittenProgression {
    /// Where its table is.
    at: Range<usize>,
    kind: ProgressionKind,
    /// `reps` or `time`.
    step: Lookup<Increment>,
    until: Lookup<Ceilings>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ProgressionKind {
    Double,
    Add,
}

pub(super) const KINDS: [(&str, ProgressionKind); 2] =
    [("double", ProgressionKind::Double), ("add", ProgressionKind::Add)];

/// The ceilings of a progression, each with its place.
#[derive(Debug)]
struct Ceilings {
    ceilings: Vec<(Increment, Range<usize>)>,
    /// Whether there is one for each movement.
    is_list: bool,
}

/// The step of a double progression in reps that gives none.
const DEFAULT_REPS: u32 = 1;
/// The step of a double progression in time that gives none.
const DEFAULT_TIME: Duration = Duration::from_secs(10);

impl WrittenProgression {
    pub(super) fn read(item: &Item<'_>, problems: &mut Collector) -> Option<Self> {
        let mut table = Table::of(item, "progression", problems)?;
        let kind = |item: &Item<'_>, problems: &mut Collector| value::one_of(item, &KINDS, problems);
        let kind = table.require("kind", "\"double\"", kind, problems);
        let reps = table.read("reps", value::count, problems);
        let time = table.read("time", duration::work, problems);
        let until = table.read("until", ceilings, problems);
        table.finish(problems);
        let kind = kind?;
        if let (ProgressionKind::Double, Some(until)) = (kind, until.located()) {
            problems.add(until.key_at.clone(), ProgressionProblem::UntilOfDouble);
            return None;
        }
        if let (Some(reps), Some(time)) = (reps.located(), time.located()) {
            let (reps, time) = (reps.key_at.clone(), time.key_at.clone());
            let (first, second) = if reps.start < time.start { (reps, time) } else { (time, reps) };
            let problem = SlotProblem::TwoInOneTable { slot: "kind of step", first: "reps", second: "time" };
            problems.push(Problem::new(second, problem).related(first));
            return None;
        }
        let step = match (reps, time) {
            (Lookup::Invalid, _) | (_, Lookup::Invalid) => return None,
            (reps, Lookup::Missing) => reps.map(Increment::Reps),
            (_, time) => time.map(Increment::Time),
        };
        if kind == ProgressionKind::Add && step.is_missing() {
            problems.add(item.at.clone(), ProgressionProblem::AddNeedsStep);
            return None;
        }
        if until.is_invalid() {
            return None;
        }
        Some(Self { at: item.at.clone(), kind, step, until })
    }

    /// The progression of an exercise with these movements.
    pub(super) fn resolve(self, movements: &[Movement], problems: &mut Collector) -> Option<Progression> {
        let at = self.at.clone();
        let progression = match self.kind {
            ProgressionKind::Double => self.double(movements, problems),
            ProgressionKind::Add => self.add(movements, problems),
        }?;
        let ladder = Ladder::new(movements, &progression);
        if !ladder.is_offered() && ladder.length() > MAX_RUNGS.into() {
            problems.add(at, ProgressionProblem::TooManyRungs { rungs: ladder.length() });
            return None;
        }
        Some(progression)
    }

    fn double(&self, movements: &[Movement], problems: &mut Collector) -> Option<Progression> {
        let [movement @ Movement { label: None, .. }] = movements else {
            problems.add(self.at.clone(), ProgressionProblem::DoubleWithMovements);
            return None;
        };
        let prescription = movement.dose.first();
        let (is_range, default) = match &prescription.measure {
            Measure::Reps { targets: items, .. } => {
                let is_range = matches!(&**items, [RepTarget::Count(range)] if !range.is_exact());
                (is_range, Increment::Reps(DEFAULT_REPS))
            }
            Measure::Time(items) => {
                let is_range = matches!(&**items, [range] if !range.is_exact());
                (is_range, Increment::Time(DEFAULT_TIME))
            }
            Measure::Distance(_) | Measure::Open => (false, Increment::Reps(DEFAULT_REPS)),
        };
        if !is_range && prescription.sets.is_exact() {
            problems.add(self.at.clone(), ProgressionProblem::DoubleNeedsRange);
            return None;
        }
        let Some(step) = self.step.located() else { return Some(Progression::Double(default)) };
        let measure = MeasureKind::of(&prescription.measure);
        if measure_of(step.value) != measure {
            let problem = ProgressionProblem::StepDoesNotFit { step: key(step.value), measure };
            problems.add(step.key_at.clone(), problem);
            return None;
        }
        Some(Progression::Double(step.value))
    }

    fn add(self, movements: &[Movement], problems: &mut Collector) -> Option<Progression> {
        let step = self.step.located()?;
        let mut starts = Vec::with_capacity(movements.len());
        for movement in movements {
            let measure = &movement.dose.first().measure;
            match start(measure, step.value) {
                Ok(start) => starts.push(start),
                Err(obstacle) => {
                    let movement = movement.label.as_ref().map(|label| label.name.clone());
                    let problem = ProgressionProblem::CannotAdd { step: key(step.value), movement, obstacle };
                    problems.add(step.key_at.clone(), problem);
                    return None;
                }
            }
        }
        let until = match self.until {
            Lookup::Missing => None,
            Lookup::Invalid => return None,
            Lookup::Valid(until) => Some(until.value.resolve(&until.at, &starts, step.value, problems)?),
        };
        Some(Progression::Add { step: step.value, until })
    }
}

impl Ceilings {
    /// The ceiling of each movement, of which these are the starts.
    fn resolve(
        self,
        at: &Range<usize>,
        starts: &[Increment],
        step: Increment,
        problems: &mut Collector,
    ) -> Option<Vec<Increment>> {
        let Self { ceilings, is_list } = self;
        if is_list && ceilings.len() != starts.len() {
            let problem = ProgressionProblem::UntilLength { items: ceilings.len(), movements: starts.len() };
            problems.add(at.clone(), problem);
            return None;
        }
        let each: Vec<_> = if is_list { ceilings } else { vec![ceilings.into_iter().next()?; starts.len()] };
        for ((ceiling, at), &start) in each.iter().zip(starts) {
            let is_below = match (*ceiling, start) {
                (Increment::Reps(ceiling), Increment::Reps(start)) => ceiling < start,
                (Increment::Time(ceiling), Increment::Time(start)) => ceiling < start,
                _ => {
                    problems.add(at.clone(), ProgressionProblem::UntilOfOtherMeasure { step });
                    return None;
                }
            };
            if is_below {
                problems.add(at.clone(), ProgressionProblem::UntilBelowStart { start });
                return None;
            }
        }
        Some(each.into_iter().map(|(ceiling, _)| ceiling).collect())
    }
}

/// Where a movement begins, at the highest of its ends and items.
fn start(measure: &Measure, step: Increment) -> Result<Increment, AddObstacle> {
    match (measure, step) {
        (Measure::Reps { targets: items, .. }, Increment::Reps(_)) => {
            let highest = items.iter().map(|item| match item {
                RepTarget::Count(range) => Ok(range.max),
                RepTarget::AtLeast(low) => Err(AddObstacle::AtLeast(*low)),
                RepTarget::Max => Err(AddObstacle::Max),
            });
            let highest: Vec<u32> = highest.collect::<Result<_, _>>()?;
            Ok(Increment::Reps(highest.into_iter().max().unwrap_or_default()))
        }
        (Measure::Time(items), Increment::Time(_)) => {
            Ok(Increment::Time(items.iter().map(|range| range.max).max().unwrap_or_default()))
        }
        _ => Err(AddObstacle::Measure(MeasureKind::of(measure))),
    }
}

/// One ceiling or a list of them: counts or durations.
fn ceilings(item: &Item<'_>, problems: &mut Collector) -> Option<Ceilings> {
    let one = |item: &Item<'_>, problems: &mut Collector| {
        let ceiling = match item.value {
            DeValue::String(_) => Increment::Time(duration::work(item, problems)?),
            _ => Increment::Reps(value::count(item, problems)?),
        };
        Some((ceiling, item.at.clone()))
    };
    if matches!(item.value, DeValue::Array(_)) {
        return Some(Ceilings { ceilings: value::list(item, one, problems)?, is_list: true });
    }
    Some(Ceilings { ceilings: vec![one(item, problems)?], is_list: false })
}

fn key(step: Increment) -> &'static str {
    match step {
        Increment::Reps(_) => "reps",
        Increment::Time(_) => "time",
    }
}

fn measure_of(step: Increment) -> MeasureKind {
    match step {
        Increment::Reps(_) => MeasureKind::Reps,
        Increment::Time(_) => MeasureKind::Time,
    }
}

//! Progressions, and what an exercise has to be to have one.

use std::ops;
use std::time::Duration;

use toml::de::DeValue;

use super::duration::{self, WORK};
use super::faults::{Fault, Faults};
use super::table::{Given, Item, Table};
use super::value;
use crate::model::{Increment, Measure, Movement, Progression, RepTarget};

/// A progression as it is written.
#[derive(Debug)]
pub(super) struct Plan {
    /// Where `progression` stands.
    at: ops::Range<usize>,
    kind: Kind,
    /// `reps` or `time`, and where.
    step: Given<Increment>,
    /// Where it ends.
    until: Given<Until>,
}

/// The ceilings of a progression, each with its place.
#[derive(Debug)]
struct Until {
    ceilings: Vec<(Increment, ops::Range<usize>)>,
    /// Whether there is one for each movement.
    list: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Double,
    Add,
}

const REPS: u32 = 1;
const TIME: Duration = Duration::from_secs(10);

impl Plan {
    /// Reads the table.
    pub(super) fn read(item: &Item<'_>, faults: &mut Faults) -> Option<Self> {
        let mut table = Table::of(item, "progression", faults)?;
        let kinds = [("double", Kind::Double), ("add", Kind::Add)];
        let kind = table.need("kind", "\"double\"", |item, faults| value::one_of(item, &kinds, faults), faults);
        let reps = table.read("reps", value::count, faults);
        let time = table.read("time", |item, faults| duration::one(item, WORK, faults), faults);
        let until = table.read("until", until, faults);
        table.finish(faults);
        let kind = kind?;
        if let (Kind::Double, Some(spot)) = (kind, until.spot()) {
            faults.add(
                Fault::at(spot.key_at.clone(), "`until` does not belong to a progression of kind `double`")
                    .label("its ceiling is the high end of the range")
                    .help("leave it out"),
            );
            return None;
        }
        if let (Some(first), Some(second)) = (reps.spot(), time.spot()) {
            let (first, second) = (first.key_at.clone(), second.key_at.clone());
            let (first, second) = if first.start < second.start { (first, second) } else { (second, first) };
            faults.add(
                Fault::at(second, "`reps` and `time` in one table")
                    .label("expected one kind of step")
                    .related(first, "the first one")
                    .help("keep `reps` or `time`"),
            );
            return None;
        }
        let step = match (reps, time) {
            (Given::Bad, _) | (_, Given::Bad) => return None,
            (reps, Given::No) => reps.map(Increment::Reps),
            (_, time) => time.map(Increment::Time),
        };
        if kind == Kind::Add && step.is_no() {
            faults.add(
                Fault::at(item.at.clone(), "a progression of kind `add` needs `reps` or `time`")
                    .label("it does not say what to add")
                    .help(item.write("{ kind = \"add\", reps = 5 }")),
            );
            return None;
        }
        if matches!(until, Given::Bad) {
            return None;
        }
        Some(Self { at: item.at.clone(), kind, step, until })
    }

    /// The progression of an exercise with these movements, resolved.
    pub(super) fn fit(self, movements: &[Movement], faults: &mut Faults) -> Option<Progression> {
        match self.kind {
            Kind::Double => self.double(movements, faults),
            Kind::Add => self.add(movements, faults),
        }
    }

    fn double(&self, movements: &[Movement], faults: &mut Faults) -> Option<Progression> {
        let [movement] = movements else { return self.refuse_movements(faults) };
        if movement.label.is_some() {
            return self.refuse_movements(faults);
        }
        let prescription = movement.dose.all().first()?;
        let (ranges, default) = match &prescription.measure {
            Measure::Reps { targets: items, .. } => {
                let ranges = matches!(items.as_slice(), [RepTarget::Count(range)] if !range.is_exact());
                (ranges, Increment::Reps(REPS))
            }
            Measure::Time(items) => (matches!(items.as_slice(), [range] if !range.is_exact()), Increment::Time(TIME)),
            Measure::Distance(_) | Measure::Open => (false, Increment::Reps(REPS)),
        };
        if !ranges && prescription.sets.is_exact() {
            faults.add(
                Fault::at(self.at.clone(), "a progression of kind `double` needs a range")
                    .label("neither the measure nor `sets` is a range")
                    .help("write the lowest and the highest amount, such as `reps = \"6-8\"` or `sets = \"2-4\"`"),
            );
            return None;
        }
        let Some(step) = self.step.spot() else { return Some(Progression::Double(default)) };
        if key(step.value) != measured_in(&prescription.measure) {
            faults.add(
                Fault::at(step.key_at.clone(), format!("`{}` does not fit this exercise", key(step.value)))
                    .label(format!("it is measured in {}", said(&prescription.measure))),
            );
            return None;
        }
        Some(Progression::Double(step.value))
    }

    fn refuse_movements<T>(&self, faults: &mut Faults) -> Option<T> {
        faults.add(
            Fault::at(self.at.clone(), "a progression of kind `double` needs an exercise without movements")
                .label("this exercise has movements")
                .help("`kind = \"add\"` adds the same to every movement"),
        );
        None
    }

    fn add(self, movements: &[Movement], faults: &mut Faults) -> Option<Progression> {
        let step = self.step.spot()?;
        let mut starts = Vec::with_capacity(movements.len());
        for movement in movements {
            let measure = &movement.dose.all().first()?.measure;
            let whose = match &movement.label {
                Some(label) => format!("`{}`", value::short(&label.name)),
                None => "this exercise".to_owned(),
            };
            match start(measure, step.value) {
                Ok(start) => starts.push(start),
                Err(why) => {
                    faults.add(
                        Fault::at(step.key_at.clone(), format!("`{}` cannot be added", key(step.value)))
                            .label(format!("{whose} {why}")),
                    );
                    return None;
                }
            }
        }
        let until = match self.until {
            Given::No => None,
            Given::Bad => return None,
            Given::Yes(spot) => Some(fit_until(spot.value, &spot.at, &starts, step.value, faults)?),
        };
        Some(Progression::Add { step: step.value, until })
    }
}

fn fit_until(
    until: Until,
    at: &ops::Range<usize>,
    starts: &[Increment],
    step: Increment,
    faults: &mut Faults,
) -> Option<Vec<Increment>> {
    let Until { ceilings, list } = until;
    if list && ceilings.len() != starts.len() {
        let movements = if starts.len() == 1 { "movement" } else { "movements" };
        faults.add(
            Fault::at(at.clone(), format!("`until` has {} items for {} {movements}", ceilings.len(), starts.len()))
                .label("expected one value, or one for each movement"),
        );
        return None;
    }
    let each: Vec<_> = if list { ceilings } else { vec![ceilings.into_iter().next()?; starts.len()] };
    for ((ceiling, at), start) in each.iter().zip(starts) {
        let fault = match (ceiling, start) {
            (Increment::Reps(top), Increment::Reps(start)) => (top < start).then_some("`until` is below the start"),
            (Increment::Time(top), Increment::Time(start)) => (top < start).then_some("`until` is below the start"),
            _ => Some("`until` and the step are of two kinds"),
        };
        if let Some(message) = fault {
            let label = match (step, start) {
                (Increment::Time(_), _) if key(*ceiling) != "time" => "expected a duration".to_owned(),
                (Increment::Reps(_), _) if key(*ceiling) != "reps" => "expected a count".to_owned(),
                (_, Increment::Reps(n)) => format!("it begins at {n}"),
                (_, Increment::Time(time)) => format!("it begins at {}", humantime::format_duration(*time)),
            };
            faults.add(Fault::at(at.clone(), message).label(label));
            return None;
        }
    }
    Some(each.into_iter().map(|(ceiling, _)| ceiling).collect())
}

/// Where a movement begins, at the highest of its ends and items, or why nothing can be added to it.
fn start(measure: &Measure, step: Increment) -> Result<Increment, String> {
    match (measure, step) {
        (Measure::Reps { targets: items, .. }, Increment::Reps(_)) => {
            let highest = items.iter().map(|item| match item {
                RepTarget::Count(range) => Ok(range.max),
                RepTarget::AtLeast(low) => Err(format!("has \"{low}+\", which has no top")),
                RepTarget::Max => Err("has \"max\", which has no top".to_owned()),
            });
            let highest: Vec<u32> = highest.collect::<Result<_, _>>()?;
            Ok(Increment::Reps(highest.into_iter().max().unwrap_or_default()))
        }
        (Measure::Time(items), Increment::Time(_)) => {
            Ok(Increment::Time(items.iter().map(|range| range.max).max().unwrap_or_default()))
        }
        _ => Err(format!("is measured in {}", said(measure))),
    }
}

/// One ceiling or a list of them: counts or durations.
fn until(item: &Item<'_>, faults: &mut Faults) -> Option<Until> {
    let one = |item: &Item<'_>, faults: &mut Faults| {
        let ceiling = match item.value {
            DeValue::String(_) => Increment::Time(duration::one(item, WORK, faults)?),
            _ => Increment::Reps(value::count(item, faults)?),
        };
        Some((ceiling, item.at.clone()))
    };
    if matches!(item.value, DeValue::Array(_)) {
        return Some(Until { ceilings: value::list(item, one, faults)?, list: true });
    }
    Some(Until { ceilings: vec![one(item, faults)?], list: false })
}

fn key(step: Increment) -> &'static str {
    match step {
        Increment::Reps(_) => "reps",
        Increment::Time(_) => "time",
    }
}

fn measured_in(measure: &Measure) -> &'static str {
    match measure {
        Measure::Reps { .. } => "reps",
        Measure::Time(_) => "time",
        Measure::Distance(_) | Measure::Open => "",
    }
}

fn said(measure: &Measure) -> &'static str {
    match measure {
        Measure::Reps { .. } => "reps",
        Measure::Time(_) => "time",
        Measure::Distance(_) => "a distance",
        Measure::Open => "nothing: it is open",
    }
}

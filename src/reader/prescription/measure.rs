//! The measure of a prescription as it is written: reps, time or distance, one for all sets or a list of them.

use std::time::Duration;

use toml::de::DeValue;

use super::super::problem::{Collector, CountProblem, CountRange, Expected, MeasureKind};
use super::super::table::Item;
use super::super::{duration, value};
use crate::model::{Distance, Field, NonEmpty, RepTarget, Window};

#[derive(Debug)]
pub(in super::super) struct WrittenMeasure {
    pub(super) amount: UnpacedMeasure,
    /// Whether it is a list, which also says how many sets there are.
    pub(super) is_list: bool,
}

/// An amount before the pacing of its reps is known.
#[derive(Debug)]
pub(super) enum UnpacedMeasure {
    Reps(NonEmpty<RepTarget>),
    Time(NonEmpty<Window<Duration>>),
    Distance(Distance),
}

impl WrittenMeasure {
    /// How many items there are to keep.
    pub(super) fn len(&self) -> usize {
        match &self.amount {
            UnpacedMeasure::Reps(items) => items.len(),
            UnpacedMeasure::Time(items) => items.len(),
            UnpacedMeasure::Distance(_) => 1,
        }
    }

    pub(super) fn field(&self) -> Field {
        match self.amount {
            UnpacedMeasure::Reps(_) => Field::Reps,
            UnpacedMeasure::Time(_) => Field::Time,
            UnpacedMeasure::Distance(_) => Field::Distance,
        }
    }

    pub(super) fn kind(&self) -> MeasureKind {
        match self.amount {
            UnpacedMeasure::Reps(_) => MeasureKind::Reps,
            UnpacedMeasure::Time(_) => MeasureKind::Time,
            UnpacedMeasure::Distance(_) => MeasureKind::Distance,
        }
    }
}

pub(super) fn distance(item: &Item<'_>, problems: &mut Collector) -> Option<WrittenMeasure> {
    Some(WrittenMeasure { amount: UnpacedMeasure::Distance(value::distance(item, problems)?), is_list: false })
}

pub(super) fn reps(item: &Item<'_>, problems: &mut Collector) -> Option<WrittenMeasure> {
    let is_list = matches!(item.value, DeValue::Array(_));
    let targets = if is_list {
        value::list(item, rep_target, problems)?.try_into().ok()?
    } else {
        NonEmpty::one(rep_target(item, problems)?)
    };
    Some(WrittenMeasure { amount: UnpacedMeasure::Reps(targets), is_list })
}

fn rep_target(item: &Item<'_>, problems: &mut Collector) -> Option<RepTarget> {
    let text = match item.value {
        DeValue::String(text) => text.as_ref(),
        DeValue::Integer(_) => return value::count(item, problems).map(|n| RepTarget::Count(Window::exact(n))),
        _ => return item.reject(item.wrong_type(Expected::Reps), problems),
    };
    if text == "max" {
        return Some(RepTarget::Max);
    }
    if let Some(low) = value::at_least(item, text, problems) {
        return low.map(RepTarget::AtLeast);
    }
    let range = value::count_range(item, text, CountRange::Reps, problems)?;
    if item.subject.in_list {
        return item.reject(CountProblem::RangeInList, problems);
    }
    Some(RepTarget::Count(range))
}

pub(super) fn time(item: &Item<'_>, problems: &mut Collector) -> Option<WrittenMeasure> {
    let is_list = matches!(item.value, DeValue::Array(_));
    let exact = |item: &Item<'_>, problems: &mut Collector| duration::work(item, problems).map(Window::exact);
    let times = if is_list {
        value::list(item, exact, problems)?.try_into().ok()?
    } else {
        NonEmpty::one(duration::work_window(item, problems)?)
    };
    Some(WrittenMeasure { amount: UnpacedMeasure::Time(times), is_list })
}

//! When a phase, an exercise or a movement takes part.

use std::ops::Range;

use toml::de::DeValue;

use super::problem::{Collector, CountRange, WhenProblem};
use super::table::{Item, Table};
use super::value;
use crate::model::{PhaseForm, Span, When, Window};

/// A `when` as it is written, with the place of its `rounds`.
#[derive(Debug, Clone, Default)]
pub(super) struct WrittenWhen {
    pub(super) when: When,
    rounds_at: Option<Range<usize>>,
}

impl WrittenWhen {
    pub(super) fn read(item: &Item<'_>, problems: &mut Collector) -> Option<Self> {
        let mut table = Table::of(item, "`when`", problems)?;
        let [weeks, sessions, rounds] = ["weeks", "sessions", "rounds"].map(|key| table.read(key, span, problems));
        let is_empty = [&weeks, &sessions, &rounds].iter().all(|lookup| lookup.is_missing());
        if is_empty {
            problems.add(item.at.clone(), WhenProblem::Empty);
        }
        table.finish(problems);
        let rounds_at = rounds.located().map(|rounds| rounds.at.clone());
        let [weeks, sessions, rounds] = [weeks, sessions, rounds].map(|lookup| lookup.map(Some).value_or(None));
        (!is_empty).then_some(Self { when: When { weeks: weeks?, sessions: sessions?, rounds: rounds? }, rounds_at })
    }

    /// The `when` of a phase, which is in no round.
    pub(super) fn of_phase(self, problems: &mut Collector) -> Option<When> {
        if let Some(at) = self.rounds_at {
            problems.add(at, WhenProblem::RoundsOfPhase);
            return None;
        }
        Some(self.when)
    }

    /// The rounds of a phase in which a movement takes part, given this of its exercise and that of its own; `None`
    /// where the phase has no rounds, or where something is wrong.
    pub(super) fn rounds(&self, own: &Self, form: PhaseForm, problems: &mut Collector) -> Result<Option<u32>, ()> {
        let at = [&own.rounds_at, &self.rounds_at].into_iter().flatten().next();
        let (rounds, at) = match (form, at) {
            (PhaseForm::Rounds(rounds) | PhaseForm::Every { rounds, .. }, None) => return Ok(Some(rounds.max)),
            (PhaseForm::Straight | PhaseForm::Within(_), None) => return Ok(None),
            (PhaseForm::Rounds(rounds) | PhaseForm::Every { rounds, .. }, Some(at)) => (rounds.max, at),
            (PhaseForm::Straight | PhaseForm::Within(_), Some(at)) => {
                problems.add(at.clone(), WhenProblem::NeedsRounds);
                return Err(());
            }
        };
        let spans = [self.when.rounds, own.when.rounds].into_iter().flatten();
        let (first, last) = spans.fold((1, rounds), |(first, last), span| {
            (span.first.max(first), span.last.map_or(last, |end| end.min(last)))
        });
        if first > last {
            problems.add(at.clone(), WhenProblem::InNoRound { rounds });
            return Err(());
        }
        Ok(Some(last - first + 1))
    }
}

/// A count, a range, or `"3+"`.
fn span(item: &Item<'_>, problems: &mut Collector) -> Option<Span> {
    let exact = |range: Window<u32>| Span { first: range.min, last: Some(range.max) };
    let DeValue::String(text) = item.value else { return value::counts(item, problems).map(exact) };
    match value::at_least(item, text, problems) {
        Some(first) => first.map(|first| Span { first, last: None }),
        None => value::count_range(item, text, CountRange::Counts, problems).map(exact),
    }
}

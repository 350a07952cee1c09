//! Phases, and how their exercises follow each other.

use super::duration;
use super::exercise::{Shared, exercise};
use super::ids::Ids;
use super::problem::{Collector, RoutineProblem, SlotProblem};
use super::table::{Item, Lookup, Table};
use super::value;
use super::when::WrittenWhen;
use crate::model::{Form, Label, Phase};

pub(super) fn phase(item: &Item<'_>, ids: &mut Ids, shared: &mut Shared, problems: &mut Collector) -> Option<Phase> {
    let mut table = Table::of(item, "phase", problems)?;
    let label = ids.label(&mut table, problems);
    let goal = table.read("goal", value::prose, problems).value();
    let rounds = table.read("rounds", value::counts, problems);
    let every = table.read("every", duration::work, problems);
    let within = table.read("within", duration::work, problems);
    let rest = table.read("rest", duration::gap_window, problems);

    let mut form = None;
    match (&rounds, &every, &within) {
        (Lookup::Valid(_), _, Lookup::Valid(within)) => {
            problems.add(within.key_at.clone(), SlotProblem::WithinBesideRounds);
        }
        (_, Lookup::Valid(every), Lookup::Valid(_)) => {
            problems.add(every.key_at.clone(), SlotProblem::EveryBesideWithin);
        }
        (Lookup::Missing, Lookup::Valid(every), _) => {
            problems.add(every.key_at.clone(), RoutineProblem::EveryNeedsRounds);
        }
        (Lookup::Missing, Lookup::Missing, Lookup::Missing) => form = Some(Form::Straight),
        (Lookup::Missing, Lookup::Missing, Lookup::Valid(within)) => form = Some(Form::Within(within.value)),
        (Lookup::Valid(rounds), Lookup::Missing, Lookup::Missing) => form = Some(Form::Rounds(rounds.value)),
        (Lookup::Valid(rounds), Lookup::Valid(every), Lookup::Missing) => {
            form = Some(Form::Every { slot: every.value, rounds: rounds.value });
        }
        _ => {}
    }
    let between = table.read("between", duration::gap_window, problems);
    for (key, gap) in [("rest", &rest), ("between", &between)] {
        if let (Some(gap), false) = (gap.located(), every.is_missing()) {
            problems.add(gap.key_at.clone(), SlotProblem::GapBesideEvery { key });
            form = None;
        }
    }
    if let (Some(between), Some(Form::Straight)) = (between.located(), form) {
        problems.add(between.key_at.clone(), RoutineProblem::BetweenNeedsRounds);
        form = None;
    }
    let when = table.read("when", WrittenWhen::read, problems).value_or(WrittenWhen::default());
    let each = |item: &Item<'_>, problems: &mut Collector| exercise(item, form, shared, problems);
    let exercises = table.read("exercise", |item, problems| value::tables(item, each, problems), problems);
    if exercises.is_missing() {
        problems.add(table.header.clone(), RoutineProblem::NoExercise);
    }
    table.finish(problems);
    let Label { id, name } = label?;
    Some(Phase {
        id,
        name,
        goal,
        form: form?,
        rest: rest.map(Some).value_or(None)?,
        between: between.map(Some).value_or(None)?,
        when: when?.of_phase(problems)?,
        exercises: exercises.value()?,
    })
}

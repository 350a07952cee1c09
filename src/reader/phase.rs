//! Phases, and how their exercises follow each other.

use std::time::Duration;

use super::duration;
use super::exercise::{FileContext, exercise};
use super::ids::Ids;
use super::problem::{Collector, Remark, RoutineProblem, SlotProblem};
use super::table::{Item, Lookup, Table};
use super::value;
use super::when::WrittenWhen;
use crate::model::{Exercise, Label, Phase, PhaseForm, Window};

pub(super) fn phase(item: &Item<'_>, ids: &mut Ids, file: &mut FileContext, problems: &mut Collector) -> Option<Phase> {
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
        (Lookup::Missing, Lookup::Missing, Lookup::Missing) => form = Some(PhaseForm::Straight),
        (Lookup::Missing, Lookup::Missing, Lookup::Valid(within)) => form = Some(PhaseForm::Within(within.value)),
        (Lookup::Valid(rounds), Lookup::Missing, Lookup::Missing) => form = Some(PhaseForm::Rounds(rounds.value)),
        (Lookup::Valid(rounds), Lookup::Valid(every), Lookup::Missing) => {
            form = Some(PhaseForm::Every { slot: every.value, rounds: rounds.value });
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
    if let (Some(between), Some(PhaseForm::Straight)) = (between.located(), form) {
        problems.add(between.key_at.clone(), RoutineProblem::BetweenNeedsRounds);
        form = None;
    }
    let when = table.read("when", WrittenWhen::read, problems).value_or(WrittenWhen::default());
    let each = |item: &Item<'_>, problems: &mut Collector| exercise(item, form, file, problems);
    let exercises = table.read("exercise", |item, problems| value::tables(item, each, problems), problems);
    if exercises.is_missing() {
        problems.add(table.header.clone(), RoutineProblem::NoExercise);
    }
    table.finish(problems);
    if let (Some(form), Some(exercises)) = (form, exercises.located()) {
        // A get-ready that the file wants before every exercise is no slip.
        let prepared = if file.defaults.has_prepare() { &[][..] } else { &exercises.value };
        note_effects(form, &rest, &between, exercises.value.len(), prepared, problems);
    }
    let Label { id, name, .. } = label?;
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

/// Notes whether the gaps of a phase with this many exercises have an effect, and whether a `prepare` that is written
/// follows them.
fn note_effects(
    form: PhaseForm,
    rest: &Lookup<Window<Duration>>,
    between: &Lookup<Window<Duration>>,
    exercises: usize,
    prepared: &[Exercise],
    problems: &mut Collector,
) {
    let is_prepared = |exercise: &Exercise| {
        let prescription = exercise.movements.first().dose.first();
        prescription.prepare_written && !prescription.prepare.is_zero()
    };
    let later_is_prepared = prepared.iter().skip(1).any(is_prepared);
    let first_is_prepared = prepared.first().is_some_and(is_prepared);
    if let Some(rest) = rest.located() {
        let remark = match form {
            PhaseForm::Straight if exercises == 1 => Some(Remark::GapOfOneExercise { key: "rest" }),
            PhaseForm::Rounds(rounds) if rounds.max == 1 => Some(Remark::RestOfOneRound),
            PhaseForm::Straight if later_is_prepared => Some(Remark::GapBeforePrepare { key: "rest" }),
            PhaseForm::Rounds(_) | PhaseForm::Within(_) if first_is_prepared => {
                Some(Remark::GapBeforePrepare { key: "rest" })
            }
            _ => None,
        };
        problems.note_effect(&rest.key_at, remark.filter(|_| !rest.value.max.is_zero()));
    }
    if let Some(between) = between.located() {
        let remark = if exercises == 1 {
            Some(Remark::GapOfOneExercise { key: "between" })
        } else {
            later_is_prepared.then_some(Remark::GapBeforePrepare { key: "between" })
        };
        problems.note_effect(&between.key_at, remark.filter(|_| !between.value.max.is_zero()));
    }
}

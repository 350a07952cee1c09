//! Phases, and how their exercises follow each other.

use super::duration::{self, GAP, WORK};
use super::exercise::{Shared, exercise};
use super::faults::{Fault, Faults};
use super::ids::Ids;
use super::table::{Given, Item, Table};
use super::value;
use crate::model::{Form, Label, Phase};

/// Reads a phase. All its faults are said.
pub(super) fn phase(item: &Item<'_>, ids: &mut Ids, shared: &mut Shared, faults: &mut Faults) -> Option<Phase> {
    let mut table = Table::of(item, "phase", faults)?;
    let label = ids.label(&mut table, faults);
    let goal = table.read("goal", value::prose, faults).value();
    let rounds = table.read("rounds", value::counts, faults);
    let every = table.read("every", |item, faults| duration::one(item, WORK, faults), faults);
    let within = table.read("within", |item, faults| duration::one(item, WORK, faults), faults);
    let rest = table.read("rest", |item, faults| duration::range(item, GAP, faults), faults);

    let together = |given: &str, at: &std::ops::Range<usize>, other: &str, why: &str| {
        Fault::at(at.clone(), format!("`{given}` cannot stand beside `{other}`")).label(why.to_owned())
    };
    let mut form = None;
    match (&rounds, &every, &within) {
        (Given::Yes(_), _, Given::Yes(within)) => {
            faults.add(together("within", &within.key_at, "rounds", "it does as many rounds as fit"));
        }
        (_, Given::Yes(every), Given::Yes(_)) => {
            faults.add(together("every", &every.key_at, "within", "expected one clock"));
        }
        (Given::No, Given::Yes(every), _) => faults.add(
            Fault::at(every.key_at.clone(), "`every` needs `rounds`")
                .label("nobody knows how often it goes round")
                .help("add `rounds = 10`"),
        ),
        (Given::No, Given::No, Given::No) => form = Some(Form::Straight),
        (Given::No, Given::No, Given::Yes(within)) => form = Some(Form::Within(within.value)),
        (Given::Yes(rounds), Given::No, Given::No) => form = Some(Form::Rounds(rounds.value)),
        (Given::Yes(rounds), Given::Yes(every), Given::No) => {
            form = Some(Form::Every { slot: every.value, rounds: rounds.value });
        }
        _ => {}
    }
    if let (Some(rest), false) = (rest.spot(), every.is_no()) {
        faults.add(together("rest", &rest.key_at, "every", "what is left of a slot is the rest").help("leave it out"));
        form = None;
    }
    let each = |item: &Item<'_>, faults: &mut Faults| exercise(item, form, shared, faults);
    let exercises = table.read("exercise", |item, faults| tables(item, each, faults), faults);
    if exercises.is_no() {
        faults.add(
            Fault::at(table.head.clone(), "a phase without an exercise")
                .label("expected `[[phase.exercise]]` after it")
                .help("add `[[phase.exercise]]` with a `name`"),
        );
    }
    table.finish(faults);
    let Label { id, name } = label?;
    Some(Phase { id, name, goal, form: form?, rest: rest.map(Some).value_or(None)?, exercises: exercises.value()? })
}

/// A list of tables, which in a file is one header after the other.
pub(super) fn tables<'a, T>(
    item: &Item<'a>,
    read: impl FnMut(&Item<'a>, &mut Faults) -> Option<T>,
    faults: &mut Faults,
) -> Option<Vec<T>> {
    if let toml::de::DeValue::Table(_) = item.value {
        faults.add(
            Fault::at(item.at.clone(), format!("`{}` is one table", item.key))
                .label("expected double brackets: there may be several")
                .help(format!("write its header as `[[{}]]`", header(item.key))),
        );
        return None;
    }
    value::list(item, read, faults)
}

fn header(key: &str) -> &str {
    match key {
        "exercise" => "phase.exercise",
        "movement" => "phase.exercise.movement",
        other => other,
    }
}

//! Exercises and their movements.

use std::ops::Range;

use super::ids::Ids;
use super::prescription::{Holder, ItemsOfLists, Layer};
use super::problem::{Collector, ListProblem, Problem, Remark, RoutineProblem, SlotProblem, WhenProblem};
use super::progression::WrittenProgression;
use super::schedule::Occasion;
use super::table::{Item, Located, Lookup, Table};
use super::value;
use super::when::WrittenWhen;
use crate::model::{Dose, Exercise, Label, Movement, NonEmpty, PhaseForm, Prescription, Schedule};

/// The most resolved prescriptions of a file, the items of their lists counted too.
const PRESCRIPTIONS_MAX: usize = 20_000;

/// The most entries of `weeks` or `sessions`.
pub(super) const ENTRIES_MAX: usize = 1_000;

/// What the exercises of a file share.
#[derive(Debug)]
pub(super) struct FileContext {
    /// `[defaults]`.
    pub(super) defaults: Layer,
    pub(super) ids: Ids,
    /// How many of [`PRESCRIPTIONS_MAX`] there are so far.
    pub(super) prescriptions: usize,
}

impl FileContext {
    pub(super) fn new(defaults: Layer) -> Self {
        Self { defaults, ids: Ids::default(), prescriptions: 0 }
    }
}

/// The prescription of an exercise or a movement: its own fields, and those of each entry of its `weeks` or `sessions`.
#[derive(Debug, Default)]
struct ScheduledLayers {
    own: Layer,
    weeks: Lookup<Vec<Layer>>,
    sessions: Lookup<Vec<Layer>>,
    /// Whether the list begins again after its last entry.
    cycle: bool,
}

impl ScheduledLayers {
    fn read(table: &mut Table<'_>, holder: Holder, problems: &mut Collector) -> Self {
        let mut own = Layer::read(table, holder, problems);
        own.read_suggested(table, problems);
        let mut read = |schedule: Schedule| {
            let read = |item: &Item<'_>, problems: &mut Collector| entries(item, schedule, holder, problems);
            table.read(schedule.key(), read, problems)
        };
        let (weeks, sessions) = (read(Schedule::Weeks), read(Schedule::Sessions));
        let cycle = table.read("cycle", value::flag, problems);
        if let (Some(cycle), Lookup::Missing, Lookup::Missing) = (cycle.located(), &weeks, &sessions) {
            problems.add(cycle.key_at.clone(), WhenProblem::CycleNeedsList);
        }
        if let Some(cycle) = cycle.located() {
            let entries = [&weeks, &sessions].into_iter().filter_map(|list| list.located());
            let is_one = entries.map(|list| list.value.len()).max() == Some(1);
            problems.note_effect(&cycle.key_at, is_one.then_some(Remark::CycleOfOneEntry));
        }
        Self { own, weeks, sessions, cycle: cycle.value().unwrap_or(false) }
    }

    fn entries(&self, schedule: Schedule) -> &Lookup<Vec<Layer>> {
        match schedule {
            Schedule::Weeks => &self.weeks,
            Schedule::Sessions => &self.sessions,
        }
    }

    fn len(&self, schedule: Schedule) -> usize {
        self.entries(schedule).located().map_or(0, |entries| entries.value.len())
    }

    /// The fields in the n-th week or session, from 0: an entry overrides its table, and after the last one it begins
    /// again or the last one goes on.
    fn at(&self, schedule: Schedule, n: usize) -> Layer {
        match self.entries(schedule).located() {
            Some(Located { value: entries, .. }) => {
                let index = if self.cycle { n % entries.len() } else { n.min(entries.len() - 1) };
                entries[index].over(&self.own)
            }
            None => self.own.clone(),
        }
    }

    fn is_invalid(&self) -> bool {
        self.weeks.is_invalid() || self.sessions.is_invalid()
    }
}

fn entries(item: &Item<'_>, schedule: Schedule, holder: Holder, problems: &mut Collector) -> Option<Vec<Layer>> {
    let read = |item: &Item<'_>, problems: &mut Collector| {
        let mut table = Table::of(item, schedule.entry(), problems)?;
        let entry = Layer::read(&mut table, holder, problems);
        for key in ["progression", "weeks", "sessions", "cycle", "when"] {
            table.forbid(key, problems);
        }
        table.finish(problems);
        Some(entry)
    };
    if let Some(number) = item.value.as_array().map(|list| list.len()).filter(|&number| number > ENTRIES_MAX) {
        return item.reject_key(ListProblem::TooManyEntries(number), problems);
    }
    value::list(item, read, problems)
}

/// A movement before its exercise's fields are laid under its own.
#[derive(Debug, Default)]
struct WrittenMovement {
    label: Option<Label>,
    description: Description,
    when: WrittenWhen,
    layers: ScheduledLayers,
}

/// What exercises and movements have besides their prescription.
#[derive(Debug, Default)]
struct Description {
    say_as: Option<String>,
    goal: Option<String>,
    tips: Vec<String>,
    suggested_tips: Vec<String>,
    video: Option<String>,
    contacts: Option<bool>,
    fit: Option<String>,
}

impl Description {
    fn read(table: &mut Table<'_>, problems: &mut Collector) -> Self {
        Self {
            say_as: table.read("say_as", value::name, problems).value(),
            goal: table.read("goal", value::prose, problems).value(),
            tips: table.read("tips", value::proses, problems).value().unwrap_or_default(),
            suggested_tips: table.read("suggested_tips", value::proses, problems).value().unwrap_or_default(),
            video: table.read("video", value::line, problems).value(),
            contacts: table.read("contacts", value::flag, problems).value(),
            fit: table.read("fit", value::fit_exercise, problems).value(),
        }
    }
}

pub(super) fn exercise(
    item: &Item<'_>,
    form: Option<PhaseForm>,
    file: &mut FileContext,
    problems: &mut Collector,
) -> Option<Exercise> {
    let mut table = Table::of(item, "exercise", problems)?;
    let label = file.ids.label(&mut table, problems);
    let description = Description::read(&mut table, problems);
    let equipment = table.read("equipment", value::lines, problems).value();
    let when = table.read("when", WrittenWhen::read, problems).value_or(WrittenWhen::default());
    let layers = ScheduledLayers::read(&mut table, Holder::Exercise, problems);
    let progression = table.read("progression", WrittenProgression::read, problems);
    let mut ids = Ids::default();
    let each = |item: &Item<'_>, problems: &mut Collector| movement(item, &mut ids, problems);
    let movements = table.read("movement", |item, problems| value::tables(item, each, problems), problems);
    table.finish(problems);

    let is_invalid = progression.is_invalid() || movements.is_invalid() || layers.is_invalid();
    // An exercise without movements is one movement without a name.
    let movements = movements.value_or(vec![WrittenMovement::default()])?;
    let schedule = schedule(&layers, &movements, progression.located().map(|it| &it.key_at), problems);
    let mut movements_left = movements.len();
    let movements: Vec<Option<Movement>> = movements
        .into_iter()
        .map(|written| {
            let WrittenMovement { label, description: movement, when: own_when, layers: own } = written;
            let lists = match (form, &when) {
                (Some(form), Some(when)) => Some(items_of_lists(form, when, &own_when, problems)?),
                _ => None,
            };
            let dose = dose(&layers, &own, schedule.ok()?, lists, &item.at, file, problems)?;
            movements_left -= 1;
            if let Some(form) = form {
                note_effects(&layers, &own, schedule.ok()?, form, movements_left == 0, problems);
            }
            Some(Movement {
                label,
                goal: movement.goal,
                tips: movement.tips,
                suggested_tips: movement.suggested_tips,
                video: movement.video,
                contacts: movement.contacts.or(description.contacts).unwrap_or(false),
                fit: movement.fit.or_else(|| description.fit.clone()),
                when: own_when.when,
                dose,
            })
        })
        .collect();
    let movements: NonEmpty<Movement> = movements.into_iter().collect::<Option<Vec<_>>>()?.try_into().ok()?;
    let progression = match progression {
        Lookup::Valid(progression) => Some(progression.value.resolve(&movements, problems)?),
        Lookup::Missing | Lookup::Invalid => None,
    };
    let Label { id, name, .. } = label?;
    (!is_invalid).then_some(Exercise {
        id,
        name,
        say_as: description.say_as,
        goal: description.goal,
        tips: description.tips,
        suggested_tips: description.suggested_tips,
        equipment: equipment.unwrap_or_default(),
        video: description.video,
        when: when?.when,
        progression,
        movements,
    })
}

fn movement(item: &Item<'_>, ids: &mut Ids, problems: &mut Collector) -> Option<WrittenMovement> {
    let mut table = Table::of(item, "movement", problems)?;
    let label = ids.label(&mut table, problems);
    let description = Description::read(&mut table, problems);
    let when = table.read("when", WrittenWhen::read, problems).value_or(WrittenWhen::default());
    let layers = ScheduledLayers::read(&mut table, Holder::Movement, problems);
    table.forbid("progression", problems);
    table.finish(problems);
    (!layers.is_invalid()).then_some(WrittenMovement {
        label: Some(Label { say_as: description.say_as.clone(), ..label? }),
        description,
        when: when?,
        layers,
    })
}

/// The schedule of an exercise and its movements, where there is one; an error where they change over time in two ways.
fn schedule(
    exercise: &ScheduledLayers,
    movements: &[WrittenMovement],
    progression: Option<&Range<usize>>,
    problems: &mut Collector,
) -> Result<Option<Schedule>, ()> {
    let mut found: Vec<(&'static str, Option<Schedule>, Range<usize>)> = Vec::new();
    for layers in std::iter::once(exercise).chain(movements.iter().map(|movement| &movement.layers)) {
        for schedule in Schedule::ALL {
            if let Some(entries) = layers.entries(schedule).located() {
                found.push((schedule.key(), Some(schedule), entries.key_at.clone()));
            }
        }
    }
    found.extend(progression.map(|at| ("progression", None, at.clone())));
    found.sort_by_key(|(_, _, at)| at.start);
    let Some((first, schedule, first_at)) = found.first() else { return Ok(None) };
    let Some((second, _, at)) = found.iter().find(|(key, _, _)| key != first) else { return Ok(*schedule) };
    let problem = SlotProblem::TwoChangesOverTime { first, second };
    problems.push(Problem::new(at.clone(), problem).related(first_at.clone()));
    Err(())
}

/// What a list has an item for in a movement of an exercise, which take part so.
fn items_of_lists(
    form: PhaseForm,
    exercise: &WrittenWhen,
    movement: &WrittenWhen,
    problems: &mut Collector,
) -> Option<ItemsOfLists> {
    let rounds = exercise.rounds(movement, form, problems).ok()?;
    Some(match form {
        PhaseForm::Straight => ItemsOfLists::Sets,
        _ => rounds.map_or(ItemsOfLists::Unknown, ItemsOfLists::Rounds),
    })
}

/// How many weeks or sessions of an exercise and its movement together come once, and how many then come over and over.
fn lengths(exercise: &ScheduledLayers, movement: &ScheduledLayers, schedule: Schedule) -> (usize, usize) {
    let listed = || [exercise, movement].into_iter().filter(|layers| layers.len(schedule) > 0);
    let once = listed().filter(|layers| !layers.cycle).map(|layers| layers.len(schedule) - 1).max();
    let cycle = listed().filter(|layers| layers.cycle).map(|layers| layers.len(schedule)).fold(1, least_multiple);
    (once.unwrap_or(0), cycle)
}

/// The least common multiple of two numbers above zero.
fn least_multiple(a: usize, b: usize) -> usize {
    let (mut larger, mut smaller) = (a, b);
    while smaller > 0 {
        (larger, smaller) = (smaller, larger % smaller);
    }
    a / larger * b
}

/// The resolved prescriptions of a movement.
fn dose(
    exercise: &ScheduledLayers,
    movement: &ScheduledLayers,
    schedule: Option<Schedule>,
    lists: Option<ItemsOfLists>,
    at: &Range<usize>,
    file: &mut FileContext,
    problems: &mut Collector,
) -> Option<Dose> {
    let Some(schedule) = schedule else {
        let layer = movement.own.over(&exercise.own).over(&file.defaults);
        count_prescription(&layer, at, file, problems)?;
        return layer.resolve(lists, None, problems).map(Dose::always);
    };
    let (before, cycle) = lengths(exercise, movement, schedule);
    let entries = before + cycle;
    let mut list: Vec<Option<Prescription>> = Vec::with_capacity(entries.min(PRESCRIPTIONS_MAX));
    for n in 0..entries {
        let layer = movement.at(schedule, n).over(&exercise.at(schedule, n)).over(&file.defaults);
        count_prescription(&layer, at, file, problems)?;
        list.push(layer.resolve(lists, Some(Occasion { schedule, number: n + 1 }), problems));
    }
    let list = list.into_iter().collect::<Option<Vec<_>>>()?.try_into().ok()?;
    Some(Dose::listed(schedule, list, before))
}

/// Notes which fields of a movement have an effect in some week or session.
fn note_effects(
    exercise: &ScheduledLayers,
    movement: &ScheduledLayers,
    schedule: Option<Schedule>,
    form: PhaseForm,
    is_last: bool,
    problems: &mut Collector,
) {
    let Some(schedule) = schedule else {
        return movement.own.over(&exercise.own).note_effects(form, is_last, problems);
    };
    let (before, cycle) = lengths(exercise, movement, schedule);
    for n in 0..before + cycle {
        let layer = movement.at(schedule, n).over(&exercise.at(schedule, n));
        layer.note_effects(form, is_last, problems);
    }
}

/// Counts a prescription against [`PRESCRIPTIONS_MAX`]. The problem is reported once a file.
fn count_prescription(
    layer: &Layer,
    at: &Range<usize>,
    file: &mut FileContext,
    problems: &mut Collector,
) -> Option<()> {
    let before = file.prescriptions;
    file.prescriptions = before.saturating_add(layer.cost());
    if before <= PRESCRIPTIONS_MAX && file.prescriptions > PRESCRIPTIONS_MAX {
        problems.add(at.clone(), RoutineProblem::TooManyPrescriptions);
    }
    (file.prescriptions <= PRESCRIPTIONS_MAX).then_some(())
}

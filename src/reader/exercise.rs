//! Exercises and their movements.

use std::ops;

use super::faults::{Fault, Faults};
use super::ids::Ids;
use super::phase::tables;
use super::prescription::{Layer, Layered, only_exercise};
use super::progression::Plan;
use super::table::{Given, Item, Table};
use super::value;
use crate::model::{Dose, Exercise, Form, Label, Movement, Prescription};

/// The most resolved prescriptions of a file, the items of their lists counted too.
const PRESCRIPTIONS_MAX: usize = 20_000;

/// The most entries of `weeks` or `sessions`.
const ENTRIES_MAX: usize = 1_000;

/// What the exercises of a file share.
#[derive(Debug)]
pub(super) struct Shared {
    /// `[defaults]`.
    pub(super) defaults: Layered,
    /// The ids of exercises so far.
    pub(super) ids: Ids,
    /// How many prescriptions there are so far.
    pub(super) spent: usize,
}

/// What changes a prescription over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Course {
    Weeks,
    Sessions,
}

impl Course {
    fn key(self) -> &'static str {
        match self {
            Self::Weeks => "weeks",
            Self::Sessions => "sessions",
        }
    }

    fn one(self) -> &'static str {
        match self {
            Self::Weeks => "week",
            Self::Sessions => "session",
        }
    }
}

/// What a table prescribes, by itself and in each entry of its `weeks` or `sessions`.
#[derive(Debug, Default)]
struct Prescribed {
    own: Layered,
    weeks: Given<Vec<Layered>>,
    sessions: Given<Vec<Layered>>,
}

impl Prescribed {
    fn read(table: &mut Table<'_>, layer: Layer, faults: &mut Faults) -> Self {
        let mut own = Layered::read(table, layer, faults);
        own.read_suggested(table, faults);
        Self {
            own,
            weeks: table.read("weeks", |item, faults| entries(item, Course::Weeks, layer, faults), faults),
            sessions: table.read("sessions", |item, faults| entries(item, Course::Sessions, layer, faults), faults),
        }
    }

    fn entries(&self, course: Course) -> &Given<Vec<Layered>> {
        match course {
            Course::Weeks => &self.weeks,
            Course::Sessions => &self.sessions,
        }
    }

    fn len(&self, course: Course) -> usize {
        self.entries(course).spot().map_or(0, |spot| spot.value.len())
    }

    /// What is written for the n-th week or session, from 0: an entry overrides its table, and the last one goes on.
    fn at(&self, course: Course, n: usize) -> Layered {
        match self.entries(course).spot() {
            Some(spot) => spot.value[n.min(spot.value.len() - 1)].over(&self.own),
            None => self.own.clone(),
        }
    }

    fn is_bad(&self) -> bool {
        matches!(self.weeks, Given::Bad) || matches!(self.sessions, Given::Bad)
    }
}

fn entries(item: &Item<'_>, course: Course, layer: Layer, faults: &mut Faults) -> Option<Vec<Layered>> {
    let read = |item: &Item<'_>, faults: &mut Faults| {
        let mut table = Table::of(item, course.one(), faults)?;
        let entry = Layered::read(&mut table, layer, faults);
        for key in ["progression", "weeks", "sessions"] {
            only_exercise(&mut table, key, faults);
        }
        table.finish(faults);
        Some(entry)
    };
    if let Some(number) = item.value.as_array().map(|list| list.len()).filter(|&number| number > ENTRIES_MAX) {
        faults.add(
            Fault::at(item.key_at.clone(), format!("`{}` has {number} entries", course.key()))
                .label("expected at most 1,000"),
        );
        return None;
    }
    value::list(item, read, faults)
}

/// A movement as it is written.
#[derive(Debug)]
struct Part {
    label: Option<Label>,
    goal: Option<String>,
    tips: Vec<String>,
    video: Option<String>,
    prescribed: Prescribed,
}

/// Reads an exercise. All its faults are said.
pub(super) fn exercise(
    item: &Item<'_>,
    form: Option<Form>,
    shared: &mut Shared,
    faults: &mut Faults,
) -> Option<Exercise> {
    let mut table = Table::of(item, "exercise", faults)?;
    let label = shared.ids.label(&mut table, faults);
    let goal = table.read("goal", value::prose, faults).value();
    let tips = table.read("tips", value::proses, faults).value();
    let equipment = table.read("equipment", value::lines, faults).value();
    let video = table.read("video", value::line, faults).value();
    let prescribed = Prescribed::read(&mut table, Layer::Exercise, faults);
    let progression = table.read("progression", Plan::read, faults);
    let mut ids = Ids::new("movement");
    let parts = table.read("movement", |item, faults| tables(item, |i, f| part(i, &mut ids, f), faults), faults);
    table.finish(faults);

    let bad = matches!(progression, Given::Bad) || matches!(parts, Given::Bad) || prescribed.is_bad();
    let parts = parts.value_or(vec![Part {
        label: None,
        goal: None,
        tips: Vec::new(),
        video: None,
        prescribed: Prescribed::default(),
    }])?;
    let course = course(&prescribed, &parts, progression.spot().map(|spot| &spot.key_at), faults);
    let movements: Vec<Option<Movement>> = parts
        .into_iter()
        .map(|part| {
            let dose = dose(&prescribed, &part.prescribed, course.ok()?, form, &item.at, shared, faults)?;
            Some(Movement { label: part.label, goal: part.goal, tips: part.tips, video: part.video, dose })
        })
        .collect();
    let movements: Vec<Movement> = movements.into_iter().collect::<Option<_>>()?;
    let progression = match progression {
        Given::Yes(spot) => Some(spot.value.fit(&movements, faults)?),
        Given::No | Given::Bad => None,
    };
    let Label { id, name } = label?;
    (!bad).then_some(Exercise {
        id,
        name,
        goal,
        tips: tips.unwrap_or_default(),
        equipment: equipment.unwrap_or_default(),
        video,
        progression,
        movements,
    })
}

fn part(item: &Item<'_>, ids: &mut Ids, faults: &mut Faults) -> Option<Part> {
    let mut table = Table::of(item, "movement", faults)?;
    let label = ids.label(&mut table, faults);
    let goal = table.read("goal", value::prose, faults).value();
    let tips = table.read("tips", value::proses, faults).value();
    let video = table.read("video", value::line, faults).value();
    let prescribed = Prescribed::read(&mut table, Layer::Movement, faults);
    only_exercise(&mut table, "progression", faults);
    table.finish(faults);
    (!prescribed.is_bad()).then_some(Part {
        label: Some(label?),
        goal,
        tips: tips.unwrap_or_default(),
        video,
        prescribed,
    })
}

/// The one kind of change over time of an exercise and its movements; an error where there are two kinds.
fn course(
    prescribed: &Prescribed,
    parts: &[Part],
    progression: Option<&ops::Range<usize>>,
    faults: &mut Faults,
) -> Result<Option<Course>, ()> {
    let mut found: Vec<(&str, Option<Course>, ops::Range<usize>)> = Vec::new();
    for one in std::iter::once(prescribed).chain(parts.iter().map(|part| &part.prescribed)) {
        for course in [Course::Weeks, Course::Sessions] {
            if let Some(spot) = one.entries(course).spot() {
                found.push((course.key(), Some(course), spot.key_at.clone()));
            }
        }
    }
    found.extend(progression.map(|at| ("progression", None, at.clone())));
    found.sort_by_key(|(_, _, at)| at.start);
    let Some((first, course, first_at)) = found.first() else { return Ok(None) };
    let Some((other, _, at)) = found.iter().find(|(key, _, _)| key != first) else { return Ok(*course) };
    faults.add(
        Fault::at(at.clone(), format!("`{first}` and `{other}` in one exercise"))
            .label("expected one way to change over time")
            .related(first_at.clone(), "the first one")
            .help(format!("keep `{first}` or `{other}`")),
    );
    Err(())
}

/// The prescriptions of a movement, resolved.
fn dose(
    exercise: &Prescribed,
    movement: &Prescribed,
    course: Option<Course>,
    form: Option<Form>,
    at: &ops::Range<usize>,
    shared: &mut Shared,
    faults: &mut Faults,
) -> Option<Dose> {
    let Some(course) = course else {
        let layers = movement.own.over(&exercise.own).over(&shared.defaults);
        spend(&layers, at, shared, faults)?;
        return layers.resolve(form, "", faults).map(Dose::Always);
    };
    let entries = exercise.len(course).max(movement.len(course)).max(1);
    let mut list: Vec<Option<Prescription>> = Vec::with_capacity(entries);
    for n in 0..entries {
        let layers = movement.at(course, n).over(&exercise.at(course, n)).over(&shared.defaults);
        spend(&layers, at, shared, faults)?;
        list.push(layers.resolve(form, &format!("in {} {}, ", course.one(), n + 1), faults));
    }
    let list: Vec<Prescription> = list.into_iter().collect::<Option<_>>()?;
    Some(match course {
        Course::Weeks => Dose::Weeks(list),
        Course::Sessions => Dose::Sessions(list),
    })
}

/// Pays for a prescription; the first one that is too many is said.
fn spend(layers: &Layered, at: &ops::Range<usize>, shared: &mut Shared, faults: &mut Faults) -> Option<()> {
    let before = shared.spent;
    shared.spent = before.saturating_add(layers.cost());
    if before <= PRESCRIPTIONS_MAX && shared.spent > PRESCRIPTIONS_MAX {
        faults.add(
            Fault::at(at.clone(), "too many prescriptions")
                .label("over 20,000 in this file, counted by movement and week or session, and by item of a list")
                .help("shorten `weeks`, `sessions` or the lists"),
        );
    }
    (shared.spent <= PRESCRIPTIONS_MAX).then_some(())
}

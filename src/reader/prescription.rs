//! Prescriptions as they are written, layer over layer, and resolved.

mod measure;

use std::ops::Range;
use std::rc::Rc;
use std::time::Duration;

use toml::de::DeValue;

use super::duration;
use super::problem::{ChoiceProblem, Collector, MeasureKind, PrescriptionProblem, Problem, Remark, SlotProblem};
use super::schedule::Occasion;
use super::table::{Item, Located, Lookup, Table};
use super::value;
use crate::model::{Field, Measure, Pacing, PhaseForm, Prescription, RepTarget, Rhythm, Sides, Window};
use measure::{UnpacedMeasure, WrittenMeasure, distance, reps, time};

/// Which table a layer is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    /// An exercise, or an entry of its weeks or sessions.
    Exercise,
    /// A movement, or an entry of its weeks or sessions.
    Movement,
}

/// What a list as the measure has an item for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ItemsOfLists {
    Sets,
    /// Each round in which it takes part: this many.
    Rounds(u32),
    /// Nobody knows how many rounds there will be.
    Unknown,
}

/// The fields of one table, or of several laid over each other. Three fields are slots that hold one thing each: the
/// measure, the rhythm, and the number of sets (`sets`, or a list as the measure).
#[derive(Debug, Clone, Default)]
pub(super) struct Layer {
    sets: Lookup<Window<u32>>,
    measure: Lookup<Rc<WrittenMeasure>>,
    rhythm: Lookup<(Field, Rhythm)>,
    sides: Lookup<Sides>,
    rest: Lookup<Window<Duration>>,
    switch: Lookup<Duration>,
    prepare: Lookup<Duration>,
    pace: Lookup<Duration>,
    about: Lookup<Duration>,
    parts: Lookup<Vec<String>>,
    load: Lookup<String>,
    effort: Lookup<String>,
    figure: Lookup<String>,
    suggested: Lookup<Rc<[Field]>>,
}

impl Layer {
    /// Takes the fields of a prescription out of a table.
    pub(super) fn read(table: &mut Table<'_>, holder: Holder, problems: &mut Collector) -> Self {
        Self {
            sets: table.read("sets", value::counts, problems),
            measure: slot("measure", MEASURES, table, problems).map(|(_, measure)| Rc::new(measure)),
            rhythm: slot("rhythm", RHYTHMS, table, problems),
            sides: table.read("sides", |item, problems| value::one_of(item, &SIDES, problems), problems),
            about: table.read("about", duration::work, problems),
            parts: table.read("parts", |item, problems| value::list(item, value::name, problems), problems),
            load: table.read("load", value::name, problems),
            effort: table.read("effort", value::name, problems),
            figure: table.read("figure", figure, problems),
            prepare: match holder {
                Holder::Exercise => table.read("prepare", duration::gap, problems),
                Holder::Movement => {
                    table.forbid("prepare", problems);
                    Lookup::Missing
                }
            },
            ..Self::read_between(table, problems)
        }
    }

    /// Takes `[defaults]` out of its table.
    pub(super) fn read_defaults(table: &mut Table<'_>, problems: &mut Collector) -> Self {
        Self { prepare: table.read("prepare", duration::gap, problems), ..Self::read_between(table, problems) }
    }

    /// Takes the fields that defaults and prescriptions have: the gaps between blocks, and the pace.
    fn read_between(table: &mut Table<'_>, problems: &mut Collector) -> Self {
        Self {
            rest: table.read("rest", duration::gap_window, problems),
            switch: table.read("switch", duration::gap, problems),
            pace: table.read("pace", duration::work, problems),
            ..Self::default()
        }
    }

    /// Takes `suggested` out of the table of an exercise or a movement.
    pub(super) fn read_suggested(&mut self, table: &mut Table<'_>, problems: &mut Collector) {
        self.suggested = table.read("suggested", suggested, problems).map(Rc::from);
    }

    /// This layer over an outer one: the inner value of a slot replaces the outer one.
    pub(super) fn over(&self, far: &Self) -> Self {
        let measure = self.measure.located().map(|measure| &measure.value);
        let replaces_sets = measure.is_some_and(|measure| measure.is_list);
        let drops_rhythm = measure.is_some_and(|measure| !matches!(measure.amount, UnpacedMeasure::Reps(_)));
        let is_tempo = |rhythm: &Located<(Field, Rhythm)>| rhythm.value.0 == Field::Tempo;
        let drops_parts = drops_rhythm || self.rhythm.located().is_some_and(|rhythm| !is_tempo(rhythm));
        Self {
            sets: if replaces_sets { self.sets.clone() } else { self.sets.or(&far.sets) },
            measure: self.measure.or(&far.measure),
            rhythm: if drops_rhythm { self.rhythm.clone() } else { self.rhythm.or(&far.rhythm) },
            sides: self.sides.or(&far.sides),
            rest: self.rest.or(&far.rest),
            switch: self.switch.or(&far.switch),
            prepare: self.prepare.or(&far.prepare),
            pace: self.pace.or(&far.pace),
            about: self.about.or(&far.about),
            parts: if drops_parts { self.parts.clone() } else { self.parts.or(&far.parts) },
            load: self.load.or(&far.load),
            effort: self.effort.or(&far.effort),
            figure: self.figure.or(&far.figure),
            suggested: self.suggested_over(far),
        }
    }

    /// A nearer list replaces a farther one, but for the two fields that only an exercise has.
    fn suggested_over(&self, far: &Self) -> Lookup<Rc<[Field]>> {
        let (Lookup::Valid(near), Lookup::Valid(beyond)) = (&self.suggested, &far.suggested) else {
            return self.suggested.or(&far.suggested);
        };
        let kept = beyond.value.iter().filter(|field| matches!(field, Field::Prepare | Field::Progression));
        let mut fields: Vec<Field> = near.value.iter().chain(kept).copied().collect();
        fields.sort_unstable();
        fields.dedup();
        Lookup::Valid(Located { value: fields.into(), ..near.clone() })
    }

    /// How much there is to keep of it.
    pub(super) fn cost(&self) -> usize {
        self.measure.located().map_or(1, |measure| measure.value.len())
    }

    /// Whether it says how long to get ready.
    pub(super) fn has_prepare(&self) -> bool {
        !self.prepare.is_missing()
    }

    /// Notes which of the fields have an effect in a phase of this form, before the defaults of the file are laid under
    /// them; `is_last` of the movement after which the exercise is over.
    pub(super) fn note_effects(&self, form: PhaseForm, is_last: bool, problems: &mut Collector) {
        let measure = self.measure.located().map(|measure| &*measure.value);
        let kind = measure.map_or(MeasureKind::Open, WrittenMeasure::kind);
        let sets = match measure {
            Some(measure) if measure.is_list && form == PhaseForm::Straight => measure.len(),
            _ => self.sets.located().map_or(1, |sets| sets.value.max as usize),
        };
        if let Some(rest) = self.rest.located() {
            let is_after = is_last && sets == 1;
            problems.note_effect(&rest.key_at, is_after.then_some(Remark::RestOfOneSet(form)));
        }
        if let Some(switch) = self.switch.located() {
            let changes = self.sides.located().is_some_and(|sides| matches!(sides.value, Sides::Each | Sides::Split));
            problems.note_effect(&switch.key_at, (!changes).then_some(Remark::SwitchWithoutSides));
        }
        if let Some(pace) = self.pace.located() {
            let without = match self.rhythm.located() {
                _ if kind != MeasureKind::Reps => Some(Remark::PaceOfMeasure(kind)),
                Some(rhythm) => Some(Remark::PaceBesideRhythm(rhythm.value.0.key())),
                None => None,
            };
            problems.note_effect(&pace.key_at, without);
        }
        if let Some(about) = self.about.located() {
            let is_known = match measure.map(|measure| &measure.amount) {
                Some(UnpacedMeasure::Time(_)) => true,
                Some(UnpacedMeasure::Reps(items)) => items.iter().all(|item| matches!(item, RepTarget::Count(_))),
                Some(UnpacedMeasure::Distance(_)) | None => false,
            };
            problems.note_effect(&about.key_at, is_known.then_some(Remark::AboutOfMeasure(kind)));
        }
    }

    /// The prescription that the layers come to, with the printed defaults; `on` tells which week or session it is of,
    /// where there are several.
    pub(super) fn resolve(
        &self,
        lists: Option<ItemsOfLists>,
        on: Option<Occasion>,
        problems: &mut Collector,
    ) -> Option<Prescription> {
        let is_consistent = self.check(lists, on, problems);
        let written = match &self.measure {
            Lookup::Valid(measure) => Some(&measure.value),
            Lookup::Missing => None,
            Lookup::Invalid => return None,
        };
        let sets = match written {
            Some(written) if written.is_list && lists? == ItemsOfLists::Sets => {
                Window::exact(u32::try_from(written.len()).unwrap_or(u32::MAX))
            }
            _ => self.sets.clone().value_or(Window::exact(1))?,
        };
        let rhythm = self.rhythm.clone().map(|(_, rhythm)| Some(Pacing::Rhythm(rhythm))).value_or(None)?;
        let pace = self.pace.clone().map(Pacing::SelfPaced).value_or(Pacing::default())?;
        let measure = match written.map(|written| &written.amount) {
            Some(UnpacedMeasure::Reps(targets)) => {
                Measure::Reps { targets: targets.clone(), pacing: rhythm.unwrap_or(pace) }
            }
            Some(UnpacedMeasure::Time(times)) => Measure::Time(times.clone()),
            Some(UnpacedMeasure::Distance(distance)) => Measure::Distance(distance.clone()),
            None => Measure::Open,
        };
        let seconds = Duration::from_secs;
        let prescription = Prescription {
            sets,
            sides: self.sides.clone().value_or(Sides::Both)?,
            rest: self.rest.clone().value_or(Window::exact(seconds(30)))?,
            switch: self.switch.clone().value_or(seconds(5))?,
            prepare: self.prepare.clone().value_or(seconds(10))?,
            prepare_written: !self.prepare.is_missing(),
            about: self.about.clone().map(Some).value_or(None)?,
            parts: self.parts.clone().value_or(Vec::new())?,
            load: self.load.clone().map(Some).value_or(None)?,
            effort: self.effort.clone().map(Some).value_or(None)?,
            figure: self.figure.clone().map(Some).value_or(None)?,
            suggested: self.suggested.clone().map(|fields| fields.to_vec()).value_or(Vec::new())?,
            measure,
        };
        is_consistent.then_some(prescription)
    }

    /// Whether the fields fit together. Those that could not be read are left out.
    fn check(&self, lists: Option<ItemsOfLists>, on: Option<Occasion>, problems: &mut Collector) -> bool {
        if self.measure.is_invalid() {
            return false;
        }
        let measure = self.measure.located().map_or(MeasureKind::Open, |measure| measure.value.kind());
        let mut found = Vec::new();
        if let (Some(rhythm), true) = (self.rhythm.located(), measure != MeasureKind::Reps) {
            let problem = PrescriptionProblem::RhythmNeedsReps { key: rhythm.value.0.key(), measure, on };
            found.push(Problem::new(rhythm.key_at.clone(), problem));
        }
        if let Some(parts) = self.parts.located() {
            let of_tempo = self.rhythm.located().and_then(|rhythm| rhythm.value.1.parts()).map(<[_]>::len);
            let problem = match of_tempo {
                Some(number) if number == parts.value.len() => None,
                Some(of_tempo) => Some(PrescriptionProblem::PartsLength { words: parts.value.len(), of_tempo, on }),
                None if self.rhythm.is_invalid() => None,
                None => Some(PrescriptionProblem::PartsNeedTempo { on }),
            };
            found.extend(problem.map(|problem| Problem::new(parts.key_at.clone(), problem)));
        }
        if let Some(sides) = self.sides.located() {
            let problem = match sides.value {
                Sides::Split if measure != MeasureKind::Time => {
                    Some(PrescriptionProblem::SplitNeedsTime { measure, on })
                }
                Sides::Alternate if measure != MeasureKind::Reps => {
                    Some(PrescriptionProblem::AlternateNeedsReps { measure, on })
                }
                _ => None,
            };
            found.extend(problem.map(|problem| Problem::new(sides.at.clone(), problem)));
        }
        if let Some(list) = self.measure.located().filter(|measure| measure.value.is_list) {
            found.extend(self.check_list(list, lists, on));
        }
        let is_consistent = found.is_empty();
        for problem in found {
            problems.push(problem);
        }
        is_consistent
    }

    fn check_list(
        &self,
        list: &Located<Rc<WrittenMeasure>>,
        lists: Option<ItemsOfLists>,
        on: Option<Occasion>,
    ) -> Option<Problem> {
        let key = list.value.field().key();
        if let Some(sets) = self.sets.located() {
            let problem = PrescriptionProblem::SetsBesideList { key, on };
            return Some(Problem::new(sets.key_at.clone(), problem).related(list.at.clone()));
        }
        let problem = match lists? {
            ItemsOfLists::Sets => return None,
            ItemsOfLists::Unknown => PrescriptionProblem::ListNeedsRounds { key },
            ItemsOfLists::Rounds(rounds) => {
                let (items, rounds) = (list.value.len(), rounds as usize);
                if items == rounds {
                    return None;
                }
                PrescriptionProblem::ListLength { key, items, rounds, on }
            }
        };
        Some(Problem::new(list.at.clone(), problem))
    }
}

pub(super) const SIDES: [(&str, Sides); 6] = [
    ("both", Sides::Both),
    ("each", Sides::Each),
    ("alternate", Sides::Alternate),
    ("split", Sides::Split),
    ("left", Sides::Left),
    ("right", Sides::Right),
];

/// How the value of a field is read.
type Read<T> = fn(&Item<'_>, &mut Collector) -> Option<T>;

/// The keys that fill the slot of the measure.
const MEASURES: [(Field, Read<WrittenMeasure>); 3] =
    [(Field::Reps, reps), (Field::Time, time), (Field::Distance, distance)];

/// The keys that fill the slot of the rhythm.
const RHYTHMS: [(Field, Read<Rhythm>); 3] = [
    (Field::Hold, |item, problems| duration::work(item, problems).map(Rhythm::Hold)),
    (Field::Tempo, |item, problems| duration::tempo(item, problems).map(Rhythm::Tempo)),
    (Field::Cadence, |item, problems| value::whole(item, 10, 300, problems).map(Rhythm::Cadence)),
];

/// Reads the one key of a table that fills a slot.
fn slot<T, const N: usize>(
    slot: &'static str,
    keys: [(Field, Read<T>); N],
    table: &mut Table<'_>,
    problems: &mut Collector,
) -> Lookup<(Field, T)> {
    let mut given: Vec<(Field, Lookup<T>)> = Vec::new();
    for (field, read) in keys {
        let lookup = table.read(field.key(), read, problems);
        if !lookup.is_missing() {
            given.push((field, lookup));
        }
    }
    let mut places: Vec<(&'static str, Range<usize>)> =
        given.iter().filter_map(|(field, lookup)| Some((field.key(), lookup.located()?.key_at.clone()))).collect();
    places.sort_by_key(|(_, at)| at.start);
    if let [(first, first_at), others @ ..] = places.as_slice() {
        for (second, at) in others {
            let problem = SlotProblem::TwoInOneTable { slot, first, second };
            problems.push(Problem::new(at.clone(), problem).related(first_at.clone()));
        }
    }
    match given.len() {
        0 => Lookup::Missing,
        1 => {
            let (field, lookup) = given.remove(0);
            lookup.map(|value| (field, value))
        }
        _ => Lookup::Invalid,
    }
}

/// The id of a figure. Which ones there are is not known here.
fn figure(item: &Item<'_>, problems: &mut Collector) -> Option<String> {
    let id = value::slug(item, problems)?;
    problems.note_figure(item.at.clone(), id.clone());
    Some(id)
}

fn suggested(item: &Item<'_>, problems: &mut Collector) -> Option<Vec<Field>> {
    match item.value {
        DeValue::Boolean(true) => return Some(Field::ALL.to_vec()),
        DeValue::Boolean(false) => return item.reject(ChoiceProblem::SuggestedFalse, problems),
        _ => {}
    }
    let choices = Field::ALL.map(|field| (field.key(), field));
    let mut fields = value::list(item, |item, problems| value::one_of(item, &choices, problems), problems)?;
    fields.sort_unstable();
    fields.dedup();
    Some(fields)
}

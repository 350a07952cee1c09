//! Prescriptions as they are written, layer over layer, and resolved.

use std::ops;
use std::rc::Rc;
use std::time::Duration;

use toml::de::DeValue;

use super::duration::{self, GAP, WORK};
use super::faults::{Fault, Faults};
use super::table::{Given, Item, Spot, Table};
use super::value;
use crate::model::{Distance, Field, Form, Measure, Pacing, Prescription, RepTarget, Rhythm, Sides, Window};

/// Which table a layer is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layer {
    /// An exercise, or an entry of its weeks or sessions.
    Exercise,
    /// A movement, or an entry of its weeks or sessions.
    Movement,
}

/// A measure as it is written.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) amount: Amount,
    /// Whether it is a list, which also says how many sets there are.
    pub(super) list: bool,
}

/// How much, whatever the rhythm.
#[derive(Debug)]
pub(super) enum Amount {
    Reps(Vec<RepTarget>),
    Time(Vec<Window<Duration>>),
    Distance(Distance),
}

impl Written {
    /// How many items there are to keep.
    fn len(&self) -> usize {
        match &self.amount {
            Amount::Reps(items) => items.len(),
            Amount::Time(items) => items.len(),
            Amount::Distance(_) => 1,
        }
    }
}

/// What one table says, or several laid over each other. Three fields are slots that hold one thing each: the measure,
/// the rhythm, and the number of sets (`sets`, or a list as the measure).
#[derive(Debug, Clone, Default)]
pub(super) struct Layered {
    pub(super) sets: Given<Window<u32>>,
    pub(super) measure: Given<Rc<Written>>,
    rhythm: Given<(Field, Rhythm)>,
    sides: Given<Sides>,
    rest: Given<Window<Duration>>,
    switch: Given<Duration>,
    prepare: Given<Duration>,
    pace: Given<Duration>,
    load: Given<String>,
    effort: Given<String>,
    figure: Given<String>,
    suggested: Given<Rc<[Field]>>,
}

impl Layered {
    /// Takes the fields of a prescription out of a table.
    pub(super) fn read(table: &mut Table<'_>, layer: Layer, faults: &mut Faults) -> Self {
        Self {
            sets: table.read("sets", value::counts, faults),
            measure: measure(table, faults),
            rhythm: rhythm(table, faults),
            sides: table.read("sides", |item, faults| value::one_of(item, &SIDES, faults), faults),
            load: table.read("load", value::name, faults),
            effort: table.read("effort", value::name, faults),
            figure: table.read("figure", value::slug, faults),
            prepare: match layer {
                Layer::Exercise => prepare(table, faults),
                Layer::Movement => {
                    only_exercise(table, "prepare", faults);
                    Given::No
                }
            },
            ..Self::between(table, faults)
        }
    }

    /// Takes `[defaults]` out of its table.
    pub(super) fn defaults(table: &mut Table<'_>, faults: &mut Faults) -> Self {
        Self { prepare: prepare(table, faults), ..Self::between(table, faults) }
    }

    /// What stands between the blocks, and the pace.
    fn between(table: &mut Table<'_>, faults: &mut Faults) -> Self {
        Self {
            rest: table.read("rest", |item, faults| duration::range(item, GAP, faults), faults),
            switch: table.read("switch", |item, faults| duration::one(item, GAP, faults), faults),
            pace: table.read("pace", |item, faults| duration::one(item, WORK, faults), faults),
            ..Self::default()
        }
    }

    /// Takes `suggested` out of the table of an exercise or a movement.
    pub(super) fn read_suggested(&mut self, table: &mut Table<'_>, faults: &mut Faults) {
        self.suggested = table.read("suggested", suggested, faults).map(Rc::from);
    }

    /// This layer over one that stands further away: the nearer thing in a slot replaces what is there.
    pub(super) fn over(&self, far: &Self) -> Self {
        let near_list = self.measure.spot().is_some_and(|spot| spot.value.list);
        let drops_rhythm = self.measure.spot().is_some_and(|spot| !matches!(spot.value.amount, Amount::Reps(_)));
        Self {
            sets: if near_list { self.sets.clone() } else { self.sets.or(&far.sets) },
            measure: self.measure.or(&far.measure),
            rhythm: if drops_rhythm { self.rhythm.clone() } else { self.rhythm.or(&far.rhythm) },
            sides: self.sides.or(&far.sides),
            rest: self.rest.or(&far.rest),
            switch: self.switch.or(&far.switch),
            prepare: self.prepare.or(&far.prepare),
            pace: self.pace.or(&far.pace),
            load: self.load.or(&far.load),
            effort: self.effort.or(&far.effort),
            figure: self.figure.or(&far.figure),
            suggested: self.suggested_over(far),
        }
    }

    /// A nearer list replaces a farther one, but for the two fields that only an exercise has.
    fn suggested_over(&self, far: &Self) -> Given<Rc<[Field]>> {
        let (Given::Yes(near), Given::Yes(beyond)) = (&self.suggested, &far.suggested) else {
            return self.suggested.or(&far.suggested);
        };
        let kept = beyond.value.iter().filter(|field| matches!(field, Field::Prepare | Field::Progression));
        let mut fields: Vec<Field> = near.value.iter().chain(kept).copied().collect();
        fields.sort_unstable();
        fields.dedup();
        Given::Yes(Spot { value: fields.into(), ..near.clone() })
    }

    /// How much there is to keep of it.
    pub(super) fn cost(&self) -> usize {
        self.measure.spot().map_or(1, |spot| spot.value.len())
    }

    /// The prescription that the layers come to, with the printed defaults; `when` tells which week or session it is
    /// of, where there are several. Nothing where something is wrong, which has been said.
    pub(super) fn resolve(&self, form: Option<Form>, when: &str, faults: &mut Faults) -> Option<Prescription> {
        let fits = self.check(form, when, faults);
        let written = match &self.measure {
            Given::Yes(spot) => Some(&spot.value),
            Given::No => None,
            Given::Bad => return None,
        };
        let sets = match written {
            Some(written) if written.list && matches!(form?, Form::Straight) => {
                Window::exact(u32::try_from(written.len()).unwrap_or(u32::MAX))
            }
            _ => self.sets.clone().value_or(Window::exact(1))?,
        };
        let rhythm = self.rhythm.clone().map(|(_, rhythm)| Some(Pacing::Rhythm(rhythm))).value_or(None)?;
        let pace = self.pace.clone().map(Pacing::SelfPaced).value_or(Pacing::default())?;
        let measure = match written.map(|written| &written.amount) {
            Some(Amount::Reps(targets)) => Measure::Reps { targets: targets.clone(), pacing: rhythm.unwrap_or(pace) },
            Some(Amount::Time(times)) => Measure::Time(times.clone()),
            Some(Amount::Distance(distance)) => Measure::Distance(distance.clone()),
            None => Measure::Open,
        };
        let seconds = Duration::from_secs;
        let prescription = Prescription {
            sets,
            sides: self.sides.clone().value_or(Sides::Both)?,
            rest: self.rest.clone().value_or(Window::exact(seconds(30)))?,
            switch: self.switch.clone().value_or(seconds(5))?,
            prepare: self.prepare.clone().value_or(seconds(10))?,
            prepare_written: !self.prepare.is_no(),
            load: self.load.clone().map(Some).value_or(None)?,
            effort: self.effort.clone().map(Some).value_or(None)?,
            figure: self.figure.clone().map(Some).value_or(None)?,
            suggested: self.suggested.clone().map(|fields| fields.to_vec()).value_or(Vec::new())?,
            measure,
        };
        fits.then_some(prescription)
    }

    /// Whether its fields fit together. What could not be read is not looked at.
    fn check(&self, form: Option<Form>, when: &str, faults: &mut Faults) -> bool {
        if matches!(self.measure, Given::Bad) {
            return false;
        }
        let is = match self.measure.spot().map(|spot| &spot.value.amount) {
            Some(Amount::Reps(_)) => "reps",
            Some(Amount::Time(_)) => "time",
            Some(Amount::Distance(_)) => "a distance",
            None => "open: it has no `reps`, `time` or `distance`",
        };
        let mut found = Vec::new();
        if let (Some(spot), true) = (self.rhythm.spot(), is != "reps") {
            found.push(
                Fault::at(spot.key_at.clone(), format!("`{}` needs `reps`", spot.value.0.key()))
                    .label(format!("{when}this is {is}")),
            );
        }
        if let Some(spot) = self.sides.spot() {
            let needs = match spot.value {
                Sides::Split if is != "time" => Some("`split` needs `time`"),
                Sides::Alternate if is != "reps" => Some("`alternate` needs `reps`"),
                _ => None,
            };
            if let Some(needs) = needs {
                let help = "`each` gives each side the whole of any amount";
                found.push(Fault::at(spot.at.clone(), needs).label(format!("{when}this is {is}")).help(help));
            }
        }
        if let Some(list) = self.measure.spot().filter(|spot| spot.value.list) {
            found.extend(self.check_list(list, form, when));
        }
        let fits = found.is_empty();
        for fault in found {
            faults.add(fault);
        }
        fits
    }

    fn check_list(&self, list: &Spot<Rc<Written>>, form: Option<Form>, when: &str) -> Option<Fault> {
        let key = match list.value.amount {
            Amount::Time(_) => "time",
            _ => "reps",
        };
        if let Some(sets) = self.sets.spot() {
            return Some(
                Fault::at(sets.key_at.clone(), format!("`sets` and a list as `{key}` both say how many sets"))
                    .label(format!("{when}the list says it already"))
                    .related(list.at.clone(), "the list")
                    .help("leave `sets` out, or write one amount instead of the list"),
            );
        }
        match form? {
            Form::Straight => None,
            Form::Within(_) => Some(
                Fault::at(list.at.clone(), format!("a list as `{key}` needs `rounds`"))
                    .label("nobody knows how many rounds fit into `within`")
                    .help("write one amount for all rounds"),
            ),
            Form::Rounds(rounds) | Form::Every { rounds, .. } => {
                let items = list.value.len();
                let wanted = rounds.max as usize;
                (items != wanted).then(|| {
                    Fault::at(list.at.clone(), format!("`{key}` has {items} items for {wanted} rounds"))
                        .label(format!("{when}expected one item for each round"))
                })
            }
        }
    }
}

const SIDES: [(&str, Sides); 6] = [
    ("both", Sides::Both),
    ("each", Sides::Each),
    ("alternate", Sides::Alternate),
    ("split", Sides::Split),
    ("left", Sides::Left),
    ("right", Sides::Right),
];

fn prepare(table: &mut Table<'_>, faults: &mut Faults) -> Given<Duration> {
    table.read("prepare", |item, faults| duration::one(item, GAP, faults), faults)
}

/// Says that a key stands on the exercise, where a table of another kind has it.
pub(super) fn only_exercise(table: &mut Table<'_>, key: &'static str, faults: &mut Faults) {
    if let Some(item) = table.take(key) {
        faults.add(
            Fault::at(item.key_at, format!("`{key}` cannot stand in a {}", table.what))
                .label(format!("expected on the exercise, outside of its {}s", table.what)),
        );
    }
}

/// The one thing in a slot, of the keys that could fill it.
fn slot<T>(candidates: Vec<(&'static str, Given<T>)>, what: &str, faults: &mut Faults) -> Given<T> {
    let mut given: Vec<(&'static str, Given<T>)> = candidates.into_iter().filter(|(_, one)| !one.is_no()).collect();
    let mut spots: Vec<(&str, ops::Range<usize>)> =
        given.iter().filter_map(|(key, one)| one.spot().map(|spot| (*key, spot.key_at.clone()))).collect();
    spots.sort_by_key(|(_, at)| at.start);
    if let [(first, first_at), others @ ..] = spots.as_slice() {
        for (key, at) in others {
            faults.add(
                Fault::at(at.clone(), format!("`{first}` and `{key}` in one table"))
                    .label(format!("expected one {what}"))
                    .related(first_at.clone(), "the first one")
                    .help(format!("keep `{first}` or `{key}`")),
            );
        }
    }
    match given.len() {
        0 => Given::No,
        1 => given.remove(0).1,
        _ => Given::Bad,
    }
}

fn measure(table: &mut Table<'_>, faults: &mut Faults) -> Given<Rc<Written>> {
    let distance = |item: &Item<'_>, faults: &mut Faults| {
        Some(Written { amount: Amount::Distance(value::distance(item, faults)?), list: false })
    };
    let candidates = vec![
        ("reps", table.read("reps", reps, faults)),
        ("time", table.read("time", time, faults)),
        ("distance", table.read("distance", distance, faults)),
    ];
    slot(candidates, "measure", faults).map(Rc::new)
}

fn rhythm(table: &mut Table<'_>, faults: &mut Faults) -> Given<(Field, Rhythm)> {
    let hold = table.read("hold", |item, faults| duration::one(item, WORK, faults), faults);
    let tempo = table.read("tempo", duration::tempo, faults);
    let cadence = table.read("cadence", |item, faults| value::whole(item, 10, 300, faults), faults);
    let candidates = vec![
        ("hold", hold.map(|time| (Field::Hold, Rhythm::Hold(time)))),
        ("tempo", tempo.map(|parts| (Field::Tempo, Rhythm::Tempo(parts)))),
        ("cadence", cadence.map(|per_minute| (Field::Cadence, Rhythm::Cadence(per_minute)))),
    ];
    slot(candidates, "rhythm", faults)
}

fn reps(item: &Item<'_>, faults: &mut Faults) -> Option<Written> {
    let list = matches!(item.value, DeValue::Array(_));
    let targets = if list { value::list(item, rep_target, faults)? } else { vec![rep_target(item, faults)?] };
    Some(Written { amount: Amount::Reps(targets), list })
}

fn rep_target(item: &Item<'_>, faults: &mut Faults) -> Option<RepTarget> {
    let words = match item.value {
        DeValue::String(words) => words.as_ref(),
        DeValue::Integer(_) => return value::count(item, faults).map(|n| RepTarget::Count(Window::exact(n))),
        _ => {
            faults.add(value::not(item, "a number of reps", "a count, a range, \"12+\" or \"max\""));
            return None;
        }
    };
    if words == "max" {
        return Some(RepTarget::Max);
    }
    if let Some(low) = words.strip_suffix('+').and_then(value::plain_count) {
        if (1..=value::COUNT_MAX).contains(&low) {
            return Some(RepTarget::AtLeast(low));
        }
        faults.add(Fault::at(item.at.clone(), "`reps` is out of bounds").label("expected 1 to 10,000 before the `+`"));
        return None;
    }
    let range = value::count_range(item, words, "a number of reps", faults)?;
    if item.in_list {
        not_in_list(item, &range.min.to_string(), faults);
        return None;
    }
    Some(RepTarget::Count(range))
}

fn time(item: &Item<'_>, faults: &mut Faults) -> Option<Written> {
    let list = matches!(item.value, DeValue::Array(_));
    let times = if list { value::list(item, one_time, faults)? } else { vec![duration::range(item, WORK, faults)?] };
    Some(Written { amount: Amount::Time(times), list })
}

fn one_time(item: &Item<'_>, faults: &mut Faults) -> Option<Window<Duration>> {
    duration::one(item, WORK, faults).map(Window::exact)
}

fn not_in_list(item: &Item<'_>, low: &str, faults: &mut Faults) {
    faults.add(
        Fault::at(item.at.clone(), format!("an item of `{}` is a range", item.key))
            .label("expected one amount for each set")
            .help(format!("write it as `{low}` or as `\"{low}+\"`")),
    );
}

fn suggested(item: &Item<'_>, faults: &mut Faults) -> Option<Vec<Field>> {
    match item.value {
        DeValue::Boolean(true) => return Some(Field::ALL.to_vec()),
        DeValue::Boolean(false) => {
            let fault = Fault::at(item.at.clone(), "`suggested` cannot be `false`")
                .label("expected `true` or a list of fields")
                .help("leave it out where nothing is a suggestion");
            faults.add(fault);
            return None;
        }
        _ => {}
    }
    let choices = Field::ALL.map(|field| (field.key(), field));
    let mut fields = value::list(item, |item, faults| value::one_of(item, &choices, faults), faults)?;
    fields.sort_unstable();
    fields.dedup();
    Some(fields)
}

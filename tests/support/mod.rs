//! What the tests of the engine share: routines in few words, and a session driven along a virtual clock.
//!
//! `routine([phase("a").every("1m", 3..=5).with([exercise("hops").reps(6..=8).sets(2).each()])])` is a routine, and
//! `Drive::of(&that).tick_to(10).key(Key::Enter).told()` is what its session says.
#![allow(dead_code, unreachable_pub, unused_imports, reason = "each test file uses its part of it")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot be set up has failed")]

pub mod any;
mod drive;
pub mod naive;
pub mod stopwatch;
pub mod watched;

pub use drive::{Drive, clock, text};

use std::ops::RangeInclusive;
use std::time::Duration;

use calfguide::model::{
    Distance, DistanceUnit, Dose, Exercise, Gate, Increment, Label, Measure, Movement, NonEmpty, Pacing, Phase,
    PhaseForm, Prescription, Progression, RepTarget, Rhythm, Routine, Sides, Span, Today, When, Window,
};
use calfguide::plan::{self, Plan};
use calfguide::settings::Settings;

/// A routine with an id, a name and these phases.
pub fn routine(phases: impl IntoIterator<Item = Phase>) -> Routine {
    Routine {
        id: "test".to_owned(),
        name: "Test".to_owned(),
        summary: None,
        equipment: Vec::new(),
        notes: Vec::new(),
        source: None,
        frequency: None,
        safety: None,
        background: Vec::new(),
        gate: Gate::default(),
        phases: phases.into_iter().collect(),
    }
}

/// A routine of one phase of straight sets.
pub fn straight(exercises: impl IntoIterator<Item = Exercise>) -> Routine {
    routine([phase("p").with(exercises)])
}

/// A phase of straight sets without exercises.
pub fn phase(id: &str) -> Phase {
    Phase {
        id: id.to_owned(),
        name: id.to_owned(),
        goal: None,
        form: PhaseForm::Straight,
        rest: None,
        between: None,
        when: When::default(),
        exercises: Vec::new(),
    }
}

/// An exercise that is open, with the printed defaults of the format.
pub fn exercise(id: &str) -> Exercise {
    Exercise {
        id: id.to_owned(),
        name: id.to_owned(),
        say_as: None,
        goal: None,
        tips: Vec::new(),
        suggested_tips: Vec::new(),
        when: When::default(),
        equipment: Vec::new(),
        video: None,
        progression: None,
        movements: NonEmpty::one(Movement { label: None, ..movement("") }),
    }
}

/// A list that is not empty.
pub fn some<T>(items: impl IntoIterator<Item = T>) -> NonEmpty<T> {
    items.into_iter().collect::<Vec<_>>().try_into().expect("an item")
}

/// A movement that is open, with the printed defaults of the format.
pub fn movement(id: &str) -> Movement {
    Movement {
        label: Some(Label { id: id.to_owned(), name: id.to_owned(), say_as: None }),
        goal: None,
        tips: Vec::new(),
        suggested_tips: Vec::new(),
        when: When::default(),
        video: None,
        contacts: false,
        fit: None,
        dose: Dose::always(dose()),
    }
}

/// An open prescription with the printed defaults of the format.
pub fn dose() -> Prescription {
    Prescription {
        sets: Window::exact(1),
        measure: Measure::Open,
        sides: Sides::Both,
        rest: span("30s"),
        switch: time("5s"),
        prepare: time("10s"),
        prepare_written: false,
        about: None,
        parts: Vec::new(),
        load: None,
        effort: None,
        figure: None,
        suggested: Vec::new(),
    }
}

/// `1m30s`
pub fn time(text: &str) -> Duration {
    humantime::parse_duration(text).expect("a duration")
}

/// `30s`, or `20s-30s`
pub fn span(text: &str) -> Window<Duration> {
    let (min, max) = text.split_once('-').unwrap_or((text, text));
    Window { min: time(min), max: time(max) }
}

/// `3`, or `3..=5`
pub trait Count {
    /// The low end and the high end.
    fn range(self) -> Window<u32>;
}

impl Count for u32 {
    fn range(self) -> Window<u32> {
        Window::exact(self)
    }
}

impl Count for RangeInclusive<u32> {
    fn range(self) -> Window<u32> {
        Window { min: *self.start(), max: *self.end() }
    }
}

/// What a phase is made of.
pub trait PhaseExt {
    fn with(self, exercises: impl IntoIterator<Item = Exercise>) -> Self;
    fn rounds(self, rounds: impl Count) -> Self;
    fn every(self, slot: &str, rounds: impl Count) -> Self;
    fn within(self, time: &str) -> Self;
    /// Between rounds, or between exercises.
    fn rest(self, rest: &str) -> Self;
    /// Between the exercises of a round.
    fn between(self, rest: &str) -> Self;
}

impl PhaseExt for Phase {
    fn with(mut self, exercises: impl IntoIterator<Item = Exercise>) -> Self {
        self.exercises.extend(exercises);
        self
    }

    fn rounds(self, rounds: impl Count) -> Self {
        Self { form: PhaseForm::Rounds(rounds.range()), ..self }
    }

    fn every(self, slot: &str, rounds: impl Count) -> Self {
        Self { form: PhaseForm::Every { slot: time(slot), rounds: rounds.range() }, ..self }
    }

    fn within(self, length: &str) -> Self {
        Self { form: PhaseForm::Within(time(length)), ..self }
    }

    fn rest(self, rest: &str) -> Self {
        Self { rest: Some(span(rest)), ..self }
    }

    fn between(self, rest: &str) -> Self {
        Self { between: Some(span(rest)), ..self }
    }
}

/// When something takes part.
pub trait TakesPart: Sized {
    fn when(self, change: impl FnOnce(&mut When)) -> Self;

    fn weeks(self, first: u32, last: impl Into<Option<u32>>) -> Self {
        let last = last.into();
        self.when(|when| when.weeks = Some(Span { first, last }))
    }

    fn sessions(self, first: u32, last: impl Into<Option<u32>>) -> Self {
        let last = last.into();
        self.when(|when| when.sessions = Some(Span { first, last }))
    }

    fn in_rounds(self, first: u32, last: impl Into<Option<u32>>) -> Self {
        let last = last.into();
        self.when(|when| when.rounds = Some(Span { first, last }))
    }
}

macro_rules! takes_part {
    ($($part:ty)*) => {
        $(impl TakesPart for $part {
            fn when(mut self, change: impl FnOnce(&mut When)) -> Self {
                change(&mut self.when);
                self
            }
        })*
    };
}

takes_part!(Phase Exercise Movement);

/// What only an exercise has.
pub trait ExerciseExt {
    /// Movements in the place of the one prescription; what they do not say is not inherited here.
    fn movements(self, movements: impl IntoIterator<Item = Movement>) -> Self;
    /// A `double` progression by one rep or 10 s.
    fn double(self) -> Self;
}

impl ExerciseExt for Exercise {
    fn movements(self, movements: impl IntoIterator<Item = Movement>) -> Self {
        Self { movements: some(movements), ..self }
    }

    fn double(self) -> Self {
        Self { progression: Some(Progression::Double(Increment::Reps(1))), ..self }
    }
}

/// The fields of a prescription, for a movement and for every movement of an exercise.
pub trait Prescribe: Sized {
    /// Changes the prescription.
    fn change(self, change: impl Fn(&mut Prescription)) -> Self;

    fn sets(self, sets: impl Count) -> Self {
        let sets = sets.range();
        self.change(|dose| dose.sets = sets)
    }

    fn measure(self, measure: Measure) -> Self {
        self.change(|dose| dose.measure = measure.clone())
    }

    fn targets(self, targets: Vec<RepTarget>) -> Self {
        self.measure(Measure::Reps { targets: some(targets), pacing: Pacing::default() })
    }

    fn reps(self, reps: impl Count) -> Self {
        self.targets(vec![RepTarget::Count(reps.range())])
    }

    /// A list, which fixes the number of sets.
    fn reps_list(self, list: impl IntoIterator<Item = RepTarget>) -> Self {
        let list: Vec<_> = list.into_iter().collect();
        let sets = u32::try_from(list.len()).expect("a short list");
        self.targets(list).sets(sets)
    }

    fn at_least(self, reps: u32) -> Self {
        self.targets(vec![RepTarget::AtLeast(reps)])
    }

    /// As many reps as possible.
    fn max_reps(self) -> Self {
        self.targets(vec![RepTarget::Max])
    }

    /// `45s`, or `1m-3m`
    fn time(self, length: &str) -> Self {
        self.measure(Measure::Time(NonEmpty::one(span(length))))
    }

    /// A list, which fixes the number of sets.
    fn times<const N: usize>(self, list: [&str; N]) -> Self {
        let sets = u32::try_from(N).expect("a short list");
        self.measure(Measure::Time(some(list.map(span)))).sets(sets)
    }

    fn distance(self, metres: &str) -> Self {
        self.measure(Measure::Distance(Distance { number: metres.to_owned(), unit: DistanceUnit::M }))
    }

    /// Roughly how long a block takes.
    fn about(self, length: &str) -> Self {
        let length = time(length);
        self.change(|dose| dose.about = Some(length))
    }

    fn sides(self, sides: Sides) -> Self {
        self.change(|dose| dose.sides = sides)
    }

    fn each(self) -> Self {
        self.sides(Sides::Each)
    }

    fn split(self) -> Self {
        self.sides(Sides::Split)
    }

    fn alternate(self) -> Self {
        self.sides(Sides::Alternate)
    }

    /// `30s`, or `20s-30s`
    fn rest(self, rest: &str) -> Self {
        let rest = span(rest);
        self.change(|dose| dose.rest = rest)
    }

    fn switch(self, length: &str) -> Self {
        let length = time(length);
        self.change(|dose| dose.switch = length)
    }

    fn load(self, load: &str) -> Self {
        self.change(|dose| dose.load = Some(load.to_owned()))
    }

    /// As written in the file.
    fn prepare(self, length: &str) -> Self {
        let length = time(length);
        self.change(|dose| (dose.prepare, dose.prepare_written) = (length, true))
    }

    /// No gap at all: neither prepare nor rest nor switch.
    fn bare(self) -> Self {
        self.prepare("0s").rest("0s").switch("0s")
    }

    /// The pacing of the reps that were prescribed before it.
    fn paced(self, new: Pacing) -> Self {
        self.change(|dose| match &mut dose.measure {
            Measure::Reps { pacing, .. } => pacing.clone_from(&new),
            other => panic!("{other:?} has no pacing"),
        })
    }

    fn rhythm(self, rhythm: Rhythm) -> Self {
        self.paced(Pacing::Rhythm(rhythm))
    }

    fn hold(self, length: &str) -> Self {
        self.rhythm(Rhythm::Hold(time(length)))
    }

    fn tempo<const N: usize>(self, parts: [u64; N]) -> Self {
        self.rhythm(Rhythm::Tempo(parts.into_iter().map(Duration::from_secs).collect()))
    }

    fn cadence(self, per_minute: u32) -> Self {
        self.rhythm(Rhythm::Cadence(per_minute))
    }

    fn pace(self, length: &str) -> Self {
        self.paced(Pacing::SelfPaced(time(length)))
    }
}

impl Prescribe for Prescription {
    fn change(mut self, change: impl Fn(&mut Self)) -> Self {
        change(&mut self);
        self
    }
}

impl Prescribe for Movement {
    fn change(mut self, change: impl Fn(&mut Prescription)) -> Self {
        self.dose.change(change);
        self
    }
}

impl Prescribe for Exercise {
    fn change(self, change: impl Fn(&mut Prescription)) -> Self {
        let movements = self.movements.into_iter().map(|movement| movement.change(&change));
        Self { movements: some(movements), ..self }
    }
}

/// The plan of the first day, with the settings as they come.
pub fn plan(routine: &Routine) -> Plan {
    plan_with(routine, &Settings::default())
}

/// The plan of the first day.
pub fn plan_with(routine: &Routine, settings: &Settings) -> Plan {
    plan::build(routine, &Today::FIRST, settings).expect("a plan")
}

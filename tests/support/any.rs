//! Any valid routine, and anything that can happen to a session.

use std::time::Duration;

use calfguide::model::{
    Distance, DistanceUnit, Dose, Exercise, Label, Measure, Movement, NonEmpty, Pacing, Phase, PhaseForm, Prescription,
    RepTarget, Rhythm, Routine, Schedule, Sides, Span, Today, When, Window,
};
use calfguide::plan::StepId;
use calfguide::session::{Answer, Input, Key, Question, Stage};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::{Drive, exercise, movement, phase, routine, some};

/// This many cases, or as many as `PROPTEST_CASES` says. What is found is told, and written to no file.
pub fn cases(cases: u32) -> ProptestConfig {
    let told = std::env::var_os("PROPTEST_CASES").map(|_| ProptestConfig::default().cases);
    ProptestConfig {
        cases: told.unwrap_or(cases),
        failure_persistence: None,
        max_shrink_iters: 2_000,
        max_global_rejects: 1_000_000,
        ..ProptestConfig::default()
    }
}

/// Which prescriptions a routine may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doses {
    /// Everything that the format has.
    All,
    /// Those of which it is known how long they last when nothing waits for a key, if only by an estimate.
    Known,
    Timed,
}

/// What a list as the measure has an item for.
#[derive(Debug, Clone, Copy)]
enum Lists {
    BySet,
    ByRound(u32),
    None,
}

/// A routine with phases of every form.
pub fn any_routine(doses: Doses) -> impl Strategy<Value = Routine> {
    vec(any_form().prop_flat_map(move |form| any_phase(form, doses)), 1..=3).prop_map(numbered)
}

/// A routine without clocks and rounds.
pub fn straight_routine(doses: Doses) -> impl Strategy<Value = Routine> {
    vec(any_phase(PhaseForm::Straight, doses), 1..=2).prop_map(numbered)
}

/// A day of the first weeks of use.
pub fn any_day() -> impl Strategy<Value = Today> {
    (1..=8_u32, 1..=8_u32).prop_map(|(week, session)| Today { week, session, ..Today::FIRST })
}

/// Gives every phase, exercise and movement its own id.
fn numbered(mut phases: Vec<Phase>) -> Routine {
    for (n, phase) in phases.iter_mut().enumerate() {
        phase.id = format!("p{n}");
        for (m, exercise) in phase.exercises.iter_mut().enumerate() {
            if (n, m) == (0, 0) {
                // Something is to be done on every day.
                (phase.when, exercise.when, exercise.movements[0].when) = Default::default();
            }
            exercise.id = format!("p{n}e{m}");
            for (l, movement) in exercise.movements.iter_mut().enumerate().filter(|(_, it)| it.label.is_some()) {
                movement.label = Some(Label { id: format!("m{l}"), name: format!("m{l}"), say_as: None });
            }
        }
    }
    routine(phases)
}

fn any_form() -> impl Strategy<Value = PhaseForm> {
    prop_oneof![
        2 => Just(PhaseForm::Straight),
        2 => any_count(3).prop_map(PhaseForm::Rounds),
        2 => (any_time(), any_count(3)).prop_map(|(slot, rounds)| PhaseForm::Every { slot: slot * 3, rounds }),
        1 => any_time().prop_map(|time| PhaseForm::Within(time * 2)),
    ]
}

fn any_phase(form: PhaseForm, doses: Doses) -> impl Strategy<Value = Phase> {
    let lists = match form {
        PhaseForm::Straight => Lists::BySet,
        PhaseForm::Rounds(rounds) | PhaseForm::Every { rounds, .. } => Lists::ByRound(rounds.max),
        PhaseForm::Within(_) => Lists::None,
    };
    let exercises = vec(any_exercise(lists, doses), 1..=3);
    let parts = (exercises, option::of(any_gap(doses)), option::of(any_gap(doses)), any_when(1));
    parts.prop_map(move |(exercises, rest, between, when)| Phase {
        form,
        rest: rest.filter(|_| !matches!(form, PhaseForm::Every { .. })),
        between: between.filter(|_| matches!(form, PhaseForm::Rounds(_) | PhaseForm::Within(_))),
        when: When { rounds: None, ..when },
        exercises,
        ..phase("p")
    })
}

/// Mostly always; in a phase of so many rounds, from 1, in some of them.
fn any_when(rounds: u32) -> impl Strategy<Value = When> {
    let days = || option::weighted(0.2, any_span(4));
    let rounds = option::weighted(0.3, any_span(rounds));
    (days(), days(), rounds).prop_map(|(weeks, sessions, rounds)| When { weeks, sessions, rounds })
}

/// Begins at `most` or before.
fn any_span(most: u32) -> impl Strategy<Value = Span> {
    (1..=most, option::of(0..=2_u32)).prop_map(|(first, more)| Span { first, last: more.map(|more| first + more) })
}

fn any_exercise(lists: Lists, doses: Doses) -> impl Strategy<Value = Exercise> {
    let rounds = match lists {
        Lists::ByRound(rounds) => rounds,
        Lists::BySet | Lists::None => 1,
    };
    // Its rounds are those of the exercise or those of each movement: together they might be none.
    let whens = (any_when(rounds), any::<bool>());
    (whens, option::of(any_short())).prop_flat_map(move |((when, of_movement), prepare)| {
        let (own, outer) = if of_movement { (when, When::default()) } else { (When::default(), when) };
        let lists = match (lists, when.rounds) {
            (Lists::ByRound(rounds), Some(span)) => {
                Lists::ByRound(span.last.map_or(rounds, |last| last.min(rounds)) - span.first + 1)
            }
            _ => lists,
        };
        let movement =
            move || any_course(lists, doses).prop_map(move |dose| Movement { dose, when: own, ..movement("m") });
        let one = movement().prop_map(|movement| NonEmpty::one(Movement { label: None, ..movement }));
        let several = vec(movement(), 1..=2).prop_map(some);
        let movements = prop_oneof![2 => one, 1 => several];
        movements.prop_map(move |movements| Exercise { movements, when: outer, ..exercise("e") }.prepared(prepare))
    })
}

/// A prescription, or several by week or session.
fn any_course(lists: Lists, doses: Doses) -> impl Strategy<Value = Dose> {
    let schedule = prop_oneof![Just(Schedule::Weeks), Just(Schedule::Sessions)];
    let several = (schedule, vec(any_dose(lists, doses), 1..=3), 0..3_usize);
    prop_oneof![
        3 => any_dose(lists, doses).prop_map(Dose::always),
        1 => several.prop_map(|(schedule, list, back_to)| Dose::listed(schedule, some(list), back_to)),
    ]
}

trait Prepared {
    fn prepared(self, written: Option<Duration>) -> Self;
}

impl Prepared for Exercise {
    fn prepared(self, written: Option<Duration>) -> Self {
        use super::Prescribe;
        self.change(|dose| {
            dose.prepare = written.unwrap_or(dose.prepare);
            dose.prepare_written = written.is_some();
        })
    }
}

fn any_dose(lists: Lists, doses: Doses) -> impl Strategy<Value = Prescription> {
    (any_measure(lists, doses), any_about(doses), any_count(3), 0..6_usize, any_gap(doses), any_short()).prop_map(
        move |(measure, about, sets, side, rest, switch)| {
            let (items, sides) = match &measure {
                Measure::Reps { targets, .. } => (targets.len(), vec![Sides::Each, Sides::Alternate]),
                Measure::Time(list) => (list.len(), vec![Sides::Each, Sides::Split]),
                Measure::Distance(_) | Measure::Open => (1, vec![Sides::Each]),
            };
            let others = [Sides::Both, Sides::Left, Sides::Right];
            let sets = match lists {
                _ if items == 1 => sets,
                Lists::BySet => Window::exact(u32::try_from(items).unwrap_or(1)),
                Lists::ByRound(_) | Lists::None => Window::exact(1),
            };
            Prescription {
                sets: if doses == Doses::Timed { Window::exact(sets.min) } else { sets },
                measure,
                about,
                sides: sides.into_iter().chain(others).cycle().nth(side).unwrap_or(Sides::Both),
                rest,
                switch,
                ..super::dose()
            }
        },
    )
}

fn any_measure(lists: Lists, doses: Doses) -> BoxedStrategy<Measure> {
    let items = match lists {
        Lists::BySet => 3,
        Lists::ByRound(rounds) => rounds as usize,
        Lists::None => 1,
    };
    let counts = || (1..=12_u32).prop_map(|reps| RepTarget::Count(Window::exact(reps)));
    let any_target = prop_oneof![
        counts(),
        any_count(12).prop_map(RepTarget::Count),
        (1..=12_u32).prop_map(RepTarget::AtLeast),
        Just(RepTarget::Max)
    ];
    let times = vec(any_work_time().prop_map(Window::exact), items).prop_map(some);
    let time = prop_oneof![any_work_time().prop_map(Window::exact).prop_map(NonEmpty::one), times];
    let window = (any_work_time(), any_time()).prop_map(|(min, more)| NonEmpty::one(Window { min, max: min + more }));
    let known = prop_oneof![time.clone(), window].prop_map(Measure::Time);
    let reps = prop_oneof![vec(any_target.clone(), 1), vec(any_target, items)];
    let paced = |(targets, pacing)| Measure::Reps { targets: some(targets), pacing };
    match doses {
        Doses::Timed => time.prop_map(Measure::Time).boxed(),
        Doses::Known | Doses::All => prop_oneof![
            2 => known,
            3 => (reps, any_pacing()).prop_map(paced),
            1 => Just(Measure::Distance(Distance { number: "80".to_owned(), unit: DistanceUnit::M })),
            1 => Just(Measure::Open),
        ]
        .boxed(),
    }
}

/// An estimate, for any prescription; where all is to be known, for every one.
fn any_about(doses: Doses) -> impl Strategy<Value = Option<Duration>> {
    (any_time(), any::<bool>()).prop_map(move |(time, given)| Some(time).filter(|_| given || doses == Doses::Known))
}

fn any_pacing() -> impl Strategy<Value = Pacing> {
    prop_oneof![any_time().prop_map(|time| Pacing::SelfPaced(time / 10)), any_rhythm().prop_map(Pacing::Rhythm)]
}

fn any_rhythm() -> impl Strategy<Value = Rhythm> {
    prop_oneof![
        any_time().prop_map(|time| Rhythm::Hold(time / 4)),
        vec(0..=2_u64, 1..=3).prop_map(|mut parts| {
            parts.push(1);
            Rhythm::Tempo(parts.into_iter().map(Duration::from_secs).collect())
        }),
        (10..=300_u32).prop_map(Rhythm::Cadence),
    ]
}

/// From 1 to `most`, exact or a window.
fn any_count(most: u32) -> impl Strategy<Value = Window<u32>> {
    (1..=most, 0..=2_u32).prop_map(move |(min, more)| Window { min, max: (min + more).min(most) })
}

/// Whole seconds, or tenths of them.
fn any_time() -> impl Strategy<Value = Duration> {
    prop_oneof![(1..=40_u64).prop_map(Duration::from_secs), (8..=300_u64).prop_map(|n| Duration::from_millis(n * 100))]
}

/// Mostly short, and up to an hour.
fn any_work_time() -> impl Strategy<Value = Duration> {
    prop_oneof![4 => any_time(), 1 => (41..=3600_u64).prop_map(Duration::from_secs)]
}

/// Short, or nothing.
fn any_short() -> impl Strategy<Value = Duration> {
    prop_oneof![1 => Just(Duration::ZERO), 3 => (1..=12_u64).prop_map(Duration::from_secs)]
}

/// A rest: exact or a window, or nothing.
fn any_gap(doses: Doses) -> impl Strategy<Value = Window<Duration>> {
    let window = move |(min, more)| Window { min, max: if doses == Doses::Timed { min } else { min + more } };
    prop_oneof![2 => any_short().prop_map(Window::exact), 1 => (any_short(), any_time()).prop_map(window)]
}

/// How long until something happens.
#[derive(Debug, Clone, Copy)]
pub enum Wait {
    For(Duration),
    /// Until the session has something to do.
    Deadline,
}

/// What happens to a session, one thing after another.
pub type Script = Vec<(Wait, Input)>;

/// Any inputs, for a plan of about 40 steps.
pub fn any_script(length: usize) -> impl Strategy<Value = Script> {
    vec((any_wait(), any_input()), 0..=length)
}

/// Keys that change how long a step lasts, and none that ends one.
pub fn patient_script(length: usize) -> impl Strategy<Value = Script> {
    let key = prop_oneof![3 => Just(Key::Pause), 1 => Just(Key::Hold), 1 => Just(Key::More), 1 => Just(Key::Less)];
    vec((any_wait(), prop_oneof![Just(Input::Tick), key.prop_map(Input::Key)]), 0..=length)
}

fn any_wait() -> impl Strategy<Value = Wait> {
    prop_oneof![
        2 => Just(Wait::Deadline),
        1 => Just(Wait::For(Duration::ZERO)),
        2 => (1..=999_u64).prop_map(|ms| Wait::For(Duration::from_millis(ms))),
        4 => (1..=60_u64).prop_map(|tenths| Wait::For(Duration::from_millis(tenths * 500))),
        1 => (1..=15_u64).prop_map(|minutes| Wait::For(Duration::from_secs(minutes * 60))),
    ]
}

fn any_input() -> impl Strategy<Value = Input> {
    let length = prop_oneof![
        Just(Duration::ZERO),
        (1..=200_u64).prop_map(|n| Duration::from_millis(n * 500)),
        (30..=90_u64).prop_map(|n| Duration::from_secs(n * 60)),
    ];
    prop_oneof![2 => Just(Input::Tick), 14 => any_key().prop_map(Input::Key), 2 => length.prop_map(Input::Gap)]
}

fn any_key() -> impl Strategy<Value = Key> {
    use Answer::{Count, No, Redo, Skip, Yes};
    prop_oneof![
        6 => Just(Key::Enter),
        3 => Just(Key::Pause),
        1 => Just(Key::Hold),
        3 => Just(Key::Skip),
        2 => Just(Key::SkipExercise),
        2 => Just(Key::Back),
        2 => Just(Key::Redo),
        2 => Just(Key::More),
        2 => Just(Key::Less),
        3 => (0..=12_u8).prop_map(Key::Digit),
        1 => Just(Key::Backspace),
        1 => any::<char>().prop_map(Key::Char),
        2 => Just(Key::Pain),
        2 => Just(Key::Load),
        2 => (0..=40_usize).prop_map(|step| Key::Jump(StepId(step))),
        1 => Just(Key::Quit),
        2 => Just(Key::Escape),
        3 => prop::sample::select(vec![No, Redo, Count, Skip, Yes]).prop_map(Key::Answer),
    ]
}

impl Drive {
    pub fn wait(&mut self, wait: Wait) -> &mut Self {
        match wait {
            Wait::For(time) => self.after(time),
            Wait::Deadline => self.at(self.session.deadline().unwrap_or(self.now)),
        }
    }

    /// Feeds it all to a session.
    pub fn play(&mut self, script: &Script) -> &mut Self {
        for (wait, input) in script {
            self.wait(*wait).input(*input);
            // Single characters would hardly ever make a load.
            if *input == Input::Key(Key::Load) && matches!(self.view().question, Some(Question::Load { .. })) {
                let load = format!("{}.5kg", self.record.attempts.len() % 50);
                for c in load.chars() {
                    self.key(Key::Char(c));
                }
                self.key(Key::Enter);
            }
        }
        self
    }

    /// Answers an open question in the harmless way, and goes on after a pause.
    pub fn settle(&mut self) -> &mut Self {
        while self.view().question.is_some() {
            self.key(Key::Escape);
        }
        if self.view().stage == Stage::Paused { self.key(Key::Pause) } else { self }
    }

    /// Whether the session is in its steps, with no question open and not paused.
    pub fn goes_on(&self) -> bool {
        let view = self.view();
        view.question.is_none() && matches!(view.stage, Stage::Running | Stage::GetReady(_))
    }
}

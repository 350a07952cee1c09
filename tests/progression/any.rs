//! Random routines with ladders, and what was done of them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::time::Duration;

use calfguide::model::{Exercise, Gate, Increment, Level, Progression, Routine, Rungs, Today};
use calfguide::plan::{self, Plan, StepId, Work};
use calfguide::progression::Decisions;
use calfguide::record::Record;
use calfguide::session::{self, Answers, Event, Exceptions, Fact, Outcome, What};
use calfguide::settings::Settings;
use jiff::{Span, Zoned};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::support::{ExerciseExt, PhaseExt, Prescribe, exercise, movement, phase, routine};
use crate::{Done, decide};

/// The exercises that grow, by their place among them.
pub(crate) const GROWING: [&str; 3] = ["double", "add", "offered"];

/// A session: when it was, what became of it, and what was told.
#[derive(Debug, Clone)]
pub(crate) struct Past {
    pub(crate) hours_later: i64,
    /// Whether the file was another one then, with other amounts.
    pub(crate) edited: bool,
    pub(crate) only_warm_up: bool,
    pub(crate) without: Option<usize>,
    pub(crate) skipped: Option<usize>,
    /// Its first block was begun and not finished.
    pub(crate) missed: Option<usize>,
    /// Its first block had fewer reps than were asked.
    pub(crate) fewer: Option<usize>,
    /// The exercise before which the session was ended.
    pub(crate) ended_before: Option<usize>,
    /// A rung that the user chose for an exercise.
    pub(crate) rung: Option<(usize, u32)>,
    pub(crate) cut_off: bool,
    pub(crate) told: Told,
}

/// What was told of a session, each from 0 to 10.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told {
    pub(crate) on_the_way: Option<u8>,
    pub(crate) effort: Option<u8>,
    pub(crate) pain: Option<u8>,
    pub(crate) morning: Option<u8>,
}

/// What became of an exercise in a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    Absent,
    Incomplete,
    Complete,
}

impl Past {
    pub(crate) fn presence(&self, place: usize) -> Presence {
        let here = Some(place);
        let is_after_the_end = self.ended_before.is_some_and(|end| end <= place);
        let is_left_out = self.only_warm_up || self.without == here || self.skipped == here;
        if self.cut_off || is_after_the_end || is_left_out {
            Presence::Absent
        } else if self.missed == here || self.fewer == here {
            Presence::Incomplete
        } else {
            Presence::Complete
        }
    }
}

/// A session that was done, and how.
#[derive(Debug, Clone)]
pub(crate) struct Lived {
    pub(crate) past: Past,
    pub(crate) done: Done,
    /// The rungs that it asked.
    pub(crate) asked: BTreeMap<String, u32>,
    /// Its place among those of the history.
    pub(crate) number: usize,
}

/// A routine, the same file with other amounts, and what was done.
#[derive(Debug, Clone)]
pub(crate) struct History {
    pub(crate) files: [Routine; 2],
    pub(crate) past: Vec<Past>,
}

/// A warm-up that does not grow; a double progression, an `add` with a ceiling, and one without.
fn any_routine() -> impl Strategy<Value = Routine> {
    let double = (1..3_u32, 0..3_u32, 1..8_u32, 1..4_u32, 1..3_u32).prop_map(|(sets, more_sets, reps, more, step)| {
        let one = exercise("double").sets(sets..=sets + more_sets).reps(reps..=reps + more);
        Exercise { progression: Some(Progression::Double(Increment::Reps(step))), ..one.each() }
    });
    let add = (1..20_u32, 1..20_u32, 1..5_u32, 0..15_u32).prop_map(|(first, second, step, more)| {
        let one = exercise("add").movements([movement("m").reps(first), movement("n").reps(second).alternate()]);
        let until = vec![Increment::Reps(first + more), Increment::Reps(second + more / 2)];
        Exercise { progression: Some(Progression::Add { step: Increment::Reps(step), until: Some(until) }), ..one }
    });
    let offered = (1..20_u64, 1..5_u64).prop_map(|(time, step)| Exercise {
        progression: Some(Progression::Add { step: Increment::Time(Duration::from_secs(step)), until: None }),
        // The second set is optional.
        ..exercise("offered").time(&format!("{time}s")).sets(1..=2).split()
    });
    (double, add, offered).prop_map(|(double, add, offered)| {
        routine([phase("warm-up").with([exercise("walk").time("1m")]), phase("strength").with([double, add, offered])])
    })
}

/// Mostly the numbers that a file has which says nothing.
fn any_gate() -> impl Strategy<Value = Gate> {
    let hours = |hours: Range<u64>| hours.prop_map(Duration::from_hours);
    let levels =
        (1..=10_u8, 1..=10_u8, 1..=10_u8).prop_map(|(one, other, effort)| [one.min(other), one.max(other), effort]);
    let other = (1..4_u32, hours(1..200), hours(24..400), levels).prop_map(|(after, step_gap, layoff, levels)| {
        let [pain_hold, pain_back, effort_hold] = levels.map(level);
        Gate { after, step_gap, layoff, pain_hold, pain_back, effort_hold }
    });
    prop_oneof![2 => Just(Gate::default()), 1 => other]
}

fn any_told() -> impl Strategy<Value = Told> {
    let level = || option::weighted(0.9, prop_oneof![6 => 0..3_u8, 1 => 0..=10_u8]);
    let effort = option::weighted(0.9, prop_oneof![6 => 3..8_u8, 1 => 0..=10_u8]);
    let on_the_way = option::weighted(0.1, prop_oneof![3 => 0..3_u8, 1 => 0..=10_u8]);
    (on_the_way, effort, level(), level()).prop_map(|(on_the_way, effort, pain, morning)| Told {
        on_the_way,
        effort,
        pain,
        morning,
    })
}

fn any_past() -> impl Strategy<Value = Past> {
    let later = prop_oneof![6 => 12..120_i64, 2 => 0..24_i64, 1 => 24 * 10..24 * 40_i64];
    let one = || option::weighted(0.08, 0..3_usize);
    let rung = option::weighted(0.15, (0..3_usize, 1..12_u32));
    let missed = option::weighted(0.25, 0..3_usize);
    let exceptions = (one(), one(), missed, one(), option::weighted(0.05, 0..3_usize));
    let rarely = || prop::bool::weighted(0.05);
    (later, exceptions, rung, rarely(), rarely(), rarely(), any_told()).prop_map(
        |(hours_later, exceptions, rung, edited, only_warm_up, cut_off, told)| {
            let (without, skipped, missed, fewer, ended_before) = exceptions;
            let fewer = fewer.filter(|place| GROWING[*place] != "offered");
            Past {
                hours_later,
                edited,
                only_warm_up,
                without,
                skipped,
                missed,
                fewer,
                ended_before,
                rung,
                cut_off,
                told,
            }
        },
    )
}

pub(crate) fn any_history() -> impl Strategy<Value = History> {
    (any_gate(), any_routine(), any_routine(), vec(any_past(), 0..14)).prop_map(|(gate, file, other, past)| {
        let files = [file, other].map(|file| Routine { gate: gate.clone(), ..file });
        History { files, past }
    })
}

/// Another telling of a session.
pub(crate) fn any_correction() -> impl Strategy<Value = Told> {
    any_told().prop_map(|told| Told { on_the_way: None, ..told })
}

pub(crate) fn level(number: u8) -> Level {
    Level::new(number).unwrap()
}

pub(crate) fn done(lived: &[Lived]) -> Vec<Done> {
    lived.iter().map(|one| one.done.clone()).collect()
}

/// The sessions of a history, and the moment after it.
pub(crate) struct Life {
    pub(crate) sessions: Vec<Lived>,
    pub(crate) now: Zoned,
}

impl History {
    /// The file of today.
    pub(crate) fn routine(&self) -> &Routine {
        &self.files[0]
    }

    /// Does the sessions one after the other, each as it is asked then. Calls `look` with what is asked before each and
    /// after the last one, by the file of that day.
    pub(crate) fn live(&self, mut look: impl FnMut(&Routine, &[Lived], &Zoned, &Decisions)) -> Life {
        let mut now: Zoned = "2026-03-02T07:00+01:00[+01:00]".parse().unwrap();
        let mut sessions: Vec<Lived> = Vec::new();
        for (number, past) in self.past.iter().enumerate() {
            now = now.checked_add(Span::new().hours(past.hours_later)).unwrap();
            let file = &self.files[usize::from(past.edited)];
            let decisions = decide(file, &done(&sessions), &now);
            look(file, &sessions, &now, &decisions);
            let Rungs::At(mut asked) = decisions.rungs(file) else { unreachable!() };
            if let Some((place, rung)) = past.rung {
                asked.insert(GROWING[place].to_owned(), rung.min(growing(file, place).ladder().unwrap().top()));
            }
            sessions.push(lived(file, past.clone(), asked, number, &now));
        }
        now = now.checked_add(Span::new().hours(50)).unwrap();
        look(self.routine(), &sessions, &now, &decide(self.routine(), &done(&sessions), &now));
        Life { sessions, now }
    }

    /// The same session, had it gone as this says.
    pub(crate) fn relived(&self, was: &Lived, past: Past) -> Lived {
        let file = &self.files[usize::from(past.edited)];
        lived(file, past, was.asked.clone(), was.number, &was.done.began)
    }
}

pub(crate) fn growing(routine: &Routine, place: usize) -> &Exercise {
    routine.exercises().find(|exercise| exercise.id == GROWING[place]).unwrap()
}

/// The last session in which an exercise was not absent.
pub(crate) fn last_present(lived: &[Lived], place: usize) -> Option<&Lived> {
    lived.iter().rfind(|one| one.past.presence(place) != Presence::Absent)
}

/// The time between two moments, as a limit counts it: whole days by the calendar, others by the clock.
pub(crate) fn time_between(from: &Zoned, to: &Zoned, limit: Duration) -> Duration {
    if limit.as_secs().is_multiple_of(86_400) {
        Duration::from_hours(24 * u64::try_from((to.date() - from.date()).get_days()).unwrap())
    } else {
        to.duration_since(from).unsigned_abs()
    }
}

/// A session in which these rungs are asked.
fn lived(file: &Routine, past: Past, asked: BTreeMap<String, u32>, number: usize, began: &Zoned) -> Lived {
    let today = Today { rungs: Rungs::At(asked.clone()), ..Today::FIRST };
    let skip = past.without.map(|place| GROWING[place].to_owned()).into_iter().collect();
    let phase = past.only_warm_up.then(|| "warm-up".to_owned());
    let plan = plan::build(file, &today, &Settings { skip, phase, ..Settings::default() }).unwrap();
    let first = |place: Option<usize>| place.and_then(|place| blocks(&plan, place).first().copied());
    let least = |step: StepId| plan[step].work().and_then(Work::least_reps).unwrap();
    let exceptions = Exceptions {
        missed: first(past.missed).into_iter().collect(),
        reps: first(past.fewer).map(|step| (step, least(step) - 1)).into_iter().collect(),
        ended_before: past.ended_before.and_then(|place| {
            let place = (place..GROWING.len()).find(|place| !blocks(&plan, *place).is_empty())?;
            first(Some(place))
        }),
        ..Exceptions::default()
    };
    let Told { on_the_way, effort, pain, morning } = past.told;
    let answers = Answers { effort: effort.map(level), pain: pain.map(level), note: None };
    let mut events = session::entered(&plan, &exceptions, answers);
    let skipped = past.skipped.map(|place| blocks(&plan, place)).unwrap_or_default();
    for event in events.iter_mut().filter(|event| skipped.contains(&event.step)) {
        if let What::Fact(Fact::Ended { outcome, reps, .. }) = &mut event.what {
            (*outcome, *reps) = (Outcome::Skipped, None);
        }
    }
    events.retain(|event| !(skipped.contains(&event.step) && matches!(event.what, What::Fact(Fact::Amended { .. }))));
    if past.cut_off {
        events.pop();
    }
    let first = events[0].clone();
    events.extend(on_the_way.map(|pain| told(&first, Fact::Pain(level(pain)))));
    events.extend(morning.map(|pain| told(&first, Fact::Morning(level(pain)))));
    let done = Done { began: began.clone(), record: Record::of(&events), plan };
    Lived { past, done, asked, number }
}

fn blocks(plan: &Plan, place: usize) -> Vec<StepId> {
    let steps = plan.steps_with_ids().filter(|(_, step)| !step.is_gap());
    steps.map(|(id, _)| id).filter(|id| plan.card(*id).exercise.id == GROWING[place]).collect()
}

/// Something that is said of a session beside its steps.
pub(crate) fn told(event: &Event, fact: Fact) -> Event {
    Event { what: What::Fact(fact), ..event.clone() }
}

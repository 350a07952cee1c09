//! What holds for every history of every routine with ladders.

use calfguide::model::{Exercise, Increment, Level, Progression, Routine, Rungs, Today};
use calfguide::plan;
use calfguide::progression::{self, Decision, Decisions, Reason};
use calfguide::record::Record;
use calfguide::session::{self, Answers, Event, Exceptions, Fact, What};
use calfguide::settings::Settings;
use jiff::{Span, Zoned};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::Done;
use crate::support::{Prescribe, exercise, movement, straight};

/// A session: when it was, what was left out or not finished, and how it felt.
#[derive(Debug, Clone)]
struct Past {
    hours_later: i64,
    without: Option<usize>,
    missed: Option<usize>,
    /// A rung that the user chose for an exercise.
    rung: Option<(usize, u32)>,
    cut_off: bool,
    effort: Option<u8>,
    pain: Option<u8>,
    morning: Option<u8>,
}

/// A double progression, an `add` with a ceiling, and one without.
fn any_routine() -> impl Strategy<Value = Routine> {
    let double = (1..3_u32, 0..3_u32, 1..8_u32, 1..4_u32, 1..3_u32).prop_map(|(sets, more_sets, reps, more, step)| {
        let one = exercise("double").sets(sets..=sets + more_sets).reps(reps..=reps + more);
        Exercise { progression: Some(Progression::Double(Increment::Reps(step))), ..one }
    });
    let add = (1..20_u32, 1..20_u32, 1..5_u32, 0..15_u32).prop_map(|(first, second, step, more)| {
        let movements = [movement("m").reps(first), movement("n").reps(second)];
        let one = crate::support::ExerciseExt::movements(exercise("add"), movements);
        let until = vec![Increment::Reps(first + more), Increment::Reps(second + more / 2)];
        Exercise { progression: Some(Progression::Add { step: Increment::Reps(step), until: Some(until) }), ..one }
    });
    let offered = (1..20_u32, 1..5_u32).prop_map(|(reps, step)| Exercise {
        progression: Some(Progression::Add { step: Increment::Reps(step), until: None }),
        ..exercise("offered").reps(reps)
    });
    (double, add, offered).prop_map(|(double, add, offered)| straight([double, add, offered]))
}

fn any_past() -> impl Strategy<Value = Past> {
    let level = || option::weighted(0.9, prop_oneof![4 => 0..3_u8, 1 => 0..=10_u8]);
    let effort = option::weighted(0.9, prop_oneof![4 => 3..8_u8, 1 => 0..=10_u8]);
    let later = prop_oneof![4 => 12..120_i64, 1 => 1..24_i64, 1 => 24 * 10..24 * 40_i64];
    let one = || option::weighted(0.15, 0..3_usize);
    let rung = option::weighted(0.1, (0..3_usize, 1..12_u32));
    (later, one(), one(), rung, prop::bool::weighted(0.05), effort, level(), level()).prop_map(
        |(hours_later, without, missed, rung, cut_off, effort, pain, morning)| Past {
            hours_later,
            without,
            missed,
            rung,
            cut_off,
            effort,
            pain,
            morning,
        },
    )
}

fn any_history() -> impl Strategy<Value = (Routine, Vec<Past>)> {
    (any_routine(), vec(any_past(), 0..14))
}

fn level(number: u8) -> Level {
    Level::new(number).unwrap()
}

fn decide(routine: &Routine, done: &[Done], moment: &Zoned) -> Decisions {
    progression::decide(routine, &done.iter().map(Done::past).collect::<Vec<_>>(), moment)
}

/// Does the sessions one after the other, each as it is asked then. Calls `look` with what is asked before each and
/// after the last one.
fn live(routine: &Routine, history: &[Past], mut look: impl FnMut(&[Done], &Zoned, &Decisions)) -> Vec<Done> {
    let mut now: Zoned = "2026-03-02T07:00+01:00[+01:00]".parse().unwrap();
    let mut all: Vec<Done> = Vec::new();
    for one in history {
        now = now.checked_add(Span::new().hours(one.hours_later)).unwrap();
        let decisions = decide(routine, &all, &now);
        look(&all, &now, &decisions);
        all.push(done(routine, one, &decisions, all.len(), &now));
    }
    now = now.checked_add(Span::new().hours(50)).unwrap();
    look(&all, &now, &decide(routine, &all, &now));
    all
}

fn done(routine: &Routine, past: &Past, decisions: &Decisions, number: usize, began: &Zoned) -> Done {
    let exercises = &routine.phases[0].exercises;
    let Rungs::At(mut rungs) = decisions.rungs(routine) else { unreachable!() };
    if let Some((place, rung)) = past.rung {
        rungs.insert(exercises[place].id.clone(), rung.min(exercises[place].ladder().unwrap().top()));
    }
    let skip = past.without.map(|place| exercises[place].id.clone()).into_iter().collect();
    let today = Today { rungs: Rungs::At(rungs), ..Today::FIRST };
    let plan = plan::build(routine, &today, &Settings { skip, ..Settings::default() }).unwrap();
    let missed = past.missed.map(|place| exercises[place].id.clone());
    let missed = plan
        .steps_with_ids()
        .filter(|(id, step)| !step.is_gap() && Some(&plan.card(*id).exercise.id) == missed.as_ref())
        .map(|(id, _)| id)
        .take(1)
        .collect();
    let answers = Answers { effort: past.effort.map(level), pain: past.pain.map(level), note: None };
    let mut events = session::entered(&plan, &Exceptions { missed, ..Exceptions::default() }, answers);
    if past.cut_off {
        events.pop();
    }
    events.extend(past.morning.map(|pain| morning(&events[0], pain)));
    Done { id: format!("{number:02}"), began: began.clone(), record: Record::of(&events), plan }
}

/// Pain of the morning after, told when a session is over.
fn morning(event: &Event, pain: u8) -> Event {
    Event { what: What::Fact(Fact::Morning(level(pain))), ..event.clone() }
}

fn each<'a>(routine: &'a Routine, decisions: &'a Decisions) -> impl Iterator<Item = (&'a Exercise, &'a Decision)> {
    routine.phases[0].exercises.iter().zip(decisions.exercises.iter().flatten())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    // Kills: a rung below the first or above the last, a jump of two steps, a step down that is taken twice.
    #[test]
    fn it_stays_on_the_ladder_and_moves_by_one_rung_at_most((routine, history) in any_history()) {
        live(&routine, &history, |_, _, decisions| {
            for (exercise, decision) in each(&routine, decisions) {
                let top = exercise.ladder().unwrap().top();
                assert!((1..=top).contains(&decision.rung), "{decision:?}");
                assert!(decision.offered.is_none_or(|offered| offered == decision.rung + 1 && offered <= top));
                let is_layoff = matches!(decision.reason, Reason::Layoff { .. } | Reason::PainBack { .. } | Reason::MissedTwice { .. });
                if let Some(before) = decision.before {
                    assert!(decision.rung <= before + 1, "{decision:?}");
                    assert!(is_layoff || decision.rung + 1 >= before, "{decision:?}");
                }
            }
        });
    }

    // Kills: two exercises that go up on one day, a step that goes up beside an offer.
    #[test]
    fn one_exercise_goes_up_at_a_time_and_none_beside_an_offer((routine, history) in any_history()) {
        live(&routine, &history, |_, _, decisions| {
            let of = |is: fn(&Reason) -> bool| each(&routine, decisions).filter(|(_, it)| is(&it.reason)).count();
            let up = of(|reason| matches!(reason, Reason::Up { .. }));
            let offers = of(|reason| matches!(reason, Reason::Offer { .. }));
            assert!(up <= 1 && (up == 0 || offers == 0));
        });
    }

    // Kills: a step up after an answer that is missing, after pain, after effort or after a set that was not finished.
    #[test]
    fn it_goes_up_only_after_a_session_that_was_complete_and_felt_well((routine, history) in any_history()) {
        live(&routine, &history, |done, _, decisions| {
            for (exercise, decision) in each(&routine, decisions) {
                if !matches!(decision.reason, Reason::Up { .. } | Reason::Offer { .. }) {
                    continue;
                }
                let last = done.iter().zip(&history).rev().find(|(done, past)| {
                    !past.cut_off && done.plan.cards.iter().any(|card| card.exercise.id == exercise.id)
                });
                let (_, past) = last.unwrap();
                let place = routine.phases[0].exercises.iter().position(|one| one.id == exercise.id);
                assert!(past.missed.is_none() || past.missed != place, "{decision:?}");
                assert!(past.pain.is_some_and(|pain| pain < 3) && past.effort.is_some_and(|effort| effort < 8));
            }
        });
    }

    // Kills: an answer that depends on the order in which files are read.
    #[test]
    fn the_order_of_the_files_does_not_matter((routine, history) in any_history(), turn in 0..14_usize) {
        let mut last = None;
        let mut done = live(&routine, &history, |_, now, decisions| last = Some((now.clone(), decisions.clone())));
        let (now, decisions) = last.unwrap();
        let by = turn % done.len().max(1);
        done.rotate_left(by);
        prop_assert_eq!(decide(&routine, &done, &now), decisions);
    }

    // Kills: pain that asks for more of an exercise.
    #[test]
    fn more_pain_never_asks_for_more_but_by_giving_the_turn(
        (routine, history) in any_history(),
        which in any::<prop::sample::Index>(),
        pain in 0..=10_u8,
    ) {
        prop_assume!(!history.is_empty());
        let mut done = live(&routine, &history, |_, _, _| ());
        let now = done.last().unwrap().began.checked_add(Span::new().hours(50)).unwrap();
        let before = decide(&routine, &done, &now);
        let one = which.get(&done);
        let place = done.iter().position(|done| done.id == one.id).unwrap();
        let start = session::entered(&done[place].plan, &Exceptions::default(), Answers::default()).remove(0);
        done[place].record.add(&morning(&start, pain));
        let after = decide(&routine, &done, &now);
        let was_unknown = history[place].morning.is_none();
        let turned = each(&routine, &before).any(|(_, decision)| matches!(decision.reason, Reason::Turn { .. }));
        for ((_, before), (_, after)) in each(&routine, &before).zip(each(&routine, &after)) {
            prop_assert!(was_unknown || turned || after.rung <= before.rung, "{:?} {:?}", before, after);
        }
    }

    // Kills: a session that counts although everything in it was left out.
    #[test]
    fn it_is_the_first_time_as_long_as_nothing_was_begun((routine, history) in any_history()) {
        live(&routine, &history, |done, _, decisions| {
            for (exercise, decision) in each(&routine, decisions) {
                let was_begun = done.iter().zip(&history).any(|(done, past)| {
                    !past.cut_off && done.plan.cards.iter().any(|card| card.exercise.id == exercise.id)
                });
                assert_eq!(decision.reason == Reason::First, !was_begun);
            }
        });
    }
}

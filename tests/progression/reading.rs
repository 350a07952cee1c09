//! How far back the sessions are read.

use std::cell::Cell;

use calfguide::model::{Exercise, Increment, Progression, Routine, Today};
use calfguide::plan;
use calfguide::progression::{Decider, Decisions};
use calfguide::record::Record;
use calfguide::session::{self, Answers, Exceptions, Fact};
use calfguide::settings::Settings;
use jiff::{ToSpan, Zoned};
use proptest::prelude::*;

use crate::any::{any_history, done, level, told};
use crate::support::any::cases;
use crate::support::{ExerciseExt, Prescribe, exercise, straight};
use crate::{Done, decide};

proptest! {
    #![proptest_config(cases(128))]

    // Kills: a rule that takes a session which was not read for one that is not there.
    #[test]
    fn what_was_not_read_does_not_matter(history in any_history(), other in any_history()) {
        let life = history.live(|_, _, _, _| ());
        let all = done(&life.sessions);
        let (decided, read) = decide_and_count(history.routine(), &all, &life.now);
        let (unread, read) = all.split_at(all.len() - read);
        prop_assert_eq!(&decide(history.routine(), read, &life.now), &decided);
        // Others in their place, as late as they can have been.
        let others = done(&other.live(|_, _, _, _| ()).sessions);
        let Some((last, last_other)) = unread.last().zip(others.last()) else { return Ok(()) };
        let later = last_other.began.duration_until(&last.began);
        let earlier = others.iter().map(|done| Done { began: &done.began + later, ..done.clone() });
        let with_others: Vec<_> = earlier.chain(read.iter().cloned()).collect();
        prop_assert_eq!(&decide(history.routine(), &with_others, &life.now), &decided);
    }

    // Kills: a session that decides what was asked before it, one that was not known then.
    #[test]
    fn what_was_asked_before_each_session_is_what_was_decided_then(history in any_history()) {
        let routine = history.routine();
        let all = done(&history.live(|_, _, _, _| ()).sessions);
        let decider = Decider::new(routine, all.iter().rev().map(|done| done.past(routine)));
        for (newer, place) in (0..all.len()).rev().enumerate() {
            let then = decide(routine, &all[..place], &all[place].began);
            for (exercise, decision) in then.exercises.iter().enumerate() {
                let before = decision.as_ref().and_then(|decision| decision.before);
                prop_assert_eq!(decider.rung_before(newer, exercise), before);
            }
            prop_assert_eq!(decider.before(newer), Some(then));
        }
        prop_assert_eq!(decider.before(all.len()), None);
    }
}

/// What is asked, and how many sessions were read for it.
fn decide_and_count(routine: &Routine, done: &[Done], moment: &Zoned) -> (Decisions, usize) {
    let read = Cell::new(0);
    let newest_first = done.iter().rev().map(|done| done.past(routine)).inspect(|_| read.set(read.get() + 1));
    (Decider::new(routine, newest_first).at(moment), read.get())
}

/// Somebody who trains twice a week comes to the top of the hops, and declines every offer of more pogos.
#[test]
fn of_a_long_history_the_last_few_sessions_are_read() {
    let offered = Progression::Add { step: Increment::Reps(5), until: None };
    let pogos = Exercise { progression: Some(offered), ..exercise("pogos").reps(40) };
    let routine = straight([exercise("hops").sets(2..=3).reps(6..=7).double(), pogos]);
    let mut now: Zoned = "2026-03-02T07:00+01:00[+01:00]".parse().unwrap();
    let mut all = Vec::new();
    for _ in 0..100 {
        let (decisions, read) = decide_and_count(&routine, &all, &now);
        assert!(read <= 8, "{read} of {} sessions were read", all.len());
        let today = Today { rungs: decisions.rungs(&routine), ..Today::FIRST };
        let plan = plan::build(&routine, &today, &Settings::default()).unwrap();
        let answers = Answers { effort: Some(level(5)), pain: Some(level(0)), note: None };
        let mut events = session::entered(&plan, &Exceptions::default(), answers);
        events.push(told(&events[0], Fact::Morning(level(0))));
        all.push(Done { began: now.clone(), plan, record: Record::of(&events) });
        now = &now + 84.hours();
    }
}

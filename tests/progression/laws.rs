//! What holds for every history of every routine with ladders.

use std::collections::BTreeSet;

use calfguide::model::{Gate, Routine, Rungs};
use calfguide::plan::Work;
use calfguide::progression::{Decision, Decisions, Reason};
use calfguide::session::{self, AnswerChanges, Answers, Event, Exceptions, Fact};
use jiff::{ToSpan, civil};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::any::{
    GROWING, Lived, Past, Presence, Told, any_correction, any_history, done, growing, last_present, level,
    time_between, told,
};
use crate::decide;
use crate::support::any::cases;

/// The place, the decision and the ladder's top of each exercise that grows.
fn each<'a>(routine: &'a Routine, decisions: &'a Decisions) -> impl Iterator<Item = (usize, &'a Decision, u32)> {
    let decided = decisions.exercises.iter().flatten().enumerate();
    decided.map(|(place, decision)| (place, decision, growing(routine, place).ladder().unwrap().top()))
}

/// The worst pain in a session, and that of the morning after its day.
fn pain(lived: &[Lived], one: &Lived, today: civil::Date) -> [Option<u8>; 2] {
    let day = one.done.began.date();
    let morning = lived.iter().filter(|other| other.done.began.date() == day && day < today);
    [one.past.told.pain.max(one.past.told.on_the_way), morning.filter_map(|other| other.past.told.morning).max()]
}

/// The worst pain, where it is known of the session and of the morning after its day.
fn known_pain(lived: &[Lived], one: &Lived, today: civil::Date) -> Option<u8> {
    let [during, morning] = pain(lived, one, today);
    Some(during?.max(morning?))
}

/// Whether a session was complete for an exercise, and all that is known of it lets it go up.
fn went_well(lived: &[Lived], one: &Lived, place: usize, gate: &Gate, today: civil::Date) -> bool {
    one.past.presence(place) == Presence::Complete
        && known_pain(lived, one, today).is_some_and(|pain| level(pain) < gate.pain_hold)
        && one.past.told.effort.is_some_and(|effort| level(effort) < gate.effort_hold)
}

fn goes_up(decision: &Decision) -> bool {
    matches!(decision.reason, Reason::Up { .. } | Reason::Offer { .. })
}

proptest! {
    #![proptest_config(cases(128))]

    // Kills: a rung below the first or above the last, a jump of two steps, a step down that is taken twice, a layoff
    // that goes further down than it lasted.
    #[test]
    fn it_stays_on_the_ladder_and_moves_by_one_rung_at_most_but_down_by_a_layoff(history in any_history()) {
        history.live(|routine, lived, now, decisions| {
            for (place, decision, top) in each(routine, decisions) {
                assert!((1..=top).contains(&decision.rung), "{decision:?}");
                assert!(decision.offered.is_none_or(|offered| offered == decision.rung + 1 && offered <= top));
                let Some(before) = decision.before else { continue };
                assert!(decision.rung <= before + 1, "{decision:?}");
                let last = &last_present(lived, place).unwrap().done.began;
                let (down, layoff) = (before.saturating_sub(decision.rung), routine.gate.layoff);
                assert!(down <= 1 || time_between(last, now, layoff) > layoff * down, "{decision:?}");
            }
        });
    }

    // Kills: an asked rung that is found one too high or too low, `alternate` that is compared without halving it, the
    // blocks of the second side taken for more sets.
    #[test]
    fn the_rung_that_was_asked_is_found_again(history in any_history()) {
        history.live(|routine, lived, _, decisions| {
            for (place, decision, _) in each(routine, decisions) {
                let last = last_present(lived, place).filter(|one| history.files[usize::from(one.past.edited)] == *routine);
                if let Some(last) = last {
                    assert_eq!(decision.before, Some(last.asked[GROWING[place]]), "{decision:?}");
                }
            }
        });
    }

    // Kills: two exercises that go up on one day, a step that goes up beside an offer, an offer of what has a ceiling, a
    // step without ceiling that is taken by itself.
    #[test]
    fn one_exercise_goes_up_at_a_time_and_none_beside_an_offer(history in any_history()) {
        history.live(|routine, _, _, decisions| {
            let up: Vec<_> = each(routine, decisions).filter(|(_, it, _)| Some(it.rung) > it.before.or(Some(1))).collect();
            let offers: Vec<_> = each(routine, decisions).filter(|(_, it, _)| it.offered.is_some()).collect();
            assert!(up.len() <= 1 && (up.is_empty() || offers.is_empty()), "{decisions:?}");
            assert!(up.iter().all(|(place, ..)| GROWING[*place] != "offered"));
            assert!(offers.iter().all(|(place, ..)| GROWING[*place] == "offered"));
        });
    }

    // Kills: a step up in spite of `--hold`, a step back that it prevents.
    #[test]
    fn holding_takes_back_a_step_up_and_nothing_else(history in any_history()) {
        history.live(|routine, _, _, decisions| {
            let (Rungs::At(asked), Rungs::At(held)) = (decisions.rungs(routine), decisions.held(routine)) else { panic!() };
            for (place, decision, _) in each(routine, decisions) {
                let is_up = matches!(decision.reason, Reason::Up { .. });
                assert_eq!(asked[GROWING[place]] - held[GROWING[place]], u32::from(is_up), "{decision:?}");
            }
        });
    }

    // Kills: a step up although pain, effort or the morning is unknown, after pain or effort at the limit, after a set
    // that was not finished.
    #[test]
    fn it_goes_up_only_after_a_session_that_was_complete_and_felt_well(history in any_history()) {
        history.live(|routine, lived, now, decisions| {
            for (place, decision, _) in each(routine, decisions).filter(|(_, decision, _)| goes_up(decision)) {
                let last = last_present(lived, place).unwrap();
                assert!(went_well(lived, last, place, &routine.gate, now.date()), "{decision:?}");
                let since = lived.iter().skip(last.number).filter_map(|one| one.past.told.pain.max(one.past.told.on_the_way));
                assert!(since.into_iter().all(|pain| level(pain) < routine.gate.pain_hold), "{decision:?}");
            }
        });
    }

    // Kills: a row that is one too short, two sessions of a day that count twice, a step before its time, a row that
    // goes on across pain, a long break or another rung.
    #[test]
    fn a_step_needs_good_days_at_one_rung_and_its_time(history in any_history()) {
        history.live(|routine, lived, now, decisions| {
            let gate = &routine.gate;
            for (place, decision, _) in each(routine, decisions).filter(|(_, decision, _)| goes_up(decision)) {
                let present = lived.iter().filter(|one| one.past.presence(place) != Presence::Absent);
                let mut row: Vec<&Lived> = Vec::new();
                for one in present.rev() {
                    let is_same_file = history.files[usize::from(one.past.edited)] == *routine;
                    let is_other = is_same_file && Some(one.asked[GROWING[place]]) != decision.before;
                    let is_far = row.last().is_some_and(|next| time_between(&one.done.began, &next.done.began, gate.layoff) > gate.layoff);
                    let is_sore = pain(lived, one, now.date()).into_iter().flatten().any(|pain| level(pain) >= gate.pain_back);
                    if is_other || is_far || is_sore {
                        break;
                    }
                    row.push(one);
                }
                let mut days: Vec<_> = row.iter().map(|one| one.done.began.date()).collect();
                days.dedup();
                let good = days.iter().take_while(|day| {
                    let that_day = lived.iter().filter(|one| one.done.began.date() == **day);
                    let mut that_day = that_day.filter(|one| one.past.presence(place) != Presence::Absent);
                    that_day.all(|one| went_well(lived, one, place, gate, now.date()))
                });
                assert!(good.count() >= gate.after as usize, "{decision:?}");
                let began = &row.last().unwrap().done.began;
                assert!(time_between(began, now, gate.step_gap) >= gate.step_gap, "{decision:?}");
            }
        });
    }

    // Kills: a proposal of the first phase alone without pain, or from pain that is not so bad.
    #[test]
    fn the_first_phase_alone_is_proposed_only_after_pain(history in any_history()) {
        history.live(|routine, lived, now, decisions| {
            let worst = lived.iter().flat_map(|one| pain(lived, one, now.date())).flatten().max();
            let hurt = worst.is_some_and(|pain| level(pain) >= routine.gate.pain_back);
            assert!(hurt || !decisions.first_phase_only(routine));
        });
    }

    // Kills: a session of tomorrow that decides today, a morning that is known before it came.
    #[test]
    fn what_is_to_come_does_not_matter(history in any_history()) {
        let all = done(&history.live(|_, _, _, _| ()).sessions);
        for (number, next) in all.iter().enumerate() {
            let just_before = next.began.checked_sub(1.second()).unwrap();
            let before = all[..number].iter().filter(|done| done.began < next.began).cloned().collect::<Vec<_>>();
            let decide = |done: &[_]| decide(history.routine(), done, &just_before);
            prop_assert_eq!(decide(&all), decide(&before));
        }
    }

    // Kills: pain that asks for more of an exercise, pain that is forgotten where an exercise was absent, a lower pain
    // that takes the place of a higher one.
    #[test]
    fn more_pain_never_asks_for_more_but_by_giving_the_turn(
        history in any_history(),
        which in any::<prop::sample::Index>(),
        pain in 0..=10_u8,
        is_morning in any::<bool>(),
    ) {
        prop_assume!(!history.past.is_empty());
        let life = history.live(|_, _, _, _| ());
        let mut all = done(&life.sessions);
        let before = decide(history.routine(), &all, &life.now);
        let place = which.index(all.len());
        let Told { pain: end, on_the_way, morning, .. } = history.past[place].told;
        prop_assume!(if is_morning { morning.is_some() } else { end.or(on_the_way).is_some() });
        let more = if is_morning { Fact::Morning(level(pain)) } else { Fact::Pain(level(pain)) };
        let event = any_event(&life.sessions[place]);
        all[place].record.add(&told(&event, more));
        let after = decide(history.routine(), &all, &life.now);
        for ((_, before, _), (_, after, _)) in each(history.routine(), &before).zip(each(history.routine(), &after)) {
            let had_no_turn = !matches!(before.reason, Reason::Turn { .. });
            prop_assert!(after.rung <= before.rung || !had_no_turn, "{:?} {:?}", before, after);
            prop_assert!(after.offered <= before.offered || !had_no_turn, "{:?} {:?}", before, after);
        }
    }

    // Kills: an answer that stays beside its correction, a correction of pain that leaves what was told on the way, reps
    // that are put right and still count as missed.
    #[test]
    fn correcting_a_session_is_as_if_it_had_always_been_so(
        history in any_history(),
        which in any::<prop::sample::Index>(),
        new in any_correction(),
    ) {
        prop_assume!(!history.past.is_empty());
        let life = history.live(|_, _, _, _| ());
        let place = which.index(life.sessions.len());
        let was = &life.sessions[place];
        // Reps that are put right make a block complete which was not finished.
        prop_assume!(was.past.fewer.is_none() || was.past.fewer != was.past.missed);
        let answer = |number: Option<u8>| Some(number.map(level));
        let changes = AnswerChanges {
            effort: answer(new.effort),
            pain: answer(new.pain),
            morning: answer(new.morning),
            note: None,
        };
        let mut corrected = done(&life.sessions);
        let record = &mut corrected[place].record;
        record.add(&told(&any_event(was), Fact::Corrected(changes)));
        for attempt in record.attempts.clone() {
            let least = was.done.plan[attempt.step].work().and_then(Work::least_reps);
            if let Some(asked) = least.filter(|least| attempt.reps.is_some_and(|reps| reps < *least)) {
                let event = Event { step: attempt.step, round: attempt.round, ..any_event(was) };
                record.add(&told(&event, Fact::Amended { reps: asked }));
            }
        }
        let mut always = done(&life.sessions);
        always[place] = history.relived(was, Past { told: new, fewer: None, ..was.past.clone() }).done;
        let decide = |all: &[_]| decide(history.routine(), all, &life.now);
        prop_assert_eq!(decide(&corrected), decide(&always));
    }

    // Kills: a decision that remembers a session which is gone, or that counts sessions by their number.
    #[test]
    fn deleting_a_session_is_as_if_it_had_never_been(history in any_history(), which in any::<prop::sample::Index>()) {
        prop_assume!(!history.past.is_empty());
        let life = history.live(|_, _, _, _| ());
        let gone = which.index(life.sessions.len());
        let left: Vec<_> = life.sessions.iter().filter(|one| one.number != gone).cloned().collect();
        let never: Vec<_> = left
            .iter()
            .enumerate()
            .map(|(number, was)| history.relived(&Lived { number, ..was.clone() }, was.past.clone()))
            .collect();
        let decide = |all: &[_]| decide(history.routine(), &done(all), &life.now);
        prop_assert_eq!(decide(&left), decide(&never));
    }

    // Kills: a warm-up alone that breaks a row, ends a layoff, or counts as a good session; a session that was cut off and
    // counts.
    #[test]
    fn a_session_in_which_all_was_absent_moves_nothing_unless_it_hurt(
        history in any_history(),
        which in any::<prop::sample::Index>(),
        is_cut_off in any::<bool>(),
    ) {
        prop_assume!(!history.past.is_empty());
        let life = history.live(|_, _, _, _| ());
        let place = which.index(life.sessions.len());
        let was = &life.sessions[place];
        let hold = u8::from(history.routine().gate.pain_hold);
        let lower = |pain: Option<u8>| pain.filter(|pain| *pain < hold);
        let Told { on_the_way, pain, .. } = was.past.told;
        let painless = Told { on_the_way: lower(on_the_way), pain: lower(pain), morning: None, ..was.past.told };
        let absent = Past { only_warm_up: !is_cut_off, cut_off: is_cut_off, told: painless, ..was.past.clone() };
        let mut with = life.sessions.clone();
        with[place] = history.relived(was, absent);
        let mut without = life.sessions.clone();
        without.remove(place);
        let asked = |all: &[_]| {
            let decisions = decide(history.routine(), &done(all), &life.now);
            each(history.routine(), &decisions).map(|(_, it, _)| (it.rung, it.before, it.offered)).collect::<Vec<_>>()
        };
        prop_assert_eq!(asked(&with), asked(&without));
    }

    // Kills: a session that counts although all of it was left out, skipped, not begun or cut off; one that does not
    // count although only a part was done.
    #[test]
    fn it_is_the_first_time_as_long_as_nothing_was_begun(history in any_history()) {
        history.live(|routine, lived, _, decisions| {
            for (place, decision, _) in each(routine, decisions) {
                assert_eq!(decision.reason == Reason::First, last_present(lived, place).is_none());
            }
        });
    }
}

/// The random histories above come to every rule.
#[test]
fn the_laws_are_tried_on_every_code() {
    const ALL: [&str; 16] = [
        "first",
        "pain-back",
        "missed-twice",
        "layoff",
        "top",
        "incomplete",
        "pain",
        "effort",
        "pain-unknown",
        "effort-unknown",
        "morning-unknown",
        "row",
        "step-gap",
        "turn",
        "offer",
        "up",
    ];
    let mut runner = TestRunner::deterministic();
    let mut codes = BTreeSet::new();
    for _ in 0..160 {
        let history = any_history().new_tree(&mut runner).unwrap().current();
        history.live(|routine, _, _, decisions| {
            codes.extend(each(routine, decisions).map(|(_, decision, _)| decision.reason.code()));
        });
    }
    assert_eq!(codes, BTreeSet::from(ALL));
}

/// An event of a session, to say something more of it.
fn any_event(lived: &Lived) -> Event {
    session::entered(&lived.done.plan, &Exceptions::default(), Answers::default()).remove(0)
}

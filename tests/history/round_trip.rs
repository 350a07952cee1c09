//! What a session said comes back.

use calfguide::history::{self, ReadDepth};
use calfguide::record::Record;
use calfguide::session::{Fact, What};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::shelf::Shelf;
use crate::{any_session, began, cases, facts, finished, journal, seal, unseal, wall};

proptest! {
    #![proptest_config(cases(128))]

    // Kills: a field that is left out, read into another, or cut further than to the millisecond; a fact that is
    // taken for one that does not fit its plan; a plan that comes back changed or is refused.
    #[test]
    fn a_session_comes_back_as_it_was(drive in any_session(60)) {
        let (name, bytes) = journal(&drive);
        let shelf = Shelf::with([(name.as_str(), bytes.as_slice())]);
        let kept = shelf.kept();
        prop_assert_eq!(&kept.faults, &[]);
        prop_assert_eq!(kept.plan.as_deref(), Some(drive.session.plan()));
        prop_assert_eq!(&kept.events, &facts(&drive));
        prop_assert_eq!(kept.record, Record::of(&facts(&drive)));
    }

    // Kills: the plan of another session in the place of its own.
    #[test]
    fn sessions_that_are_read_together_come_back_as_alone(drives in vec(any_session(10), 1..4)) {
        let shelf = Shelf::new();
        for (name, bytes) in drives.iter().chain(&drives).map(journal) {
            shelf.put(&name, &bytes);
        }
        let sessions = shelf.list(ReadDepth::Glance).sessions;
        let alone: Vec<_> = sessions.iter().map(|session| session.read().unwrap()).collect();
        prop_assert_eq!(alone.len(), 2 * drives.len());
        prop_assert_eq!(history::read_each(&sessions, Some), alone);
    }

    #[test]
    fn no_number_in_a_journal_has_more_than_three_decimals(drive in any_session(60)) {
        let (_, bytes) = journal(&drive);
        for line in crate::lines(&bytes) {
            let json = unseal(line);
            for decimals in json.split([',', '}', ':', ']']).filter_map(|word| word.split_once('.')).map(|(_, it)| it) {
                prop_assert!(decimals.len() <= 3 || decimals.parse::<u64>().is_err(), "{}", json);
            }
        }
    }

    // Kills: a list that tells another end, length or answer than the facts have, a glance that looks at too little.
    #[test]
    fn both_looks_tell_what_the_facts_say(drive in any_session(60)) {
        let (name, bytes) = journal(&drive);
        let shelf = Shelf::with([(name.as_str(), bytes.as_slice())]);
        let past = shelf.kept().past;
        // It ends with its last step, whatever is asked and answered after that.
        let facts = facts(&drive);
        let ended = facts.iter().rev().find(|event| event.is_of_step()).unwrap().at;
        prop_assert_eq!(&past.routine, &drive.session.plan().routine);
        prop_assert_eq!(past.time, ended.0);
        prop_assert_eq!(past.pain, drive.record.worst_pain());
        prop_assert_eq!(past.completion, drive.record.completion(drive.session.plan()));
        prop_assert_eq!((past.effort, &past.note), (drive.record.answers.effort, &drive.record.answers.note));
        let was_discarded = drive.events.iter().any(|event| event.what == What::Fact(Fact::Discarded));
        prop_assert_eq!((&past.began, past.deleted), (&began(), was_discarded));
        prop_assert_eq!(&past.ended, &wall(ended));
        for look in [ReadDepth::Lines, ReadDepth::Glance] {
            let listing = shelf.list(look);
            prop_assert_eq!(&listing.faults, &[]);
            let mut listed = listing.sessions[0].past.clone();
            if look == ReadDepth::Glance && drive.record.answers.pain.is_none() {
                prop_assert!(listed.pain <= past.pain);
                listed.pain = past.pain;
            }
            prop_assert_eq!(&listed, &past, "{:?}", look);
        }
    }
}

#[test]
fn a_line_is_sealed_by_a_checksum_of_all_that_stands_before_it() {
    for line in crate::lines(&journal(&finished()).1) {
        assert_eq!(seal(&unseal(line)), line);
    }
}

#[test]
fn a_look_at_the_last_weeks_passes_over_what_was_begun_before() {
    let (name, bytes) = journal(&finished());
    let copy = name.replace(".jsonl", ".sync-conflict-20260401-120000-ABCDEFG.jsonl");
    let unnamed = [("notes.jsonl", bytes.as_slice())];
    let shelf = Shelf::with([(name.as_str(), bytes.as_slice()), (copy.as_str(), bytes.as_slice())]);
    let second = std::time::Duration::from_secs(1);
    let seen = |shelf: &Shelf, instant| {
        [ReadDepth::Since(instant), ReadDepth::Before(instant)].map(|depth| shelf.list(depth).sessions.len())
    };
    assert_eq!(seen(&shelf, began().timestamp()), [1, 0]);
    assert_eq!(seen(&shelf, began().timestamp() + second), [0, 1]);
    assert_eq!(seen(&Shelf::with(unnamed), began().timestamp() + second), [1, 0], "a name that does not say when");
}

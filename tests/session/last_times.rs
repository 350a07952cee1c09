//! What was done last time, noted in the plan of the next session.

use calfguide::model::Routine;
use calfguide::plan::Plan;
use calfguide::record::LastTimes;
use calfguide::session::Key;
use calfguide::words::done;

use crate::support::{Drive, Prescribe, exercise, plan, straight};

/// Without gaps: hops on each side, twice; then squats.
fn routine() -> Routine {
    let hops = exercise("hops").reps(8).each().sets(2).bare();
    straight([hops, exercise("squats").reps(8).load("16kg").bare()])
}

/// A session in which the blocks had so many reps, as far as they were begun.
fn session(reps: &[&str]) -> Drive {
    let mut drive = Drive::of(&routine());
    for reps in reps {
        drive.run().after(5).digits(reps).key(Key::Enter);
    }
    drive
}

fn of(drive: &Drive) -> LastTimes {
    LastTimes::of(drive.session.plan(), &drive.record)
}

/// Today's plan, with the last time of these sessions, the newest first.
fn noted<'a>(newest_first: impl IntoIterator<Item = &'a Drive>, routine: &Routine) -> Plan {
    let mut last_times = LastTimes::default();
    newest_first.into_iter().for_each(|drive| last_times.add_older(of(drive)));
    let mut plan = plan(routine);
    last_times.note_in(&mut plan);
    plan
}

/// What is said of the last time at each block.
fn said(plan: &Plan) -> Vec<String> {
    let blocks = plan.steps.iter().filter(|step| !step.is_gap());
    blocks.map(|step| done::last_time(&step.last_time).unwrap_or_default()).collect()
}

#[test]
fn each_side_has_its_sets_in_order() {
    let plan = noted([&session(&["8", "7", "6", "5", "8"])], &routine());
    let (left, right) = ("last time: 8, 6", "last time: 7, 5");
    assert_eq!(said(&plan), [left, right, left, right, "last time: 8 at 16 kg"]);
    assert!(plan.steps.iter().filter(|step| step.is_gap()).all(|step| step.last_time.is_empty()));
}

#[test]
fn what_the_newest_session_did_not_reach_is_told_of_an_older_one() {
    let (newest, older) = (session(&["5", "0"]), session(&["8", "8", "8", "8", "7"]));
    let plan = noted([&newest, &older], &routine());
    assert_eq!(said(&plan)[0], "last time: 5");
    assert_eq!(said(&plan)[4], "last time: 7 at 16 kg");
    assert!(!of(&newest).cover(&plan) && of(&older).cover(&plan));
    assert_eq!(said(&noted([], &routine())), [""; 5]);
}

#[test]
fn a_load_that_was_told_stands_until_the_file_says_another() {
    let mut first = session(&["8", "8", "8", "8"]);
    first.load("20kg").after(5).key(Key::Enter);
    let load = |plan: &Plan| plan.cards[1].load_in_use();
    let second = noted([&first], &routine());
    assert_eq!((load(&second).as_deref(), said(&second)[4].as_str()), (Some("20kg"), "last time: 8 at 20 kg"));
    // Nothing is told in the second session.
    let mut drive = Drive::start(second, false);
    for _ in 0..5 {
        drive.run().after(5).key(Key::Enter);
    }
    assert_eq!(load(&noted([&drive, &first], &routine())).as_deref(), Some("20kg"));
    let hops = exercise("hops").reps(8).each().sets(2).bare();
    let edited = straight([hops, exercise("squats").reps(8).load("24kg").bare()]);
    let third = noted([&drive, &first], &edited);
    assert_eq!((load(&third).as_deref(), said(&third)[4].as_str()), (Some("24kg"), "last time: 8 at 20 kg"));
}

#[test]
fn a_routine_as_it_is_asked_has_the_loads_that_were_entered() {
    let mut drive = session(&["8", "8", "8", "8"]);
    drive.load("20kg").after(5).key(Key::Enter);
    let asked = |load| {
        let mut routine = straight([exercise("squats").reps(8).load(load), exercise("hops").reps(8).load("16kg")]);
        of(&drive).enter_loads(&mut routine);
        let loads = plan(&routine).cards.into_iter().map(|card| card.load.unwrap());
        loads.collect::<Vec<_>>()
    };
    assert_eq!(asked("16kg"), ["20kg", "16kg"]);
    assert_eq!(asked("24kg"), ["24kg", "16kg"], "the load in the file is another one than it was then");
}

#[test]
fn it_is_not_stored() {
    let plan = noted([&session(&["8", "7", "6", "5", "8"])], &routine());
    let stored = serde_json::to_string(&plan).unwrap();
    assert_eq!(stored, serde_json::to_string(&crate::support::plan(&routine())).unwrap());
}

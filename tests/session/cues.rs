//! What is heard and seen, once each.

use calfguide::model::Exercise;
use calfguide::session::{Cue, What};

use crate::support::{Drive, PhaseExt, Prescribe, exercise, phase, routine, straight};

/// What is told of one block and nothing else, without the facts around it.
fn cues(exercise: Exercise) -> Vec<String> {
    let mut drive = Drive::of(&straight([exercise.bare()]));
    drive.run();
    let facts = drive.clone().facts();
    drive.told().into_iter().filter(|line| !facts.contains(line)).collect()
}

/// How often something is among what was told.
fn count(told: &[String], what: &str) -> usize {
    told.iter().filter(|line| line.split_once(' ').is_some_and(|(_, said)| said == what)).count()
}

#[test]
fn timed_work_of_twenty_seconds_has_a_half_way() {
    assert_eq!(
        cues(exercise("a").time("20s")),
        [
            "0:00 go",
            "0:10 half-way",
            "0:17 last 3",
            "0:18 last 2",
            "0:19 last 1",
            "0:20 done",
            "0:20 session done",
            "0:20 asked Feedback(Effort)",
        ]
    );
}

#[test]
fn shorter_work_has_none() {
    assert_eq!(count(&cues(exercise("a").time("19999ms")), "half-way"), 0);
}

#[test]
fn half_of_a_split_is_what_counts_for_the_half_way() {
    let told = cues(exercise("a").time("39s").split());
    assert_eq!(count(&told, "half-way"), 0, "19.5 s each side");
    let told = cues(exercise("a").time("40s").split());
    assert_eq!(count(&told, "half-way"), 2);
}

#[test]
fn work_of_less_than_four_seconds_only_begins_and_ends() {
    assert_eq!(
        cues(exercise("a").time("4s"))[..5],
        ["0:00 go", "0:01 last 3", "0:02 last 2", "0:03 last 1", "0:04 done"]
    );
    assert_eq!(cues(exercise("a").time("3999ms"))[..2], ["0:00 go", "0:03.999 done"]);
    assert_eq!(cues(exercise("a").time("1s"))[..2], ["0:00 go", "0:01 done"]);
}

#[test]
fn reps_have_no_countdown_of_their_end() {
    let told = cues(exercise("a").reps(5).hold("5s"));
    for cue in ["half-way", "last 3", "last 2", "last 1"] {
        assert_eq!(count(&told, cue), 0, "{cue}");
    }
}

#[test]
fn a_gap_of_less_than_four_seconds_has_no_pips() {
    let ready = |prepare: &str| {
        let mut drive = Drive::of(&straight([exercise("a").time("10s").prepare(prepare)]));
        drive.run();
        drive.told().iter().filter(|line| line.contains(" ready ")).count()
    };
    assert_eq!([ready("10s"), ready("4s"), ready("3999ms"), ready("1s")], [3, 3, 0, 0]);
}

#[test]
fn a_gap_that_leads_to_another_gap_has_no_pips() {
    // 0 a, 1 rest between exercises, 2 prepare, 3 b
    let exercises = [exercise("a").time("10s").bare(), exercise("b").time("10s")];
    let mut drive = Drive::of(&routine([phase("p").rest("20s").with(exercises)]));
    drive.tick_to(10).hush().tick_to(40);
    assert_eq!(
        drive.told(),
        [
            "0:30 ended done 20s",
            "0:30 started 2",
            "0:37 ready 3",
            "0:38 ready 2",
            "0:39 ready 1",
            "0:40 ended done 10s",
            "0:40 started 3",
            "0:40 go",
        ]
    );
}

#[test]
fn a_rest_between_rounds_of_a_loop_has_pips_where_work_follows_it() {
    // 0 prepare (once), 1 a, 2 rest: back to a
    let amrap = |a: Exercise| {
        let mut drive = Drive::of(&routine([phase("amrap").within("30s").rest("5s").with([a])]));
        drive.tick_to(20).hush().tick_to(25);
        count(&drive.told(), "ready 3")
    };
    assert_eq!(amrap(exercise("a").time("10s")), 1);
    assert_eq!(amrap(exercise("a").time("10s").prepare("10s")), 0, "a prepare follows");
}

#[test]
fn each_thing_is_told_once() {
    // 0 prepare, 1 left, 2 switch, 3 right, 4 rest, 5 left, 6 switch, 7 right
    let mut drive = Drive::of(&straight([exercise("a").time("30s").each().sets(2)]));
    drive.run();
    let told = drive.told();
    // Four blocks, before each a gap.
    let times = |cues: &[&str], n: usize| cues.iter().all(|cue| count(&told, cue) == n);
    assert!(
        times(&["go", "done", "half-way", "ready 3", "ready 2", "ready 1", "last 3", "last 2", "last 1"], 4),
        "{told:?}"
    );
    assert!(times(&["switch"], 2) && times(&["session done"], 1), "{told:?}");
}

#[test]
fn spurious_ticks_tell_nothing_twice() {
    let mut drive = Drive::of(&straight([exercise("a").time("30s").each().sets(2)]));
    let mut ticked = drive.clone();
    drive.run();
    for tenth in 0..2000 {
        ticked.tick_to(f64::from(tenth) / 10.0);
    }
    assert_eq!(ticked.told(), drive.told());
}

#[test]
fn a_block_that_is_skipped_is_not_told_as_done() {
    let mut drive = Drive::of(&straight([exercise("a").time("30s").sets(2).prepare("0s")]));
    drive.hush().at(5).key(calfguide::session::Key::Skip);
    assert_eq!(count(&drive.told(), "done"), 0);
}

/// When a cue comes in one block.
fn times(exercise: Exercise, cue: &Cue) -> Vec<f64> {
    let mut drive = Drive::of(&straight([exercise.bare()]));
    drive.run();
    let cues = drive.events.iter().filter(|event| event.what == What::Cue(cue.clone()));
    cues.map(|event| event.at.0.as_secs_f64()).collect()
}

#[test]
fn a_hold_is_counted_in_seconds_between_its_reps() {
    assert_eq!(times(exercise("a").reps(2).hold("3s"), &Cue::HoldSecond), [1.0, 2.0, 4.0, 5.0]);
    assert_eq!(times(exercise("a").reps(1).hold("2500ms"), &Cue::HoldSecond), [1.0, 2.0]);
    assert_eq!(times(exercise("a").reps(5).hold("1s"), &Cue::HoldSecond), [0.0; 0]);
}

#[test]
fn long_work_says_that_ten_seconds_are_left() {
    assert_eq!(times(exercise("a").time("30s"), &Cue::TenLeft), [20.0]);
    assert_eq!(times(exercise("a").time("29s"), &Cue::TenLeft), [0.0; 0]);
}

#[test]
fn a_gap_names_what_comes_next_as_soon_as_it_begins() {
    // 0 prepare, 1 left, 2 switch, 3 right, 4 rest, 5 left, 6 switch, 7 right
    let mut drive = Drive::of(&straight([exercise("a").time("30s").each().sets(2)]));
    drive.run();
    let steps = |cue: &Cue| -> Vec<usize> {
        let cues = drive.events.iter().filter(|event| event.what == What::Cue(cue.clone()));
        cues.map(|event| event.step.0).collect()
    };
    assert_eq!((steps(&Cue::Next), steps(&Cue::Switch)), (vec![0, 4], vec![2, 6]));
}

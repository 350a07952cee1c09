//! The states that the keys are tried in. Each is a session driven there, with something before it and after it.

use calfguide::model::{Exercise, Routine};
use calfguide::session::{FeedbackField, Input, Key, Question};

use crate::support::{Drive, PhaseExt, Prescribe, exercise, phase, routine, straight};

/// Between two others: first 0:00 to 0:20, prepare to 0:30, then this exercise; after it prepare and last.
fn sandwich(exercise: Exercise) -> Routine {
    straight([first(), exercise, last()])
}

fn first() -> Exercise {
    exercise("first").time("20s").bare()
}

fn last() -> Exercise {
    exercise("last").time("20s")
}

/// Five seconds into the first block of this exercise.
fn into(exercise: Exercise) -> Drive {
    let mut drive = Drive::of(&sandwich(exercise));
    drive.tick_to(35);
    drive
}

/// Two sets of 40 s.
fn plank() -> Exercise {
    exercise("plank").time("40s").sets(2)
}

/// Two sets of 8.
fn hops() -> Exercise {
    exercise("hops").reps(8).sets(2)
}

/// Five seconds into the rest after the first set of this exercise, whose sets wait for Enter.
fn resting(exercise: Exercise) -> Drive {
    let mut drive = into(exercise);
    drive.at(40).key(Key::Enter).tick_to(45);
    drive
}

/// In a phase of its own between two others, five seconds into its first block (0:35).
fn phased(phase: calfguide::model::Phase) -> Drive {
    let mut drive = Drive::of(&routine([
        crate::support::phase("before").with([first()]),
        phase,
        crate::support::phase("after").with([last()]),
    ]));
    drive.tick_to(35);
    drive
}

/// Rounds of one owed and two optional ones.
fn circuit() -> Drive {
    phased(phase("circuit").rounds(1..=3).rest("30s").with([exercise("hops").reps(8), exercise("lunges").reps(8)]))
}

/// Slots at 0:30, 1:30, 2:30 and 3:30.
fn emom() -> Drive {
    let swings = exercise("swings").time("10s").each();
    phased(phase("emom").every("1m", 2).with([swings, exercise("lunges").reps(8)]))
}

/// Ten seconds of planks and 8 lunges, then 20 s of rest.
fn amrap() -> Drive {
    let planks = exercise("plank").time("10s");
    phased(phase("amrap").within("5m").rest("20s").with([planks, exercise("lunges").reps(8)]))
}

/// At the end of a session whose first set was skipped.
fn left_out() -> Drive {
    let mut drive = Drive::of(&straight([hops(), last()]));
    drive.tick_to(12).key(Key::Skip).key(Key::SkipExercise).run().after(1);
    drive
}

/// After the last block.
fn closing() -> Drive {
    let mut drive = Drive::of(&straight([first()]));
    drive.run().at(30);
    drive
}

fn then(mut drive: Drive, steps: impl Fn(&mut Drive)) -> Drive {
    steps(&mut drive);
    drive
}

/// The same, a second after this key.
fn after(drive: Drive, key: Key) -> Drive {
    then(drive, |drive| {
        drive.key(key).after(1);
    })
}

/// The same, a second after this question came up.
fn asked(drive: Drive, question: impl Fn(Question) -> bool) -> Drive {
    let open = drive.view().question;
    assert!(open.is_some_and(question), "{open:?}");
    then(drive, |drive| {
        drive.after(1);
    })
}

/// Every state, by its name in the table.
pub(crate) fn all() -> Vec<(&'static str, Drive)> {
    let mut all = steps();
    all.extend(standing());
    all.extend(loads());
    all.extend(questions());
    for (_, drive) in &mut all {
        drive.input(Input::Tick);
    }
    all
}

/// Steps under way.
fn steps() -> Vec<(&'static str, Drive)> {
    let at = |mut drive: Drive, seconds: u32| {
        drive.tick_to(seconds);
        drive
    };
    vec![
        ("the first prepare", at(Drive::of(&straight([plank(), last()])), 5)),
        ("a prepare", at(Drive::of(&sandwich(hops())), 25)),
        ("the first block of all", at(Drive::of(&sandwich(hops())), 5)),
        (
            "work just begun",
            then(Drive::of(&sandwich(hops())), |drive| {
                drive.tick_to(30.3);
            }),
        ),
        ("timed work", into(plank())),
        ("a window below its low end", into(exercise("sit").time("20s-40s").sets(2))),
        ("a window past its low end", at(into(exercise("sit").time("20s-40s").sets(2)), 55)),
        ("self-paced reps", into(hops())),
        (
            "reps with digits typed",
            then(into(hops()), |drive| {
                drive.digits("5");
            }),
        ),
        ("counted reps", at(into(exercise("bridge").reps(6).hold("5s").sets(2)), 42)),
        ("counted reps past the low end", at(into(exercise("bridge").reps(2..=6).hold("5s").sets(2)), 42)),
        ("12 or more", into(exercise("push-ups").at_least(12).sets(2))),
        ("as many as possible", into(exercise("pull-ups").max_reps().sets(2))),
        ("open work", into(exercise("walk").sets(2))),
        ("a distance", into(exercise("run").distance("80").sets(2))),
        ("the left side", into(exercise("balance").time("10s").each())),
        ("a switch", at(into(exercise("balance").time("10s").each().sets(2)), 42)),
        ("a rest", resting(hops())),
        (
            "a rest with digits typed",
            then(resting(hops()), |drive| {
                drive.digits("5");
            }),
        ),
        ("the last seconds of a rest", at(resting(hops()), 69)),
        ("a rest after timed work", at(into(exercise("plank").time("10s").sets(2)), 45)),
        ("a rest past its low end", at(into(exercise("plank").time("10s").sets(2).rest("10s-30s")), 55)),
        ("a rest before an optional set", resting(exercise("hops").reps(8).sets(1..=3))),
        (
            "a rest before an optional round",
            then(circuit(), |drive| {
                drive.at(40).key(Key::Enter).at(50).key(Key::Enter).tick_to(55);
            }),
        ),
        ("work in a slot", emom()),
        ("work past the end of its slot", at(emom(), 160)),
        ("the rest of a slot", at(emom(), 60)),
        (
            "work in a loop",
            then(amrap(), |drive| {
                drive.tick_to(50).key(Key::Enter).tick_to(75);
            }),
        ),
        (
            "the rest between rounds",
            then(amrap(), |drive| {
                drive.tick_to(50).key(Key::Enter).tick_to(55);
            }),
        ),
        ("the last block", at(Drive::of(&straight([first(), last().bare()])), 25)),
    ]
}

/// Get-ready and pause.
fn standing() -> Vec<(&'static str, Drive)> {
    vec![
        ("the get-ready after a key", after(into(plank()), Key::Redo)),
        ("the get-ready after a pause", after(after(into(plank()), Key::Pause), Key::Pause)),
        ("paused in work", after(into(plank()), Key::Pause)),
        ("paused in reps", after(into(hops()), Key::Pause)),
        (
            "paused with digits typed",
            then(after(into(hops()), Key::Pause), |drive| {
                drive.digits("5");
            }),
        ),
        ("paused in a rest", after(resting(hops()), Key::Pause)),
        ("paused in the get-ready", after(after(into(plank()), Key::Redo), Key::Pause)),
    ]
}

/// The question for a load.
fn loads() -> Vec<(&'static str, Drive)> {
    let is_load = |question| matches!(question, Question::Load { .. });
    vec![
        ("load? in work", asked(after(into(plank()), Key::Load), is_load)),
        ("load? in a rest", asked(after(resting(hops()), Key::Load), is_load)),
        (
            "load? with a load typed",
            then(after(resting(hops()), Key::Load), |drive| {
                for c in "20kg".chars() {
                    drive.key(Key::Char(c));
                }
            }),
        ),
        (
            "load? without its unit",
            then(after(into(hops()), Key::Load), |drive| {
                drive.digits("20");
            }),
        ),
    ]
}

/// Questions, and after them.
fn questions() -> Vec<(&'static str, Drive)> {
    let ending = |question| question == Question::End;
    let gap = |mut drive: Drive, length: &str| {
        drive.gap(length);
        drive
    };
    let long = |question| matches!(question, Question::StopAfterGap(_));
    let pain = |drive: Drive, digits: &str| {
        then(drive, |drive| {
            drive.key(Key::Pain).digits(digits);
        })
    };
    let next = |drive: Drive| {
        then(drive, |drive| {
            drive.key(Key::NextField).after(1);
        })
    };
    vec![
        ("end? in work", asked(after(into(plank()), Key::Quit), ending)),
        ("end? in a rest", asked(after(resting(hops()), Key::Quit), ending)),
        (
            "end? at the end of a rest",
            asked(
                then(resting(hops()), |drive| {
                    drive.key(Key::Quit).tick_to(100);
                }),
                ending,
            ),
        ),
        ("end? while paused", asked(after(after(into(plank()), Key::Pause), Key::Quit), ending)),
        ("stop? after 2 h in work", asked(gap(into(plank()), "2h"), long)),
        ("stop? after 2 h in a rest", asked(gap(resting(hops()), "2h"), long)),
        (
            "what of the block? after 10 min",
            asked(gap(into(plank()), "10m"), |question| matches!(question, Question::AfterGap(_))),
        ),
        (
            "what of the block? in counted reps",
            asked(
                gap(
                    then(into(exercise("bridge").reps(6).hold("5s").sets(2)), |drive| {
                        drive.tick_to(42);
                    }),
                    "10m",
                ),
                |question| matches!(question, Question::AfterGap(_)),
            ),
        ),
        ("pain? in work", asked(pain(into(plank()), ""), |question| question == Question::PainNow)),
        ("pain? in a rest", asked(pain(resting(hops()), ""), |question| question == Question::PainNow)),
        ("pain? with a 1 typed", asked(pain(resting(hops()), "1"), |question| question == Question::PainNow)),
        (
            "stop for pain? in work",
            asked(pain(into(plank()), "6"), |question| matches!(question, Question::StopForPain { .. })),
        ),
        (
            "stop for pain? in a rest",
            asked(pain(resting(hops()), "6"), |question| matches!(question, Question::StopForPain { .. })),
        ),
        ("left out?", asked(left_out(), |question| matches!(question, Question::LeftOut { .. }))),
        (
            "discard?",
            asked(after(Drive::of(&straight([plank()])), Key::SkipExercise), |question| question == Question::Discard),
        ),
        ("effort?", asked(closing(), |question| question == Question::Feedback(FeedbackField::Effort))),
        (
            "effort? with a 1 typed",
            then(closing(), |drive| {
                drive.digits("1");
            }),
        ),
        ("worst pain?", asked(next(closing()), |question| question == Question::Feedback(FeedbackField::WorstPain))),
        ("a note?", asked(next(next(closing())), |question| question == Question::Feedback(FeedbackField::Note))),
        (
            "a note? after an effort",
            then(next(next(after(closing(), Key::Digit(6)))), |drive| {
                drive.after(1);
            }),
        ),
        (
            "a note? with words typed",
            then(next(next(closing())), |drive| {
                drive.key(Key::Char('o')).key(Key::Char('k'));
            }),
        ),
        ("over", after(closing(), Key::Quit)),
    ]
}

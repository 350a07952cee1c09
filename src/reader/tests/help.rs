//! What the messages offer to write, for what people write.

use std::fs;
use std::ops::Range;
use std::path::Path;

use proptest::prelude::*;

use super::{exercise, exercise_in, problems_of_config, problems_of_figure, problems_of_routine};
use crate::reader::offer::Offer;
use crate::reader::problem::{Problem, ProblemKind};
use crate::reader::{EVERY_TABLE, problem, routine, tables, trial};

/// Reads a text of one of the kinds of files.
type ReadFn = fn(&str) -> Vec<Problem>;

fn offered(text: &str, read: ReadFn) -> Vec<(Problem, Option<Offer>)> {
    let found = read(text);
    let offers = trial::accepted(text, &found, read);
    found.into_iter().zip(offers).collect()
}

/// The help of the first problem of a text.
fn help(text: &str) -> String {
    let tables = tables(EVERY_TABLE, |table, problems| routine::routine(table, "test", problems));
    let problems = problem::listed("test.toml", text, offered(text, problems_of_routine).into_iter(), 0, &tables);
    problems.list.into_iter().next().and_then(|problem| problem.help).unwrap_or_default()
}

/// Makes all offers at once, and asserts that the text has no problem at those places then; and makes each alone, and
/// asserts that what it writes can be read, whether it fits to what else is wrong or not.
fn assert_offers_are_read(text: &str, read: ReadFn) {
    let offered = offered(text, read);
    let mut edits: Vec<Replacement> = offered
        .into_iter()
        .filter_map(|(problem, offer)| {
            let (place, new) = offer?.change(text, &problem.at);
            Some(Replacement { place, new, is_of_body: problem.kind.is_of_body() })
        })
        .collect();
    edits.sort_by_key(|edit| edit.place.start);
    assert_eq!(refused(text, &edits, read), [], "{text}");
    for edit in &edits {
        let refused = refused(text, std::slice::from_ref(edit), read);
        let fits = |problem: &&Problem| matches!(problem.kind, ProblemKind::Syntax(_) | ProblemKind::Value(_));
        assert_eq!(refused.iter().find(fits), None, "{edit:?} in\n{text}");
    }
}

/// What is written in place of something else, because of a problem that may be one of the body of a figure.
#[derive(Debug)]
struct Replacement {
    place: Range<usize>,
    new: String,
    is_of_body: bool,
}

/// The problems that a text has where it was edited. What is written for another problem than one of the body may still be
/// more than a body can do.
fn refused(text: &str, edits: &[Replacement], read: ReadFn) -> Vec<Problem> {
    let (mut changed, mut places, mut end) = (String::new(), Vec::new(), 0);
    for Replacement { place, new, is_of_body } in edits {
        changed.push_str(&text[end..place.start]);
        places.push((changed.len()..changed.len() + new.len(), *is_of_body));
        changed.push_str(new);
        end = place.end;
    }
    changed.push_str(&text[end..]);
    let is_there = |problem: &Problem| {
        std::iter::once(&problem.at).chain(&problem.related).any(|at| {
            let touches = |place: &Range<usize>| at.start.max(place.start) < at.end.min(place.end);
            places.iter().any(|(place, is_of_body)| touches(place) && (*is_of_body || !problem.kind.is_of_body()))
        })
    };
    read(&changed).into_iter().filter(is_there).collect()
}

#[test]
fn what_coaches_type_is_understood() {
    for (typed, meant) in [
        ("reps = \"AMRAP\"", "reps = \"max\""),
        ("reps = \"to failure\"", "reps = \"max\""),
        ("reps = \"max reps\"", "reps = \"max\""),
        ("reps = \"8-12 reps\"", "reps = \"8-12\""),
        ("reps = \"15 reps\"", "reps = 15"),
        ("reps = \"10—12\"", "reps = \"10-12\""),
        ("reps = \"2 to 3\"", "reps = \"2-3\""),
        ("reps = \"12 or more\"", "reps = \"12+\""),
        ("reps = \"8-6\"", "reps = \"6-8\""),
        ("reps = \"8-8\"", "reps = 8"),
        ("reps = \"8\"", "reps = 8"),
        ("reps = 8 reps", "reps = 8"),
        ("reps = 08", "reps = 8"),
        ("reps = 8;", "reps = 8"),
        ("reps: 8", "reps = 8"),
        ("reps 8", "reps = 8"),
        ("reps = 6-8", "reps = \"6-8\""),
        ("time = 30s", "time = \"30s\""),
        ("time = \"1:30\"", "time = \"1m30s\""),
        ("time = 1:30", "time = \"1m30s\""),
        ("time = 90", "time = \"90s\""),
        ("time = \"2-3 min\"", "time = \"2m-3m\""),
        ("rest = \"60-90s\"", "rest = \"60s-90s\""),
        ("rest = \"1,5 min\"", "rest = \"1.5m\""),
        ("distance = 400", "distance = \"400m\""),
        ("distance = \"5 miles\"", "distance = \"5mi\""),
        ("reps = 8\ntempo = \"3010\"", "tempo = \"3-0-1-0\""),
        ("reps = 8\ntempo = 313", "tempo = \"3-1-3\""),
        ("reps = 8\ntempo = \"30X1\"", "tempo = \"3-0-0-1\""),
        ("reps = 8\ntempo = \"3/1/3\"", "tempo = \"3-1-3\""),
        ("reps = 8\ntempo = \"1.2.1\"", "tempo = \"1-2-1\""),
        ("reps = 8\ntempo = \"1.5 / 2\"", "tempo = \"1.5-2\""),
        ("reps = 8\ntempo = \"3 - 1 - 3\"", "tempo = \"3-1-3\""),
        ("reps = 8\ntempo = \"3 s up, 1 s hold, 3 s down\"", "tempo = \"3-1-3\""),
        ("sides = \"each leg\"", "sides = \"each\""),
        ("sides = \"per side\"", "sides = \"each\""),
        ("sides = true", "sides = \"each\""),
        ("sides = 2", "sides = \"each\""),
        ("load = 20", "load = \"20kg\""),
        ("effort = 7", "effort = \"7\""),
        ("reps = 8\ncadence = \"60 bpm\"", "cadence = 60"),
        ("pace = \"4:30/km\"", "effort = \"4:30/km\""),
        ("tips = \"Slowly.\"", "tips = [\"Slowly.\"]"),
        ("tips = [slowly, \"and deep\"]", "tips = [\"slowly\", \"and deep\"]"),
        ("reps = “6-8”", "reps = \"6-8\""),
        ("tips = [“one”, “two”]", "tips = [\"one\", \"two\"]"),
        ("reps =\u{a0}10", "reps = 10"),
        ("\u{a0}\u{a0}reps = 10", "reps = 10"),
        ("id = \"My Own\"", "id = \"my-own\""),
    ] {
        assert_eq!(help(&exercise(typed)), format!("write it as `{meant}`"), "{typed}");
    }
    assert_eq!(help(&exercise_in("rounds = \"3x\"", "reps = 8")), "write it as `rounds = 3`");
    assert_eq!(help(&exercise("reps = [10, \"AMRAP\"]")), "write it as `\"max\"`");
    assert_eq!(help(&exercise("reps = [\"6-8\", 8]")), "write it as `6`");
}

#[test]
fn what_was_said_in_one_value_is_written_under_its_keys() {
    let each = "`sides = \"each\"`";
    for (typed, meant) in [
        ("reps = \"10 each side\"", format!("`reps = 10` and {each}")),
        ("reps = \"10/side\"", format!("`reps = 10` and {each}")),
        ("reps = \"10 per leg\"", format!("`reps = 10` and {each}")),
        ("reps = 10 each side", format!("`reps = 10` and {each}")),
        ("time = \"30s each side\"", format!("`time = \"30s\"` and {each}")),
        ("time = \"3 x 30s\"", "`time = \"30s\"` and `sets = 3`".to_owned()),
        ("reps = \"3×10\"", "`reps = 10` and `sets = 3`".to_owned()),
        ("sets = \"3x10\"", "`sets = 3` and `reps = 10`".to_owned()),
        ("reps = \"3 sets of 8-10 per leg\"", format!("`reps = \"8-10\"`, `sets = 3` and {each}")),
    ] {
        assert_eq!(help(&exercise(typed)), format!("write it as {meant}"), "{typed}");
    }
    let has_sides = help(&exercise("sides = \"each\"\nreps = \"10 each side\""));
    assert_eq!(has_sides, "write it as `reps = 10`", "a key is not offered where it stands already");
    let weeks = help(&exercise("reps = 8\nweeks = [{ reps = \"10 each side\" }]"));
    assert_eq!(weeks, format!("write it as `reps = 10` and {each}"));
}

#[test]
fn other_signs_for_a_comment_are_understood() {
    for (typed, meant) in [
        ("reps = 10 -- ten", "reps = 10 # ten"),
        ("reps = 10 // ten", "reps = 10 # ten"),
        ("load = \"20kg\" // heavy", "load = \"20kg\" # heavy"),
        ("// heavy", "# heavy"),
        ("-- heavy", "# heavy"),
    ] {
        let help = help(&exercise(typed));
        assert_eq!(help, format!("a comment begins with `#`: write it as `{meant}`"), "{typed}");
    }
}

#[test]
fn a_key_of_another_name_or_table_is_led_on() {
    let top = |lines: &str| {
        format!("format = 1\nname = 'T'\n{lines}\n[[phase]]\nname = 'P'\n[[phase.exercise]]\nname = 'E'\n")
    };
    for (text, expected) in [
        (exercise("weight = '20kg'"), "did you mean `load`?"),
        (exercise("duration = '30s'"), "did you mean `time`?"),
        (exercise("description = 'D'"), "did you mean `goal`?"),
        (exercise("notes = ['N']"), "did you mean `tips`?"),
        (exercise("rep = 8"), "did you mean `reps`?"),
        (top("rest = '30s'"), "`rest` belongs in `[defaults]`, an exercise, a movement or a phase"),
        (exercise_in("weeks = [{}]", "reps = 8"), "did you mean `when`?"),
        (exercise_in("rounds = 4", "reps = [10, 10, 10]"), "add `when = { rounds = \"1-3\" }`"),
        (top("author = 'A'"), "`author` belongs in `[source]`"),
        (top("description = 'D'"), "did you mean `summary`?"),
        (top("[defaults]\nsets = 3"), "`sets` belongs in an exercise or a movement"),
        (top("[defaults]\nsides = 'each'"), "`sides` belongs in an exercise or a movement"),
        (top("[frequency]\nper_day = 2"), "count by the week: twice a day is `per_week = 14`"),
        (
            exercise("[[phase.movement]]\nname = 'M'"),
            "`movement` belongs in an exercise: write its header as `[[phase.exercise.movement]]`",
        ),
        (top("[[exercise]]\nname = 'E'"), "`exercise` belongs in a phase: write its header as `[[phase.exercise]]`"),
    ] {
        assert_eq!(help(&text), expected, "{text}");
    }
    for twice in ["reps = 8\nrep = 8", "rep = 8\nreps = 8"] {
        assert!(help(&exercise(twice)).starts_with("the keys of an exercise are id, name, "), "{twice}");
    }
}

#[test]
fn an_example_is_one_that_can_stand_there() {
    for (typed, expected) in [
        ("reps = \"some\"", "for example `reps = \"6-8\"`"),
        ("reps = [\"some\"]", "for example `8`"),
        ("time = \"soon\"", "for example `time = \"1m30s\"`"),
        ("sides = []", "for example `sides = \"right\"`"),
        ("time = \"max\"", "leave it out: work without an amount lasts as long as you like"),
        ("reps = 8\nprogression = { kind = \"add\" }", "add `reps = 5`"),
        ("time = \"8s\"\nprogression = { kind = \"add\" }", "add `time = \"10s\"`"),
        ("time = \"30s or until fatigue\"", "for example `time = \"1m30s\"`"),
        ("distance = \"8m\"\nprogression = { kind = \"add\" }", ""),
    ] {
        assert_eq!(help(&exercise(typed)), expected, "{typed}");
    }
}

#[test]
fn ids_that_are_offered_can_all_be_written() {
    let names = |names: &[&str]| -> String {
        let exercise = |name: &&str| format!("[[phase.exercise]]\nname = \"{name}\"\n");
        format!("format = 1\nname = 'T'\n[[phase]]\nname = 'P'\n{}", names.iter().map(exercise).collect::<String>())
    };
    let ids = |text: &str| -> Vec<String> {
        let found = offered(text, problems_of_routine);
        found.iter().map(|(problem, offer)| offer.as_ref().unwrap().words(text, &problem.at).unwrap()).collect()
    };
    assert_eq!(ids(&names(&["Walk", "Walk", "Walk"])), ["add `id = \"walk-2\"`", "add `id = \"walk-3\"`"]);
    let taken = names(&["Walk", "Walk", "Walk 2"]);
    assert_eq!(ids(&taken), ["add `id = \"walk-3\"`"], "another exercise has `walk-2`");
    assert_eq!(ids(&names(&["?", "!"])), ["add `id = \"exercise-1\"`", "add `id = \"exercise-2\"`"]);
}

#[test]
fn each_offer_of_the_bad_files_is_read() {
    for (folder, read) in
        [("bad", problems_of_routine as ReadFn), ("bad-config", problems_of_config), ("bad-figure", problems_of_figure)]
    {
        let files = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder)).unwrap();
        for file in files.map(|file| file.unwrap().path()).filter(|file| file.extension() == Some("toml".as_ref())) {
            assert_offers_are_read(&fs::read_to_string(file).unwrap(), read);
        }
    }
}

/// Values as people type them, with and without quotes.
fn typed() -> impl Strategy<Value = String> {
    let number = prop::sample::select(vec!["8", "08", "6-8", "8—6", "1:30", "3 x 30", "3010", "1.5", "12+", "", "0"]);
    let unit = prop::sample::select(vec!["", "s", " sec", " min", " reps", "m", " km", "kg", "%", "/km", " bpm"]);
    let side =
        prop::sample::select(vec!["", " each side", "/leg", " per arm", " left", " or more", " to failure", " AMRAP"]);
    let quotes =
        prop::sample::select(vec![("\"", "\""), ("“", "”"), ("", ""), ("[\"", "\"]"), ("[", ", 8]"), ("'", "'")]);
    let end = prop::sample::select(vec!["", " # c", " // c", " -- c", ";", ",", "\u{a0}"]);
    (number, unit, side, quotes, end)
        .prop_map(|(number, unit, side, (open, close), end)| format!("{open}{number}{unit}{side}{close}{end}"))
}

proptest! {
    #[test]
    fn each_offer_for_a_mistake_is_read(
        keys in prop::collection::vec((prop::sample::select(vec![
            "sets", "reps", "time", "distance", "tempo", "hold", "cadence", "pace", "rest", "switch", "prepare", "sides",
            "load", "effort", "tips", "id", "weight", "duration", "suggested", "rep", "notes", "weeks",
        ]), typed()), 1..4),
        phase in prop::sample::select(vec!["", "rounds = 3", "rounds = \"3x\"", "within = \"10 min\"", "every = 60"]),
    ) {
        let lines: Vec<String> = keys.iter().map(|(key, value)| format!("  {key} = {value}")).collect();
        assert_offers_are_read(&exercise_in(phase, &lines.join("\n")), problems_of_routine);
    }

    #[test]
    fn each_offer_for_a_setting_is_read(key in prop::sample::select(vec!["calm", "color", "theme", "full", "hands_free", "Mute"]), value in typed()) {
        assert_offers_are_read(&format!("{key} = {value}\n"), problems_of_config);
    }

    #[test]
    fn each_offer_for_a_figure_is_read(
        keys in prop::collection::vec((prop::sample::select(vec![
            "lean", "leg", "other_leg", "legs", "arm", "other_arm", "arms", "left_leg", "lift", "take", "arrow", "ball",
        ]), posed()), 1..5),
        first in prop::sample::select(vec!["", "walk = true", "alternate = yes", "anchor = \"hip\"", "view = \"front\""]),
    ) {
        let poses: Vec<String> = keys.iter().map(|(key, value)| format!("[[pose]]\n{key} = {value}\n")).collect();
        assert_offers_are_read(&format!("format = 1\nname = 'F'\n{first}\n{}", poses.concat()), problems_of_figure);
    }
}

/// Values of poses, many of which no body can take.
fn posed() -> impl Strategy<Value = String> {
    let angle = || -120..200;
    prop_oneof![
        (angle(), angle()).prop_map(|(one, other)| format!("[{one}, {other}]")),
        (angle(), angle(), angle()).prop_map(|angles| format!("[{}, {}, {}]", angles.0, angles.1, angles.2)),
        (-60..60, 0..60).prop_map(|(x, y)| format!("{{ toe = [{x}, {y}] }}")),
        (-60..60, 0..60).prop_map(|(x, y)| format!("{{ hand = [{x}, {y}] }}")),
        angle().prop_map(|angle: i32| angle.to_string()),
        angle().prop_map(|angle: i32| format!("\"{angle}°\"")),
        Just("\"left\"".to_owned()),
        typed(),
    ]
}

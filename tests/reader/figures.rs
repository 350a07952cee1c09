//! Figure files as people, accidents and attackers write them.

use std::fs;
use std::path::Path;

use calfguide::diagnostic::{Problems, Severity};
use calfguide::figure::Figure;
use calfguide::reader::{self, FigureState};
use proptest::prelude::*;

use super::{MIB, harmless, spoilt};

fn read(words: &str) -> Result<Figure, Problems> {
    reader::read_figure("test.toml", words)
}

/// A figure that is read can be drawn at each instant; another one has problems that can be shown.
fn drawn_or_told(words: &str, at: f64) {
    match read(words) {
        Ok(figure) => {
            let moment = figure.at(at * figure.length());
            let body = &moment.body;
            let ends = body.legs.iter().flat_map(|leg| [leg.knee, leg.toe, leg.heel]);
            let points = ends.chain(body.arms.iter().flat_map(|arm| [arm.elbow, arm.hand]));
            for point in points.chain([body.pelvis, body.head]) {
                assert!(point.x.is_finite() && point.y.is_finite(), "{words}");
            }
        }
        Err(problems) => {
            assert!(!problems.list.is_empty(), "{words}");
            harmless(&problems);
        }
    }
}

#[test]
fn the_example_of_the_description_is_good() {
    let page = include_str!("../../docs/figures.md");
    let example = page.split("```toml\n").find(|block| block.starts_with("format = 1")).unwrap();
    assert_eq!(read(example.split("```").next().unwrap()).unwrap().poses().len(), 2);
}

#[test]
fn a_pose_without_a_word_stands_upright() {
    let figure = read("format = 1\nname = 'Upright'\n[[pose]]\n").unwrap();
    let body = figure.at(0.0).body;
    assert!(body.head.y > 80.0 && body.legs.iter().all(|leg| leg.toe.y.abs() < 0.1 && leg.heel.y.abs() < 0.1));
}

#[test]
fn a_foot_hangs_loose_as_far_as_the_floor_lets_it() {
    let words = |leg: &str| format!("format = 1\nname = 'F'\n[[pose]]\nother_leg = {leg}\n");
    let foot = |leg: &str| {
        let leg = read(&words(leg)).unwrap().at(0.0).body.legs[1];
        let down = (leg.ankle.y - leg.toe.y, leg.toe.x - leg.ankle.x);
        (down, leg.toe.y)
    };
    let ((loose, _), _) = foot("[90, 0]");
    let ((a_little, ahead), toe) = foot("[20, 0]");
    assert!(loose > a_little && ahead > 0.0 && toe.abs() < 1e-6, "{loose} {a_little} {toe}");
    // Kneeling on the other knee, the instep lies on the floor.
    let kneeling =
        "format = 1\nname = 'F'\nanchor = 'other knee'\n[[pose]]\nleg = { toe = [30, 0] }\nother_leg = [0, -90]\n";
    let leg = read(kneeling).unwrap().at(0.0).body.legs[1];
    assert!(leg.toe.x < leg.ankle.x && leg.toe.y > -0.5, "{leg:?}");
}

#[test]
fn a_file_is_that_of_a_figure_if_it_has_poses_and_no_phases() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test.toml");
    let check = |words: &str| {
        fs::write(&file, words).unwrap();
        reader::check(&file, |_| FigureState::Good).list.into_iter().map(|one| one.message).collect::<Vec<_>>()
    };
    let no_phase = ["the routine has no phase"];
    assert_eq!(check("format = 1\nname = 'F'\n[[pose]]\n"), [""; 0]);
    assert_eq!(check("format = 1\nname = 'F'\npose = [{ lean = 10 }]\n"), [""; 0]);
    assert_eq!(check("format = 1\nname = 'F'\n[[pose]\n"), ["the header is not closed"]);
    assert_eq!(check("format = 1\nname = 'F'\npose = [\n"), ["this list is not closed"]);
    assert_eq!(check("format = 1\nname = 'F'\n[pose]\n"), ["`pose` is one table"]);
    assert_eq!(check("format = 1\nname = 'F'\n"), no_phase);
    assert_eq!(
        check("format = 1\nname = 'F'\npost = [1, 2]\n")[..2],
        ["the routine has no phase", "unknown key `post`"]
    );
    let source = check("format = 1\nname = 'F'\n[source]\npose = 1\n");
    assert!(source.contains(&no_phase[0].to_owned()), "a key of another table: {source:?}");
    let both = check("format = 1\nname = 'F'\n[[pose]]\n[[phase]]\nname = 'P'\n");
    assert_eq!(both, ["unknown key `pose`", "the phase has no exercise"]);
}

#[test]
fn the_figures_that_a_routine_names_are_asked_for_where_they_stand() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test.toml");
    let words = "format = 1\nname = 'R'\n[[phase]]\nname = 'P'\n[[phase.exercise]]\nname = 'E'\nfigure = 'squat'\n\
                 weeks = [{}, { figure = 'other' }]\n[[phase.exercise.movement]]\nname = 'M'\nfigure = 'sqat'\n";
    fs::write(&file, words).unwrap();
    let state = |id: &str| match id {
        "squat" => FigureState::Good,
        "other" => FigureState::Bad,
        _ => FigureState::Missing { nearest: Some("squat".to_owned()) },
    };
    let remarks = reader::check(&file, state);
    assert_eq!(remarks.severity, Severity::Remark);
    let told: Vec<_> =
        remarks.list.iter().map(|one| (one.place.as_ref().unwrap().line, one.message.as_str())).collect();
    assert_eq!(told, [(8, "the figure `other` has problems"), (11, "there is no figure `sqat`")]);
    assert_eq!(remarks.list[1].help.as_deref(), Some("did you mean `squat`?"));
}

#[test]
fn a_figure_file_is_opened_as_carefully_as_a_routine() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test.toml");
    let problem = |path: &Path| reader::open_figure(path).unwrap_err().list[0].message.clone();
    assert!(problem(&file).starts_with("cannot open the file"));
    assert_eq!(problem(folder.path()), "this is a folder");
    fs::write(&file, b"format = 1\nname = \"\xc3\x28\"\n").unwrap();
    assert_eq!(problem(&file), "the file is not UTF-8");
    fs::write(&file, vec![b'\n'; MIB + 1]).unwrap();
    assert_eq!(problem(&file), "the file is over 1 MiB");
    fs::write(&file, "\u{feff}format = 1\r\nname = 'F'\r\n[[pose]]\r\n").unwrap();
    assert_eq!(reader::open_figure(&file).unwrap().name(), "F");
}

#[test]
fn hostile_figures_end_in_a_few_problems() {
    let head = "format = 1\nname = 'F'\n";
    let texts = [
        format!("{head}{}", "[[pose]]\n".repeat(MIB / 9 - 10)),
        format!("{head}[[pose]]\nleg = [{}]\n", "1,".repeat(MIB / 2 - 100)),
        format!("{head}[[pose]]\n{}", "leg = [20, 40]\n".repeat(MIB / 16)),
        format!("{head}{}", "[[pose]]\nlegs = [20, 40]\narms = [20, -40]\n".repeat(64)),
        format!("{head}{}", "[[pose]]\nleft_leg = 1\n".repeat(64)),
        format!("{head}[[pose]]\nx = {}\n", "9".repeat(MIB / 2)),
        format!("{head}[[pose]]\nlean = \"{}\"\n", "9".repeat(MIB / 2)),
    ];
    for words in &texts {
        let problems = read(words).unwrap_err();
        assert!(!problems.list.is_empty() && problems.list.len() <= Problems::SHOWN);
        harmless(&problems);
    }
}

/// Two files with nearly every key there is, to be spoilt.
const HOPS: &str = include_str!("../../routines/figures/single-leg-hops.toml");
const LUNGE: &str = include_str!("../../routines/figures/reverse-lunge-to-knee-drive.toml");

/// Numbers from all over what a key takes, and beyond.
fn anything() -> impl Strategy<Value = String> {
    let number =
        || prop_oneof![(-250..250).prop_map(|n: i32| n.to_string()), (-70.0..70.0).prop_map(|n: f64| n.to_string())];
    prop_oneof![
        3 => number(),
        3 => (number(), number()).prop_map(|(one, other)| format!("[{one}, {other}]")),
        1 => (number(), number(), number()).prop_map(|(a, b, c)| format!("[{a}, {b}, {c}]")),
        1 => (number(), number()).prop_map(|(x, y)| format!("{{ toe = [{x}, {y}] }}")),
        1 => (number(), number()).prop_map(|(x, y)| format!("{{ hand = [{x}, {y}] }}")),
        1 => prop::sample::select(vec!["true", "\"front\"", "\"hip\"", "\"toes\"", "\"up\"", "nan", "\"\""]).prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_panics(words: String, at in 0.0..2.0) {
        drawn_or_told(&words, at);
    }

    #[test]
    fn no_spoilt_figure_panics(words in prop_oneof![spoilt(HOPS), spoilt(LUNGE)], at in 0.0..2.0) {
        drawn_or_told(&words, at);
    }

    #[test]
    fn no_cut_figure_panics(end in any::<prop::sample::Index>(), at in 0.0..2.0) {
        let end = LUNGE.floor_char_boundary(end.index(LUNGE.len()));
        drawn_or_told(&LUNGE[..end], at);
    }

    #[test]
    fn no_figure_of_any_keys_panics(
        keys in prop::collection::vec((prop::sample::select(vec![
            "view", "anchor", "alternate", "reps", "walk", "wall", "line", "post", "ball",
        ]), anything()), 0..4),
        poses in prop::collection::vec(prop::collection::vec((prop::sample::select(vec![
            "take", "hold", "x", "lift", "lean", "head", "leg", "other_leg", "legs", "arm", "other_arm", "arms", "ball", "arrow",
        ]), anything()), 0..5), 0..4),
        at in 0.0..2.0,
    ) {
        let lines = |keys: &[(&str, String)]| {
            keys.iter().map(|(key, value)| format!("{key} = {value}\n")).collect::<Vec<_>>().concat()
        };
        let poses: Vec<_> = poses.iter().map(|pose| format!("[[pose]]\n{}", lines(pose))).collect();
        drawn_or_told(&format!("format = 1\nname = 'F'\n{}{}", lines(&keys), poses.concat()), at);
    }
}

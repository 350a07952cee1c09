//! Every rule of a routine and of the settings has a file that breaks it; what it gets is a snapshot.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

use calfguide::diagnostic::Problems;
use calfguide::settings::Config;
use calfguide::{reader, text, ui::report};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The bad files in a folder of the tests: routines in `bad`, settings in `bad-config`.
fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(ROOT).join("tests").join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    files
}

fn all() -> Vec<PathBuf> {
    [files("bad"), files("bad-config")].concat()
}

fn stems(folder: &str) -> Vec<String> {
    files(folder).iter().map(|file| file.file_stem().unwrap().to_string_lossy().into_owned()).collect()
}

fn problems(file: &Path) -> Problems {
    let read = if file.parent().unwrap().ends_with("bad-config") {
        reader::config(file.strip_prefix(ROOT).unwrap()).map(drop)
    } else {
        let words = fs::read_to_string(file).unwrap();
        let stem = file.file_stem().unwrap().to_string_lossy();
        reader::read(&format!("{stem}.toml"), &stem, &words).map(drop)
    };
    let Err(problems) = read else { panic!("{} has no problem", file.display()) };
    problems
}

#[test]
fn each_bad_file_gets_its_report() {
    insta::glob!("bad/*.toml", |file| reported(file, "bad/snapshots"));
    insta::glob!("bad-config/*.toml", |file| reported(file, "bad-config/snapshots"));
}

fn reported(file: &Path, snapshots: &str) {
    let report = report::render(&problems(file), false);
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => snapshots }, {
        insta::assert_snapshot!("each_bad_file_gets_its_report", report);
    });
}

#[test]
fn each_bad_file_breaks_one_rule_and_says_which() {
    for file in all() {
        let words = fs::read_to_string(&file).unwrap();
        let first = words.lines().next().unwrap();
        assert!(first.starts_with("# "), "{file:?} does not say which rule it breaks");
        let problems = problems(&file);
        assert!(!problems.list.is_empty() && problems.more == 0, "{file:?}");
        if !first.starts_with("# several:") {
            assert_eq!(problems.list.len(), 1, "{file:?}");
        }
    }
}

#[test]
fn every_key_of_the_format_has_a_bad_file() {
    let keys = "format id name summary equipment notes source-title source-author source-url frequency-per_week \
        frequency-min_gap frequency-occasions safety-notice safety-stop_if defaults-prepare defaults-rest \
        defaults-switch defaults-pace progress-after progress-step_gap progress-pain_hold progress-pain_back \
        progress-effort_hold progress-layoff background-title background-text phase phase-id phase-name phase-goal \
        rounds phase-rest every within exercise exercise-id exercise-name exercise-goal exercise-tips \
        exercise-equipment exercise-video sets reps time distance sides rest switch prepare hold tempo cadence pace \
        load effort figure suggested progression progression-kind progression-until weeks sessions movement \
        movement-id movement-name movement-goal movement-tips movement-video movement-suggested size syntax";
    let stems = stems("bad");
    for key in keys.split_whitespace() {
        let prefix = format!("{key}-");
        assert!(stems.iter().any(|stem| stem.starts_with(&prefix)), "no file breaks a rule of `{key}`");
    }
    assert!(stems.len() >= 250, "{} files", stems.len());
}

#[test]
fn every_key_of_the_settings_has_a_bad_file() {
    let stems = stems("bad-config");
    for key in Config::KEYS {
        let prefix = format!("{key}-");
        assert!(stems.iter().any(|stem| stem.starts_with(&prefix)), "no file breaks a rule of `{key}`");
    }
}

#[test]
fn twelve_faults_are_twelve_problems_in_the_order_of_the_file() {
    let file = files("bad").into_iter().find(|file| file.ends_with("twelve-faults.toml")).unwrap();
    let problems = problems(&file);
    let places: Vec<(usize, usize)> =
        problems.list.iter().map(|one| one.place.as_ref().map(|place| (place.line, place.column)).unwrap()).collect();
    assert_eq!(places.len(), 12);
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn no_report_holds_what_a_terminal_obeys() {
    for file in all() {
        let shown = report::render(&problems(&file), false);
        assert!(shown.chars().all(|c| text::is_harmless(c) || c == '\n'), "{file:?}");
    }
}

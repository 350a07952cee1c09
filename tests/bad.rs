//! How problems are shown: each of these files has another kind of place, line or number of them, and its report is a
//! snapshot. The words of each kind of problem, and which rule reads which key, are tables in the tests of the reader.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

use calfguide::diagnostic::{Problems, Severity};
use calfguide::reader::{self, FigureState};
use calfguide::{text, ui::report};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The files in a folder, as seen from that of the tests. Bad ones are routines in `bad`, settings in `bad-config`,
/// figures in `bad-figure`.
fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(ROOT).join("tests").join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    files
}

fn all() -> Vec<PathBuf> {
    [files("bad"), files("bad-config"), files("bad-figure")].concat()
}

fn problems(file: &Path) -> Problems {
    if file.parent().unwrap().ends_with("bad-config") {
        return reader::config(file.strip_prefix(ROOT).unwrap()).unwrap_err();
    }
    let text = fs::read_to_string(file).unwrap();
    if file.parent().unwrap().ends_with("bad-figure") {
        return reader::read_figure(&file.file_name().unwrap().to_string_lossy(), &text).unwrap_err();
    }
    problems_of_routine(file, &text)
}

fn problems_of_routine(file: &Path, text: &str) -> Problems {
    let stem = file.file_stem().unwrap().to_string_lossy();
    let Err(problems) = reader::read(&format!("{stem}.toml"), &stem, text) else {
        panic!("{} has no problem", file.display())
    };
    problems
}

#[test]
#[cfg_attr(windows, ignore = "a report of settings has the path of the file, with other separators")]
fn each_bad_file_gets_its_report() {
    insta::glob!("bad/*.toml", |file| reported(file, "bad/snapshots"));
    insta::glob!("bad-config/*.toml", |file| reported(file, "bad-config/snapshots"));
    insta::glob!("bad-figure/*.toml", |file| reported(file, "bad-figure/snapshots"));
}

fn reported(file: &Path, snapshots: &str) {
    let report = report::render(&problems(file), false, usize::MAX);
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => snapshots }, {
        insta::assert_snapshot!("each_bad_file_gets_its_report", report);
    });
}

#[test]
fn fields_without_an_effect_are_remarks() {
    let remarks = reader::check(Path::new("tests/remarks.toml"), |_| FigureState::Good);
    assert_eq!(remarks.severity, Severity::Remark);
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "." }, {
        insta::assert_snapshot!("remarks", report::render(&remarks, false, usize::MAX));
    });
}

#[test]
fn no_built_in_routine_has_a_remark() {
    for file in files("../routines") {
        let remarks = reader::check(&file, |_| FigureState::Good);
        assert!(remarks.list.is_empty(), "{remarks:?}");
    }
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
fn carriage_returns_change_no_report() {
    for file in files("bad") {
        let text = fs::read_to_string(&file).unwrap();
        let [lf, crlf] = [&text, &text.replace('\n', "\r\n")]
            .map(|text| report::render(&problems_of_routine(&file, text), false, usize::MAX));
        assert_eq!(lf, crlf, "{}", file.display());
    }
}

#[test]
fn twelve_problems_are_listed_in_the_order_of_the_file() {
    let file = files("bad").into_iter().find(|file| file.ends_with("twelve-problems.toml")).unwrap();
    let problems = problems(&file);
    let places: Vec<(usize, usize)> =
        problems.list.iter().map(|one| one.place.as_ref().map(|place| (place.line, place.column)).unwrap()).collect();
    assert_eq!(places.len(), 12);
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn no_report_has_a_character_that_a_terminal_obeys() {
    for file in all() {
        let shown = report::render(&problems(&file), false, usize::MAX);
        assert!(shown.chars().all(|c| text::is_harmless(c) || c == '\n'), "{file:?}");
    }
}

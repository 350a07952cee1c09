//! Transcripts of the commands: what is typed and all that it prints, as files. The README is one of them.
//!
//! After an intended change: `TRYCMD=overwrite cargo test --test cmd`, then look at each difference.

// Transcripts have the paths of Unix, and a usage line that does not end in `.exe`.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use trycmd::TestCases;

/// Transcripts for a user whose settings are in this folder.
fn transcripts_at(home: &str) -> TestCases {
    let folder = folder();
    let cases = TestCases::new();
    cases
        .env("NO_COLOR", "1")
        .env("XDG_RUNTIME_DIR", "/dev/null")
        .env("XDG_DATA_HOME", folder.join("home").to_string_lossy())
        .env("XDG_CONFIG_HOME", folder.join(home).to_string_lossy());
    cases
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd")
}

#[test]
fn transcripts() {
    transcripts_at("home").case("tests/cmd/*.trycmd").run();
}

#[test]
fn transcripts_with_settings() {
    transcripts_at("settings").case("tests/cmd/settings/*.trycmd").run();
}

#[test]
fn transcripts_with_bad_settings() {
    transcripts_at("bad-settings").case("tests/cmd/bad-settings/*.trycmd").run();
}

/// Each story begins with a record of its own: a copy of the folder that is named as the story, or else of `data`.
#[test]
fn stories_of_the_record() {
    for entry in folder().join("record").read_dir().unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "trycmd") {
            let own = path.with_extension("");
            let start = if own.is_dir() { own } else { path.with_file_name("data") };
            run_with_record(&start, &path);
        }
    }
}

#[test]
fn the_readme() {
    run_with_record(&folder().join("record/data"), Path::new("README.md"));
}

/// Runs a transcript with a copy of a record, which is `[DATA]` in its output.
fn run_with_record(start: &Path, transcript: &Path) {
    let data = TempDir::new().unwrap();
    copy(start, data.path());
    let path = data.path().canonicalize().unwrap().to_string_lossy().into_owned();
    let cases = transcripts_at("home");
    // The trash of the system is in its folder for data.
    cases.env("XDG_DATA_HOME", &path).env("CALFGUIDE_DATA_DIR", &path);
    cases.insert_var("[DATA]", path).unwrap().case(transcript).run();
}

fn copy(from: &Path, to: &Path) {
    for entry in from.read_dir().unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            fs::create_dir(&target).unwrap();
            copy(&path, &target);
        } else {
            fs::copy(&path, target).unwrap();
        }
    }
}

//! The JSON Schema against the reader: what the reader takes is valid by it, and what it tells of the broken routines is
//! invalid. A validator in Python judges; where it is missing, this is skipped.

#![expect(clippy::print_stderr, clippy::unwrap_used, reason = "a test may fail, and says what it skips")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use calfguide::reader;

/// The broken routines that are valid by it, and why a schema cannot tell.
const UNTOLD: [(&str, &str); 15] = [
    ("exercise-id-twice", "compares two tables"),
    ("fit-unknown", "a thousand words of another format"),
    ("hold-inherited-by-nothing", "depends on what is inherited"),
    ("list-in-rounds-too-short", "depends on what is inherited"),
    ("list-inherited-with-sets", "depends on what is inherited"),
    ("list-with-sets", "depends on two keys, and an editor would mark the whole table"),
    ("progression-until-one-below", "compares two numbers"),
    ("reps-and-time", "depends on two keys, and an editor would mark the whole table"),
    ("sides-inherited-split", "depends on what is inherited"),
    ("size-prescriptions", "adds up the whole session"),
    ("size-steps", "adds up the whole session"),
    ("size-time-in-a-week", "adds up the whole session"),
    ("size-time", "adds up the whole session"),
    ("weeks-and-progression", "depends on two keys, and an editor would mark the whole table"),
    ("weeks-time-with-tempo", "depends on what is inherited"),
];

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    files
}

/// What the validator says of each file; `None` without one.
fn judged(files: &[PathBuf]) -> Option<Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let schema = folder.path().join("schema.json");
    fs::write(&schema, reader::schema().to_string()).unwrap();
    let output = Command::new("python3").arg("tests/schema.py").arg(&schema).args(files).output().ok()?;
    if output.status.code() == Some(77) {
        eprintln!("skipped: jsonschema for python3 is missing here");
        return None;
    }
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said: Vec<String> = String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
    assert_eq!(said.len(), files.len());
    Some(said)
}

#[test]
fn what_the_reader_takes_is_valid() {
    let few = ["tests/spellings.toml", "tests/remarks.toml", "tests/cmd/remark.toml", "src/reader/every-table.toml"];
    let few = few.into_iter().chain(["tests/cmd/home/calfguide/routines/mine.toml"]);
    let files: Vec<_> = [files("routines"), files("tests/routines"), few.map(PathBuf::from).collect()].concat();
    for file in &files {
        assert!(reader::open(file).is_ok(), "{}", file.display());
    }
    for said in judged(&files).unwrap_or_default() {
        assert!(said.starts_with("valid "), "{said}");
    }
}

#[test]
fn what_is_broken_is_invalid_where_a_schema_can_tell() {
    let files = files("tests/bad");
    let name = |file: &PathBuf| file.file_stem().unwrap().to_string_lossy().into_owned();
    for (said, file) in judged(&files).unwrap_or_default().into_iter().zip(&files) {
        let untold = UNTOLD.iter().any(|(untold, _)| *untold == name(file));
        assert_eq!(said.starts_with("valid "), untold, "{said}");
    }
    for (untold, _) in UNTOLD {
        assert!(files.iter().any(|file| name(file) == untold), "there is no {untold}");
    }
}

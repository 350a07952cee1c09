//! Files for other programs, read back by those who made their formats.

// A path of Python, as Unix has it.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test may fail, and says what it skips")]

#[path = "support/program.rs"]
mod program;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use program::{Home, built_in};

/// Writes what a command prints to a file.
fn file(home: &Home, name: &str, args: &[&str]) -> PathBuf {
    let output = home.calfguide(args).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    let path = home.join(name);
    fs::write(&path, output.stdout).unwrap();
    path
}

/// Has a script check a file; whether what the script needs is installed.
fn checked(script: &str, args: &[&OsStr]) -> bool {
    let Ok(output) = Command::new("python3").arg(script).args(args).output() else { return false };
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() || output.status.code() == Some(77), "{args:?}: {said}");
    output.status.success()
}

fn checked_fit(kind: &str, fit: &Path, numbers: &Path) -> bool {
    checked("tests/fit.py", &[kind.as_ref(), fit.as_ref(), numbers.as_ref()])
}

fn skipped(what: &str) {
    eprintln!("skipped: {what} is missing here");
}

#[test]
fn a_watch_is_asked_for_what_the_plan_asks() {
    let home = Home::with(3, "20s");
    let hops = home.join("hops.toml");
    let odd = home.join("odd.toml");
    fs::write(&odd, include_str!("routines/every-kind.toml")).unwrap();
    file(&home, "said", &["log", odd.to_str().unwrap(), "--load", "heel-raise=17.5kg"]);
    for routine in built_in().into_iter().chain([&hops, &odd].map(|path| path.to_str().unwrap().to_owned())) {
        let workout = file(&home, "workout.fit", &["export", "fit-workout", &routine]);
        let plan = file(&home, "plan.json", &["plan", &routine, "--json"]);
        if !checked_fit("workout", &workout, &plan) {
            return skipped("garmin-fit-sdk for python3");
        }
    }
}

#[test]
fn an_activity_has_the_sets_of_the_session() {
    let home = Home::with(1, "1s");
    for routine in built_in() {
        file(&home, "said", &["log", &routine, "--at", "2026-03-28 07:00"]);
        if !is_activity(&home, "last") {
            return skipped("garmin-fit-sdk for python3");
        }
        file(&home, "said", &["history", "delete", "last"]);
    }
    // One with a pause, a gap and a correction, and one that never ended.
    for (journal, id) in [("finished", "x9a4b6c"), ("unfinished", "x9a4b6d")] {
        let path = format!("{}/tests/journals/{journal}.jsonl", env!("CARGO_MANIFEST_DIR"));
        file(&home, "said", &["history", "import", &path]);
        is_activity(&home, id);
    }
}

fn is_activity(home: &Home, session: &str) -> bool {
    let activity = file(home, "session.fit", &["export", "fit", session]);
    let shown = file(home, "session.json", &["history", "show", session, "--json"]);
    checked_fit("session", &activity, &shown)
}

#[test]
fn a_workout_that_is_too_long_says_what_to_leave_out() {
    let home = Home::with(1, "1s");
    let path = home.join("long.toml");
    let exercises = (1..=60).map(|number| format!("[[phase.exercise]]\nname = 'E {number}'\nreps = {number}\n"));
    let routine = format!("format = 1\nname = 'Long'\n[[phase]]\nname = 'P'\n{}", exercises.collect::<String>());
    fs::write(&path, routine).unwrap();
    let export = |more: &[&str]| {
        let args = [&["export", "fit-workout", path.to_str().unwrap()], more].concat();
        home.calfguide(&args).output().unwrap()
    };
    let refused = export(&[]);
    let said = String::from_utf8(refused.stderr).unwrap();
    assert_eq!((refused.status.code(), refused.stdout.len()), (Some(1), 0));
    let (error, help) = said.split_once("\nhelp: it fits with ").unwrap();
    assert_eq!(error, "error: this workout has 120 steps, and watches take 100 at most");
    let flags = help.trim().replace('`', "");
    assert!(export(&flags.split(' ').collect::<Vec<_>>()).status.success(), "{flags}");
}

#[test]
fn a_file_is_replaced_only_when_it_is_told() {
    let home = Home::with(1, "1s");
    let path = home.join("calves.fit");
    fs::write(&path, "mine").unwrap();
    let export = |more: &[&str]| {
        let args = [&["export", "fit-workout", "--output", path.to_str().unwrap()], more].concat();
        home.calfguide(&args).output().unwrap()
    };
    let refused = export(&[]);
    assert!(String::from_utf8(refused.stderr).unwrap().ends_with("\nhelp: `--force` replaces it\n"));
    assert_eq!(fs::read(&path).unwrap(), b"mine");
    assert!(export(&["--force"]).status.success());
    assert_eq!(fs::read(&path).unwrap()[8..12], *b".FIT");
}

#[test]
fn three_libraries_read_the_sessions_of_a_calendar_over_a_change_of_the_clocks() {
    let home = Home::with(1, "1s");
    // Of a year every zone that changes its clocks has both changes. That of Lord Howe is half an hour.
    let table = [
        ("Europe/Berlin", "mon,thu", "07:00", "53"),
        ("America/New_York", "sun", "23:30", "53"),
        ("Australia/Lord_Howe", "sat,sun", "00:05", "53"),
        ("Asia/Kathmandu", "wed", "18:45", "3"),
        ("UTC", "tue,fri", "07:00", "3"),
    ];
    for (zone, days, time, weeks) in table {
        let args = ["export", "ics", "--days", days, "--at", time, "--weeks", weeks];
        let output = home.calfguide(&args).env("TZ", zone).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let path = home.join("calves.ics");
        fs::write(&path, output.stdout).unwrap();
        let asked = [zone, days, time, weeks, "30"].map(OsStr::new);
        if !checked("tests/calendar_file.py", &[&[path.as_ref()], &asked[..]].concat()) {
            return skipped("icalendar, vobject, ics or recurring-ical-events for python3");
        }
    }
}

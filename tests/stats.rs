//! What twelve weeks of sessions come to: on screens, as text for other programs, and counted a second time.

// Terminals, and a path of Python, as Unix has them.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test may fail, and says what it skips")]

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::io::Read;
use std::process::Command;

use jiff::ToSpan;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use program::Home;
use serde_json::Value;

/// The weeks of the record.
const WEEKS: [&str; 4] = ["--since", "2025-09-01", "--weeks", "12"];

/// How a journal marks a movement of which each rep is a landing.
const MARK: &str = ",\"contacts\":true";

/// A home with the record of twelve weeks that `tests/cmd/record/twelve-weeks.trycmd` tells.
fn home() -> Home {
    let home = Home::with(1, "1s");
    let story = fs::read_to_string("tests/cmd/record/twelve-weeks.trycmd").unwrap();
    let typed = story.lines().filter_map(|line| line.strip_prefix("$ calfguide "));
    for line in typed.filter(|line| line.starts_with("log calves --at 2025") || line.starts_with("history edit")) {
        // The last of them is refused.
        home.calfguide(&line.split(' ').collect::<Vec<_>>()).output().unwrap();
    }
    home
}

fn printed(home: &Home, args: &[&str]) -> String {
    let output = home.calfguide(&[args, &WEEKS].concat()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// What `stats` shows of these weeks on a terminal of so many columns and rows.
fn screen(home: &Home, weeks: &[&str], columns: u16, rows: u16) -> String {
    let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
    let pty = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_calfguide"));
    command.args([&["stats", "calves"], weeks].concat());
    command.env_clear();
    for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("TZ", "UTC")] {
        command.env(name, value);
    }
    command.env("CALFGUIDE_DATA_DIR", home.data());
    let mut child = pty.slave.spawn_command(command).unwrap();
    drop(pty.slave);
    let mut bytes = Vec::new();
    // A terminal whose program has ended is an error on some systems and the end of the file on others.
    let _ = pty.master.try_clone_reader().unwrap().read_to_end(&mut bytes);
    assert!(child.wait().unwrap().success());
    let mut terminal = vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 100);
    terminal.process(&bytes);
    terminal.screen().contents()
}

#[test]
fn the_picture_fits_a_terminal_and_grows_with_it() {
    let home = home();
    for (columns, rows) in [(40, 12), (80, 24), (120, 40)] {
        let screen = screen(&home, &WEEKS, columns, rows);
        assert!(screen.starts_with("1 Sep to 23 Nov 2025"), "the first row scrolled away:\n{screen}");
        insta::assert_snapshot!(format!("{columns}x{rows}"), screen);
    }
}

#[test]
fn weeks_of_two_years_are_told_apart() {
    let screen = screen(&home(), &["--since", "2024-12-30", "--weeks", "6"], 80, 24);
    assert!(screen.starts_with("30 Dec 2024 to 9 Feb 2025: Strong, happy calves"), "{screen}");
    assert!(screen.contains("\n       Jan         Feb"), "one month runs into the next:\n{screen}");
}

#[test]
fn a_pipe_gets_the_numbers_and_an_svg_has_them_as_its_text() {
    let home = home();
    let text = printed(&home, &["stats", "calves"]);
    assert!(text.contains("week of 2025-09-08: 2 sessions, 6:28 worked, 216 foot contacts\n"), "{text}");
    assert!(text.contains("\n  Mon 22 Sep, rung 2 to 1. Back a step: pain 5 on Mon 15 Sep.\n"), "{text}");
    let file = home.join("stats.svg");
    printed(&home, &["stats", "calves", "--svg", file.to_str().unwrap()]);
    let svg = fs::read_to_string(file).unwrap();
    assert!(svg.contains("<title>1 Sep to 23 Nov 2025: Strong, happy calves</title>"), "{svg}");
    assert!(svg.contains("week of 2025-09-08: 2 sessions, 6:28 worked, 216 foot contacts"), "{svg}");
}

// Kills: a reason from the sessions of the window alone.
#[test]
fn a_week_tells_of_its_moves_what_twelve_weeks_tell() {
    let home = home();
    let moves = |args: &[&str]| -> Vec<Value> {
        let output = home.calfguide(&[&["stats", "calves", "--json"], args].concat()).output().unwrap();
        let told: Value = serde_json::from_slice(&output.stdout).unwrap();
        let exercises = told["exercises"].as_array().unwrap().iter();
        exercises.flat_map(|exercise| exercise["moves"].as_array().unwrap().clone()).collect()
    };
    let mut all = moves(&WEEKS);
    let monday: jiff::civil::Date = WEEKS[1].parse().unwrap();
    let week = |number: i64| moves(&["--weeks", "1", "--since", &(monday + number.weeks()).to_string()]);
    let mut by_weeks: Vec<_> = (0..12).flat_map(week).collect();
    for moves in [&mut all, &mut by_weeks] {
        moves.sort_by_key(Value::to_string);
    }
    assert!(all.len() > 3);
    assert_eq!(by_weeks, all);
}

// Kills: a session without marks that counts as one without contacts.
#[test]
fn sessions_from_before_contacts_were_marked_have_theirs_too() {
    let home = home();
    let json = ["stats", "calves", "--json"];
    let told = printed(&home, &json);
    for entry in fs::read_dir(home.data().join("sessions/2025")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(MARK));
        let lines = text.lines().map(|line| {
            let older = line.rsplit_once(",\"crc\":").unwrap().0.replace(MARK, "");
            format!("{older},\"crc\":\"{:08x}\"}}\n", crc32fast::hash(older.as_bytes()))
        });
        fs::write(&path, lines.collect::<String>()).unwrap();
    }
    assert_eq!(printed(&home, &json), told);
}

#[test]
fn every_number_is_as_a_second_count_has_it() {
    if Command::new("python3").arg("--version").output().is_err() {
        eprintln!("skipped: python3 is missing here");
        return;
    }
    let home = home();
    // Loads, of blocks one by one and of all at once, that later sessions take over, and one of an exercise without a ladder.
    let told = ["single-leg-hops:left:1=12.5kg", "single-leg-hops:right:2=10kg", "4-way-pogos=5kg"];
    let log = ["log", "calves", "--at", "2025-11-22T07:00+00:00"];
    for line in [&["history", "edit", "last", "--load", told[0], "--load", told[1], "--load", told[2]][..], &log] {
        let output = home.calfguide(line).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let output = home.calfguide(&["history", "edit", "last", "--load", "ball-roll:left=45lb"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let (stats, csv) = (home.join("stats.json"), home.join("history.csv"));
    fs::write(&stats, printed(&home, &["stats", "calves", "--json"])).unwrap();
    fs::write(&csv, home.calfguide(&["history", "--csv"]).output().unwrap().stdout).unwrap();
    let mut count = Command::new("python3");
    count.arg("tests/count.py").args([&home.data().join("sessions"), &stats, &csv]);
    let counted = count.output().unwrap();
    assert!(counted.status.success(), "{}", String::from_utf8_lossy(&counted.stderr));
}

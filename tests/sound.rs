//! Sound where something is wrong with it: the session goes on, and says what is wrong in one line.

// The outputs of macOS and Windows are others.
#![cfg(all(unix, not(target_os = "macos")))]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Command, Output};

use program::Home;

/// A home with a routine of two sets of a second.
fn home() -> Home {
    Home::with(2, "1s")
}

/// Without sound from the machine that runs the tests: there is only the server at `pulse/native` and the programs in
/// `bin`, where a test creates them.
fn alone(home: &Home, mut command: Command) -> Command {
    command.env("PATH", home.join("bin")).env("XDG_RUNTIME_DIR", home.join("")).env("TMPDIR", home.join(""));
    command
}

fn sound_check(home: &Home, output: &str) -> Output {
    alone(home, home.calfguide(&["sound-check", "--audio", output])).output().unwrap()
}

/// A session with this output, to its end.
fn session(home: &Home, output: &str, debug: Option<&str>) -> Output {
    let args = ["run", "./hops.toml", "--plain", "--yes", "--hands-free", "--audio", output];
    let mut command = alone(home, home.calfguide(&args));
    if let Some(debug) = debug {
        command.env("CALFGUIDE_TEST_PANIC", debug);
    }
    command.output().unwrap()
}

fn text(output: &[u8]) -> String {
    String::from_utf8(output.to_vec()).unwrap()
}

/// A program that only writes down how it was called, and ends like this.
fn write_program(home: &Home, name: &str, end: &str) {
    fs::create_dir_all(home.join("bin")).unwrap();
    let path = home.join("bin").join(name);
    let log = home.join("played");
    fs::write(&path, format!("#!/bin/sh\necho $$ \"$1\" >> '{}'\n{end}\n", log.display())).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// The process and the file of each call of a program.
fn played(home: &Home) -> Vec<(i32, String)> {
    let log = fs::read_to_string(home.join("played")).unwrap();
    let call = |line: &str| line.split_once(' ').map(|(process, file)| (process.parse().unwrap(), file.to_owned()));
    log.lines().filter_map(call).collect()
}

/// A socket to which somebody listens, and never answers.
fn wedged(home: &Home) -> UnixListener {
    fs::create_dir_all(home.join("pulse")).unwrap();
    UnixListener::bind(home.join("pulse/native")).unwrap()
}

#[test]
fn a_server_that_is_not_there_or_does_not_answer_is_named() {
    let home = home();
    let why = |expected: &str| {
        let output = sound_check(&home, "pulse");
        let said = text(&output.stdout);
        assert!(said.starts_with("not pulse: ") && said.trim_end().ends_with(expected), "{said}");
        assert_eq!(output.status.code(), Some(1));
    };
    why("pulse/native: no such file or directory");
    let listener = wedged(&home);
    why("pulse/native: no answer");
    drop(listener);
    why("pulse/native: connection refused");
}

#[test]
fn a_server_elsewhere_is_left_to_the_players() {
    let home = home();
    let mut command = alone(&home, home.calfguide(&["sound-check", "--audio", "pulse"]));
    let said = text(&command.env("PULSE_SERVER", "tcp:example.org").output().unwrap().stdout);
    assert_eq!(said, "not pulse: PULSE_SERVER is `tcp:example.org`, and no `unix:` socket\n");
}

#[test]
fn a_session_goes_on_without_sound_and_says_so_once() {
    let home = home();
    let _listener = wedged(&home);
    for output in ["auto", "pulse", "player"] {
        let output = session(&home, output, None);
        let said = text(&output.stdout);
        assert_eq!((said.matches("no sound").count(), output.status.code()), (1, Some(0)), "{said}");
        assert_eq!(program::sets_done(said.as_bytes()), [1, 2], "{said}");
        assert_eq!(text(&output.stderr), "");
    }
}

#[test]
fn a_panic_of_the_sound_costs_nothing_else() {
    let home = home();
    write_program(&home, "paplay", "");
    let output = session(&home, "player", Some("sound"));
    let said = text(&output.stdout);
    assert_eq!((said.matches("the sound is lost").count(), output.status.code()), (1, Some(0)), "{said}");
    assert_eq!(program::sets_done(said.as_bytes()), [1, 2], "{said}");
}

#[test]
fn a_player_gets_a_file_for_each_sound_and_nothing_stays_behind() {
    let home = home();
    write_program(&home, "pw-play", "exit 1");
    write_program(&home, "aplay", "");
    let output = session(&home, "auto", None);
    assert_eq!(text(&output.stderr), "");
    let played = played(&home);
    // Two are tried, one of which fails. Then the ends of both sets are heard, and the start if it waits for a player.
    assert!((4..=5).contains(&played.len()), "{played:?}");
    let folder = |file: &str| Path::new(file).parent().unwrap().to_owned();
    assert!(played.iter().all(|(_, file)| !folder(file).exists()), "{played:?}");
}

#[test]
fn a_player_that_does_not_end_is_ended() {
    let home = home();
    write_program(&home, "paplay", "while true; do /bin/sleep 0.1; done");
    let output = sound_check(&home, "player");
    assert_eq!(text(&output.stdout), "not player: pw-play: not found; paplay: it does not end; aplay: not found\n");
    let (process, _) = played(&home)[0];
    let signal = rustix::process::test_kill_process(rustix::process::Pid::from_raw(process).unwrap());
    assert!(signal.is_err(), "it runs on");
}

//! Completion in real shells, each in a terminal: what is typed, and what a Tab makes of it. A shell that is not there is
//! skipped.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test may fail, and says what it skips")]

use std::ffi::OsString;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_calfguide");
const SHELLS: [&str; 5] = ["bash", "fish", "nushell", "powershell", "zsh"];
const ROWS: NonZeroU16 = NonZeroU16::new(24).unwrap();
const COLUMNS: NonZeroU16 = NonZeroU16::new(100).unwrap();
/// How long a test waits for what never comes.
const NEVER: Duration = Duration::from_secs(30);

/// What is typed before a Tab, and what stands there after it: a routine, an exercise of it, a session and a key.
const TYPED: [(&str, &str); 6] = [
    ("calfguide run ca", "calfguide run calves"),
    ("calfguide show hopping two", "calfguide show hopping two-foot-hops"),
    ("calfguide run core --skip bi", "calfguide run core --skip bird-dog"),
    ("calfguide run core --skip=bi", "calfguide run core --skip=bird-dog"),
    ("calfguide history show 9", "calfguide history show 9haps"),
    ("calfguide send skip-", "calfguide send skip-exercise"),
];

#[test]
fn bash_completes() {
    completes("bash", &["--norc", "--noprofile", "-i"], "source <(calfguide completions bash)");
}

#[test]
fn zsh_completes() {
    let setup = "autoload -Uz compinit; compinit -u -D; source <(calfguide completions zsh)";
    completes("zsh", &["-f", "-i"], setup);
}

#[test]
fn zsh_completes_by_a_file_among_its_functions() {
    let setup = "calfguide completions zsh > ~/_calfguide; fpath=(~ $fpath); autoload -Uz compinit; compinit -u -D";
    completes("zsh", &["-f", "-i"], setup);
}

#[test]
fn fish_completes() {
    completes("fish", &["--no-config"], "calfguide completions fish | source");
}

#[test]
fn nushell_completes() {
    if !is_there("nu") {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let script = home.path().join("calfguide.nu");
    std::fs::write(&script, text(Command::new(PROGRAM).args(["completions", "nushell"]))).unwrap();
    for (typed, completed) in TYPED {
        let words: Vec<&str> = typed.split(' ').collect();
        let asked = format!(
            "source {}; do $env.config.completions.external.completer [{}] | get value | to text",
            script.display(),
            words.join(" ")
        );
        let mut nu = Command::new("nu");
        nu.args(["-n", "-c", &asked]).env("PATH", path()).env("HOME", home.path()).env("CALFGUIDE_DATA_DIR", record());
        assert_eq!(text(&mut nu).lines().next(), completed.split(' ').next_back(), "{typed}");
    }
}

#[test]
fn the_scripts_are_known() {
    for shell in SHELLS {
        insta::assert_snapshot!(shell, text(Command::new(PROGRAM).args(["completions", shell])));
    }
}

/// A shell may ask at any time: what is wrong is told when a command is run.
#[test]
fn nothing_is_told_of_what_is_wrong() {
    let home = tempfile::tempdir().unwrap();
    let routines = home.path().join("routines");
    std::fs::create_dir_all(&routines).unwrap();
    std::fs::create_dir_all(home.path().join("sessions")).unwrap();
    std::fs::write(routines.join("broken.toml"), "format = ").unwrap();
    std::fs::write(routines.join("two words.toml"), "").unwrap();
    std::fs::write(routines.join("turn\u{202e}ed.toml"), "").unwrap();
    std::fs::write(home.path().join("sessions/2026-03-02.jsonl"), "{\"v\":").unwrap();
    for (words, offered) in [
        (&["run", "bro"][..], "broken\n"),
        // Built-in routines can be neither changed nor removed, and `ladder` is for exercises that grow.
        (&["edit", "b"], "broken\n"),
        (&["remove", "b"], "broken\n"),
        (&["ladder", "calves", "re"], ""),
        (
            &["run", "t"],
            "tabata\tTwenty on, ten off\nten-twenty-thirty\t10-20-30\nten-weeks\tTen weeks of heel raises\n",
        ),
        (&["run", "broken", "--skip", "a"], ""),
        (&["run", "missing", "--phase", "a"], ""),
        (&["plan", "broken", "--rung", "a"], ""),
        (&["history", "show", "l"], ""),
    ] {
        for data in [home.path(), Path::new("/nonexistent"), Path::new("/dev/null")] {
            let mut ask = Command::new(PROGRAM);
            ask.env_clear()
                .env("COMPLETE", "fish")
                .env("CALFGUIDE_DATA_DIR", data)
                .args(["--", "calfguide"])
                .args(words);
            let output = ask.output().unwrap();
            assert!(output.status.success() && output.stderr.is_empty(), "{words:?}: {output:?}");
            if data == home.path() {
                assert_eq!(String::from_utf8(output.stdout).unwrap(), offered, "{words:?}");
            }
        }
    }
    // A variable of this name that was meant for something else changes nothing.
    let output = Command::new(PROGRAM).env("COMPLETE", "1").args(["send", "--help"]).output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("Usage: calfguide send"));
}

/// A shell in a terminal, to type at.
struct Terminal {
    keyboard: Box<dyn Write + Send>,
    bytes: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    child: Box<dyn portable_pty::Child + Send + Sync>,
    _home: TempDir,
}

fn completes(shell: &str, args: &[&str], setup: &str) {
    if !is_there(shell) {
        return;
    }
    let mut terminal = Terminal::start(shell, args);
    // What is printed differs from what is typed.
    terminal.type_in(&format!("{setup}; echo re''ady\r"));
    terminal.wait_for("ready");
    for (typed, completed) in TYPED {
        terminal.type_in(&format!("{typed}\t"));
        terminal.wait_for(completed);
        terminal.type_in("\x15");
    }
    terminal.child.kill().unwrap();
    terminal.child.wait().unwrap();
}

impl Terminal {
    fn start(shell: &str, args: &[&str]) -> Self {
        let home = tempfile::tempdir().unwrap();
        let pty = native_pty_system()
            .openpty(PtySize { rows: ROWS.get(), cols: COLUMNS.get(), ..PtySize::default() })
            .unwrap();
        let mut command = CommandBuilder::new(shell);
        command.args(args);
        command.env_clear();
        command.env("PATH", path());
        command.env("HOME", home.path());
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("CALFGUIDE_DATA_DIR", record());
        command.cwd(home.path());
        let child = pty.slave.spawn_command(command).unwrap();
        let mut reader = pty.master.try_clone_reader().unwrap();
        let keyboard = pty.master.take_writer().unwrap();
        let (send, bytes) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(length @ 1..) = reader.read(&mut buffer) {
                if send.send(buffer[..length].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self { keyboard, bytes, screen: vt100::Parser::new(ROWS, COLUMNS, 0), child, _home: home }
    }

    fn type_in(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
    }

    fn wait_for(&mut self, words: &str) {
        while !self.screen.screen().contents().contains(words) {
            let Ok(bytes) = self.bytes.recv_timeout(NEVER) else {
                assert_eq!(self.screen.screen().contents(), words, "never came");
                return;
            };
            self.screen.process(&bytes);
        }
    }
}

fn is_there(shell: &str) -> bool {
    let found = std::env::split_paths(&path()).any(|folder| folder.join(shell).is_file());
    if !found {
        eprintln!("skipped: {shell} is not installed here");
    }
    found
}

/// The programs that there are, this one first.
fn path() -> OsString {
    let own = Path::new(PROGRAM).parent().unwrap().to_owned();
    let others = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths([own].into_iter().chain(std::env::split_paths(&others))).unwrap()
}

fn record() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/record/data")
}

fn text(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

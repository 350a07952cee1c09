//! The media keys of a desktop, which reach a session over a bus of its own.

use std::io::{BufRead, BufReader, ErrorKind};
use std::os::unix::net::UnixListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use rustix::process::Signal;
use tempfile::TempDir;

use crate::jobs::AND_FG;
use crate::pty::{Pty, SUMMARY, calfguide};
use crate::record::Home;

/// Two sides that last longer than any test.
const ROUTINE: &str = r#"
format = 1
name = "A test"
[defaults]
prepare = "0s"
rest = "0s"
switch = "0s"
[[phase]]
name = "Work"
[[phase.exercise]]
name = "Wall sit"
sides = "each"
time = "10m"
"#;

const NAME: &str = "org.mpris.MediaPlayer2.calfguide";

/// Often enough to ask for what takes a moment.
const OFTEN: usize = 10_000;

/// A bus with nobody on it.
struct Bus {
    daemon: Child,
    folder: TempDir,
}

impl Bus {
    /// `None` where there is no program for it.
    fn start() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("--address=unix:path={}", folder.path().join("bus").display());
        let mut daemon = Command::new("dbus-daemon");
        daemon
            .args(["--session", "--nofork", "--print-address", &address])
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let Ok(mut daemon) = daemon.spawn() else {
            #[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
            {
                eprintln!("skipped: there is no dbus-daemon here");
            }
            return None;
        };
        // Its address is printed once it listens.
        BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut String::new()).unwrap();
        Some(Self { daemon, folder })
    }

    fn address(&self) -> String {
        format!("unix:path={}", self.folder.path().join("bus").display())
    }

    /// Calls a method and returns what is printed of the answer; nothing where there is none.
    fn call(&self, name: &str, path: &str, method: &str, arguments: &[&str]) -> String {
        let mut send = Command::new("dbus-send");
        send.arg(format!("--bus={}", self.address())).args([
            "--print-reply=literal",
            &format!("--dest={name}"),
            path,
            method,
        ]);
        String::from_utf8(send.args(arguments).output().unwrap().stdout).unwrap()
    }

    /// Presses a button of the desktop.
    fn press(&self, button: &str) {
        self.call(NAME, "/org/mpris/MediaPlayer2", &format!("org.mpris.MediaPlayer2.Player.{button}"), &[]);
    }

    /// Whether a property of the player has this in its value.
    fn says(&self, property: &str, value: &str) -> bool {
        let arguments = ["string:org.mpris.MediaPlayer2.Player", &format!("string:{property}")];
        let said = self.call(NAME, "/org/mpris/MediaPlayer2", "org.freedesktop.DBus.Properties.Get", &arguments);
        said.contains(value)
    }

    /// Asks until it has.
    fn wait_for(&self, property: &str, value: &str) {
        assert!((0..OFTEN).any(|_| self.says(property, value)), "{property} is not {value}");
    }

    /// Asks until as many players are there, and returns their names.
    fn wait_for_players(&self, count: usize) -> Vec<String> {
        let players = || {
            let names = self.call("org.freedesktop.DBus", "/", "org.freedesktop.DBus.ListNames", &[]);
            names.split_whitespace().filter(|name| name.starts_with(NAME)).map(str::to_owned).collect()
        };
        (0..OFTEN).map(|_| players()).find(|players: &Vec<_>| players.len() == count).unwrap()
    }

    fn begin(&self, home: &Home) -> Pty {
        let pty = calfguide(&["--no-record", "--media-keys"]).at(home.path());
        let pty = pty.env("DBUS_SESSION_BUS_ADDRESS", self.address()).start();
        pty.wait_for_session();
        pty
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

#[test]
fn the_buttons_of_a_desktop_are_keys_and_it_sees_how_the_session_stands() {
    let (home, Some(bus)) = (Home::with(ROUTINE), Bus::start()) else { return };
    let mut pty = bus.begin(&home);
    bus.wait_for("PlaybackStatus", "Playing");
    bus.wait_for("Metadata", "Wall sit, left");
    bus.press("PlayPause");
    pty.wait_for("paused");
    bus.wait_for("PlaybackStatus", "Paused");
    bus.press("Pause");
    bus.press("Play");
    pty.wait_for("get ready");
    bus.wait_for("PlaybackStatus", "Playing");
    // The session takes no Enter in the first moment of a step.
    let comes_next = |_| {
        bus.press("Next");
        bus.says("Metadata", "Wall sit, right")
    };
    assert!((0..OFTEN).any(comes_next));
    bus.press("Previous");
    bus.wait_for("Metadata", "Wall sit, left");
    // They pass through what lies over the screen, which nobody in another room sees.
    pty.press("?");
    pty.wait_for("these keys");
    bus.press("Stop");
    bus.wait_for("PlaybackStatus", "Paused");
    pty.press("?");
    pty.end_early(SUMMARY);
    pty.end();
    bus.wait_for_players(0);
}

#[test]
fn however_a_session_ends_the_bus_knows_it_and_each_of_several_has_a_name() {
    let (home, Some(bus)) = (Home::with(ROUTINE), Bus::start()) else { return };
    for signal in [Signal::TERM, Signal::KILL] {
        let (one, other) = (bus.begin(&home), bus.begin(&home));
        let players = bus.wait_for_players(2);
        assert!(players.iter().any(|name| name.starts_with(&format!("{NAME}.instance"))), "{players:?}");
        for pty in [one, other] {
            pty.signal(signal);
            pty.end();
        }
        bus.wait_for_players(0);
    }
}

#[test]
fn a_suspended_session_leaves_the_bus_and_comes_back_to_it() {
    let (home, Some(bus)) = (Home::with(ROUTINE), Bus::start()) else { return };
    let pty = calfguide(&["--no-record", "--media-keys"]).at(home.path()).in_shell(AND_FG);
    let mut pty = pty.env("DBUS_SESSION_BUS_ADDRESS", bus.address()).start();
    pty.wait_for_session();
    pty.press("\x1a");
    pty.wait_for("[stopped]");
    bus.wait_for_players(0);
    pty.press("\n");
    bus.wait_for("PlaybackStatus", "Paused");
    pty.end_early("[ended 3]");
}

#[test]
fn a_session_outlives_its_bus() {
    let (home, Some(bus)) = (Home::with(ROUTINE), Bus::start()) else { return };
    let mut pty = bus.begin(&home);
    bus.wait_for_players(1);
    drop(bus);
    pty.press(" ");
    pty.wait_for("paused");
    pty.end_early(SUMMARY);
}

#[test]
fn without_the_flag_nobody_connects_to_the_bus() {
    let folder = tempfile::tempdir().unwrap();
    let bus: PathBuf = folder.path().join("bus");
    let listener = UnixListener::bind(&bus).unwrap();
    listener.set_nonblocking(true).unwrap();
    for (args, connects) in [(&["--media-keys"][..], true), (&["--media-keys", "--speed", "2"], false), (&[], false)] {
        let runtime = folder.path().display().to_string();
        let mut pty = calfguide(args).env("XDG_RUNTIME_DIR", runtime).start();
        pty.wait_for_session();
        // A bus that says nothing keeps nobody waiting.
        pty.end_early(SUMMARY);
        pty.end();
        let connected = listener.accept();
        assert_eq!(connected.is_ok(), connects, "{args:?}");
        assert!(connects || connected.is_err_and(|error| error.kind() == ErrorKind::WouldBlock));
    }
}

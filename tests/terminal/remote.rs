//! Keys that another process sends.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{MetadataExt, symlink};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::Command;

use rustix::process::Signal;

use crate::pty::{Pty, SUMMARY, calfguide};
use crate::record::Home;
use crate::screen::Seen;

/// Two exercises that last longer than any test.
const ROUTINE: &str = r#"
format = 1
name = "A test"
[defaults]
prepare = "0s"
rest = "0s"
[[phase]]
name = "Work"
[[phase.exercise]]
name = "Wall sit"
time = "10m"
[[phase.exercise]]
name = "Plank"
time = "20m"
"#;

impl Home {
    fn begin(&self) -> Pty {
        let pty = calfguide(&["--no-record"]).at(self.path()).start();
        pty.wait_for_session();
        pty
    }

    /// Where the sockets are.
    fn folder(&self) -> PathBuf {
        self.path().join(".local/state/calfguide")
    }

    fn sockets(&self) -> Vec<PathBuf> {
        self.folder().read_dir().unwrap().map(|entry| entry.unwrap().path()).collect()
    }

    /// What another process is answered when it sends a key, and its exit code.
    fn send(&self, key: &str) -> (String, Option<i32>) {
        let mut send = Command::new(env!("CARGO_BIN_EXE_calfguide"));
        let output = send.args(["send", key]).env_clear().env("HOME", self.path()).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (String::from_utf8(said).unwrap().trim_end().to_owned(), output.status.code())
    }

    /// Sends Enter until it is taken: the session takes none in the first moment of a step.
    fn send_done(&self) -> String {
        loop {
            let (said, code) = self.send("done");
            assert_eq!(code, Some(0), "{said}");
            if !said.starts_with("nothing came of it") {
                return said;
            }
        }
    }

    fn assert_no_session(&self) {
        assert_eq!(self.send("pause"), (NO_SESSION.to_owned(), Some(1)));
        assert!(self.sockets().is_empty());
    }
}

const NO_SESSION: &str = "error: no session is running\nhelp: start one with `calfguide run`";

#[test]
fn another_process_pauses_ends_and_goes_back_and_is_told_what_came_of_it() {
    let home = Home::with(ROUTINE);
    let pty = home.begin();
    let (said, code) = home.send("pause");
    assert!(said.starts_with("paused at 0:0"), "{said}");
    assert_eq!(code, Some(0));
    pty.wait_for("paused");
    assert_eq!(home.send_done(), "get ready: Wall sit, 10 min");
    assert_eq!(home.send("skip").0, "skipped; get ready: Plank, 20 min");
    pty.wait_for("20 min");
    assert_eq!(home.send("back").0, "left unfinished; get ready: Wall sit, 10 min");
    assert_eq!(home.send_done(), "work: Wall sit, 10 min");
    assert_eq!(home.send_done(), "done in part; work: Plank, 20 min");
    assert_eq!(home.send("end").0, "End the session? What you did is saved. `done`: yes, end");
    assert!(home.send_done().starts_with("session ended early; How was it?"));
    home.send_done();
    assert_eq!(pty.end().code(), 3);
    home.assert_no_session();
}

#[test]
fn only_the_user_may_send_and_the_socket_goes_with_the_session() {
    let home = Home::with(ROUTINE);
    for signal in [Signal::TERM, Signal::HUP, Signal::USR1] {
        let pty = home.begin();
        let [socket] = &home.sockets()[..] else { panic!("not one socket: {:?}", home.sockets()) };
        assert_eq!(fs::metadata(socket).unwrap().mode() & 0o777, 0o600);
        assert_eq!(fs::metadata(home.folder()).unwrap().mode() & 0o777, 0o700);
        pty.signal(signal);
        pty.end();
        assert!(home.sockets().is_empty());
    }
    let mut pty = home.begin();
    pty.end_early(SUMMARY);
    pty.end();
    home.assert_no_session();
}

#[test]
fn what_a_killed_session_leaves_behind_is_removed() {
    let home = Home::with(ROUTINE);
    let kill = || {
        let pty = home.begin();
        pty.signal(Signal::KILL);
        pty.end();
        assert_eq!(home.sockets().len(), 1);
    };
    kill();
    home.assert_no_session();
    kill();
    let pty = home.begin();
    assert_eq!(home.sockets().len(), 1, "the next session removes it too");
    assert_eq!(home.send("mute"), ("sound on".to_owned(), Some(0)));
    pty.signal(Signal::TERM);
    pty.end();
}

#[test]
fn of_several_sessions_the_newest_is_meant() {
    let home = Home::with(ROUTINE);
    let older = home.begin();
    let newer = home.begin();
    home.send("pause");
    newer.wait_for("paused");
    newer.signal(Signal::TERM);
    newer.end();
    assert!(!older.with_seen(|seen| seen.text().contains("paused")));
    home.send("pause");
    older.wait_for("paused");
    older.signal(Signal::TERM);
    older.end();
}

#[test]
fn clients_that_say_nothing_or_too_much_stop_nothing() {
    let home = Home::with(ROUTINE);
    let pty = home.begin();
    let [socket] = &home.sockets()[..] else { panic!("not one socket: {:?}", home.sockets()) };
    let silent: Vec<_> = (0..100).map(|_| UnixStream::connect(socket).unwrap()).collect();
    let mut endless = UnixStream::connect(socket).unwrap();
    let megabytes = vec![b'x'; 16 << 20];
    assert!(endless.write_all(&megabytes).is_err(), "the session reads them all");
    assert!(home.send("pause").0.starts_with("paused"));
    assert!(home.send("pause").0.starts_with("get ready"));
    drop(silent);
    pty.wait_until("time", |seen: &Seen| seen.text().contains("9:57 left"));
    pty.signal(Signal::TERM);
    assert_eq!(pty.end().died_of(), Some(15));
}

// Kills: a session that asks the system without end for a connection that it cannot have.
#[cfg(target_os = "linux")]
#[test]
fn where_files_run_out_the_oldest_client_makes_room_and_without_one_nobody_is_heard() {
    let home = Home::with(ROUTINE);
    let pty = home.begin();
    let [socket] = &home.sockets()[..] else { panic!("not one socket: {:?}", home.sockets()) };
    pty.limit_files(1);
    let _silent: Vec<_> = (0..20).map(|_| UnixStream::connect(socket).unwrap()).collect();
    assert!(home.send("pause").0.starts_with("paused"));

    let pty = home.begin();
    // What was open for a moment only makes room.
    let is_deaf = |_| {
        pty.limit_files(0);
        home.send("pause").1 == Some(1)
    };
    assert!((0..100).any(is_deaf));
    assert_eq!(home.sockets().len(), 1, "nobody takes it for one that answers");
    pty.signal(Signal::TERM);
    assert_eq!(pty.end().died_of(), Some(15));
}

#[test]
fn no_link_is_followed() {
    let (home, elsewhere) = (Home::with(ROUTINE), tempfile::tempdir().unwrap());
    fs::create_dir_all(home.folder()).unwrap();
    let other = elsewhere.path().join("other.sock");
    let _listens = UnixListener::bind(&other).unwrap();
    symlink(&other, home.folder().join("9999999999999-1.sock")).unwrap();
    assert_eq!(home.send("pause").1, Some(1), "a link in the folder");

    fs::remove_dir_all(home.folder()).unwrap();
    symlink(elsewhere.path(), home.folder()).unwrap();
    let pty = home.begin();
    assert_eq!(names(elsewhere.path()), ["other.sock"], "a link in the place of the folder");
    let (said, code) = home.send("pause");
    assert_eq!(code, Some(1), "{said}");
    pty.signal(Signal::TERM);
    pty.end();
}

#[test]
fn a_session_that_nothing_can_be_sent_to_goes_on_all_the_same() {
    let pty = calfguide(&[]).env("XDG_RUNTIME_DIR", "/dev/null").start();
    pty.wait_for_session();
    pty.signal(Signal::TERM);
    assert_eq!(pty.end().died_of(), Some(15));
}

fn names(folder: &Path) -> Vec<String> {
    folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

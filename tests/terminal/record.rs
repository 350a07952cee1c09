//! The record of a session that was cut off, or that has no place to be kept.

use std::fs;
use std::path::{Path, PathBuf};

use calfguide::history::{ImportOutcome, LoadedSession, ReadDepth, import, list};
use calfguide::session::Outcome;
use rustix::process::Signal;
use tempfile::TempDir;

use crate::pty::{Pty, ROUTINE, SUMMARY, TASK, calfguide};

/// Two blocks that are over at once, and one that lasts longer than any test.
const CUT_OFF: &str = r#"
format = 1
name = "A test"
[defaults]
prepare = "0s"
rest = "0s"
[[phase]]
name = "Work"
[[phase.exercise]]
name = "Hop"
sets = 2
time = "10ms"
[[phase.exercise]]
name = "Wall sit"
tips = ["Back flat"]
time = "2h"
"#;

/// A session that is over at once.
const SHORT: &str = r#"
format = 1
name = "A test"
[defaults]
prepare = "0s"
[[phase]]
name = "Work"
[[phase.exercise]]
name = "Hop"
time = "10ms"
"#;

pub(crate) const SIZES: [(u16, u16); 2] = [(80, 24), (40, 12)];

/// Somebody who comes back to the terminal.
pub(crate) struct Home(TempDir);

impl Home {
    pub(crate) fn with(routine: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("test.toml"), routine).unwrap();
        Self(home)
    }

    fn start(&self, size: (u16, u16)) -> Pty {
        calfguide(&[]).at(self.0.path()).sized(size.0, size.1).start()
    }

    pub(crate) fn start_on_page(&self, size: (u16, u16)) -> Pty {
        calfguide(&[]).at(self.0.path()).sized(size.0, size.1).on_its_page().start()
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Where everything is kept.
    fn data(&self) -> PathBuf {
        self.0.path().join(".local")
    }

    /// Puts a file where its folder should be.
    fn break_data(&self) {
        fs::write(self.data(), "").unwrap();
    }

    fn mend_data(&self) {
        fs::remove_file(self.data()).unwrap();
    }

    /// The sessions that are kept.
    pub(crate) fn kept(&self) -> Vec<LoadedSession> {
        let listing = list(&self.data().join("share/calfguide/sessions"), ReadDepth::Lines);
        assert_eq!(listing.faults, []);
        listing.sessions.iter().filter_map(|stored| stored.read().ok()).collect()
    }

    /// Begins the session and comes to its long block.
    fn come_to_the_wall_sit(&self, size: (u16, u16)) -> Pty {
        let mut pty = self.start(size);
        pty.wait_for_full_screen(true);
        pty.wait_for("Back flat");
        // A frame shows how things stand; what is told to have happened, and all that was before it, is kept.
        pty.press("p");
        pty.wait_for("0-10");
        pty.press("3");
        pty.wait_for("pain 3 of 10");
        pty
    }
}

/// Each step that was begun, and how it ended.
fn told(kept: &LoadedSession) -> Vec<(usize, Option<Outcome>)> {
    let plan = kept.plan.as_ref().unwrap();
    kept.record.attempts.iter().map(|attempt| (attempt.step.0, attempt.outcome(plan))).collect()
}

const DONE: Option<Outcome> = Some(Outcome::Done);
const LEFT: Option<Outcome> = Some(Outcome::Abandoned);

#[test]
fn a_session_that_was_killed_goes_on_at_its_block() {
    for size in SIZES {
        let home = Home::with(CUT_OFF);
        let pty = home.come_to_the_wall_sit(size);
        pty.signal(Signal::KILL);
        assert_eq!(pty.end().died_of(), Some(9));
        assert_eq!(told(&home.kept()[0]), [(0, DONE), (1, DONE), (2, None)], "as it was kept");

        let mut pty = home.start_on_page(size);
        pty.wait_for("Unfinished");
        pty.wait_for("Wall sit");
        pty.press("r");
        pty.wait_for("get ready");
        pty.end_early(SUMMARY);
        assert_eq!(pty.end().code(), 3);
        let kept = home.kept();
        assert_eq!(kept.len(), 1, "it is the same session");
        assert_eq!(told(&kept[0]), [(0, DONE), (1, DONE), (2, LEFT), (2, LEFT)]);
        assert_eq!(kept[0].record.complete, Some(false));
    }
}

#[test]
fn a_session_whose_terminal_was_closed_can_be_ended_as_it_stands() {
    for size in SIZES {
        let home = Home::with(CUT_OFF);
        let mut pty = home.come_to_the_wall_sit(size);
        pty.close();
        pty.end();

        let mut pty = home.start_on_page(size);
        pty.wait_for("Unfinished");
        pty.press("e");
        pty.wait_until("page without the offer", |seen| {
            let text = seen.text();
            text.contains("Enter starts") && !text.contains("r resumes") && !text.contains("Unfinished")
        });
        let kept = home.kept();
        assert_eq!(told(&kept[0]), [(0, DONE), (1, DONE), (2, LEFT)]);
        assert_eq!(kept[0].record.complete, Some(false));
        pty.press("q");
        assert_eq!(pty.end().code(), 3);
        assert_eq!(home.kept().len(), 1, "the page alone is no session");
    }
}

#[test]
fn n_leaves_the_session_that_was_cut_off_and_starts_another() {
    let home = Home::with(CUT_OFF);
    let pty = home.come_to_the_wall_sit((80, 24));
    pty.signal(Signal::KILL);
    pty.end();
    let mut pty = home.start_on_page((80, 24));
    pty.wait_for("Unfinished");
    pty.press("n");
    pty.wait_for("2 h");
    pty.end_early(SUMMARY);
    pty.end();
    let kept = home.kept();
    assert_eq!(kept.iter().map(|kept| kept.record.complete).collect::<Vec<_>>(), [None, Some(false)]);
}

#[test]
fn the_screen_says_that_it_is_not_kept_until_it_is() {
    for size in SIZES {
        let home = Home::with(ROUTINE);
        home.break_data();
        let mut pty = home.start(size);
        pty.wait_for(TASK);
        pty.wait_until("record that is not kept", |seen| seen.text().contains("NOT SAVED"));
        home.mend_data();
        // A fact is another attempt.
        pty.press(" ");
        pty.wait_until("record that is kept", |seen| !seen.text().contains("NOT SAVED"));
        assert_eq!(told(&home.kept()[0]), [(0, None)]);
        pty.end_early(SUMMARY);
        pty.end();
        assert_eq!(told(&home.kept()[0]), [(0, LEFT)]);
    }
}

#[test]
fn a_signal_ends_what_is_not_kept_as_it_does_everything() {
    let home = Home::with(ROUTINE);
    home.break_data();
    let pty = home.start((80, 24));
    pty.wait_for("NOT SAVED");
    pty.signal(Signal::TERM);
    let end = pty.end();
    assert_eq!(end.died_of(), Some(15));
    end.assert_restored();
}

/// A session that has come to its end without a place to be kept, and asks what to do.
fn not_kept(size: (u16, u16)) -> (Home, Pty) {
    let home = Home::with(SHORT);
    home.break_data();
    let mut pty = home.start(size);
    pty.answer_nothing("This session is not saved");
    pty.wait_for("q discards it");
    (home, pty)
}

#[test]
fn at_the_end_enter_tries_again() {
    for size in SIZES {
        let (home, mut pty) = not_kept(size);
        // A name in Latin-1.
        pty.press_bytes(b"caf\xe9\r");
        pty.wait_for("is not UTF-8");
        home.mend_data();
        pty.press("\r");
        pty.wait_for("It is saved now.");
        let end = pty.end();
        assert_eq!(end.code(), 0);
        end.assert_restored();
        assert_eq!((told(&home.kept()[0]), home.kept()[0].record.complete), (vec![(0, DONE)], Some(true)));
    }
}

#[test]
fn at_the_end_a_file_name_writes_it_there_and_over_nothing() {
    let (home, mut pty) = not_kept((80, 24));
    let [taken, free] = ["taken", "free"].map(|name| home.0.path().join(name));
    fs::write(&taken, "mine").unwrap();
    pty.press(&format!("{}\r", taken.display()));
    pty.wait_for("File exists");
    pty.press(&format!("{}\r", free.display()));
    pty.wait_for("It is in ");
    assert_eq!(pty.end().code(), 0);
    assert_eq!(fs::read_to_string(&taken).unwrap(), "mine");

    home.mend_data();
    let sessions = home.data().join("share/calfguide/sessions");
    let report = import(&free, &sessions).unwrap();
    assert_eq!((report.files, report.faults), (vec![(free, ImportOutcome::New)], Vec::new()));
    assert_eq!(home.kept()[0].record.complete, Some(true));
}

#[test]
fn at_the_end_ctrl_d_tells_all_of_it() {
    let (_home, mut pty) = not_kept((80, 24));
    pty.press("\x04");
    let end = pty.end();
    assert_eq!(end.code(), 1);
    assert!(end.was_sent(r#"{"v":1,"seq":0,"#) && end.was_sent(r#""complete":true"#), "{}", end.text());
}

#[test]
fn at_the_end_q_discards_it() {
    let (home, mut pty) = not_kept((40, 12));
    pty.press("q\r");
    assert_eq!(pty.end().code(), 1);
    assert_eq!(fs::read(home.data()).unwrap(), b"", "what was in its way is as it was");
}

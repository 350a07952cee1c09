//! The page before a session: each choice on it is shown at once, and what is told is kept.

use std::process::Command;

use calfguide::plan::Plan;

use crate::pty::SUMMARY;
use crate::record::{Home, SIZES};

/// A step after one good session, offered because there is no ceiling.
const ROUTINE: &str = r#"
format = 1
name = "A test"

[defaults]
prepare = "0s"

[progress]
after = 1
step_gap = "1h"

[[phase]]
name = "Mobility"
[[phase.exercise]]
name = "Ankle circles"
time = "10m"

[[phase]]
name = "Work"
[[phase.exercise]]
name = "Pogos"
reps = 40
progression = { kind = "add", reps = 5 }
"#;

impl Home {
    /// A session of yesterday, of whose morning after nothing is known.
    fn log_yesterday(&self) {
        let mut log = Command::new(env!("CARGO_BIN_EXE_calfguide"));
        log.env_clear().env("HOME", self.path()).arg("log").arg(self.path().join("test.toml"));
        let logged = log.args(["--at", "yesterday", "--effort", "5", "--pain", "1"]).output().unwrap();
        assert!(logged.status.success(), "{logged:?}");
    }
}

/// What a session asked for.
fn asked(plan: Option<&Plan>) -> Vec<String> {
    plan.unwrap().steps.iter().filter_map(|step| step.work()).map(|work| format!("{work:?}")).collect()
}

#[test]
fn what_is_chosen_on_the_page_is_what_the_session_asks() {
    for size in SIZES {
        let home = Home::with(ROUTINE);
        home.log_yesterday();
        let mut pty = home.start_on_page(size);
        pty.wait_for("Pain the morning after");
        pty.press("0");
        pty.wait_for("Saved.");
        assert_eq!(home.kept()[0].record.morning.map(u8::from), Some(0), "it is on the disk before it is shown");
        pty.wait_for("Pogos: 40 reps");
        pty.press("u");
        pty.wait_for("Pogos: 45 reps");
        pty.press("1");
        pty.wait_for("1 all of it");
        pty.press("1");
        pty.wait_for("Pogos: 45 reps");
        pty.press("u");
        pty.wait_for("Pogos: 40 reps");
        pty.press("u");
        pty.wait_for("Pogos: 45 reps");
        pty.press("\r");
        pty.wait_for("10 min");
        pty.end_early(SUMMARY);
        assert_eq!(pty.end().code(), 3);
        let kept = home.kept();
        let (before, now) = (asked(kept[0].plan.as_deref()), asked(kept[1].plan.as_deref()));
        assert!(before[1].contains("40") && now[1].contains("45"), "{before:?} {now:?}");
    }
}

#[test]
fn a_question_that_is_not_answered_is_no_answer() {
    let home = Home::with(ROUTINE);
    home.log_yesterday();
    let mut pty = home.start_on_page(SIZES[0]);
    pty.wait_for("Pain the morning after");
    pty.press("\u{1b}");
    pty.wait_until("page without the question", |seen| !seen.text().contains("the morning after"));
    pty.press("1");
    pty.wait_for("1 all of it");
    pty.press("\r");
    pty.wait_for("10 min");
    pty.end_early(SUMMARY);
    pty.end();
    let kept = home.kept();
    assert_eq!(kept[0].record.morning, None);
    assert_eq!(asked(kept[1].plan.as_deref()).len(), 1, "phase 1 alone");
}

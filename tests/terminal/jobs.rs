//! Job control: stopped and going on, by hand, by a shell, in the background.

use rustix::process::Signal;

use crate::pty::{SUMMARY, TASK, calfguide};

/// Goes on with the program that was stopped, after a line was typed.
pub(crate) const AND_FG: &str = r#""$@"; echo "[stopped]"; read line; fg > /dev/null; echo "[ended $?]""#;

#[test]
fn ctrl_z_gives_the_terminal_back_and_fg_comes_back_paused() {
    let mut pty = calfguide(&[]).in_shell(AND_FG).start();
    pty.wait_for_session();
    pty.press("\x1a");
    pty.wait_for("[stopped]");
    pty.wait_for_full_screen(false);
    assert!(pty.is_cooked());
    pty.press("\n");
    pty.wait_for_session();
    pty.wait_for("paused");
    assert!(!pty.is_cooked());
    pty.end_early("[ended 3]");
    let end = pty.end();
    end.assert_restored();
}

#[test]
fn ctrl_z_stops_the_script_around_it_too() {
    let mut pty = calfguide(&[])
        .in_shell(r#"sh -c '"$@"; true' sh "$@"; echo "[stopped]"; read line; fg > /dev/null; echo "[ended $?]""#)
        .start();
    pty.wait_for_session();
    pty.press("\x1a");
    pty.wait_for("[stopped]");
    pty.press("\n");
    pty.wait_for_session();
    pty.end_early("[ended 0]");
    pty.end().assert_restored();
}

#[test]
fn the_stop_signal_does_what_ctrl_z_does() {
    let mut pty = calfguide(&[]).in_shell(AND_FG).start();
    pty.wait_for_session();
    pty.signal(Signal::TSTP);
    pty.wait_for("[stopped]");
    pty.wait_for_full_screen(false);
    assert!(pty.is_cooked());
    pty.press("\n");
    pty.wait_for_session();
    pty.wait_for("paused");
    pty.signal(Signal::TERM);
    pty.wait_for("[ended 143]");
    pty.end().assert_restored();
}

#[test]
fn ctrl_z_stops_plain_lines_and_fg_comes_back_paused() {
    let mut pty = calfguide(&["--plain"]).in_shell(AND_FG).start();
    pty.wait_for(TASK);
    pty.press("\x1a");
    pty.wait_for("[stopped]");
    pty.wait_for("paused");
    pty.press("\n");
    pty.end_early("[ended 3]");
}

#[test]
fn where_nobody_could_bring_it_back_ctrl_z_only_pauses() {
    let without_job_control = r#"set +m; "$@"; exit $?"#;
    for setting in [calfguide(&[]), calfguide(&[]).in_shell(without_job_control)] {
        let mut pty = setting.start();
        pty.wait_for_session();
        pty.press("\x1a");
        pty.wait_for("paused");
        pty.end_early(SUMMARY);
        assert_eq!(pty.end().code(), 3);
    }
}

#[test]
fn stopped_and_meddled_with_it_takes_the_terminal_again() {
    let pty = calfguide(&[]).start();
    pty.wait_for_session();
    pty.stop();
    pty.meddle("\x1b[?1049l\x1b[?25hsomebody else");
    pty.wait_for("somebody else");
    pty.signal(Signal::CONT);
    pty.wait_for_session();
    assert!(!pty.is_cooked());
    pty.interrupt().assert_restored();
}

// Kills: a title that is put on the stack of the terminal again, where only one is taken from it.
#[test]
fn the_title_is_taken_once_however_often_it_is_continued() {
    let mut pty = calfguide(&[]).start();
    pty.wait_for_session();
    for _ in 0..2 {
        pty.stop();
        pty.meddle("\x1b[2Jsomebody else");
        pty.wait_for("somebody else");
        pty.signal(Signal::CONT);
        pty.wait_for_session();
    }
    pty.press("\x03\x03");
    let end = pty.end();
    assert_eq!((end.times_sent("\x1b[22;2t"), end.times_sent("\x1b[23;2t")), (1, 1));
}

// Only Linux tells the state of a process in `/proc`.
#[cfg(target_os = "linux")]
#[test]
fn in_the_background_it_waits_and_touches_nothing() {
    let mut pty = calfguide(&[])
        .in_shell(r#""$@" & echo "[job]"; while kill -0 $! && ! grep -q '^State:.T' "/proc/$!/status"; do :; done; echo "[stands]"; read line; fg > /dev/null; echo "[ended $?]""#)
        .start();
    pty.wait_for("[stands]");
    assert!(pty.is_cooked());
    assert!(!pty.with_seen(|seen| seen.was_sent("\x1b[")));
    pty.press("\n");
    pty.wait_for_session();
    pty.signal(Signal::TERM);
    pty.wait_for("[ended 143]");
    pty.end().assert_restored();
}

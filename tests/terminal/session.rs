//! A session on the screen, its keys, its size.

use rustix::process::Signal;

use crate::pty::{SUMMARY, TASK, calfguide};
use crate::record::{Home, SIZES};
use crate::screen::Seen;

#[test]
fn shows_the_exercise_and_ends_early_with_a_summary() {
    let mut pty = calfguide(&[]).start();
    pty.wait_for_session();
    pty.end_early(SUMMARY);
    let end = pty.end();
    assert_eq!(end.code(), 3);
    end.assert_restored();
    assert!(end.text().contains("Wall sit"), "the summary stays:\n{}", end.text());
}

#[test]
fn the_first_ctrl_c_asks_and_the_second_ends_at_once() {
    let pty = calfguide(&[]).start();
    pty.wait_for_session();
    pty.interrupt().assert_restored();
}

#[test]
fn ctrl_backslash_ends_as_it_does_everywhere() {
    let mut pty = calfguide(&[]).start();
    pty.wait_for_session();
    pty.press("\x1c");
    let end = pty.end();
    assert_eq!(end.died_of(), Some(3));
    end.assert_restored();
}

#[test]
fn half_of_a_key_holds_up_nothing() {
    let mut pty = calfguide(&[]).start();
    pty.wait_for_session();
    // Alt-[ is how the arrow keys begin.
    pty.press("\x1b[");
    pty.wait_for_change();
    pty.signal(Signal::TERM);
    let end = pty.end();
    assert_eq!(end.died_of(), Some(15));
    end.assert_restored();
}

#[test]
fn pasted_text_presses_no_keys() {
    let mut pty = calfguide(&[]).start();
    pty.wait_for_session();
    assert!(pty.with_seen(Seen::marks_pasted_text));
    pty.press("\x1b[200~qy\x1b[201~");
    pty.press(" ");
    pty.wait_for("paused");
    pty.end_early(SUMMARY);
    assert_eq!(pty.end().code(), 3);
}

#[test]
fn a_paste_that_loses_its_end_keeps_no_key_back() {
    let mut pty = calfguide(&[]).start();
    pty.wait_for_session();
    pty.press("\x1b[200~qy");
    // It is silent for a second meanwhile.
    pty.wait_until("time", |seen| seen.text().contains("9:57 left"));
    pty.interrupt();
}

#[test]
fn escape_is_a_key() {
    let mut pty = calfguide(&[]).start();
    pty.wait_for_session();
    pty.press("q");
    pty.wait_for("What you did is");
    pty.press("\x1b");
    pty.wait_until("end of the question", |seen| !seen.text().contains("What you did is"));
    pty.end_early(SUMMARY);
}

#[test]
fn the_keys_of_a_clicker_are_enough() {
    let (page_down, f5, escape) = ("\x1b[6~", "\x1b[15~", "\x1b");
    for begin in [page_down, f5] {
        let mut pty = calfguide(&[]).on_its_page().start();
        pty.wait_for("Enter starts");
        pty.press(begin);
        pty.wait_for_session();
        pty.press(".");
        pty.wait_for("Enter go on");
        pty.press(escape);
        pty.press_until(begin, |seen| !seen.text().contains("Enter go on"));
        pty.end_early(SUMMARY);
    }
}

#[test]
fn every_size_will_do() {
    for (columns, rows) in [(1, 1), (0, 0), (2, 2), (1, 200), (200, 1), (40, 12), (u16::MAX, u16::MAX)] {
        let mut pty = calfguide(&[]).sized(columns, rows).start();
        pty.wait_for_full_screen(true);
        pty.press("\x03\x03");
        let end = pty.end();
        assert_eq!(end.died_of(), Some(2), "{columns}x{rows}");
        end.assert_restored();
    }
}

#[test]
fn a_storm_of_sizes_ends_with_the_last() {
    let mut pty = calfguide(&[]).start();
    pty.wait_for_session();
    for i in 0..200 {
        pty.resize(20 + i % 90, 5 + i % 50);
    }
    pty.resize(120, 40);
    pty.wait_for_session();
    pty.press("\x03\x03");
    let end = pty.end();
    assert_eq!(end.died_of(), Some(2));
    end.assert_restored();
}

#[test]
fn a_terminal_that_cannot_draw_gets_lines() {
    let mut pty = calfguide(&[]).env("TERM", "dumb").start();
    pty.wait_for(TASK);
    pty.end_early(SUMMARY);
    let end = pty.end();
    assert_eq!(end.code(), 3);
    end.assert_restored();
    assert!(!end.was_sent("\x1b["), "{}", end.text());
}

#[test]
fn ctrl_c_asks_and_then_ends_plain_lines_too() {
    let pty = calfguide(&["--plain"]).start();
    pty.wait_for(TASK);
    pty.interrupt();
}

#[test]
fn plain_lines_go_on_when_the_input_ends() {
    let mut pty = calfguide(&["--plain"]).start();
    pty.wait_for(TASK);
    pty.press("\x04");
    pty.wait_for("hands-free");
    pty.signal(Signal::TERM);
    assert_eq!(pty.end().died_of(), Some(15));
}

#[test]
fn the_title_says_how_it_stands_and_is_given_back() {
    let mut pty = calfguide(&["--notify"]).start();
    pty.wait_for_session();
    pty.press("\x03\x03");
    let end = pty.end();
    end.assert_restored();
    assert!(end.was_sent("\x1b[22;2t"), "the title that was there is kept");
    assert!(end.was_sent("\x1b]2;GO!  10:00  Wall sit\x07"));
    assert!(end.was_sent("\x1b]2;\x07\x1b[23;2t"), "and comes back");
}

#[test]
fn a_terminal_that_would_print_a_title_is_sent_none() {
    for term in ["linux", "vt100"] {
        let mut pty = calfguide(&["--notify"]).env("TERM", term).start();
        pty.wait_for_session();
        pty.press("\x03\x03");
        let end = pty.end();
        end.assert_restored();
        for title in ["\x1b]", "\x1b[22;2t", "\x1b[23;2t"] {
            assert!(!end.was_sent(title), "{term}: {title:?}");
        }
    }
}

#[test]
fn the_go_flashes_unless_it_is_to_be_calm() {
    // A row of the counter.
    let flashes = |seen: &Seen| seen.text().contains("GO!") && seen.has_ground(8, 40);
    calfguide(&[]).start().wait_until("flash", flashes);
    let stands_still = |seen: &Seen| seen.text().contains("GO!") && !seen.has_ground(8, 40);
    calfguide(&["--calm"]).start().wait_until("calm", stands_still);
    calfguide(&[]).env("NO_MOTION", "1").start().wait_until("calm", stands_still);
    calfguide(&["--calm=false"]).env("NO_MOTION", "1").start().wait_until("flash", flashes);
}

#[test]
fn colours_are_only_there_where_they_are_wanted() {
    const ON_GREEN: &str = "48;5;2m";
    let has_colours = |args: &[&str], name, value| {
        let mut pty = calfguide(args).env(name, value).start();
        pty.wait_for_session();
        pty.press("\x03\x03");
        pty.end().was_sent(ON_GREEN)
    };
    assert!(has_colours(&[], "TERM", "xterm-256color"));
    assert!(has_colours(&["--color", "always"], "NO_COLOR", "1"));
    assert!(!has_colours(&[], "NO_COLOR", "1"));
    assert!(!has_colours(&["--color", "never"], "TERM", "xterm-256color"));
    assert!(!has_colours(&["--theme", "high-contrast"], "TERM", "xterm-256color"));
    assert!(!has_colours(&[], "TERM", "vt220"));
}

/// A block, and another of the same exercise that waits for Enter.
const LOADED: &str = r#"
format = 1
name = "A test"
[defaults]
prepare = "2h"
rest = "2h"
[[phase]]
name = "Work"
[[phase.exercise]]
name = "Squat"
reps = 8
sets = 2
load = "16kg"
"#;

#[test]
fn a_load_is_told_kept_and_shown_the_next_time() {
    for size in SIZES {
        let home = Home::with(LOADED);
        let mut pty = calfguide(&[]).at(home.path()).sized(size.0, size.1).start();
        pty.wait_for_full_screen(true);
        pty.wait_for("with 16 kg");
        pty.press_until("\r", |seen| seen.text().contains("then Enter"));
        pty.press("w");
        pty.wait_for("As 20kg or 45lb");
        pty.press("20\r");
        pty.wait_for("write a load as");
        pty.press("20 kg\r");
        pty.wait_for("20 kg noted");
        pty.wait_for("with 20 kg");
        pty.press("7\r");
        pty.wait_for("Next");
        pty.end_early(SUMMARY);
        let end = pty.end();
        assert!(end.text().contains("7 reps at 20 kg"), "{}", end.text());

        let mut pty = calfguide(&[]).at(home.path()).sized(size.0, size.1).start();
        pty.wait_for("last time: 7 at 20 kg");
        pty.wait_for("with 20 kg");
        pty.press_until("\r", |seen| seen.text().contains("then Enter"));
        pty.press("8\r");
        pty.wait_for("Next");
        pty.end_early(SUMMARY);
        pty.end();
        assert_eq!(home.kept()[1].plan.as_ref().unwrap().cards[0].load.as_deref(), Some("16kg"), "the file's stays");
    }
}

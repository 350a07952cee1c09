//! Routines of the user's own: what is asked, what an editor leaves behind, and what is never lost.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::pty::{Pty, calfguide};

const GOOD: &str = "format = 1\nname = 'A'\n[[phase]]\nname = 'P'\n[[phase.exercise]]\nname = 'E'\nreps = 8\n";

/// What is added to it is a problem.
const PROBLEM: &str = "tipps = 1";

/// A home with the routine `mine`.
struct Home(TempDir);

impl Home {
    fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        fs::create_dir_all(home.routine("mine").parent().unwrap()).unwrap();
        fs::write(home.routine("mine"), GOOD).unwrap();
        fs::write(home.0.path().join("test.toml"), GOOD).unwrap();
        home
    }

    fn routine(&self, name: &str) -> PathBuf {
        self.0.path().join(format!(".local/share/calfguide/routines/{name}.toml"))
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.routine(name)).unwrap()
    }

    /// The copy that is edited.
    fn copy(&self) -> PathBuf {
        self.routine(".mine.edited")
    }

    /// Edits `mine` by these lines of a shell, of which `$1` is the file.
    fn edit(&self, lines: &str) -> Pty {
        let editor = self.0.path().join("editor");
        fs::write(&editor, format!("#!/bin/sh\n{lines}\n")).unwrap();
        fs::set_permissions(&editor, Permissions::from_mode(0o755)).unwrap();
        let command = format!("'{}' --wait", editor.display());
        self.run(r#""$1" edit mine; echo "[$?]""#, &command)
    }

    fn run(&self, script: &'static str, editor: &str) -> Pty {
        calfguide(&[]).at(self.0.path()).env("EDITOR", editor).in_shell(script).start()
    }

    fn is_in_trash(&self, words: &str) -> bool {
        let files = self.0.path().join(".local/share/Trash/files").read_dir().into_iter().flatten();
        files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).any(|text| text.contains(words))
    }
}

/// Adds a line to the file, which is the argument after `--wait`.
fn adding(line: &str) -> String {
    format!("[ \"$1\" = --wait ] && echo '{line}' >> \"$2\"")
}

fn ends_with(pty: Pty, code: u8) {
    pty.wait_for(&format!("[{code}]"));
    pty.end().assert_restored();
}

#[test]
fn a_new_routine_is_asked_for_and_written() {
    let home = Home::new();
    let mut pty = home.run(r#""$1" new "My calves"; echo "[$?]""#, "");
    for (question, answer) in [
        ("Exercise [Heel raises]:", "Hops"),
        ("Reps or time, as in 10, 8-12 or 45s [8-12]:", "1:30"),
        ("write it as `time = \"1m30s\"`", "45s"),
        ("Each side on its own, y or n [n]:", "y"),
        ("Sets [3]:", ""),
        ("Another exercise, or Enter to end:", ""),
    ] {
        pty.wait_for(question);
        pty.press(&format!("{answer}\r"));
    }
    pty.wait_for("calfguide run my-calves");
    ends_with(pty, 0);
    for line in ["name = \"Hops\"", "time = \"45s\"", "sides = \"each\"", "sets = 3"] {
        assert!(home.read("my-calves").contains(line), "{line}");
    }
}

#[test]
fn without_an_answer_nothing_is_written() {
    let home = Home::new();
    let mut pty = home.run(r#""$1" new "My calves"; echo "[$?]""#, "");
    pty.wait_for("Exercise [");
    pty.press("\u{4}");
    pty.wait_for("nothing is written");
    ends_with(pty, 1);
    assert!(!home.routine("my-calves").exists());
}

// Kills: a file that loses its permissions, and a link that is replaced by what it points to.
#[test]
fn what_is_good_is_saved_where_it_is() {
    let home = Home::new();
    let target = home.0.path().join("kept.toml");
    fs::rename(home.routine("mine"), &target).unwrap();
    symlink(&target, home.routine("mine")).unwrap();
    fs::set_permissions(&target, Permissions::from_mode(0o640)).unwrap();
    let pty = home.edit(&adding("# more"));
    pty.wait_for("Saved: ");
    ends_with(pty, 0);
    assert_eq!(fs::read_to_string(&target).unwrap(), format!("{GOOD}# more\n"));
    assert_eq!(target.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    assert!(home.routine("mine").is_symlink());
    assert!(!home.0.path().join(".kept.edited.toml").exists());
}

#[test]
fn what_has_a_problem_is_edited_again() {
    let home = Home::new();
    let mut pty = home.edit(&format!(
        "if grep -q {0} \"$2\"; then sed -i /{0}/d \"$2\"; echo '# more' >> \"$2\"; else {1}; fi",
        "tipps",
        adding(PROBLEM)
    ));
    pty.wait_for("unknown key `tipps`");
    pty.wait_for("q discards");
    assert_eq!(home.read("mine"), GOOD);
    pty.press("e\r");
    ends_with(pty, 0);
    assert_eq!(home.read("mine"), format!("{GOOD}# more\n"));
}

#[test]
fn what_has_a_problem_is_kept_where_the_user_says_so() {
    let home = Home::new();
    let mut pty = home.edit(&adding(PROBLEM));
    pty.wait_for("q discards");
    pty.press("what?\rk\r");
    ends_with(pty, 0);
    assert!(home.read("mine").contains(PROBLEM));
}

#[test]
fn what_is_discarded_is_in_the_trash() {
    let home = Home::new();
    let mut pty = home.edit(&adding(PROBLEM));
    pty.wait_for("q discards");
    pty.press("q\r");
    pty.wait_for("What you typed is in the trash");
    ends_with(pty, 1);
    assert_eq!(home.read("mine"), GOOD);
    assert!(home.is_in_trash(PROBLEM) && !home.copy().exists());
}

#[test]
fn what_is_cut_off_stays_and_is_written_over_by_nothing() {
    let home = Home::new();
    let mut pty = home.edit(&adding(PROBLEM));
    pty.wait_for("q discards");
    pty.press("\u{4}");
    pty.wait_for(".mine.edited.toml");
    ends_with(pty, 2);
    let pty = home.edit(&adding("# again"));
    pty.wait_for("was cut off");
    ends_with(pty, 1);
    assert_eq!(home.read("mine"), GOOD);
    assert_eq!(fs::read_to_string(home.copy()).unwrap(), format!("{GOOD}{PROBLEM}\n"));
    let listed = home.run(r#""$1" routines; echo "[$?]""#, "");
    ends_with(listed, 0);
}

#[test]
fn what_somebody_else_changed_meanwhile_is_not_written_over() {
    let home = Home::new();
    let other = home.routine("mine");
    let pty = home.edit(&format!("{}; echo '# theirs' >> '{}'", adding("# mine"), other.display()));
    pty.wait_for("changed meanwhile");
    ends_with(pty, 1);
    assert_eq!(home.read("mine"), format!("{GOOD}# theirs\n"));
    assert_eq!(fs::read_to_string(home.copy()).unwrap(), format!("{GOOD}# mine\n"));
}

#[test]
fn an_editor_that_changes_nothing_leaves_nothing() {
    let home = Home::new();
    for (lines, words, code) in [("true", "Nothing has changed", 0), ("exit 3", "ended with an error", 1)] {
        let pty = home.edit(lines);
        pty.wait_for(words);
        ends_with(pty, code);
        assert!(!home.copy().exists());
        assert_eq!(home.read("mine"), GOOD);
    }
}

// Kills: a program that a Ctrl-C in the editor ends, and one that no Ctrl-C ends afterwards.
#[test]
fn ctrl_c_belongs_to_the_editor_while_it_is_open() {
    let home = Home::new();
    let mut pty = home.edit(&format!("trap '' INT; kill -INT 0; {}", adding(PROBLEM)));
    pty.wait_for("q discards");
    pty.press("\u{3}");
    pty.end();
    assert_eq!(home.read("mine"), GOOD);
    assert!(home.copy().exists());
}

#[test]
fn what_comes_by_a_pipe_is_added_under_its_id_or_name() {
    let home = Home::new();
    let pty = home
        .run(r#""$1" add - < "$3"; { echo "id = 'b'"; cat "$3"; } | "$1" add -; "$1" add - < "$3"; echo "[$?]""#, "");
    pty.wait_for("file exists");
    ends_with(pty, 1);
    assert_eq!(home.read("a"), GOOD);
    assert_eq!(home.read("b"), format!("id = 'b'\n{GOOD}"));
}

#[test]
fn what_is_removed_is_in_the_trash() {
    let home = Home::new();
    let pty = home.run(r#""$1" remove mine; echo "[$?]""#, "");
    pty.wait_for("In the trash");
    ends_with(pty, 0);
    assert!(!home.routine("mine").exists() && home.is_in_trash("name = 'A'"));
}

#[test]
fn without_a_trash_the_file_stays() {
    let home = Home::new();
    let trash = home.0.path().join(".local/share/Trash");
    fs::write(&trash, "no folder").unwrap();
    let pty = home.run(r#""$1" remove mine; echo "[$?]""#, "");
    pty.wait_for("the trash of the system did not take it");
    ends_with(pty, 1);
    assert_eq!(home.read("mine"), GOOD);
    assert!(Path::new(&trash).is_file());
}

#[test]
fn a_figure_that_is_a_broken_link_is_told() {
    let home = Home::new();
    let figures = home.0.path().join(".local/share/calfguide/figures");
    fs::create_dir_all(&figures).unwrap();
    symlink("nowhere", figures.join("gone.toml")).unwrap();
    let pty = home.run(r#""$1" figure --list | grep gone; "$1" figure gone; echo "[$?]""#, "");
    pty.wait_for("gone                            (has problems; `calfguide figure gone`");
    pty.wait_for("cannot open the file: no such file or directory");
    ends_with(pty, 2);
}

#[test]
fn a_file_that_is_watched_is_checked_at_each_save() {
    let home = Home::new();
    let mut pty = home.run(r#"exec "$1" check --watch "$3""#, "");
    let file = home.0.path().join("test.toml");
    pty.wait_for("test.toml: no problem");
    fs::write(&file, format!("{GOOD}{PROBLEM}\n")).unwrap();
    pty.wait_for("test.toml: 1 problem");
    pty.wait_for("unknown key `tipps`");
    // As editors do that put a new file in the place of the old one.
    let new = home.0.path().join("new");
    fs::write(&new, format!("{GOOD}# more\n")).unwrap();
    fs::rename(new, file).unwrap();
    pty.wait_until("second look", |seen| seen.text().matches("no problem").count() == 2);
    pty.press("\u{3}");
    let end = pty.end();
    assert_eq!(end.code(), 130);
    end.assert_restored();
}

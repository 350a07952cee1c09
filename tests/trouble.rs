//! The real program where its record has trouble: no room, no folder, another session.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::io::{self, BufRead, BufReader, PipeWriter, Read};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use calfguide::history::{Listing, LoadedSession};
use calfguide::plan::StepId;
use calfguide::session::Outcome;
use program::{Home, sets_done};

const SETS: usize = 40;

/// A session that is done in a second.
fn home() -> Home {
    Home::with(SETS, "25ms")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Every set of this session is done.
fn assert_whole(kept: &LoadedSession) {
    assert_eq!((kept.record.complete, &kept.faults), (Some(true), &Vec::new()));
    let plan = kept.plan.as_ref().unwrap();
    assert!((0..SETS).all(|step| kept.record.attempt(StepId(step), 1).unwrap().outcome(plan) == Some(Outcome::Done)));
}

/// It went on to the end, said why nothing is kept, and told the whole journal, from which it can be taken over.
fn assert_told(end: &Output, why: &str) {
    let said = text(&end.stdout);
    assert_eq!(sets_done(&end.stdout), (1..=SETS).collect::<Vec<_>>(), "{said}");
    assert!(said.lines().any(|line| line.starts_with("       not saved: ") && line.contains(why)), "{said}");
    assert!(text(&end.stderr).contains("This session is not saved: "), "{}", text(&end.stderr));
    assert_eq!(end.status.code(), Some(1));

    let fresh = home();
    let journal: String = said.split_inclusive('\n').filter(|line| line.starts_with("{\"v\":1,")).collect();
    fs::write(fresh.join("dump.jsonl"), journal).unwrap();
    let import = fresh.calfguide(&["history", "import", "dump.jsonl"]).output().unwrap();
    assert!(import.status.success(), "{}", text(&import.stderr));
    assert_whole(&fresh.kept().unwrap());
}

#[cfg(unix)]
#[test]
fn a_time_zone_without_an_end_is_refused_before_it_is_read() {
    let home = home();
    for (zone, folder) in [("/dev/zero", ""), (":/dev/full", ""), ("zero", "/dev")] {
        let refused = home.calfguide(&["paths"]).env("TZ", zone).env("TZDIR", folder).output().unwrap();
        assert_eq!(refused.status.code(), Some(2));
        assert!(text(&refused.stderr).contains(&format!("`TZ={zone}` is not a file")), "{}", text(&refused.stderr));
    }
}

#[test]
fn the_home_page_offers_the_routine_that_was_used_last() {
    let home = home();
    assert!(text(&home.calfguide(&[]).output().unwrap().stdout).contains("calfguide run  "));
    assert!(home.run().output().unwrap().status.success());
    let own = home.data().join("routines");
    fs::create_dir_all(&own).unwrap();
    fs::copy(home.join("hops.toml"), own.join("hops.toml")).unwrap();
    let page = text(&home.calfguide(&[]).output().unwrap().stdout);
    assert!(page.contains("calfguide run hops  "), "{page}");
}

// Kills: a time zone database that is not compiled in.
#[cfg(unix)]
#[test]
fn the_time_zone_of_the_environment_is_the_one_of_the_record() {
    if !Path::new("/usr/share/zoneinfo/Asia/Tokyo").exists() {
        return;
    }
    let home = home();
    assert!(home.run().env("TZ", "Asia/Tokyo").output().unwrap().status.success());
    let began = &home.sessions().sessions[0].past.began;
    assert_eq!(began.offset().seconds(), 9 * 3600, "{began}");
}

// Kills: a program that dies of SIGXFSZ, a part of a line that is left in the file, a dump of the missing lines only.
/// Windows has no such limit.
#[cfg(unix)]
#[test]
fn a_limit_of_the_file_size_stops_no_session() {
    let home = home();
    assert!(home.run().output().unwrap().status.success());
    let whole = fs::metadata(&home.sessions().sessions[0].files()[0]).unwrap().len();
    fs::remove_dir_all(home.data()).unwrap();

    // Half of it, in blocks of 512 bytes.
    let script = format!("ulimit -f {}; exec \"$@\"", whole / 2 / 512);
    let run = home.run();
    let mut limited = home.of("sh", &["-c", &script, "sh"]);
    limited.arg(run.get_program()).args(run.get_args());
    let end = limited.output().unwrap();
    assert_told(&end, &home.data().display().to_string());
    let kept = home.kept().unwrap();
    assert_eq!((kept.record.complete, kept.faults), (None, Vec::new()), "what there was room for is whole");
}

// Kills: a `new` that waits for ever for what a pipe has to say, and one that takes the pipe away.
#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_the_schema_stops_nobody() {
    let home = home();
    let pipe = home.data().join("routines/routine.schema.json");
    fs::create_dir_all(pipe.parent().unwrap()).unwrap();
    assert!(home.of("mkfifo", &[pipe.to_str().unwrap()]).status().unwrap().success());
    let end = home.calfguide(&["new", "mine"]).output().unwrap();
    let told = format!("error: {}: it is not a regular file\n", pipe.display());
    assert_eq!((end.status.code(), text(&end.stderr)), (Some(1), told));
}

// Kills: a page that is emptied before it is written anew, and the half of one.
/// Windows has no such limit.
#[cfg(unix)]
#[test]
fn a_page_of_the_manual_that_has_no_room_stays_as_it_was() {
    let home = home();
    let manual = home.join("man1");
    fs::create_dir(&manual).unwrap();
    fs::write(manual.join("calfguide.1"), "before").unwrap();
    let script = "ulimit -f 1; exec \"$@\"";
    let mut limited = home.of("sh", &["-c", script, "sh", env!("CARGO_BIN_EXE_calfguide"), "man", "man1"]);
    let end = limited.output().unwrap();
    assert_eq!(
        (end.status.code(), text(&end.stderr)),
        (Some(1), "error: man1/calfguide.1: file too large\n".to_owned())
    );
    assert_eq!(fs::read_to_string(manual.join("calfguide.1")).unwrap(), "before");
    assert_eq!(manual.read_dir().unwrap().count(), 1);
}

// Kills: an import of which nobody sees that a part of it was not found.
#[cfg(unix)]
#[test]
fn an_import_that_could_not_read_everything_is_a_failure() {
    let (home, other) = (home(), home());
    assert!(other.run().output().unwrap().status.success());
    std::os::unix::fs::symlink("nowhere", other.data().join("sessions/2025")).unwrap();
    let end = home.calfguide(&["history", "import", &other.data().display().to_string()]).output().unwrap();
    let told = text(&end.stdout);
    assert!(told.contains("1 journal new\n") && told.contains("what this link points to is not there"), "{told}");
    assert_eq!(end.status.code(), Some(1));
}

// Kills: a thread that has to be there. Whoever may have as many processes as there are, such as root, has it.
/// Windows has no such limit.
#[cfg(unix)]
#[test]
fn without_a_thread_to_spare_the_whole_history_is_read() {
    let home = home();
    assert!(home.run().output().unwrap().status.success());
    let journal = home.sessions().sessions[0].files()[0].clone();
    for copy in 0..200 {
        fs::copy(&journal, journal.with_extension(format!("{copy}.jsonl"))).unwrap();
    }
    let script = "ulimit -u 1 2>/dev/null || ulimit -p 1; exec \"$@\"";
    let mut limited = home.of("sh", &["-c", script, "sh", env!("CARGO_BIN_EXE_calfguide"), "history"]);
    let end = limited.output().unwrap();
    assert_eq!((end.status.code(), text(&end.stderr)), (Some(0), String::new()));
    assert_eq!(text(&end.stdout).matches("Hops").count(), 1, "{}", text(&end.stdout));
}

// Kills: a session of which lines are lost, or all of it, and nobody is told but by `doctor`.
#[test]
fn what_is_lost_is_told_wherever_the_history_is_read() {
    let home = home();
    assert!(home.run().output().unwrap().status.success());
    let journal = home.sessions().sessions[0].files()[0].clone();
    let told = |args: &[&str]| {
        let end = home.calfguide(args).output().unwrap();
        assert_eq!(end.status.code(), Some(i32::from(args == ["doctor"])), "{args:?}");
        text(&end.stdout) + &text(&end.stderr)
    };
    let notice = "1 fault in the record: `calfguide doctor` lists them";

    let whole = fs::read_to_string(&journal).unwrap();
    let gap: String = whole.split_inclusive('\n').enumerate().filter(|(n, _)| *n != 3).map(|(_, line)| line).collect();
    fs::write(&journal, gap).unwrap();
    assert!(told(&["history", "show", "last"]).ends_with(&format!("warning: {notice}\n")));
    assert!(told(&["doctor"]).contains("before this line the session lacks line 3\n"));

    fs::write(&journal, "").unwrap();
    assert!(told(&["history"]).ends_with(&format!("warning: {notice}\n")));
    assert!(told(&[]).contains(notice));
    assert!(told(&["doctor"]).contains("it is empty: put a copy in its place, or delete it\n"));
}

/// Names of files may hold anything; only on Linux every byte may stand in one.
#[cfg(target_os = "linux")]
#[test]
fn what_a_terminal_obeys_in_the_name_of_a_file_is_escaped() {
    let home = home();
    assert!(home.run().output().unwrap().status.success());
    let journal = home.sessions().sessions[0].files()[0].clone();
    fs::rename(&journal, journal.with_file_name("a\u{9b}2J\u{202e}b\u{7f}\n.jsonl")).unwrap();
    for args in [&["history", "show", "last"][..], &["history", "show", "last", "--json"], &["doctor", "--json"]] {
        let said = home.calfguide(args).output().unwrap().stdout;
        assert!(text(&said).chars().all(|c| calfguide::text::is_harmless(c) || c == '\n'), "{args:?}: {}", text(&said));
    }
}

// Windows knows the folders of a user without the environment.
#[cfg(unix)]
#[test]
fn without_a_home_it_goes_on_and_says_why() {
    assert_told(
        &home().run().env_clear().env("HOME", "not-absolute").output().unwrap(),
        "there is no folder for it: set HOME or CALFGUIDE_DATA_DIR",
    );
}

#[test]
fn a_file_where_the_folder_should_be_stops_no_session() {
    let home = home();
    fs::write(home.data(), "").unwrap();
    assert_told(&home.run().output().unwrap(), &home.data().display().to_string());
}

#[test]
fn a_folder_that_can_be_made_again_gets_all_of_it() {
    let home = home();
    fs::write(home.data(), "").unwrap();
    let mut session = Running::of(&mut home.run());
    session.hear(" not saved: ");
    fs::remove_file(home.data()).unwrap();
    session.hear("all of it is saved again");
    assert!(session.end().status.success());
    assert_whole(&home.kept().unwrap());
}

/// On Windows nobody can move a folder with a file that is open.
#[cfg(unix)]
#[test]
fn a_data_folder_that_is_taken_away_is_written_anew() {
    let home = home();
    let mut session = Running::of(&mut home.run());
    session.hear("done");
    fs::rename(home.data(), home.join("taken-away")).unwrap();
    let end = session.end();
    assert!(end.status.success(), "{}", text(&end.stderr));
    assert_whole(&home.kept().unwrap());
    let old = program::sessions(&home.join("taken-away")).sessions[0].read().unwrap();
    assert_eq!(old.past.completion, None, "it was taken away before the end");
}

#[test]
fn nobody_has_to_read_all_of_the_history() {
    let home = home();
    assert!(home.run().output().unwrap().status.success());
    for args in [&["history"][..], &["history", "--json"], &["history", "show", "last", "--json"]] {
        let end = home.calfguide(args).stdout(closed_pipe()).output().unwrap();
        assert_eq!((end.status.code(), text(&end.stderr)), (Some(0), String::new()), "{args:?}");
    }
}

#[test]
fn a_session_whose_output_is_closed_is_not_done() {
    let home = Home::with(1, "10m");
    let (reader, writer) = io::pipe().unwrap();
    let child = home.run().stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
    assert!(BufReader::new(&reader).lines().any(|line| line.unwrap().contains("go: ")));
    drop(reader);
    let end = child.wait_with_output().unwrap();
    assert_eq!(end.status.code(), Some(3));
    let told = "error: the session stopped because its output was closed\nhelp: `calfguide resume` goes on with it\n";
    assert_eq!(text(&end.stderr), told);

    let rehearsal = home.calfguide(&["run", "./hops.toml", "--dry-run"]).stdout(closed_pipe()).output().unwrap();
    assert_eq!((rehearsal.status.code(), text(&rehearsal.stderr)), (Some(0), String::new()));
}

/// A pipe that nobody reads from.
fn closed_pipe() -> PipeWriter {
    io::pipe().unwrap().1
}

/// `/dev/full` is a thing of Linux.
#[cfg(target_os = "linux")]
#[test]
fn an_output_that_has_no_room_is_a_failure_in_the_same_words_everywhere() {
    let home = home();
    for args in [&["--help"][..], &["list"], &["run", "--dry-run", "./hops.toml"], &["log", "./hops.toml"]] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let end = home.calfguide(args).stdout(full).output().unwrap();
        assert_eq!(
            (end.status.code(), text(&end.stderr).as_str()),
            (Some(1), "error: the output could not be written: no space left on device\n"),
            "{args:?}"
        );
    }
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let refused = home.calfguide(&["history", "import", "hops.toml"]).stdout(full).output().unwrap();
    let told = text(&refused.stderr);
    assert_eq!(
        (refused.status.code(), told.as_str()),
        (Some(1), "error: the output could not be written: no space left on device\n"),
        "a report is lost"
    );

    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let end = home.run().stdout(full).output().unwrap();
    let told = text(&end.stderr);
    assert!(
        told.contains("the session stopped because its output could not be written: no space left on device\n"),
        "{told}"
    );
    assert_eq!(end.status.code(), Some(1));
}

#[test]
fn while_a_session_is_under_way_no_other_is_kept() {
    let home = home();
    let long = Home::with(1, "10m");
    let mut first = long.run();
    let mut session = Running::of(first.env("CALFGUIDE_DATA_DIR", home.data()));
    session.hear("go: ");

    let second = home.run().output().unwrap();
    assert_eq!(second.status.code(), Some(1));
    assert!(second.stdout.is_empty(), "{}", text(&second.stdout));
    let why = text(&second.stderr);
    assert!(why.contains("a session of Hops has been under way since today "), "{why}");
    assert!(why.contains("`--no-record`"), "{why}");

    let mut without = home.run();
    assert!(without.arg("--no-record").output().unwrap().status.success());
    assert_eq!(home.sessions().sessions.len(), 1);
}

#[test]
fn a_session_under_way_is_not_meddled_with() {
    let home = Home::with(1, "10m");
    let mut session = Running::of(&mut home.run());
    session.hear("go: ");
    let before = fs::read(only_file(&home.sessions())).unwrap();
    let alone = |args: &[&str]| home.calfguide(args).output().unwrap();
    let refused = [
        home.resume().output().unwrap(),
        alone(&["resume", "--end"]),
        alone(&["history", "edit", "last", "--note", "No"]),
        alone(&["history", "delete", "last"]),
    ];
    for end in refused {
        assert_eq!(end.status.code(), Some(1));
        assert!(text(&end.stderr).contains("under way in another terminal, or suspended there"), "{end:?}");
    }
    let doctor = alone(&["doctor"]);
    assert_eq!(text(&doctor.stdout), "1 session: nothing is wrong\n");
    assert_eq!(fs::read(only_file(&home.sessions())).unwrap(), before);
}

fn only_file(listing: &Listing) -> &Path {
    &listing.sessions[0].files()[0]
}

/// A session under way, which is killed when the test is over.
struct Running {
    child: Child,
    said: BufReader<ChildStdout>,
}

impl Running {
    fn of(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let said = BufReader::new(child.stdout.take().unwrap());
        Self { child, said }
    }

    /// Waits for a line with these words.
    fn hear(&mut self, words: &str) {
        let mut lines = self.said.by_ref().lines();
        assert!(lines.any(|line| line.unwrap().contains(words)), "it ended without `{words}`");
    }

    /// Hears the rest of it.
    fn end(mut self) -> Output {
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        self.said.read_to_end(&mut stdout).unwrap();
        self.child.stderr.take().unwrap().read_to_end(&mut stderr).unwrap();
        Output { status: self.child.wait().unwrap(), stdout, stderr }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

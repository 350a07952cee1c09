//! The real program in a terminal of its own, with somebody to press keys and to watch.
//!
//! Nothing sleeps: whoever waits for something is woken by it, or gives up at a deadline that is there for the case
//! that it never comes.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::num::NonZeroU16;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
#[cfg(target_os = "linux")]
use std::process::Command;
use std::process::{Child, ExitStatus};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::OFlags;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};
#[cfg(target_os = "linux")]
use rustix::process::{Resource, Rlimit, getrlimit, prlimit};
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use tempfile::TempDir;

use crate::end::End;
use crate::screen::{NEVER, Reader, Seen, Watched};

/// The routine that is run: one exercise that lasts longer than any test.
pub(crate) const ROUTINE: &str = r#"
format = 1
name = "A test"
[defaults]
prepare = "0s"
[[phase]]
name = "Work"
[[phase.exercise]]
name = "Wall sit"
time = "10m"
"#;

/// What both faces say of its exercise, whose name may be in large letters.
pub(crate) const TASK: &str = "10 min";

/// How its summary begins, which nothing on the screen says.
pub(crate) const SUMMARY: &str = "A test:";

/// A program in a terminal.
pub(crate) struct Pty {
    /// `None` once the terminal is closed.
    master: Option<Box<dyn MasterPty>>,
    keyboard: Option<Box<dyn Write + Send>>,
    /// The terminal as the program has it, opened by ourselves. Never blocks.
    slave: Option<File>,
    /// How the terminal was before.
    before: String,
    cooked: Termios,
    seen: Arc<Watched>,
    reader: Option<JoinHandle<()>>,
    leader: Pid,
    end: Receiver<ExitStatus>,
    ended: bool,
    /// Where nobody else has it.
    _own_home: Option<TempDir>,
}

/// What to run, and how.
pub(crate) struct Setting {
    args: Vec<String>,
    env: Vec<(&'static str, String)>,
    size: (u16, u16),
    script: Option<&'static str>,
    home: Option<PathBuf>,
    tools: Option<PathBuf>,
    page: bool,
}

/// `calfguide run` with the routine, `--yes`, no sound and these arguments.
pub(crate) fn calfguide(args: &[&str]) -> Setting {
    let args = args.iter().map(ToString::to_string).collect();
    Setting { args, env: Vec::new(), size: (80, 24), script: None, home: None, tools: None, page: false }
}

impl Setting {
    pub(crate) fn env(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.env.push((name, value.into()));
        self
    }

    /// Columns and rows.
    pub(crate) fn sized(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    /// Runs this script by a shell with job control, for which the program is `"$@"`.
    pub(crate) fn in_shell(mut self, script: &'static str) -> Self {
        self.script = Some(script);
        self
    }

    /// In this home, with the routine `test.toml` that is there.
    pub(crate) fn at(mut self, home: &Path) -> Self {
        self.home = Some(home.to_owned());
        self
    }

    /// With the programs in this folder before others.
    pub(crate) fn with_tools(mut self, folder: &Path) -> Self {
        self.tools = Some(folder.to_owned());
        self
    }

    /// With the page before the session.
    pub(crate) fn on_its_page(mut self) -> Self {
        self.page = true;
        self
    }

    pub(crate) fn start(self) -> Pty {
        let own_home = self.home.is_none().then(|| tempfile::tempdir().unwrap());
        let home = self.home.unwrap_or_else(|| own_home.as_ref().unwrap().path().to_owned());
        let routine = home.join("test.toml");
        if own_home.is_some() {
            std::fs::write(&routine, ROUTINE).unwrap();
        }
        let program = env!("CARGO_BIN_EXE_calfguide");
        let mut command = match self.script {
            None => CommandBuilder::new(program),
            Some(script) => {
                let mut shell = CommandBuilder::new("sh");
                shell.args(["-m", "-c", script, "sh", program]);
                shell
            }
        };
        command.arg("run");
        command.arg(&routine);
        command.arg("--mute");
        command.args((!self.page).then_some("--yes"));
        command.args(&self.args);
        command.env_clear();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = self.tools.into_iter().chain(std::env::split_paths(&path));
        command.env("PATH", std::env::join_paths(folders).unwrap());
        command.env("HOME", &home);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        self.env.iter().for_each(|(name, value)| command.env(name, value));

        let pty = native_pty_system().openpty(size(self.size)).unwrap();
        let slave = File::options()
            .read(true)
            .write(true)
            .custom_flags((OFlags::NOCTTY | OFlags::NONBLOCK).bits().cast_signed())
            .open(pty.master.tty_name().unwrap())
            .unwrap();
        let cooked = tcgetattr(&slave).unwrap();
        let child: Box<dyn portable_pty::Child> = pty.slave.spawn_command(command).unwrap();
        let mut child = child.downcast::<Child>().unwrap();
        let leader = Pid::from_child(&child);
        let (ended, end) = channel();
        thread::spawn(move || ended.send(child.wait().unwrap()));
        let seen = Arc::new(Watched::of(self.size));
        Pty {
            reader: Some(seen.clone().watch(pty.master.try_clone_reader().unwrap())),
            keyboard: Some(pty.master.take_writer().unwrap()),
            master: Some(pty.master),
            slave: Some(slave),
            before: format!("{cooked:?}"),
            cooked,
            seen,
            leader,
            end,
            ended: false,
            _own_home: own_home,
        }
    }
}

impl Pty {
    /// Waits for these words on the screen, in capitals or not.
    pub(crate) fn wait_for(&self, words: &str) {
        let sought = words.to_lowercase();
        self.seen.wait(&format!("`{words}`"), |seen| seen.text().to_lowercase().contains(&sought));
    }

    /// Waits for the full screen to be on, or off.
    pub(crate) fn wait_for_full_screen(&self, on: bool) {
        self.seen.wait("change of screens", |seen| seen.is_full_screen() == on);
    }

    /// Waits until the exercise is on the full screen.
    pub(crate) fn wait_for_session(&self) {
        self.wait_for_full_screen(true);
        self.wait_for(TASK);
    }

    /// Waits until the screen looks like this.
    pub(crate) fn wait_until(&self, what: &str, so: impl Fn(&Seen) -> bool) {
        self.seen.wait(what, so);
    }

    /// Waits until something else is on the screen than now.
    pub(crate) fn wait_for_change(&self) {
        let now = self.with_seen(Seen::text);
        self.seen.wait("change", |seen| seen.text() != now);
    }

    pub(crate) fn with_seen<T>(&self, look: impl FnOnce(&Seen) -> T) -> T {
        look(&self.seen.lock())
    }

    pub(crate) fn press(&mut self, keys: &str) {
        self.press_bytes(keys.as_bytes());
    }

    pub(crate) fn press_bytes(&mut self, keys: &[u8]) {
        self.keyboard.as_mut().unwrap().write_all(keys).unwrap();
    }

    /// Presses these keys again and again, until the terminal is closed.
    pub(crate) fn hold_down(&mut self, keys: &'static str) {
        let mut keyboard = self.keyboard.take().unwrap();
        thread::spawn(move || while keyboard.write_all(keys.as_bytes()).is_ok() {});
    }

    /// Ends the session early, and answers nothing until it says this.
    pub(crate) fn end_early(&mut self, last_words: &str) {
        let (quit, yes) = if self.is_cooked() { ("q\r", "y\r") } else { ("q", "y") };
        self.press(quit);
        self.wait_for("What you did is");
        self.press(yes);
        self.answer_nothing(last_words);
    }

    /// Ends the program as two Ctrl-C do, the second without an answer.
    pub(crate) fn interrupt(mut self) -> End {
        self.press("\x03");
        self.wait_for("What you did is");
        self.press("\x03");
        let end = self.end();
        assert_eq!(end.died_of(), Some(2));
        end
    }

    /// Answers nothing that is asked at the end of a session, until it says this.
    pub(crate) fn answer_nothing(&mut self, last_words: &str) {
        // On a large screen the question is in large letters.
        let is_kept = |seen: &Seen| ["How was it?", "Effort, 0 to 10"].iter().any(|words| seen.text().contains(words));
        let is_empty = |seen: &Seen| seen.text().contains("Nothing was done");
        self.wait_until("question", |seen| is_kept(seen) || is_empty(seen));
        let keep = match (self.with_seen(is_empty), self.is_cooked()) {
            (true, true) => "n\r",
            (true, false) => "n",
            (false, _) => "\r",
        };
        self.press_until(keep, |seen| seen.text().contains(last_words));
    }

    /// Presses these keys again and again until the screen looks like this: an Enter that comes as soon as a question or
    /// a step does is not taken.
    pub(crate) fn press_until(&mut self, keys: &str, so: impl Fn(&Seen) -> bool) {
        while !self.seen.wait_briefly(&so) {
            self.press(keys);
        }
    }

    /// Columns and rows.
    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        let sane = |length| NonZeroU16::new(length).unwrap();
        self.seen.change(|seen| seen.screen.set_size(sane(rows), sane(columns)));
        self.master.as_ref().unwrap().resize(size((columns, rows))).unwrap();
    }

    /// Sends a signal to the program, or to the job in the foreground of its shell.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.foreground(), signal).unwrap();
    }

    /// Sends a signal that may have no name.
    #[cfg(target_os = "linux")]
    pub(crate) fn signal_by_number(&self, number: i32) {
        let script = format!("kill -{number} {}", self.foreground());
        assert!(Command::new("sh").args(["-c", &script]).status().unwrap().success());
    }

    /// Lets the program open as many more files as this.
    #[cfg(target_os = "linux")]
    pub(crate) fn limit_files(&self, more: usize) {
        // A file gets the least number that is free.
        let is_free = |number: &u64| !Path::new(&format!("/proc/{}/fd/{number}", self.leader)).exists();
        let limit = Rlimit { current: (0..).filter(is_free).nth(more), ..getrlimit(Resource::Nofile) };
        prlimit(Some(self.leader), Resource::Nofile, limit).unwrap();
    }

    fn foreground(&self) -> Pid {
        self.master.as_ref().and_then(|master| master.process_group_leader()).and_then(Pid::from_raw).unwrap()
    }

    /// Stops the program, by a signal that it cannot see, and waits until it stands.
    pub(crate) fn stop(&self) {
        self.signal(Signal::STOP);
        waitid(WaitId::Pid(self.leader), WaitIdOptions::STOPPED | WaitIdOptions::NOWAIT).unwrap();
    }

    /// Writes to the terminal and changes its modes, as somebody else would.
    pub(crate) fn meddle(&self, bytes: &str) {
        tcsetattr(self.slave.as_ref().unwrap(), OptionalActions::Now, &self.cooked).unwrap();
        self.write(bytes.as_bytes());
    }

    /// Writes to the terminal. While the program writes, the system lets nobody else, whatever room there is.
    fn write(&self, bytes: &[u8]) {
        let mut slave = self.slave.as_ref().unwrap();
        while let Err(error) = slave.write_all(bytes) {
            assert_eq!(error.kind(), ErrorKind::WouldBlock);
            thread::yield_now();
        }
    }

    /// Whether the terminal has room for more, or comes to have it in a moment, when the program has written.
    fn has_room(&self) -> bool {
        const MOMENT: Timespec = Timespec { tv_sec: 0, tv_nsec: 50_000_000 };
        let mut slave = [PollFd::new(self.slave.as_ref().unwrap(), PollFlags::OUT)];
        poll(&mut slave, Some(&MOMENT)).unwrap() > 0
    }

    /// Whether the terminal waits for whole lines.
    pub(crate) fn is_cooked(&self) -> bool {
        tcgetattr(self.slave.as_ref().unwrap()).unwrap().local_modes.contains(LocalModes::ICANON)
    }

    /// Stops reading the terminal, and fills it until it takes nothing more.
    pub(crate) fn stall(&self) {
        self.seen.change(|seen| seen.reader = Reader::IsToSleep);
        // Something for the reader to come back with.
        self.write(b" ");
        self.seen.wait("end of the reading", |seen| seen.reader == Reader::Sleeps);
        while self.has_room() {
            let _ = self.slave.as_ref().unwrap().write(&[b' '; 1024]);
        }
    }

    /// Reads it again.
    pub(crate) fn unstall(&self) {
        self.seen.change(|seen| {
            if seen.reader == Reader::Sleeps {
                seen.reader = Reader::Reads;
            }
        });
    }

    /// Closes the terminal under the program.
    pub(crate) fn close(&mut self) {
        self.seen.change(|seen| seen.reader = Reader::IsToGo);
        // Something for the reader to come back with.
        let _ = self.slave.as_ref().unwrap().write(b"\0");
        self.reader.take().unwrap().join().unwrap();
        self.keyboard = None;
        self.master = None;
    }

    /// Waits until the program has ended.
    pub(crate) fn end(self) -> End {
        self.end_within(NEVER)
    }

    /// Waits until the program has ended, and not longer than this.
    pub(crate) fn end_within(mut self, within: Duration) -> End {
        let Ok(status) = self.end.recv_timeout(within) else {
            let text = self.with_seen(Seen::text);
            panic!("it goes on with\n{text}");
        };
        self.ended = true;
        let modes_are_back = tcgetattr(self.slave.as_ref().unwrap()).is_ok_and(|now| format!("{now:?}") == self.before);
        // With nobody left to write, the reader comes to the end of what was written.
        self.slave = None;
        self.unstall();
        self.seen.wait("end of the output", |seen| seen.reader == Reader::Gone);
        End { status, modes_are_back, seen: Arc::clone(&self.seen) }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if !self.ended {
            let _ = kill_process(self.leader, Signal::KILL);
        }
        self.seen.change(|seen| seen.reader = Reader::IsToGo);
    }
}

fn size((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

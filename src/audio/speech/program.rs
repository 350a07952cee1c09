//! A voice that is another program: it reads a sentence on its input and writes a WAV file to its output. It may be slow,
//! endless, broken or not there, and all of that costs no more than the sentence.

use std::io::{Read, Write};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use super::wave;
use crate::audio::tone::Clip;
use crate::{programs, text};

/// A program with its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// What it is called in messages.
    name: String,
    file: String,
    arguments: Vec<String>,
}

/// A sentence that takes longer than this to render is given up.
const TIMEOUT: Duration = Duration::from_secs(5);

/// How often it is looked whether anybody still wants it.
const LOOK: Duration = Duration::from_millis(50);

/// The most bytes of a sentence: 40 s of two channels at 48 kHz with 32 bits.
const MOST: u64 = 16 << 20;

/// `say` writes its file only where it can go back in it.
const SAY: &str = "d=$(mktemp -d) && trap 'rm -r \"$d\"' EXIT && \
    say ${1:+-v \"$1\"} --data-format=LEI16@22050 -o \"$d/said.wav\" -f - && cat \"$d/said.wav\"";

impl Program {
    /// A command of the user, with whatever a shell makes of it. The sentence is no part of it.
    pub fn command(line: &str) -> Self {
        let [shell, takes_line] = if cfg!(windows) { ["cmd", "/C"] } else { ["sh", "-c"] };
        Self::new(line, shell, &[takes_line, line])
    }

    /// The program that speaks on this system. Of `say`, the language is the name of a voice.
    pub fn of_system(language: Option<&str>) -> Self {
        if cfg!(target_os = "macos") {
            return Self::new("say", "sh", &[&["-c", SAY, "sh"], language.as_slice()].concat());
        }
        let language = language.map(|language| ["-v", language]);
        Self::new("espeak-ng", "espeak-ng", &[&["--stdin", "--stdout"], language.as_slice().as_flattened()].concat())
    }

    fn new(name: &str, file: &str, arguments: &[&str]) -> Self {
        let arguments = arguments.iter().map(|word| (*word).to_owned()).collect();
        Self { name: name.to_owned(), file: file.to_owned(), arguments }
    }

    /// What it makes of a sentence.
    pub(super) fn speak(&self, sentence: &str, is_stopped: &AtomicBool) -> Result<Clip, String> {
        let clip = self.run(sentence, is_stopped).and_then(|file| Ok(wave::clip(&file)?));
        clip.map_err(|why| format!("`{}`: {why}", text::line(&self.name)))
    }

    /// What it writes.
    fn run(&self, sentence: &str, is_stopped: &AtomicBool) -> Result<Vec<u8>, String> {
        let mut child = self.spawn().map_err(|error| text::io_error(&error))?;
        if let Some(mut input) = child.stdin.take() {
            // A program that does not read is none of our business. So short a text never waits for it.
            let _ = input.write_all(sentence.as_bytes()).and_then(|()| input.write_all(b"\n"));
        }
        let written = child.stdout.take().map_or_else(|| Err("no output"), |output| collect(output, is_stopped));
        end(&mut child);
        match written {
            Ok(bytes) if bytes.is_empty() => Err("it wrote nothing".to_owned()),
            Ok(bytes) if bytes.len() as u64 > MOST => Err("it wrote without end".to_owned()),
            Ok(bytes) => Ok(bytes),
            Err(why) => Err(why.to_owned()),
        }
    }

    fn spawn(&self) -> std::io::Result<Child> {
        let mut command = Command::new(&self.file);
        command.args(&self.arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        programs::start(&mut command)
    }
}

/// Reads all that there is, as long as it comes in time and somebody wants it.
fn collect(mut output: ChildStdout, is_stopped: &AtomicBool) -> Result<Vec<u8>, &'static str> {
    let (send, received) = mpsc::channel();
    let read = move || {
        let mut bytes = Vec::new();
        let read = output.by_ref().take(MOST + 1).read_to_end(&mut bytes);
        let _ = send.send(read.map(|_| bytes));
    };
    thread::Builder::new().spawn(read).map_err(|_| "no thread to read it with")?;
    let mut left = TIMEOUT;
    while !left.is_zero() && !is_stopped.load(Ordering::Relaxed) {
        match received.recv_timeout(LOOK) {
            Ok(read) => return read.map_err(|_| "its output cannot be read"),
            Err(RecvTimeoutError::Timeout) => left = left.saturating_sub(LOOK),
            Err(RecvTimeoutError::Disconnected) => return Err("its output cannot be read"),
        }
    }
    Err("it takes too long")
}

/// Ends a program with all that it started, and leaves no trace of it.
fn end(child: &mut Child) {
    #[cfg(unix)]
    if let Some(group) = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw) {
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs::File;

    use super::*;

    static WANTED: AtomicBool = AtomicBool::new(false);

    fn said_by(command: &str, sentence: &str) -> Result<Vec<u8>, String> {
        Program::command(command).run(sentence, &WANTED)
    }

    #[test]
    fn a_sentence_reaches_its_program_as_it_is() {
        let sentence = "--version \"$(touch never)\" `touch never`; touch never";
        assert_eq!(said_by("cat", sentence).unwrap(), format!("{sentence}\n").into_bytes());
    }

    #[test]
    fn a_program_that_fails_says_why() {
        assert_eq!(said_by("exit 3", "hops"), Err("it wrote nothing".to_owned()));
        assert_eq!(said_by("exec >&-; kill $$", "hops"), Err("it wrote nothing".to_owned()));
        assert_eq!(said_by("cat /dev/zero", "hops"), Err("it wrote without end".to_owned()));
        let talks = Program::command("echo hops").speak("hops", &WANTED);
        assert_eq!(talks, Err("`echo hops`: its output is no WAV file of one or two channels".to_owned()));
        let missing = Program::new("speak", "/nowhere/speak", &[]);
        assert_eq!(missing.speak("hops", &WANTED), Err("`speak`: no such file or directory".to_owned()));
    }

    #[test]
    fn a_program_that_nobody_wants_any_more_ends_with_what_it_started() {
        let folder = tempfile::tempdir().unwrap();
        // The second process has the output too, and would keep it open. Both have this open.
        let alive = folder.path().join("alive");
        let command = format!("mkfifo {0}; exec 9> {0}; sleep 1000 & sleep 1000", alive.display());
        let ended = thread::spawn(move || Program::command(&command).speak("hops", &STOPPED));
        let mut processes = loop {
            match File::open(&alive) {
                Ok(file) => break file,
                Err(_) => thread::yield_now(),
            }
        };
        STOPPED.store(true, Ordering::Relaxed);
        assert!(ended.join().unwrap().is_err());
        // It comes to its end with the last of them.
        processes.read_to_end(&mut Vec::new()).unwrap();
    }

    static STOPPED: AtomicBool = AtomicBool::new(false);
}

//! The real program, somebody with a home of their own, and a routine of very short sets.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its part of it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use calfguide::history::{self, Listing, LoadedSession, ReadDepth};
use tempfile::TempDir;

/// A home, with the data of the program in `data` and a routine in `hops.toml`.
pub struct Home(TempDir);

/// What the program is to do where nobody sits and listens.
pub const ALONE: [&str; 4] = ["--plain", "--yes", "--hands-free", "--audio=off"];

impl Home {
    /// A home with a routine of so many sets, which take this long and follow each other at once: step 0 is set 1.
    pub fn with(sets: usize, time: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        let routine = format!(
            "format = 1\nname = 'Hops'\n[defaults]\nprepare = '0s'\nrest = '0s'\n\
             [[phase]]\nname = 'Work'\n[[phase.exercise]]\nname = 'Hop'\nsets = {sets}\ntime = '{time}'\n"
        );
        fs::write(home.path().join("hops.toml"), routine).unwrap();
        Self(home)
    }

    /// The program with these arguments and an environment that says where its data is, and nothing else.
    pub fn calfguide(&self, args: &[&str]) -> Command {
        self.of(env!("CARGO_BIN_EXE_calfguide"), args)
    }

    /// Some program with these arguments and that environment.
    pub fn of(&self, program: &str, args: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(args).current_dir(&self.0).stdin(Stdio::null()).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("CALFGUIDE_DATA_DIR", self.data()).env("XDG_RUNTIME_DIR", self.0.path());
        command
    }

    /// `calfguide run` with the routine.
    pub fn run(&self) -> Command {
        let mut command = self.calfguide(&["run", "./hops.toml"]);
        command.args(ALONE);
        command
    }

    /// `calfguide resume`
    pub fn resume(&self) -> Command {
        let mut command = self.calfguide(&["resume"]);
        command.args(ALONE);
        command
    }

    /// A file or folder in it.
    pub fn join(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        self.join("data")
    }

    /// The sessions in its data folder.
    pub fn sessions(&self) -> Listing {
        sessions(&self.data())
    }

    /// The only session, with a plan, that is kept there.
    pub fn kept(&self) -> Option<LoadedSession> {
        let mut kept: Vec<_> = self.sessions().sessions.iter().filter_map(|stored| stored.read().ok()).collect();
        kept.retain(|kept| kept.plan.is_some());
        assert!(kept.len() <= 1, "more than one session");
        kept.pop()
    }
}

/// The names of the built-in routines.
pub fn built_in() -> Vec<String> {
    let files = fs::read_dir("routines").unwrap().map(|file| file.unwrap().path());
    let routines = files.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    routines.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}

/// The sessions in a data folder.
pub fn sessions(data: &Path) -> Listing {
    history::list(&data.join("sessions"), ReadDepth::Lines)
}

/// The sets of which plain lines say that they are done, in that order. A line without an end says nothing.
pub fn sets_done(said: &[u8]) -> Vec<usize> {
    let said = String::from_utf8_lossy(said);
    let (mut done, mut set) = (Vec::new(), None);
    for line in said.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')) {
        // The session clock stands before it.
        let told = line.get(7..).unwrap_or_default();
        if let Some((_, place)) = told.split_once("(set ") {
            set = place.split(' ').next().and_then(|number| number.parse::<usize>().ok());
        } else if told == "done" {
            done.extend(set);
        }
    }
    done
}

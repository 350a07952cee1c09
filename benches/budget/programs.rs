//! The programs that are measured, and the place where they run.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::Result;

pub(crate) const CALFGUIDE: &str = env!("CARGO_BIN_EXE_calfguide");

/// Names the folder that calfguide keeps its history in.
pub(crate) const DATA_DIR: &str = "CALFGUIDE_DATA_DIR";

/// A program for the terminal.
pub(crate) struct Program {
    pub path: PathBuf,
    pub args: Vec<String>,
    /// What to type before it counts.
    pub keys: &'static str,
    /// Its history; `None`: it has none.
    pub data: Option<PathBuf>,
}

pub(crate) fn calfguide(args: &[&str]) -> Program {
    Program { path: CALFGUIDE.into(), args: args.iter().copied().map(String::from).collect(), keys: "", data: None }
}

/// A stopwatch over intervals, <https://crates.io/crates/isw>; `None` where it is not installed.
pub(crate) fn isw() -> Option<Program> {
    let args = ["-i", "20,10"].map(String::from).into();
    Some(Program { path: installed("isw")?, args, keys: "", data: None })
}

/// A countdown in big digits, <https://crates.io/crates/timr-tui>, or `None`. `-r`, as it takes eight times the memory
/// where it finds no state of an earlier start; space begins the countdown.
pub(crate) fn timr() -> Option<Program> {
    let args = ["-r", "-m", "countdown", "-c", "6:00"].map(String::from).into();
    Some(Program { path: installed("timr-tui")?, args, keys: " ", data: None })
}

fn installed(name: &str) -> Option<PathBuf> {
    let lists = [env::var_os("PEERS"), env::var_os("PATH")].into_iter().flatten();
    let folders: Vec<PathBuf> = lists.flat_map(|list| env::split_paths(&list).collect::<Vec<_>>()).collect();
    folders.iter().map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// A folder for this run, removed at its end: generated routines, and the home of every program that is measured.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new() -> Result<Self> {
        let folder = env::temp_dir().join(format!("calfguide-budget-{}", std::process::id()));
        fs::create_dir_all(folder.join("home"))?;
        Ok(Self(folder))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Writes a file, and returns its path as an argument.
    pub(crate) fn file(&self, name: &str, text: &str) -> Result<String> {
        let path = self.path(name);
        fs::write(&path, text)?;
        Ok(path
            .into_os_string()
            .into_string()
            .map_err(|_| "the folder for temporary files has a name that is not UTF-8")?)
    }

    /// What differs from the environment of this program: `None` takes a variable out.
    pub(crate) fn environment(&self) -> [(&'static str, Option<PathBuf>); 11] {
        let home = self.path("home");
        [
            ("TERM", Some(Path::new("xterm-256color").into())),
            ("XDG_CONFIG_HOME", Some(home.join("config"))),
            ("XDG_DATA_HOME", Some(home.join("data"))),
            ("XDG_STATE_HOME", Some(home.join("state"))),
            ("XDG_CACHE_HOME", Some(home.join("cache"))),
            ("HOME", Some(home)),
            (DATA_DIR, None),
            ("COLUMNS", None),
            ("LINES", None),
            ("NO_COLOR", None),
            ("CLICOLOR_FORCE", None),
        ]
    }

    /// A command that runs here, without a terminal.
    pub(crate) fn command<'a>(&self, program: &str, args: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = Command::new(program);
        command.args(args);
        for (key, value) in self.environment() {
            match value {
                Some(value) => command.env(key, value),
                None => command.env_remove(key),
            };
        }
        command
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Left behind it does no harm, and there is no one to tell.
        let _ = fs::remove_dir_all(&self.0);
    }
}

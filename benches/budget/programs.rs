//! The programs that are measured, and the environment in which they run.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::Result;

pub(crate) const CALFGUIDE: &str = env!("CARGO_BIN_EXE_calfguide");

/// The environment variable for the data folder of calfguide.
pub(crate) const DATA_DIR: &str = "CALFGUIDE_DATA_DIR";

/// A terminal program.
pub(crate) struct Program {
    pub path: PathBuf,
    pub args: Vec<String>,
    /// The keys that start its countdown.
    pub keys: &'static str,
    /// Its data folder, if not that of its home.
    pub data: Option<PathBuf>,
}

pub(crate) fn calfguide(args: &[&str]) -> Program {
    Program { path: CALFGUIDE.into(), args: args.iter().copied().map(String::from).collect(), keys: "", data: None }
}

/// A stopwatch with intervals, <https://crates.io/crates/isw>; `None` if it is not installed.
pub(crate) fn isw() -> Option<Program> {
    let args = ["-i", "20,10"].map(String::from).into();
    Some(Program { path: installed("isw")?, args, keys: "", data: None })
}

/// A countdown in large digits, <https://crates.io/crates/timr-tui>; `None` if it is not installed. With `-r`, because
/// it takes eight times the memory if it finds no state of an earlier run. Space starts the countdown.
pub(crate) fn timr() -> Option<Program> {
    let args = ["-r", "-m", "countdown", "-c", "6:00"].map(String::from).into();
    Some(Program { path: installed("timr-tui")?, args, keys: " ", data: None })
}

fn installed(name: &str) -> Option<PathBuf> {
    let lists = [env::var_os("PEERS"), env::var_os("PATH")].into_iter().flatten();
    let folders: Vec<PathBuf> = lists.flat_map(|list| env::split_paths(&list).collect::<Vec<_>>()).collect();
    folders.iter().map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// A temporary folder, removed on drop, for generated files and for the home of every program that is measured.
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

    /// The changes to the environment of this program; `None` removes a variable.
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

    /// A command with that environment, without a terminal.
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
        // A folder that is left behind does no harm.
        let _ = fs::remove_dir_all(&self.0);
    }
}

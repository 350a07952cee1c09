//! `edit`: a routine of the user's own in an editor. A copy is edited, and takes the place of the file once it is good or
//! the user says so; what was typed is never lost.

use std::fs::{self, File};
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;

use super::catalogue::{self, RoutineOrigin};
use super::{Failure, figures, own, tell};
use crate::diagnostic::Severity;
use crate::host::{Editor, files};
use crate::settings::Color;
use crate::{cli, reader, text};

pub(super) fn edit(args: &cli::EditFileArgs, color: Color, out: &mut dyn Write) -> Result<(), Failure> {
    let working = WorkingCopy::of(file(&args.routine)?)?;
    let editor = Editor::new(command()).map_err(|error| Failure::system(&error))?;
    loop {
        let end = editor.open(&working.copy).map_err(|error| Failure::system(&error))?;
        let has_changed = working.has_changed()?;
        if !end.success() {
            let failure = Failure::failed(format!("the editor `{}` ended with an error", command()));
            if has_changed {
                return Err(working.keep(failure));
            }
            working.remove()?;
            return Err(failure.help("`VISUAL` and `EDITOR` name another one"));
        }
        if !has_changed {
            working.remove()?;
            tell("Nothing has changed. An editor in a window has to wait, as in `EDITOR=\"code --wait\"`.");
            return Ok(());
        }
        let found = reader::check_as(&working.path, &working.copy, figures::state);
        let is_good = found.severity == Severity::Remark;
        if !found.list.is_empty() {
            Failure::Problems(vec![found]).report(color);
        }
        match if is_good { Some(AfterCheck::Save) } else { ask().map_err(|error| Failure::system(&error))? } {
            Some(AfterCheck::EditAgain) => {}
            Some(AfterCheck::Save) => {
                working.save()?;
                writeln!(out, "Saved: {}", text::line(&working.path.to_string_lossy()))?;
                return Ok(());
            }
            Some(AfterCheck::Discard) => {
                own::to_trash(&working.copy)?;
                tell("The file is as it was. What you typed is in the trash.");
                return Err(Failure::Reported(1));
            }
            None => return Err(working.keep(Failure::usage("it is not saved, because it has problems"))),
        }
    }
}

/// The file that is meant, behind any link.
fn file(typed: &str) -> Result<PathBuf, Failure> {
    match catalogue::find_own(typed)? {
        RoutineOrigin::File(path) => path.canonicalize().map_err(|error| {
            Failure::at(&path, &error).help("`calfguide new` writes a routine, `calfguide routines` lists them")
        }),
        RoutineOrigin::BuiltIn { name, .. } => Err(Failure::usage(format!("`{name}` is built in, and stays as it is"))
            .help(format!("`calfguide new my-{name} --from {name}` makes a copy that is yours"))),
    }
}

/// The command of the editor.
fn command() -> String {
    let chosen = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| std::env::var(name).ok());
    let default = || if cfg!(windows) { "notepad" } else { "vi" }.to_owned();
    chosen.into_iter().find(|command| !command.trim().is_empty()).unwrap_or_else(default)
}

enum AfterCheck {
    EditAgain,
    Save,
    Discard,
}

/// What to do with a copy that has problems. `None` where nobody answers.
fn ask() -> io::Result<Option<AfterCheck>> {
    if !io::stdin().is_terminal() {
        return Ok(None);
    }
    loop {
        tell("e edits it again, k keeps it as it is, q discards what you typed.");
        let _ = write!(io::stderr(), "> ");
        let mut line = Vec::new();
        if io::stdin().lock().read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        match line.trim_ascii() {
            b"e" => return Ok(Some(AfterCheck::EditAgain)),
            b"k" => return Ok(Some(AfterCheck::Save)),
            b"q" => return Ok(Some(AfterCheck::Discard)),
            _ => {}
        }
    }
}

/// A file, and the copy that is edited.
struct WorkingCopy {
    path: PathBuf,
    before: Vec<u8>,
    /// Beside the file, so that an editor finds what belongs to its folder.
    copy: PathBuf,
}

impl WorkingCopy {
    fn of(path: PathBuf) -> Result<Self, Failure> {
        // Reading anything else might wait for ever.
        if !path.is_file() {
            return Err(Failure::usage(format!("{} is not a file", text::line(&path.to_string_lossy()))));
        }
        let before = fs::read(&path).map_err(|error| Failure::at(&path, &error))?;
        let copy = path.with_file_name(format!(".{}.edited.toml", reader::stem(&path)));
        let working = Self { path, before, copy };
        if working.copy.symlink_metadata().is_ok() {
            return Err(working.keep(Failure::failed("an editor has it open, or was cut off")));
        }
        files::write_new(&working.copy, &working.before).map_err(|error| Failure::at(&working.copy, &error))?;
        Ok(working)
    }

    fn has_changed(&self) -> Result<bool, Failure> {
        Ok(fs::read(&self.copy).map_err(|error| Failure::at(&self.copy, &error))? != self.before)
    }

    fn remove(&self) -> Result<(), Failure> {
        fs::remove_file(&self.copy).map_err(|error| Failure::at(&self.copy, &error))
    }

    /// Replaces the file by the copy, with the permissions of the file.
    fn save(&self) -> Result<(), Failure> {
        let save = || {
            if fs::read(&self.path)? != self.before {
                return Err(io::Error::other("it was changed meanwhile"));
            }
            fs::set_permissions(&self.copy, self.path.metadata()?.permissions())?;
            File::open(&self.copy)?.sync_all()?;
            fs::rename(&self.copy, &self.path)
        };
        save().map_err(|error| self.keep(Failure::at(&self.path, &error)))
    }

    /// The failure, and where the copy stays.
    fn keep(&self, failure: Failure) -> Failure {
        let copy = self.copy.to_string_lossy();
        failure.help(format!("what was typed is in {}: take what you need, and delete it", text::line(&copy)))
    }
}

//! An unknown command: what was probably meant.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory};

use super::{Failure, catalogue};
use crate::cli::Cli;
use crate::words::nearest::nearest;

/// What people call the commands.
const OTHER_NAMES: [(&str, &str); 24] = [
    ("start", "run"),
    ("begin", "run"),
    ("go", "run"),
    ("train", "run"),
    ("workout", "run"),
    ("exercises", "list"),
    ("info", "show"),
    ("describe", "show"),
    ("steps", "plan"),
    ("timeline", "plan"),
    ("validate", "check"),
    ("lint", "check"),
    ("continue", "resume"),
    ("sessions", "history"),
    ("record", "history"),
    ("repair", "doctor"),
    ("where", "paths"),
    ("create", "new"),
    ("init", "new"),
    ("change", "edit"),
    ("import", "add"),
    ("install", "add"),
    ("delete", "remove"),
    ("rm", "remove"),
];

/// The failure for a command line that begins with a word that is no command.
pub(super) fn command(error: &clap::Error) -> Option<Failure> {
    if error.kind() != ErrorKind::InvalidSubcommand {
        return None;
    }
    let Some(ContextValue::String(typed)) = error.get(ContextKind::InvalidSubcommand) else { return None };
    let command = Cli::command();
    // The commands below `history` have their own message.
    let is_command = |word: &String| !word.starts_with('-') && word != "help";
    let is_first = std::env::args().skip(1).find(is_command).as_ref() == Some(typed);
    is_first.then(|| Failure::usage(format!("there is no command `{typed}`")).help(help(typed, &command)))
}

fn help(typed: &str, command: &Command) -> String {
    let names = || command.get_subcommands().map(Command::get_name);
    let other = OTHER_NAMES.iter().find(|(name, _)| *name == typed).map(|(_, command)| *command);
    if catalogue::is_name(typed) {
        return format!("to go through that routine: `calfguide run {typed}`");
    }
    match other.or_else(|| nearest(typed, names())) {
        Some(command) => format!("did you mean `calfguide {command}`?"),
        None if catalogue::find(Some(typed)).is_ok() => format!("to go through that routine: `calfguide run {typed}`"),
        None => "`calfguide help` lists the commands".to_owned(),
    }
}

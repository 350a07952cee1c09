//! Completion in a shell: the script of `completions`, and the answers to the shell, which calls the program at each
//! Tab, so that routines, exercises, figures and sessions are those that there are. Nothing that is wrong with them is
//! reported here.

mod bash;
mod nushell;

use std::env;
use std::ffi::OsStr;
use std::io::Write;
use std::path::is_separator;

use bash::Bash;
use clap::builder::Str;
use clap::{Arg, Command, CommandFactory};
use clap_complete::engine::{
    ArgValueCandidates, ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCandidates, ValueCompleter,
};
use clap_complete::env::{CompleteEnv, EnvCompleter, Fish, Powershell, Shells, Zsh};
use nushell::Nushell;

use super::catalogue::RoutineOrigin;
use super::sessions::ShortIds;
use super::{Failure, catalogue, figures, naming, sessions};
use crate::cli::{Cli, CompletionsArgs, Shell, with_joined_choices};
use crate::figure::Figure;
use crate::history::ReadDepth;
use crate::model::{Exercise, Ladder, Routine};
use crate::record::Past;
use crate::settings::{AudioOutput, Choice, VoiceChoice};
use crate::text;
use crate::words::past;

/// What makes a call of the program a question of a shell. Other programs that are made with clap use the same name.
const VARIABLE: &str = "COMPLETE";

/// Prints the script that makes a shell ask.
pub(super) fn completions(args: &CompletionsArgs, out: &mut dyn Write) -> Result<(), Failure> {
    let mut script = Vec::new();
    completer(args.shell).write_registration(VARIABLE, "calfguide", "calfguide", "calfguide", &mut script)?;
    out.write_all(script.trim_ascii())?;
    writeln!(out)?;
    if args.shell == Shell::Zsh {
        // As a file of `$fpath` it is read at the first Tab, which has to be answered too.
        writeln!(out, "if [[ $funcstack[1] = _calfguide ]]; then _clap_dynamic_completer_calfguide \"$@\"; fi")?;
    }
    Ok(())
}

/// Answers a shell that asks, and returns whether one did.
pub(super) fn answer() -> bool {
    let shells = [Shell::Bash, Shell::Fish, Shell::Nushell, Shell::Powershell, Shell::Zsh].map(completer);
    let asked = CompleteEnv::with_factory(command).var(VARIABLE).shells(Shells(&shells));
    // An error is a variable that was not meant for this.
    asked.try_complete(env::args_os(), env::current_dir().ok().as_deref()).unwrap_or(false)
}

fn completer(shell: Shell) -> &'static dyn EnvCompleter {
    match shell {
        Shell::Bash => &Bash,
        Shell::Fish => &Fish,
        Shell::Nushell => &Nushell,
        Shell::Powershell => &Powershell,
        Shell::Zsh => &Zsh,
    }
}

/// The command line with what completes its values.
fn command() -> Command {
    let mut command = Cli::command();
    // Only then are the arguments of the subcommands there.
    command.build();
    with_values(command)
}

fn with_values(command: Command) -> Command {
    let name = command.get_name().to_owned();
    command.mut_args(|arg| with_value(&name, arg)).mut_subcommands(with_values)
}

/// The name of a value in the help decides what completes it, for a few commands together with their own name.
fn with_value(command: &str, arg: Arg) -> Arg {
    match (arg.get_value_names().and_then(<[_]>::first).map(Str::as_str), command) {
        (Some("ROUTINE"), "edit") => completed(arg, |typed: &OsStr| with_files(own_routines(typed), typed)),
        (Some("ROUTINE"), "remove") => completed(arg, own_routines),
        (Some("ROUTINE"), _) => completed(arg, |typed: &OsStr| with_files(routines(typed, |_| true), typed)),
        (Some("EXERCISE"), "ladder") => listed(arg, || ids(naming::growing)),
        (Some("EXERCISE"), _) => listed(arg, || ids(naming::exercises)),
        (Some("EXERCISE=N"), _) => completed(arg, rungs),
        (Some("PHASE"), _) => listed(arg, || ids(naming::phases)),
        (Some("FIGURE"), _) => listed(arg, figures),
        (Some("SESSION"), _) => listed(arg, sessions),
        (Some("OUTPUT"), _) => listed(arg, words::<AudioOutput>),
        (Some("VOICE"), _) => listed(arg, words::<VoiceChoice>),
        _ => arg,
    }
}

fn completed(arg: Arg, values: impl ValueCompleter + 'static) -> Arg {
    arg.add(ArgValueCompleter::new(values))
}

fn listed(arg: Arg, values: impl ValueCandidates + 'static) -> Arg {
    arg.add(ArgValueCandidates::new(values))
}

/// The names of routines.
fn routines(typed: &OsStr, is_wanted: impl Fn(&RoutineOrigin) -> bool) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    let named = catalogue::all().into_iter().filter(|(name, origin)| name.starts_with(&*typed) && is_wanted(origin));
    let title = |origin: &RoutineOrigin| origin.read().map(|routine| routine.name).unwrap_or_default();
    named.filter_map(|(name, origin)| candidate(&name, &title(&origin))).collect()
}

fn own_routines(typed: &OsStr) -> Vec<CompletionCandidate> {
    routines(typed, |origin| matches!(origin, RoutineOrigin::File(_)))
}

/// Adds the files that may be a routine. Folders are left out until the word is a path.
fn with_files(mut names: Vec<CompletionCandidate>, typed: &OsStr) -> Vec<CompletionCandidate> {
    let typed_text = typed.to_string_lossy();
    let is_path = typed_text.starts_with(['.', '~']) || typed_text.contains(is_separator);
    let is_toml = |name: &OsStr| name.to_string_lossy().ends_with(".toml");
    let mut files = PathCompleter::file().filter(move |path| is_toml(path.as_os_str())).complete(typed);
    files.retain(|file| is_path || is_toml(file.get_value()));
    names.extend(files);
    names
}

/// Ids in the routine that is on the command line.
fn ids(of: impl Fn(&Routine) -> Vec<naming::IdAndName<'_>>) -> Vec<CompletionCandidate> {
    let Some(routine) = routine() else { return Vec::new() };
    of(&routine).into_iter().filter_map(|(id, name)| candidate(id, name)).collect()
}

/// Exercises that grow, and once one is typed its rungs.
fn rungs(typed: &OsStr) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    let Some(routine) = routine() else { return Vec::new() };
    let values = |exercise: &Exercise| {
        let start = format!("{}=", exercise.id);
        let top = exercise.ladder().map_or(0, Ladder::top);
        let values = if typed.starts_with(&start) {
            (1..=top).map(|rung| format!("{start}{rung}")).collect()
        } else {
            vec![start]
        };
        let values = values.into_iter().filter(|value| top > 0 && value.starts_with(&*typed));
        values.filter_map(|value| candidate(&value, &exercise.name)).collect::<Vec<_>>()
    };
    routine.exercises().flat_map(values).collect()
}

fn figures() -> Vec<CompletionCandidate> {
    figures::all().filter_map(|(id, figure)| candidate(&id, figure.as_ref().map_or("", Figure::name))).collect()
}

/// The recorded sessions, the newest first.
fn sessions() -> Vec<CompletionCandidate> {
    let listing = sessions::load(ReadDepth::Glance);
    let ids = ShortIds::of(&listing);
    let newest = listing.seen().rev().map(|session| {
        let Past { id, routine, began, completion, .. } = &session.past;
        let help = format!("{}, {}, {}", began.strftime("%a %Y-%m-%d %H:%M"), routine.name, past::end(*completion));
        (ids.get(id), help)
    });
    let last = listing.seen().next().map(|_| ("last".to_owned(), "the newest session".to_owned()));
    last.into_iter().chain(newest).filter_map(|(id, help)| candidate(&id, &help)).collect()
}

fn words<C: Choice>() -> Vec<CompletionCandidate> {
    C::ALL.iter().filter_map(|choice| candidate(choice.word(), "")).collect()
}

/// What a shell offers, and a word about it. What it would take for more than one word is left to be typed.
fn candidate(value: &str, help: &str) -> Option<CompletionCandidate> {
    let is_one_word = value.chars().all(|c| text::is_harmless(c) && !c.is_whitespace());
    let help = text::line(help).into_owned();
    is_one_word.then(|| CompletionCandidate::new(value).help((!help.is_empty()).then(|| help.into())))
}

/// The routine that is typed on the command line, or the one by default.
fn routine() -> Option<Routine> {
    let words = bash::joined(env::args_os().skip_while(|word| word != "--").skip(1));
    let typed = Cli::command().ignore_errors(true).try_get_matches_from(with_joined_choices(words.into_iter())).ok()?;
    let mut command = &typed;
    while let Some((_, inner)) = command.subcommand() {
        command = inner;
    }
    let routine = command.try_get_one::<String>("routine").ok().flatten();
    catalogue::load(routine.map(String::as_str)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values of a command line that are completed, as `command name`.
    fn completed(command: &Command) -> Vec<String> {
        let own = command
            .get_arguments()
            .filter(|arg| arg.get::<ArgValueCompleter>().is_some() || arg.get::<ArgValueCandidates>().is_some());
        let own = own.map(|arg| format!("{} {}", command.get_name(), arg.get_id()));
        own.chain(command.get_subcommands().flat_map(completed)).collect()
    }

    #[test]
    fn what_is_called_so_in_the_help_is_completed() {
        insta::assert_snapshot!(completed(&command()).join("\n"));
    }
}

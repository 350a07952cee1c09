//! What can be typed: the types of the command line and their help, nothing else.

use std::any::TypeId;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgAction, Args, Parser, Subcommand};

use crate::settings::{Choice, Color, FirstSide, Theme};

const EXAMPLES: &str = "\
Examples:
  calfguide run                  the built-in routine for runners' calves, step by step
  calfguide run --dry-run        the same session at once, to see how it goes
  calfguide list                 its exercises with today's prescription
  calfguide show calves --source > mine.toml
                                 a file to begin one's own routine with
  calfguide check mine.toml      all problems of a file
  calfguide run ./mine.toml      one's own routine";

const RULES: &str = "\
A ROUTINE with a `/` in it or ending in `.toml` is a file. Otherwise it is a name in
$XDG_DATA_HOME/calfguide/routines, or of a built-in routine; left out, it is `calves`.

Settings: $XDG_CONFIG_HOME/calfguide/config.toml takes color, theme, calm, notify, plain, yes, mute,
hands-free, short, full and first-side: a long flag without its dashes, such as `calm = true`.
A flag goes before the environment, the environment before the file; `--calm=false` is a flag too.

Exit codes: 0 done; 1 it failed; 2 bad usage, a bad routine or bad settings; 3 the session was
ended early; died of a signal: a signal, or a second Ctrl-C.
Environment: NO_COLOR, CLICOLOR_FORCE, TERM, NO_MOTION, XDG_CONFIG_HOME, XDG_DATA_HOME.
No network, ever.";

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "calfguide", version, about = "Guided workout sessions in the terminal")]
#[command(after_help = EXAMPLES, after_long_help = format!("{EXAMPLES}\n\n{RULES}"))]
#[command(disable_help_subcommand = true)]
pub struct Cli {
    /// When to use colour
    #[arg(long, global = true, value_parser = word::<Color>(), value_name = "WHEN")]
    pub color: Option<Color>,
    /// What to do; nothing is the home page.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Go through a session, guided
    Run(Run),
    /// The exercises by phase, with today's prescription
    List(List),
    /// What a routine is: where it comes from, what it asks, how long it takes
    Show(Show),
    /// Today's steps with their running times
    Plan(Plan),
    /// All problems of routine files
    Check(Check),
    /// Which routines there are, and where each comes from
    Routines(Routines),
}

/// `run`
#[derive(Debug, Args)]
#[command(mut_args = switch)]
pub struct Run {
    /// A routine by name, or a file
    pub routine: Option<String>,
    /// Plain lines instead of the full screen
    #[arg(long)]
    pub plain: Option<bool>,
    /// The looks of the full screen
    #[arg(long, value_parser = word::<Theme>(), value_name = "THEME")]
    pub theme: Option<Theme>,
    /// No movement on the screen; `NO_MOTION=1` does the same
    #[arg(long)]
    pub calm: Option<bool>,
    /// Let the terminal notify when a rest or the session is over
    #[arg(long)]
    pub notify: Option<bool>,
    /// The low end of every window: the least that is asked
    #[arg(long, conflicts_with = "full")]
    pub short: Option<bool>,
    /// The high end of every window
    #[arg(long)]
    pub full: Option<bool>,
    /// Only this phase
    #[arg(long, value_name = "ID")]
    pub phase: Option<String>,
    /// Begin at this exercise; what stands before it is left out
    #[arg(long, value_name = "EXERCISE")]
    pub from: Option<String>,
    /// Leave out this exercise (may be given more than once)
    #[arg(long, value_name = "EXERCISE")]
    pub skip: Vec<String>,
    /// Which side comes first; the left by default
    #[arg(long, value_parser = word::<FirstSide>(), value_name = "SIDE")]
    pub first_side: Option<FirstSide>,
    /// Nothing waits for a key: self-paced reps end by their pace
    #[arg(long)]
    pub hands_free: Option<bool>,
    /// No sound
    #[arg(long)]
    pub mute: Option<bool>,
    /// Start without the page before the session
    #[arg(long)]
    pub yes: Option<bool>,
    /// The whole session at once, on a virtual clock, as plain lines
    #[arg(long, conflicts_with = "speed")]
    pub dry_run: bool,
    /// A rehearsal at N times the speed
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub speed: Option<u32>,
}

/// `list`
#[derive(Debug, Args)]
pub struct List {
    /// A routine by name, or a file
    pub routine: Option<String>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// `show`
#[derive(Debug, Args)]
pub struct Show {
    /// A routine by name, or a file
    pub routine: Option<String>,
    /// Only this exercise
    pub exercise: Option<String>,
    /// The background reading too
    #[arg(long)]
    pub background: bool,
    /// The file itself, to begin one's own with
    #[arg(long, conflicts_with_all = ["exercise", "background", "json"])]
    pub source: bool,
    /// As JSON
    #[arg(long, conflicts_with_all = ["exercise", "background"])]
    pub json: bool,
}

/// `plan`
#[derive(Debug, Args)]
pub struct Plan {
    /// A routine by name, or a file
    pub routine: Option<String>,
    /// The n-th week of use
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    pub week: u32,
    /// The n-th session of use
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    pub session: u32,
    /// As JSON, format 1
    #[arg(long)]
    pub json: bool,
}

/// `check`
#[derive(Debug, Args)]
pub struct Check {
    /// Routine files
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// `routines`
#[derive(Debug, Args)]
pub struct Routines {
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// Reads one of the words of a choice.
fn word<C: Choice>() -> impl TypedValueParser<Value = C> {
    let words = PossibleValuesParser::new(C::ALL.iter().map(|choice| choice.word()));
    words.try_map(|word| C::of(&word).ok_or("not one of the words"))
}

/// Makes a flag that is on or off a switch: `--mute` and `--mute=true` turn it on, `--mute=false` off.
fn switch(arg: Arg) -> Arg {
    if !matches!(arg.get_action(), ArgAction::Set) || arg.get_value_parser().type_id() != TypeId::of::<bool>() {
        return arg;
    }
    arg.num_args(0..=1).require_equals(true).default_missing_value("true").value_name("BOOL").hide_possible_values(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Config;
    use clap::CommandFactory;

    #[test]
    fn what_the_settings_file_takes_are_long_flags_that_the_help_names() {
        let mut program = Cli::command();
        let help = program.render_long_help().to_string();
        let settings = help.split_once("Settings: ").unwrap().1.split_once(':').unwrap().0;
        let named: Vec<_> = settings.split([' ', ',', '\n']).collect();
        let run = program.find_subcommand("run").unwrap();
        let flags: Vec<_> = program.get_arguments().chain(run.get_arguments()).filter_map(Arg::get_long).collect();
        for key in Config::KEYS {
            assert!(flags.contains(&key) && named.contains(&key), "{key}");
        }
    }

    #[test]
    fn a_switch_can_be_turned_off() {
        let mute = |typed: &[&str]| {
            let words = ["calfguide", "run"].iter().chain(typed);
            let Some(Command::Run(run)) = Cli::try_parse_from(words).unwrap().command else { unreachable!() };
            (run.mute, run.routine)
        };
        assert_eq!(mute(&[]), (None, None));
        assert_eq!(mute(&["--mute", "calves"]), (Some(true), Some("calves".to_owned())));
        assert_eq!(mute(&["--mute=false"]), (Some(false), None));
    }
}

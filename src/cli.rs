//! The command line: its types and their help, nothing else.

mod day;

use std::any::TypeId;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgAction, Args, Parser, Subcommand};
pub use day::Day;

use crate::model::Level;
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
Environment: NO_COLOR, CLICOLOR_FORCE, TERM, NO_MOTION, XDG_CONFIG_HOME, XDG_DATA_HOME,
CALFGUIDE_DATA_DIR (the data folder itself; `calfguide paths` tells where everything is).
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
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Command {
    /// Go through a session, guided
    Run(RunArgs),
    /// The exercises by phase, with today's prescription
    List(ListArgs),
    /// What a routine is: where it comes from, what it asks, how long it takes
    Show(ShowArgs),
    /// Today's steps with their running times
    Plan(PlanArgs),
    /// All problems of routine files
    Check(CheckArgs),
    /// Which routines there are, and where each comes from
    Routines(RoutinesArgs),
    /// Go on with the session that has no end
    Resume(ResumeArgs),
    /// The sessions that were done
    History(HistoryArgs),
    /// Look at every line of the record; mends torn ends, tells everything else
    Doctor(DoctorArgs),
    /// The folders and files of the user
    Paths(PathsArgs),
}

#[derive(Debug, Args)]
#[command(mut_args = switch)]
pub struct RunArgs {
    /// A routine by name, or a file
    pub routine: Option<String>,
    #[command(flatten)]
    pub display: DisplayArgs,
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
    /// Keep no record of it
    #[arg(long)]
    pub no_record: bool,
    /// The whole session at once, on a virtual clock, as plain lines
    #[arg(long, conflicts_with = "speed")]
    pub dry_run: bool,
    /// A rehearsal at N times the speed, of which nothing is recorded
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub speed: Option<u32>,
}

// The groups of arguments below are shared by flattening. Their comments are not documentation: as such they would
// take the place of what the help says of the whole command.

// How a session is shown and answered.
#[derive(Debug, Args)]
pub struct DisplayArgs {
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
    /// Nothing waits for a key but the page: self-paced reps end by their pace
    #[arg(long)]
    pub hands_free: Option<bool>,
    /// No sound
    #[arg(long)]
    pub mute: Option<bool>,
    /// Start without the page before the session
    #[arg(long)]
    pub yes: Option<bool>,
}

#[derive(Debug, Args)]
#[command(mut_args = switch)]
pub struct ResumeArgs {
    #[command(flatten)]
    pub display: DisplayArgs,
    /// End it as it stands instead
    #[arg(long)]
    pub end: bool,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct HistoryArgs {
    #[command(subcommand)]
    pub command: Option<HistoryCommand>,
    #[command(flatten)]
    pub filter: FilterArgs,
    #[command(flatten)]
    pub format: FormatArgs,
}

// How sessions are listed, if not as a table.
#[derive(Debug, Args)]
#[group(multiple = false)]
pub struct FormatArgs {
    /// As JSON, format 1
    #[arg(long)]
    pub json: bool,
}

// Which sessions are listed.
#[derive(Debug, Args)]
pub struct FilterArgs {
    /// Only of this routine: its name as it is listed, its id, or a part of one of them
    #[arg(long, value_name = "NAME")]
    pub routine: Option<String>,
    /// From this day on, as 2026-03-28, today, yesterday or monday (the last one)
    #[arg(long, value_name = "DAY", value_parser = Day::parse)]
    pub since: Option<Day>,
    /// Up to this day
    #[arg(long, value_name = "DAY", value_parser = Day::parse)]
    pub until: Option<Day>,
}

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum HistoryCommand {
    /// What was asked and what was done in a session
    Show {
        /// Its id in the list, or `last`
        session: String,
        /// As JSON, format 1, with every attempt
        #[arg(long)]
        json: bool,
    },
    /// Correct a session; what was written before stays in its file
    Edit(EditArgs),
    /// Take a session out of the history; its file stays
    Delete {
        /// Its id in the list, or `last`
        session: String,
        /// Put it back
        #[arg(long)]
        undo: bool,
    },
    /// Take over sessions from a journal or a folder of them, never over anything that is there
    Import {
        /// A journal, or a folder
        from: PathBuf,
    },
}

#[derive(Debug, Args)]
pub struct EditArgs {
    /// Its id in the list, or `last`
    pub session: String,
    /// Effort, 0 to 10, or `none`
    #[arg(long, value_name = "LEVEL", value_parser = level_or_none)]
    pub effort: Option<LevelOrNone>,
    /// Worst pain, 0 to 10, or `none`
    #[arg(long, value_name = "LEVEL", value_parser = level_or_none)]
    pub pain: Option<LevelOrNone>,
    /// The note; an empty one takes it away
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// How many reps a block really was, as `single-leg-hops:left:2=7`: the exercise, then what tells its blocks
    /// apart (movement, side, number of the set, `r` and the round)
    #[arg(long, value_name = "BLOCK=N")]
    pub reps: Vec<String>,
}

/// A level, or `none` to take the answer away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LevelOrNone(pub Option<Level>);

#[derive(Debug, Args)]
pub struct DoctorArgs {
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct PathsArgs {
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct ListArgs {
    /// A routine by name, or a file
    pub routine: Option<String>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct ShowArgs {
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

#[derive(Debug, Args)]
pub struct PlanArgs {
    /// A routine by name, or a file
    pub routine: Option<String>,
    /// The first week and the first session of use, whatever was done before
    #[arg(long)]
    pub as_written: bool,
    /// The n-th week of use; else it follows from what was done
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub week: Option<u32>,
    /// The n-th session of use; else it follows from what was done
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub session: Option<u32>,
    /// As JSON, format 1
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Routine files
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct RoutinesArgs {
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

fn level_or_none(word: &str) -> Result<LevelOrNone, &'static str> {
    match word.parse() {
        Ok(level) => Ok(LevelOrNone(Some(level))),
        Err(_) if word == "none" => Ok(LevelOrNone(None)),
        Err(_) => Err("a level is 0 to 10, or `none`"),
    }
}

/// Parses one of the words of a choice.
fn word<C: Choice>() -> impl TypedValueParser<Value = C> {
    let words = PossibleValuesParser::new(C::ALL.iter().map(|choice| choice.word()));
    words.try_map(|word| C::parse(&word).ok_or("not one of the words"))
}

/// Makes a boolean flag a switch: `--mute` and `--mute=true` turn it on, `--mute=false` turns it off.
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
    fn every_key_of_the_settings_file_is_a_long_flag_that_the_help_names() {
        let mut program = Cli::command();
        program.build();
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
            (run.display.mute, run.routine)
        };
        assert_eq!(mute(&[]), (None, None));
        assert_eq!(mute(&["--mute", "calves"]), (Some(true), Some("calves".to_owned())));
        assert_eq!(mute(&["--mute=false"]), (Some(false), None));
    }
}

//! The command line: its types and their help, nothing else.

mod day;
mod export;
mod help;
mod history;
mod moment;
mod own;
mod progression;
mod session;
mod stats;

use std::ops::RangeInclusive;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
pub use day::TypedDay;
pub use export::{CalendarArgs, ExportArgs, ExportCommand, OutputArgs};
pub use help::{EXAMPLES, SECTIONS};
pub use history::{CsvKind, EditArgs, FilterArgs, FormatArgs, HistoryArgs, HistoryCommand, LevelOrNone};
pub use moment::TypedMoment;
pub use own::{AddArgs, EditFileArgs, NewArgs, RemoveArgs};
pub use progression::{CheckinArgs, LadderArgs, LogArgs, NextArgs};
pub use session::{DisplayArgs, PartArgs, ResumeArgs, RunArgs, SoundCheckArgs, VoiceArgs, with_joined_choices};
pub use stats::StatsArgs;

use crate::settings::{Choice, Color, FirstSide};
use crate::ui::keys;

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "calfguide", version, about = "Guided workout sessions in the terminal")]
#[command(after_help = help::short(), after_long_help = help::long())]
pub struct Cli {
    /// When to use colour
    #[arg(long, global = true, value_parser = word::<Color>(), value_name = "WHEN")]
    pub color: Option<Color>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Cli {
    /// Whether the command is a session, for which the settings are made; the others only print.
    pub fn needs_settings(&self) -> bool {
        matches!(self.command, Some(Command::Run(_) | Command::Resume(_)))
    }
}

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Command {
    /// Run a guided session
    Run(RunArgs),
    /// List the exercises by phase, with today's prescription
    List(ListArgs),
    /// Show a routine or one exercise: goals, tips, source, length
    Show(ShowArgs),
    /// Show today's steps and when each begins
    Plan(PlanArgs),
    /// Show what is asked today of each exercise that grows, and why
    Next(NextArgs),
    /// Show the steps by which each exercise grows
    Ladder(LadderArgs),
    /// Enter a session that you did without the program
    Log(LogArgs),
    /// Record the worst pain of the morning after a session
    Checkin(CheckinArgs),
    /// Report every problem in files of routines and figures
    Check(CheckArgs),
    /// Print the JSON Schema of a routine, for editors
    Schema,
    /// List the routines, yours and the built-in ones
    Routines(RoutinesArgs),
    /// Write a routine of your own: in a terminal it asks what is in it
    New(NewArgs),
    /// Change a routine of your own in your editor, and check it before it is saved
    Edit(EditFileArgs),
    /// Check a file and copy it to your routines or figures
    Add(AddArgs),
    /// Move a routine of your own to the trash
    Remove(RemoveArgs),
    /// Show how a movement is done: play a figure until a key is pressed, or list the figures
    Figure(FigureArgs),
    /// Resume the unfinished session
    Resume(ResumeArgs),
    /// Send a key to the session under way, from another terminal or a shortcut
    Send(SendArgs),
    /// List past sessions; show, correct, delete or import them
    History(HistoryArgs),
    /// Show the statistics of the last weeks
    Stats(StatsArgs),
    /// Write files for other programs: a watch, a website, a calendar, a browser
    Export(ExportArgs),
    /// Check the record: repair half-written last lines, report any other damage
    Doctor(DoctorArgs),
    /// Play every sound, and show which output is used and why others are not
    SoundCheck(SoundCheckArgs),
    /// Show where your settings, routines, figures and sessions are
    Paths(PathsArgs),
    /// Print the script for completion in your shell
    #[command(after_help = COMPLETIONS)]
    Completions(CompletionsArgs),
    /// Write the manual, a page for each command
    Man(ManArgs),
}

const COMPLETIONS: &str = "\
To turn it on, in the file that your shell reads as it starts:
  bash        source <(calfguide completions bash)
  zsh         source <(calfguide completions zsh)      below the line with `compinit`
  fish        calfguide completions fish | source
  PowerShell  calfguide completions powershell | Out-String | Invoke-Expression
Nushell reads it from a file: calfguide completions nushell | save FILE, and source FILE in config.nu.";

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// For which shell
    pub shell: Shell,
}

#[derive(Debug, Args)]
pub struct ManArgs {
    /// The folder that the pages are written to
    #[arg(value_hint = ValueHint::DirPath)]
    pub dir: PathBuf,
}

/// A shell for which there is completion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    Bash,
    Fish,
    Nushell,
    Powershell,
    Zsh,
}

#[derive(Debug, Args)]
pub struct FigureArgs {
    /// Which figure: its id, or a part of one that only it has
    #[arg(value_name = "FIGURE")]
    pub id: Option<String>,
    /// Show its poses side by side, without a movement
    #[arg(long, requires = "id")]
    pub strip: bool,
    /// The side that it shows
    #[arg(long, value_parser = word::<FirstSide>(), value_name = "SIDE", requires = "id")]
    pub side: Option<FirstSide>,
    /// Write its poses to a new SVG file
    #[arg(long, value_name = "FILE", requires = "id", conflicts_with = "strip")]
    pub svg: Option<PathBuf>,
    /// List all figures
    #[arg(long, conflicts_with = "id")]
    pub list: bool,
}

#[derive(Debug, Args)]
pub struct SendArgs {
    /// Which key
    #[arg(value_parser = PossibleValuesParser::new(keys::names()))]
    pub key: String,
}

#[derive(Debug, Args)]
pub struct DoctorArgs {
    /// Print JSON (format 1)
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct PathsArgs {
    /// Print JSON (format 1)
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct ListArgs {
    /// Name of a routine, or path of a file
    pub routine: Option<String>,
    /// Print JSON (format 1)
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "the flags of the command")]
pub struct ShowArgs {
    /// Name of a routine, or path of a file
    pub routine: Option<String>,
    /// Show only this exercise
    pub exercise: Option<String>,
    /// Include the background reading
    #[arg(long)]
    pub background: bool,
    /// Print only the safety notice and the reasons to stop
    #[arg(long, conflicts_with_all = ["exercise", "background", "source", "json"])]
    pub safety: bool,
    /// Print the routine file itself, as a starting point for your own
    #[arg(long, conflicts_with_all = ["exercise", "background", "json"])]
    pub source: bool,
    /// Print JSON (format 1)
    #[arg(long, conflicts_with_all = ["exercise", "background"])]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct PlanArgs {
    /// Name of a routine, or path of a file
    pub routine: Option<String>,
    /// Plan the first week and session of use, whatever was done before
    #[arg(long)]
    pub as_written: bool,
    /// Take another rung of an exercise, as in `single-leg-hops=3` (can be given more than once)
    #[arg(long, value_name = "EXERCISE=N", value_parser = rung)]
    pub rung: Vec<(String, u32)>,
    /// Plan this week of use; by default it follows from the record
    #[arg(long, value_name = "N", value_parser = |word: &str| number(word, 1..=u32::MAX, "give a week from 1 on"))]
    pub week: Option<u32>,
    /// Plan this session of use; by default it follows from the record
    #[arg(long, value_name = "N", value_parser = |word: &str| number(word, 1..=u32::MAX, "give a session from 1 on"))]
    pub session: Option<u32>,
    /// Print JSON (format 1)
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Files of routines or figures, or names of routines of your own
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Print JSON (format 1)
    #[arg(long)]
    pub json: bool,
    /// Check again whenever one of them is saved, until Ctrl-C
    #[arg(long, conflicts_with = "json")]
    pub watch: bool,
}

#[derive(Debug, Args)]
pub struct RoutinesArgs {
    /// Print JSON (format 1)
    #[arg(long)]
    pub json: bool,
}

/// Parses a number within bounds; `help` says which.
fn number(word: &str, bounds: RangeInclusive<u32>, help: &'static str) -> Result<u32, &'static str> {
    word.parse().ok().filter(|number| bounds.contains(number)).ok_or(help)
}

fn rung(word: &str) -> Result<(String, u32), &'static str> {
    let parsed = word.split_once('=').and_then(|(exercise, rung)| Some((exercise.to_owned(), rung.parse().ok()?)));
    parsed.ok_or("write an exercise and its rung as `single-leg-hops=3`")
}

/// Parses one of the words of a choice.
fn word<C: Choice>() -> impl TypedValueParser<Value = C> {
    let words = PossibleValuesParser::new(C::ALL.iter().map(|choice| choice.word()));
    words.try_map(|word| C::parse(&word).ok_or("not one of the words"))
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use clap::{Arg, CommandFactory};

    use super::*;
    use crate::settings::{Config, VoiceChoice};

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
    fn a_voice_can_be_chosen_in_the_next_word() {
        let chosen = |typed: &str| {
            let words = with_joined_choices(format!("calfguide run {typed}").split(' ').map(OsString::from));
            let Some(Command::Run(run)) = Cli::try_parse_from(words).unwrap().command else { unreachable!() };
            (run.display.voice.voice, run.routine)
        };
        let calves = || Some("calves".to_owned());
        assert_eq!(chosen("--voice calves"), (Some(VoiceChoice::BuiltIn), calves()));
        assert_eq!(chosen("--voice system calves"), (Some(VoiceChoice::System), calves()));
        assert_eq!(chosen("calves --voice=off"), (Some(VoiceChoice::Off), calves()));
        assert_eq!(chosen("calves --voice off"), (Some(VoiceChoice::Off), calves()));
        assert_eq!(chosen("calves --voice=false"), (Some(VoiceChoice::Off), calves()));
        assert_eq!(chosen("off"), (None, Some("off".to_owned())));
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

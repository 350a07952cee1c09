//! What can be typed: the types of the command line and their help, nothing else.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

const EXAMPLES: &str = "\
Examples:
  calfguide run                  the built-in routine for runners' calves, step by step
  calfguide run --dry-run        the same session at once, to see how it goes
  calfguide list                 its exercises with today's prescription
  calfguide show calves --source > mine.toml
                                 a file to begin one's own routine with
  calfguide check mine.toml      all problems of a file
  calfguide run ./mine.toml      one's own routine

A ROUTINE with a `/` in it or ending in `.toml` is a file. Otherwise it is a name in
$XDG_DATA_HOME/calfguide/routines, or of a built-in routine; left out, it is `calves`.

Exit codes: 0 done; 1 it failed; 2 bad usage or a bad routine; 3 the session was ended early;
died of a signal: a signal, or a second Ctrl-C.
Environment: NO_COLOR, CLICOLOR_FORCE, TERM, XDG_DATA_HOME. No network, ever.";

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "calfguide", version, about = "Guided workout sessions in the terminal", after_help = EXAMPLES)]
#[command(disable_help_subcommand = true)]
pub struct Cli {
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,
    /// What to do; nothing is the home page.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, as `NO_COLOR`, `CLICOLOR_FORCE` and TERM allow
    Auto,
    /// Always
    Always,
    /// Never
    Never,
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
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that can be typed")]
pub struct Run {
    /// A routine by name, or a file
    pub routine: Option<String>,
    /// Plain lines instead of the full screen
    #[arg(long)]
    pub plain: bool,
    /// The low end of every window: the least that is asked
    #[arg(long, conflicts_with = "full")]
    pub short: bool,
    /// The high end of every window
    #[arg(long)]
    pub full: bool,
    /// Only this phase
    #[arg(long, value_name = "ID")]
    pub phase: Option<String>,
    /// Begin at this exercise; what stands before it is left out
    #[arg(long, value_name = "EXERCISE")]
    pub from: Option<String>,
    /// Leave out this exercise (may be given more than once)
    #[arg(long, value_name = "EXERCISE")]
    pub skip: Vec<String>,
    /// Which side comes first
    #[arg(long, value_enum, default_value_t = Side::Left, value_name = "SIDE")]
    pub first_side: Side,
    /// Nothing waits for a key: self-paced reps end by their pace
    #[arg(long)]
    pub hands_free: bool,
    /// No sound
    #[arg(long)]
    pub mute: bool,
    /// Start without the page before the session
    #[arg(long)]
    pub yes: bool,
    /// The whole session at once, on a virtual clock, as plain lines
    #[arg(long, conflicts_with = "speed")]
    pub dry_run: bool,
    /// A rehearsal at N times the speed
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub speed: Option<u32>,
}

/// A side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Side {
    /// Left, then right
    Left,
    /// Right, then left
    Right,
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

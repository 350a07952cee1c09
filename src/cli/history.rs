//! The arguments of `history`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::TypedDay;
use crate::model::Level;

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
    /// Print JSON (format 1)
    #[arg(long)]
    pub json: bool,
    /// Print CSV, a line for each block of work: all that is known, or what Strong or Hevy import
    #[arg(long, value_name = "KIND", num_args = 0..=1, default_missing_value = "own")]
    pub csv: Option<CsvKind>,
    /// Print a line for each month
    #[arg(long)]
    pub month: bool,
    /// Print a line for each month, and one for each year
    #[arg(long)]
    pub year: bool,
}

/// Whose columns CSV has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum CsvKind {
    /// All that is known of each block
    Own,
    /// As the app Strong exports it
    Strong,
    /// As the app Hevy exports it
    Hevy,
}

// Which sessions are listed.
#[derive(Debug, Args)]
pub struct FilterArgs {
    /// Only of this routine: its name as it is listed, its id, or a part of one of them
    #[arg(long, value_name = "ROUTINE")]
    pub routine: Option<String>,
    /// From this day on, as 2026-03-28, today, yesterday or monday (the last one)
    #[arg(long, value_name = "DAY", value_parser = TypedDay::parse)]
    pub since: Option<TypedDay>,
    /// Up to this day
    #[arg(long, value_name = "DAY", value_parser = TypedDay::parse)]
    pub until: Option<TypedDay>,
}

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum HistoryCommand {
    /// Show what a session asked for and what was done
    Show {
        /// The id from the list, or `last`
        session: String,
        /// Print JSON (format 1), with every attempt
        #[arg(long)]
        json: bool,
    },
    /// Correct a session; its file keeps what was there before
    Edit(EditArgs),
    /// Remove a session from the history; its file stays
    Delete {
        /// The id from the list, or `last`
        session: String,
        /// Put it back
        #[arg(long)]
        undo: bool,
    },
    /// Import sessions from a journal or a folder of them; never overwrites any
    Import {
        /// A journal, or a folder
        from: PathBuf,
    },
}

#[derive(Debug, Args)]
pub struct EditArgs {
    /// The id from the list, or `last`
    pub session: String,
    /// Effort, from 0 to 10, or `none`
    #[arg(long, value_name = "LEVEL", value_parser = level_or_none)]
    pub effort: Option<LevelOrNone>,
    /// Worst pain, from 0 to 10, or `none`
    #[arg(long, value_name = "LEVEL", value_parser = level_or_none)]
    pub pain: Option<LevelOrNone>,
    /// Worst pain of the morning after, from 0 to 10, or `none`
    #[arg(long, value_name = "LEVEL", value_parser = level_or_none)]
    pub morning: Option<LevelOrNone>,
    /// A note; an empty one removes it
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub note: Option<String>,
    /// How many reps a block really had, as in `single-leg-hops:left:2=7`: the exercise, then what identifies its
    /// block (movement, side, number of the set, `r` and the round)
    #[arg(long, value_name = "BLOCK=N")]
    pub reps: Vec<String>,
    /// The load of a block, as in `squat:2=20kg`, or of all blocks of an exercise, as in `squat=45lb`
    #[arg(long, value_name = "BLOCK=LOAD")]
    pub load: Vec<String>,
}

/// A level, or `none` to take the answer away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LevelOrNone(pub Option<Level>);

fn level_or_none(word: &str) -> Result<LevelOrNone, &'static str> {
    match word.parse() {
        Ok(level) => Ok(LevelOrNone(Some(level))),
        Err(_) if word == "none" => Ok(LevelOrNone(None)),
        Err(_) => Err("give a level from 0 to 10, or `none`"),
    }
}

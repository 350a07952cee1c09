//! The arguments of `export`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::PartArgs;

#[derive(Debug, Args)]
pub struct ExportArgs {
    #[command(subcommand)]
    pub command: ExportCommand,
}

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum ExportCommand {
    /// Write a routine, as it is asked today, as a workout for a Garmin watch
    FitWorkout {
        /// Name of a routine, or path of a file
        routine: Option<String>,
        /// Use the high end of every range, optional sets too; by default the low end
        #[arg(long)]
        full: bool,
        #[command(flatten)]
        part: PartArgs,
        #[command(flatten)]
        to: OutputArgs,
    },
    /// Write a session that was done as an activity, for Strava, Garmin Connect or intervals.icu
    Fit {
        /// The id from `calfguide history`; by default the last session
        session: Option<String>,
        #[command(flatten)]
        to: OutputArgs,
    },
}

// Where an export is written.
#[derive(Debug, Args)]
pub struct OutputArgs {
    /// Write to this new file; by default to stdout
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace the file where there is one
    #[arg(long, requires = "output")]
    pub force: bool,
}

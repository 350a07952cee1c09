//! The arguments of `export`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::civil::{Time, Weekday};

use super::{PartArgs, day, number};

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
    /// Write the sessions of the coming weeks as a calendar
    Ics(CalendarArgs),
    /// Write a routine, as it is asked today, as a handout for paper and phones, with boxes to tick
    Html {
        /// Name of a routine, or path of a file
        routine: Option<String>,
        #[command(flatten)]
        part: PartArgs,
        #[command(flatten)]
        to: OutputArgs,
    },
}

#[derive(Debug, Args)]
pub struct CalendarArgs {
    /// Name of a routine, or path of a file
    pub routine: Option<String>,
    /// On which days, as in `mon,thu`
    #[arg(long, value_name = "DAYS", required = true, value_delimiter = ',', value_parser = day::weekday)]
    pub days: Vec<Weekday>,
    /// At which time, as in `07:00`
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub at: Time,
    /// For how many weeks
    #[arg(long, value_name = "N", default_value = "12",
        value_parser = |word: &str| number(word, 1..=520, "give a number from 1 to 520"))]
    pub weeks: u32,
    #[command(flatten)]
    pub to: OutputArgs,
}

fn time(word: &str) -> Result<Time, &'static str> {
    Time::strptime("%H:%M", word).map_err(|_| "write a time as `07:00`")
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

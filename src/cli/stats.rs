//! The arguments of `stats`.

use std::path::PathBuf;

use clap::Args;

use super::{TypedDay, number};

/// Some 38 years.
const MOST_WEEKS: u32 = 2_000;

#[derive(Debug, Args)]
pub struct StatsArgs {
    /// Name of a routine, or path of a file
    pub routine: Option<String>,
    /// Show only this exercise over time
    #[arg(long, value_name = "EXERCISE")]
    pub exercise: Option<String>,
    /// From the week of this day on, as 2026-03-28, today, yesterday or monday (the last one)
    #[arg(long, value_name = "DAY", value_parser = TypedDay::parse)]
    pub since: Option<TypedDay>,
    /// How many weeks; by default the last 12, or as many as fit
    #[arg(long, value_name = "N", value_parser = |word: &str| number(word, 1..=MOST_WEEKS, "give weeks from 1 to 2000"))]
    pub weeks: Option<u32>,
    /// Print JSON (format 1)
    #[arg(long, conflicts_with = "svg")]
    pub json: bool,
    /// Write the picture to a new SVG file
    #[arg(long, value_name = "FILE")]
    pub svg: Option<PathBuf>,
}

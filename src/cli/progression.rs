//! The arguments of the commands about what is asked, and about what was done without the program.

use clap::Args;

use super::{TypedMoment, rung};
use crate::model::Level;

#[derive(Debug, Args)]
pub struct NextArgs {
    /// Name of a routine, or path of a file
    pub routine: Option<String>,
    /// Answer for another moment, such as 2026-03-28, yesterday or 2026-03-28T18:00
    #[arg(long, value_name = "WHEN", value_parser = TypedMoment::parse)]
    pub on: Option<TypedMoment>,
    /// Print JSON (format 1)
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct LogArgs {
    /// Name of a routine, or path of a file
    pub routine: Option<String>,
    /// When it began, such as 2026-03-28T18:00 or yesterday; by default now
    #[arg(long, value_name = "WHEN", value_parser = TypedMoment::parse)]
    pub at: Option<TypedMoment>,
    /// Effort, from 0 to 10
    #[arg(long, value_name = "LEVEL")]
    pub effort: Option<Level>,
    /// Worst pain, from 0 to 10
    #[arg(long, value_name = "LEVEL")]
    pub pain: Option<Level>,
    /// Worst pain of the morning after, from 0 to 10
    #[arg(long, value_name = "LEVEL")]
    pub morning: Option<Level>,
    /// A note
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub note: Option<String>,
    /// How many reps a block really had, as in `single-leg-hops:left:2=7`
    #[arg(long, value_name = "BLOCK=N")]
    pub reps: Vec<String>,
    /// The load of a block, as in `squat:2=20kg`, or of all blocks of an exercise, as in `squat=45lb`
    #[arg(long, value_name = "BLOCK=LOAD")]
    pub load: Vec<String>,
    /// A block that you started and did not finish, as in `single-leg-hops:left:2`
    #[arg(long, value_name = "BLOCK")]
    pub missed: Vec<String>,
    /// The exercise before which you ended the session
    #[arg(long, value_name = "EXERCISE")]
    pub ended_at: Option<String>,
    /// Leave out this exercise (can be given more than once)
    #[arg(long, value_name = "EXERCISE")]
    pub skip: Vec<String>,
    /// Do only this phase
    #[arg(long, value_name = "PHASE")]
    pub phase: Option<String>,
    /// The rung that you did of an exercise, as in `single-leg-hops=3`
    #[arg(long, value_name = "EXERCISE=N", value_parser = rung)]
    pub rung: Vec<(String, u32)>,
    /// Print JSON (format 1)
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct CheckinArgs {
    /// Worst pain of the morning after, from 0 to 10
    pub pain: Level,
    /// The id of the session from the list; by default the last one before today
    #[arg(long, value_name = "SESSION")]
    pub session: Option<String>,
    /// Print JSON (format 1)
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct LadderArgs {
    /// Name of a routine, or path of a file
    pub routine: Option<String>,
    /// Show only this exercise
    pub exercise: Option<String>,
    /// Print JSON (format 1)
    #[arg(long)]
    pub json: bool,
}

//! The commands for routines of the user's own.

use std::path::PathBuf;

use clap::{Args, ValueHint};

#[derive(Debug, Args)]
pub struct NewArgs {
    /// What it is called, such as "My calves"
    pub name: String,
    /// Begin with a copy of this routine: its name, or the path of a file
    #[arg(long, value_name = "ROUTINE")]
    pub from: Option<String>,
}

#[derive(Debug, Args)]
pub struct EditFileArgs {
    /// Name of a routine of yours, or path of a file
    pub routine: String,
}

#[derive(Debug, Args)]
pub struct AddArgs {
    /// File of a routine or a figure; `-` is standard input
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub struct RemoveArgs {
    /// Name of a routine of yours, in full
    pub routine: String,
}

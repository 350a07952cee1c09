//! `check`: all problems of routine files.

use std::io::Write;

use super::{Failure, write_json};
use crate::cli;
use crate::reader;
use crate::ui::report;

pub(super) fn check(args: &cli::CheckArgs, out: &mut dyn Write) -> Result<(), Failure> {
    let read = args.files.iter().map(|file| (file.to_string_lossy(), reader::open(file).err()));
    let files: Vec<_> = read.collect();
    if args.json {
        let files = files.iter().map(|(file, problems)| (&**file, problems.as_ref()));
        write_json(out, &report::json(files))?;
    }
    let bad: Vec<_> = files.into_iter().filter_map(|(_, problems)| problems).collect();
    if bad.is_empty() {
        Ok(())
    } else if args.json {
        Err(Failure::Reported(2))
    } else {
        Err(Failure::Problems(bad))
    }
}

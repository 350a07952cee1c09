//! Where an export goes: to a new file, or to stdout.

use std::io::{self, IsTerminal, Write};

use crate::cli::OutputArgs;
use crate::commands::Failure;
use crate::host::files;

/// Writes what no terminal can show.
pub(super) fn write_binary(bytes: &[u8], to: &OutputArgs, out: &mut dyn Write) -> Result<(), Failure> {
    if to.output.is_none() && io::stdout().is_terminal() {
        return Err(Failure::usage("this file is not text, and a terminal cannot show it")
            .help("name a file: `--output calves.fit`"));
    }
    write(bytes, to, out)
}

pub(super) fn write(bytes: &[u8], to: &OutputArgs, out: &mut dyn Write) -> Result<(), Failure> {
    let Some(path) = &to.output else { return Ok(out.write_all(bytes)?) };
    let written = if to.force { files::replace(path, bytes) } else { files::write_new(path, bytes) };
    written.map_err(|error| {
        let failure = Failure::at(path, &error);
        match error.kind() {
            io::ErrorKind::AlreadyExists if path.is_file() => failure.help("`--force` replaces it"),
            _ => failure,
        }
    })
}

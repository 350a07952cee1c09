//! `add`: a file that is good becomes a routine or a figure of the user's own.

use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;

use super::{Failure, catalogue, figures, own};
use crate::diagnostic::Severity;
use crate::settings::Color;
use crate::{cli, reader, text};

/// What standard input is called in messages.
const INPUT: &str = "standard input";

/// The most that is read of standard input, as of a file.
const LEN_MAX: u64 = 1024 * 1024;

pub(super) fn add(args: &cli::AddArgs, color: Color, out: &mut dyn Write) -> Result<(), Failure> {
    let path = &args.file;
    let is_input = path == Path::new("-");
    let (file, stem, written) = if is_input {
        (INPUT.to_owned(), String::new(), input()?)
    } else {
        let written = reader::text(path).map_err(|problems| Failure::Problems(vec![problems]))?;
        (path.to_string_lossy().into_owned(), reader::stem(path), written)
    };
    // What comes without a name of a file is called as its title.
    let stem = if stem.is_empty() { reader::title(&written).unwrap_or_else(|| INPUT.to_owned()) } else { stem };
    let found = reader::check_text(&file, &stem, &written, figures::state);
    if found.severity == Severity::Error {
        return Err(Failure::Problems(vec![found]));
    }
    let is_figure = reader::is_figure(&written);
    let id = if is_figure {
        text::slug(&stem)
            .ok_or_else(|| Failure::usage("the name of this file has no letter or digit to make an id of"))?
    } else {
        reader::read(&file, &stem, &written).map_err(|problems| Failure::Problems(vec![problems]))?.id
    };
    let (target, replaces, command, other) = if is_figure {
        let other = "remove that one first, or give the new one another file name".to_owned();
        (own::figure(&id)?, figures::is_built_in(&id), "figure", other)
    } else {
        let other = format!("`calfguide remove {id}` first, or give the new one another `id`");
        (own::routine(&id)?, catalogue::is_built_in(&id), "run", other)
    };
    let is_taken = target.symlink_metadata().is_ok();
    own::write_new(&target, &written).map_err(|failure| if is_taken { failure.help(other) } else { failure })?;
    if !found.list.is_empty() {
        Failure::Problems(vec![found]).report(color);
    }
    writeln!(out, "Written: {}", text::line(&target.to_string_lossy()))?;
    if replaces {
        writeln!(out, "It takes the place of the built-in `{id}`.")?;
    }
    writeln!(out, "calfguide {command} {id}")?;
    Ok(())
}

fn input() -> Result<String, Failure> {
    let mut written = String::new();
    let mut input = io::stdin().lock().take(LEN_MAX + 1);
    input.read_to_string(&mut written).map_err(|error| match error.kind() {
        ErrorKind::InvalidData => Failure::usage(format!("{INPUT} is not text in UTF-8")),
        _ => Failure::failed(format!("{INPUT}: {}", text::io_error(&error))),
    })?;
    if written.len() as u64 > LEN_MAX {
        return Err(Failure::usage(format!("{INPUT} has more than 1 MiB")));
    }
    Ok(written)
}

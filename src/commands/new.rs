//! `new`: a routine of the user's own, as a file with comments.

mod questions;
mod template;

use std::io::{self, IsTerminal, Write};

use super::catalogue::{self, RoutineOrigin};
use super::{Failure, own, tell};
use crate::{cli, reader, text};
use template::NewExercise;

pub(super) fn new(args: &cli::NewArgs, out: &mut dyn Write) -> Result<(), Failure> {
    let name = args.name.trim();
    let id = id(name)?;
    let path = own::routine(&id)?;
    if path.symlink_metadata().is_ok() {
        return Err(Failure::usage(format!("there is a routine `{id}` already"))
            .help(format!("`calfguide edit {id}` changes it")));
    }
    if let Some((other, _)) = catalogue::with_id(&id) {
        let message = if catalogue::is_built_in(&other) {
            format!("`{other}` is a built-in routine")
        } else {
            format!("the routine `{other}` has the id `{id}`")
        };
        let help = format!("choose another name, such as `my-{id}`, so that the record can tell them apart");
        return Err(Failure::usage(message).help(help));
    }
    let written = match &args.from {
        Some(from) => copy(from, &id, name)?,
        None if io::stdin().is_terminal() && io::stderr().is_terminal() => asked(&id, name)?,
        None => template::text(&id, name, &[NewExercise::example()]),
    };
    own::write_schema()?;
    let has_schema = written.lines().any(|line| line.starts_with("#:schema"));
    let schema = if has_schema { "" } else { own::SCHEMA_LINE };
    own::write_new(&path, &format!("{schema}{written}"))?;
    writeln!(out, "Written: {}", text::line(&path.to_string_lossy()))?;
    writeln!(out, "To change it: calfguide edit {id}")?;
    writeln!(out, "To start it:  calfguide run {id}")?;
    Ok(())
}

/// The id that is made of a name.
fn id(name: &str) -> Result<String, Failure> {
    if catalogue::is_path(name) {
        let stem = name.trim_end_matches(".toml").rsplit(std::path::is_separator).next();
        let example = stem.filter(|stem| text::slug(stem).is_some()).unwrap_or("My calves");
        return Err(Failure::usage("give a name, not a path").help(format!("as in `calfguide new \"{example}\"`")));
    }
    text::slug(name).filter(|_| text::is_name(name)).ok_or_else(|| {
        let most = text::NAME_MAX;
        Failure::usage("this cannot be a name")
            .help(format!("write a letter or a digit, and at most {most} characters, none of which a terminal obeys"))
    })
}

/// The source of another routine with this id and name.
fn copy(from: &str, id: &str, name: &str) -> Result<String, Failure> {
    let origin = catalogue::find(Some(from))?;
    // One that has problems is mended first.
    origin.read().and_then(|_| origin.source()).map(|source| reader::renamed(&source, id, name)).map_err(|problems| {
        debug_assert!(matches!(origin, RoutineOrigin::File(_)), "the built-in routines are good");
        Failure::Problems(vec![problems])
    })
}

/// What the user answers in the terminal.
fn asked(id: &str, name: &str) -> Result<String, Failure> {
    tell(&format!("A new routine: {name}. Enter takes what is in brackets."));
    let exercises = questions::exercises(&mut io::stdin().lock(), &mut io::stderr(), id, name)
        .map_err(|error| Failure::system(&error))?;
    let exercises = exercises.ok_or_else(|| Failure::failed("nothing is written"))?;
    Ok(template::text(id, name, &exercises))
}

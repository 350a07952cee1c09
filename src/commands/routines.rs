//! `routines`: which routines there are, and where each comes from.

use std::io::Write;

use serde_json::json;

use super::Failure;
use super::catalogue::{self, Place};
use crate::cli;
use crate::text;
use crate::ui::fit;

pub(super) fn routines(args: &cli::Routines, out: &mut dyn Write) -> Result<(), Failure> {
    let all: Vec<_> = catalogue::all()
        .into_iter()
        .map(|(name, place)| {
            let title = place.read().map(|routine| routine.name).ok();
            (name, title, place)
        })
        .collect();
    if args.json {
        let routines: Vec<_> = all
            .iter()
            .map(|(name, title, place)| {
                json!({
                    "name": text::line(name),
                    "title": title,
                    "file": match place {
                        Place::File(path) => Some(text::line(&path.to_string_lossy()).into_owned()),
                        Place::BuiltIn(..) => None,
                    },
                })
            })
            .collect();
        serde_json::to_writer_pretty(&mut *out, &json!({ "format": 1, "routines": routines }))?;
        writeln!(out)?;
        return Ok(());
    }
    let shown: Vec<_> = all
        .iter()
        .map(|(name, title, place)| {
            let title = title.as_deref().unwrap_or("(has problems: `calfguide check` tells them)");
            let from = match place {
                Place::File(path) => text::line(&path.to_string_lossy()).into_owned(),
                Place::BuiltIn(..) => "built in".to_owned(),
            };
            (text::line(name), title, from)
        })
        .collect();
    let names = shown.iter().map(|(name, ..)| fit::width(name)).max().unwrap_or(0);
    let titles = shown.iter().map(|(_, title, _)| fit::width(title)).max().unwrap_or(0);
    for (name, title, from) in &shown {
        let name_room = " ".repeat(names - fit::width(name));
        let title_room = " ".repeat(titles - fit::width(title));
        writeln!(out, "{name}{name_room}  {title}{title_room}  {from}")?;
    }
    Ok(())
}

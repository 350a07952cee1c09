//! The formats in which sessions are listed: a variant and a writer each, beside the flag in `cli`.

use std::io::Write;

use super::json;
use crate::cli;
use crate::commands::sessions::ShortIds;
use crate::commands::{Failure, write_json};
use crate::history::{Listing, StoredSession};
use crate::ui::fit;
use crate::ui::printer::Printer;
use crate::words::{self, time};

#[derive(Debug, Clone, Copy)]
pub(super) enum Format {
    Table,
    Json,
}

impl Format {
    pub(super) fn of(args: &cli::FormatArgs) -> Self {
        match args {
            cli::FormatArgs { json: true } => Self::Json,
            cli::FormatArgs { json: false } => Self::Table,
        }
    }

    /// Writes `wanted`, which are some of the sessions of `listing`.
    pub(super) fn write(
        self,
        wanted: &[&StoredSession],
        listing: &Listing,
        printer: Printer,
        out: &mut dyn Write,
    ) -> Result<(), Failure> {
        match self {
            Self::Table => Ok(out.write_all(table(wanted, listing, printer).as_bytes())?),
            Self::Json => write_json(out, &json::sessions(wanted.iter().map(|session| json::session(session)))),
        }
    }
}

/// One line for each session, the newest last.
fn table(wanted: &[&StoredSession], listing: &Listing, mut printer: Printer) -> String {
    /// On fewer columns a session takes two lines.
    const TABLE_COLUMNS: usize = 72;
    if wanted.is_empty() {
        let any = listing.seen().next().is_some();
        printer.line(0, if any { "no session is like that" } else { "no session yet" });
    }
    let ids = ShortIds::of(listing);
    for session in wanted {
        let past = &session.past;
        let start = format!("{}  {}", ids.get(&past.id), past.began.strftime("%a %Y-%m-%d %H:%M"));
        let under_way = past.complete.is_none() && session.is_under_way();
        let end = if under_way { "under way" } else { words::past::end(past.complete) };
        let length = time::clock(past.time);
        let answers = words::past::felt(past);
        let answers = if answers.is_empty() { String::new() } else { format!("; {}", answers.join(", ")) };
        if printer.columns() < TABLE_COLUMNS {
            printer.line(0, &start);
            printer.line(2, &format!("{}, {end}, {length}{answers}", past.routine.name));
        } else {
            let end = fit::padded(end, "not finished".len());
            printer.row(&format!("{start}  {length:>7}  {end} "), &format!("{}{answers}", past.routine.name));
        }
    }
    printer.into_text()
}

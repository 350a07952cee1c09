//! The formats in which sessions are listed: a variant and a writer each, beside the flag in `cli`.

use std::io::Write;

use jiff::civil;

use super::{csv, json, months};
use crate::cli;
use crate::commands::sessions::ShortIds;
use crate::commands::{Failure, write_json};
use crate::history::{Listing, StoredSession};
use crate::progression;
use crate::ui::fit;
use crate::ui::printer::Printer;
use crate::words::{self, time};

#[derive(Debug, Clone, Copy)]
pub(super) enum Format {
    Table,
    Json,
    Csv(cli::CsvKind),
    /// A line for each month, and with `years` one for each year.
    Months {
        years: bool,
    },
}

impl Format {
    pub(super) fn of(args: &cli::FormatArgs) -> Self {
        match *args {
            cli::FormatArgs { json: true, .. } => Self::Json,
            cli::FormatArgs { csv: Some(kind), .. } => Self::Csv(kind),
            cli::FormatArgs { month: true, .. } => Self::Months { years: false },
            cli::FormatArgs { year: true, .. } => Self::Months { years: true },
            cli::FormatArgs { .. } => Self::Table,
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
            Self::Csv(kind) => csv::write(kind, wanted, out),
            Self::Months { years } => Ok(out.write_all(months::table(wanted, years, printer).as_bytes())?),
        }
    }
}

/// One line for each session, the newest last, and one for each week with several.
fn table(wanted: &[&StoredSession], listing: &Listing, mut printer: Printer) -> String {
    if wanted.is_empty() {
        let any = listing.seen().next().is_some();
        printer.line(0, if any { "no matching sessions" } else { "no session yet" });
        return printer.into_text();
    }
    let ids = ShortIds::of(listing);
    let rows: Vec<_> = wanted.iter().map(|session| row(session, &ids)).collect();
    let end = rows.iter().map(|row| fit::width(&row.end)).max().unwrap_or(0);
    let is_narrow = printer.columns() < TABLE_COLUMNS;
    let lead = |id: &str, began: &str, length: &str, ended: &str| {
        let id = fit::padded(id, ids.length());
        format!("{id}  {}  {length:>7}  {} ", fit::padded(began, BEGAN_COLUMNS), fit::padded(ended, end))
    };
    if !is_narrow {
        printer.dim(0, &format!("{} routine", lead("id", "began", "min:s", "end")));
    }
    let weeks = wanted.iter().zip(&rows).collect::<Vec<_>>();
    for week in weeks.chunk_by(|(one, _), (next, _)| monday(one) == monday(next)) {
        for (_, row) in week {
            if is_narrow {
                printer.line(0, &format!("{}  {}", row.id, row.began));
                printer.line(2, &format!("{}, {}, {}", row.end, row.length, row.what));
            } else {
                printer.row(&lead(&row.id, &row.began, &row.length, &row.end), &row.what);
            }
        }
        if let [(first, _), _, ..] = week {
            let total = time::clock(week.iter().map(|(session, _)| session.past.time).sum());
            let (of, count) =
                (monday(first).strftime("week of %-d %b").to_string(), words::count(week.len(), "session"));
            if is_narrow {
                printer.dim(0, &format!("{of}: {count}, {total}"));
            } else {
                printer.dim(0, lead("", &of, &total, &count).trim_end());
            }
        }
    }
    printer.into_text()
}

/// On fewer columns a session takes two lines.
const TABLE_COLUMNS: usize = 72;
/// `Mon 2026-03-02 07:12`
const BEGAN_COLUMNS: usize = 20;

/// A session as a row of the table.
struct SessionRow {
    id: String,
    began: String,
    length: String,
    end: String,
    /// The routine, and how it felt.
    what: String,
}

fn row(session: &StoredSession, ids: &ShortIds) -> SessionRow {
    let past = &session.past;
    let is_under_way = past.completion.is_none() && session.is_under_way();
    let felt = words::past::felt(past);
    let felt = if felt.is_empty() { String::new() } else { format!("; {}", felt.join(", ")) };
    SessionRow {
        id: ids.get(&past.id),
        began: past.began.strftime("%a %Y-%m-%d %H:%M").to_string(),
        length: time::clock(past.time),
        end: if is_under_way { "under way".to_owned() } else { words::past::end(past.completion) },
        what: format!("{}{felt}", past.routine.name),
    }
}

fn monday(session: &StoredSession) -> civil::Date {
    progression::monday(session.past.began.date())
}

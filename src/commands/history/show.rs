//! `history show`: what was prescribed and what was done in a session.

use std::io::Write;

use super::json;
use crate::commands::sessions::{self, ShortIds};
use crate::commands::{Failure, write_json};
use crate::history::Listing;
use crate::text;
use crate::ui::printer::Printer;
use crate::ui::summary;

pub(super) fn show(
    listing: &mut Listing,
    typed: &str,
    json: bool,
    mut printer: Printer,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let session = &sessions::find(listing, typed)?.clone();
    let past = &session.past;
    let unreadable = || Failure::failed(format!("session {} cannot be read any more", past.id));
    let loaded = session.read().map_err(|_| unreadable().help("`calfguide doctor` says why"))?;
    // The list has not seen what is missing in the middle.
    listing.faults.retain(|fault| !session.files().iter().any(|file| **file == *fault.path));
    listing.faults.extend(loaded.faults.iter().cloned());
    if json {
        return write_json(out, &json::sessions(std::iter::once(json::whole(session, &loaded))));
    }
    let deleted = if past.deleted { ", deleted" } else { "" };
    let id = ShortIds::of(listing).get(&past.id);
    printer.heading_with_detail(
        0,
        &past.began.strftime("%A %-d %B %Y, %H:%M").to_string(),
        &format!("({id}{deleted})"),
    );
    match &loaded.plan {
        Some(plan) => summary::write(plan, &loaded.record, &mut printer),
        None => printer.paragraph(0, "What was asked cannot be read; `calfguide doctor` says why."),
    }
    for file in session.files() {
        printer.link(0, "File:", &text::line(&file.to_string_lossy()));
    }
    out.write_all(printer.into_text().as_bytes())?;
    Ok(())
}

//! `history show`: what was asked and what was done in a session.

use std::io::Write;

use super::super::Failure;
use super::super::past::{self, Names};
use super::json;
use crate::history::Listing;
use crate::text;
use crate::ui::printer::Printer;
use crate::ui::summary;

pub(super) fn show(
    listing: &Listing,
    session: &str,
    json: bool,
    mut printer: Printer,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let listed = past::find(listing, session)?;
    let past = &listed.past;
    let kept = listed.read().ok_or_else(|| Failure::Failed {
        message: format!("session {} cannot be read any more", past.id),
        help: Some("`calfguide doctor` tells why".to_owned()),
    })?;
    if json {
        serde_json::to_writer_pretty(&mut *out, &json::sessions([json::whole(listed, &kept)].into_iter()))?;
        writeln!(out)?;
        return Ok(());
    }
    let deleted = if past.deleted { ", deleted" } else { "" };
    let id = Names::of(listing).name(&past.id);
    printer.heading_with_detail(
        0,
        &past.began.strftime("%A %-d %B %Y, %H:%M").to_string(),
        &format!("({id}{deleted})"),
    );
    match &kept.plan {
        Some(plan) => summary::write(plan, &kept.record, &mut printer),
        None => printer.paragraph(0, "What was asked cannot be read: `calfguide doctor` tells why."),
    }
    for file in listed.files() {
        printer.link(0, "Kept in", &text::line(&file.to_string_lossy()));
    }
    out.write_all(printer.into_text().as_bytes())?;
    Ok(())
}

//! Files in the FIT format of Garmin: a workout for a watch, and a session that was done.
//!
//! `docs/exports.md` describes them. A name is never made up: an exercise has the category and the name that its
//! routine says, and none where it says none.

mod activity;
mod profile;
mod repeats;
mod steps;
mod workout;

pub use activity::activity;
pub use profile::{FitExercise, UnknownExercise};
pub use workout::Workout;

use jiff::Timestamp;
use rustyfit::profile::{mesgdef, typedef};
use rustyfit::proto::{FIT, Message};
use rustyfit::{Encoder, HeaderOption};

use crate::model::{Load, MassUnit};

/// Why a file cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("it cannot be written as FIT: {0}")]
pub struct FitError(String);

/// Bytes of a text without the zero at its end: the size of a field is one byte.
const TEXT_MAX: usize = 254;

fn encode(messages: Vec<Message>) -> Result<Vec<u8>, FitError> {
    let mut fit = FIT { messages, ..FIT::default() };
    let mut file = std::io::Cursor::new(Vec::new());
    // A file keeps up to 16 definitions of messages; with one, a definition would stand before most messages.
    let mut encoder = Encoder::builder().header_option(HeaderOption::Normal(15)).build();
    let written = encoder.encode(embedded_io_adapters::std::FromStd::new(&mut file), &mut fit);
    written.map_err(|error| FitError(error.to_string()))?;
    Ok(file.into_inner())
}

/// What a file is. Its serial number follows from what it was made of, so that a watch takes a later export of the same
/// routine for the same workout.
fn file_id(kind: typedef::File, of: &str, made: Timestamp) -> Message {
    mesgdef::FileId {
        r#type: kind,
        manufacturer: typedef::Manufacturer::DEVELOPMENT,
        product: 1,
        // Zero would be none.
        serial_number: crc32fast::hash(of.as_bytes()).max(1),
        time_created: date(made),
        ..mesgdef::FileId::default()
    }
    .into()
}

/// Whole seconds, the fraction dropped.
fn date(at: Timestamp) -> typedef::DateTime {
    typedef::DateTime::from_unix_timestamp(at.as_millisecond().div_euclid(1_000))
}

/// A load in kilograms, rounded to this fraction of one.
fn kilograms(load: Load, parts: f64) -> f64 {
    (load.kilograms() * parts).round() / parts
}

/// The unit that a load was entered in.
fn unit(load: Load) -> typedef::FitBaseUnit {
    match load.unit() {
        MassUnit::Kilogram => typedef::FitBaseUnit::KILOGRAM,
        MassUnit::Pound => typedef::FitBaseUnit::POUND,
    }
}

/// The longest beginning of a text that has room, with whole characters.
fn cut(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!(cut("Wadenheben über Kante", 12), "Wadenheben ");
        assert_eq!(cut("Wadenheben", 12), "Wadenheben");
        assert_eq!(cut("über", 1), "");
    }

    #[test]
    fn a_date_is_a_whole_second() {
        let at = |text: &str| date(text.parse().unwrap());
        assert_eq!(at("1989-12-31T00:00:01.999Z").0, 1);
        assert_eq!(at("2026-11-23T09:00:00Z").unix_timestamp(), Some(1_795_424_400));
    }
}

//! Wall times, as a journal has them.

use jiff::Zoned;
use jiff::fmt::temporal::Pieces;
use jiff::tz::TimeZone;

/// How wall time is written.
const WRITTEN: &str = "%Y-%m-%dT%H:%M:%S%.3f%:z";

/// A wall time as it is written in a journal and in JSON.
pub fn timestamp(at: &Zoned) -> String {
    at.strftime(WRITTEN).to_string()
}

/// Reads wall times. The last one is known, for a step begins when the one before it ends.
#[derive(Debug, Default)]
pub(super) struct Times {
    text: String,
    time: Option<Zoned>,
}

impl Times {
    pub(super) fn read(&mut self, text: &str) -> Option<Zoned> {
        if self.time.is_some() && self.text == text {
            return self.time.clone();
        }
        let pieces = Pieces::parse(text).ok()?;
        let offset = pieces.to_numeric_offset()?;
        let time = offset.to_timestamp(pieces.date().to_datetime(pieces.time()?)).ok()?;
        text.clone_into(&mut self.text);
        self.time = Some(time.to_zoned(TimeZone::fixed(offset)));
        self.time.clone()
    }
}

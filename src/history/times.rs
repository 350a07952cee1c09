//! Wall times, as a journal has them.

use jiff::Zoned;

/// How wall time is written.
const WRITTEN: &str = "%Y-%m-%dT%H:%M:%S%.3f%:z";
/// How it is read: a `%.f` takes as many digits as there are.
const READ: &str = "%Y-%m-%dT%H:%M:%S%.f%:z";

/// A wall time as it is written in a journal and in JSON.
pub fn timestamp(at: &Zoned) -> String {
    at.strftime(WRITTEN).to_string()
}

/// Reads wall times. The last one is known, for a step begins when the one before it ends.
#[derive(Debug, Default)]
pub(super) struct Times(Option<(String, Zoned)>);

impl Times {
    pub(super) fn read(&mut self, text: &str) -> Option<Zoned> {
        if let Some((_, time)) = self.0.as_ref().filter(|(last, _)| last == text) {
            return Some(time.clone());
        }
        let time = Zoned::strptime(READ, text).ok()?;
        self.0 = Some((text.to_owned(), time.clone()));
        Some(time)
    }
}

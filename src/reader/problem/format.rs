//! What can be wrong with the number of the format.

use crate::reader::offer::Offer;
use crate::reader::wording::Wording;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reader) enum FormatProblem {
    Missing,
    Unknown(u32),
}

impl FormatProblem {
    pub(super) fn wording(&self) -> Wording {
        let known = "this version knows format 1";
        match self {
            Self::Missing => Wording::new("`format` is missing", known),
            Self::Unknown(number) => Wording::new(format!("format {number} is unknown"), known)
                .help("write it as `format = 1`, or read the file with a newer calfguide"),
        }
    }

    pub(super) fn offers(&self) -> Vec<Offer> {
        match self {
            Self::Missing => vec![Offer::begin("format", "1")],
            Self::Unknown(_) => Vec::new(),
        }
    }
}

//! A level of pain or effort.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How much pain or effort, from 0 to 10.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Level(pub(super) u8);

/// Why a number or a text is no level.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a level is 0 to 10")]
pub struct InvalidLevel;

impl Level {
    /// The level of a number from 0 to 10.
    pub const fn new(number: u8) -> Option<Self> {
        if number <= 10 { Some(Self(number)) } else { None }
    }
}

impl TryFrom<u8> for Level {
    type Error = InvalidLevel;

    fn try_from(number: u8) -> Result<Self, InvalidLevel> {
        Self::new(number).ok_or(InvalidLevel)
    }
}

impl From<Level> for u8 {
    fn from(level: Level) -> Self {
        level.0
    }
}

impl FromStr for Level {
    type Err = InvalidLevel;

    fn from_str(text: &str) -> Result<Self, InvalidLevel> {
        text.parse().ok().and_then(Self::new).ok_or(InvalidLevel)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_0_to_10() {
        assert_eq!("0".parse(), Ok(Level(0)));
        assert_eq!("10".parse(), Ok(Level(10)));
        for text in ["11", "-1", "1.5", "", "300"] {
            assert_eq!(text.parse::<Level>(), Err(InvalidLevel));
        }
        assert!(serde_json::from_str::<Level>("11").is_err());
        assert_eq!(serde_json::to_string(&Level(7)).unwrap(), "7");
    }
}

//! What can be wrong with a file before it is parsed.

use crate::reader::wording::Wording;

/// `expected` is what the file should hold, such as "a routine".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reader) enum FileProblem {
    /// The error of the system.
    CannotOpen(String),
    /// The error of the system.
    CannotRead(String),
    Folder {
        expected: &'static str,
    },
    NotRegular {
        expected: &'static str,
    },
    TooLarge {
        expected: &'static str,
    },
    /// The first byte that is not UTF-8.
    NotUtf8(u8),
}

impl FileProblem {
    pub(in crate::reader) fn wording(&self) -> Wording {
        let to_be = |expected: &str| format!("expected a file with {expected}");
        match self {
            Self::CannotOpen(error) => Wording::new(format!("cannot open the file: {error}"), ""),
            Self::CannotRead(error) => Wording::new(format!("cannot read the file: {error}"), ""),
            Self::Folder { expected } => Wording::new("this is a folder", "").help(to_be(expected)),
            Self::NotRegular { expected } => Wording::new("this is not a regular file", "").help(to_be(expected)),
            Self::TooLarge { expected } => {
                Wording::new("the file is over 1 MiB", "").help(format!("{expected} is much smaller than that"))
            }
            Self::NotUtf8(byte) => {
                Wording::new("the file is not UTF-8", format!("the byte {byte:#04x} is not allowed here"))
                    .help("save it as UTF-8")
            }
        }
    }
}

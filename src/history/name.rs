//! Names of journals: `2026/20260328T061203Z-01JQ….jsonl`, which is when the session began, in universal time, and its id.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use jiff::{Timestamp, Zoned};
use ulid::{ULID_LEN, Ulid};

pub(super) const EXTENSION: &str = "jsonl";

const BEGAN_FORMAT: &str = "%Y%m%dT%H%M%SZ";

/// A new id: the wall time and 80 random bits.
pub(super) fn new_id(at: &Zoned) -> Ulid {
    let millis = u64::try_from(at.timestamp().as_millisecond()).unwrap_or(0);
    let mut random = [0; 16];
    // Without random bits the time alone has to do.
    let _ = getrandom::fill(&mut random[6..]);
    Ulid::from_parts(millis, u128::from_be_bytes(random))
}

/// The path of a journal in the folder of sessions.
pub(super) fn path(id: Ulid, began: &Zoned) -> PathBuf {
    let began = began.timestamp();
    let name = format!("{}-{id}.{EXTENSION}", began.strftime(BEGAN_FORMAT));
    PathBuf::from(began.strftime("%Y").to_string()).join(name)
}

/// The id in the name of a journal, or of a copy (`….sync-conflict-….jsonl`, `… (1).jsonl`).
pub(super) fn id(path: &Path) -> Option<Ulid> {
    let name = path.file_name()?.to_str()?;
    Ulid::from_string(name.split_once('-')?.1.get(..ULID_LEN)?).ok()
}

/// Which journals began before an instant, as far as their names show it.
pub(super) fn began_before(instant: Timestamp) -> impl Fn(&Path) -> bool {
    let instant = instant.strftime(BEGAN_FORMAT).to_string();
    move |path| {
        let name = path.file_name().and_then(OsStr::to_str);
        name.is_some_and(|name| name < instant.as_str()) && id(path).is_some()
    }
}

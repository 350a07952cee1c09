//! The folders of the user, after the XDG base directories.

use std::path::PathBuf;

/// Where the user's own routines are: `$XDG_DATA_HOME/calfguide/routines`, with `~/.local/share` for a variable that
/// is not set or not absolute. `None` without a home.
pub fn routines() -> Option<PathBuf> {
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let data = absolute("XDG_DATA_HOME").or_else(|| Some(absolute("HOME")?.join(".local/share")))?;
    Some(data.join("calfguide/routines"))
}

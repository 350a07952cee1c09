//! The folders of the user, after the XDG base directories.

use std::path::PathBuf;

/// The settings file: `$XDG_CONFIG_HOME/calfguide/config.toml`, in `~/.config` where the variable is not set or not
/// absolute. `None` without a home.
pub fn config() -> Option<PathBuf> {
    Some(base("XDG_CONFIG_HOME", ".config")?.join("calfguide/config.toml"))
}

/// What belongs to the user: `$CALFGUIDE_DATA_DIR`, else `$XDG_DATA_HOME/calfguide`, in `~/.local/share` where that is
/// not set or not absolute. `None` without a home.
pub fn data() -> Option<PathBuf> {
    let own = std::env::var_os("CALFGUIDE_DATA_DIR").filter(|name| !name.is_empty());
    match own {
        Some(folder) => std::path::absolute(folder).ok(),
        None => Some(base("XDG_DATA_HOME", ".local/share")?.join("calfguide")),
    }
}

/// Where the user's own routines are.
pub fn routines() -> Option<PathBuf> {
    Some(data()?.join("routines"))
}

/// Where the record of the sessions is.
pub fn sessions() -> Option<PathBuf> {
    Some(data()?.join("sessions"))
}

/// The folder that a variable names, or this one at home.
fn base(variable: &str, at_home: &str) -> Option<PathBuf> {
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    absolute(variable).or_else(|| Some(absolute("HOME")?.join(at_home)))
}

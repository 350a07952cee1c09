//! The folders of the user: those of the XDG base directories, on Windows `%APPDATA%`.

use std::path::PathBuf;

use etcetera::base_strategy::{BaseStrategy, choose_base_strategy};

/// The settings file: `calfguide/config.toml` in `$XDG_CONFIG_HOME`, or in `~/.config` where the variable is not set or
/// not absolute. `None` without a home.
pub fn config() -> Option<PathBuf> {
    let folder = choose_base_strategy().ok()?.config_dir();
    folder.is_absolute().then(|| folder.join("calfguide").join("config.toml"))
}

/// What belongs to the user: `$CALFGUIDE_DATA_DIR`, else `calfguide` in `$XDG_DATA_HOME`, or in `~/.local/share` where
/// that is not set or not absolute. `None` without a home.
pub fn data() -> Option<PathBuf> {
    let own = std::env::var_os("CALFGUIDE_DATA_DIR").filter(|name| !name.is_empty());
    if let Some(folder) = own {
        return std::path::absolute(folder).ok();
    }
    let folder = choose_base_strategy().ok()?.data_dir();
    folder.is_absolute().then(|| folder.join("calfguide"))
}

/// Where the sockets of the sessions under way are: `calfguide` in `$XDG_RUNTIME_DIR`, else in the folder for what is
/// known of earlier runs, `$XDG_STATE_HOME` or `~/.local/state`. `None` without a home.
pub fn runtime() -> Option<PathBuf> {
    let folders = choose_base_strategy().ok()?;
    let folder = folders.runtime_dir().or_else(|| folders.state_dir())?;
    folder.is_absolute().then(|| folder.join("calfguide"))
}

/// Where the user's own routines are.
pub fn routines() -> Option<PathBuf> {
    Some(data()?.join("routines"))
}

/// Where the user's own figures are.
pub fn figures() -> Option<PathBuf> {
    Some(data()?.join("figures"))
}

/// Where the record of the sessions is.
pub fn sessions() -> Option<PathBuf> {
    Some(data()?.join("sessions"))
}

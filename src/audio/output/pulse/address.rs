//! Where the sound server is, and what lets us in.

use std::path::{Path, PathBuf};
use std::{env, fs};

use rustix::process::getuid;

/// The socket of the server.
///
/// # Errors
///
/// That the user has chosen a server without one.
pub(super) fn server() -> Result<PathBuf, String> {
    if let Some(server) = env::var_os("PULSE_SERVER").filter(|server| !server.is_empty()) {
        let server = server.to_string_lossy();
        let path = server.strip_prefix("unix:").map(PathBuf::from);
        return path.ok_or_else(|| format!("PULSE_SERVER is `{}`, and no `unix:` socket", crate::text::line(&server)));
    }
    let folder = env::var_os("XDG_RUNTIME_DIR").filter(|folder| !folder.is_empty());
    let folder = folder.map_or_else(|| Path::new("/run/user").join(getuid().as_raw().to_string()), PathBuf::from);
    Ok(folder.join("pulse/native"))
}

/// The secret that the server shares with its clients. Its length is fixed; a server that wants none takes anything.
pub(super) fn cookie() -> Vec<u8> {
    const LENGTH: usize = 256;
    let home = env::home_dir();
    let chosen = env::var_os("PULSE_COOKIE").map(PathBuf::from);
    let config = env::var_os("XDG_CONFIG_HOME").filter(|folder| !folder.is_empty()).map(PathBuf::from);
    let config = config.or_else(|| home.as_ref().map(|home| home.join(".config")));
    let usual = [config.map(|config| config.join("pulse/cookie")), home.map(|home| home.join(".pulse-cookie"))];
    let usual = usual.into_iter().flatten();
    let is_cookie = |path: &PathBuf| path.metadata().is_ok_and(|found| found.is_file() && found.len() == LENGTH as u64);
    let mut found = chosen.into_iter().chain(usual).filter(is_cookie).filter_map(|path| fs::read(path).ok());
    found.next().unwrap_or_else(|| vec![0; LENGTH])
}

//! What was chosen: a flag goes before the environment, the environment before the settings file.

use std::env;

use super::Failure;
use crate::cli::{Cli, Command};
use crate::settings::{Color, Config, WindowChoice};
use crate::{paths, reader};

/// What was typed.
pub(super) fn from_cli(cli: &Cli) -> Config {
    let config = Config { color: cli.color, ..Config::default() };
    let (face, config) = match &cli.command {
        Some(Command::Run(run)) => {
            let windows = WindowChoice::of(run.short, run.full);
            (&run.face, Config { windows, first_side: run.first_side, ..config })
        }
        Some(Command::Resume(resume)) => (&resume.face, config),
        _ => return config,
    };
    Config {
        theme: face.theme,
        calm: face.calm,
        notify: face.notify,
        plain: face.plain,
        yes: face.yes,
        mute: face.mute,
        hands_free: face.hands_free,
        ..config
    }
}

/// What the environment says.
pub(super) fn from_env() -> Config {
    let value = |name| env::var_os(name).filter(|value| !value.is_empty());
    let color = if value("NO_COLOR").is_some() {
        Some(Color::Never)
    } else if value("CLICOLOR_FORCE").is_some_and(|value| value != "0") {
        Some(Color::Always)
    } else {
        value("TERM").filter(|term| term == "dumb").map(|_| Color::Never)
    };
    Config { color, calm: value("NO_MOTION").map(|_| true), ..Config::default() }
}

/// What the settings file says.
pub(super) fn from_file() -> Result<Config, Failure> {
    let Some(path) = paths::config() else { return Ok(Config::default()) };
    reader::config(&path).map_err(|problems| Failure::Problems(vec![problems]))
}

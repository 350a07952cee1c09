//! What was chosen: a flag goes before the environment, the environment before the settings file.

use std::env;

use super::Failure;
use crate::cli::{Cli, Command};
use crate::settings::{Color, Config, Windows};
use crate::{paths, reader};

/// What was typed.
pub(super) fn typed(cli: &Cli) -> Config {
    let config = Config { color: cli.color, ..Config::default() };
    let Some(Command::Run(run)) = &cli.command else { return config };
    Config {
        theme: run.theme,
        calm: run.calm,
        notify: run.notify,
        plain: run.plain,
        yes: run.yes,
        mute: run.mute,
        hands_free: run.hands_free,
        windows: Windows::of(run.short, run.full),
        first_side: run.first_side,
        ..config
    }
}

/// What the environment says.
pub(super) fn environment() -> Config {
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
pub(super) fn filed() -> Result<Config, Failure> {
    let Some(path) = paths::config() else { return Ok(Config::default()) };
    reader::config(&path).map_err(|problems| Failure::Problems(vec![problems]))
}

//! The configuration: a flag takes precedence over the environment, the environment over the settings file.

use std::env;

use super::Failure;
use crate::cli::{Cli, Command, VoiceArgs};
use crate::settings::{Color, Config, WindowChoice};
use crate::{paths, reader};

pub(super) fn from_cli(cli: &Cli) -> Config {
    let config = Config { color: cli.color, ..Config::default() };
    let (display, config) = match &cli.command {
        Some(Command::Run(run)) => {
            let windows = WindowChoice::from_flags(run.short, run.full);
            (&run.display, Config { windows, first_side: run.first_side, ..config })
        }
        Some(Command::Resume(resume)) => (&resume.display, config),
        Some(Command::SoundCheck(check)) => {
            return Config { audio: check.audio.clone(), ..with_voice(&check.voice, config) };
        }
        _ => return config,
    };
    Config {
        theme: display.theme,
        calm: display.calm,
        figures: display.figures,
        notify: display.notify,
        plain: display.plain,
        yes: display.yes,
        mute: display.mute,
        audio: display.audio.clone(),
        volume: display.volume.and_then(|percent| u8::try_from(percent).ok()),
        hands_free: display.hands_free,
        media_keys: display.media_keys,
        ..with_voice(&display.voice, config)
    }
}

fn with_voice(args: &VoiceArgs, config: Config) -> Config {
    let VoiceArgs { voice, voice_command, voice_language } = args.clone();
    Config { voice, voice_command, voice_language, ..config }
}

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

pub(super) fn from_file() -> Result<Config, Failure> {
    let Some(path) = paths::config() else { return Ok(Config::default()) };
    reader::config(&path).map_err(|problems| Failure::Problems(vec![problems]))
}

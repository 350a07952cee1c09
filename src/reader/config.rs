//! The settings file.

use toml::de::{DeTable, DeValue};

use super::problem::{Collector, Problem, SlotProblem};
use super::table::{Item, Table};
use super::value;
use crate::settings::{AudioTarget, Choice, Config, VoiceChoice, WindowChoice};

pub(super) fn config(entries: &DeTable<'_>, problems: &mut Collector) -> Config {
    let mut table = Table::root(entries, "settings file");
    let color = table.read("color", choice, problems);
    let theme = table.read("theme", choice, problems);
    let calm = table.read("calm", value::flag, problems);
    let figures = table.read("figures", choice, problems);
    let notify = table.read("notify", value::flag, problems);
    let plain = table.read("plain", value::flag, problems);
    let yes = table.read("yes", value::flag, problems);
    let mute = table.read("mute", value::flag, problems);
    let audio = table.read("audio", choice, problems);
    let volume = table.read("volume", volume, problems);
    let voice = table.read("voice", voice, problems);
    let voice_command = table.read("voice-command", value::line, problems);
    let voice_language = table.read("voice-language", value::name, problems);
    let hands_free = table.read("hands-free", value::flag, problems);
    let media_keys = table.read("media-keys", value::flag, problems);
    let short = table.read("short", value::flag, problems);
    let full = table.read("full", value::flag, problems);
    let first_side = table.read("first-side", choice, problems);
    table.finish(problems);
    if let (Some(short), Some(full)) = (short.located(), full.located())
        && short.value
        && full.value
    {
        problems.push(Problem::new(full.key_at.clone(), SlotProblem::FullBesideShort).related(short.key_at.clone()));
    }
    Config {
        color: color.value(),
        theme: theme.value(),
        calm: calm.value(),
        figures: figures.value(),
        notify: notify.value(),
        plain: plain.value(),
        yes: yes.value(),
        mute: mute.value(),
        audio: audio.value().map(AudioTarget::Output),
        volume: volume.value(),
        voice: voice.value(),
        voice_command: voice_command.value(),
        voice_language: voice_language.value(),
        hands_free: hands_free.value(),
        media_keys: media_keys.value(),
        windows: WindowChoice::from_flags(short.value(), full.value()),
        first_side: first_side.value(),
    }
}

fn choice<C: Choice>(item: &Item<'_>, problems: &mut Collector) -> Option<C> {
    let choices: Vec<(&str, C)> = C::ALL.iter().map(|&choice| (choice.word(), choice)).collect();
    value::one_of(item, &choices, problems)
}

fn voice(item: &Item<'_>, problems: &mut Collector) -> Option<VoiceChoice> {
    match item.value {
        DeValue::Boolean(true) => Some(VoiceChoice::BuiltIn),
        DeValue::Boolean(false) => Some(VoiceChoice::Off),
        _ => choice(item, problems),
    }
}

fn volume(item: &Item<'_>, problems: &mut Collector) -> Option<u8> {
    value::whole(item, 0, 100, problems).and_then(|percent| u8::try_from(percent).ok())
}

//! The settings file.

use toml::de::DeTable;

use super::faults::{Fault, Faults};
use super::table::{Item, Table};
use super::value;
use crate::settings::{Choice, Config, WindowChoice};

/// Reads the settings. All their faults are said.
pub(super) fn config(entries: &DeTable<'_>, faults: &mut Faults) -> Config {
    let mut table = Table::root(entries, "settings file");
    let color = table.read("color", choice, faults);
    let theme = table.read("theme", choice, faults);
    let calm = table.read("calm", value::flag, faults);
    let notify = table.read("notify", value::flag, faults);
    let plain = table.read("plain", value::flag, faults);
    let yes = table.read("yes", value::flag, faults);
    let mute = table.read("mute", value::flag, faults);
    let hands_free = table.read("hands-free", value::flag, faults);
    let short = table.read("short", value::flag, faults);
    let full = table.read("full", value::flag, faults);
    let first_side = table.read("first-side", choice, faults);
    table.finish(faults);
    if let (Some(short), Some(full)) = (short.spot(), full.spot())
        && short.value
        && full.value
    {
        faults.add(
            Fault::at(full.key_at.clone(), "`full` cannot stand beside `short`")
                .label("the high end of every window")
                .related(short.key_at.clone(), "the low end of every window")
                .help("keep one of them"),
        );
    }
    Config {
        color: color.value(),
        theme: theme.value(),
        calm: calm.value(),
        notify: notify.value(),
        plain: plain.value(),
        yes: yes.value(),
        mute: mute.value(),
        hands_free: hands_free.value(),
        windows: WindowChoice::from_flags(short.value(), full.value()),
        first_side: first_side.value(),
    }
}

fn choice<C: Choice>(item: &Item<'_>, faults: &mut Faults) -> Option<C> {
    let choices: Vec<(&str, C)> = C::ALL.iter().map(|&choice| (choice.word(), choice)).collect();
    value::one_of(item, &choices, faults)
}

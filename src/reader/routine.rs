//! A whole routine file.

use toml::de::DeTable;

use super::duration::between_sessions;
use super::exercise::FileContext;
use super::format;
use super::ids::Ids;
use super::phase::phase;
use super::prescription::Layer;
use super::problem::{Collector, RoutineProblem};
use super::size;
use super::table::{Item, Lookup, Table};
use super::value;
use crate::model::{Background, Frequency, Gate, Routine, Safety, Source};
use crate::text;

/// Reads a routine; `stem` is what its file is called without the extension.
pub(super) fn routine(entries: &DeTable<'_>, stem: &str, problems: &mut Collector) -> Option<Routine> {
    let mut table = Table::root(entries, "file");
    format::known(&mut table, problems)?;
    let id = table.read("id", value::slug, problems);
    let name = table.require("name", "\"Strong calves\"", value::name, problems);
    let summary = table.read("summary", value::prose, problems);
    let equipment = table.read("equipment", value::lines, problems);
    let notes = table.read("notes", value::proses, problems);
    let source = table.read("source", source, problems);
    let frequency = table.read("frequency", frequency, problems);
    let safety = table.read("safety", safety, problems);
    let background = table.read("background", |item, problems| value::tables(item, background, problems), problems);
    let gate = table.read("progress", gate, problems);
    let defaults = table.read("defaults", defaults, problems);
    let mut file = FileContext::new(defaults.value().unwrap_or_default());
    let mut ids = Ids::default();
    let mut phases_at = Vec::new();
    let each = |item: &Item<'_>, problems: &mut Collector| {
        phases_at.push(item.at.clone());
        phase(item, &mut ids, &mut file, problems)
    };
    let phases = table.read("phase", |item, problems| value::tables(item, each, problems), problems);
    if phases.is_missing() {
        problems.add(0..0, RoutineProblem::NoPhase);
    }
    table.finish(problems);
    let id = match id {
        Lookup::Valid(id) => Some(id.value),
        Lookup::Invalid => None,
        Lookup::Missing => id_from(stem, problems),
    };
    let routine = Routine {
        id: id?,
        name: name?,
        summary: summary.value(),
        equipment: equipment.value().unwrap_or_default(),
        notes: notes.value().unwrap_or_default(),
        source: source
            .value()
            .filter(|source| source.title.is_some() || source.author.is_some() || source.url.is_some()),
        frequency: frequency.value(),
        safety: safety.value(),
        background: background.value().unwrap_or_default(),
        gate: gate.value().unwrap_or_default(),
        phases: phases.value()?,
    };
    if !problems.is_empty() {
        return None;
    }
    size::check(&routine, &phases_at, problems);
    problems.is_empty().then_some(routine)
}

fn id_from(stem: &str, problems: &mut Collector) -> Option<String> {
    let id = text::slug(stem);
    if id.is_none() {
        problems.add(0..0, RoutineProblem::NoIdFromFileName);
    }
    id
}

fn source(item: &Item<'_>, problems: &mut Collector) -> Option<Source> {
    let mut table = Table::of(item, "`[source]`", problems)?;
    let source = Source {
        title: table.read("title", value::line, problems).value(),
        author: table.read("author", value::line, problems).value(),
        url: table.read("url", value::line, problems).value(),
    };
    table.finish(problems);
    Some(source)
}

fn frequency(item: &Item<'_>, problems: &mut Collector) -> Option<Frequency> {
    let mut table = Table::of(item, "`[frequency]`", problems)?;
    let frequency = Frequency {
        per_week: table.read("per_week", value::counts, problems).value(),
        min_gap: table.read("min_gap", between_sessions, problems).value(),
        occasions: table.read("occasions", value::lines, problems).value().unwrap_or_default(),
    };
    table.finish(problems);
    Some(frequency)
}

fn safety(item: &Item<'_>, problems: &mut Collector) -> Option<Safety> {
    let mut table = Table::of(item, "`[safety]`", problems)?;
    let safety = Safety {
        notice: table.read("notice", value::prose, problems).value(),
        stop_if: table.read("stop_if", value::proses, problems).value().unwrap_or_default(),
    };
    table.finish(problems);
    Some(safety)
}

fn background(item: &Item<'_>, problems: &mut Collector) -> Option<Background> {
    let mut table = Table::of(item, "`[[background]]`", problems)?;
    let title = table.require("title", "\"The calf complex\"", value::line, problems);
    let text = table.require("text", "\"...\"", value::prose, problems);
    table.finish(problems);
    Some(Background { title: title?, text: text? })
}

fn gate(item: &Item<'_>, problems: &mut Collector) -> Option<Gate> {
    let mut table = Table::of(item, "`[progress]`", problems)?;
    let default = Gate::default();
    let gate = Gate {
        after: table.read("after", value::count, problems).value().unwrap_or(default.after),
        step_gap: table.read("step_gap", between_sessions, problems).value().unwrap_or(default.step_gap),
        pain_hold: table.read("pain_hold", value::level, problems).value().unwrap_or(default.pain_hold),
        pain_back: table.read("pain_back", value::level, problems).value().unwrap_or(default.pain_back),
        effort_hold: table.read("effort_hold", value::level, problems).value().unwrap_or(default.effort_hold),
        layoff: table.read("layoff", between_sessions, problems).value().unwrap_or(default.layoff),
    };
    table.finish(problems);
    Some(gate)
}

fn defaults(item: &Item<'_>, problems: &mut Collector) -> Option<Layer> {
    let mut table = Table::of(item, "`[defaults]`", problems)?;
    let defaults = Layer::read_defaults(&mut table, problems);
    table.finish(problems);
    Some(defaults)
}

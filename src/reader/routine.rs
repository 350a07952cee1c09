//! The whole file.

use std::cmp::Reverse;
use std::ops::Range;
use std::time::Duration;

use toml::de::{DeTable, DeValue};

use super::duration::{self, LONG};
use super::exercise::Shared;
use super::faults::{Fault, Faults};
use super::ids::Ids;
use super::phase::{phase, tables};
use super::prescription::Layered;
use super::table::{Given, Item, Table};
use super::value;
use crate::model::{Background, Dose, Frequency, Gate, LadderPosition, Phase, Routine, Safety, Source, Today};
use crate::plan::{MAX_STEPS, Size, size};
use crate::text;

/// The format that this version reads.
const FORMAT: u32 = 1;

/// The longest session.
const TIME_MAX: Duration = Duration::from_hours(24);

/// Reads a routine; `stem` is what its file is called without the ending. All its faults are said.
pub(super) fn routine(entries: &DeTable<'_>, stem: &str, faults: &mut Faults) -> Option<Routine> {
    let mut table = Table::root(entries, "file");
    let format = table.read("format", format, faults);
    match &format {
        // In another format everything may mean something else.
        Given::Yes(spot) if spot.value != FORMAT => return None,
        Given::No => faults.add(
            Fault::at(0..0, "`format` is missing")
                .label("this version knows format 1")
                .help("begin the file with `format = 1`"),
        ),
        _ => {}
    }
    let id = table.read("id", value::slug, faults);
    let name = table.need("name", "\"Strong calves\"", value::name, faults);
    let summary = table.read("summary", value::prose, faults);
    let equipment = table.read("equipment", value::lines, faults);
    let notes = table.read("notes", value::proses, faults);
    let source = table.read("source", source, faults);
    let frequency = table.read("frequency", frequency, faults);
    let safety = table.read("safety", safety, faults);
    let background = table.read("background", |item, faults| tables(item, background, faults), faults);
    let gate = table.read("progress", gate, faults);
    let defaults = table.read("defaults", defaults, faults);
    let mut shared = Shared { defaults: defaults.value().unwrap_or_default(), ids: Ids::new("exercise"), spent: 0 };
    let mut ids = Ids::new("phase");
    let mut tops = Vec::new();
    let each = |item: &Item<'_>, faults: &mut Faults| {
        tops.push(item.at.clone());
        phase(item, &mut ids, &mut shared, faults)
    };
    let phases = table.read("phase", |item, faults| tables(item, each, faults), faults);
    if phases.is_no() {
        faults.add(
            Fault::at(0..0, "a routine without a phase")
                .label("expected `[[phase]]` and `[[phase.exercise]]`")
                .help("add `[[phase]]` with a `name`"),
        );
    }
    table.finish(faults);
    let id = match id {
        Given::Yes(spot) => Some(spot.value),
        Given::Bad => None,
        Given::No => id_of(stem, faults),
    };
    let routine = Routine {
        id: id?,
        name: name?,
        summary: summary.value(),
        equipment: equipment.value().unwrap_or_default(),
        notes: notes.value().unwrap_or_default(),
        source: source.value().filter(|it| it.title.is_some() || it.author.is_some() || it.url.is_some()),
        frequency: frequency.value(),
        safety: safety.value(),
        background: background.value().unwrap_or_default(),
        gate: gate.value().unwrap_or_default(),
        phases: phases.value()?,
    };
    if !faults.is_empty() {
        return None;
    }
    check_size(&routine, &tops, faults);
    faults.is_empty().then_some(routine)
}

fn format(item: &Item<'_>, faults: &mut Faults) -> Option<u32> {
    let DeValue::Integer(_) = item.value else {
        faults.add(value::not(item, "a number", "`1`").help(item.write("1")));
        return None;
    };
    let number = value::whole(item, 0, u32::MAX, faults)?;
    if number != FORMAT {
        faults.add(
            Fault::at(item.at.clone(), format!("format {number} is unknown"))
                .label("this version knows format 1")
                .help("write it as `format = 1`, or read the file with a newer calfguide"),
        );
    }
    Some(number)
}

fn id_of(stem: &str, faults: &mut Faults) -> Option<String> {
    let id = text::slug(stem);
    if id.is_none() {
        faults.add(
            Fault::at(0..0, "`id` is missing")
                .label("the name of the file has no letter or digit to make an id of")
                .help("add `id = \"my-routine\"`"),
        );
    }
    id
}

fn source(item: &Item<'_>, faults: &mut Faults) -> Option<Source> {
    let mut table = Table::of(item, "`[source]`", faults)?;
    let source = Source {
        title: table.read("title", value::line, faults).value(),
        author: table.read("author", value::line, faults).value(),
        url: table.read("url", value::line, faults).value(),
    };
    table.finish(faults);
    Some(source)
}

fn frequency(item: &Item<'_>, faults: &mut Faults) -> Option<Frequency> {
    let mut table = Table::of(item, "`[frequency]`", faults)?;
    let frequency = Frequency {
        per_week: table.read("per_week", value::counts, faults).value(),
        min_gap: table.read("min_gap", long, faults).value(),
        occasions: table.read("occasions", value::lines, faults).value().unwrap_or_default(),
    };
    table.finish(faults);
    Some(frequency)
}

fn safety(item: &Item<'_>, faults: &mut Faults) -> Option<Safety> {
    let mut table = Table::of(item, "`[safety]`", faults)?;
    let safety = Safety {
        notice: table.read("notice", value::prose, faults).value(),
        stop_if: table.read("stop_if", value::proses, faults).value().unwrap_or_default(),
    };
    table.finish(faults);
    Some(safety)
}

fn background(item: &Item<'_>, faults: &mut Faults) -> Option<Background> {
    let mut table = Table::of(item, "`[[background]]`", faults)?;
    let title = table.need("title", "\"The calf complex\"", value::line, faults);
    let text = table.need("text", "\"...\"", value::prose, faults);
    table.finish(faults);
    Some(Background { title: title?, text: text? })
}

fn gate(item: &Item<'_>, faults: &mut Faults) -> Option<Gate> {
    let mut table = Table::of(item, "`[progress]`", faults)?;
    let default = Gate::default();
    let gate = Gate {
        after: table.read("after", value::count, faults).value().unwrap_or(default.after),
        step_gap: table.read("step_gap", long, faults).value().unwrap_or(default.step_gap),
        pain_hold: table.read("pain_hold", value::level, faults).value().unwrap_or(default.pain_hold),
        pain_back: table.read("pain_back", value::level, faults).value().unwrap_or(default.pain_back),
        effort_hold: table.read("effort_hold", value::level, faults).value().unwrap_or(default.effort_hold),
        layoff: table.read("layoff", long, faults).value().unwrap_or(default.layoff),
    };
    table.finish(faults);
    Some(gate)
}

fn defaults(item: &Item<'_>, faults: &mut Faults) -> Option<Layered> {
    let mut table = Table::of(item, "`[defaults]`", faults)?;
    let defaults = Layered::defaults(&mut table, faults);
    table.finish(faults);
    Some(defaults)
}

fn long(item: &Item<'_>, faults: &mut Faults) -> Option<Duration> {
    duration::one(item, LONG, faults)
}

/// Says where a session would have too many steps or take too long, on any day.
fn check_size(routine: &Routine, tops: &[Range<usize>], faults: &mut Faults) {
    let longest = routine.phases.iter().flat_map(|phase| &phase.exercises).flat_map(|exercise| &exercise.movements);
    let longest = longest.map(|movement| movement.dose.all().len()).max().unwrap_or(1);
    let days = (1..=u32::try_from(longest).unwrap_or(u32::MAX)).map(|n| Today {
        week: n,
        session: n,
        rungs: LadderPosition::AsWritten,
    });
    for today in days {
        let Size { steps, time } = size(routine, &today);
        let message = if steps > MAX_STEPS {
            "a session would have more than 10,000 steps".to_owned()
        } else if time > TIME_MAX {
            format!("a session would take {} hours", time.as_secs().div_ceil(60 * 60))
        } else {
            continue;
        };
        let at = largest(routine, &today, steps > MAX_STEPS).and_then(|n| tops.get(n).cloned()).unwrap_or(0..0);
        let by_week = |dose: &Dose| matches!(dose, Dose::Weeks(_));
        let weeks = routine.phases.iter().flat_map(|p| &p.exercises).flat_map(|e| &e.movements);
        let kind = if weeks.clone().any(|movement| by_week(&movement.dose)) { "week" } else { "session" };
        let when = if longest > 1 { format!(" in {kind} {}", today.week) } else { String::new() };
        faults.add(
            Fault::at(at, format!("{message}{when}"))
                .label("this phase is the largest part of it")
                .help("at most 10,000 steps and 24 hours, at the high end of every range"),
        );
        return;
    }
}

/// The phase with the most steps or the longest time.
fn largest(routine: &Routine, today: &Today, by_steps: bool) -> Option<usize> {
    let mut alone = Routine { phases: Vec::new(), ..routine.clone() };
    let mut measure = |phase: &Phase| {
        alone.phases = vec![phase.clone()];
        let Size { steps, time } = size(&alone, today);
        if by_steps { steps as u128 } else { time.as_nanos() }
    };
    let sizes: Vec<u128> = routine.phases.iter().map(&mut measure).collect();
    (0..sizes.len()).max_by_key(|&n| (sizes[n], Reverse(n)))
}

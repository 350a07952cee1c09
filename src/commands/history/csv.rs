//! Sessions as CSV (RFC 4180), a line for each block of work: all that is known of it, or what another program imports.

mod hevy;
mod own;
mod strong;

use std::collections::BTreeMap;
use std::io::Write;
use std::time::Duration;

use crate::cli::CsvKind;
use crate::commands::Failure;
use crate::history::{LoadedSession, StoredSession};
use crate::model::{DistanceUnit, Load, Side};
use crate::plan::{Card, Plan, Step, Work};
use crate::record::{Block, Past, Record};
use crate::words::step;

/// Writes these sessions, the oldest first. One that cannot be read is left out; it is among the faults of the listing.
pub(super) fn write(kind: CsvKind, sessions: &[&StoredSession], out: &mut dyn Write) -> Result<(), Failure> {
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    csv.write_record(match kind {
        CsvKind::Own => &own::HEADER[..],
        CsvKind::Strong => &strong::HEADER,
        CsvKind::Hevy => &hevy::HEADER,
    })?;
    for session in sessions {
        let Ok(LoadedSession { past, plan: Some(plan), record, .. }) = session.read() else { continue };
        let done = Done { past: &past, plan: &plan, record: &record };
        let rows = match kind {
            CsvKind::Own => own::rows(&done),
            CsvKind::Strong => strong::rows(&done),
            CsvKind::Hevy => hevy::rows(&done),
        };
        for row in rows {
            csv.write_record(row)?;
        }
    }
    csv.flush()?;
    Ok(())
}

impl From<csv::Error> for Failure {
    fn from(error: csv::Error) -> Self {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => Self::from(error),
            other => Self::failed(format!("the rows are not of one length: {other:?}")),
        }
    }
}

type Row = Vec<String>;

/// A session that was read.
struct Done<'a> {
    past: &'a Past,
    plan: &'a Plan,
    record: &'a Record,
}

impl<'a> Done<'a> {
    fn blocks(&self) -> Vec<Block<'a>> {
        self.record.blocks(self.plan)
    }

    fn step(&self, block: &Block<'_>) -> &'a Step {
        &self.plan[block.step]
    }

    fn card(&self, block: &Block<'_>) -> &'a Card {
        self.plan.card(block.step)
    }

    /// The exercise with its movement and its side, for programs that know neither.
    fn exercise(&self, block: &Block<'_>) -> String {
        let title = step::title(self.card(block));
        match self.step(block).own_side() {
            one @ (Side::Left | Side::Right) => format!("{title} ({})", step::side(one)),
            Side::Both | Side::Alternate => title,
        }
    }

    /// What was done, for programs that know sets of exercises alone: each block with the name of its exercise, and how
    /// many of that were before it.
    fn sets(&self) -> impl Iterator<Item = (Block<'a>, String, u32)> {
        let mut before: BTreeMap<String, u32> = BTreeMap::new();
        self.blocks().into_iter().filter(Block::was_done).map(move |block| {
            let exercise = self.exercise(&block);
            let count = before.entry(exercise.clone()).and_modify(|count| *count += 1).or_default();
            (block, exercise, *count)
        })
    }

    /// The load in kilograms, where it is a number with a unit.
    fn kilograms(&self, block: &Block<'_>) -> Option<f64> {
        block.load(self.plan)?.parse().ok().map(Load::kilograms)
    }

    /// Kilometres that were prescribed.
    fn kilometres(&self, block: &Block<'_>) -> Option<f64> {
        let Some(Work::Distance(distance)) = self.step(block).work() else { return None };
        let number: f64 = distance.number.parse().ok()?;
        Some(match distance.unit {
            DistanceUnit::M => number / 1_000.0,
            DistanceUnit::Km => number,
            DistanceUnit::Mi => number * 1.609_344,
        })
    }
}

/// Text of a file, so that no spreadsheet takes it for a formula.
fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

fn cell(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Seconds with at most three decimals.
fn seconds(time: Duration) -> String {
    let millis = crate::model::seconds::round(time).as_millis();
    let text = format!("{}.{:03}", millis / 1_000, millis % 1_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

//! What was read last and often comes again: most sessions of a routine follow the same plan, which is half of a journal.

use std::sync::Arc;

use super::fault::FaultKind;
use super::line::{self, Entry, Line};
use super::times::Times;
use crate::plan::Plan;

/// What was read last.
#[derive(Debug, Default)]
pub(super) struct Memo {
    plan: Option<KnownPlan>,
    times: Times,
}

#[derive(Debug)]
struct KnownPlan {
    /// What stood between [`KEY`] and the checksum.
    text: Vec<u8>,
    plan: Arc<Plan>,
}

const KEY: &[u8] = b",\"plan\":";

impl Memo {
    /// Parses a line, as [`Line::parse`].
    pub(super) fn line(&mut self, bytes: &[u8]) -> Result<Line, FaultKind> {
        if let Some(line) = self.known(bytes) {
            return Ok(line);
        }
        let line = Line::parse(bytes, &mut self.times)?;
        if let Entry::Plan(plan) = &line.entry {
            let text = memchr::memmem::find(bytes, KEY).and_then(|at| unsealed(bytes).get(at + KEY.len()..));
            self.plan = text.map(|text| KnownPlan { text: text.to_owned(), plan: Arc::clone(plan) });
        }
        Ok(line)
    }

    /// A line that holds the last plan again. What is before the plan is JSON too, once it is closed.
    fn known(&mut self, bytes: &[u8]) -> Option<Line> {
        let KnownPlan { text, plan } = self.plan.as_ref()?;
        let head = unsealed(bytes).strip_suffix(&**text)?.strip_suffix(KEY)?;
        let plan = line::is_sealed(bytes).then(|| Arc::clone(plan))?;
        Line::with_plan(&[head, b"}"].concat(), plan, &mut self.times)
    }
}

fn unsealed(bytes: &[u8]) -> &[u8] {
    bytes.get(..bytes.len().saturating_sub(line::SEAL_LENGTH)).unwrap_or_default()
}

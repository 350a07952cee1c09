//! What is asked today: the ladders of a routine, and the rules that lead along them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

#[path = "../support/mod.rs"]
mod support;

mod any;
mod histories;
mod ladder;
mod laws;

use calfguide::plan::Plan;
use calfguide::progression::PastSession;
use calfguide::record::Record;
use jiff::Zoned;

/// A session that was done.
#[derive(Debug, Clone)]
struct Done {
    id: String,
    began: Zoned,
    plan: Plan,
    record: Record,
}

impl Done {
    fn past(&self) -> PastSession<'_> {
        PastSession { id: &self.id, began: &self.began, plan: &self.plan, record: &self.record }
    }
}

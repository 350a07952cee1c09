//! Hands the facts of a session to its recorder, and takes them back once they are on the disk.

use std::path::Path;
use std::time::Duration;

use super::Runner;
use crate::history::{Journal, Recorder};
use crate::host::Waker;
use crate::session::{Event, What};

/// Where a session is recorded.
pub enum Recording<'a> {
    Off,
    /// In a new journal in this folder, where there is one.
    New(Option<&'a Path>),
    /// In its own journal: it is resumed.
    Resume {
        journal: Journal,
        /// The facts that the journal has.
        facts: &'a [Event],
        /// The time since the last of them.
        away: Duration,
    },
}

impl Runner<'_> {
    pub(super) fn start_recorder(&mut self, journal: Journal) {
        let waker = self.world.waker();
        let wake = move || waker.iter().for_each(Waker::wake);
        self.recorder = Some(Recorder::start(journal, wake));
    }

    /// Hands what happened to the recorder, and takes back what is recorded by now.
    pub(super) fn record_events(&mut self) {
        let events = std::mem::take(&mut self.new_events);
        let has_facts = events.iter().any(|event| matches!(event.what, What::Fact(_)));
        let now = self.now();
        match (&mut self.recorder, self.world.wall()) {
            (Some(recorder), Some(wall)) if has_facts => {
                // What fell due earlier happened earlier, such as the end of a session that was confirmed later.
                for together in events.chunk_by(|one, next| one.at == next.at) {
                    let ago = together.first().map_or(Duration::ZERO, |first| now.since(first.at));
                    recorder.record(&wall.checked_sub(ago).unwrap_or_else(|_| wall.clone()), together.to_vec());
                }
            }
            _ => self.unseen.extend(events),
        }
        // Virtual time does not pass while a disk works.
        if self.world.waker().is_none() {
            self.wait_for_disk();
        } else if let Some(recorder) = &mut self.recorder {
            self.unseen.extend(recorder.recorded());
        }
    }

    pub(super) fn wait_for_disk(&mut self) {
        if let Some(recorder) = &mut self.recorder {
            self.unseen.extend(recorder.wait());
        }
    }
}

//! The score: what is heard of the events of a session, and when.

use crate::session::{Event, Mono, Sound};

/// A sound with its instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Note {
    pub(super) at: Mono,
    pub(super) sound: Sound,
}

/// What is heard of events that are in the order of their time: of those that coincide, the one that matters most.
pub(super) fn notes(events: &[Event]) -> impl Iterator<Item = Note> {
    events.chunk_by(|one, next| one.at == next.at).filter_map(|together| {
        let at = together.first()?.at;
        Some(Note { at, sound: together.iter().filter_map(|event| event.what.sound()).max()? })
    })
}

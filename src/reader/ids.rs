//! Names, and the ids that are made of them.

use std::collections::HashMap;
use std::ops::Range;

use super::faults::{Fault, Faults};
use super::table::Table;
use super::value;
use crate::model::Label;
use crate::text;

/// The ids of one kind, each once.
#[derive(Debug)]
pub(super) struct Ids {
    what: &'static str,
    seen: HashMap<String, Range<usize>>,
}

impl Ids {
    /// No id yet.
    pub(super) fn new(what: &'static str) -> Self {
        Self { what, seen: HashMap::new() }
    }

    /// Takes the name and the id out of a table; without an id it is the slug of the name.
    pub(super) fn label(&mut self, table: &mut Table<'_>, faults: &mut Faults) -> Option<Label> {
        let mut name_at = table.head.clone();
        let given = table.read("id", value::slug, faults);
        let name = table.need(
            "name",
            if self.what == "phase" { "\"Warm-up\"" } else { "\"Heel raises\"" },
            |item, faults| {
                name_at = item.at.clone();
                value::name(item, faults)
            },
            faults,
        );
        let (id, at) = match (given.spot(), &name) {
            (Some(spot), _) => (spot.value.clone(), spot.at.clone()),
            (None, Some(name)) if given.is_no() => {
                let Some(slug) = text::slug(name) else {
                    faults.add(
                        Fault::at(name_at, "`id` is missing")
                            .label("this name has no letter or digit to make an id of")
                            .help(format!("add `id = \"{}-1\"`", self.what)),
                    );
                    return None;
                };
                (slug, name_at)
            }
            _ => return None,
        };
        let id = self.enter(id, at, faults)?;
        Some(Label { id, name: name? })
    }

    fn enter(&mut self, id: String, at: Range<usize>, faults: &mut Faults) -> Option<String> {
        let Some(first) = self.seen.get(&id) else {
            self.seen.insert(id.clone(), at);
            return Some(id);
        };
        let shown = value::short(&id);
        faults.add(
            Fault::at(at, format!("the id `{shown}` is given twice"))
                .label(format!("another {} has it", self.what))
                .related(first.clone(), "the first one")
                .help(format!("add `id = \"{shown}-2\"`")),
        );
        None
    }
}

//! Names, and the ids that are made of them.

use std::collections::HashMap;
use std::ops::Range;

use super::problem::{Collector, Problem, TableProblem};
use super::table::Table;
use super::value;
use crate::model::Label;
use crate::text;

/// The ids of one kind of table, each with the place of the first that has it.
#[derive(Debug, Default)]
pub(super) struct Ids {
    seen: HashMap<String, Seen>,
}

#[derive(Debug)]
struct Seen {
    /// Where the first table has it.
    at: Range<usize>,
    /// How many tables have it.
    times: usize,
}

impl Ids {
    /// Takes the name and the id out of a table; without an id it is the slug of the name.
    pub(super) fn label(&mut self, table: &mut Table<'_>, problems: &mut Collector) -> Option<Label> {
        let mut name_at = table.header.clone();
        let given = table.read("id", value::slug, problems);
        let name = table.require(
            "name",
            if table.name == "phase" { "\"Warm-up\"" } else { "\"Heel raises\"" },
            |item, problems| {
                name_at = item.at.clone();
                value::name(item, problems)
            },
            problems,
        );
        let (id, at, key) = match (given.located(), &name) {
            (Some(id), _) => (id.value.clone(), id.at.clone(), "id"),
            (None, Some(name)) if given.is_missing() => {
                let Some(slug) = text::slug(name) else {
                    problems.add(name_at, TableProblem::NoIdFromName { table: table.name });
                    return None;
                };
                (slug, name_at, "name")
            }
            _ => return None,
        };
        if let Some(Seen { at: first, times }) = self.seen.get_mut(&id) {
            *times += 1;
            let problem = TableProblem::DuplicateId { table: table.name, id, key, number: *times };
            problems.push(Problem::new(at, problem).related(first.clone()));
            return None;
        }
        self.seen.insert(id.clone(), Seen { at, times: 1 });
        Some(Label { id, name: name?, say_as: None })
    }
}

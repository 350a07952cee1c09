//! The number of the format, with which each file begins.

use toml::de::DeValue;

use super::problem::{Collector, Expected, FormatProblem};
use super::table::{Item, Lookup, Table};
use super::value;

/// The format that this version reads.
const FORMAT: u32 = 1;

/// Takes the format out of a file. `None` where the file is in another one, in which everything may mean something else.
pub(super) fn known(table: &mut Table<'_>, problems: &mut Collector) -> Option<()> {
    match table.read("format", format, problems) {
        Lookup::Valid(format) if format.value != FORMAT => return None,
        Lookup::Missing => problems.add(0..0, FormatProblem::Missing),
        _ => {}
    }
    Some(())
}

fn format(item: &Item<'_>, problems: &mut Collector) -> Option<u32> {
    let DeValue::Integer(_) = item.value else {
        return item.reject(item.wrong_type(Expected::Format), problems);
    };
    let number = value::whole(item, 0, u32::MAX, problems)?;
    if number != FORMAT {
        problems.add(item.at.clone(), FormatProblem::Unknown(number));
    }
    Some(number)
}

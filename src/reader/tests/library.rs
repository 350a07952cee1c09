//! What the built-in routines show of the format.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use crate::reader::{EVERY_TABLE, routine, tables};

#[test]
fn routines_of_the_library_use_every_key_of_the_format() {
    let mut used = BTreeSet::new();
    for file in Path::new(env!("CARGO_MANIFEST_DIR")).join("routines").read_dir().unwrap() {
        let file = file.unwrap().path();
        if file.is_file() {
            let text = fs::read_to_string(file).unwrap();
            add_keys(DeTable::parse(&text).unwrap().get_ref(), &mut used);
        }
    }
    let tables = tables(EVERY_TABLE, |table, problems| routine::routine(table, "test", problems));
    let keys = tables.iter().flat_map(|(table, keys)| keys.iter().map(move |key| (table, key)));
    let unused: Vec<_> = keys.filter(|(_, key)| !used.contains(**key)).collect();
    assert!(unused.is_empty(), "no built-in routine shows {unused:?}");
}

/// Adds the keys of a table and of all tables in it.
fn add_keys(table: &DeTable<'_>, used: &mut BTreeSet<String>) {
    for (key, value) in table {
        used.insert(key.get_ref().to_string());
        add_keys_of_tables(value.get_ref(), used);
    }
}

fn add_keys_of_tables(value: &DeValue<'_>, used: &mut BTreeSet<String>) {
    match value {
        DeValue::Table(table) => add_keys(table, used),
        DeValue::Array(list) => list.iter().for_each(|item| add_keys_of_tables(item.get_ref(), used)),
        _ => {}
    }
}

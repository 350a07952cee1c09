//! The table of keys: it has the keys that are read, and the documentation has what it says.

use std::collections::BTreeSet;
use std::fs;

use crate::reader::keys::{EXERCISE, FILE, KeysOf, PHASE, PRESCRIPTION, PROGRESS, PROGRESSION, TableKey, ValueKind};
use crate::reader::{EVERY_TABLE, routine, tables};

/// Every table of a routine with its keys, some more than once.
fn all(table: &'static KeysOf) -> Vec<&'static KeysOf> {
    let inner = table.keys().flat_map(|key| match key.value {
        ValueKind::Table(table) | ValueKind::Tables(table) => all(table),
        _ => Vec::new(),
    });
    std::iter::once(table).chain(inner).collect()
}

#[test]
fn each_key_that_is_read_is_in_the_table_and_no_other() {
    let text = EVERY_TABLE.replace("name = \"F\"", "name = \"F\"\nwhen = { weeks = \"1+\" }");
    let read = tables(&text, |table, problems| routine::routine(table, "test", problems));
    // What is read in order to say where it belongs.
    let misplaced = |table: &str, key: &str| match table {
        "movement" => ["prepare", "progression"].contains(&key),
        "week" | "session" => ["prepare", "progression", "weeks", "sessions", "cycle", "when"].contains(&key),
        _ => false,
    };
    let mut expected: BTreeSet<(&str, &str)> = BTreeSet::new();
    for (table, keys) in &read {
        expected.extend(keys.iter().map(|key| (*table, *key)).filter(|(table, key)| !misplaced(table, key)));
    }
    let listed = all(&FILE).into_iter().flat_map(|table| table.keys().map(|key| (table.table, key.name)));
    let listed: BTreeSet<(&str, &str)> = listed.filter(|(table, key)| !misplaced(table, key)).collect();
    assert_eq!(listed, expected);
}

/// A row of the documentation.
fn row(name: &str, key: &TableKey) -> String {
    let value = if matches!(
        key.value,
        ValueKind::Table(KeysOf { header: Some(_), .. }) | ValueKind::Tables(KeysOf { header: Some(_), .. })
    ) {
        String::new()
    } else {
        key.value.words() + " "
    };
    let required = if key.required { "required; " } else { "" };
    format!("| {name} | {value}| {required}{} |\n", key.meaning)
}

fn name(key: &TableKey) -> String {
    match key.value {
        ValueKind::Table(KeysOf { header: Some(header), .. })
        | ValueKind::Tables(KeysOf { header: Some(header), .. }) => {
            format!("`{header}`")
        }
        _ => format!("`{}`", key.name),
    }
}

fn rows<'k>(keys: impl Iterator<Item = &'k TableKey>) -> String {
    keys.map(|key| row(&name(key), key)).collect()
}

/// The tables of the documentation, and what marks each.
fn documented() -> Vec<(&'static str, String)> {
    let is_of_prescription =
        |key: &&TableKey| key.name == "prepare" || PRESCRIPTION.iter().any(|it| it.name == key.name);
    let file = FILE.keys().map(|key| {
        let inner = match key.value {
            ValueKind::Table(table @ KeysOf { header: Some(header), .. })
            | ValueKind::Tables(table @ KeysOf { header: Some(header), .. })
                if !["defaults", "progress", "phase"].contains(&key.name) =>
            {
                table.keys().map(|key| row(&format!("`{}` in `{header}`", key.name), key)).collect()
            }
            _ => String::new(),
        };
        row(&name(key), key) + &inner
    });
    vec![
        ("file", file.collect()),
        ("phase", rows(PHASE.keys())),
        ("exercise", rows(EXERCISE.keys().filter(|key| !is_of_prescription(key)))),
        ("prescription", rows(EXERCISE.keys().filter(is_of_prescription))),
        ("progression", rows(PROGRESSION.keys())),
        ("progress", rows(PROGRESS.keys())),
    ]
}

#[test]
fn the_documentation_has_the_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/format.md");
    let mut text = fs::read_to_string(path).unwrap();
    let before = text.clone();
    for (name, rows) in documented() {
        let mark = format!("<!-- keys of {name}: src/reader/keys.rs -->\n");
        let start = text.find(&mark).unwrap_or_else(|| panic!("no table of {name}")) + mark.len();
        let end = start + text[start..].find("\n\n").unwrap() + 1;
        text.replace_range(start..end, &format!("| key | value | meaning |\n| --- | --- | --- |\n{rows}"));
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, text).unwrap();
        return;
    }
    assert!(text == before, "BLESS=1 writes the tables of docs/format.md anew");
}

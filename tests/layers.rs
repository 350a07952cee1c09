//! The layers of `docs/architecture.md`: an import that climbs fails here.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules of each layer, lowest first. In layers 0, 1 and 3 a module may also use those before it; in layer 2
/// it may use none of its neighbours.
const LAYERS: [&[&str]; 5] = [
    &["text", "model", "diagnostic", "settings"],
    &["plan", "session", "record", "progression", "words"],
    &["reader", "history", "host", "paths"],
    &["ui", "runner"],
    &["cli", "commands"],
];

/// What a module must not use although its layer might.
const NEVER: [(&str, &str); 2] = [("ui", "reader"), ("ui", "history")];

/// What the core (layers 0 and 1) must not name: it has no clock, file, environment or printing. An I/O error is a value
/// like any other.
const EFFECTS: [&str; 8] =
    ["std::fs", "std::env", "std::io", "std::process", "std::thread", "Instant::now", "SystemTime", "println!"];

#[test]
fn no_import_climbs() {
    let mut climbing = Vec::new();
    for (module, file, text) in sources() {
        for used in crate_paths(&text) {
            if used != module && !may_use(&module, &used) {
                climbing.push(format!("{}: `{module}` uses `{used}`", file.display()));
            }
        }
    }
    assert!(climbing.is_empty(), "\n{}", climbing.join("\n"));
}

#[test]
fn the_core_has_no_effects() {
    let core: BTreeSet<&str> = LAYERS[..2].concat().into_iter().collect();
    let mut found = Vec::new();
    for (module, file, text) in sources() {
        let text = text.replace("std::io::Error", "");
        for effect in EFFECTS.iter().filter(|effect| core.contains(module.as_str()) && text.contains(**effect)) {
            found.push(format!("{}: {effect}", file.display()));
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn every_module_has_a_layer() {
    let known: BTreeSet<&str> = LAYERS.concat().into_iter().collect();
    let found: BTreeSet<String> = sources().into_iter().map(|(module, ..)| module).collect();
    assert_eq!(found.iter().map(String::as_str).collect::<BTreeSet<_>>(), known);
}

#[test]
fn the_rule_can_fail() {
    assert!(may_use("session", "plan") && !may_use("plan", "session"));
    assert!(may_use("reader", "plan") && !may_use("reader", "host"));
    assert!(may_use("runner", "ui") && !may_use("ui", "runner") && !may_use("ui", "reader"));
    assert_eq!(
        crate_paths("use crate::plan::{Plan}; crate::host::die()"),
        BTreeSet::from(["plan".into(), "host".into()])
    );
}

fn may_use(module: &str, used: &str) -> bool {
    let place = |name: &str| {
        LAYERS.iter().enumerate().find_map(|(layer, names)| Some((layer, names.iter().position(|it| *it == name)?)))
    };
    let (Some(module_at), Some(used_at)) = (place(module), place(used)) else { return false };
    let lower = used_at.0 < module_at.0 || (used_at.0 == module_at.0 && module_at.0 != 2 && used_at.1 < module_at.1);
    lower && !NEVER.contains(&(module, used))
}

/// The modules named by `crate::` paths, also in groups such as `use crate::{plan, words}`.
fn crate_paths(text: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for (at, path) in text.match_indices("crate::") {
        let rest = &text[at + path.len()..];
        let names = match rest.strip_prefix('{') {
            Some(group) => top_level(group.split_once(';').map_or(group, |(group, _)| group)),
            None => vec![rest],
        };
        used.extend(names.into_iter().map(first_name).filter(|name| !name.is_empty()));
    }
    used
}

/// The items of a group, without what stands in groups inside it.
fn top_level(group: &str) -> Vec<&str> {
    let (mut items, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                items.push(&group[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    items
}

fn first_name(path: &str) -> String {
    path.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Every source file with its top module; comments and tests are left out of the text.
fn sources() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    let sources = files.into_iter().filter_map(|file| {
        let inside = file.strip_prefix(&root).ok()?;
        let top = inside.iter().next()?.to_str()?.trim_end_matches(".rs").to_owned();
        let text = fs::read_to_string(&file).ok()?;
        let code = text.split("#[cfg(test)]\nmod tests").next()?;
        let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        Some((top, file.clone(), code.join("\n")))
    });
    sources.filter(|(top, ..)| top != "lib" && top != "main").collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

//! The layers of `docs/architecture.md`: an import of a higher layer fails here, and so does a circle of files.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The modules of each layer, lowest first. In most of them a module may also use those before it; in layer 3 it
/// may use none of its neighbours.
const LAYERS: [&[&str]; 6] = [
    &["text", "model", "figure", "diagnostic", "settings"],
    &["plan", "session", "record", "progression", "stats", "pose", "words", "export"],
    &["programs"],
    &["reader", "history", "host", "audio", "paths"],
    &["ui", "runner"],
    &["cli", "commands"],
];

/// What a module must not use although its layer might.
const NEVER: [(&str, &str); 2] = [("ui", "reader"), ("ui", "history")];

/// What the core (layers 0 and 1) must not name: it has no clock, file, environment or printing. An I/O error is a value
/// like any other, and a cursor writes into memory.
const EFFECTS: [&str; 8] =
    ["std::fs", "std::env", "std::io", "std::process", "std::thread", "Instant::now", "SystemTime", "println!"];

#[test]
fn no_module_uses_a_higher_layer() {
    let mut climbing = Vec::new();
    for file in sources() {
        for used in file.paths().into_iter().filter(|path| path[0] == "crate").filter_map(|path| path.get(1).cloned()) {
            if used != file.module[0] && !may_use(&file.module[0], &used) {
                climbing.push(format!("{}: `{}` uses `{used}`", file.path.display(), file.module[0]));
            }
        }
    }
    assert!(climbing.is_empty(), "\n{}", climbing.join("\n"));
}

#[test]
fn the_core_has_no_effects() {
    let pure = LAYERS[..2].concat();
    let mut found = Vec::new();
    for file in sources() {
        let code = file.code.replace("std::io::Error", "").replace("std::io::Cursor", "");
        for effect in EFFECTS.iter().filter(|effect| pure.contains(&&*file.module[0]) && code.contains(**effect)) {
            found.push(format!("{}: {effect}", file.path.display()));
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn every_module_has_a_layer() {
    let known: BTreeSet<String> = LAYERS.concat().into_iter().map(str::to_owned).collect();
    let found: BTreeSet<String> = sources().into_iter().map(|file| file.module[0].clone()).collect();
    assert_eq!(found, known);
}

#[test]
fn files_of_a_module_do_not_use_each_other_in_circles() {
    let circles = circles(&sources());
    assert!(circles.is_empty(), "\n{}", circles.join("\n"));
}

#[test]
fn the_rules_can_fail() {
    assert!(may_use("session", "plan") && !may_use("plan", "session"));
    assert!(may_use("reader", "plan") && !may_use("reader", "host"));
    assert!(may_use("audio", "programs") && !may_use("programs", "audio"));
    assert!(may_use("runner", "ui") && !may_use("ui", "runner") && !may_use("ui", "reader"));

    let file = |module: &str, code: &str| Source {
        module: module.split('/').map(str::to_owned).collect(),
        path: PathBuf::from(module),
        code: code.to_owned(),
    };
    let parent = file("a", "mod b;\nmod c;\npub use c::{C, D};\npub struct A;");
    let one = file("a/b", "use super::{A, D};");
    assert_eq!(circles(&[parent.clone(), one.clone(), file("a/c", "use super::A; use crate::a;")]), [""; 0]);
    let other = file("a/c", "use std::io;\nfn c() { super::b::b() }");
    assert_eq!(circles(&[parent, one, other]), ["a: b -> c -> b"]);
}

fn may_use(module: &str, used: &str) -> bool {
    let place = |name: &str| {
        LAYERS.iter().enumerate().find_map(|(layer, names)| Some((layer, names.iter().position(|it| *it == name)?)))
    };
    let (Some(module_at), Some(used_at)) = (place(module), place(used)) else { return false };
    let lower = used_at.0 < module_at.0 || (used_at.0 == module_at.0 && module_at.0 != 3 && used_at.1 < module_at.1);
    lower && !NEVER.contains(&(module, used))
}

/// The circles among the children of each module. A child may use what its parent defines, and a parent its children;
/// but what the parent only imports from another child counts as a use of that child. Names are seen, methods are not.
fn circles(files: &[Source]) -> Vec<String> {
    let all: BTreeMap<&[String], &Source> = files.iter().map(|file| (&*file.module, file)).collect();
    let mut uses: BTreeMap<(Vec<String>, String), BTreeSet<String>> = BTreeMap::new();
    for file in files {
        for path in file.paths() {
            let target = resolve(&all, &file.module, &path);
            let common = file.module.iter().zip(&target).take_while(|(one, other)| one == other).count();
            if common > 0
                && let (Some(child), Some(used)) = (file.module.get(common), target.get(common))
            {
                uses.entry((file.module[..common].to_vec(), child.clone())).or_default().insert(used.clone());
            }
        }
    }
    let mut found = Vec::new();
    for (parent, child) in uses.keys() {
        let mut ways = vec![vec![child.clone()]];
        let mut seen = BTreeSet::new();
        while let Some(way) = ways.pop() {
            for next in uses.get(&(parent.clone(), way.last().unwrap().clone())).into_iter().flatten() {
                let longer = [way.clone(), vec![next.clone()]].concat();
                // Each circle is reported once, from its first child on.
                if next == child && way.iter().all(|other| child <= other) {
                    found.push(format!("{}: {}", parent.join("/"), longer.join(" -> ")));
                } else if seen.insert(next) {
                    ways.push(longer);
                }
            }
        }
    }
    found
}

/// The module in which the item of a path is defined, as far as the sources tell.
fn resolve(all: &BTreeMap<&[String], &Source>, from: &[String], path: &[String]) -> Vec<String> {
    let mut module = if path[0] == "crate" { Vec::new() } else { from.to_vec() };
    for name in path {
        match name.as_str() {
            "crate" | "self" => {}
            "super" => drop(module.pop()),
            name => {
                let inner = [&module[..], &[name.to_owned()]].concat();
                if all.contains_key(&*inner) {
                    module = inner;
                    continue;
                }
                let imported = all.get(&*module).filter(|_| module != from).and_then(|file| {
                    file.imports().into_iter().find(|import| import.len() > 1 && import.last().unwrap() == name)
                });
                return match imported {
                    Some(import) => resolve(all, &module.clone(), &import),
                    None => module,
                };
            }
        }
    }
    module
}

/// A source file without its comments and tests.
#[derive(Clone)]
struct Source {
    /// The names of its module, from the top one on.
    module: Vec<String>,
    path: PathBuf,
    code: String,
}

impl Source {
    /// The paths of its `use` declarations, one for each imported name.
    fn imports(&self) -> Vec<Vec<String>> {
        let uses = self.code.split("use ").skip(1).filter_map(|rest| rest.split_once(';'));
        uses.flat_map(|(tree, _)| paths_of_tree(tree)).collect()
    }

    /// Every path from `crate`, `super`, or a child on.
    fn paths(&self) -> Vec<Vec<String>> {
        let mut paths = self.imports();
        for start in ["crate::", "super::"] {
            paths.extend(self.code.match_indices(start).flat_map(|(at, _)| {
                let is_inner = self.code[..at].ends_with("::");
                if is_inner { Vec::new() } else { paths_of_tree(path_at(&self.code[at..])) }
            }));
        }
        paths.retain(|path| !path.is_empty());
        paths
    }
}

/// The path that a text begins with.
fn path_at(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).unwrap_or(text.len());
    text[..end].trim_end_matches(':')
}

/// The paths of `a::{b, c::{d, e}}`; a `self` at the end is the module itself.
fn paths_of_tree(tree: &str) -> Vec<Vec<String>> {
    let tree = tree.trim();
    let Some((head, group)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or(tree).split("::").map(|name| name.trim().to_owned());
        let path: Vec<_> = path.filter(|name| !name.is_empty() && name != "*").collect();
        return vec![path];
    };
    let inner = group.rsplit_once('}').map_or(group, |(inner, _)| inner);
    let head: Vec<_> = head.split("::").map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    top_level(inner)
        .into_iter()
        .flat_map(paths_of_tree)
        .map(|path| {
            let path = path.into_iter().filter(|name| head.is_empty() || name != "self");
            head.iter().cloned().chain(path).collect()
        })
        .collect()
}

/// The items of a group, each with the groups inside it.
fn top_level(group: &str) -> Vec<&str> {
    let (mut items, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    items.push(&group[start..]);
    items.retain(|item| !item.trim().is_empty());
    items
}

/// Every source file but the roots of the crate and what is compiled for tests only.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    let mut tests = BTreeSet::new();
    let mut sources = Vec::new();
    for path in paths {
        let inside = path.strip_prefix(&root).unwrap().with_extension("");
        let module: Vec<String> = inside.iter().map(|name| name.to_str().unwrap().to_owned()).collect();
        let text = fs::read_to_string(&path).unwrap();
        for (_, declaration) in
            text.match_indices("#[cfg(test)]\n").map(|(at, attribute)| text[at..].split_at(attribute.len()))
        {
            let name = declaration.split(';').next().and_then(|line| line.split("mod ").nth(1));
            tests.extend(name.map(|name| [&module[..], &[name.to_owned()]].concat()));
        }
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        sources.push(Source { module, path, code: code.join("\n") });
    }
    sources.retain(|file| {
        let is_test = (1..=file.module.len()).any(|length| tests.contains(&file.module[..length]));
        !is_test && file.module != ["lib"] && file.module != ["main"]
    });
    sources
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

//! Nothing that the user reads promises, diagnoses, scores or shames.
//!
//! Every sentence that the program can say is made of texts in its source, of the routines that come with it, and of the
//! pages that a user reads. All of them are read here, whichever reason, question or notice they belong to.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::path::{Path, PathBuf};

/// Words that are not said, and why. One that ends in `*` stands for all that begin with it.
const UNSAID: [(&str, &[&str]); 4] = [
    (
        "nobody can promise what an exercise does to somebody",
        &["safe", "safely", "safer", "unsafe", "guarantee*", "promise*", "prevent*", "protect*", "proven", "risk-free"],
    ),
    (
        "only somebody who has examined the user can say what is wrong and what helps",
        &[
            "diagnos*",
            "cure*",
            "heal",
            "heals",
            "healed",
            "healing",
            "treat*",
            "remed*",
            "symptom*",
            "tendinitis",
            "strain*",
        ],
    ),
    (
        "a session is no contest and no test, not even with oneself",
        &["score*", "streak*", "badge*", "achiev*", "rank*", "congrat*", "well done", "good job", "personal best"],
    ),
    (
        "whoever did less, or hurts, has done nothing wrong",
        &[
            "should",
            "shouldn", // "shouldn't", without "shoulder"
            "must",
            "ought",
            "fail*",
            "lazy",
            "laziness",
            "bad",
            "badly",
            "poor*",
            "slack*",
            "cheat*",
            "excuse*",
            "shame*",
            "guilt*",
            "disappoint*",
            "gave up",
            "give up",
        ],
    ),
];

/// Where such a word stands for something else: the file, the word, and what it means there.
const EXCEPTIONS: [(&str, &str, &str); 7] = [
    ("src/commands/history/json.rs", "score*", "rounds of a phase that repeats until its time is up"),
    ("docs/history.md", "score*", "rounds of a phase that repeats until its time is up"),
    ("CHANGELOG.md", "score*", "rounds of a phase that repeats until its time is up"),
    ("src/reader/problem/meant/phrases.rs", "fail*", "\"to failure\", as coaches type it"),
    ("routines/desk.toml", "strain*", "the title of the source"),
    ("routines/nordic.toml", "prevent*", "the title of the source"),
    ("src/reader/syntax.rs", "must", "messages of the parser of TOML, which are recognised and not printed"),
];

#[test]
fn nothing_promises_diagnoses_scores_or_shames() {
    let found: Vec<_> = texts().iter().flat_map(|(path, text)| unsaid(path, text)).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn each_exception_is_needed() {
    let texts = texts();
    for (path, word, _) in EXCEPTIONS {
        let (_, text) = texts.iter().find(|(other, _)| other == path).unwrap();
        assert!(text.iter().any(|(_, text)| has(text, word)), "{path} has no `{word}`");
    }
}

#[test]
fn it_can_fail() {
    let source =
        "/// should\nfn f() { let c = '\"'; /* bad */ say(\"You \\\"should\\\" rest\", r#\"a bad \"set\"\"#) }";
    let literals = literals(source);
    assert_eq!(literals, [(2, "You \\\"should\\\" rest".to_owned()), (2, "a bad \"set\"".to_owned())]);
    assert_eq!(unsaid("src/a.rs", &literals).len(), 2);
    for text in ["This is Safe.", "it heals", "You have to; you must", "treatment", "a 9-day streak!", "Good\njob"] {
        assert_eq!(unsaid("a", &[(1, text.to_owned())]).len(), 1, "{text}");
    }
    for text in ["healthy", "Safety", "a therapist", "mustard", "a badge\u{301}r", "the pointsman"] {
        let found = unsaid("a", &[(1, text.to_owned())]);
        assert_eq!(found.len(), usize::from(text.starts_with("a badge")), "{found:?}");
    }
    let paths: Vec<_> = texts().into_iter().map(|(path, _)| path).collect();
    for path in ["src/words/progression.rs", "src/cli.rs", "routines/calves.toml", "README.md", "docs/progression.md"] {
        assert!(paths.iter().any(|known| known == path), "{path} is not read");
    }
}

/// The words of a text that are not said, where no exception allows them.
fn unsaid(path: &str, texts: &[(usize, String)]) -> Vec<String> {
    let allowed = |word: &str| EXCEPTIONS.iter().any(|(file, excepted, _)| *file == path && *excepted == word);
    let mut found = Vec::new();
    for (line, text) in texts {
        for (why, words) in UNSAID {
            let words = words.iter().filter(|word| has(text, word) && !allowed(word));
            found.extend(words.map(|word| format!("{path}, in the text from line {line} on: `{word}`: {why}")));
        }
    }
    found
}

/// Whether a text has a word, or several in a row, in upper or lower case.
fn has(text: &str, word: &str) -> bool {
    let is_in_word = |c: char| c.is_alphanumeric() || c == '-';
    let all: Vec<_> = text.split(|c| !is_in_word(c)).filter(|it| !it.is_empty()).map(str::to_lowercase).collect();
    let wanted: Vec<_> = word.split(' ').collect();
    all.windows(wanted.len()).any(|some| {
        some.iter().zip(&wanted).all(|(one, wanted)| match wanted.strip_suffix('*') {
            Some(beginning) => one.starts_with(beginning),
            None => one == wanted,
        })
    })
}

/// What the user may read, by file: texts with their lines.
fn texts() -> Vec<(String, Vec<(usize, String)>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in ["src", "routines"] {
        collect(&root.join(folder), &mut paths);
    }
    // Not those for developers.
    let pages = ["README.md", "CHANGELOG.md", "docs/format.md", "docs/history.md", "docs/progression.md"];
    paths.extend(pages.iter().map(|page| root.join(page)));
    let texts = paths.into_iter().map(|path| {
        let text = fs::read_to_string(&path).unwrap();
        let path = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        let texts = match path.strip_prefix("src/") {
            // The comments of the command line are its `--help`.
            Some(inside) if inside.starts_with("cli") => [literals(&text), help(&text)].concat(),
            Some(_) => literals(text.split("#[cfg(test)]\nmod tests").next().unwrap()),
            None => lines(&text),
        };
        (path, texts)
    });
    texts.collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|ending| ending == "rs" || ending == "toml") && !is_test(&path) {
            paths.push(path);
        }
    }
}

fn is_test(path: &Path) -> bool {
    path.iter().any(|part| ["tests", "tests.rs", "fixture.rs"].iter().any(|test| part == *test))
}

/// Pages are read by paragraphs, so that words which belong together may stand on two lines.
fn lines(text: &str) -> Vec<(usize, String)> {
    let mut paragraphs: Vec<(usize, String)> = Vec::new();
    let mut is_open = false;
    for (number, line) in text.lines().enumerate() {
        match paragraphs.last_mut() {
            Some((_, paragraph)) if is_open && !line.trim().is_empty() => paragraph.extend(["\n", line]),
            _ => paragraphs.push((number + 1, line.to_owned())),
        }
        is_open = !line.trim().is_empty();
    }
    paragraphs
}

fn help(source: &str) -> Vec<(usize, String)> {
    let lines = source.lines().enumerate();
    lines.filter_map(|(number, line)| Some((number + 1, line.trim().strip_prefix("///")?.to_owned()))).collect()
}

/// The texts in quotes of a source file.
fn literals(source: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut rest = source;
    while let Some(at) = rest.find(['"', '/', '\'']) {
        let before = &rest[..at];
        let line = source[..source.len() - rest.len() + at].matches('\n').count() + 1;
        rest = &rest[at..];
        let end = match rest.as_bytes() {
            [b'/', b'/', ..] => rest.find('\n').unwrap_or(rest.len()),
            [b'/', b'*', ..] => rest.find("*/").unwrap() + 2,
            // A quote as a character; other characters and lifetimes hold none.
            [b'\'', b'"', b'\'', ..] => 3,
            [b'\'', b'\\', b'"', ..] => 4,
            [b'"', ..] => {
                let marks = before.len() - before.trim_end_matches('#').len();
                let is_raw = before.trim_end_matches('#').ends_with('r');
                let close = format!("\"{}", "#".repeat(marks));
                let length = if is_raw { rest[1..].find(&close).unwrap() } else { length_of_text(&rest[1..]) };
                found.push((line, rest[1..=length].to_owned()));
                length + 1 + close.len()
            }
            _ => 1,
        };
        rest = &rest[end..];
    }
    found
}

/// How long a text is that ends at the next quote which is not escaped.
fn length_of_text(text: &str) -> usize {
    let mut is_escaped = false;
    let end = text.find(|c| {
        let ends = c == '"' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        ends
    });
    end.unwrap()
}

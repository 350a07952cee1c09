//! The problems of a file as text with the lines that they are in, and as JSON.

use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::{Value, json};

use super::fit;
use crate::diagnostic::{Diagnostic, Location, Problems, Severity};
use crate::text;

/// The most characters of a line that are shown.
const LINE_MAX: usize = 120;

/// How many characters of a long line are shown before the place.
const LEAD_MAX: usize = 40;

/// The problems as text, each with the line that it is in. Sentences are wrapped at this many columns.
pub fn render(problems: &Problems, styled: bool, columns: usize) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(LINE_MAX * 8);
    let mut out = String::new();
    for problem in &problems.list {
        for line in renderer.render(&report(problem, problems, columns)).lines().filter(|line| !is_bare_origin(line)) {
            out.push_str(line);
            out.push('\n');
        }
        out.push('\n');
    }
    if problems.more > 0 {
        let _ = writeln!(out, "and {} more", problems.more);
    } else {
        out.pop();
    }
    out
}

/// Whether the renderer drew this line for a snippet without a path. The origin is above it already: the snippet does
/// not know the column where only a part of the line is shown.
fn is_bare_origin(line: &str) -> bool {
    anstream::adapter::strip_str(line).to_string().trim() == ":::"
}

fn report<'a>(problem: &'a Diagnostic, problems: &'a Problems, columns: usize) -> Vec<Group<'a>> {
    let wrapped =
        |level: &str, sentence: &str| fit::wrap(&text::line(sentence), columns.saturating_sub(level.len())).join("\n");
    let (level, name) = match problems.severity {
        Severity::Error => (Level::ERROR, "error: "),
        Severity::Remark => (Level::NOTE.with_name("remark"), "remark: "),
    };
    let mut group = Group::with_title(level.primary_title(wrapped(name, &problem.message)));
    match &problem.place {
        Some(place) => {
            group = with_line(group, place, &problem.label, AnnotationKind::Primary, problems);
        }
        None => group = group.element(Origin::path(text::line(&problems.file))),
    }
    if let Some((place, label)) = &problem.related {
        group = with_line(group, place, label, AnnotationKind::Context, problems);
    }
    let help =
        problem.help.as_ref().map(|help| Group::with_title(Level::HELP.secondary_title(wrapped("help: ", help))));
    std::iter::once(group).chain(help).collect()
}

/// Adds the line of a place, with the place marked in it.
fn with_line<'a>(
    group: Group<'a>,
    place: &'a Location,
    label: &'a str,
    kind: AnnotationKind,
    problems: &'a Problems,
) -> Group<'a> {
    let (line, marked) = shown_line(&problems.text, &place.span);
    let label = text::line(label);
    let mark: Annotation<'a> = kind.span(marked);
    let mark = if label.is_empty() { mark } else { mark.label(label) };
    let origin = Origin::path(text::line(&problems.file)).line(place.line).char_column(place.column);
    group.element(origin).element(Snippet::source(line).line_start(place.line).annotation(mark))
}

/// The line of a place made harmless, or the part of it around the place if it is long, and the place in that.
fn shown_line(text: &str, span: &Range<usize>) -> (String, Range<usize>) {
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.start..].find('\n').map_or(text.len(), |n| span.start + n);
    let line = text[start..end].trim_end_matches('\r');
    let marked = span.start - start..span.end.min(end) - start;
    let marked = marked.start.min(line.len())..marked.end.min(line.len());

    let lead = line[..marked.start].char_indices().rev().nth(LEAD_MAX).map_or(0, |(at, _)| at);
    let lead = if line[lead..marked.start].chars().count() <= LEAD_MAX || line.chars().nth(LINE_MAX).is_none() {
        0
    } else {
        lead
    };
    let tail = line[lead..].char_indices().nth(LINE_MAX).map_or(line.len(), |(at, _)| lead + at);
    let mut out = String::new();
    if lead > 0 {
        out.push_str("...");
    }
    let mut shown = out.len()..out.len();
    for (at, c) in line[lead..tail].char_indices() {
        let at = lead + at;
        if at == marked.start {
            shown.start = out.len();
        }
        match c {
            '\t' => out.push_str("    "),
            c => out.push_str(&text::line(c.encode_utf8(&mut [0; 4]))),
        }
        if at < marked.end {
            shown.end = out.len();
        }
    }
    if marked.start >= tail {
        shown.start = out.len();
    }
    shown.end = shown.end.max(shown.start);
    if tail < line.len() {
        out.push_str("...");
    }
    (out, shown)
}

/// The problems of several files as JSON, and the remarks on those that have none.
pub fn json<'a>(files: impl IntoIterator<Item = (&'a str, &'a Problems)>) -> Value {
    let files: Vec<Value> = files
        .into_iter()
        .map(|(file, found)| {
            let of = |severity: Severity| -> Vec<Value> {
                let list = found.list.iter().filter(|_| found.severity == severity);
                list.map(|problem| problem_json(problem, &found.text)).collect()
            };
            json!({
                "file": text::line(file),
                "problems": of(Severity::Error),
                "more": found.more,
                "remarks": of(Severity::Remark),
            })
        })
        .collect();
    json!({ "format": 1, "files": files })
}

fn problem_json(problem: &Diagnostic, text: &str) -> Value {
    let end = problem.place.as_ref().map(|place| end(text, place));
    json!({
        "message": problem.message,
        "line": problem.place.as_ref().map(|place| place.line),
        "column": problem.place.as_ref().map(|place| place.column),
        "end_line": end.map(|(line, _)| line),
        "end_column": end.map(|(_, column)| column),
        "label": (!problem.label.is_empty()).then_some(&problem.label),
        "related": problem.related.as_ref().map(|(place, label)| {
            json!({ "line": place.line, "column": place.column, "label": label })
        }),
        "help": problem.help,
    })
}

/// The line and the column after the last character of a place.
fn end(text: &str, place: &Location) -> (usize, usize) {
    let words = text.get(place.span.clone()).unwrap_or("");
    match words.rfind('\n') {
        Some(at) => (place.line + words.matches('\n').count(), words[at + 1..].chars().count() + 1),
        None => (place.line, place.column + words.chars().count()),
    }
}

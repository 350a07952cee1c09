//! Which rule reads each key, and what each combination of keys is refused for. The words are tested in
//! `problem/tests.rs`.

mod combinations;
mod figures;
mod help;
mod keys;
mod keys_table;
mod library;
mod rules;
mod when;

use super::problem::{Problem, ProblemKind};
use super::*;

/// A text in which `«` and `»` mark the place of its only problem, and `‹` and `›` the related place.
fn marked(text: &str, kind: impl Into<ProblemKind>) -> (String, Problem) {
    let is_mark = |c: &char| "«»‹›".contains(*c);
    let place = |open: char, close: char| {
        let clean = |end: usize| text[..end].chars().filter(|c| !is_mark(c)).map(char::len_utf8).sum::<usize>();
        Some(clean(text.find(open)?)..clean(text.find(close)?))
    };
    let at = place('«', '»').unwrap_or_else(|| panic!("no place is marked in {text}"));
    let problem = Problem { at, kind: kind.into(), related: place('‹', '›') };
    (text.chars().filter(|c| !is_mark(c)).collect(), problem)
}

fn problems_of_routine(text: &str) -> Vec<Problem> {
    parse(text, |table, problems| routine::routine(table, "test", problems))
        .map_or_else(|problems| problems.into_sorted().0, |_| Vec::new())
}

fn problems_of_figure(text: &str) -> Vec<Problem> {
    parse(text, figure::figure).map_or_else(|problems| problems.into_sorted().0, |_| Vec::new())
}

fn problems_of_config(text: &str) -> Vec<Problem> {
    parse(text, |table, problems| Some(config::config(table, problems)))
        .map_or_else(|problems| problems.into_sorted().0, |_| Vec::new())
}

fn assert_refused(marked_text: &str, kind: impl Into<ProblemKind>) {
    let (text, problem) = marked(marked_text, kind);
    assert_eq!(problems_of_routine(&text), [problem], "{text}");
}

/// An exercise with these lines, in a phase with these.
fn exercise_in(phase: &str, lines: &str) -> String {
    format!("format = 1\nname = 'T'\n[[phase]]\nname = 'P'\n{phase}\n[[phase.exercise]]\nname = 'E'\n{lines}\n")
}

fn exercise(lines: &str) -> String {
    exercise_in("", lines)
}

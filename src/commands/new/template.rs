//! The text of a new routine.

use crate::reader::quoted;

/// An exercise of a new routine.
#[derive(Debug, Clone)]
pub(super) struct NewExercise {
    pub(super) name: String,
    pub(super) measure: NewMeasure,
    pub(super) each_side: bool,
    /// A count, or a range.
    pub(super) sets: String,
}

/// How much is done in a set, as it was typed.
#[derive(Debug, Clone)]
pub(super) enum NewMeasure {
    Reps(String),
    Time(String),
}

impl NewExercise {
    /// What is there where nobody was asked.
    pub(super) fn example() -> Self {
        let measure = NewMeasure::of("8-12");
        Self { name: "Heel raises".to_owned(), measure, each_side: false, sets: "3".to_owned() }
    }

    /// Its lines, each with its comment.
    fn lines(&self) -> Vec<(String, &'static str)> {
        let sides = "left, then right; or \"alternate\", in turn";
        let mut lines = vec![
            ("[[phase.exercise]]".to_owned(), "an exercise begins"),
            (format!("name = {}", quoted(&self.name)), "as it is shown and said"),
            self.measure.line(),
        ];
        lines.extend(self.each_side.then(|| ("sides = \"each\"".to_owned(), sides)));
        lines.push((format!("sets = {}", number_or_text(&self.sets)), "or a range, as in \"2-4\""));
        lines
    }
}

impl NewMeasure {
    /// What was typed: a number without a unit is of reps.
    pub(super) fn of(typed: &str) -> Self {
        let (reps, time) = (value_of("reps", typed), value_of("time", typed));
        let said = typed.to_lowercase();
        let has_unit = said.contains(|c: char| c.is_alphabetic() && c != 'x' || c == ':');
        let is_of_reps = !has_unit || ["rep", "max", "amrap"].iter().any(|word| said.contains(word));
        if is_of_reps { Self::Reps(reps.to_owned()) } else { Self::Time(time.to_owned()) }
    }

    /// Its line, and another way to write one.
    fn line(&self) -> (String, &'static str) {
        match self {
            Self::Reps(typed) => (format!("reps = {}", number_or_text(typed)), "or a time, as in time = \"45s\""),
            Self::Time(typed) => (format!("time = {}", quoted(typed)), "or reps, as in reps = \"8-12\""),
        }
    }
}

/// The value that was typed, by itself or as the line of a file in which messages offer it.
pub(super) fn value_of<'a>(key: &str, typed: &'a str) -> &'a str {
    let value = typed.strip_prefix(key).and_then(|rest| rest.trim_start().strip_prefix('='));
    value.map_or(typed, |value| value.trim().trim_matches('"'))
}

fn number_or_text(typed: &str) -> String {
    if typed.chars().all(|c| c.is_ascii_digit()) { typed.to_owned() } else { quoted(typed) }
}

/// A line and its comment.
fn commented(line: &str, comment: &str) -> String {
    format!("{line:<28} # {comment}\n")
}

/// The text of a routine of these exercises. The first shows what else an exercise may have.
pub(super) fn text(id: &str, name: &str, exercises: &[NewExercise]) -> String {
    let mut text = format!(
        "# {name}\n#\n# calfguide run {id}    starts it\n# calfguide edit {id}   changes it, and checks it\n\nformat = 1\n"
    );
    text += &commented(&format!("id = {}", quoted(id)), "the record is tied to it, so it stays");
    text += &commented(&format!("name = {}", quoted(name)), "may change");
    text += &commented("# summary = \"...\"", "what it is for, on one line");
    text += "\n[[phase]]\nname = \"Exercises\"\n";
    text += &commented("# rounds = 3", "all exercises in order, so many times");
    text += &commented("# rest = \"1m\"", "between the exercises; with `rounds` between the rounds");
    for (n, exercise) in exercises.iter().enumerate() {
        text.push('\n');
        for (line, comment) in exercise.lines() {
            let line = format!("  {line}");
            text += &if n == 0 { commented(&line, comment) } else { line + "\n" };
        }
        if n == 0 {
            for (line, comment) in OPTIONAL {
                text += &commented(&format!("  # {line}"), comment);
            }
        }
    }
    text + "\n# Another exercise begins with [[phase.exercise]], another phase with [[phase]].\n"
}

/// What an exercise may have besides.
const OPTIONAL: [(&str, &str); 5] = [
    ("rest = \"45s\"", "between the sets"),
    ("tips = [\"...\"]", "shown in the rests"),
    ("load = \"10kg\"", "shown"),
    ("figure = \"heel-raise\"", "moves beside it; `calfguide figure --list`"),
    ("prepare = \"10s\"", "before the first set"),
];

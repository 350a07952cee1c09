//! How things are said in English: once, for lists, screens, logs and voices.

pub mod cue;
pub mod nearest;
pub mod past;
pub mod prescription;
pub mod question;
pub mod routine;
pub mod stage;
pub mod step;
pub mod time;

use crate::model::{Form, Phase, Window};

/// A count with its noun: `1 set`, `2 sets`.
pub fn count(n: u32, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// How many there are of something that was counted: `1 fault`, `2 faults`.
pub fn many(n: usize, noun: &str) -> String {
    count(u32::try_from(n).unwrap_or(u32::MAX), noun)
}

/// A count or a window of counts with its noun: `1 set`, `2-4 sets`.
pub fn counts(range: Window<u32>, noun: &str) -> String {
    if range.is_exact() { count(range.min, noun) } else { format!("{} {noun}s", numbers(range)) }
}

/// A count or a window of counts: `2`, `2-4`.
pub fn numbers(range: Window<u32>) -> String {
    if range.is_exact() { range.min.to_string() } else { format!("{}-{}", range.min, range.max) }
}

/// The items as a list in a sentence: `a`, `a and b`, `a, b and c`.
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// Prose on one line: every run of white space, line breaks included, becomes one space.
pub fn one_line(prose: &str) -> String {
    prose.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How the exercises of a phase follow each other; `None` where they simply do.
pub fn phase(phase: &Phase) -> Option<String> {
    let rest = phase.rest.map(time::short_range);
    match phase.form {
        Form::Straight => rest.map(|rest| format!("{rest} rest between exercises")),
        Form::Rounds(rounds) => Some(match rest {
            Some(rest) if rounds.max > 1 => format!("{}, {rest} rest between them", counts(rounds, "round")),
            _ => counts(rounds, "round"),
        }),
        Form::Every { slot, rounds } => Some(format!("{}, an exercise {}", counts(rounds, "round"), time::every(slot))),
        Form::Within(time) => {
            let fit = format!("as many rounds as fit into {}", time::short(time));
            Some(match rest {
                Some(rest) => format!("{fit}, {rest} rest between them"),
                None => fit,
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_count_agrees_with_its_noun() {
        assert_eq!(count(1, "set"), "1 set");
        assert_eq!(count(0, "rep"), "0 reps");
        assert_eq!(counts(Window { min: 1, max: 2 }, "round"), "1-2 rounds");
    }

    #[test]
    fn a_list_ends_in_and() {
        let items: Vec<_> = ["a", "b", "c"].map(String::from).into();
        assert_eq!(list(&items[..1]), "a");
        assert_eq!(list(&items), "a, b and c");
    }

    #[test]
    fn a_phase_says_how_its_exercises_follow_each_other() {
        let minute = Duration::from_mins(1);
        let of = |form, rest: Option<u64>| {
            phase(&Phase {
                id: "p".into(),
                name: "P".into(),
                goal: None,
                form,
                rest: rest.map(|s| Window::exact(Duration::from_secs(s))),
                exercises: vec![],
            })
        };
        let said = |form, rest| of(form, rest).unwrap();
        assert_eq!(of(Form::Straight, None), None);
        assert_eq!(said(Form::Straight, Some(15)), "15 s rest between exercises");
        assert_eq!(said(Form::Rounds(Window { min: 2, max: 3 }), Some(60)), "2-3 rounds, 1 min rest between them");
        assert_eq!(said(Form::Rounds(Window::exact(1)), None), "1 round");
        assert_eq!(
            said(Form::Every { slot: minute, rounds: Window { min: 5, max: 6 } }, None),
            "5-6 rounds, an exercise every minute"
        );
        assert_eq!(
            said(Form::Within(6 * minute), Some(20)),
            "as many rounds as fit into 6 min, 20 s rest between them"
        );
    }
}

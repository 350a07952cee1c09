//! The English words for things: one place for lists, screens, logs and voices.

pub mod answer;
pub mod change;
pub mod cue;
pub mod done;
pub mod nearest;
pub mod number;
pub mod past;
pub mod prescription;
pub mod progression;
pub mod question;
pub mod routine;
pub mod sound;
pub mod spoken;
pub mod stage;
pub mod stats;
pub mod step;
pub mod time;
pub mod when;

use std::fmt::Display;

use crate::model::{Load, Phase, PhaseForm, Rhythm, Window};

/// A count with its noun: `1 set`, `2 sets`.
pub fn count<N: Copy + Display + PartialEq + From<u8>>(n: N, noun: &str) -> String {
    if n == N::from(1) { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// A window of counts with its noun: `1 set`, `2-4 sets`.
pub fn count_range(counts: Window<u32>, noun: &str) -> String {
    if counts.is_exact() { count(counts.min, noun) } else { format!("{} {noun}s", number_range(counts)) }
}

/// A window of numbers: `2`, `2-4`.
pub fn number_range<N: Display + Copy + PartialEq>(numbers: Window<N>) -> String {
    if numbers.is_exact() { numbers.min.to_string() } else { format!("{}-{}", numbers.min, numbers.max) }
}

/// The rhythm of reps: `hold each rep 8 s`, `tempo 2-1-2 (up, hold, down)`, `132 reps a minute`. `names` are those of
/// the parts of a tempo, where they have some.
pub fn rhythm(rhythm: &Rhythm, names: &[String]) -> String {
    match rhythm {
        Rhythm::Hold(time) => format!("hold each rep {}", time::short(*time)),
        Rhythm::Tempo(parts) => {
            let parts: Vec<_> = parts.iter().map(|part| time::decimal(*part)).collect();
            let names = if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) };
            format!("tempo {}{names}", parts.join("-"))
        }
        Rhythm::Cadence(per_minute) => format!("{per_minute} reps a minute"),
    }
}

/// A load: `20 kg`; what is no number with a unit as the file has it.
pub fn load(text: &str) -> String {
    text.parse().map_or_else(|_| text.to_owned(), |load: Load| format!("{} {}", load.number(), load.unit().symbol()))
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
    let rest =
        |gap: Option<Window<_>>, place| gap.map(|gap| format!("{} rest between {place}", time::short_range(gap)));
    let between_exercises = rest(phase.between, "exercises");
    let (form, rests) = match phase.form {
        PhaseForm::Straight => (None, [rest(phase.rest, "exercises"), None]),
        PhaseForm::Rounds(rounds) => {
            let between_rounds = rest(phase.rest.filter(|_| rounds.max > 1), "rounds");
            (Some(count_range(rounds, "round")), [between_exercises, between_rounds])
        }
        PhaseForm::Every { slot, rounds } => {
            (Some(format!("{}, an exercise {}", count_range(rounds, "round"), time::every(slot))), [None, None])
        }
        PhaseForm::Within(time) => {
            let fit = format!("as many rounds as fit into {}", time::short(time));
            (Some(fit), [between_exercises, rest(phase.rest, "rounds")])
        }
    };
    let parts: Vec<_> = form.into_iter().chain(rests.into_iter().flatten()).chain(when::when(&phase.when)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Span, When};
    use std::time::Duration;

    #[test]
    fn a_count_agrees_with_its_noun() {
        assert_eq!(count(1, "set"), "1 set");
        assert_eq!(count(0, "rep"), "0 reps");
        assert_eq!(count_range(Window { min: 1, max: 2 }, "round"), "1-2 rounds");
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
            phase(&Phase { rest: rest.map(|s| Window::exact(Duration::from_secs(s))), ..empty(form) })
        };
        let text = |form, rest| of(form, rest).unwrap();
        assert_eq!(of(PhaseForm::Straight, None), None);
        assert_eq!(text(PhaseForm::Straight, Some(15)), "15 s rest between exercises");
        assert_eq!(
            text(PhaseForm::Rounds(Window { min: 2, max: 3 }), Some(60)),
            "2-3 rounds, 1 min rest between rounds"
        );
        assert_eq!(text(PhaseForm::Rounds(Window::exact(1)), None), "1 round");
        assert_eq!(
            text(PhaseForm::Every { slot: minute, rounds: Window { min: 5, max: 6 } }, None),
            "5-6 rounds, an exercise every minute"
        );
        assert_eq!(
            text(PhaseForm::Within(6 * minute), Some(20)),
            "as many rounds as fit into 6 min, 20 s rest between rounds"
        );
        let circuit = Phase { between: Some(Window::exact(minute)), ..empty(PhaseForm::Rounds(Window::exact(3))) };
        assert_eq!(phase(&circuit).unwrap(), "3 rounds, 1 min rest between exercises");
        let weeks = Some(Span { first: 2, last: None });
        let later = Phase { when: When { weeks, ..When::default() }, ..empty(PhaseForm::Straight) };
        assert_eq!(phase(&later).unwrap(), "only from week 2 on");
    }

    /// A phase without exercises.
    fn empty(form: PhaseForm) -> Phase {
        Phase {
            id: "p".into(),
            name: "P".into(),
            goal: None,
            form,
            rest: None,
            between: None,
            when: When::default(),
            exercises: vec![],
        }
    }
}

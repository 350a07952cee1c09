//! Routines and their exercises, in words.

use super::{number_range, prescription, time, when};
use crate::model::{Exercise, Frequency, Movement, Phase, PhaseForm, Today, When, Window};
use crate::plan;

/// How often: `1-3 times a week, at least 48 h apart; before a run, or with weekly strength`.
pub fn frequency(frequency: &Frequency) -> String {
    let times = frequency.per_week.map(|times| {
        if times == Window::exact(1) {
            "once a week".to_owned()
        } else {
            format!("{} times a week", number_range(times))
        }
    });
    let gap = frequency.min_gap.map(|gap| format!("at least {} apart", time::short(gap)));
    let how: Vec<String> = times.into_iter().chain(gap).collect();
    let when = frequency.occasions.join(", ");
    [how.join(", "), when].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// An exercise's prescription on a day: that of each movement that takes part, with its name. Empty where none does.
pub fn exercise(exercise: &Exercise, form: PhaseForm, today: &Today) -> Vec<String> {
    let movements = exercise.movements.iter().filter(|movement| exercise.when.on(today) && movement.when.on(today));
    let doses = movements.map(|movement| {
        let dose = plan::prescription(exercise, movement, today);
        let words = match &movement.label {
            Some(label) => format!("{} {}", label.name, prescription::amount(&dose, form)),
            None => prescription::sentence(&dose, form, false),
        };
        [vec![words], rounds(exercise, movement)].concat().join(", ")
    });
    doses.collect()
}

/// In which rounds of its phase a movement takes part, where not in all: `only in round 1`.
pub fn rounds(exercise: &Exercise, movement: &Movement) -> Vec<String> {
    let rounds = [&exercise.when, &movement.when].into_iter().filter_map(|it| it.rounds);
    rounds.filter_map(|rounds| when::when(&When { rounds: Some(rounds), ..When::default() })).collect()
}

/// A phase as a heading: `Calf circuit: 2-3 rounds, 60 s rest between them`.
pub fn phase(phase: &Phase) -> String {
    match super::phase(phase) {
        Some(form) => format!("{}: {form}", phase.name),
        None => phase.name.clone(),
    }
}

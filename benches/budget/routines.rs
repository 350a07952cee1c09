//! Generated routine files.

use std::fmt::Write;

/// A single timed block, longer than every measurement.
pub(crate) const COUNTDOWN: &str = r#"format = 1
name = "Countdown"

[[phase]]
name = "Work"

[[phase.exercise]]
name = "Wall sit"
time = "6m"
prepare = "0s"
"#;

/// The same with a figure, or without one.
pub(crate) fn with_figure(id: Option<&str>) -> String {
    COUNTDOWN.to_owned() + &id.map(|id| format!("figure = {id:?}\n")).unwrap_or_default()
}

const HEAD: &str = r#"format = 1
name = "Generated"

[defaults]
prepare = "1s"
rest = "1s"

[[phase]]
name = "Work"
"#;

/// The largest file that the format allows.
const LARGEST_BYTES: usize = 1 << 20;
const STEPS_PER_EXERCISE: usize = 10;
const TIP: &str = "keep the heel low, the knee over the toes and the back long";

/// A routine of the given number of steps, a multiple of ten: each exercise is a preparation, five sets of work and the
/// four rests between them.
pub(crate) fn of_steps(steps: usize) -> String {
    let exercises = steps / STEPS_PER_EXERCISE;
    with_tips(exercises, exercises)
}

/// A routine with as many steps and as many bytes as the format allows.
pub(crate) fn largest() -> String {
    let exercises = 10_000 / STEPS_PER_EXERCISE;
    let room = LARGEST_BYTES - with_tips(exercises, exercises).len();
    with_tips(exercises, exercises + room / format!("{TIP:?}, ").len())
}

/// Spreads the tips, at least one for each exercise, evenly.
fn with_tips(exercises: usize, tips: usize) -> String {
    // At 25 s an exercise, even the longest routine stays far below the 24 h that the format allows.
    let mut text = String::from(HEAD);
    for n in 0..exercises {
        let share = tips * (n + 1) / exercises - tips * n / exercises;
        let tips = format!("{TIP:?}, ").repeat(share);
        let prescription = "sets = 5\ntime = \"4s\"";
        write!(text, "\n[[phase.exercise]]\nname = \"Exercise {n}\"\n{prescription}\ntips = [{tips}]\n")
            .expect("writing to a string does not fail");
    }
    text
}

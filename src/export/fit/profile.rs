//! The exercises of the FIT profile, by the words that stand for them there.

use rustyfit::profile::typedef as fit;

/// An exercise as a watch knows it: a category and, where it is said, one of the exercises in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FitExercise {
    pub(super) category: u16,
    pub(super) name: Option<u16>,
}

/// A text that names no exercise of the profile; the words that could stand in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnknownExercise {
    Category { known: Vec<String> },
    Name { category: String, known: Vec<String> },
}

/// The words for the exercises of a category, which its type has.
type Names = fn(u16) -> String;

/// The word for each category, and the names in it. Newer versions of the profile have more categories, for which watches
/// are said to refuse a workout.
const CATEGORIES: [(fit::ExerciseCategory, Names); 33] = [
    (fit::ExerciseCategory::BENCH_PRESS, |name| fit::BenchPressExerciseName(name).to_string()),
    (fit::ExerciseCategory::CALF_RAISE, |name| fit::CalfRaiseExerciseName(name).to_string()),
    (fit::ExerciseCategory::CARDIO, |name| fit::CardioExerciseName(name).to_string()),
    (fit::ExerciseCategory::CARRY, |name| fit::CarryExerciseName(name).to_string()),
    (fit::ExerciseCategory::CHOP, |name| fit::ChopExerciseName(name).to_string()),
    (fit::ExerciseCategory::CORE, |name| fit::CoreExerciseName(name).to_string()),
    (fit::ExerciseCategory::CRUNCH, |name| fit::CrunchExerciseName(name).to_string()),
    (fit::ExerciseCategory::CURL, |name| fit::CurlExerciseName(name).to_string()),
    (fit::ExerciseCategory::DEADLIFT, |name| fit::DeadliftExerciseName(name).to_string()),
    (fit::ExerciseCategory::FLYE, |name| fit::FlyeExerciseName(name).to_string()),
    (fit::ExerciseCategory::HIP_RAISE, |name| fit::HipRaiseExerciseName(name).to_string()),
    (fit::ExerciseCategory::HIP_STABILITY, |name| fit::HipStabilityExerciseName(name).to_string()),
    (fit::ExerciseCategory::HIP_SWING, |name| fit::HipSwingExerciseName(name).to_string()),
    (fit::ExerciseCategory::HYPEREXTENSION, |name| fit::HyperextensionExerciseName(name).to_string()),
    (fit::ExerciseCategory::LATERAL_RAISE, |name| fit::LateralRaiseExerciseName(name).to_string()),
    (fit::ExerciseCategory::LEG_CURL, |name| fit::LegCurlExerciseName(name).to_string()),
    (fit::ExerciseCategory::LEG_RAISE, |name| fit::LegRaiseExerciseName(name).to_string()),
    (fit::ExerciseCategory::LUNGE, |name| fit::LungeExerciseName(name).to_string()),
    (fit::ExerciseCategory::OLYMPIC_LIFT, |name| fit::OlympicLiftExerciseName(name).to_string()),
    (fit::ExerciseCategory::PLANK, |name| fit::PlankExerciseName(name).to_string()),
    (fit::ExerciseCategory::PLYO, |name| fit::PlyoExerciseName(name).to_string()),
    (fit::ExerciseCategory::PULL_UP, |name| fit::PullUpExerciseName(name).to_string()),
    (fit::ExerciseCategory::PUSH_UP, |name| fit::PushUpExerciseName(name).to_string()),
    (fit::ExerciseCategory::ROW, |name| fit::RowExerciseName(name).to_string()),
    (fit::ExerciseCategory::SHOULDER_PRESS, |name| fit::ShoulderPressExerciseName(name).to_string()),
    (fit::ExerciseCategory::SHOULDER_STABILITY, |name| fit::ShoulderStabilityExerciseName(name).to_string()),
    (fit::ExerciseCategory::SHRUG, |name| fit::ShrugExerciseName(name).to_string()),
    (fit::ExerciseCategory::SIT_UP, |name| fit::SitUpExerciseName(name).to_string()),
    (fit::ExerciseCategory::SQUAT, |name| fit::SquatExerciseName(name).to_string()),
    (fit::ExerciseCategory::TOTAL_BODY, |name| fit::TotalBodyExerciseName(name).to_string()),
    (fit::ExerciseCategory::TRICEPS_EXTENSION, |name| fit::TricepsExtensionExerciseName(name).to_string()),
    (fit::ExerciseCategory::WARM_UP, |name| fit::WarmUpExerciseName(name).to_string()),
    (fit::ExerciseCategory::RUN, |name| fit::RunExerciseName(name).to_string()),
];

/// No category has as many names.
const NAMES_MAX: u16 = 512;

impl FitExercise {
    /// The exercise of `category` or `category/name`, such as `calf_raise/standing_calf_raise`.
    pub fn parse(text: &str) -> Result<Self, UnknownExercise> {
        let (category, name) = text.split_once('/').map_or((text, None), |(category, name)| (category, Some(name)));
        let Some((found, names)) = CATEGORIES.iter().find(|(known, _)| known.to_string() == category) else {
            let known = CATEGORIES.iter().map(|(known, _)| known.to_string()).collect();
            return Err(UnknownExercise::Category { known });
        };
        let Some(name) = name else { return Ok(Self { category: found.0, name: None }) };
        let found_name = words(*names).find(|(_, word)| word == name).map(|(name, _)| name);
        if found_name.is_none() {
            let known = words(*names).map(|(_, word)| word).collect();
            return Err(UnknownExercise::Name { category: category.to_owned(), known });
        }
        Ok(Self { category: found.0, name: found_name })
    }
}

/// The names of a category with their words. A number without a word is written as the name of its type with the number
/// in brackets.
fn words(names: Names) -> impl Iterator<Item = (u16, String)> {
    (0..NAMES_MAX).map(move |name| (name, names(name))).filter(|(_, word)| !word.contains('('))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exercise_is_a_category_or_one_of_its_names() {
        assert_eq!(FitExercise::parse("plyo"), Ok(FitExercise { category: 20, name: None }));
        let standing = FitExercise::parse("calf_raise/standing_calf_raise");
        assert_eq!(standing, Ok(FitExercise { category: 1, name: Some(18) }));
        for unknown in ["", "calf", "Calf_raise", "calf_raise/", "calf_raise/hops", "calf_raise/a/b", "suspension"] {
            assert!(FitExercise::parse(unknown).is_err(), "{unknown}");
        }
    }

    #[test]
    fn each_category_stands_beside_its_own_names() {
        for (category, names) in CATEGORIES {
            let unnamed = names(u16::MAX - 1);
            let own = format!("{}exercisename(", category.to_string().replace('_', ""));
            assert!(unnamed.to_lowercase().starts_with(&own), "{category}: {unnamed}");
            assert!(words(names).count() > 1, "{category}");
            assert!((NAMES_MAX..u16::MAX).all(|name| names(name).contains('(')), "{category}");
        }
    }
}

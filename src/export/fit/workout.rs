//! A plan as a workout that a watch guides through.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rustyfit::profile::{mesgdef, typedef};
use rustyfit::proto::Message;

use super::repeats::{ListEntry, fold};
use super::steps::{self, StepOfPlan, Until, WatchStep};
use super::{FitError, TEXT_MAX, cut, encode, file_id, kilograms, unit};
use crate::plan::{Plan, StepId};

/// A plan as a workout that a watch guides through.
#[derive(Debug)]
pub struct Workout<'a> {
    plan: &'a Plan,
    entries: Vec<ListEntry<WatchStep>>,
    /// The entry that stands for each step of the plan.
    places: BTreeMap<StepId, usize>,
}

impl<'a> Workout<'a> {
    /// The most steps, repeats counted too, that watches take.
    pub const MAX_STEPS: usize = 100;

    /// What the plan asks.
    pub fn of(plan: &'a Plan) -> Self {
        Self::with(plan, steps::owed(plan))
    }

    /// What may be done of the plan, for what was done to refer to.
    pub(super) fn of_each_step(plan: &'a Plan) -> Self {
        Self::with(plan, steps::each(plan))
    }

    fn with(plan: &'a Plan, steps: Vec<StepOfPlan>) -> Self {
        let (steps, ids): (Vec<WatchStep>, Vec<Vec<StepId>>) = steps.into_iter().unzip();
        let (entries, places) = fold(&steps);
        let places = ids.iter().zip(places).flat_map(|(ids, place)| ids.iter().map(move |id| (*id, place))).collect();
        Self { plan, entries, places }
    }

    /// How many steps it has, repeats counted too.
    pub fn step_count(&self) -> usize {
        self.entries.len()
    }

    /// The file, made at this instant.
    pub fn file(&self, made: Timestamp) -> Result<Vec<u8>, FitError> {
        let id = file_id(typedef::File::WORKOUT, &self.plan.routine.id, made);
        encode([vec![id], self.messages()].concat())
    }

    /// The workout and its steps.
    pub(super) fn messages(&self) -> Vec<Message> {
        let workout = mesgdef::Workout {
            sport: typedef::Sport::TRAINING,
            sub_sport: typedef::SubSport::STRENGTH_TRAINING,
            num_valid_steps: u16::try_from(self.entries.len()).unwrap_or(u16::MAX),
            wkt_name: cut(&self.plan.routine.name, TEXT_MAX).into(),
            ..mesgdef::Workout::default()
        };
        let steps = self.entries.iter().enumerate().map(|(index, entry)| message(index, entry).into());
        [workout.into()].into_iter().chain(steps).collect()
    }

    /// The number of the step that stands for one of the plan.
    pub(super) fn index(&self, step: StepId) -> Option<typedef::MessageIndex> {
        self.places.get(&step).map(|place| message_index(*place))
    }
}

pub(super) fn message_index(index: usize) -> typedef::MessageIndex {
    typedef::MessageIndex(u16::try_from(index).unwrap_or(u16::MAX))
}

fn message(index: usize, entry: &ListEntry<WatchStep>) -> mesgdef::WorkoutStep {
    let message = mesgdef::WorkoutStep { message_index: message_index(index), ..mesgdef::WorkoutStep::default() };
    match entry {
        ListEntry::Repeat { from, times } => mesgdef::WorkoutStep {
            duration_type: typedef::WktStepDuration::REPEAT_UNTIL_STEPS_CMPLT,
            duration_value: u32::try_from(*from).unwrap_or(u32::MAX),
            target_value: *times,
            ..message
        },
        ListEntry::Step(step) => {
            let (duration_type, duration_value) = match step.until {
                Until::Time(time) => {
                    (typedef::WktStepDuration::TIME, u32::try_from(time.as_millis()).unwrap_or(u32::MAX))
                }
                Until::Reps(reps) => (typedef::WktStepDuration::REPS, reps),
                Until::Button => (typedef::WktStepDuration::OPEN, message.duration_value),
            };
            let mut message = mesgdef::WorkoutStep {
                wkt_step_name: step.name.as_str().into(),
                notes: step.notes.as_str().into(),
                duration_type,
                duration_value,
                target_type: typedef::WktStepTarget::OPEN,
                target_value: 0,
                intensity: if step.is_rest { typedef::Intensity::REST } else { typedef::Intensity::ACTIVE },
                exercise_category: step
                    .exercise
                    .map_or(message.exercise_category, |exercise| typedef::ExerciseCategory(exercise.category)),
                exercise_name: step.exercise.and_then(|exercise| exercise.name).unwrap_or(message.exercise_name),
                ..message
            };
            if let Some(load) = step.load {
                message.set_exercise_weight_scaled(kilograms(load, 100.0));
                message.weight_display_unit = unit(load);
            }
            message
        }
    }
}

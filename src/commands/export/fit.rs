//! Workouts and sessions as FIT files.

use jiff::Zoned;

use crate::cli::PartArgs;
use crate::commands::{Failure, catalogue, naming, sessions};
use crate::export::fit::{self, FitError, Workout};
use crate::history::{LoadedSession, ReadDepth};
use crate::model::{Routine, Today};
use crate::plan;
use crate::record::Block;
use crate::settings::{Settings, WindowChoice};

/// A routine as it is asked today.
pub(super) fn workout(typed: Option<&str>, full: bool, part: &PartArgs, now: &Zoned) -> Result<Vec<u8>, Failure> {
    let (routine, today) = sessions::as_asked(catalogue::load(typed)?, now);
    // Without `--full` the plan keeps its ranges, which are in the notes of the steps.
    let windows = if full { WindowChoice::High } else { WindowChoice::Open };
    let settings = Settings { windows, ..naming::part(&routine, part)? };
    let plan = plan::build(&routine, &today, &settings)?;
    let workout = Workout::of(&plan);
    if workout.step_count() > Workout::MAX_STEPS {
        return Err(too_long(&routine, &today, &settings, workout.step_count()));
    }
    Ok(workout.file(now.timestamp())?)
}

/// The failure that a workout has too many steps, and what to leave out.
fn too_long(routine: &Routine, today: &Today, settings: &Settings, steps: usize) -> Failure {
    let most = Workout::MAX_STEPS;
    let failure = Failure::failed(format!("this workout has {steps} steps, and watches take {most} at most"));
    match shorter(routine, today, settings) {
        Some(skips) => failure.help(format!("it fits with {skips}")),
        None => failure.help("no part of it fits alone: write a shorter routine for the watch"),
    }
}

/// The exercises to leave out so that the workout fits, as flags: whichever saves most on its own goes first.
fn shorter(routine: &Routine, today: &Today, settings: &Settings) -> Option<String> {
    let steps_without = |skip: &[String]| {
        let skip = [&settings.skip[..], skip].concat();
        let plan = plan::build(routine, today, &Settings { skip, ..settings.clone() }).ok()?;
        Some(Workout::of(&plan).step_count())
    };
    let ids = routine.exercises().map(|exercise| exercise.id.clone()).filter(|id| !settings.skip.contains(id));
    let mut ids: Vec<String> = ids.collect();
    // A plan is built for each of them once, and not for each of those that are left each time.
    ids.sort_by_cached_key(|id| steps_without(std::slice::from_ref(id)).unwrap_or(usize::MAX));
    let skipped = (1..ids.len()).map(|number| &ids[..number]);
    let enough = skipped.into_iter().find(|ids| steps_without(ids).is_some_and(|steps| steps <= Workout::MAX_STEPS))?;
    Some(enough.iter().map(|id| format!("`--skip {id}`")).collect::<Vec<_>>().join(" "))
}

/// A session that was done.
pub(super) fn session(typed: Option<&str>) -> Result<Vec<u8>, Failure> {
    let listing = sessions::load(ReadDepth::Lines);
    let stored = sessions::find(&listing, typed.unwrap_or("last"))?;
    let Ok(LoadedSession { past, plan: Some(plan), events, record, .. }) = stored.read() else {
        return Err(Failure::failed("the plan of this session cannot be read").help("`calfguide doctor` says why"));
    };
    if !record.blocks(&plan).iter().any(Block::was_done) {
        return Err(Failure::failed("nothing was done in this session"));
    }
    Ok(fit::activity(&past, &plan, &record, &events)?)
}

impl From<FitError> for Failure {
    fn from(error: FitError) -> Self {
        Self::failed(error.to_string())
    }
}

//! How large the sessions of a routine may become, on every day that differs from the others.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;
use std::time::Duration;

use super::problem::{Collector, RoutineProblem};
use super::schedule::Occasion;
use crate::model::{Dose, Exercise, Movement, NonEmpty, Phase, PhaseForm, Routine, Rungs, Schedule, Today, When};
use crate::plan::{self, MAX_STEPS, PlanSize, ShortestRound};
use crate::settings::Settings;

/// The longest session.
const TIME_MAX: Duration = Duration::from_hours(24);

/// How many steps are laid out at most to check the sessions of all days.
const CHECKED_MAX: usize = 1_000_000;

/// Refuses a routine of which some day's session would have too many steps, take too long, or owe nothing.
pub(super) fn check(routine: &Routine, phases_at: &[Range<usize>], problems: &mut Collector) {
    if let Err(Found { problem, phase }) = check_days(routine) {
        problems.add(phase.and_then(|index| phases_at.get(index).cloned()).unwrap_or(0..0), problem);
    }
}

/// The first problem of a day, and the phase where it is shown.
fn check_days(routine: &Routine) -> Result<(), Found> {
    let mut measured = Measured { left: CHECKED_MAX };
    // Of a list that goes round, the entry with most steps counts always, and so does the longest.
    let by_steps = measured.at_most(routine, |size| size.steps as u128)?;
    let by_time = measured.at_most(routine, |size| size.time.as_nanos())?;
    let is_longest = by_time == by_steps;
    let (weeks, sessions) = (numbers(&by_steps, Schedule::Weeks), numbers(&by_steps, Schedule::Sessions));
    for &week in &weeks {
        for &session in &sessions {
            let today = Today { week, session, rungs: Rungs::AsWritten };
            let named = [(Schedule::Weeks, week, weeks.len()), (Schedule::Sessions, session, sessions.len())];
            let several = named.into_iter().filter(|(_, _, days)| *days > 1);
            let on = several.map(|(schedule, number, _)| Occasion { schedule, number: number as usize }).collect();
            let PlanSize { steps, time, owes } = measured.size(&by_steps, &today)?;
            if !owes {
                return Err(Found { problem: RoutineProblem::NothingOwed { on }, phase: None });
            }
            if steps > MAX_STEPS {
                return Err(too_many_steps(&by_steps, &today, on));
            }
            let time = if is_longest { time } else { measured.size(&by_time, &today)?.time };
            if time > TIME_MAX {
                let problem = RoutineProblem::TooLong { hours: time.as_secs().div_ceil(60 * 60), on };
                return Err(Found { problem, phase: largest_phase(&by_time, &today, |size| size.time.as_nanos()) });
            }
        }
    }
    Ok(())
}

/// A problem, and the index of the phase where it is shown.
struct Found {
    problem: RoutineProblem,
    phase: Option<usize>,
}

/// Counts what is laid out against [`CHECKED_MAX`].
struct Measured {
    left: usize,
}

impl Measured {
    fn size(&mut self, routine: &Routine, today: &Today) -> Result<PlanSize, Found> {
        let size = PlanSize::of(routine, today);
        // To see that an exercise takes no part in a round costs a twentieth of a step.
        let looked_at: usize = routine.phases.iter().map(|phase| rounds(phase) * phase.exercises.len()).sum();
        let left = self.left.checked_sub(size.steps + looked_at / 20);
        self.left = left.ok_or(Found { problem: RoutineProblem::TooManyDays, phase: None })?;
        Ok(size)
    }

    /// The routine with each list that goes round replaced by its largest entry.
    fn at_most(&mut self, routine: &Routine, measure: impl Fn(&PlanSize) -> u128) -> Result<Routine, Found> {
        let mut at_most = routine.clone();
        let mut alone = Routine { phases: Vec::new(), ..routine.clone() };
        for phase in &mut at_most.phases {
            let empty = Phase { exercises: Vec::new(), when: When::default(), ..phase.clone() };
            for exercise in &mut phase.exercises {
                let own = Exercise { when: When::default(), progression: None, ..exercise.clone() };
                for movement in exercise.movements.iter_mut().filter(|movement| movement.dose.cycles()) {
                    let one = Movement { when: When::default(), ..movement.clone() };
                    let own = Exercise { movements: NonEmpty::one(one), ..own.clone() };
                    alone.phases = vec![Phase { exercises: vec![own], ..empty.clone() }];
                    let mut most = 0;
                    for entry in movement.dose.clone().all() {
                        let dose = Dose::always(entry.clone());
                        alone.phases[0].exercises[0].movements[0].dose.clone_from(&dose);
                        let of_entry = measure(&self.size(&alone, &Today::WRITTEN)?);
                        if of_entry > most {
                            (most, movement.dose) = (of_entry, dose);
                        }
                    }
                }
            }
        }
        Ok(at_most)
    }
}

fn too_many_steps(routine: &Routine, today: &Today, on: Vec<Occasion>) -> Found {
    let phase = largest_phase(routine, today, |size| size.steps as u128);
    let short = phase.and_then(|index| short_rounds(routine, &routine.phases[index], today));
    Found { problem: short.unwrap_or(RoutineProblem::TooManySteps { on }), phase }
}

/// The problem of a looping phase that has too many steps by itself.
fn short_rounds(routine: &Routine, phase: &Phase, today: &Today) -> Option<RoutineProblem> {
    let PhaseForm::Within(within) = phase.form else { return None };
    let alone = Routine { phases: vec![phase.clone()], ..routine.clone() };
    let plan = plan::build(&alone, today, &Settings::default()).ok()?;
    let round = ShortestRound::of(&plan, plan.phases.first()?)?;
    let least = round.least(within);
    (round.time < least).then_some(RoutineProblem::ShortRounds { within, round: round.time, least })
}

/// The numbers of the weeks, or sessions, of which each begins a time that is not as the one before it.
fn numbers(routine: &Routine, schedule: Schedule) -> BTreeSet<u32> {
    let exercises = routine.exercises();
    let lists = exercises.flat_map(|exercise| &exercise.movements).map(|movement| &movement.dose);
    let lists = lists.filter(|dose| dose.schedule() == Some(schedule));
    let listed = lists.map(|dose| dose.all().len()).max().unwrap_or(1);
    let spans = routine.conditions().filter_map(|When { weeks, sessions, .. }| match schedule {
        Schedule::Weeks => *weeks,
        Schedule::Sessions => *sessions,
    });
    let changes = spans.flat_map(|span| [Some(span.first), span.last.map(|last| last + 1)]).flatten();
    (1..=u32::try_from(listed).unwrap_or(u32::MAX)).chain(changes).collect()
}

/// How many rounds of a phase are laid out.
fn rounds(phase: &Phase) -> usize {
    match phase.form {
        PhaseForm::Straight | PhaseForm::Within(_) => 1,
        PhaseForm::Rounds(rounds) | PhaseForm::Every { rounds, .. } => rounds.max as usize,
    }
}

/// The phase with the largest size.
fn largest_phase(routine: &Routine, today: &Today, measure: impl Fn(&PlanSize) -> u128) -> Option<usize> {
    let mut alone = Routine { phases: Vec::new(), ..routine.clone() };
    let mut size = |phase: &Phase| {
        alone.phases = vec![phase.clone()];
        measure(&PlanSize::of(&alone, today))
    };
    let sizes: Vec<u128> = routine.phases.iter().map(&mut size).collect();
    (0..sizes.len()).max_by_key(|&index| (sizes[index], Reverse(index)))
}

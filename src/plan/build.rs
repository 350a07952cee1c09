//! Laying out the steps: passes, exercises, movements, sets, sides, and the gaps between them.

use std::time::Duration;

use super::{Card, CardId, PhaseClock, PhaseId, PhaseSpan, Plan, RestEnd, Step, StepKind, Work};
use crate::model::{
    EmptyList, Exercise, Label, Measure, Movement, Phase, PhaseForm, Prescription, RepTarget, Routine, Side, Sides,
    Today, When, Window,
};
use crate::settings::{Settings, WindowChoice};

/// How many steps a plan may have. A routine file with more is refused.
pub const MAX_STEPS: usize = 10_000;

/// Why there is no plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// The settings leave out every exercise.
    #[error("nothing is left to do")]
    NothingLeft,
    /// More than [`MAX_STEPS`].
    #[error("it has more than 10,000 steps")]
    TooManySteps,
}

/// The steps of a routine on a day, as the settings choose.
pub fn build(routine: &Routine, today: &Today, settings: &Settings) -> Result<Plan, PlanError> {
    let mut layout =
        PlanBuilder { today, settings, gaps: Vec::new(), phases: Vec::new(), cards: Vec::new(), steps: Vec::new() };
    let mut left_out = Vec::new();
    let mut begun = settings.from.is_none();
    for phase in &routine.phases {
        let mut chosen = Vec::new();
        for exercise in &phase.exercises {
            begun |= settings.from.as_ref() == Some(&exercise.id);
            let wanted = begun
                && settings.phase.as_ref().is_none_or(|id| *id == phase.id)
                && !settings.skip.contains(&exercise.id);
            if wanted {
                chosen.push(exercise);
            } else {
                left_out.push(exercise.name.clone());
            }
        }
        if phase.when.on(today) {
            layout.phase(phase, &chosen)?;
        }
    }
    Ok(Plan {
        routine: Label { id: routine.id.clone(), name: routine.name.clone(), say_as: None },
        pain_back: routine.gate.pain_back,
        phases: layout.phases,
        cards: layout.cards,
        steps: layout.steps.try_into().map_err(|EmptyList| PlanError::NothingLeft)?,
        left_out,
    })
}

/// The prescription of a movement on a day: that of its rung, where the exercise has a ladder, else that of the week or
/// session.
pub fn prescription(exercise: &Exercise, movement: &Movement, today: &Today) -> Prescription {
    match (exercise.ladder(), today.rungs.of(&exercise.id)) {
        (Some(ladder), Some(rung)) => ladder.prescription(movement, rung),
        _ => movement.dose.at(today).clone(),
    }
}

/// A plan under construction.
struct PlanBuilder<'a> {
    today: &'a Today,
    settings: &'a Settings,
    /// The gaps before the next block of work, which take over its round, set and side.
    gaps: Vec<StepKind>,
    phases: Vec<PhaseSpan>,
    cards: Vec<Card>,
    steps: Vec<Step>,
}

/// A movement that takes part on this day.
struct PlannedMovement<'a> {
    dose: Prescription,
    card: CardId,
    /// When its exercise and itself take part.
    when: [&'a When; 2],
}

impl PlannedMovement<'_> {
    fn in_round(&self, round: u32) -> bool {
        self.when.iter().all(|when| when.in_round(round))
    }

    /// How many rounds it took part in before this one, in which it does.
    fn rounds_before(&self, round: u32) -> u32 {
        let [exercise, own] = self.when.map(When::first_round);
        round - exercise.max(own)
    }
}

/// One pass through a movement: what all its blocks have in common.
struct Pass<'a> {
    dose: &'a Prescription,
    card: CardId,
    round: u32,
    rounds: Option<Window<u32>>,
    slot: u32,
    /// The index in a list as the measure; `None` where the list has an item for each set.
    item: Option<u32>,
}

impl PlanBuilder<'_> {
    fn phase(&mut self, phase: &Phase, exercises: &[&Exercise]) -> Result<(), PlanError> {
        let first = self.steps.len();
        let (rounds, clock) = match phase.form {
            PhaseForm::Straight => (Some(Window::exact(1)), PhaseClock::None),
            PhaseForm::Rounds(rounds) => (Some(self.window(rounds)), PhaseClock::None),
            PhaseForm::Every { slot, rounds } => (Some(self.window(rounds)), PhaseClock::Every(slot)),
            PhaseForm::Within(time) => (None, PhaseClock::Within(time)),
        };
        let is_straight = matches!(phase.form, PhaseForm::Straight);
        let exercises: Vec<Vec<PlannedMovement<'_>>> =
            exercises.iter().map(|exercise| self.movements(exercise)).collect();
        let mut slot = 0;
        for round in 1..=rounds.map_or(1, |rounds| rounds.max) {
            let mut follows_in_round = false;
            for exercise in &exercises {
                let movements: Vec<_> = exercise.iter().filter(|movement| movement.in_round(round)).collect();
                let Some(opens) = movements.first() else { continue };
                let opening = self.steps.len() == first;
                let rest = if follows_in_round && !is_straight { phase.between } else { phase.rest };
                if let Some(rest) = rest.filter(|_| !opening) {
                    self.rest(self.window(rest), RestEnd::Time);
                }
                self.prepare(phase.form, &opens.dose, opening);
                // The gaps before the first block of work belong to no slot.
                let start = self.steps.len() + self.gaps.len();
                for (index, movement) in movements.iter().enumerate() {
                    if let Some(before) = index.checked_sub(1).map(|before| &movements[before]) {
                        self.rest(self.window(before.dose.rest), RestEnd::Time);
                    }
                    let item = (!is_straight).then(|| movement.rounds_before(round));
                    self.sets(&Pass { dose: &movement.dose, card: movement.card, round, rounds, slot, item })?;
                }
                if let PhaseClock::Every(length) = clock {
                    self.slot_rest(start, length);
                    slot += 1;
                }
                follows_in_round = true;
            }
        }
        // The rest of a slot lies between exercises, never after the last.
        self.gaps.clear();
        if self.steps.len() == first {
            return Ok(());
        }
        if let (PhaseClock::Within(_), Some(rest)) = (clock, phase.rest) {
            self.round_rest(first, self.window(rest))?;
        }
        self.phases.push(PhaseSpan {
            id: phase.id.clone(),
            name: phase.name.clone(),
            goal: phase.goal.clone(),
            steps: first..self.steps.len(),
            rounds,
            clock,
        });
        Ok(())
    }

    /// The movements of an exercise that take part on this day, and their cards.
    fn movements<'a>(&mut self, exercise: &'a Exercise) -> Vec<PlannedMovement<'a>> {
        let today = self.today;
        let movements = exercise.movements.iter();
        let taking_part = movements.filter(|movement| exercise.when.on(today) && movement.when.on(today));
        taking_part
            .map(|movement| PlannedMovement {
                dose: prescription(exercise, movement, today),
                card: self.card(exercise, movement),
                when: [&exercise.when, &movement.when],
            })
            .collect()
    }

    fn prepare(&mut self, form: PhaseForm, dose: &Prescription, opening: bool) {
        let is_due = match form {
            PhaseForm::Straight => true,
            PhaseForm::Rounds(_) | PhaseForm::Within(_) => opening || dose.prepare_written,
            PhaseForm::Every { .. } => opening,
        };
        if is_due && !dose.prepare.is_zero() {
            let once = matches!(form, PhaseForm::Within(_)) && !dose.prepare_written;
            self.gaps.push(StepKind::Prepare { time: dose.prepare, once });
        }
    }

    fn rest(&mut self, time: Window<Duration>, until: RestEnd) {
        if !time.max.is_zero() {
            self.gaps.push(StepKind::Rest { time, until });
        }
    }

    fn sets(&mut self, pass: &Pass<'_>) -> Result<(), PlanError> {
        let dose = pass.dose;
        let sets = self.window(dose.sets);
        let sides = match dose.sides {
            Sides::Both => vec![Side::Both],
            Sides::Alternate => vec![Side::Alternate],
            Sides::Left => vec![Side::Left],
            Sides::Right => vec![Side::Right],
            Sides::Each | Sides::Split => self.settings.first_side.order().to_vec(),
        };
        for set in 1..=sets.max {
            if set > 1 {
                self.rest(self.window(dose.rest), RestEnd::Time);
            }
            let item = pass.item.unwrap_or(set - 1) as usize;
            for (turn, side) in sides.iter().enumerate() {
                if turn > 0 && !dose.switch.is_zero() {
                    self.gaps.push(StepKind::Switch(dose.switch));
                }
                let work = self.work(dose, item);
                self.push(Step {
                    about: dose.about.filter(|_| work.is_open_ended()),
                    last_time: Vec::new(),
                    kind: StepKind::Work(work),
                    phase: PhaseId(self.phases.len()),
                    card: pass.card,
                    round: pass.round,
                    rounds: pass.rounds,
                    set,
                    sets,
                    side: *side,
                    optional: set > sets.min || pass.rounds.is_some_and(|rounds| pass.round > rounds.min),
                    slot: pass.slot,
                })?;
            }
        }
        Ok(())
    }

    /// How much one block is.
    fn work(&self, dose: &Prescription, item: usize) -> Work {
        let legs = if dose.sides == Sides::Alternate { 2 } else { 1 };
        match &dose.measure {
            Measure::Reps { targets, pacing } => {
                let target = match *targets.get_or_last(item) {
                    RepTarget::Count(reps) => RepTarget::Count(self.window(reps).map(|n| n * legs)),
                    RepTarget::AtLeast(reps) => RepTarget::AtLeast(reps * legs),
                    RepTarget::Max => RepTarget::Max,
                };
                Work::Reps { target, pacing: pacing.clone() }
            }
            Measure::Time(items) => {
                let shares = if dose.sides == Sides::Split { 2 } else { 1 };
                Work::Time(self.window(*items.get_or_last(item)).map(|time| time / shares))
            }
            Measure::Distance(way) => Work::Distance(way.clone()),
            Measure::Open => Work::Open,
        }
    }

    /// Adds a block of work, and before it the gaps that waited for it.
    fn push(&mut self, work: Step) -> Result<(), PlanError> {
        if self.steps.len() + self.gaps.len() >= MAX_STEPS {
            return Err(PlanError::TooManySteps);
        }
        for kind in self.gaps.drain(..) {
            self.steps.push(Step { kind, about: None, ..work.clone() });
        }
        self.steps.push(work);
        Ok(())
    }

    /// Adds the rest of a slot whose own steps begin at `start`.
    fn slot_rest(&mut self, start: usize, slot: Duration) {
        let own = &self.steps[start..];
        let longest: Duration = own.iter().filter_map(Step::seconds).map(|time| time.max).sum();
        let owed = own.iter().filter(|step| step.set <= step.sets.min);
        let shortest: Duration = owed.filter_map(Step::seconds).map(|time| time.min).sum();
        let time = Window { min: slot.saturating_sub(longest), max: slot.saturating_sub(shortest) };
        self.rest(time, RestEnd::SlotEnd);
    }

    /// The rest between the rounds of a looping phase: its last step, with round, set and side of its first work.
    fn round_rest(&mut self, first: usize, time: Window<Duration>) -> Result<(), PlanError> {
        if time.max.is_zero() {
            return Ok(());
        }
        if self.steps.len() >= MAX_STEPS {
            return Err(PlanError::TooManySteps);
        }
        let step = self.steps[first].clone();
        self.steps.push(Step { kind: StepKind::Rest { time, until: RestEnd::NextRound }, about: None, ..step });
        Ok(())
    }

    /// The window as the settings choose: whole, its low end or its high end.
    fn window<T: Copy + PartialEq>(&self, range: Window<T>) -> Window<T> {
        match self.settings.windows {
            WindowChoice::Open => range,
            WindowChoice::Low => Window::exact(range.min),
            WindowChoice::High => Window::exact(range.max),
        }
    }

    /// Adds the card of a movement.
    fn card(&mut self, exercise: &Exercise, movement: &Movement) -> CardId {
        let dose = movement.dose.at(self.today);
        let tips = [&movement.tips, &movement.suggested_tips, &exercise.tips, &exercise.suggested_tips];
        self.cards.push(Card {
            exercise: Label { id: exercise.id.clone(), name: exercise.name.clone(), say_as: exercise.say_as.clone() },
            movement: movement.label.clone(),
            goal: movement.goal.clone().or_else(|| exercise.goal.clone()),
            tips: tips.into_iter().flatten().cloned().collect(),
            equipment: exercise.equipment.clone(),
            video: movement.video.clone().or_else(|| exercise.video.clone()),
            contacts: movement.contacts,
            fit: movement.fit.clone(),
            parts: dose.parts.clone(),
            load: dose.load.clone(),
            load_told: None,
            effort: dose.effort.clone(),
            figure: dose.figure.clone(),
        });
        CardId(self.cards.len() - 1)
    }
}

//! What was done last time at each block of a routine.

use std::collections::BTreeMap;

use super::{Block, Record};
use crate::model::{Field, Label, Load, Routine, Side};
use crate::plan::{Card, Plan, SetDone, Step};

/// What was done at each block in the newest session in which anything was, and the loads that were entered last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LastTimes {
    sets: BTreeMap<BlockName, Vec<SetDone>>,
    loads: BTreeMap<CardName, LastLoad>,
}

/// The same in every session of a routine: the ids of exercise and movement.
type CardName = (String, Option<String>);

/// The same: phase, card and side.
type BlockName = (String, CardName, Side);

/// The load of an exercise or movement in a session.
#[derive(Debug, Clone, PartialEq, Eq)]
struct LastLoad {
    /// What the file said then.
    of_file: Option<String>,
    /// What the user entered instead, in that session or before it.
    told: Option<Load>,
}

impl LastTimes {
    /// Of one session.
    pub fn of(plan: &Plan, record: &Record) -> Self {
        let mut last = Self::default();
        let mut blocks = record.blocks(plan);
        // Of a phase that loops a round stands before the next one.
        blocks.sort_by_key(|block| (plan[block.step].phase, block.round, block.step));
        for block in blocks.into_iter().filter(Block::was_done) {
            let (step, card) = (&plan[block.step], plan.card(block.step));
            let told = block.load_told.or(card.load_told);
            last.loads.insert(card_name(card), LastLoad { of_file: card.load.clone(), told });
            if let Some(set) = block.set_done(plan) {
                last.sets.entry(block_name(plan, step)).or_default().push(set);
            }
        }
        last
    }

    /// Adds those of an older session, where no newer one has them.
    pub fn add_older(&mut self, older: Self) {
        for (block, sets) in older.sets {
            self.sets.entry(block).or_insert(sets);
        }
        for (card, load) in older.loads {
            self.loads.entry(card).or_insert(load);
        }
    }

    /// Whether they have every block of a plan.
    pub fn cover(&self, plan: &Plan) -> bool {
        plan.steps.iter().filter(|step| !step.is_gap()).all(|step| self.sets.contains_key(&block_name(plan, step)))
    }

    /// Notes them in a plan.
    pub fn note_in(&self, plan: &mut Plan) {
        for card in &mut plan.cards {
            card.load_told = self.load_told(&card_name(card), card.load.as_ref());
        }
        let of = |step: &Step| self.sets.get(&block_name(plan, step)).filter(|_| !step.is_gap());
        let sets: Vec<_> = plan.steps.iter().map(|step| of(step).cloned().unwrap_or_default()).collect();
        for (step, sets) in plan.steps.iter_mut().zip(sets) {
            step.last_time = sets;
        }
    }

    /// Puts the loads that were entered into a routine, in the place of those of its file.
    pub fn enter_loads(&self, routine: &mut Routine) {
        for exercise in routine.phases.iter_mut().flat_map(|phase| &mut phase.exercises) {
            for movement in exercise.movements.iter_mut() {
                let name = name(&exercise.id, movement.label.as_ref());
                movement.dose.change(|dose| {
                    if let Some(load) = self.load_told(&name, dose.load.as_ref()) {
                        dose.load = Some(load.to_string());
                        dose.suggested.retain(|field| *field != Field::Load);
                    }
                });
            }
        }
    }

    /// The load that was entered, which holds until the load in the file is another one than it was then.
    fn load_told(&self, card: &CardName, of_file: Option<&String>) -> Option<Load> {
        self.loads.get(card).filter(|last| last.of_file.as_ref() == of_file)?.told
    }
}

fn card_name(card: &Card) -> CardName {
    name(&card.exercise.id, card.movement.as_ref())
}

fn name(exercise: &str, movement: Option<&Label>) -> CardName {
    (exercise.to_owned(), movement.map(|label| label.id.clone()))
}

fn block_name(plan: &Plan, step: &Step) -> BlockName {
    (plan[step.phase].id.clone(), card_name(&plan[step.card]), step.side)
}

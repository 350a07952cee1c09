//! What was done last time at each block of a routine.

use std::collections::BTreeMap;

use super::{Block, Record};
use crate::model::{Load, Side};
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

    /// Notes them in a plan. A load that was entered holds until the load in the file is another one than it was then.
    pub fn note_in(&self, plan: &mut Plan) {
        for card in &mut plan.cards {
            let last = self.loads.get(&card_name(card)).filter(|last| last.of_file == card.load);
            card.load_told = last.and_then(|last| last.told);
        }
        let of = |step: &Step| self.sets.get(&block_name(plan, step)).filter(|_| !step.is_gap());
        let sets: Vec<_> = plan.steps.iter().map(|step| of(step).cloned().unwrap_or_default()).collect();
        for (step, sets) in plan.steps.iter_mut().zip(sets) {
            step.last_time = sets;
        }
    }
}

fn card_name(card: &Card) -> CardName {
    (card.exercise.id.clone(), card.movement.as_ref().map(|movement| movement.id.clone()))
}

fn block_name(plan: &Plan, step: &Step) -> BlockName {
    (plan[step.phase].id.clone(), card_name(&plan[step.card]), step.side)
}
